// A cursor that goes down the pages: running header and footer, text in the three faces, room asked for before drawing.
// Nothing here holds more than the current page.
import type { ArchivalDocument, LateLayer } from './archival-document.ts'
import { breakLines } from './line-breaking.ts'
import { BASELINE, CONTENT_BOTTOM, CONTENT_LEFT, CONTENT_TOP, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SHEET, SIZE } from './sheet.ts'
import { isPlain, Typeface } from './typeface.ts'
import type { Face } from './typeface.ts'

export interface RunningLines {
  /** Left part of the header: reference and short title. */
  readonly header: string
  /** Printed above the header on every page: exercise, draft. */
  readonly banner: string | undefined
  /** Right part of the footer. */
  readonly footer: string
  /** `page 3 / `; the total follows it. */
  page(number: number): string
  total(pages: number): string
}

export interface TextStyle {
  readonly face?: Face
  readonly size?: number
  readonly leading?: number
  readonly ink?: string
  readonly x?: number
  readonly width?: number
  readonly maxLines?: number
}

const FOOTER_BASELINE = SHEET.height - SHEET.bottom
const HEADER_BASELINE = SHEET.top + 8

export class PageFlow {
  readonly document: ArchivalDocument
  readonly faces: Readonly<Record<Face, Typeface>>
  /** Distance of the cursor from the top of the sheet, in points. */
  y = CONTENT_TOP
  page = 0
  /** Where the last exhibit's block begins on its page. */
  headTop = CONTENT_TOP
  /** Told of each section once its page is open. */
  onSection: ((number: string | undefined, title: string) => void) | undefined
  readonly #lines: RunningLines
  #total: LateLayer | undefined
  #late: LateLayer[] = []
  /** Nothing but a section's title above the cursor. */
  #underTitle = -1
  /** Right part of the header of the current page: what the page is about. */
  #subjects: { first: string; last: string } | undefined
  #subject: string | undefined
  readonly #span: (first: string, last: string) => string

  constructor(document: ArchivalDocument, lines: RunningLines, span: (first: string, last: string) => string) {
    this.document = document
    this.#lines = lines
    this.#span = span
    this.faces = {
      text: new Typeface(document, 'text'), bold: new Typeface(document, 'bold'), mono: new Typeface(document, 'mono'),
    }
  }

  /** Closes the page and opens the next one. */
  nextPage(): void {
    this.#closePage()
    this.document.addPage()
    this.page += 1
    this.y = CONTENT_TOP
    this.#subjects = this.#subject === undefined ? undefined : { first: this.#subject, last: this.#subject }
  }

  /** True when a new page had to be opened for `height` points. */
  ensure(height: number): boolean {
    if (this.y + height <= CONTENT_BOTTOM) return false
    this.nextPage()
    return true
  }

  get left(): number {
    return CONTENT_BOTTOM - this.y
  }

  /** A layer that lies on top of this page once it is done, to be filled at the end. */
  late(): LateLayer {
    const layer = this.document.layer()
    this.#late.push(layer)
    return layer
  }

  /** From here on, pages say in their header that they are about this; undefined: about the whole. */
  about(subject: string | undefined): void {
    this.#subject = subject
    if (subject === undefined) return
    const first = this.y <= CONTENT_TOP ? undefined : this.#subjects?.first
    this.#subjects = { first: first ?? subject, last: subject }
  }

  /** Closes the last page. The document is not ended. */
  finish(): void {
    this.#closePage()
    this.#total?.fill(() => {
      this.draw(this.#lines.total(this.page), 0, FOOTER_BASELINE, { size: SIZE.caption, ink: INK.grey })
    })
  }

  /** Lines of a text for a style; everything that cannot be drawn is escaped. */
  lines(text: string, style: TextStyle = {}): string[] {
    const face = this.faces[style.face ?? 'text']
    const size = style.size ?? SIZE.text
    return breakLines(face.drawable(text), style.width ?? CONTENT_WIDTH, (part) => face.width(part, size), style.maxLines)
  }

  /** One line at a baseline, no breaking. `text` may come from anywhere. Returns its width. */
  draw(text: string, x: number, baseline: number, style: TextStyle & { align?: 'left' | 'right' | 'centre' } = {}): number {
    const face = this.faces[style.face ?? 'text']
    const size = style.size ?? SIZE.text
    const drawn = face.drawable(text)
    if (drawn === '') return 0
    const width = face.width(drawn, size)
    const shift = style.align === 'right' ? width : style.align === 'centre' ? width / 2 : 0
    if (face.face === 'mono' && isPlain(drawn)) {
      this.document.drawFixedPitch(drawn, x - shift, baseline, size, style.ink ?? INK.black)
      return width
    }
    this.document.select(face.face).fontSize(size).fillColor(style.ink ?? INK.black)
      .text(drawn, x - shift, baseline, { lineBreak: false, baseline: 'alphabetic' })
    return width
  }

  /** Text from the cursor on, over pages when it must; at least two lines stay together at either end. */
  text(text: string, style: TextStyle = {}): void {
    const lines = this.lines(text, style)
    const leading = style.leading ?? leadingOf(style.size ?? SIZE.text)
    for (const [index, line] of lines.entries()) {
      const rest = lines.length - index
      const together = index === 0 || rest === 2 ? Math.min(rest, 2) : 1
      this.ensure(together * leading)
      this.draw(line, style.x ?? CONTENT_LEFT, this.y + ascent(style.size ?? SIZE.text, leading), style)
      this.y += leading
    }
  }

  /**
   * A section's title: accent number, bold words, a rule below. Opens a page, unless the current one is still empty or
   * has `onSamePage` points left.
   */
  section(number: string | undefined, title: string, onSamePage = Infinity): void {
    if (this.page > 0 && this.y > CONTENT_TOP && this.left >= onSamePage + 26) this.y += 26
    else if (this.page === 0 || this.y > CONTENT_TOP) this.nextPage()
    this.onSection?.(number, title)
    const baseline = this.y + ascent(SIZE.section, LEADING.section)
    let x = CONTENT_LEFT
    if (number !== undefined) x += this.draw(number, x, baseline, { face: 'bold', size: SIZE.section, ink: INK.accent }) + 10
    this.draw(title, x, baseline, { face: 'bold', size: SIZE.section })
    this.y += LEADING.section + 4
    this.rule(INK.accent, 1)
    this.y += BASELINE
    this.#underTitle = this.y
  }

  /** A title inside a section; keeps `keep` points of what follows with it. */
  heading(title: string, keep: number = 3 * BASELINE): void {
    const gap = 10
    this.ensure(gap + BASELINE + 4 + keep)
    if (this.y > CONTENT_TOP && this.y !== this.#underTitle) this.y += gap
    this.draw(title, CONTENT_LEFT, this.y + ascent(SIZE.text, BASELINE), { face: 'bold', ink: INK.accent })
    this.y += BASELINE + 3
  }

  rule(ink: string = INK.hairline, width: number = HAIRLINE): void {
    this.document.pdf.lineWidth(width).strokeColor(ink)
      .moveTo(CONTENT_LEFT, this.y).lineTo(CONTENT_LEFT + CONTENT_WIDTH, this.y).stroke()
  }

  space(points: number): void {
    this.y += points
  }

  #closePage(): void {
    if (this.page === 0) return
    const small = { size: SIZE.caption, ink: INK.grey } as const
    const right = CONTENT_LEFT + CONTENT_WIDTH
    const pdf = this.document.pdf
    if (this.#lines.banner !== undefined) {
      const width = this.faces.bold.width(this.#lines.banner, SIZE.caption) + 16
      const x = CONTENT_LEFT + (CONTENT_WIDTH - width) / 2
      pdf.lineWidth(0.75).strokeColor(INK.red).rect(x, HEADER_BASELINE - 26, width, 14).stroke()
      this.draw(this.#lines.banner, x + 8, HEADER_BASELINE - 16.2, { face: 'bold', size: SIZE.caption, ink: INK.red })
    }
    this.draw(this.#lines.header, CONTENT_LEFT, HEADER_BASELINE, small)
    if (this.#subjects !== undefined) {
      const { first, last } = this.#subjects
      this.draw(first === last ? first : this.#span(first, last), right, HEADER_BASELINE, { ...small, align: 'right' })
    }
    pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline)
      .moveTo(CONTENT_LEFT, HEADER_BASELINE + 4.5).lineTo(right, HEADER_BASELINE + 4.5).stroke()
      .moveTo(CONTENT_LEFT, FOOTER_BASELINE - 11).lineTo(right, FOOTER_BASELINE - 11).stroke()
    const width = this.draw(this.#lines.page(this.page), CONTENT_LEFT, FOOTER_BASELINE, small)
    this.#total ??= this.document.layer()
    this.#total.place(CONTENT_LEFT + width)
    for (const layer of this.#late) layer.place()
    this.#late = []
    this.draw(this.#lines.footer, right, FOOTER_BASELINE, { ...small, align: 'right' })
  }
}

function leadingOf(size: number): number {
  if (size >= SIZE.title) return LEADING.title
  if (size >= SIZE.section) return LEADING.section
  if (size >= SIZE.text) return LEADING.text
  return size >= SIZE.table ? LEADING.table : LEADING.caption
}

/** From the top of a line box to its baseline. */
export function ascent(size: number, leading: number): number {
  return (leading - size * 0.97) / 2 + size * 0.8
}
