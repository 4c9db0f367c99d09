// The part of a JPEG before its pixels: all that a reader of tags needs, whatever the size of the file.
import type { Source } from '../reading.ts'

const FIRST = 64 * 1024
const LIMIT = 16 * 2 ** 20

/** From the start to the end of the first SOS header (ITU-T T.81 §B.2.3); what there is, when there is none. */
export function jpegHeader(source: Source): Buffer {
  for (let length = FIRST; ; length *= 4) {
    const bytes = source.read(0, Math.min(length, LIMIT))
    const end = headerEnd(bytes)
    if (end !== undefined || bytes.length >= source.size || length >= LIMIT) return bytes.subarray(0, end)
  }
}

/** Undefined: it does not end within these bytes. */
export function headerEnd(bytes: Buffer): number | undefined {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return bytes.length
    const marker = bytes[at + 1] as number
    if (marker === 0xff) at += 1
    else if (marker === 0xd9) return at + 2
    else {
      const end = at + 2 + Math.max(2, bytes.readUInt16BE(at + 2))
      if (marker === 0xda) return end <= bytes.length ? end : undefined
      at = end
    }
  }
  return undefined
}
