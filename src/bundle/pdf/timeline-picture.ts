// The timeline as vectors: two lanes over one axis. Known zones are full discs, unknown ones are rings.
import { timelineOf } from '../report/timeline.ts'
import type { Timeline, TimelinePoint } from '../report/timeline.ts'
import type { ReportWords } from '../report/report-words.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'

const LABELS = 74
const LANE = 34
const AXIS = 26
const COLUMNS = 56
const MAX_RADIUS = 5
export const TIMELINE_HEIGHT = 2 * LANE + AXIS + 2 * LEADING.caption + 12

/** Nothing when there is no date: the caller says so in words. */
export function timelinePicture(flow: PageFlow, words: ReportWords, points: readonly TimelinePoint[]): void {
  const x = CONTENT_LEFT + LABELS
  const width = CONTENT_WIDTH - LABELS - 8
  const timeline = timelineOf(points, COLUMNS, 8)
  if (timeline === undefined) return
  flow.ensure(TIMELINE_HEIGHT)
  const { synopsis } = words
  const pdf = flow.document.pdf
  const top = flow.y + 4
  const axis = top + 2 * LANE
  pdf.lineWidth(HAIRLINE).strokeColor(INK.grid)
  for (const tick of timeline.ticks) pdf.moveTo(x + tick.at * width, top).lineTo(x + tick.at * width, axis + 3).stroke()
  lane(flow, synopsis.laneKnown, synopsis.laneEmpty, timeline.known, x, top + LANE * 0.62, width, true)
  lane(flow, synopsis.laneUnknown, synopsis.laneEmpty, timeline.unknown, x, top + LANE * 1.62, width, false)
  pdf.lineWidth(1).strokeColor(INK.accent).moveTo(x, axis).lineTo(x + width, axis).stroke()
  tickLabels(flow, words, timeline, x, width, axis)
  flow.y = axis + AXIS
  flow.text(synopsis.axis, { size: SIZE.caption, ink: INK.grey })
  flow.space(4)
}

function lane(
  flow: PageFlow, label: string, empty: string, dots: Timeline['known'], x: number, y: number, width: number, full: boolean,
): void {
  const pdf = flow.document.pdf
  flow.draw(label, CONTENT_LEFT, y + 2.6, { size: SIZE.caption })
  pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline).moveTo(x, y).lineTo(x + width, y).stroke()
  if (dots.length === 0) {
    pdf.fillColor('#FFFFFF').rect(x + 2, y - 5, flow.faces.text.width(empty, SIZE.caption) + 8, 10).fill()
    flow.draw(empty, x + 6, y + 2.6, { size: SIZE.caption, ink: INK.grey })
  }
  const most = Math.max(1, ...dots.map(({ count }) => count))
  let labelled = -Infinity
  for (const { at, count } of dots) {
    const radius = 2.2 + (MAX_RADIUS - 2.2) * Math.sqrt((count - 1) / most)
    const cx = x + at * width
    if (full) pdf.fillColor(INK.accent).circle(cx, y, radius).fill()
    else pdf.fillColor('#FFFFFF').strokeColor(INK.accent).lineWidth(1.1).circle(cx, y, radius).fillAndStroke()
    if (count === 1) continue
    const text = String(count)
    const half = flow.faces.text.width(text, SIZE.caption) / 2
    if (cx - half < labelled + 2) continue
    flow.draw(text, cx, y - MAX_RADIUS - 2.5, { size: SIZE.caption, align: 'centre' })
    labelled = cx + half
  }
}

function tickLabels(flow: PageFlow, words: ReportWords, timeline: Timeline, x: number, width: number, axis: number): void {
  let last = -Infinity
  for (const { at, ms } of timeline.ticks) {
    const label = words.format.tick(ms, timeline.unit)
    const half = flow.faces.text.width(label, SIZE.caption) / 2
    const cx = Math.min(Math.max(x + at * width, x + half - 10), x + width - half + 8)
    if (cx - half < last + 5) continue
    flow.draw(label, cx, axis + 12, { size: SIZE.caption, align: 'centre' })
    last = cx + half
  }
  // Years are said once, at both ends: ticks of days and hours do not carry them.
  const day = (ms: number): string => words.format.tick(ms, 'day')
  const year = (ms: number): string => words.format.tick(ms, 'year')
  const first = `${day(timeline.first)} ${year(timeline.first)}`
  const final = `${day(timeline.last)} ${year(timeline.last)}`
  const baseline = axis + 22
  flow.draw(first, x, baseline, { size: SIZE.caption, face: 'bold' })
  if (final !== first) flow.draw(final, x + width, baseline, { size: SIZE.caption, face: 'bold', align: 'right' })
}
