// One pass over the directory of a ZIP: counts, dates, and what an unpacker should be afraid of. No outside code.
import { createHash } from 'node:crypto'
import type { ZipFile } from 'yauzl'
import { visibleShort } from '../../system/visible.ts'
import { finding } from '../finding-codes.ts'
import type { Finding, TimeFact } from '../record.ts'
import { entriesOf, timesOf } from './directory.ts'
import type { ZipEntry } from './directory.ts'
import { nameDefect } from './unsafe-name.ts'

const ENTRIES = 50_000
/** Local headers compared, ranges kept for overlap: memory for each. */
const COMPARED = 10_000
const EVIDENCE = 10
/** Unpacked bytes that no ratio makes suspicious. */
const FREE_BYTES = 64 * 2 ** 20
export const RATIO = 100

export interface Survey {
  readonly count: number
  readonly folders: number
  readonly packed: number
  readonly unpacked: number
  readonly bomb: boolean
  readonly methods: ReadonlyMap<number, number>
  readonly systems: ReadonlySet<number>
  readonly times: readonly TimeFact[]
  readonly findings: readonly Finding[]
  readonly lines: readonly string[]
  /** Directory read to its end. */
  readonly complete: boolean
}

const LISTED = 2000
const TIMES = 40

export async function surveyOf(zip: ZipFile, archiveSize: number): Promise<Survey> {
  const survey = new Surveyor(zip, archiveSize)
  try {
    for await (const entry of entriesOf(zip)) {
      await survey.add(entry)
      if (entry.number >= ENTRIES) return survey.result(false)
    }
    return survey.result(true)
  } catch (error) {
    return survey.damaged(error)
  }
}

class Surveyor {
  readonly #zip: ZipFile
  readonly #size: number
  readonly #methods = new Map<number, number>()
  readonly #systems = new Set<number>()
  readonly #names = new Set<string>()
  readonly #ranges: { readonly start: number; readonly end: number; readonly number: number }[] = []
  readonly #seen = { unsafe: new Seen(), duplicate: new Seen(), differs: new Seen(), encrypted: new Seen(), damaged: new Seen() }
  readonly #times: TimeFact[] = []
  readonly #extremes = new Map<string, { first: TimeFact; last: TimeFact }>()
  readonly #lines: string[] = []
  #count = 0
  #folders = 0
  #packed = 0
  #unpacked = 0

  constructor(zip: ZipFile, size: number) {
    this.#zip = zip
    this.#size = size
  }

  async add(item: ZipEntry): Promise<void> {
    const { number, name, entry } = item
    const shown = visibleShort(name, 200)
    this.#count += 1
    if (item.folder) this.#folders += 1
    this.#packed += entry.compressedSize
    this.#unpacked += entry.uncompressedSize
    this.#methods.set(entry.compressionMethod, (this.#methods.get(entry.compressionMethod) ?? 0) + 1)
    this.#systems.add(entry.versionMadeBy >>> 8)
    const defect = item.link ? 'link' : nameDefect(name)
    if (defect !== undefined) this.#seen.unsafe.add(`ZIP:Entry[${number}]:name = ${shown} (${defect})`)
    const key = name.length > 200 ? createHash('sha256').update(name).digest('hex') : name
    if (this.#names.has(key)) this.#seen.duplicate.add(`ZIP:Entry[${number}]:name = ${shown}`)
    else this.#names.add(key)
    if (entry.isEncrypted()) this.#seen.encrypted.add(`ZIP:Entry[${number}]:name = ${shown}`)
    if (number <= COMPARED) await this.#compare(item, shown)
    this.#time(item)
    if (this.#lines.length < LISTED) this.#lines.push(lineOf(item, shown))
  }

  /** The entry's own header, which unpackers that stream believe. */
  async #compare({ number, entry }: ZipEntry, shown: string): Promise<void> {
    try {
      const local = await this.#zip.readLocalFileHeaderPromise(entry)
      this.#ranges.push({ start: entry.relativeOffsetOfLocalHeader, end: local.fileDataStart + entry.compressedSize, number })
      const streamed = (local.generalPurposeBitFlag & 8) !== 0
      const other = (told: number, central: number): boolean => told !== central && told !== 0xffffffff && !(streamed && told === 0)
      const fields = [
        ...(local.fileName.equals(entry.fileNameRaw) ? [] : ['name']), ...(local.compressionMethod === entry.compressionMethod ? [] : ['method']),
        ...(other(local.uncompressedSize, entry.uncompressedSize) || other(local.compressedSize, entry.compressedSize) ? ['size'] : []), ...(other(local.crc32, entry.crc32) ? ['CRC'] : []),
      ]
      if (fields.length > 0) this.#seen.differs.add(`ZIP:Entry[${number}] ${shown}: ${fields.join(', ')}`)
    } catch (error) {
      this.#seen.damaged.add(`ZIP:Entry[${number}] ${shown}: ${messageOf(error)}`)
    }
  }

  #time(item: ZipEntry): void {
    for (const time of timesOf(item)) {
      if (this.#times.length <= TIMES) this.#times.push(time)
      const kind = time.source.slice(time.source.lastIndexOf(':') + 1)
      const known = this.#extremes.get(kind)
      if (!time.valid || time.local === undefined) continue
      if (known === undefined) this.#extremes.set(kind, { first: time, last: time })
      else if (time.local < (known.first.local as string)) known.first = time
      else if (time.local > (known.last.local as string)) known.last = time
    }
  }

  damaged(error: unknown): Survey {
    this.#seen.damaged.add(`ZIP:directory: ${messageOf(error)}`)
    return this.result(false)
  }

  result(complete: boolean): Survey {
    const { unsafe, duplicate, differs, encrypted, damaged } = this.#seen
    const overlaps = this.#overlaps()
    const bomb = overlaps.length > 0 || this.#unpacked > Math.max(FREE_BYTES, this.#size * RATIO)
    return {
      count: this.#count, folders: this.#folders, packed: this.#packed, unpacked: this.#unpacked, bomb, methods: this.#methods, systems: this.#systems, complete, lines: this.#lines,
      times: this.#times.length <= TIMES ? this.#times : [...this.#extremes.values()].flatMap(({ first, last }) => (first === last ? [first] : [first, last])),
      findings: [
        ...(bomb ? [finding('archive-bomb', 'notice', { bytes: this.#unpacked, packed: this.#size }, overlaps)] : []),
        ...unsafe.found((names, lines) => finding('archive-unsafe-names', 'notice', { names }, lines)),
        ...duplicate.found((names, lines) => finding('archive-duplicate-names', 'notice', { names }, lines)),
        ...differs.found((entries, lines) => finding('archive-headers-differ', 'notice', { entries }, lines)),
        ...encrypted.found((entries, lines) => finding('archive-encrypted', 'info', { entries }, lines)),
        ...damaged.found((defects, lines) => finding('archive-damaged', 'notice', { defects }, lines)),
      ],
    }
  }

  #overlaps(): string[] {
    const sorted = this.#ranges.toSorted((a, b) => a.start - b.start || a.number - b.number)
    return sorted.flatMap(({ start, number }, index) => {
      const before = sorted[index - 1]
      return before !== undefined && start < before.end ? [`ZIP:Entry[${before.number}] and ZIP:Entry[${number}] share bytes from offset ${start}`] : []
    }).slice(0, EVIDENCE)
  }
}

/** How many, and the first few of them. */
class Seen {
  #count = 0
  readonly #lines: string[] = []

  add(line: string): void {
    this.#count += 1
    if (this.#lines.length < EVIDENCE) this.#lines.push(line)
  }

  found(make: (count: number, lines: readonly string[]) => Finding): Finding[] {
    return this.#count === 0 ? [] : [make(this.#count, this.#lines)]
  }
}

function lineOf({ number, entry }: ZipEntry, shown: string): string {
  const times = timesOf({ number, entry, name: '', folder: false, link: false }).map(({ source, local, raw }) => `${source.slice(source.lastIndexOf(':') + 1)} ${local ?? raw}`)
  return `${number} ${shown} | ${entry.uncompressedSize} (${entry.compressedSize}) method ${entry.compressionMethod} crc ${entry.crc32.toString(16).padStart(8, '0')} | ${times.join(', ')}`
}

function messageOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).slice(0, 150)
}
