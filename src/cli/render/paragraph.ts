// Text that fits the terminal: words are never cut, and the lines that follow are indented. Colour marks come after.
import { MARKS, type Terminal } from '../../system/terminal.ts'

/** Columns to write in: 80 when nobody knows, and no line longer than an eye follows. */
export function textWidth({ stdout }: Pick<Terminal, 'stdout'>): number {
  return Math.max(40, Math.min(stdout.columns > 0 ? stdout.columns : 80, 100))
}

const MARK = new RegExp(`[${Object.values(MARKS).join('')}]`, 'gu')

/** No-break spaces hold; a word wider than the line stands alone. */
export function paragraph(text: string, width: number, first = '', rest = ' '.repeat(shownWidth(first))): string {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(/[ \n]+/)) {
    if (!empty && shownWidth(line) + 1 + shownWidth(word) > width) {
      lines.push(line)
      line = rest
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  lines.push(line)
  return lines.join('\n')
}

/** Spaces of a value that stand together stay as many: an empty field of a date is seen. */
export function asFound(text: string): string {
  return text.replaceAll(/ {2,}/g, (run) => '\u00a0'.repeat(run.length))
}

export function shownWidth(text: string): number {
  return [...text.replace(MARK, '')].length
}

/** Cut with `…`, then filled with spaces. */
export function cell(text: string, width: number): string {
  const chars = [...text]
  return chars.length > width ? `${chars.slice(0, width - 1).join('')}…` : text + ' '.repeat(width - chars.length)
}
