// One row of a table as an entry: cells trimmed and in normal form, dates as instants, and all that is wrong with it.
import type { WallTime } from '../../system/wall-time.ts'
import { wallTimeOfSerial } from '../../system/wall-time.ts'
import type { EntryField } from '../entry.ts'
import { problem, type Problem } from '../problem.ts'
import type { Columns } from './columns.ts'
import { MANY } from './header-words.ts'
import type { ImportRow } from './import-row.ts'
import { readDate } from './read-date.ts'

export interface CellRow {
  readonly row: number
  readonly cells: readonly string[]
  /** Of a workbook: indexes of the cells that hold a formula, and the serial numbers that are not shown as dates. */
  readonly formulas?: readonly number[]
  readonly numbers?: ReadonlyMap<number, number>
}

export const DATE_FIELDS: ReadonlySet<EntryField> = new Set(['observedAt', 'occurredAt', 'orderIssuedAt'])
/** Written by hand in a cell of numbers, they lose digits: Excel keeps fifteen. */
const IDENTIFIERS: ReadonlySet<EntryField> = new Set(['account', 'accountId', 'orderReference', 'campaign'])

/** What Excel and LibreOffice show, in French and English, where a formula has no value. */
const CELL_ERROR = /^(?:#(?:N\/A|N\/D|REF ?!|VALEUR ?!|VALUE!|NOM ?\?|NAME\?|DIV\/0 ?!|NUL ?!|NULL!|NOMBRE ?!|NUM!|SPILL!|PROPAGATION ?!|CALC!)|Err ?: ?\d{3})$/iu
const ROUNDED = /^[+-]?\d(?:[.,]\d+)?E\+?\d{2,3}$/i
const ROUNDED_WHOLE = /^\d{16,}$/

export interface RowReader {
  readonly columns: Columns
  readonly timeZone: string
  readonly from1904: boolean
}

/** Undefined for a row in which nothing is written: merged empty lines, lines of separators alone. */
export function rowOfCells({ columns, timeZone, from1904 }: RowReader, { row, cells, formulas, numbers }: CellRow): ImportRow | undefined {
  if (cells.every((cell, index) => blank(cell) || !(index >= columns.names.length || columns.kept.includes(index)))) return undefined
  const problems: Problem[] = []
  const notes: Problem[] = []
  const width = columns.names.length
  let used = cells.length
  while (used > width && blank(cells[used - 1] ?? '')) used -= 1
  if (used > width) problems.push(problem('', 'row.too-many-cells', { expected: width, found: used }))
  else if (cells.length < width && numbers === undefined) problems.push(problem('', 'row.too-few-cells', { expected: width, found: cells.length }))

  const entry: { [field in EntryField]?: string } = {}
  for (const { index, field } of columns.read) {
    const text = tidy(cells[index] ?? '')
    if (text === '') continue
    if (formulas?.includes(index) === true) notes.push(problem(field, 'cell.formula', {}))
    if (text.charCodeAt(0) === 0x23 || text.charCodeAt(0) === 0x45) {
      if (CELL_ERROR.test(text)) {
        problems.push(problem(field, 'cell.error', { value: text }))
        continue
      }
    }
    const serial = numbers?.get(index)
    if (DATE_FIELDS.has(field)) entry[field] = dateOf(field, serial === undefined ? text : shownSerial(serial, from1904) ?? text, timeZone, problems, notes)
    else if (IDENTIFIERS.has(field) && (serial === undefined ? ROUNDED.test(text) : ROUNDED.test(text) || ROUNDED_WHOLE.test(text))) {
      problems.push(problem(field, 'cell.number-rounded', { value: text.slice(0, 64) }))
    } else entry[field] = MANY.has(field) && entry[field] !== undefined ? `${entry[field]}\n${text}` : text
  }
  const raw = columns.kept.map((index) => cells[index] ?? '')
  // Cells beyond the last column have no name, and are not lost.
  for (let index = width; index < used; index += 1) raw.push(cells[index] ?? '')
  return { row, entry, raw, problems, notes, columns: columns.byField }
}

/** The text itself where it could not be read: what the person wrote is not lost from sight. */
export function dateOf(field: EntryField, text: string, timeZone: string, problems: Problem[], notes: Problem[]): string {
  const read = readDate(field, text, timeZone)
  if ('problem' in read) {
    problems.push(read.problem)
    return text
  }
  if (read.dayAlone) notes.push(problem(field, 'date.day-alone', { value: text }))
  return read.instant
}

/** Trimmed, Unicode NFC (what is typed on a Mac and on Windows meets), one kind of line break, no byte order mark inside. */
export function tidy(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replaceAll('\ufeff', '').replaceAll(/\r\n?/g, '\n').trim().normalize('NFC')
}

/** ASCII without anything to trim: nothing to do, and most cells are. */
const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/

function blank(cell: string): boolean {
  return cell === '' || cell.trim() === ''
}

function shownSerial(serial: number, from1904: boolean): string | undefined {
  const wall = wallTimeOfSerial(serial, from1904)
  return wall === undefined ? undefined : textOfWallTime(wall)
}

/** `2026-11-23`, `2026-11-23 18:04`, `2026-11-23 18:04:07`: midnight is how a spreadsheet keeps a day alone. */
export function textOfWallTime({ year, month, day, hour, minute, second }: WallTime): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  if (hour === 0 && minute === 0 && second === 0) return date
  return `${date} ${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`
}
