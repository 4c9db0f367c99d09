// Wraps yauzl. The directory of an archive, and its parts inflated one at a time: every count and length is bounded before it
// is believed, and the file is read in place, so that its size does not matter.
import { inflateRawSync } from 'node:zlib'
import { fromRandomAccessReaderPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { Member, Source } from '../reading.ts'
import { SourceReader } from './source-reader.ts'

const ENTRIES_LIMIT = 5000
/** Deflate can reach a thousand; an honest part of more than a few megabytes does not come near. */
const RATIO_LIMIT = 300
const RATIO_FREE = 4 * 2 ** 20

export interface ZipPart {
  readonly name: string
  readonly size: number
  readonly encrypted: boolean
  /** At most `limit` bytes; larger ones are not inflated. */
  read(limit: number): Promise<Buffer | NonNullable<Member['unread']>>
}
export interface ZipParts {
  readonly parts: readonly ZipPart[]
  /** How many more the directory tells. */
  readonly more: number
}

/** @throws Error when there is no directory, or a broken one */
export async function zipParts(source: Source): Promise<ZipParts> {
  const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false })
  const parts: ZipPart[] = []
  for await (const entry of zip.eachEntry()) {
    parts.push(partOf(source, zip, entry))
    if (parts.length >= ENTRIES_LIMIT) break
  }
  return { parts, more: Math.max(0, zip.entryCount - parts.length) }
}

function partOf(source: Source, zip: ZipFile, entry: Entry): ZipPart {
  const { uncompressedSize: size, compressedSize: packed, compressionMethod: method } = entry
  const encrypted = entry.isEncrypted()
  return {
    name: nameOf(entry), size, encrypted,
    async read(limit) {
      if (encrypted) return 'encrypted'
      if (size > limit || packed > limit) return 'size'
      if (size > RATIO_FREE && size > packed * RATIO_LIMIT) return 'ratio'
      try {
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
        const bytes = source.read(fileDataStart, packed)
        if (method === 0) return bytes
        // The size told may be a lie: what inflates beyond it is cut off by zlib itself.
        return method === 8 ? inflateRawSync(bytes, { maxOutputLength: Math.max(1, Math.min(limit, size)) }) : 'damaged'
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'ratio' : 'damaged'
      }
    },
  }
}

/** UTF-8 when it is; else the bytes as Latin-1, which loses nothing. Some writers use backslashes. */
function nameOf({ fileNameRaw }: Entry): string {
  const text = fileNameRaw.toString('utf8')
  return (text.includes('\ufffd') ? fileNameRaw.toString('latin1') : text).replaceAll('\\', '/').slice(0, 500)
}
