// Telegram Desktop's HTML export: messages.html. The title of a date carries day, month, year and, since 2022, the offset.
// The file is walked as Latin-1, so that the parser's indices are byte offsets; texts are read as UTF-8 afterwards.
import { Parser } from 'htmlparser2'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage, RawTime } from './raw-message.ts'
import type { ChatAttachment } from './transcript.ts'

const DATE = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC([+-]\d{2}:\d{2}))?$/
const KEEP = 20_000
const MAX_DEPTH = 200
const MAX_TEXT = 256 * 1024
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: '\u00a0' }
const VOID = new Set(['br', 'img', 'meta', 'link', 'input', 'hr', 'wbr', 'source'])

async function* read(input: ChatInput): AsyncGenerator<RawMessage[]> {
  const walk = new Walk(input)
  for await (const chunk of input.chunks()) {
    walk.push(chunk)
    yield walk.take()
  }
  walk.end()
  yield walk.take()
}

interface Open {
  readonly offset: number
  readonly line: number
  readonly depth: number
  readonly classes: ReadonlySet<string>
  readonly id: string
  time: RawTime | undefined
  from: string
  forwardedFrom: string
  reply: string
  text: string
  emoji: string
  readonly reactions: { emoji: string }[]
  readonly attachments: ChatAttachment[]
}

class Walk {
  readonly #input: ChatInput
  readonly #parser: Parser
  readonly #classes: string[][] = []
  #done: RawMessage[] = []
  #message: Open | undefined
  #lastSender: string | null = null
  #title: string | undefined
  #kept: Buffer = Buffer.alloc(0)
  /** Offset of `#kept` in the file. */
  #keptFrom = 0
  #read = 0
  #lineAt = { offset: 0, line: 1 }

  constructor(input: ChatInput) {
    this.#input = input
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#open(name, attributes),
      onclosetag: (name) => this.#close(name),
      ontext: (text) => this.#text(text),
    }, { decodeEntities: false, lowerCaseTags: true })
  }

  push(chunk: Buffer): void {
    this.#kept = Buffer.concat([this.#kept, chunk])
    this.#read += chunk.length
    this.#parser.write(chunk.toString('latin1'))
    // What no open message needs is let go; of a message that never ends only the beginning is kept.
    const wanted = this.#message === undefined ? this.#read - 65_536 : this.#message.offset
    if (wanted > this.#keptFrom) this.#drop(wanted)
    if (this.#message !== undefined && this.#kept.length > 4 * 2 ** 20) throw new Error('a message does not end')
  }

  end(): void {
    this.#parser.end()
  }

  take(): RawMessage[] {
    const done = this.#done
    this.#done = []
    return done
  }

  #drop(offset: number): void {
    this.#lineOf(Math.min(offset, this.#read))
    this.#kept = Buffer.from(this.#kept.subarray(offset - this.#keptFrom))
    this.#keptFrom = offset
  }

  #lineOf(offset: number): number {
    let { line } = this.#lineAt
    for (let at = this.#kept.indexOf(0x0a, Math.max(0, this.#lineAt.offset - this.#keptFrom)); at >= 0 && at + this.#keptFrom < offset; at = this.#kept.indexOf(0x0a, at + 1)) line += 1
    if (offset > this.#lineAt.offset) this.#lineAt = { offset, line }
    return line
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    const classes = (attributes['class'] ?? '').split(/\s+/, 20)
    if (!VOID.has(name)) {
      if (this.#classes.length >= MAX_DEPTH) throw new Error('nesting too deep')
      this.#classes.push(classes)
    }
    const message = this.#message
    if (message === undefined) {
      if (name !== 'div' || !classes.includes('message')) return
      const offset = this.#parser.startIndex
      this.#message = {
        offset, line: this.#lineOf(offset), depth: this.#classes.length, classes: new Set(classes), id: (attributes['id'] ?? '').slice(0, 60),
        time: undefined, from: '', forwardedFrom: '', reply: '', text: '', emoji: '', reactions: [], attachments: [],
      }
      return
    }
    if (name === 'br' && this.#inside('text')) message.text += '\n'
    if (name === 'div' && classes.includes('date') && message.time === undefined && attributes['title'] !== undefined) message.time = timeOf(attributes['title'])
    const href = attributes['href']
    if (name !== 'a' || href === undefined) return
    if (this.#inside('reply_to')) message.reply = /^#go_to_(message-?\d{1,15})$/.exec(href)?.[1] ?? message.reply
    else if (this.#inside('media_wrap') && !/^[a-z]+:/i.test(href) && !href.startsWith('#') && message.attachments.length < 100) message.attachments.push({ name: cutName(percentDecoded(utf8(href))) })
  }

  #text(raw: string): void {
    const message = this.#message
    if (message === undefined) {
      if (this.#title === undefined && this.#inside('page_header') && this.#inside('text')) {
        this.#title = cutName(utf8(raw).trim())
        if (this.#title !== '') this.#input.facts.title = this.#title
        else this.#title = undefined
      }
      return
    }
    const forwarded = this.#inside('forwarded')
    if (this.#inside('from_name')) {
      if (this.#inside('date')) return
      if (forwarded) message.forwardedFrom += raw.slice(0, 2000)
      else message.from += raw.slice(0, 2000)
    } else if (this.#inside('emoji')) message.reactions.push({ emoji: cutName(utf8(raw).trim()) })
    else if (this.#inside('media_wrap') || this.#inside('reply_to') || this.#inside('userpic') || this.#inside('reactions') || this.#inside('date')) return
    else if ((this.#inside('text') || message.classes.has('service')) && message.text.length < MAX_TEXT) message.text += raw
  }

  #close(name: string): void {
    if (VOID.has(name)) return
    const message = this.#message
    if (message !== undefined && this.#classes.length === message.depth) this.#finish(message)
    this.#classes.pop()
  }

  #finish(message: Open): void {
    this.#message = undefined
    const end = Math.min(this.#read, this.#parser.endIndex + 1)
    const bytes = this.#kept.subarray(message.offset - this.#keptFrom, Math.min(end - this.#keptFrom, message.offset - this.#keptFrom + KEEP))
    const service = message.classes.has('service')
    const named = utf8(message.from).trim()
    if (named !== '') this.#lastSender = cutName(named)
    const forwardedFrom = cutName(utf8(message.forwardedFrom).trim())
    this.#done.push({
      time: message.time ?? { raw: '', none: true },
      content: {
        from: service ? null : this.#lastSender, ...cutText(utf8(message.text).trim()), attachments: message.attachments, kind: service ? 'system' : 'message',
        ...(message.id === '' ? {} : { id: message.id }), ...(message.reply === '' ? {} : { replyTo: message.reply }),
        ...(forwardedFrom === '' ? {} : { forwardedFrom }), ...(message.reactions.length === 0 ? {} : { reactions: message.reactions }),
      },
      ...rawPlace(Buffer.from(bytes), message.line, message.offset, end - message.offset),
    })
  }

  /** Whether an element around the cursor, inside the message, has the class. */
  #inside(name: string): boolean {
    for (let at = this.#classes.length - 1; at >= (this.#message?.depth ?? 0); at -= 1) if (this.#classes[at]?.includes(name) === true) return true
    return false
  }
}

function timeOf(title: string): RawTime {
  const raw = title.slice(0, 60)
  const match = DATE.exec(raw)
  if (match === null) return { raw, none: true }
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '', offset] = match
  if (offset !== undefined) return { raw, iso: `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}` }
  return { raw, written: { numbers: [Number(day), Number(month), Number(year)], order: 'dmy', separator: '.', hour: Number(hour), minute: Number(minute), second: Number(second) } }
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8').replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] as string : whole
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

function percentDecoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

export const format: ChatFormat = { app: 'Telegram (HTML)', read }
