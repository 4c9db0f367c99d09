// Columns of a terminal: as wide as their widest cell while that fits, then the widest give way and their cells go on over
// several lines. In a pipe nothing is wrapped: one row, one line.
import { MARKS, type Terminal } from '../../system/terminal.ts'

const GAP = 2
/** No column is squeezed below this. */
const LEAST = 8
/** More rows than this tell nothing new of the widths. */
const MEASURED = 5000
const MARK = new RegExp(`[${Object.values(MARKS).join('')}]`, 'gu')
const WHOLE_CELL = new RegExp(`^([${Object.values(MARKS).join('')}])([^${Object.values(MARKS).join('')}]*)(${MARKS.end})$`, 'u')
/** East Asian wide characters and pictures take two columns, marks that combine take none. */
const WIDE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u
const NONE = /\p{Mn}|\p{Me}/u

export function textTable(head: readonly string[], rows: readonly (readonly string[])[], { stdout: { columns } }: Pick<Terminal, 'stdout'>): string[] {
  const measured = [head, ...rows.slice(0, MEASURED)]
  const widest = (measure: (text: string) => number): readonly number[] => head.map((_, column) => Math.max(...measured.map((row) => measure(row[column] ?? ''))))
  const natural = widest(columnsOf)
  // Whole words first: a number that is cut in two is copied wrong.
  const widths = columns > 0 ? fitted(fitted(natural, widest((text) => Math.max(...text.split(' ').map(columnsOf))), columns), head.map(() => LEAST), columns) : natural
  return [head, ...rows].flatMap((row) => linesOf(row, widths, columns > 0))
}

/** The widest column that may give way does, one by one. */
function fitted(natural: readonly number[], least: readonly number[], columns: number): readonly number[] {
  const widths = [...natural]
  for (let over = widths.reduce((sum, width) => sum + width + GAP, -GAP) - columns; over > 0; over -= 1) {
    const room = widths.map((width, column) => (width > (least[column] ?? LEAST) ? width : 0))
    const widest = room.indexOf(Math.max(...room))
    if (room[widest] === 0) return widths
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function linesOf(row: readonly string[], widths: readonly number[], wrap: boolean): string[] {
  const cells = widths.map((width, column) => (wrap ? wrapped(row[column] ?? '', width) : [row[column] ?? '']))
  const height = Math.max(1, ...cells.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => widths.map((width, column) => {
    const text = cells[column]?.[line] ?? ''
    return text + ' '.repeat(Math.max(0, width - columnsOf(text)))
  }).join(' '.repeat(GAP)).trimEnd())
}

/** A colour that is the whole cell's is that of each of its lines. */
function wrapped(cell: string, width: number): readonly string[] {
  const [, start = '', inner = cell, end = ''] = WHOLE_CELL.exec(cell) ?? []
  const lines: string[] = []
  let line = ''
  for (const word of inner.split(' ').flatMap((each) => pieces(each, width))) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((each) => (each === '' ? '' : `${start}${each}${end}`))
}

/** A word that is wider than its column is cut where it must be. */
function pieces(word: string, width: number): readonly string[] {
  if (columnsOf(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const char of word) {
    if (columnsOf(part) + columnsOf(char) > width) {
      parts.push(part)
      part = ''
    }
    part += char
  }
  return [...parts, part]
}

function columnsOf(text: string): number {
  let columns = 0
  for (const char of text.replace(MARK, '')) columns += NONE.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return columns
}
