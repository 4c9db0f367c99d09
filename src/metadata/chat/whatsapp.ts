// WhatsApp's "export chat": a text file in which a message begins with a date as the phone shows it, in local time, and
// goes on over the lines that do not. A written line that imitates a beginning cannot be told from one.
import { readLines } from './lines.ts'
import type { Line } from './lines.ts'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage, RawTime, WrittenDate } from './raw-message.ts'
import type { MessageContent } from './transcript.ts'
import { ownWords, withoutMarks } from './whatsapp-words.ts'

/** Group 3 is the separator: the date is the second group of the expressions below. */
const DATE = String.raw`(\d{1,4})([/.\-])\s?(\d{1,2})\3\s?(\d{1,4})\.?`
const CLOCK = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s?([AaPp])\.?\s?[Mm]\.?)?`
const BETWEEN = String.raw`(?:,|\s(?:à|at|um|às|alle|om|a las|kl\.?))?\s`
const ANDROID = new RegExp(`^(${DATE}${BETWEEN}${CLOCK})\\s[-–]\\s`, 'u')
const IOS = new RegExp(`^\\[(${DATE}${BETWEEN}${CLOCK})\\]\\s?`, 'u')
const LEADING = /^[\u200e\u200f\ufeff]{0,4}/
const MAX_SENDER = 120
const MAX_LINES_TEXT = 256 * 1024

interface Beginning {
  readonly time: RawTime
  readonly rest: string
}

/** Undefined when the line goes on with the message above it. */
export function beginningOf(line: string): Beginning | undefined {
  const lead = LEADING.exec(line)?.[0].length ?? 0
  const head = line.slice(lead, lead + 64)
  const first = head.charCodeAt(0)
  if (first !== 0x5b && !(first >= 0x30 && first <= 0x39)) return undefined
  const match = (first === 0x5b ? IOS : ANDROID).exec(head)
  if (match === null) return undefined
  const written = writtenDate(match)
  return written === undefined ? undefined : { time: { raw: match[1] as string, written }, rest: line.slice(lead + match[0].length) }
}

function writtenDate(match: RegExpExecArray): WrittenDate | undefined {
  const [, , a = '', separator = '', b = '', c = '', hour = '', minute = '', second, half] = match
  if (a.length === 3 || c.length === 3 || (a.length === 4 && c.length > 2)) return undefined
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return {
    numbers: [Number(a), Number(b), c.length === 2 && a.length < 4 ? 2000 + Number(c) : Number(c)], separator,
    ...(a.length === 4 ? { order: 'ymd' as const } : {}), hour: hours, minute: Number(minute), ...(second === undefined ? {} : { second: Number(second) }),
  }
}

function contentOf(rest: string): MessageContent {
  const split = rest.indexOf(': ')
  const bare = split < 0 && rest.endsWith(':') ? rest.length - 1 : split
  if (bare <= 0 || bare > MAX_SENDER) return { from: null, ...cutText(withoutMarks(rest)), attachments: [], kind: 'system' }
  const from = cutName(withoutMarks(rest.slice(0, bare)).replace(/^~\s?/, '').trim())
  const { text, attached, omitted, deleted, edited, call, notice } = ownWords(rest.slice(bare + 2))
  return {
    from: notice === true ? null : from, ...cutText(text), kind: notice === true ? 'system' : deleted === true ? 'deleted' : call === true ? 'call' : 'message',
    attachments: attached !== undefined ? [{ name: cutName(attached) }] : omitted === true ? [{ name: '', omitted: true }] : [],
    ...(edited === true ? { edited: true as const } : {}),
  }
}

/** The lines of one message on their way to it. */
class Held {
  readonly time: RawTime
  readonly line: number
  readonly offset: number
  #bytes: Buffer[]
  #kept: number
  #end: Line['end']
  #length: number
  readonly #lines: string[]
  #text: number

  constructor(time: RawTime, rest: string, line: Line) {
    this.time = time
    this.line = line.number
    this.offset = line.offset
    this.#bytes = [line.bytes]
    this.#kept = line.bytes.length
    this.#end = line.end
    this.#length = line.length
    this.#lines = [rest]
    this.#text = rest.length
  }

  add(text: string, line: Line): void {
    if (this.#kept < 20_000) this.#bytes.push(Buffer.from(this.#end), line.bytes)
    this.#kept += line.bytes.length + 2
    this.#length += this.#end.length + line.length
    this.#end = line.end
    if (this.#text < MAX_LINES_TEXT) this.#lines.push(text)
    this.#text += text.length + 1
  }

  message(content: (rest: string) => MessageContent): RawMessage {
    return { time: this.time, content: content(this.#lines.join('\n')), ...rawPlace(this.#bytes.length === 1 ? this.#bytes[0] as Buffer : Buffer.concat(this.#bytes), this.line, this.offset, this.#length) }
  }
}

const unread = (rest: string): MessageContent => ({ from: null, ...cutText(rest), attachments: [], kind: 'unreadable' })

async function* read(input: ChatInput): AsyncGenerator<RawMessage[]> {
  let held: Held | undefined
  let content: (rest: string) => MessageContent = unread
  for await (const lines of readLines(input.chunks())) {
    const messages: RawMessage[] = []
    for (const line of lines) {
      const text = line.bytes.toString('utf8')
      const beginning = beginningOf(text)
      if (beginning === undefined && held !== undefined) {
        held.add(text, line)
        continue
      }
      if (held !== undefined) messages.push(held.message(content))
      held = undefined
      if (beginning === undefined && text.trim() === '') continue
      held = new Held(beginning?.time ?? { raw: '', none: true }, beginning?.rest ?? text, line)
      content = beginning === undefined ? unread : contentOf
    }
    yield messages
  }
  if (held !== undefined) yield [held.message(content)]
}

export const format: ChatFormat = { app: 'WhatsApp', read }

export function detectWhatsapp(head: string): string | undefined {
  const lines = head.split('\n', 40)
  return lines.some((line) => beginningOf(line.replace(/\r$/, '')) !== undefined) ? 'lines that begin with a date' : undefined
}
