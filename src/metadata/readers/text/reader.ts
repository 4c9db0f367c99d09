// Plain texts, tables and JSON: how they are written, never what they say.
import type { Reader } from '../../reading.ts'

const LIMIT = 16 * 2 ** 20
const SAMPLE = 2 ** 20

export const reader: Reader = {
  version: '1',
  read(source) {
    const bytes = source.read(0, LIMIT)
    const lines = linesOf(bytes)
    const partly = source.size > LIMIT
    return {
      texts: [
        { key: 'encoding', value: encodingOf(bytes.subarray(0, SAMPLE)), source: 'TEXT:encoding' },
        { key: 'line ends', value: lines.ends, source: 'TEXT:line ends' },
        ...(partly ? [] : [{ key: 'lines', value: String(lines.count), source: 'TEXT:lines' }]),
      ],
      ...(partly ? { clues: { readBytes: LIMIT } } : {}),
    }
  },
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE, mark'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE, mark'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return 'single-byte'
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb ? 'UTF-8, mark' : bytes.every((byte) => byte < 0x80) ? 'ASCII' : 'UTF-8'
}

function linesOf(bytes: Buffer): { readonly count: number; readonly ends: string } {
  let [feeds, pairs, returns] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0x0a) feeds += 1
    else if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) {
      pairs += 1
      at += 1
    } else if (bytes[at] === 0x0d) returns += 1
  }
  const kinds = [feeds > 0 ? 'LF' : '', pairs > 0 ? 'CRLF' : '', returns > 0 ? 'CR' : ''].filter((kind) => kind !== '')
  const last = bytes.at(-1)
  return { count: feeds + pairs + returns + (bytes.length === 0 || last === 0x0a || last === 0x0d ? 0 : 1), ends: kinds.length === 0 ? 'none' : kinds.join(' and ') }
}
