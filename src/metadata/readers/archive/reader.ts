// Wraps libarchive (WebAssembly): tar, 7z, RAR, CAB, cpio, ar and others, in memory. A new instance for each file, because one
// that has failed is not to be used again.
import { createHash } from 'node:crypto'
import { ArchiveReader, libarchiveWasm } from 'libarchive-wasm'
import { visibleShort } from '../../../system/visible.ts'
import { versionOf } from '../../../system/isolated-child.ts'
import { finding } from '../../finding-codes.ts'
import { TooLarge, Unsupported } from '../../reading.ts'
import type { Member, Reader, ReadingContext } from '../../reading.ts'
import type { Finding, TimeFact } from '../../record.ts'
import { epochTime, isoTime } from '../../times.ts'
import { nameDefect } from '../../zip/unsafe-name.ts'
import { RATIO } from '../../zip/survey.ts'

const ENTRIES = 100_000
const LISTED = 1000
const TIMES = 40
const EVIDENCE = 10
const FILTERS = ['xz', 'bz2', 'lz']
const FREE_BYTES = 64 * 2 ** 20

export const reader: Reader = {
  version: versionOf('libarchive-wasm', import.meta.url),
  async read(source, { kind, members }) {
    const whole = source.whole()
    if (whole === undefined) throw new TooLarge()
    if (members.from > 0) return batchOf(await opened(whole), members)
    const listing = listed(await opened(whole))
    const { entries, error } = listing
    if (entries.length === 0 && error !== '') {
      if (/encrypted/i.test(error)) return { findings: [finding('archive-encrypted', 'info', { entries: 0 }, [`ARCHIVE: ${error}`])] }
      // What these compress may be a single file and no archive, which libarchive takes for one of its odder formats.
      throw FILTERS.includes(kind.extension) || /format/i.test(error) ? new Unsupported(error) : new Error(error)
    }
    const unpacked = entries.reduce((sum, { size }) => sum + size, 0)
    const bomb = unpacked > Math.max(FREE_BYTES, source.size * RATIO)
    return {
      times: timesOf(entries, isLocal(kind.extension, whole)),
      texts: [
        { key: 'entries', value: `${entries.filter(({ type }) => type !== 'Directory').length}${listing.more ? '+' : ''}`, source: 'ARCHIVE:entries' },
        { key: 'unpacked bytes', value: String(unpacked), source: 'ARCHIVE:entries' },
      ],
      findings: findingsOf(entries, error, bomb ? { bytes: unpacked, packed: source.size } : undefined),
      ...(bomb ? { members: entries.filter(({ type }) => type === 'File').slice(0, LISTED).map((entry) => ({ ...told(entry), unread: 'ratio' as const })) } : batchOf(await opened(whole), members)),
      raw: { entries: Object.fromEntries(Array.from({ length: Math.ceil(Math.min(entries.length, LISTED) / 50) }, (_, group) => [`${group * 50 + 1}-${group * 50 + 50}`, entries.slice(group * 50, group * 50 + 50).map(lineOf)])) },
    }
  },
}

interface Entry {
  /** From 1, in the order of the archive. */
  readonly number: number
  readonly name: string
  readonly type: string
  /** Modulo 4 GiB: the binding gives no more. */
  readonly size: number
  /** Seconds since 1970. */
  readonly modified: number
  readonly encrypted: boolean
  readonly target: string
}

async function opened(whole: Buffer): Promise<ArchiveReader> {
  return new ArchiveReader(await libarchiveWasm(), new Int8Array(whole.buffer, whole.byteOffset, whole.length))
}

function* entriesOf(archive: ArchiveReader): Generator<Entry> {
  for (let number = 1; number <= ENTRIES; number += 1) {
    const pointer = archive.nextEntryPointer()
    if (pointer === 0) return
    yield {
      number, name: textOf(archive.getEntryPathname(pointer)), type: archive.getEntryFiletype(pointer), size: archive.getEntrySize(pointer) >>> 0, modified: archive.getEntryModificationTime(pointer) / 1000, encrypted: archive.isEntryEncrypted(pointer),
      target: textOf(archive.getSymlinkTarget(pointer)) || textOf(archive.getHardlinkTarget(pointer)),
    }
  }
}

function listed(archive: ArchiveReader): { readonly entries: readonly Entry[]; readonly more: boolean; readonly error: string } {
  const entries: Entry[] = []
  try {
    for (const entry of entriesOf(archive)) entries.push(entry)
    return { entries, more: entries.length >= ENTRIES, error: errorOf(archive) }
  } catch (error) {
    return { entries, more: false, error: messageOf(error) }
  }
}

function errorOf(archive: ArchiveReader): string {
  return textOf(archive.libarchive.error_string(archive.archive))
}

/** The binding gives null, whatever its types say, where there is none or where it cannot be decoded. */
function textOf(text: string | null): string {
  return text ?? ''
}

/** Entries from index `from` on, with the bytes of those that fit. */
function batchOf(archive: ArchiveReader, { from, bytes: budget }: ReadingContext['members']): { readonly members: readonly Member[]; readonly membersFrom?: number } {
  const members: Member[] = []
  let used = 0
  try {
    for (const entry of entriesOf(archive)) {
      if (entry.number <= from || entry.type !== 'File') continue
      if (members.length >= LISTED) break
      if (entry.size <= budget && used > 0 && used + entry.size > budget) return { members, membersFrom: entry.number - 1 }
      const member = memberOf(archive, entry, budget)
      used += member.bytes?.length ?? 0
      members.push(member)
    }
  } catch {
    // The listing has said what is wrong.
  }
  return { members }
}

function memberOf(archive: ArchiveReader, entry: Entry, budget: number): Member {
  const member = told(entry)
  if (entry.encrypted) return { ...member, unread: 'encrypted' }
  if (entry.target !== '') return { ...member, unread: 'listed' }
  if (entry.size > budget) return member
  try {
    const bytes = entry.size === 0 ? Buffer.alloc(0) : Buffer.from(archive.readData(entry.size))
    return bytes.length < entry.size ? { ...member, unread: 'damaged' } : { ...member, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
  } catch {
    return { ...member, unread: 'damaged' }
  }
}

function told({ name, size }: Entry): Member {
  return { name: name.slice(0, 500), relation: 'member', size }
}

/** RAR up to version 4 and CAB keep the time of a clock without a zone; libarchive takes it for that of this process, which is UTC. */
function isLocal(extension: string, whole: Buffer): boolean {
  return extension === 'cab' || extension === 'arj' || extension === 'lzh' || (extension === 'rar' && whole.toString('latin1', 0, 7) === 'Rar!\u001a\u0007\u0000')
}

/** All, or the first and the last when they are many. */
function timesOf(entries: readonly Entry[], local: boolean): TimeFact[] {
  const dated = entries.filter(({ modified }) => modified !== 0)
  const sorted = dated.length <= TIMES ? dated : dated.toSorted((a, b) => a.modified - b.modified)
  return [...new Set(dated.length <= TIMES ? sorted : [sorted[0], sorted.at(-1)])].filter((entry) => entry !== undefined).map(({ number, modified }) => {
    const found = { role: 'modified', source: `ARCHIVE:Entry[${number}]:mtime`, raw: String(modified) } as const
    const time = epochTime({ ...found, seconds: modified })
    return local && time.local !== undefined ? isoTime({ ...found, raw: time.local }) : time
  })
}

function findingsOf(entries: readonly Entry[], error: string, bomb: { readonly bytes: number; readonly packed: number } | undefined): Finding[] {
  const unsafe = entries.flatMap(({ number, name, target }) => {
    const defect = nameDefect(name) ?? (nameDefect(target === '' ? 'x' : target) === undefined ? undefined : 'link')
    return defect === undefined ? [] : [`ARCHIVE:Entry[${number}]:name = ${visibleShort(name, 200)} (${defect})`]
  })
  const names = new Set<string>()
  const twice = entries.filter(({ name, type }) => type !== 'Directory' && names.size === names.add(name).size)
  const encrypted = entries.filter((entry) => entry.encrypted)
  return [
    ...(bomb === undefined ? [] : [finding('archive-bomb', 'notice', bomb)]),
    ...(unsafe.length === 0 ? [] : [finding('archive-unsafe-names', 'notice', { names: unsafe.length }, unsafe.slice(0, EVIDENCE))]),
    ...(twice.length === 0 ? [] : [finding('archive-duplicate-names', 'notice', { names: twice.length }, twice.slice(0, EVIDENCE).map(({ number, name }) => `ARCHIVE:Entry[${number}]:name = ${visibleShort(name, 200)}`))]),
    ...(encrypted.length === 0 ? [] : [finding('archive-encrypted', 'info', { entries: encrypted.length }, encrypted.slice(0, EVIDENCE).map(({ number, name }) => `ARCHIVE:Entry[${number}]:name = ${visibleShort(name, 200)}`))]),
    ...(error === '' ? [] : [finding('archive-damaged', 'notice', { defects: 1 }, [`ARCHIVE: ${error.slice(0, 200)}`])]),
  ]
}

function lineOf({ number, name, type, size, modified, target }: Entry): string {
  return `${number} ${visibleShort(name, 200)} | ${type} ${size} | ${modified}${target === '' ? '' : ` | ${visibleShort(target, 200)}`}`
}

function messageOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).slice(0, 200) || 'unreadable'
}
