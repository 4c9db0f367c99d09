// How a table was saved as text: Excel in French parts cells with semicolons, in English with commas, and a copied range
// has tabs. Decided by the words of the header first, then by which sign cuts the rows alike, never inside quotes.

export const DELIMITERS = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export interface CsvDialect {
  readonly delimiter: Delimiter
  /** Length in bytes of what Excel does not show: its own `sep=;` line. */
  readonly skipBytes: number
}

const ROWS_LOOKED_AT = 30
const SEP_LINE = /^"?sep=([;,\t|])"?(?:\r\n|\n|\r|$)/i

/** @param known how many of these cells are words of a header */
export function csvDialect(head: string, known: (cells: readonly string[]) => number): CsvDialect {
  const told = SEP_LINE.exec(head)
  if (told !== null) return { delimiter: told[1] as Delimiter, skipBytes: Buffer.byteLength(told[0]) }
  let best: { delimiter: Delimiter; score: readonly number[] } = { delimiter: ';', score: [0, 0, 0] }
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(head, delimiter)
    const widths = rows.map((row) => row.length)
    const usual = mode(widths.filter((width) => width > 1))
    if (usual === undefined) continue
    const alike = widths.filter((width) => width === usual).length / widths.length
    const score = [Math.max(0, ...rows.slice(0, 10).map((row) => known(row))), alike, usual]
    if (compare(score, best.score) > 0) best = { delimiter, score }
  }
  return { delimiter: best.delimiter, skipBytes: 0 }
}

/** Rows that have something in them, cut outside quotes; the last one may be cut by the window and is left out. */
function firstRows(head: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let from = 0
  let quoted = false
  const cell = (end: number): void => { row.push(head.slice(from, end).replaceAll(/^"|"$/g, '').trim()) }
  for (let at = 0; at < head.length && rows.length < ROWS_LOOKED_AT; at += 1) {
    const char = head[at]
    // A quote opens a cell only where one begins: elsewhere it is a sign of the text. Doubled ones close and open again.
    if (char === '"' && (quoted || at === from)) quoted = !quoted
    else if (char === '"' && head[at - 1] === '"') quoted = true
    else if (!quoted && char === delimiter) {
      cell(at)
      from = at + 1
    } else if (!quoted && (char === '\n' || char === '\r')) {
      cell(at)
      if (row.some((text) => text !== '')) rows.push(row)
      row = []
      from = at + 1
    }
  }
  if (rows.length === 0 && from < head.length) {
    cell(head.length)
    rows.push(row)
  }
  return rows
}

function mode(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([one, a], [other, b]) => b - a || other - one)[0]?.[0]
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}
