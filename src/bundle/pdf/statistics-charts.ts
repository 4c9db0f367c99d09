// Stacked bars and monthly columns as vectors. Colours are told apart by everybody (after Okabe and Ito), and never alone:
// each part has its letter, and its table stands below.
import type { Chart, Series, StatisticsPrint } from '../statistics-print.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { BASELINE, CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'

const FILLS = ['#0072B2', '#56B4E9', '#E69F00', '#009E73', '#F0E442', '#BDBDBD', '#CC79A7', '#FFFFFF', '#E3D5C0'] as const
/** White on the first, black on the others: at least 4.5 to 1. */
const inkOn = (fill: number): string => (fill === 0 ? '#FFFFFF' : INK.black)

const BAR_LABELS = 150
const BAR_TOTALS = 44
const BAR = 13
const BAR_GAP = 5
const SWATCH = 10
const AXIS_LABELS = 34
const COLUMNS_HEIGHT = 150
const OUTLINE = '#333333'

type Numbers = Pick<StatisticsPrint, 'number'>
interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export function barChart(flow: PageFlow, chart: Chart, print: Numbers): void {
  opening(flow, chart, 3 * (BAR + BAR_GAP))
  const left = CONTENT_LEFT + BAR_LABELS
  const width = CONTENT_WIDTH - BAR_LABELS - BAR_TOTALS
  const most = Math.max(1, ...chart.bars.map(({ total }) => total))
  const letters = lettersOf(chart)
  for (const bar of chart.bars) {
    const lines = flow.lines(bar.label, { size: SIZE.table, width: BAR_LABELS - 8, maxLines: 2 })
    const height = Math.max(BAR, lines.length * LEADING.table) + BAR_GAP
    if (flow.ensure(height)) legend(flow, chart)
    for (const [index, line] of lines.entries()) flow.draw(line, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table) + index * LEADING.table, { size: SIZE.table })
    let x = left
    for (const [index, count] of [...bar.parts.map((part) => part ?? 0), withheldOf(bar)].entries()) {
      const box = { x, y: flow.y, width: (count / most) * width, height: BAR }
      const series = chart.series[index]
      drawPart(flow, box, series)
      if (series !== undefined && count > 0) partLabel(flow, box, series, print.number(count), letters)
      x += box.width
    }
    flow.draw(print.number(bar.total), x + 4, flow.y + ascent(SIZE.table, LEADING.table) + 0.5, { size: SIZE.table, face: 'bold' })
    flow.y += height
  }
  flow.space(8)
}

export function columnChart(flow: PageFlow, chart: Chart, print: Numbers): void {
  opening(flow, chart, COLUMNS_HEIGHT + 2 * LEADING.caption + 16)
  const left = CONTENT_LEFT + AXIS_LABELS
  const width = CONTENT_WIDTH - AXIS_LABELS
  const most = Math.max(1, ...chart.bars.map(({ total }) => total))
  const step = niceStep(most)
  const top = Math.ceil(most / step) * step
  const floor = flow.y + 10 + COLUMNS_HEIGHT
  const pdf = flow.document.pdf
  for (let value = 0; value <= top; value += step) {
    const y = floor - (value / top) * COLUMNS_HEIGHT
    pdf.lineWidth(HAIRLINE).strokeColor(value === 0 ? OUTLINE : INK.grid).moveTo(left, y).lineTo(left + width, y).stroke()
    flow.draw(print.number(value), left - 5, y + 2.6, { size: SIZE.caption, align: 'right' })
  }
  const pitch = width / Math.max(1, chart.bars.length)
  const every = Math.max(1, Math.ceil((Math.max(0, ...chart.bars.map(({ label }) => flow.faces.text.width(label, SIZE.caption))) + 4) / pitch))
  for (const [at, bar] of chart.bars.entries()) {
    const x = left + at * pitch + pitch * 0.14
    let y = floor
    for (const [index, count] of [...bar.parts.map((each) => each ?? 0), withheldOf(bar)].entries()) {
      const height = (count / top) * COLUMNS_HEIGHT
      y -= height
      const box = { x, y, width: pitch * 0.72, height }
      const series = chart.series[index]
      drawPart(flow, box, series)
      if (series !== undefined && height >= 9 && box.width >= 9) flow.draw(series.letter, x + box.width / 2, y + height / 2 + 2.7, { size: SIZE.caption, face: 'bold', ink: inkOn(series.fill), align: 'centre' })
    }
    if (flow.faces.bold.width(print.number(bar.total), SIZE.caption) <= pitch) flow.draw(print.number(bar.total), x + pitch * 0.36, y - 2.5, { size: SIZE.caption, face: 'bold', align: 'centre' })
    if (at % every === 0) flow.draw(bar.label, x + pitch * 0.36, floor + 10, { size: SIZE.caption, align: 'centre' })
  }
  flow.y = floor + 22
}

function opening(flow: PageFlow, chart: Chart, keep: number): void {
  const caption = flow.lines(chart.caption, { size: SIZE.caption })
  const most = Math.ceil(chart.series.length / 2) + 1
  flow.heading(chart.title, caption.length * LEADING.caption + most * LEADING.table + keep)
  flow.text(chart.caption, { size: SIZE.caption, ink: INK.grey })
  flow.space(3)
  legend(flow, chart)
}

function legend(flow: PageFlow, chart: Chart): void {
  const entries: (Series | undefined)[] = [...chart.series, ...(chart.bars.some((bar) => withheldOf(bar) > 0) ? [undefined] : [])]
  let x = CONTENT_LEFT
  for (const series of entries) {
    const text = series?.name ?? chart.withheld
    const width = SWATCH + 4 + flow.faces.text.width(text, SIZE.table) + 14
    if (x + width > CONTENT_LEFT + CONTENT_WIDTH && x > CONTENT_LEFT) {
      x = CONTENT_LEFT
      flow.y += LEADING.table + 2
    }
    const box = { x, y: flow.y + 1, width: SWATCH, height: SWATCH }
    drawPart(flow, box, series)
    if (series !== undefined) flow.draw(series.letter, x + SWATCH / 2, box.y + 7.7, { size: SIZE.caption, face: 'bold', ink: inkOn(series.fill), align: 'centre' })
    flow.draw(text, x + SWATCH + 4, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table })
    x += width
  }
  flow.y += BASELINE + 4
}

const withheldOf = ({ total, parts }: Chart['bars'][number]): number => (parts.length === 0 ? 0 : total - parts.reduce<number>((sum, count) => sum + (count ?? 0), 0))

/** A chart of one kind needs no letters in its bars. */
const lettersOf = ({ series }: Chart): boolean => series.length > 1

/** Undefined: the part that is not printed, hatched. */
function drawPart(flow: PageFlow, { x, y, width, height }: Box, series: Series | undefined): void {
  if (width <= 0 || height <= 0) return
  const pdf = flow.document.pdf
  pdf.fillColor(series === undefined ? '#FFFFFF' : FILLS[series.fill % FILLS.length] ?? FILLS[0]).rect(x, y, width, height).fill()
  if (series === undefined) {
    pdf.save().rect(x, y, width, height).clip().lineWidth(0.6).strokeColor(OUTLINE)
    for (let at = -height; at < width; at += 3.5) pdf.moveTo(x + at, y + height).lineTo(x + at + height, y)
    pdf.stroke().restore()
  }
  pdf.lineWidth(HAIRLINE).strokeColor(OUTLINE).rect(x, y, width, height).stroke()
}

function partLabel(flow: PageFlow, { x, y, width }: Box, series: Series, count: string, letters: boolean): void {
  const style = { size: SIZE.caption, face: 'bold', ink: inkOn(series.fill), align: 'centre' } as const
  const full = letters ? `${series.letter}\u00a0${count}` : count
  for (const text of [full, ...(letters ? [series.letter] : [])]) {
    if (flow.faces.bold.width(text, SIZE.caption) + 4 > width) continue
    flow.draw(text, x + width / 2, y + BAR / 2 + 2.7, style)
    return
  }
}

/** 1, 2 or 5 times a power of ten, so that there are four to eight lines. */
function niceStep(most: number): number {
  const rough = Math.max(1, most / 5)
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
}
