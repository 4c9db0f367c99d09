// A bounded walk over the segments of a JPEG: raw blocks for the readers, and what lies after the end of the picture.

export interface JpegFacts {
  readonly width?: number
  readonly height?: number
  readonly exif?: Buffer
  readonly xmp?: Buffer
  readonly comments: readonly string[]
  /** Names of application segments in order, each once: `JFIF`, `Exif`, `XMP`, `MPF`, `Adobe`, `JUMBF`… */
  readonly segments: readonly string[]
  /** Offset of the first byte after the end-of-image marker; undefined when there is none. */
  readonly end?: number
}

const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const NAMES: readonly (readonly [string, string])[] = [
  ['JFIF\0', 'JFIF'], ['Exif\0', 'Exif'], [XMP, 'XMP'], ['http://ns.adobe.com/xmp/extension/\0', 'XMP extension'], ['ICC_PROFILE\0', 'ICC'],
  ['MPF\0', 'MPF'], ['Photoshop 3.0\0', 'Photoshop'], ['Adobe', 'Adobe'], ['Ducky', 'Ducky'], ['JP', 'JUMBF'],
]

export function jpegFacts(bytes: Buffer): JpegFacts {
  const segments = new Set<string>()
  const comments: string[] = []
  let exif: Buffer | undefined
  let xmp: Buffer | undefined
  let size: { width: number; height: number } | undefined
  let end: number | undefined
  let at = 2
  for (let count = 0; count < 5000 && at + 2 <= bytes.length; count += 1) {
    if (bytes[at] !== 0xff) break
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at = fill(bytes, at)
      continue
    }
    if (marker === 0xd9) {
      end = at + 2
      break
    }
    if (at + 4 > bytes.length) break
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) break
    const body = bytes.subarray(at + 4, Math.min(at + 2 + length, bytes.length))
    if (marker >= 0xe0 && marker <= 0xef) {
      const start = body.toString('latin1', 0, 40)
      const name = NAMES.find(([mark]) => start.startsWith(mark))?.[1] ?? `APP${marker - 0xe0}`
      segments.add(name)
      if (name === 'Exif') exif ??= body
      if (name === 'XMP') xmp ??= body.subarray(XMP.length)
    } else if (marker === 0xfe && comments.length < 5) comments.push(body.toString('utf8', 0, 1024))
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && body.length >= 5) size ??= { height: body.readUInt16BE(1), width: body.readUInt16BE(3) }
    at += 2 + length
    if (marker === 0xda) at = afterScan(bytes, at)
  }
  return {
    ...size, comments, segments: [...segments],
    ...(exif === undefined ? {} : { exif }), ...(xmp === undefined ? {} : { xmp }), ...(end === undefined ? {} : { end }),
  }
}

function fill(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at + 1] === 0xff) at += 1
  return at
}

/** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function afterScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at = next === 0xff ? at + 1 : bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}
