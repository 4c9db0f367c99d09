// The bytes of one element, gathered over the chunks it lies in: kept up to a limit, counted to the end.
export class TakenBytes {
  readonly #limit: number
  readonly #parts: Buffer[] = []
  #kept = 0
  /** Of the element, kept or not. */
  length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(piece: Buffer): void {
    this.length += piece.length
    if (this.#kept >= this.#limit) return
    const kept = Buffer.from(piece.subarray(0, this.#limit - this.#kept))
    this.#parts.push(kept)
    this.#kept += kept.length
  }

  bytes(): Buffer {
    return this.#parts.length === 1 ? this.#parts[0] as Buffer : Buffer.concat(this.#parts)
  }
}
