// Counts by two closed words, and the table that may be printed of them.
import { isSmall, OTHERS, printable, withheldCells } from './small-counts.ts'

/** Its size follows the number of different words, never the number of notices. */
export class Tally {
  readonly #rows = new Map<string, Map<string, number>>()

  add(row: string, column: string): void {
    let cells = this.#rows.get(row)
    if (cells === undefined) this.#rows.set(row, cells = new Map())
    cells.set(column, (cells.get(column) ?? 0) + 1)
  }

  count(row: string, column: string): number {
    return this.#rows.get(row)?.get(column) ?? 0
  }

  get rowTotals(): ReadonlyMap<string, number> {
    return new Map([...this.#rows].map(([row, cells]) => [row, sum(cells.values())]))
  }

  get columnTotals(): ReadonlyMap<string, number> {
    const totals = new Map<string, number>()
    for (const cells of this.#rows.values()) for (const [column, count] of cells) totals.set(column, (totals.get(column) ?? 0) + count)
    return totals
  }

  get total(): number {
    return sum(this.rowTotals.values())
  }
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, count) => all + count, 0)

/** Each printed line or column, and the words that are in it. */
export interface Line {
  readonly key: string
  readonly members: readonly string[]
}

export interface PrintedTable<Column extends string> {
  readonly columns: (Column | typeof OTHERS)[]
  readonly totals: number[]
  readonly rows: { readonly line: Line; readonly total: number; readonly counts: (number | null)[] }[]
}

/** In the given order; what comes after it by size. Only words that occur. */
export function linesOf(totals: ReadonlyMap<string, number>, order: readonly string[], exact: boolean): readonly Line[] {
  const { shown, rest } = exact ? { shown: [...totals].filter(([, count]) => count > 0).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name), rest: [] } : printable(totals)
  const known = order.filter((key) => shown.includes(key))
  const lines = [...known, ...shown.filter((key) => !known.includes(key))].map((key): Line => ({ key, members: [key] }))
  return rest.length === 0 ? lines : [...lines, { key: OTHERS, members: rest }]
}

/** A total below the threshold has no table: it is small itself. */
export function printedTable<Column extends string>(tally: Tally, columnOrder: readonly Column[], rowOrder: readonly string[], exact: boolean): PrintedTable<Column> {
  const columns = linesOf(tally.columnTotals, columnOrder, exact)
  const lines = linesOf(tally.rowTotals, rowOrder, exact)
  const cells = lines.map((line) => columns.map((column) => sum(line.members.flatMap((row) => column.members.map((name) => tally.count(row, name))))))
  const hidden = exact ? [] : withheldCells(cells)
  return {
    columns: columns.map(({ key }) => key as Column | typeof OTHERS),
    totals: columns.map((_, index) => sum(cells.map((row) => row[index] ?? 0))),
    rows: lines.map((line, row) => {
      const counts = cells[row] ?? []
      return { line, total: sum(counts), counts: counts.map((count, column) => (hidden[row]?.[column] === true ? null : count)) }
    }),
  }
}

/** Null when it is withheld. */
export function printedCount(count: number, exact: boolean): number | null {
  return !exact && isSmall(count) ? null : count
}
