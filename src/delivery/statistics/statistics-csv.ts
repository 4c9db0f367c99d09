// The figures as one tidy table: a line a figure. In a file as a French spreadsheet opens it by a double click (semicolons,
// UTF-8 with its mark, CRLF: RFC 4180 but for the separator), numbers as the reader's language writes them.
import { inert } from '../../signalement/import/inert-cell.ts'
import { SPANS, type Annual, type Quality, type QualityTable, type Statistics } from './statistics.ts'
import type { Measure, StatisticsWords, TableBy } from './statistics-words.ts'

/** How a person calls the key of a line. */
export type NameOf = (by: TableBy, key: string) => string

const MARK = '\ufeff'

type Value = number | null | undefined
type Unit = keyof StatisticsWords['csv']['units']

/** For a file. */
export function csvFile(statistics: Statistics, words: StatisticsWords, nameOf: NameOf): string {
  return MARK + csvLines(statistics, words, nameOf).map((line) => `${line}\r\n`).join('')
}

/** Without the mark and line ends: what a terminal or a pipe gets. */
export function csvLines(statistics: Statistics, words: StatisticsWords, nameOf: NameOf): readonly string[] {
  const sheet = new Sheet(statistics, words, nameOf)
  if (statistics.kind === 'annual') annualLines(statistics, sheet)
  else qualityLines(statistics, sheet)
  return sheet.lines
}

class Sheet {
  readonly lines: string[]
  readonly words: StatisticsWords
  readonly #nameOf: NameOf
  readonly #period: readonly string[]
  readonly #exact: boolean

  constructor({ period, disclosure }: Statistics, words: StatisticsWords, nameOf: NameOf) {
    this.words = words
    this.#nameOf = nameOf
    this.#period = [period.from, period.to]
    this.#exact = disclosure.exact
    this.lines = [row(words.csv.columns)]
  }

  /** `value` null: not printed. */
  add(scope: string, by: TableBy | 'all' | 'cell', key: string, measure: Measure, detail: string, detailName: string, value: Value, unit: Unit): void {
    const { csv, language } = this.words
    const name = by === 'all' ? this.words.all : by === 'cell' ? this.#cellName(key) : this.#nameOf(by, key)
    const shown = typeof value === 'number' ? String(value).replace('.', language === 'fr' ? ',' : '.') : ''
    const status = typeof value === 'number' ? csv.printed : this.#exact ? csv.notKnown : csv.withheld
    this.lines.push(row([...this.#period, scope, by, key, name, measure, csv.measures[measure], detail, detailName, shown, csv.units[unit], status]))
  }

  /** Of `provider/harm`. */
  #cellName(key: string): string {
    const [provider = '', harm = ''] = key.split('/')
    return `${this.#nameOf('provider', provider)} / ${this.#nameOf('harm', harm)}`
  }
}

function annualLines({ scopes }: Annual, sheet: Sheet): void {
  const { actions } = sheet.words
  for (const { scope, total, tables, cells } of scopes) {
    sheet.add(scope, 'all', '', 'total', '', '', total, 'count')
    for (const { by, columns, rows } of tables) {
      for (const each of rows) {
        sheet.add(scope, by, each.key, 'total', '', '', each.total, 'count')
        for (const [index, column] of columns.entries()) sheet.add(scope, by, each.key, 'count', column, actions[column], each.counts[index], 'count')
      }
    }
    for (const { provider, harm, action, count } of cells ?? []) sheet.add(scope, 'cell', `${provider}/${harm}`, 'count', action, actions[action], count, 'count')
  }
}

function qualityLines({ total, hours, imprecise, tables }: Quality, sheet: Sheet): void {
  sheet.add('', 'all', '', 'total', '', '', total, 'count')
  spanLines('all', '', hours, sheet)
  sheet.add('', 'all', '', 'share', 'imprecise', '', imprecise.share, 'share')
  for (const { by, columns, rows } of tables) {
    for (const each of rows) {
      sheet.add('', by, each.key, 'total', '', '', each.total, 'count')
      for (const [index, column] of columns.entries()) {
        const name = sheet.words.verdicts[column]
        sheet.add('', by, each.key, 'count', column, name, each.counts[index], 'count')
        sheet.add('', by, each.key, 'share', column, name, each.shares[index], 'share')
      }
      spanLines(by, each.key, each.hours, sheet)
    }
  }
}

function spanLines(by: TableBy | 'all', key: string, hours: QualityTable['rows'][number]['hours'], sheet: Sheet): void {
  for (const span of SPANS) {
    const { known, medianHours, p90Hours } = hours[span]
    const name = sheet.words.spans[span]
    if (known !== undefined) sheet.add('', by, key, 'known', span, name, known, 'count')
    sheet.add('', by, key, 'median', span, name, medianHours, 'hours')
    sheet.add('', by, key, 'p90', span, name, p90Hours, 'hours')
  }
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => quoted(inert(cell))).join(';')
}

function quoted(cell: string): string {
  return /[";,\t|\r\n]|^\s|\s$/.test(cell) && !/^\d+,\d+$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
