// Wraps yauzl. What the directory of a ZIP says of each entry, and what the entry says of itself (PKWARE APPNOTE 6.3.10):
// names as they would be unpacked, times with and without zone, lengths, and where each lies.
import { crc32 } from 'node:zlib'
import { fromRandomAccessReaderPromise, getFileNameLowLevel } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { Source } from '../reading.ts'
import type { TimeFact } from '../record.ts'
import { epochTime, isoTime } from '../times.ts'
import { SourceReader } from './source-reader.ts'

export interface ZipEntry {
  /** From 1, in the order of the directory. */
  readonly number: number
  readonly name: string
  readonly entry: Entry
  readonly folder: boolean
  readonly link: boolean
}

/** @throws Error when there is no directory, or a broken one */
export function openZip(source: Source): Promise<ZipFile> {
  return fromRandomAccessReaderPromise(new SourceReader(source), source.size, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true })
}

export async function* entriesOf(zip: ZipFile): AsyncGenerator<ZipEntry> {
  let number = 0
  for await (const entry of zip.eachEntry()) {
    number += 1
    const name = nameOf(entry)
    // The upper half of the external attributes is a Unix mode when the archive was made on Unix or macOS.
    const made = entry.versionMadeBy >>> 8
    const type = made === 3 || made === 19 ? (entry.externalFileAttributes >>> 16) & 0o170000 : 0
    yield { number, name, entry, folder: name.endsWith('/') && entry.uncompressedSize === 0, link: type === 0o120000 }
  }
}

/** UTF-8 when it is said or when it is, CP437 otherwise; nothing in it is repaired. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const text = fileNameRaw.toString('utf8')
  if (Buffer.from(text, 'utf8').equals(fileNameRaw)) return text
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
}

/** MS-DOS time has no zone; the extra fields of Info-ZIP (0x5455) and of NTFS (0x000a) count in UTC. */
export function timesOf({ number, entry }: ZipEntry): TimeFact[] {
  const found = (name: string, raw: string): { readonly role: 'modified'; readonly source: string; readonly raw: string } => ({ role: 'modified', source: `ZIP:Entry[${number}]:${name}`, raw })
  const times: TimeFact[] = entry.lastModFileDate === 0 && entry.lastModFileTime === 0 ? [] : [isoTime(found('DOS', dosTime(entry)))]
  for (const { id, data } of entry.extraFields) {
    if (id === 0x5455 && data.length >= 5 && ((data[0] as number) & 1) !== 0) {
      const seconds = data.readInt32LE(1)
      times.push(epochTime({ ...found('UT', String(seconds)), seconds }))
    }
    if (id === 0x000a && data.length >= 32 && data.readUInt16LE(4) === 1) {
      for (const [name, role, at] of [['NTFS.modified', 'modified', 8], ['NTFS.created', 'container-created', 24]] as const) {
        const ticks = data.readBigUInt64LE(at)
        if (ticks !== 0n) times.push({ ...epochTime({ ...found(name, String(ticks)), ...secondsOfTicks(ticks) }), role })
      }
    }
  }
  return times
}

/** 100 ns since 1601. */
function secondsOfTicks(ticks: bigint): { readonly seconds: number; readonly fraction: string } {
  const rest = ticks % 10_000_000n
  return { seconds: Number(ticks / 10_000_000n) - 11_644_473_600, fraction: rest === 0n ? '' : String(rest).padStart(7, '0') }
}

function dosTime({ lastModFileDate: date, lastModFileTime: time }: Entry): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${1980 + (date >>> 9)}-${two((date >>> 5) & 15)}-${two(date & 31)}T${two(time >>> 11)}:${two((time >>> 5) & 63)}:${two((time & 31) * 2)}`
}

/** An entry's bytes as they come; its length and its CRC are those of the directory, or it is damaged. */
export async function* contentOf(zip: ZipFile, { entry }: ZipEntry): AsyncGenerator<Buffer> {
  const stream = await zip.openReadStreamPromise(entry)
  let crc = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc)
      yield chunk
    }
  } finally {
    stream.destroy()
  }
  if (crc !== entry.crc32) throw new Error('CRC differs')
}
