// Content lines of vCard and iCalendar (RFC 6350 §3.2, RFC 5545 §3.1): unfolded, split into name, parameters and value.

export interface ContentLine {
  /** Upper case, without its group. */
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  /** Unescaped. */
  readonly value: string
}

const LINES_LIMIT = 20_000
const VALUE_LIMIT = 1024
/** A line holds whole pictures; no more of it than this is looked at. */
const LINE_LIMIT = 16 * 1024

export function contentLines(bytes: Buffer): ContentLine[] {
  const out: ContentLine[] = []
  let line = ''
  for (const physical of bytes.toString('utf8').replace(/^\ufeff/, '').split(/\r?\n/, LINES_LIMIT * 4)) {
    // vCard 2.1 folds quoted-printable text by a `=` at the end.
    const soft = line.endsWith('=') && /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(line.slice(0, 200))
    if (/^[ \t]/.test(physical) || soft) {
      if (line.length < LINE_LIMIT) line = soft ? `${line.slice(0, -1)}${physical}` : line + physical.slice(1)
      continue
    }
    push(out, line)
    if (out.length >= LINES_LIMIT) return out
    line = physical
  }
  push(out, line)
  return out
}

function push(out: ContentLine[], line: string): void {
  const text = line.slice(0, LINE_LIMIT)
  const head = /^(?:[A-Za-z0-9-]{1,60}\.)?([A-Za-z0-9-]{1,60})((?:;(?:"[^"]{0,500}"|[^":;]){1,500}){0,30}):/.exec(text)
  if (head === null) return
  const parameters = new Map<string, string>()
  for (const [, key, quoted, plain] of (head[2] as string).matchAll(/;([A-Za-z0-9-]{1,60})(?:=(?:"([^"]{0,500})"|([^;]{0,500})))?/g)) {
    if (!parameters.has((key as string).toUpperCase())) parameters.set((key as string).toUpperCase(), quoted ?? plain ?? '')
  }
  const value = text.slice(head[0].length)
  const quotedPrintable = parameters.has('QUOTED-PRINTABLE') || /^quoted-printable$/i.test(parameters.get('ENCODING') ?? '')
  out.push({ name: (head[1] as string).toUpperCase(), parameters, value: (quotedPrintable ? decodedQuotedPrintable(value, parameters.get('CHARSET')) : unescaped(value)).trim().slice(0, VALUE_LIMIT) })
}

function unescaped(value: string): string {
  return value.replace(/\\([nN\\;,])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
}

function decodedQuotedPrintable(value: string, charset = 'utf-8'): string {
  const bytes = Buffer.from(value.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return value
  }
}
