// Where each message of an mbox lies (RFC 4155): found by its `From ` line, in windows, whatever the size of the file.
// No outside code. Quoted lines (`>From `) are left as they are: which variant wrote them cannot be known.
import type { Source } from '../../reading.ts'

export interface MessageSpan {
  /** The line between messages, without its end. */
  readonly fromLine: string
  /** Of the first header field. */
  readonly start: number
  /** Before the empty line that precedes the next `From ` line. */
  readonly end: number
}

const WINDOW = 4 * 2 ** 20
/** A separator with the header field after it. */
const LOOK = 2048
const BEFORE = 4
const SEPARATOR = /^From ([^\r\n]{0,500})\r?\n([^\r\n]{0,200})/
const CLOCK = /\d{1,2}:\d{2}/
const FIELD = /^>?[A-Za-z][A-Za-z0-9-]{0,70}:|^>From /

export function* messagesOf(source: Source): Generator<MessageSpan> {
  let open: { readonly fromLine: string; readonly start: number } | undefined
  for (const { at, fromLine, start } of separators(source)) {
    if (open !== undefined) yield { ...open, end: withoutBlankLine(source, open.start, at) }
    open = { fromLine, start }
  }
  if (open !== undefined) yield { ...open, end: source.size }
}

function* separators(source: Source): Generator<{ readonly at: number; readonly fromLine: string; readonly start: number }> {
  let next = 0
  while (next < source.size) {
    const from = Math.max(0, next - BEFORE)
    const window = source.read(from, WINDOW)
    const last = from + window.length >= source.size
    const until = last ? window.length : window.length - LOOK
    let found = window.indexOf('From ', next - from, 'latin1')
    for (; found !== -1 && found < until; found = window.indexOf('From ', found + 5, 'latin1')) {
      const match = (from + found === 0 || afterBlankLine(window, found)) ? SEPARATOR.exec(window.toString('latin1', found, found + LOOK)) : null
      const line = match?.[1] ?? ''
      if (match !== null && (CLOCK.test(line) || FIELD.test(match[2] as string))) {
        const newline = window.indexOf(10, found)
        yield { at: from + found, fromLine: line, start: from + newline + 1 }
      }
    }
    if (last) return
    next = from + until
  }
}

function afterBlankLine(window: Buffer, at: number): boolean {
  return window[at - 1] === 10 && (window[at - 2] === 10 || (window[at - 2] === 13 && window[at - 3] === 10))
}

function withoutBlankLine(source: Source, start: number, end: number): number {
  const tail = source.read(Math.max(start, end - 2), Math.min(2, end - start))
  return tail.length === 2 && tail[0] === 13 ? end - 2 : tail.length > 0 && tail.at(-1) === 10 ? end - 1 : end
}
