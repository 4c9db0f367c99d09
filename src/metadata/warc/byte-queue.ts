// Bytes that come in chunks of any size, taken in pieces of the size that is wanted. No outside code.
export class ByteQueue {
  readonly #chunks: Iterator<Buffer> | AsyncIterator<Buffer>
  #kept: Buffer = Buffer.alloc(0)
  #at = 0
  #offset = 0

  constructor(chunks: Iterable<Buffer> | AsyncIterable<Buffer>) {
    this.#chunks = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  }

  /** Bytes taken so far. */
  get offset(): number {
    return this.#offset
  }

  /** At most `length` bytes; fewer only at the end. They stay. */
  async peek(length: number): Promise<Buffer> {
    while (this.#kept.length - this.#at < length) {
      const next = await this.#chunks.next()
      if (next.done === true) break
      this.#kept = this.#at === this.#kept.length ? next.value : Buffer.concat([this.#kept.subarray(this.#at), next.value])
      this.#at = 0
    }
    return this.#kept.subarray(this.#at, this.#at + length)
  }

  /** What is at hand, at most `length` bytes; none only at the end. */
  async take(length: number): Promise<Buffer> {
    await this.peek(1)
    const taken = this.#kept.subarray(this.#at, this.#at + length)
    this.skip(taken.length)
    return taken
  }

  /** Past bytes that were seen by `peek`. */
  skip(length: number): void {
    const skipped = Math.min(length, this.#kept.length - this.#at)
    this.#at += skipped
    this.#offset += skipped
  }

  /** The end of what was taken last is to be taken again. */
  giveBack(length: number): void {
    this.#at -= length
    this.#offset -= length
  }
}
