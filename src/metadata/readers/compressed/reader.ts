// One file compressed by gzip (RFC 1952) or Zstandard (RFC 8878): what the header tells of it, and the file itself as long as
// it does not inflate beyond measure. No outside code.
import { createHash } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { finding } from '../../finding-codes.ts'
import type { Member, Reader, Reading, ReadingContext, Source } from '../../reading.ts'
import type { TextFact } from '../../record.ts'
import { epochTime } from '../../times.ts'
import { ByteQueue } from '../../warc/byte-queue.ts'
import { gzipMembers } from '../../warc/gzip-members.ts'
import { windows } from '../../zip/source-reader.ts'
import { RATIO } from '../../zip/survey.ts'

const FREE_BYTES = 2 ** 20
/** RFC 1952 §2.3.1. */
const SYSTEMS: Readonly<Record<number, string>> = { 0: 'MS-DOS', 3: 'Unix', 7: 'Macintosh', 11: 'NTFS' }

export const reader: Reader = {
  version: '1',
  async read(source, { kind, members }) {
    const header = kind.extension === 'zst' ? {} : gzipHeader(source.read(0, 4096))
    // The files of a compressed tar are given by the reader of archives.
    if (kind.extension === 'tar.gz') return header
    const name = header.name ?? source.name.replace(/\.(?:gz|zst|zstd|gzip)$/i, '')
    const found = kind.extension === 'zst' ? zstd(source, members) : await gunzip(source, members)
    const { name: _, ...facts } = header
    return { ...facts, members: [{ name: name.slice(0, 500), relation: 'member', ...found.member }], findings: found.defects.length === 0 ? [] : [finding('archive-damaged', 'notice', { defects: found.defects.length }, found.defects.slice(0, 10))] }
  },
}

function gzipHeader(head: Buffer): Reading & { readonly name?: string } {
  if (head.length < 10) return {}
  const flags = head[3] as number
  const seconds = head.readUInt32LE(4)
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (at + 2 <= head.length ? head.readUInt16LE(at) : 0)
  const strings = [8, 16].map((flag) => {
    const zero = (flags & flag) === 0 || at >= head.length ? -1 : head.indexOf(0, at)
    if (zero === -1) return undefined
    const text = head.toString('latin1', at, zero)
    at = zero + 1
    return text
  })
  const [name, comment] = strings
  const fact = (key: string, value: string | undefined): TextFact[] => (value === undefined || value === '' ? [] : [{ key, value: value.slice(0, 1024), source: `GZIP:${key}` }])
  return {
    times: seconds === 0 ? [] : [epochTime({ role: 'modified', source: 'GZIP:MTIME', raw: String(seconds), seconds })],
    texts: [...fact('name', name), ...fact('comment', comment), ...fact('made on', SYSTEMS[head[9] as number])],
    ...(name === undefined || name === '' ? {} : { name }),
  }
}

interface Found {
  readonly member: Omit<Member, 'name' | 'relation'>
  readonly defects: readonly string[]
}

async function gunzip(source: Source, { bytes: budget }: ReadingContext['members']): Promise<Found> {
  const defects: string[] = []
  const chunks: Buffer[] = []
  let total = 0
  // The last four bytes tell the length, of the last member at least.
  const told = source.size < 18 ? 0 : source.read(source.size - 4, 4).readUInt32LE(0)
  for await (const piece of gzipMembers(new ByteQueue(windows(source, 0, source.size)), source.size, defects)) {
    total += piece.length
    if (total > limitOf(source)) return { member: { size: Math.max(told, total), unread: 'ratio' }, defects }
    if (total > budget) return { member: { size: Math.max(told, total) }, defects }
    chunks.push(piece)
  }
  return { member: whole(Buffer.concat(chunks)), defects }
}

function zstd(source: Source, { bytes: budget }: ReadingContext['members']): Found {
  const limit = Math.max(1, Math.min(budget, limitOf(source)))
  if (source.size > budget) return { member: { size: source.size }, defects: [] }
  try {
    return { member: whole(zstdDecompressSync(source.read(0, source.size), { maxOutputLength: limit })), defects: [] }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return { member: { size: limit, ...(limit === budget ? {} : { unread: 'ratio' as const }) }, defects: [] }
    return { member: { size: 0, unread: 'damaged' }, defects: [`Zstandard: ${String(error instanceof Error ? error.message : error).slice(0, 150)}`] }
  }
}

function limitOf({ size }: Source): number {
  return Math.max(FREE_BYTES, size * RATIO)
}

function whole(bytes: Buffer): Found['member'] {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
}
