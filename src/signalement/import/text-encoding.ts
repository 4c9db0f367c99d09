// In which encoding a text file was saved, decided on the whole of it where that can be: a file whose first accent comes
// after five megabytes must not be half read as something else. What comes out is UTF-8 without byte order mark.
import { isAscii, isUtf8 } from 'node:buffer'
import { Failure } from '../../system/failure.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What the first bytes say for certain; undefined when only the rest can tell UTF-8 from Windows-1252. */
export interface EncodingStart {
  readonly encoding: Encoding
  readonly markBytes: number
}

export function encodingOfStart(head: Buffer): EncodingStart | 'binary' | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  let even = 0
  let odd = 0
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  if (even + odd === 0) return undefined
  // French in UTF-16 has one zero in two bytes; a text has none, and other files have them anywhere.
  const half = head.length / 2
  if (odd > half * 0.6 && even < half * 0.02) return { encoding: 'utf-16le', markBytes: 0 }
  if (even > half * 0.6 && odd < half * 0.02) return { encoding: 'utf-16be', markBytes: 0 }
  return 'binary'
}

/** Reads chunks without keeping them, and says whether all of them together are UTF-8 or Windows-1252. */
export class EncodingJudge {
  #carry: Buffer = Buffer.alloc(0)
  #valid = true
  #offset = 0
  /** Of bytes above 0x7f: in well-formed UTF-8 sequences, and stray. */
  #sequences = 0
  #stray = 0
  #firstStray = -1
  #undefined1252 = false

  add(chunk: Buffer): void {
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk])
    const end = wholeSequences(bytes)
    this.#count(bytes.subarray(0, end))
    this.#carry = Buffer.from(bytes.subarray(end))
  }

  /** What was added is UTF-8, but for a last character that may be cut. */
  get goodSoFar(): boolean {
    return this.#valid
  }

  /** @throws `import.encoding-broken` for what is neither: UTF-8 with holes, or an old Macintosh's own encoding */
  verdict(path: string): Encoding {
    this.#count(this.#carry)
    if (this.#valid) return 'utf-8'
    // A few stray bytes among many good sequences: damaged UTF-8. Reading it as Windows-1252 would spoil every accent.
    if (this.#sequences > this.#stray) throw new Failure('import.encoding-broken', { path, encoding: 'UTF-8', offset: this.#firstStray })
    if (this.#undefined1252) throw new Failure('import.encoding-broken', { path, encoding: 'Windows-1252', offset: this.#firstStray })
    return 'windows-1252'
  }

  #count(bytes: Buffer): void {
    if (!isUtf8(bytes) || !this.#valid) {
      this.#valid = false
      this.#countOneByOne(bytes)
    } else if (bytes.length > 0) {
      // Good until now: only whether there was anything beyond ASCII matters later.
      this.#sequences += Number(!isAscii(bytes))
    }
    this.#offset += bytes.length
  }

  #countOneByOne(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at] ?? 0
      const length = byte < 0x80 ? 1 : sequenceAt(bytes, at)
      if (byte >= 0x80 && length > 0) this.#sequences += 1
      if (length === 0) {
        this.#stray += 1
        if (this.#firstStray < 0) this.#firstStray = this.#offset + at
        if (UNDEFINED_1252.has(byte)) this.#undefined1252 = true
      }
      at += Math.max(1, length)
    }
  }
}

const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** Length of the well-formed sequence of two to four bytes there; 0 when there is none. */
function sequenceAt(bytes: Buffer, at: number): number {
  const length = lengthOf(bytes[at] ?? 0)
  return length > 1 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

function lengthOf(first: number): number {
  return first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? (first < 0xf0 ? 3 : 0) : first >= 0xc2 ? 2 : 0
}

/** Where the last sequence that the chunk cuts begins; the length when it cuts none. */
function wholeSequences(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** @throws `import.encoding-broken` at the first byte that is none of the encoding, before anything of its chunk is handed over */
export async function* utf8Of(chunks: AsyncIterable<Buffer>, { encoding, markBytes }: EncodingStart, path: string): AsyncIterable<Buffer> {
  let skip = markBytes
  let offset = 0
  let carry = Buffer.alloc(0)
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const broken = (): Failure => new Failure('import.encoding-broken', { path, encoding: encoding.toUpperCase(), offset })
  const decoded = (bytes: Buffer | undefined): Buffer => {
    try {
      return Buffer.from(bytes === undefined ? decoder?.decode() ?? '' : decoder?.decode(bytes, { stream: true }) ?? '', 'utf8')
    } catch {
      throw broken()
    }
  }
  for await (const chunk of chunks) {
    const bytes = skip === 0 ? chunk : chunk.subarray(skip)
    skip = Math.max(0, skip - chunk.length)
    if (bytes.length === 0) continue
    if (decoder !== undefined) yield decoded(bytes)
    else {
      const all = carry.length === 0 ? bytes : Buffer.concat([carry, bytes])
      const end = wholeSequences(all)
      const whole = all.subarray(0, end)
      if (!isUtf8(whole)) throw broken()
      carry = Buffer.from(all.subarray(end))
      if (whole.length > 0) yield whole
    }
    offset += chunk.length
  }
  if (carry.length > 0) throw broken()
  if (decoder !== undefined) {
    const rest = decoded(undefined)
    if (rest.length > 0) yield rest
  }
}
