// Where the header of an HTTP message ends (RFC 9112 §2.1), and its first line; fed in pieces. No outside code.
const LIMIT = 256 * 1024

export class HttpHead {
  #head: Buffer | undefined = Buffer.alloc(0)
  #line: string | undefined

  get statusLine(): string | undefined {
    return this.#line
  }

  /** The part of this piece that belongs to the body. */
  bodyOf(chunk: Uint8Array): Uint8Array {
    if (this.#head === undefined) return chunk
    const head = Buffer.concat([this.#head, chunk])
    this.#head = head
    this.#line ??= lineOf(head)
    const end = endOf(head)
    if (end === -1 && head.length < LIMIT) return head.subarray(head.length)
    this.#head = undefined
    return end === -1 ? head.subarray(head.length) : head.subarray(end)
  }
}

function endOf(head: Buffer): number {
  const crlf = head.indexOf('\r\n\r\n', 0, 'latin1')
  const lf = head.indexOf('\n\n', 0, 'latin1')
  if (crlf !== -1 && (lf === -1 || crlf < lf)) return crlf + 4
  return lf === -1 ? -1 : lf + 2
}

function lineOf(head: Buffer): string | undefined {
  const newline = head.indexOf(10)
  return newline === -1 ? undefined : head.toString('latin1', 0, Math.min(newline, 500)).trim()
}
