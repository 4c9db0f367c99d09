// Takes the chunked transfer coding (RFC 9112 §7.1) off a body that comes in pieces. No outside code.
const LINE_LIMIT = 256

export class Dechunker {
  #state: 'size' | 'data' | 'after' | 'end' | 'no' = 'size'
  #line = ''
  #left = 0

  /** The coding was there, and came to its end. */
  get whole(): boolean {
    return this.#state === 'end'
  }

  *push(piece: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < piece.length && this.#state !== 'end' && this.#state !== 'no';) {
      if (this.#state === 'data') {
        const data = piece.subarray(at, at + this.#left)
        at += data.length
        this.#left -= data.length
        if (this.#left === 0) this.#state = 'after'
        yield data
        continue
      }
      const byte = piece[at] as number
      at += 1
      if (byte !== 10) {
        this.#line += String.fromCharCode(byte)
        if (this.#line.length > LINE_LIMIT) this.#state = 'no'
      } else this.#endOfLine()
    }
  }

  #endOfLine(): void {
    const line = this.#line.trim()
    this.#line = ''
    if (this.#state === 'after') {
      this.#state = line === '' ? 'size' : 'no'
      return
    }
    const size = /^[0-9A-Fa-f]{1,8}(?=\s*(?:;|$))/.exec(line)?.[0]
    this.#left = size === undefined ? 0 : Number.parseInt(size, 16)
    this.#state = size === undefined ? 'no' : this.#left === 0 ? 'end' : 'data'
  }
}
