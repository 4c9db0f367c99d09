// What the readers of all formats hand over: rows in batches, with their number as a spreadsheet shows it.
import type { Entry, EntryField } from '../entry.ts'
import type { Problem } from '../problem.ts'
import type { ImportWarning } from './import-words.ts'

export type ImportFormat = 'csv' | 'jsonl' | 'xlsx'

/** A path, or the chunks of standard input. */
export type ImportSource = string | AsyncIterable<Uint8Array>

export interface ReadRowsOptions {
  /** Column to field, as given with --map; `-` as field leaves the column out. */
  readonly map: readonly { readonly column: string; readonly field: string }[]
  /** IANA zone in which times without offset were written down. */
  readonly timeZone: string
  /** What the file is, whatever its bytes look like. */
  readonly format?: ImportFormat
  /** At least one field of each group needs a column: what nothing else supplies. Default: `NEEDED`. */
  readonly needed?: readonly (readonly EntryField[])[]
}

/** Without the word of the harm and something to point at, no row can become a record. */
export const NEEDED: readonly (readonly EntryField[])[] = [['harm'], ['urls', 'account', 'accountId']]

/** As received, for the rejects file: the cells in the order of the columns, then those beyond the last; or the line of JSONL. */
export type RawRow = readonly string[] | string

export interface ImportRow {
  /** The header has number 1 when nothing is above it; a cell with line breaks is one row, an empty line too. In JSONL, the line. */
  readonly row: number
  readonly entry: Entry
  readonly raw: RawRow
  /** Of the reading itself, `path` being the field: such a row is not to be taken. */
  readonly problems: readonly Problem[]
  /** What a careful reader should know of a row that may be taken. */
  readonly notes: readonly Problem[]
  /** How the file names the fields of this row. */
  readonly columns: FieldColumns
}

export type FieldColumns = { readonly [field in EntryField]?: string }

export interface RowBatch {
  readonly format: ImportFormat
  /** Names of the columns, without those of an earlier rejects file; none in JSONL. The same in each batch. */
  readonly columns: readonly string[]
  readonly rows: readonly ImportRow[]
  /** What was not said with an earlier batch. */
  readonly warnings: readonly ImportWarning[]
}

/** Rows of a batch: enough to spare trips, few enough to hold. */
export const BATCH_ROWS = 1000
/** One row, all its cells: a text of an A4 page has 4 kB. */
export const ROW_BYTES = 1024 * 1024
export const MAX_COLUMNS = 256

/** The column in which a rejects file says why; skipped when it is read again. */
export const PROBLEM_COLUMNS = { fr: '_problemes', en: '_problems' } as const

export function isProblemColumn(name: string): boolean {
  return /^_probl[eèé]me?s$/i.test(name.normalize('NFC').trim())
}
