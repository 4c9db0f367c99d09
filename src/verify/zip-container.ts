// Wraps yauzl. A bag in a zip (RFC 8493 §4), read in place: no entry is ever written anywhere. The
// whole directory of the archive is judged before the first byte of an entry is trusted.
import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { fromRandomAccessReaderPromise, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl'
import { interrupted } from '../system/errno.ts'
import { Failure, isFailure } from '../system/failure.ts'
import type { DigestName, Digests, DigestResult, RandomReader, World } from '../system/world.ts'
import { FILES_LIMIT, readWhole, type Container } from './container.ts'
import { entryName, type NameDefect } from './zip-name.ts'
import { WindowReader } from './zip-window.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** No zip, a truncated one, or damaged data. `entry` is empty when the archive's directory itself is at fault. */
    'zip.unreadable': { path: string; entry: string }
    'zip.unsafe-name': { path: string; entry: string; reason: NameDefect }
    'zip.duplicate-entry': { path: string; entry: string }
    'zip.symlink': { path: string; entry: string }
    'zip.encrypted': { path: string; entry: string }
    'zip.unsupported-method': { path: string; entry: string; method: number }
    /** The central directory and the entry's own header tell different things. */
    'zip.headers-disagree': { path: string; entry: string; field: string }
    /** Two entries share bytes of the archive. */
    'zip.overlap': { path: string; entry: string }
    'zip.too-many-entries': { path: string; limit: number }
    /** Unpacked, it would be larger than an honest archive of its size. */
    'zip.bomb': { path: string; bytes: number; limit: number }
  }
}

export interface ZipLimits {
  readonly entries: number
  /** Unpacked bytes per packed byte, once `freeBytes` are passed. */
  readonly ratio: number
  readonly freeBytes: number
}

const LIMITS: ZipLimits = { entries: FILES_LIMIT, ratio: 200, freeBytes: 64 * 1024 * 1024 }

interface ZipEntry {
  readonly entry: Entry
  /** Name in the archive, base directory included. */
  readonly name: string
}

export interface ZipContainer extends Container {
  /** Top-level names of the archive: a bag has exactly one, and it is a folder. */
  readonly top: { readonly folders: readonly string[]; readonly files: readonly string[] }
}

/** @throws `zip.*`, `system.io`, `system.interrupted` */
export async function openZip(world: World, path: string, limits: ZipLimits = LIMITS): Promise<ZipContainer> {
  const random = await world.files.openRandom(path)
  try {
    const zip = await asZip(path, '', () => fromRandomAccessReaderPromise(new WindowReader(random), random.size, {
      lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true,
    }))
    const entries = await readDirectory(world, path, zip, random.size, limits)
    return containerOf(world, path, zip, random, entries)
  } catch (error) {
    await random.close()
    throw error
  }
}

function containerOf(world: World, location: string, zip: ZipFile, random: RandomReader, entries: ReadonlyMap<string, ZipEntry>): ZipContainer {
  const folders = new Set<string>()
  const files: string[] = []
  for (const name of entries.keys()) {
    const slash = name.indexOf('/')
    if (slash < 0) files.push(name)
    else folders.add(name.slice(0, slash))
  }
  const [base] = folders
  const prefix = folders.size === 1 && files.length === 0 && base !== undefined ? `${base}/` : ''
  const stream = (path: string) => entryBytes(location, zip, entries.get(prefix + path), path)
  return {
    kind: 'zip',
    location,
    top: { folders: [...folders], files },
    async *list() {
      for (const [name, { entry }] of entries) {
        if (!name.endsWith('/')) yield { path: name.slice(prefix.length), size: entry.uncompressedSize, kind: 'file' as const }
      }
    },
    read: (path, limit) => readWhole(path, stream(path), limit),
    stream,
    async digest(paths, algorithms, onBytes) {
      const results: DigestResult[] = []
      for (const path of paths) {
        if (world.signal.aborted) throw interrupted(world.signal)
        results.push(await digestOne(stream(path), algorithms, onBytes))
      }
      return results
    },
    close: () => random.close(),
  }
}

async function digestOne(chunks: AsyncIterable<Buffer>, algorithms: readonly DigestName[], onBytes?: (bytes: number) => void): Promise<DigestResult> {
  const hashes = new Map<DigestName, Hash>([...new Set<DigestName>(['sha256', ...algorithms])].map((name) => [name, createHash(name)]))
  let size = 0
  try {
    for await (const chunk of chunks) {
      size += chunk.length
      for (const hash of hashes.values()) hash.update(chunk)
      onBytes?.(chunk.length)
    }
  } catch (error) {
    if (isFailure(error, 'zip.unreadable')) return { outcome: 'refused', reason: 'read-error' }
    throw error
  }
  const digests = Object.fromEntries([...hashes].map(([name, hash]) => [name, hash.digest('hex')])) as unknown as Digests
  return { outcome: 'read', digests, size }
}

/** @throws `zip.*` */
async function readDirectory(world: World, path: string, zip: ZipFile, archiveBytes: number, limits: ZipLimits): Promise<Map<string, ZipEntry>> {
  if (zip.entryCount > limits.entries) throw new Failure('zip.too-many-entries', { path, limit: limits.entries })
  const entries = new Map<string, ZipEntry>()
  const folders = new Set<string>()
  const ranges: { start: number; end: number; name: string }[] = []
  const limit = Math.max(limits.freeBytes, archiveBytes * limits.ratio)
  let total = 0
  for await (const entry of eachEntry(path, zip)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    const name = judgedName(path, entry)
    judgeEntry(path, entry, name)
    const folderName = name.endsWith('/') ? name.slice(0, -1) : undefined
    if (entries.has(name) || entries.has(`${name}/`) || (folderName !== undefined && entries.has(folderName))) {
      throw new Failure('zip.duplicate-entry', { path, entry: name })
    }
    entries.set(name, { entry, name })
    for (let at = name.lastIndexOf('/', name.length - 2); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const folder = name.slice(0, at)
      if (folders.has(folder)) break
      folders.add(folder)
    }
    total += entry.uncompressedSize
    if (total > limit) throw new Failure('zip.bomb', { path, bytes: total, limit })
    const local = await asZip(path, name, () => zip.readLocalFileHeaderPromise(entry))
    compareHeaders(path, name, entry, local)
    ranges.push({ start: entry.relativeOffsetOfLocalHeader, end: local.fileDataStart + entry.compressedSize, name })
  }
  // A file cannot be a folder too: unpackers choose differently.
  for (const folder of folders) if (entries.has(folder)) throw new Failure('zip.duplicate-entry', { path, entry: folder })
  ranges.sort((a, b) => a.start - b.start)
  ranges.forEach(({ start, name }, index) => {
    if (start < (ranges[index - 1]?.end ?? 0)) throw new Failure('zip.overlap', { path, entry: name })
  })
  return entries
}

async function* eachEntry(path: string, zip: ZipFile): AsyncGenerator<Entry> {
  const iterator = zip.eachEntry()
  for (;;) {
    const { done, value } = await asZip(path, '', () => iterator.next())
    if (done === true) return
    yield value
  }
}

function judgedName(path: string, entry: Entry): string {
  const { name, shown, defect } = entryName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields)
  if (defect !== undefined) throw new Failure('zip.unsafe-name', { path, entry: shown, reason: defect })
  return name
}

function judgeEntry(path: string, entry: Entry, name: string): void {
  if (entry.isEncrypted()) throw new Failure('zip.encrypted', { path, entry: name })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new Failure('zip.unsupported-method', { path, entry: name, method: entry.compressionMethod })
  }
  // The upper half of the external attributes is a Unix mode when the archive says it was made on Unix (or macOS).
  const madeBy = entry.versionMadeBy >>> 8
  const type = madeBy === 3 || madeBy === 19 ? (entry.externalFileAttributes >>> 16) & 0o170000 : 0
  if (type === 0o120000) throw new Failure('zip.symlink', { path, entry: name })
  if (type !== 0 && type !== 0o100000 && type !== 0o040000) throw new Failure('zip.symlink', { path, entry: name })
  if (name.endsWith('/') && entry.uncompressedSize !== 0) throw new Failure('zip.headers-disagree', { path, entry: name, field: 'size' })
}

function compareHeaders(path: string, name: string, entry: Entry, local: LocalFileHeader): void {
  const differs = (field: string) => new Failure('zip.headers-disagree', { path, entry: name, field })
  if (!local.fileName.equals(entry.fileNameRaw)) throw differs('name')
  if (local.compressionMethod !== entry.compressionMethod) throw differs('method')
  // Bits that change how the data are read: encryption, UTF-8 name.
  if (((local.generalPurposeBitFlag ^ entry.generalPurposeBitFlag) & 0x0841) !== 0) throw differs('flags')
  // With a data descriptor (bit 3) the local fields may be empty.
  const streamed = (local.generalPurposeBitFlag & 0x08) !== 0
  const same = (told: number, central: number) => told === central || told === 0xffffffff || (streamed && told === 0)
  if (!same(local.crc32, entry.crc32)) throw differs('crc')
  if (!same(local.uncompressedSize, entry.uncompressedSize) || !same(local.compressedSize, entry.compressedSize)) throw differs('size')
}

async function* entryBytes(location: string, zip: ZipFile, found: ZipEntry | undefined, path: string): AsyncGenerator<Buffer> {
  if (found === undefined) throw new Failure('verify.missing-file', { path })
  const { entry } = found
  const source = await asZip(location, path, () => zip.openReadStreamPromise(entry))
  let crc = 0
  let size = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc)
      size += chunk.length
      yield chunk
    }
  } catch (error) {
    throw isFailure(error) ? error : new Failure('zip.unreadable', { path: location, entry: path }, error)
  } finally {
    source.destroy()
  }
  if (size !== entry.uncompressedSize || crc !== entry.crc32) throw new Failure('zip.unreadable', { path: location, entry: path })
}

async function asZip<T>(path: string, entry: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isFailure(error) ? error : new Failure('zip.unreadable', { path, entry }, error)
  }
}
