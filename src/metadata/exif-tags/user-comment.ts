// UserComment and its like: eight bytes name the character code, then comes the text (EXIF 2.32 §4.6.5).
import { TEXT_LIMIT, text } from './values.ts'

const CODE_BYTES = 8

/** Undefined when nothing but blanks is written. */
export function userComment(value: Buffer | undefined): string | undefined {
  if (value === undefined || value.length <= CODE_BYTES) return undefined
  const code = value.toString('latin1', 0, CODE_BYTES)
  const body = value.subarray(CODE_BYTES, CODE_BYTES + TEXT_LIMIT * 2)
  if (code.startsWith('UNICODE')) return text(wide(body))
  if (code.startsWith('JIS')) return text(new TextDecoder('iso-2022-jp').decode(body))
  // `ASCII`, undefined (eight NUL), and writers who leave the code out.
  return text(/^(?:ASCII\0{3}|\0{8}|ASCII {3})/.test(code) ? body.toString('latin1') : value.subarray(0, TEXT_LIMIT).toString('latin1'))
}

/** UTF-16 in an order that the standard leaves open: the mark, else the order in which fewer scripts are used. */
function wide(body: Buffer): string {
  const even = Buffer.from(body.subarray(0, body.length & ~1))
  if (even.length >= 2 && even.readUInt16BE(0) === 0xfeff) return even.swap16().toString('utf16le').slice(1)
  if (even.length >= 2 && even.readUInt16LE(0) === 0xfeff) return even.toString('utf16le').slice(1)
  const [first, second] = [new Set<number>(), new Set<number>()]
  for (let at = 0; at + 1 < even.length; at += 2) {
    first.add(even[at] as number)
    second.add(even[at + 1] as number)
  }
  return (first.size <= second.size ? even.swap16() : even).toString('utf16le')
}
