// Tables that grow row by row: header repeated on each page, a row never split, numbers at the right.
import { drawMark, MARK_INK, MARK_WIDTH } from './mark.ts'
import type { Mark } from './mark.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_HEIGHT, CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'
import type { Face } from './typeface.ts'

export interface Column {
  readonly header: string
  /** Share of the table's width. */
  readonly share: number
  readonly align?: 'left' | 'right'
  readonly face?: Face
  readonly size?: number
}

export type Cell = string | {
  readonly text: string
  readonly face?: Face
  readonly ink?: string
  readonly mark?: Mark
  readonly size?: number
}

const PAD_X = 3
const PAD_Y = 2
/** A row taller than this is cut with an ellipsis: the whole text is in the files beside the report. */
const MAX_LINES = 8

export class Table {
  readonly #flow: PageFlow
  readonly #columns: readonly { column: Column; x: number; width: number }[]
  readonly #onPage: (() => void) | undefined
  #rows = 0

  /** @param onPage called after the header was drawn on a page */
  constructor(flow: PageFlow, columns: readonly Column[], onPage?: () => void) {
    const shares = columns.reduce((sum, column) => sum + column.share, 0)
    let x = CONTENT_LEFT
    this.#columns = columns.map((column) => {
      const width = (column.share / shares) * CONTENT_WIDTH
      const placed = { column, x, width }
      x += width
      return placed
    })
    this.#flow = flow
    this.#onPage = onPage
    // The header and two rows stay together.
    flow.ensure(4 * (LEADING.table + 2 * PAD_Y))
    this.#header()
  }

  /** Draws a row and returns its first baseline, for what is drawn beside it. */
  row(cells: readonly Cell[]): number {
    const flow = this.#flow
    const laid = this.#columns.map(({ column, x, width }, index) => {
      const cell = cells[index] ?? ''
      const text = typeof cell === 'string' ? cell : cell.text
      const given = typeof cell === 'string' ? undefined : cell
      const face = given?.face ?? column.face ?? 'text'
      const size = given?.size ?? column.size ?? SIZE.table
      const mark = given?.mark
      const indent = mark === undefined ? 0 : MARK_WIDTH
      const lines = flow.lines(text, { face, size, width: width - 2 * PAD_X - indent, maxLines: MAX_LINES })
      return { column, x: x + PAD_X + indent, right: x + width - PAD_X, lines, face, size, mark, ink: given?.ink ?? (mark ? MARK_INK[mark] : INK.black) }
    })
    const height = Math.max(...laid.map(({ lines }) => lines.length)) * LEADING.table + 2 * PAD_Y
    if (flow.ensure(Math.min(height, CONTENT_HEIGHT / 2))) this.#header()
    if (this.#rows % 2 === 1) {
      flow.document.pdf.fillColor(INK.zebra).rect(CONTENT_LEFT, flow.y, CONTENT_WIDTH, height).fill()
    }
    this.#rows += 1
    const baseline = flow.y + PAD_Y + ascent(SIZE.table, LEADING.table)
    for (const { column, x, right, lines, face, size, mark, ink } of laid) {
      if (mark !== undefined) drawMark(flow, mark, x - MARK_WIDTH, baseline)
      for (const [index, line] of lines.entries()) {
        const at = baseline + index * LEADING.table
        if (column.align === 'right') flow.draw(line, right, at, { face, size, ink, align: 'right' })
        else flow.draw(line, x, at, { face, size, ink })
      }
    }
    flow.y += height
    return baseline
  }

  /** Right edge of a column's text, for late layers. */
  rightOf(index: number): number {
    const placed = this.#columns[index]
    return placed === undefined ? CONTENT_LEFT : placed.x + placed.width - PAD_X
  }

  end(): void {
    this.#flow.rule()
    this.#flow.y += 8
  }

  #header(): void {
    const flow = this.#flow
    const laid = this.#columns.map(({ column, x, width }) => ({
      column, x, width, lines: flow.lines(column.header, { face: 'bold', size: SIZE.caption, width: width - 2 * PAD_X }),
    }))
    const lines = Math.max(...laid.map((cell) => cell.lines.length))
    for (const cell of laid) {
      for (const [index, line] of cell.lines.entries()) {
        // Short headers stand on the line of the rule.
        const baseline = flow.y + ascent(SIZE.caption, LEADING.caption) + (lines - cell.lines.length + index) * LEADING.caption
        const style = { face: 'bold', size: SIZE.caption, ink: INK.grey } as const
        if (cell.column.align === 'right') flow.draw(line, cell.x + cell.width - PAD_X, baseline, { ...style, align: 'right' })
        else flow.draw(line, cell.x + PAD_X, baseline, style)
      }
    }
    flow.y += lines * LEADING.caption + 2
    flow.rule(INK.accent, HAIRLINE * 1.5)
    this.#rows = 0
    this.#onPage?.()
  }
}
