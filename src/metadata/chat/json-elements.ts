// The elements of the arrays of a JSON file one by one, as bytes with their place in the file: a scanner that knows
// strings, braces and commas and nothing else (RFC 8259 §2). Memory does not follow the file; what an element holds is
// judged by JSON.parse when it is its turn.
import { TakenBytes } from './taken-bytes.ts'

export interface JsonElement {
  /** Keys from the root: `['chats', 'list', '*', 'messages', '*']` for an element, `['name']` for a member. */
  readonly path: readonly string[]
  readonly bytes: Buffer
  /** More than `bytes`, when it is longer than the limit. */
  readonly length: number
  readonly line: number
  readonly offset: number
}

export interface JsonWish {
  /** Whether the value at this path is taken whole; else its own members are looked at, down to `PATH_DEPTH`. */
  takes(path: readonly string[]): boolean
}

const ELEMENT_LIMIT = 32 * 1024 * 1024
const PATH_DEPTH = 6
const MAX_DEPTH = 512
const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON, LF] = [...'"\\{}[],:\n'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number, number, number, number, number, number]

/** @throws Error when the file is no JSON that can be walked: it ends too soon, or nests too deep */
export async function* jsonElements(chunks: AsyncIterable<Buffer>, wish: JsonWish): AsyncGenerator<JsonElement[]> {
  const scanner = new Scanner(wish)
  for await (const chunk of chunks) yield scanner.push(chunk)
  yield scanner.end()
}

interface Frame {
  readonly list: boolean
  key: string
}

interface Taking {
  readonly path: readonly string[]
  readonly taken: TakenBytes
  readonly line: number
  readonly offset: number
  depth: number
}

class Scanner {
  readonly #wish: JsonWish
  readonly #frames: Frame[] = []
  #line = 1
  #position = 0
  #inString = false
  #escaped = false
  /** Bytes of the string that may be a key. */
  #key: number[] | undefined
  #lastString = ''
  /** Of the value that is being taken. */
  #taking: Taking | undefined
  #scalar: { path: readonly string[]; parts: number[]; line: number; offset: number } | undefined
  #ended = false
  #seen = false

  constructor(wish: JsonWish) {
    this.#wish = wish
  }

  push(chunk: Buffer): JsonElement[] {
    const found: JsonElement[] = []
    let from = this.#taking === undefined ? -1 : 0
    for (let at = 0; at < chunk.length; at += 1) {
      let byte = chunk[at] as number
      if (byte === LF) this.#line += 1
      const taking = this.#taking
      if (this.#inString) {
        if (this.#key === undefined && !this.#escaped) {
          at = this.#stringEnd(chunk, at)
          if (at === chunk.length) continue
          byte = QUOTE
        }
        if (this.#escaped) this.#escaped = false
        else if (byte === BACKSLASH) this.#escaped = true
        else if (byte === QUOTE) {
          this.#inString = false
          if (taking?.depth === 0) {
            this.#take(chunk, from, at + 1)
            this.#finish(found)
            from = -1
            continue
          }
          if (this.#key !== undefined) this.#lastString = Buffer.from(this.#key).toString('utf8')
          this.#key = undefined
          continue
        }
        if (this.#key !== undefined && this.#key.length < 200) this.#key.push(byte)
        continue
      }
      if (taking !== undefined) {
        if (byte === QUOTE) this.#inString = true
        else if (byte === OPEN || byte === OPEN_LIST) taking.depth += 1
        else if (byte === CLOSE || byte === CLOSE_LIST) {
          taking.depth -= 1
          if (taking.depth === 0) {
            this.#take(chunk, from, at + 1)
            this.#finish(found)
            from = -1
          }
        }
        continue
      }
      if (this.#scalar !== undefined) {
        if (byte !== COMMA && byte !== CLOSE && byte !== CLOSE_LIST && byte > 0x20) {
          if (this.#scalar.parts.length < 400) this.#scalar.parts.push(byte)
          continue
        }
        const { path, parts, line, offset } = this.#scalar
        this.#scalar = undefined
        found.push({ path, bytes: Buffer.from(parts), length: parts.length, line, offset })
      }
      if (byte <= 0x20) continue
      if (this.#outside(byte, at)) from = at
    }
    if (this.#taking !== undefined) this.#take(chunk, from, chunk.length)
    this.#position += chunk.length
    return found
  }

  /** Index of the quote that ends a string whose words are not wanted here; the length of the chunk when it goes on. */
  #stringEnd(chunk: Buffer, from: number): number {
    for (let end = chunk.indexOf(QUOTE, from); ; end = chunk.indexOf(QUOTE, end + 1)) {
      const stop = end < 0 ? chunk.length : end
      let slashes = 0
      while (stop - slashes > from && chunk[stop - slashes - 1] === BACKSLASH) slashes += 1
      const escaped = slashes % 2 === 1
      if (end < 0) this.#escaped = escaped
      if (end < 0 || !escaped) return stop
    }
  }

  end(): JsonElement[] {
    if (!this.#seen) throw new Error('no JSON')
    if (!this.#ended || this.#inString || this.#taking !== undefined) throw new Error('JSON ends too soon')
    return []
  }

  /** A byte between values. True when a value that is wanted begins at it. */
  #outside(byte: number, at: number): boolean {
    const frame = this.#frames.at(-1)
    switch (byte) {
      case CLOSE:
      case CLOSE_LIST:
        if (frame === undefined || frame.list !== (byte === CLOSE_LIST)) throw new Error('brackets do not match')
        this.#frames.pop()
        if (this.#frames.length === 0) this.#ended = true
        return false
      case COMMA:
        if (frame !== undefined && !frame.list) frame.key = ''
        return false
      case COLON:
        if (frame !== undefined && !frame.list) frame.key = this.#lastString === '' ? '\u0000' : this.#lastString
        return false
      default:
    }
    if (byte === 0xef || byte === 0xbb || byte === 0xbf) return false
    // JSON lines: one value after the other.
    if (frame === undefined && this.#ended) this.#ended = false
    this.#seen = true
    const isKey = frame !== undefined && !frame.list && frame.key === ''
    if (isKey) {
      if (byte !== QUOTE) throw new Error('no key where one must be')
      this.#inString = true
      this.#key = []
      return false
    }
    const path = this.#path()
    const wanted = path.length > 0 && path.length <= PATH_DEPTH && this.#wish.takes(path)
    if (byte === OPEN || byte === OPEN_LIST) {
      if (wanted) {
        this.#begin(path, at, 1)
        return true
      }
      if (this.#frames.length >= MAX_DEPTH) throw new Error('nesting too deep')
      this.#frames.push({ list: byte === OPEN_LIST, key: '' })
      return false
    }
    if (byte === QUOTE) {
      this.#inString = true
      if (wanted) this.#begin(path, at, 0)
      return wanted
    }
    if (wanted) this.#scalar = { path, parts: [byte], line: this.#line, offset: this.#position + at }
    if (frame === undefined) this.#ended = true
    return false
  }

  #path(): string[] {
    return this.#frames.map(({ list, key }) => (list ? '*' : key))
  }

  #begin(path: readonly string[], at: number, depth: number): void {
    this.#taking = { path, taken: new TakenBytes(ELEMENT_LIMIT), line: this.#line, offset: this.#position + at, depth }
  }

  #take(chunk: Buffer, from: number, end: number): void {
    if (from >= 0) this.#taking?.taken.add(chunk.subarray(from, end))
  }

  #finish(found: JsonElement[]): void {
    const { path, taken, line, offset } = this.#taking as Taking
    this.#taking = undefined
    found.push({ path, bytes: taken.bytes(), length: taken.length, line, offset })
  }
}
