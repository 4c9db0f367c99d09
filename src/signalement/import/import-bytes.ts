// The bytes of an import, from a file or from standard input, with their kind and encoding known before a row is read.
import { Failure, isFailure } from '../../system/failure.ts'
import type { World } from '../../system/world.ts'
import { fileKind, HEAD_BYTES } from './file-kind.ts'
import type { ImportFormat, ImportSource } from './import-row.ts'
import { EncodingJudge, utf8Of, type EncodingStart } from './text-encoding.ts'

/** Of standard input this much is held before its encoding is decided; a file is read twice instead, whatever its size. */
const HELD_BYTES = 32 * 2 ** 20
/** A workbook has to be there whole. One of 100,000 rows has 5 MB. */
export const PIPED_WORKBOOK_BYTES = 16 * 2 ** 20

export type ImportBytes =
  /** UTF-8 without mark, checked as it is read. */
  | { readonly format: 'csv' | 'jsonl'; readonly text: AsyncIterable<Buffer> }
  | { readonly format: 'xlsx'; readonly bytes: Buffer | undefined }

/**
 * @param name how the source is called in what is said
 * @throws `import.missing`, `import.unreadable`, and what `fileKind` and `EncodingJudge` throw
 */
export async function importBytes(world: World, source: ImportSource, name: string, format: ImportFormat | undefined): Promise<ImportBytes> {
  return typeof source === 'string' ? await ofFile(world, source, format) : await ofStream(source, name, format)
}

async function ofFile(world: World, path: string, format: ImportFormat | undefined): Promise<ImportBytes> {
  const facts = await world.files.facts(path).catch((error: unknown) => { throw readable(error, path) })
  if (facts === undefined) throw new Failure('import.missing', { path })
  const chunks = (range?: { end: number }): AsyncIterable<Buffer> => readFrom(world.files.stream(path, range), path)
  const kind = fileKind(path, await whole(chunks({ end: HEAD_BYTES })), format)
  if (kind.format === 'xlsx') {
    // The child opens the file itself, but no link.
    if (facts.type === 'file') return { format: 'xlsx', bytes: undefined }
    return { format: 'xlsx', bytes: await pipedWorkbook(chunks()) }
  }
  let start = kind.start
  if (start === undefined) {
    const judge = new EncodingJudge()
    for await (const chunk of chunks()) {
      if (world.signal.aborted) break
      judge.add(chunk)
    }
    start = { encoding: judge.verdict(path), markBytes: 0 }
  }
  return { format: kind.format, text: utf8Of(chunks(), start, path) }
}

async function ofStream(source: AsyncIterable<Uint8Array>, name: string, format: ImportFormat | undefined): Promise<ImportBytes> {
  const chunks = readFrom(source, name)[Symbol.asyncIterator]()
  const held: Buffer[] = []
  let have = 0
  const hold = async (bytes: number): Promise<boolean> => {
    while (have < bytes) {
      const { done, value } = await chunks.next()
      if (done === true) return false
      held.push(value)
      have += value.length
    }
    return true
  }
  await hold(HEAD_BYTES)
  const kind = fileKind(name, Buffer.concat(held).subarray(0, HEAD_BYTES), format)
  if (kind.format === 'xlsx') return { format: 'xlsx', bytes: await pipedWorkbook(rest(held, chunks)) }
  let start: EncodingStart | undefined = kind.start
  if (start === undefined) {
    const more = await hold(HELD_BYTES)
    const judge = new EncodingJudge()
    for (const chunk of held) judge.add(chunk)
    // A sequence cut by the end of what is held is no fault.
    start = { encoding: more && judge.goodSoFar ? 'utf-8' : judge.verdict(name), markBytes: 0 }
  }
  return { format: kind.format, text: utf8Of(rest(held, chunks), start, name) }
}

async function* rest(held: Buffer[], chunks: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  for (let chunk = held.shift(); chunk !== undefined; chunk = held.shift()) yield chunk
  for (;;) {
    const { done, value } = await chunks.next()
    if (done === true) return
    yield value
  }
}

async function pipedWorkbook(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > PIPED_WORKBOOK_BYTES) throw new Failure('import.workbook-piped', { limit: PIPED_WORKBOOK_BYTES })
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

async function* readFrom(chunks: AsyncIterable<Uint8Array>, path: string): AsyncIterable<Buffer> {
  try {
    for await (const chunk of chunks) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  } catch (error) {
    throw readable(error, path)
  }
}

/** A fault of reading the input is not a fault of the disk that we write to. */
function readable(error: unknown, path: string): unknown {
  if (!isFailure(error, 'system.io')) return error
  return error.facts.errno === 'ENOENT' ? new Failure('import.missing', { path }) : new Failure('import.unreadable', { path, errno: error.facts.errno }, error)
}
