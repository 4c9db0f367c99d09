// Wraps yauzl. The archive that WhatsApp makes of a conversation and its files: the one text inside is read as a stream,
// the other members are hashed and never written anywhere. What inflates beyond reason is not read.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { OpenExhibit } from '../../system/isolated-child.ts'
import { baseName } from './attachment-name.ts'

export interface ArchiveMember {
  readonly name: string
  readonly size: number
  readonly sha256?: string
}

export interface ChatArchive {
  /** The member that holds the conversation. */
  readonly name: string
  readonly size: number
  chunks(): AsyncIterable<Buffer>
  /** Hashes one more member at each step. */
  hashMembers(): AsyncGenerator<void>
  /** By the last part of the name. */
  readonly members: ReadonlyMap<string, ArchiveMember>
}

const CHUNK = 64 * 1024
const MAX_ENTRIES = 100_000
const MAX_RATIO = 100
const FREE_BYTES = 64 * 2 ** 20
/** Names under which applications write a conversation; the first kind that is there once is the one. */
const CONVERSATIONS: readonly RegExp[] = [
  /(?:^|\/)_chat\.txt$/, /^[^/]*WhatsApp[^/]*\.txt$/, /(?:^|\/)result\.json$/, /(?:^|\/)messages\.html$/, /(?:^|\/)message_1\.json$/, /^[^/]+\.txt$/, /^[^/]+\.(?:json|xml)$/,
]

/** Why an archive is not read; the parent has words for each. */
export class ArchiveDefect extends Error {
  readonly code: 'no-conversation' | 'several' | 'bomb' | 'encrypted' | 'entries'
  readonly names: readonly string[]

  constructor(code: ArchiveDefect['code'], names: readonly string[] = []) {
    super(code)
    this.code = code
    this.names = names
  }
}

/** @throws ArchiveDefect, and what yauzl says of a damaged archive */
export async function openArchive(file: OpenExhibit): Promise<ChatArchive> {
  const zip = await fromRandomAccessReaderPromise(new Windows(file), file.size, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true })
  if (zip.entryCount > MAX_ENTRIES) throw new ArchiveDefect('entries')
  const entries: Named[] = []
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry.fileNameRaw)
    if (!name.endsWith('/')) entries.push({ name, entry })
  }
  const chat = conversationOf(entries)
  if (chat.entry.isEncrypted()) throw new ArchiveDefect('encrypted')
  if (inflates(chat.entry)) throw new ArchiveDefect('bomb')
  const members = new Map<string, ArchiveMember>()
  return {
    name: chat.name, size: chat.entry.uncompressedSize, members,
    chunks: () => bytesOf(zip, chat.entry),
    async *hashMembers() {
      let budget = Math.max(FREE_BYTES, file.size * MAX_RATIO)
      for (const { name, entry } of entries) {
        if (entry === chat.entry) continue
        budget -= entry.uncompressedSize
        const readable = !entry.isEncrypted() && !inflates(entry) && budget >= 0
        members.set(baseName(name), { name, size: entry.uncompressedSize, ...(readable ? await digestOf(zip, entry) : {}) })
        yield
      }
    },
  }
}

interface Named {
  readonly name: string
  readonly entry: Entry
}

/** A name that is only looked up, never a path: UTF-8, or byte by byte what is not. */
function nameOf(raw: Buffer): string {
  const name = raw.toString('utf8')
  return name.includes('\ufffd') ? raw.toString('latin1') : name
}

function conversationOf(entries: readonly Named[]): Named {
  for (const pattern of CONVERSATIONS) {
    const found = entries.filter(({ name }) => pattern.test(name) && !name.startsWith('__MACOSX/'))
    if (found.length === 1) return found[0] as Named
    if (found.length > 1) throw new ArchiveDefect('several', found.slice(0, 10).map(({ name }) => name.slice(0, 200)))
  }
  throw new ArchiveDefect('no-conversation')
}

function inflates({ compressedSize, uncompressedSize }: Entry): boolean {
  return uncompressedSize > FREE_BYTES && uncompressedSize > compressedSize * MAX_RATIO
}

async function digestOf(zip: ZipFile, entry: Entry): Promise<{ sha256?: string }> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of bytesOf(zip, entry)) hash.update(chunk)
    return { sha256: hash.digest('hex') }
  } catch {
    return {}
  }
}

async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await zip.openReadStreamPromise(entry)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
  } finally {
    stream.destroy()
  }
}

class Windows extends RandomAccessReader {
  readonly #file: OpenExhibit

  constructor(file: OpenExhibit) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const file = this.#file
    return Readable.from((function* windows() {
      for (let at = start; at < end; at += CHUNK) {
        const bytes = file.read(at, Math.min(CHUNK, end - at))
        if (bytes.length === 0) return
        yield bytes
      }
    })(), { objectMode: false })
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    const bytes = this.#file.read(position, length)
    bytes.copy(buffer, offset)
    callback(bytes.length < length ? new Error('unexpected end of file') : null)
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}
