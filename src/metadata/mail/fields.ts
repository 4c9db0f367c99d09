// Header fields of a message (RFC 5322 §2.2) as they are written: all of them, in order, unfolded and nothing else. No
// outside code. MSG, MBOX and MHTML have the same fields.
export interface HeaderField {
  readonly name: string
  /** Unfolded; encoded words stay as written. */
  readonly value: string
}
export interface HeaderBlock {
  readonly fields: readonly HeaderField[]
  /** Fields beyond the limit. */
  readonly more: number
  /** Bytes of the header, with the empty line after it. */
  readonly length: number
}

/** A header longer than that is no message's. */
export const HEADER_LIMIT = 1024 * 1024
const FIELD_LIMIT = 2000
const VALUE_LIMIT = 32 * 1024
const FIELD = /^([!-9;-~]{1,78})[ \t]*:(.*)$/s

/** `bytes` begin with the message; what follows the empty line is not looked at. */
export function headerBlock(bytes: Buffer): HeaderBlock {
  const fields: { name: string; value: string }[] = []
  let more = 0
  let at = 0
  const end = Math.min(bytes.length, HEADER_LIMIT)
  while (at < end) {
    const newline = bytes.indexOf(10, at)
    const stop = newline === -1 || newline > end ? end : newline
    const line = bytes.subarray(at, stop > at && bytes[stop - 1] === 13 ? stop - 1 : stop)
    const last = fields.at(-1)
    at = stop + 1
    if (line.length === 0) {
      // Empty lines before the first field are no end of a header.
      if (last !== undefined) break
      continue
    }
    if ((line[0] === 32 || line[0] === 9) && last !== undefined) {
      if (more === 0 && last.value.length < VALUE_LIMIT) last.value = `${last.value} ${textOf(line).trim()}`.slice(0, VALUE_LIMIT)
      continue
    }
    const match = FIELD.exec(textOf(line.subarray(0, VALUE_LIMIT)))
    if (match === null) {
      // The line of an mbox before the message, or a quoted one in it.
      if (last === undefined && /^>?From /.test(line.toString('latin1', 0, 6))) continue
      break
    }
    if (fields.length >= FIELD_LIMIT) more += 1
    else fields.push({ name: match[1] as string, value: (match[2] as string).trim() })
  }
  return { fields, more, length: Math.min(at, bytes.length) }
}

/** UTF-8 (RFC 6532), and where it is not, one character for each byte: nothing is lost. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes) ? bytes.toString('latin1') : text
}

/** Values of all fields of that name, in order. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  const wanted = name.toLowerCase()
  return fields.filter((field) => field.name.toLowerCase() === wanted).map(({ value }) => value)
}

/** `Content-Type: text/html; charset="utf-8"` → `text/html` and its parameters, names in lower case (RFC 2045 §5.1). */
export function parametersOf(value: string): { readonly main: string; readonly parameters: ReadonlyMap<string, string> } {
  const bounded = value.slice(0, 4096)
  const parameters = new Map<string, string>()
  for (const match of bounded.matchAll(/;[ \t]{0,100}([A-Za-z0-9*_-]{1,60})[ \t]{0,20}=[ \t]{0,20}(?:"([^"]{0,1000})"|([^\s;"]{0,1000}))/g)) {
    const name = (match[1] as string).toLowerCase()
    if (parameters.size < 40 && !parameters.has(name)) parameters.set(name, match[2] ?? match[3] ?? '')
  }
  return { main: (bounded.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters }
}
