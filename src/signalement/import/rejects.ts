// Rows that were not taken, written as they came with the reasons beside them: opened in a French Excel by a double
// click, corrected, imported again. CSV for tables, JSONL for JSONL.
import type { World, Written } from '../../system/world.ts'
import { PROBLEM_COLUMNS, type ImportFormat, type RawRow } from './import-row.ts'
import { inert } from './inert-cell.ts'

export interface RejectsOptions {
  /** Of the batch from which the rows come, as `columns`. */
  readonly format: ImportFormat
  readonly columns: readonly string[]
  readonly language: 'fr' | 'en'
}

export interface RejectsWriter {
  /** @throws `system.disk-full`, `system.io` */
  add(raw: RawRow, reasons: readonly string[]): Promise<void>
  /** The file is whole and on the disk, or there is none: undefined when no row was added. @throws `system.disk-full`, `system.io` */
  finish(): Promise<(Written & { readonly rows: number }) | undefined>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

const MARK = '\ufeff'
const CHUNK_CHARS = 64 * 1024
/** What holds the line that could not be read as an object. */
const LINE_MEMBER = { fr: '_ligne', en: '_line' } as const
const OWN_MEMBER = /,?"_probleme?s":\[(?:"[^"\\]*(?:\\.[^"\\]*)*",?)*\]\}$/

/** Free text of a rejects file is personal data: mode 0600. Nothing is held but what is being written. */
export function rejectsWriter(world: World, path: string, options: RejectsOptions): RejectsWriter {
  let pending = ''
  let rows = 0
  const pipe = new ChunkPipe()
  let written: Promise<Written> | undefined
  const start = (): Promise<Written> => {
    const done = world.files.writeDurably(path, pipe.chunks(), { mode: 0o600 })
    // Said to who adds or finishes; a failure before that is not an unhandled one.
    done.catch((error: unknown) => { pipe.fail(error) })
    return done
  }
  return {
    async add(raw, reasons) {
      if (written === undefined) {
        written = start()
        pending = options.format === 'jsonl' ? '' : MARK + csvLine([...options.columns, PROBLEM_COLUMNS[options.language]])
      }
      rows += 1
      pending += typeof raw === 'string' ? jsonLine(raw, reasons, options.language) : tableLine(raw, reasons, options.columns.length)
      if (pending.length < CHUNK_CHARS) return
      const chunk = pending
      pending = ''
      await pipe.put(Buffer.from(chunk, 'utf8'))
    },
    async finish() {
      if (written === undefined) return undefined
      await pipe.put(Buffer.from(pending, 'utf8'))
      pipe.end()
      return { ...await written, rows }
    },
    async abandon() {
      pipe.fail(new Error('abandoned'))
      await written?.catch(() => undefined)
    },
  }
}

/** The cells, the reasons in the last named column, then what lay beyond the columns. */
function tableLine(raw: readonly string[], reasons: readonly string[], width: number): string {
  const named = Array.from({ length: width }, (_, index) => raw[index] ?? '')
  return csvLine([...named, reasons.join(' | '), ...raw.slice(width)])
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(inert(cell))).join(';')}\r\n`
}

/** Spaces at the ends too: some readers trim cells without quotes. */
function quoted(cell: string): string {
  return /[";,\t|\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The object's own text stays as it is, numbers included; reasons of an earlier file are replaced. */
function jsonLine(line: string, reasons: readonly string[], language: 'fr' | 'en'): string {
  const member = `${JSON.stringify(PROBLEM_COLUMNS[language])}:${JSON.stringify(reasons)}`
  const bare = line.trim().replace(OWN_MEMBER, '}')
  if (!isObject(bare)) return `{${JSON.stringify(LINE_MEMBER[language])}:${JSON.stringify(line)},${member}}\n`
  return `${bare.slice(0, -1).trimEnd()}${/^\{\s*\}$/.test(bare) ? '' : ','}${member}}\n`
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** From who pushes rows to who pulls chunks, one chunk at a time. */
class ChunkPipe {
  #chunk: Buffer | undefined
  #ended = false
  #failure: { readonly error: unknown } | undefined
  #changed: (() => void)[] = []

  async put(chunk: Buffer): Promise<void> {
    while (this.#chunk !== undefined && this.#failure === undefined) await this.#change()
    if (this.#failure !== undefined) throw this.#failure.error
    if (chunk.length > 0) this.#chunk = chunk
    this.#tell()
  }

  end(): void {
    this.#ended = true
    this.#tell()
  }

  /** One of the two gives up, and the other learns it. */
  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#tell()
  }


  async *chunks(): AsyncIterable<Buffer> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.error
      const chunk = this.#chunk
      if (chunk !== undefined) {
        this.#chunk = undefined
        this.#tell()
        yield chunk
      } else if (this.#ended) return
      else await this.#change()
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => { this.#changed.push(resolve) })
  }

  #tell(): void {
    for (const wake of this.#changed.splice(0)) wake()
  }
}
