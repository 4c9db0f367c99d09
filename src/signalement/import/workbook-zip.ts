// What a workbook's archive declares and what it really holds, before anything parses it (APPNOTE 4.3): a bomb is refused
// by arithmetic, and by inflating no more than was declared.
import { inflateRawSync } from 'node:zlib'

export type WorkbookRefusal =
  | { readonly reason: 'bomb' | 'too-large' | 'hidden' }
  | { readonly reason: 'damaged'; readonly detail: string }
  | { readonly reason: 'other'; readonly kind: string }

interface ZipEntry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

const MAX_ENTRIES = 4000
/** All parts together, unpacked. A workbook of 100,000 rows has 70 MiB; nothing above this could be read within the child's memory. */
const MAX_UNPACKED = 384 * 2 ** 20
/** Sheets of like rows are packed 10 to 60 times; DEFLATE itself ends at 1032. */
const BOMB_RATIO = 200
const BOMB_FROM = 32 * 2 ** 20
const U32 = 0xffffffff

/** Undefined: a workbook in size and kind. */
export function refusalOfZip(bytes: Buffer): WorkbookRefusal | undefined {
  let entries: readonly ZipEntry[]
  try {
    entries = directory(bytes)
  } catch (error) {
    // Offsets that lead out of the file.
    return { reason: 'damaged', detail: error instanceof Error && error.message.startsWith('zip') ? error.message : 'zip directory' }
  }
  if (entries.length > MAX_ENTRIES) return { reason: 'bomb' }
  const unpacked = sum(entries.map(({ size }) => size))
  // Parts that lie over one another have more packed bytes than the file.
  if (sum(entries.map(({ packed }) => packed)) > bytes.length) return { reason: 'bomb' }
  if (entries.some(({ packed, size }) => size > BOMB_FROM && size > packed * BOMB_RATIO)) return { reason: 'bomb' }
  if (unpacked > MAX_UNPACKED) return { reason: unpacked > bytes.length * BOMB_RATIO ? 'bomb' : 'too-large' }
  return refusalOfKind(bytes, entries) ?? refusalOfContent(bytes, entries)
}

function refusalOfKind(bytes: Buffer, entries: readonly ZipEntry[]): WorkbookRefusal | undefined {
  const has = (pattern: RegExp): boolean => entries.some(({ name }) => pattern.test(name))
  const mimetype = entries.find(({ name, method }) => name === 'mimetype' && method === 0)
  if (mimetype !== undefined) {
    const type = packedBytes(bytes, mimetype)?.toString('latin1').trim() ?? ''
    return { reason: 'other', kind: type === 'application/vnd.oasis.opendocument.spreadsheet' ? 'ods' : type.includes('opendocument') ? 'opendocument' : 'zip' }
  }
  if (has(/^xl\/workbook\.bin$/i)) return { reason: 'other', kind: 'xlsb' }
  if (has(/^word\//)) return { reason: 'other', kind: 'docx' }
  if (has(/^ppt\//)) return { reason: 'other', kind: 'pptx' }
  return has(/^\[Content_Types\]\.xml$/i) ? undefined : { reason: 'other', kind: 'zip' }
}

/** Each part that a reader of tables opens is inflated once, to no more than it declares, and thrown away. */
function refusalOfContent(bytes: Buffer, entries: readonly ZipEntry[]): WorkbookRefusal | undefined {
  for (const entry of entries) {
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue
    if ((entry.flags & 1) !== 0) return { reason: 'damaged', detail: 'zip entry encrypted' }
    if (entry.method !== 0 && entry.method !== 8) return { reason: 'damaged', detail: `zip method ${entry.method}` }
    const packed = packedBytes(bytes, entry)
    if (packed === undefined) return { reason: 'damaged', detail: 'zip entry outside the file' }
    try {
      const found = entry.method === 0 ? packed.length : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) }).length
      if (found !== entry.size) return { reason: 'damaged', detail: 'zip sizes disagree' }
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? { reason: 'bomb' } : { reason: 'damaged', detail: 'zip entry does not inflate' }
    }
  }
  return undefined
}

function packedBytes(bytes: Buffer, { at, packed }: ZipEntry): Buffer | undefined {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) return undefined
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  return from + packed > bytes.length ? undefined : bytes.subarray(from, from + packed)
}

/** @throws Error `zip …`, or RangeError for an offset outside the file */
function directory(bytes: Buffer): readonly ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('zip end missing')
  let count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if ((count === 0xffff || at === U32) && end >= 20 && bytes.readUInt32LE(end - 20) === 0x07064b50) {
    const record = Number(bytes.readBigUInt64LE(end - 12))
    if (bytes.readUInt32LE(record) !== 0x06064b50) throw new Error('zip64 end missing')
    count = Number(bytes.readBigUInt64LE(record + 32))
    at = Number(bytes.readBigUInt64LE(record + 48))
  }
  const entries: ZipEntry[] = []
  for (let index = 0; index < count && entries.length <= MAX_ENTRIES; index += 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('zip directory')
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const wide = zip64Values(extra)
    // APPNOTE 4.5.3: only what does not fit is there, in this order.
    const value = (offset: number): number => {
      const narrow = bytes.readUInt32LE(at + offset)
      return narrow === U32 ? wide.shift() ?? narrow : narrow
    }
    const size = value(24)
    const packed = value(20)
    entries.push({ name, flags: bytes.readUInt16LE(at + 8), method: bytes.readUInt16LE(at + 10), size, packed, at: value(42) })
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function zip64Values(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      const field = extra.subarray(at + 4, at + 4 + length)
      return Array.from({ length: Math.floor(field.length / 8) }, (_, index) => Number(field.readBigUInt64LE(index * 8)))
    }
    at += 4 + length
  }
  return []
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
