// The only file that knows archiver. The transport form of a case: a store-mode ZIP64 with one base directory, sorted
// names, one fixed date and one mode, so that the same case gives the same bytes on every machine and in every zone.
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipArchive } from 'archiver'
import { TEMPORARY_NAME } from '../system/durable-write.ts'
import { interrupted } from '../system/errno.ts'
import { Failure, isFailure } from '../system/failure.ts'
import type { FileFacts, World } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A link, a device or a name that is not UTF-8 lies in the case. */
    'bundle.foreign-entry': { path: string; type: FileFacts['type'] | 'name' }
    'bundle.changed-while-reading': { path: string; expected: number }
  }
}

/** A file of the case, or a folder that would else be lost: `data/` of a bag without payload. */
export interface BagEntry {
  /** Below the case, `/`-separated; folders end in `/`. */
  readonly path: string
  readonly size: number
}

/** The earliest date a zip can say: an entry's date is no evidence, the records hold the dates. */
const FIXED_DATE = '1980-01-01T00:00:00Z'
const MODE = 0o644

/** Files up to this size go in whole, so that their size and CRC stand before their bytes. */
const WHOLE_BYTES = 256 * 1024

/** Bytes handed to archiver and not yet taken by the reader: it has no back-pressure of its own for buffers. */
const AHEAD_BYTES = 1024 * 1024

/** What a stream holds before it asks its source to wait. */
const STEP_BYTES = 256 * 1024

/** Pieces up to this size wait for the next ones. */
const GATHER_BYTES = 64 * 1024

/** A local header without its name. Counting too much would let the feeder wait for bytes that never come. */
const HEADER_BYTES = 30

/** The 16-bit count of entries is full from here on; archiver switches one entry too late. */
const ZIP64_ENTRIES = 0xffff

/** The lock and what may be rebuilt. */
const CACHE_FOLDER = '.scelle'

/**
 * What a bundle of the case holds, sorted by the bytes of the path: all of it but `.scelle/` and temporary files.
 * @throws `bundle.foreign-entry`
 */
export async function bagEntries(world: World, dir: string): Promise<BagEntry[]> {
  const entries: BagEntry[] = []
  await walk(world, dir, '', entries)
  return entries
}

async function walk(world: World, dir: string, folder: string, entries: BagEntry[]): Promise<void> {
  const named: { name: string; facts: FileFacts }[] = []
  for (const raw of await world.files.list(`${dir}/${folder}`)) {
    const name = raw.toString('utf8')
    if (folder === '' && name === CACHE_FOLDER) continue
    // An exhibit keeps its name, even one that imitates ours.
    if (!folder.startsWith('data/') && TEMPORARY_NAME.test(name)) continue
    if (!Buffer.from(name, 'utf8').equals(raw)) throw new Failure('bundle.foreign-entry', { path: folder + name, type: 'name' })
    // archiver would turn a backslash into a folder.
    if (name.includes('\\')) throw new Failure('bundle.foreign-entry', { path: folder + name, type: 'name' })
    const facts = await world.files.facts(`${dir}/${folder}${name}`)
    if (facts === undefined) continue
    named.push({ name: facts.type === 'directory' ? `${name}/` : name, facts })
  }
  if (named.length === 0 && folder !== '') entries.push({ path: folder, size: 0 })
  // With its final slash a folder sorts where the bytes of its files' paths do.
  named.sort((a, b) => Buffer.compare(Buffer.from(a.name, 'utf8'), Buffer.from(b.name, 'utf8')))
  for (const { name, facts } of named) {
    if (facts.type === 'directory') await walk(world, dir, folder + name, entries)
    else if (facts.type === 'file') entries.push({ path: folder + name, size: facts.size })
    else throw new Failure('bundle.foreign-entry', { path: folder + name, type: facts.type })
  }
}

/**
 * The archive's bytes, made while they are taken; memory does not grow with the case.
 * @param baseName the single base directory (RFC 8493 §4): one safe path part
 * @throws `bundle.foreign-entry`, `bundle.changed-while-reading`, `system.interrupted`
 */
export async function* writeBagZip(
  world: World, dir: string, baseName: string, entries?: readonly BagEntry[],
): AsyncGenerator<Uint8Array> {
  const listed = entries ?? await bagEntries(world, dir)
  const archive = new ZipArchive({ store: true, highWaterMark: STEP_BYTES, forceZip64: listed.length >= ZIP64_ENTRIES })
  gatherSmallWrites(archive)
  const flow = { given: 0, taken: 0, wake: () => {} }
  const fed = feed(world, dir, baseName, listed, archive, flow)
  fed.catch((error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    for await (const chunk of archive as AsyncIterable<Buffer>) {
      flow.taken += chunk.length
      yield chunk
      flow.wake()
    }
    await fed
  } finally {
    archive.destroy()
    flow.wake()
  }
}

interface Engine {
  offset: number
  write(chunk: Buffer | string): boolean
  end(): void
}

// The engine writes a header in fifteen pieces and the whole central directory in one go, each piece a queued Buffer:
// 20,000 files took 320 MiB. Small pieces are gathered before they are queued. Private, hence the exact version pinned.
function gatherSmallWrites(archive: ZipArchive): void {
  const { engine } = (archive as unknown as { _module: { engine: Engine } })._module
  const write = engine.write.bind(engine)
  const end = engine.end.bind(engine)
  let block = Buffer.allocUnsafe(GATHER_BYTES)
  let used = 0
  const flush = (): boolean => {
    if (used === 0) return true
    const ready = block.subarray(0, used)
    block = Buffer.allocUnsafe(GATHER_BYTES)
    // The engine has counted these bytes when they came.
    engine.offset -= used
    used = 0
    return write(ready)
  }
  engine.write = (chunk) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk
    const open = used + bytes.length > GATHER_BYTES ? flush() : true
    if (bytes.length > GATHER_BYTES) return write(bytes)
    bytes.copy(block, used)
    used += bytes.length
    engine.offset += bytes.length
    return open
  }
  engine.end = () => {
    flush()
    end()
  }
}

interface Flow {
  given: number
  taken: number
  wake: () => void
}

async function feed(
  world: World, dir: string, baseName: string, entries: readonly BagEntry[], archive: ZipArchive, flow: Flow,
): Promise<void> {
  for (const { path, size } of entries) {
    if (world.signal.aborted) throw interrupted(world.signal)
    while (flow.given - flow.taken > AHEAD_BYTES && !archive.destroyed) {
      await new Promise<void>((resolve) => { flow.wake = resolve })
    }
    if (archive.destroyed) return
    const name = `${baseName}/${path}`
    const source = path.endsWith('/') ? Buffer.alloc(0)
      : size <= WHOLE_BYTES ? await whole(world, `${dir}/${path}`, path, size)
      : exactly(world, `${dir}/${path}`, path, size, archive)
    const appended = entryOrClose(archive)
    archive.append(source, { name, date: FIXED_DATE, mode: path.endsWith('/') ? 0o755 : MODE })
    await appended
    flow.given += size + Buffer.byteLength(name, 'utf8') + HEADER_BYTES
  }
  if (!archive.destroyed) await archive.finalize()
}

async function entryOrClose(archive: ZipArchive): Promise<void> {
  const stop = new AbortController()
  try {
    await Promise.race([once(archive, 'entry', { signal: stop.signal }), once(archive, 'close', { signal: stop.signal })])
  } finally {
    stop.abort()
  }
}

async function whole(world: World, file: string, path: string, size: number): Promise<Buffer> {
  const bytes = await world.files.read(file, WHOLE_BYTES).catch((error: unknown) => {
    if (isFailure(error, 'system.too-large')) return undefined
    throw error
  })
  if (bytes?.length !== size) throw new Failure('bundle.changed-while-reading', { path, expected: size })
  return bytes
}

// archiver pipes a source away from its errors: they are brought back to the archive by hand.
function exactly(world: World, file: string, path: string, size: number, archive: ZipArchive): Readable {
  const source = Readable.from(checked(world, file, path, size), { objectMode: false, highWaterMark: STEP_BYTES })
  source.once('error', (error) => archive.destroy(error))
  return source
}

async function* checked(world: World, file: string, path: string, size: number): AsyncGenerator<Buffer> {
  let read = 0
  for await (const chunk of world.files.stream(file)) {
    read += chunk.length
    if (world.signal.aborted) throw interrupted(world.signal)
    if (read > size) break
    yield chunk
  }
  if (read !== size) throw new Failure('bundle.changed-while-reading', { path, expected: size })
}
