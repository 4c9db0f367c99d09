// The elements of given names of an XML file one by one, as bytes with their place in the file (XML 1.0 §2.4, §2.5, §2.7):
// quotes, comments, CDATA and processing instructions are passed over. Each element is parsed alone, so that entities that
// a document type declares are never known to the parser.
import { TakenBytes } from './taken-bytes.ts'

export interface XmlElement {
  readonly name: string
  readonly bytes: Buffer
  readonly length: number
  readonly line: number
  readonly offset: number
}

const ELEMENT_LIMIT = 48 * 1024 * 1024
const NAME_LIMIT = 64
const [LT, GT, SLASH, BANG, QUESTION, DASH, DOUBLE, SINGLE, BRACKET, LF] = [...'<>/!?-"\'[\n'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number, number, number, number, number, number, number]

type State = 'text' | 'open' | 'name' | 'tag' | 'quote' | 'bang' | 'until'

/** @throws Error when the file ends inside an element */
export async function* xmlElements(chunks: AsyncIterable<Buffer>, names: ReadonlySet<string>): AsyncGenerator<XmlElement[]> {
  const scanner = new XmlScanner(names)
  for await (const chunk of chunks) yield scanner.push(chunk)
  scanner.end()
}

class XmlScanner {
  readonly #names: ReadonlySet<string>
  #state: State = 'text'
  #quote = 0
  /** What ends the part that is passed over: `-->`, `]]>`, `?>`, `>`. */
  #until = ''
  #last: number[] = []
  #name = ''
  #closing = false
  #selfClosing = false
  #line = 1
  #position = 0
  #start: { line: number; offset: number; at: number } | undefined
  #taking: { name: string; depth: number; taken: TakenBytes; line: number; offset: number } | undefined

  constructor(names: ReadonlySet<string>) {
    this.#names = names
  }

  push(chunk: Buffer): XmlElement[] {
    const found: XmlElement[] = []
    let from = this.#taking === undefined ? -1 : 0
    // An element may have begun at the end of the chunk before, where its name was not known yet.
    const carried = this.#start !== undefined && this.#taking === undefined ? Buffer.from(`<${this.#closing ? '/' : ''}${this.#name}`, 'latin1') : undefined
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number
      if (byte === LF) this.#line += 1
      if (this.#state === 'open' && this.#opened(byte)) continue
      switch (this.#state) {
        case 'text':
          if (byte !== LT) continue
          this.#state = 'open'
          this.#name = ''
          this.#closing = false
          this.#start = { line: this.#line, offset: this.#position + at, at }
          continue
        case 'name':
          if (byte > 0x20 && byte !== GT && byte !== SLASH) {
            if (this.#name.length < NAME_LIMIT) this.#name += String.fromCharCode(byte)
            continue
          }
          this.#state = 'tag'
          if (this.#taking === undefined && !this.#closing && this.#names.has(this.#name) && this.#start !== undefined) {
            const { line, offset, at: begun } = this.#start
            const early = offset < this.#position && carried !== undefined
            const taken = new TakenBytes(ELEMENT_LIMIT)
            if (early) taken.add(Buffer.from(`<${this.#name}`.slice(0, this.#position - offset), 'latin1'))
            taken.length = early ? this.#position - offset : 0
            this.#taking = { name: this.#name, depth: 0, taken, line, offset }
            from = early ? 0 : begun
          }
          this.#start = undefined
          this.#selfClosing = false
          if (byte === GT) from = this.#tagEnd(chunk, from, at, found)
          else this.#selfClosing = byte === SLASH
          continue
        case 'tag':
          if (byte === GT) from = this.#tagEnd(chunk, from, at, found)
          else if (byte === DOUBLE || byte === SINGLE) {
            this.#state = 'quote'
            this.#quote = byte
          } else this.#selfClosing = byte === SLASH
          continue
        case 'quote': {
          // Data of attachments is megabytes of base64: one search instead of a look at each byte.
          const end = chunk.indexOf(this.#quote, at)
          const stop = end < 0 ? chunk.length : end
          for (let lf = chunk.indexOf(LF, at + 1); lf >= 0 && lf < stop; lf = chunk.indexOf(LF, lf + 1)) this.#line += 1
          if (end >= 0) this.#state = 'tag'
          at = stop
          continue
        }
        case 'bang':
          this.#last.push(byte)
          if (this.#last[0] === DASH && this.#last.length === 2) this.#pass('-->')
          else if (this.#last[0] === BRACKET && this.#last.length === 7) this.#pass(']]>')
          else if (this.#last[0] !== DASH && this.#last[0] !== BRACKET) {
            // A document type: with an internal subset it ends at `]>`.
            if (byte === BRACKET) this.#pass(']>')
            else if (byte === GT || this.#last.length > 4096) this.#state = 'text'
          }
          continue
        case 'until': {
          this.#last.push(byte)
          if (this.#last.length > 3) this.#last.shift()
          if (byte === GT && String.fromCharCode(...this.#last).endsWith(this.#until)) this.#state = 'text'
          continue
        }
        default:
      }
    }
    if (this.#taking !== undefined) this.#take(chunk, from, chunk.length)
    this.#position += chunk.length
    return found
  }

  end(): void {
    if (this.#taking !== undefined || this.#state === 'quote' || this.#state === 'tag') throw new Error('XML ends too soon')
  }

  /** The byte after `<`. False when it is the first of a name. */
  #opened(byte: number): boolean {
    if (byte === BANG) {
      this.#state = 'bang'
      this.#last = []
      this.#start = undefined
    } else if (byte === QUESTION) this.#pass('?>')
    else if (byte === SLASH && !this.#closing) this.#closing = true
    else {
      this.#state = 'name'
      return false
    }
    return true
  }

  #pass(until: string): void {
    this.#state = 'until'
    this.#until = until
    this.#last = []
    this.#start = undefined
  }

  #tagEnd(chunk: Buffer, from: number, at: number, found: XmlElement[]): number {
    this.#state = 'text'
    const taking = this.#taking
    if (taking === undefined) return -1
    if (taking.name === this.#name) {
      if (this.#closing) taking.depth -= 1
      else if (!this.#selfClosing) taking.depth += 1
      if (taking.depth <= 0) {
        this.#take(chunk, from, at + 1)
        this.#taking = undefined
        const { name, taken, line, offset } = taking
        found.push({ name, bytes: taken.bytes(), length: taken.length, line, offset })
        return -1
      }
    }
    return from
  }

  #take(chunk: Buffer, from: number, end: number): void {
    if (from >= 0) this.#taking?.taken.add(chunk.subarray(from, end))
  }
}
