// Lines of a tag file in the bag's declared encoding. UTF-8 is streamed; other encodings are read whole, within a limit.
import type { Container } from '../container.ts'
import { readWhole } from '../container.ts'
import { lineBatches } from '../line-batches.ts'

/** Tag files in UTF-16 or an ISO encoding: old bags, small ones. */
const WHOLE_LIMIT = 64 * 1024 * 1024

/** Batches of lines without their ends; null where the bytes are not text in that encoding. */
export async function* tagLines(container: Container, path: string, encoding: string): AsyncGenerator<(string | null)[]> {
  if (encoding === 'utf-8') {
    for await (const { lines } of lineBatches(path, container.stream(path))) yield lines.flatMap(utf8Lines)
    return
  }
  const bytes = await readWhole(path, container.stream(path), WHOLE_LIMIT)
  // The label alone does not say the order of the bytes: the mark does.
  const bigEndian = /^utf-?16$/i.test(encoding) && bytes[0] === 0xfe && bytes[1] === 0xff
  try {
    const text = new TextDecoder(bigEndian ? 'utf-16be' : encoding, { fatal: true }).decode(bytes)
    yield text.split(/\r\n|\n|\r/)
  } catch {
    yield [null]
  }
}

function utf8Lines(bytes: Buffer): (string | null)[] {
  const text = bytes.toString('utf8')
  if (text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes)) return [null]
  const line = text.endsWith('\r') ? text.slice(0, -1) : text
  return line.includes('\r') ? line.split('\r') : [line]
}
