// Lines of a file with their numbers and byte offsets, by windows: memory does not follow the file, and a line of a
// gigabyte is one line of which the beginning is kept.

export interface Line {
  /** Without its line end; the beginning of one that is longer than the limit. */
  readonly bytes: Buffer
  /** Bytes of the line in the file, without its end. */
  readonly length: number
  readonly end: '' | '\n' | '\r\n'
  /** Counts from 1. */
  readonly number: number
  readonly offset: number
}

const LINE_LIMIT = 256 * 1024
const LF = 0x0a
const CR = 0x0d

/** Arrays of lines, one for each chunk. A UTF-8 byte order mark belongs to no line. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let held: Buffer[] = []
  let heldBytes = 0
  let length = 0
  let offset = 0
  let number = 1
  let position = 0
  let last = 0
  const keep = (piece: Buffer): void => {
    length += piece.length
    last = piece.at(-1) ?? last
    if (heldBytes >= LINE_LIMIT || piece.length === 0) return
    const part = piece.subarray(0, LINE_LIMIT - heldBytes)
    held.push(part)
    heldBytes += part.length
  }
  const finish = (terminated: boolean): Line => {
    const all = held.length === 1 ? held[0] as Buffer : Buffer.concat(held)
    const cr = terminated && last === CR
    const mark = number === 1 && all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? 3 : 0
    const line: Line = {
      bytes: all.subarray(mark, cr && all.length === length ? -1 : undefined), length: length - mark - (cr ? 1 : 0),
      end: terminated ? cr ? '\r\n' : '\n' : '', number, offset: offset + mark,
    }
    offset += length + (terminated ? 1 : 0)
    number += 1
    held = []
    heldBytes = 0
    length = 0
    last = 0
    return line
  }
  for await (const chunk of chunks) {
    const lines: Line[] = []
    position = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, position)) {
      keep(chunk.subarray(position, end))
      lines.push(finish(true))
      position = end + 1
    }
    // A copy: the next chunk may come in the same buffer.
    keep(Buffer.from(chunk.subarray(position)))
    yield lines
  }
  if (length > 0) yield [finish(false)]
}
