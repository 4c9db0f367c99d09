// WARC files are gzip members one after the other, or plain. What cannot be inflated is told, and what came before it is
// kept. No outside code.
import { ByteQueue } from './byte-queue.ts'
import { gzipMembers } from './gzip-members.ts'

/** What was wrong on the way; filled while the bytes are read. */
export type Defects = string[]

const GZIP = 0x1f8b
/** A WARC of text inflates five times; beyond this it is made to exhaust. */
const FREE_BYTES = 256 * 2 ** 20
const RATIO = 8
const PLAIN = 256 * 1024

/** @param size of the file as it lies @param defects where damage is told */
export async function* inflated(chunks: Iterable<Buffer> | AsyncIterable<Buffer>, size: number, defects: Defects): AsyncGenerator<Buffer> {
  const input = new ByteQueue(chunks)
  const start = await input.peek(2)
  if (start.length < 2 || start.readUInt16BE(0) !== GZIP) {
    for (let chunk = await input.take(PLAIN); chunk.length > 0; chunk = await input.take(PLAIN)) yield chunk
    return
  }
  let total = 0
  for await (const piece of gzipMembers(input, size, defects)) {
    total += piece.length
    if (total > FREE_BYTES + size * RATIO) {
      defects.push(`stopped after ${total} inflated bytes`)
      return
    }
    yield piece
  }
}
