// What the child that reads workbooks and its parent tell one another, and how the cells of a sheet become texts for it.
import { instantOfMs } from '../../system/time.ts'
import { BATCH_ROWS, ROW_BYTES } from './import-row.ts'
import type { WorkbookRefusal } from './workbook-zip.ts'

export type WorkbookRequest =
  | { readonly ask: 'open'; readonly path: string }
  | { readonly ask: 'open'; readonly bytes: Uint8Array }
  | { readonly ask: 'next' }

export type OpenAnswer =
  | { readonly refused: WorkbookRefusal }
  | { readonly sheet: string; readonly others: readonly string[]; readonly from1904: boolean; readonly merged: number }

export type NextAnswer =
  | { readonly rows: readonly WireRow[]; readonly done: boolean }
  | { readonly tooLong: number }

/** Row number, texts, indexes of formulas, numbers by their index. */
export type WireRow = readonly [number, readonly string[], readonly number[], readonly (readonly [number, number])[]]

export type CellValue = string | number | boolean | null | { getTime(): number }

/** The part of a sheet that matters here, as the library gives it. */
export interface SheetData {
  readonly rows: readonly (readonly CellValue[])[]
  /** By `row,column`, counted from 0: cells that are more than a value. */
  readonly cells?: ReadonlyMap<string, { readonly formula?: string }>
  readonly merges?: readonly { readonly startRow: number; readonly startCol: number; readonly endRow: number; readonly endCol: number }[]
}

/** Of one answer; the limit of the parent is above what this many characters need. */
const BATCH_CHARS = 2 ** 20
const MAX_FILLED = 1_000_000

export function written(row: readonly CellValue[] | undefined): boolean {
  return row?.some((value) => value !== null && value !== '') ?? false
}

/**
 * A cell that is merged over rows shows its value on each of them: so do the rows here, in its first column. Lines in
 * which nothing else is written stay empty. Returns how many cells were filled.
 */
export function fillMerged({ rows, merges = [] }: SheetData): number {
  let filled = 0
  for (const { startRow, startCol, endRow } of merges) {
    const value = rows[startRow]?.[startCol]
    if (value === undefined || value === null || value === '') continue
    for (let at = startRow + 1; at <= Math.min(endRow, rows.length - 1) && filled < MAX_FILLED; at += 1) {
      const row = rows[at] as CellValue[]
      if (!written(row)) continue
      while (row.length < startCol) row.push(null)
      row[startCol] = value
      filled += 1
    }
  }
  return filled
}

/** The rows from `from` on that fit one answer, and where the next begin. */
export function wireBatch({ rows, cells }: SheetData, from: number): { readonly answer: NextAnswer; readonly next: number } {
  const wire: WireRow[] = []
  let chars = 0
  let at = from
  for (; at < rows.length && wire.length < BATCH_ROWS && chars < BATCH_CHARS; at += 1) {
    const row = rows[at] ?? []
    if (!written(row)) continue
    const texts = row.map((value) => textOf(value))
    const length = texts.reduce((total, text) => total + text.length, 0)
    if (length > ROW_BYTES) return { answer: wire.length > 0 ? { rows: wire, done: false } : { tooLong: at + 1 }, next: at }
    chars += length
    const formulas = cells === undefined ? [] : [...row.keys()].filter((index) => cells.get(`${at},${index}`)?.formula !== undefined)
    wire.push([at + 1, texts, formulas, row.flatMap((value, index) => (typeof value === 'number' ? [[index, value] as const] : []))])
  }
  return { answer: { rows: wire, done: at >= rows.length }, next: at }
}

/** A date as the sheet shows it, to the second, in no zone: `2026-11-23 18:04`. */
function textOf(value: CellValue): string {
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  const ms = value.getTime()
  if (!Number.isFinite(ms) || Math.abs(ms) > 8e14) return ''
  const shown = instantOfMs(Math.round(ms / 1000) * 1000)
  const time = shown.slice(11, 19)
  return time === '00:00:00' ? shown.slice(0, 10) : `${shown.slice(0, 10)} ${time.endsWith(':00') ? time.slice(0, 5) : time}`
}
