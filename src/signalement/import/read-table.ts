// Rows of a table, from text or from a workbook: its header found, then one entry a row, in batches.
import { Failure } from '../../system/failure.ts'
import type { EntryField } from '../entry.ts'
import { knownHeaders, readColumns, type ColumnMap, type Columns } from './columns.ts'
import { BATCH_ROWS, type ImportFormat, type ImportRow, type RowBatch } from './import-row.ts'
import type { ImportWarning } from './import-words.ts'
import { plain } from './inert-cell.ts'
import { rowOfCells, type CellRow, type RowReader } from './row-of-cells.ts'

export interface TableOptions {
  readonly format: ImportFormat
  readonly name: string
  readonly map: ColumnMap
  readonly timeZone: string
  readonly needed: readonly (readonly EntryField[])[]
  readonly from1904: boolean
  readonly warnings: readonly ImportWarning[]
}

/** A title or a logo above the header is no reason to fail; data further down is not searched for one. */
const HEADER_WITHIN = 10

/**
 * The first batch says what there is to say of the whole file, even when no row follows.
 * @throws `import.empty`, `import.no-header`, and what `readColumns` throws
 */
export async function* tableBatches(table: AsyncIterable<readonly CellRow[]>, options: TableOptions): AsyncIterable<RowBatch> {
  let above: CellRow[] = []
  let reader: RowReader | undefined
  let warnings: readonly ImportWarning[] = []
  let rows: ImportRow[] = []
  const batch = (): RowBatch => {
    const full = { format: options.format, columns: reader === undefined ? [] : keptNames(reader.columns), rows, warnings }
    rows = []
    warnings = []
    return full
  }
  const begin = (): CellRow[] => {
    const found = headerOf(above, options)
    reader = { columns: found.columns, timeZone: options.timeZone, from1904: options.from1904 }
    warnings = [...options.warnings, ...found.warnings, ...found.columns.warnings]
    const below = above.slice(found.at + 1)
    above = []
    return below
  }
  let said = false
  for await (const given of table) {
    let taken = given
    if (reader === undefined) {
      above.push(...given.filter(written))
      if (above.length < HEADER_WITHIN) continue
      taken = begin()
    }
    for (const cells of taken) {
      const row = rowOfCells(reader as unknown as RowReader, withoutMarks(cells))
      if (row === undefined) continue
      rows.push(row)
      if (rows.length >= BATCH_ROWS) {
        said = true
        yield batch()
      }
    }
  }
  if (reader === undefined) {
    for (const cells of begin()) {
      const row = rowOfCells(reader as unknown as RowReader, withoutMarks(cells))
      if (row !== undefined) rows.push(row)
    }
  }
  if (!said || rows.length > 0) yield batch()
}

function headerOf(above: readonly CellRow[], { name, map, needed }: TableOptions): { columns: Columns; at: number; warnings: readonly ImportWarning[] } {
  const [first] = above
  if (first === undefined) throw new Failure('import.empty', { path: name })
  const headers = above.slice(0, HEADER_WITHIN).map((row) => row.cells.map((cell) => plain(cell)))
  const known = headers.map((cells) => knownHeaders(cells, map))
  const top = headers[0] ?? []
  // The first row is the header, unless a later one says at least two fields and this one none, as under a title.
  const at = known[0] === 0 ? Math.max(0, known.findIndex((count) => count >= 2)) : 0
  if (known[at] === 0 && top.some((cell) => looksLikeData(cell))) {
    throw new Failure('import.no-header', { path: name, first: top.map((cell) => cell.trim()).filter((cell) => cell !== '').slice(0, 20) })
  }
  const columns = readColumns(name, headers[at] ?? [], map, needed)
  return { columns, at, warnings: at === 0 ? [] : [{ code: 'header-lower', facts: { row: above[at]?.row ?? 0 } }] }
}

function looksLikeData(cell: string): boolean {
  return /^(?:https?:\/\/|www\.|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})/i.test(cell.trim())
}

function written({ cells }: CellRow): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

function withoutMarks(row: CellRow): CellRow {
  return row.cells.some((cell) => cell.charCodeAt(0) === 0x27) ? { ...row, cells: row.cells.map((cell) => plain(cell)) } : row
}

function keptNames({ names, kept }: Columns): readonly string[] {
  return kept.map((index) => names[index] ?? '')
}
