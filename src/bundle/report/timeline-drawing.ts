// The timeline as a drawing. A role has its own sign, full when the zone is known and hollow when it is not: it reads in
// black and white.
import type { PointRole } from '../../metadata/overview/time-points.ts'
import { HAIRLINE, INK, SIZE } from '../pdf/sheet.ts'
import type { Drawing, Measure, Point, Shape } from './drawing.ts'
import type { ReportWords } from './report-words.ts'
import { timelineOf } from './timeline.ts'
import type { PointSource, Timeline, TimelineRow } from './timeline.ts'

const LANE_TITLE = 11
const ROW = 17
const GAP = 4
const AXIS = 26
const COLUMNS = 56
const MAX_RADIUS = 5

/** Undefined when there is no date: the caller says so in words. */
export function timelineDrawing(points: PointSource, words: ReportWords, width: number, measure: Measure): Drawing | undefined {
  const timeline = timelineOf(points, COLUMNS, 8)
  if (timeline === undefined) return undefined
  const labels = Math.max(...timeline.rows.map(({ role }) => measure(words.exhibits.timeRole(role), SIZE.caption))) + 14
  const axis = { x: labels, width: width - labels - 8 }
  const shapes: Shape[] = []
  const marks: Shape[] = []
  let y = 0
  for (const zoneKnown of [true, false]) {
    const rows = timeline.rows.filter((row) => row.zoneKnown === zoneKnown)
    const title = zoneKnown ? words.synopsis.laneKnown : words.synopsis.laneUnknown
    marks.push({ kind: 'text', text: rows.length === 0 ? words.format.labelled(title, words.synopsis.laneEmpty) : title, at: [0, y + 8], size: SIZE.caption, ink: INK.accent, bold: true })
    y += LANE_TITLE
    for (const row of rows) {
      marks.push(...rowShapes(row, words, axis, y + ROW * 0.62, measure))
      y += ROW
    }
    y += GAP
  }
  for (const { at } of timeline.ticks) shapes.push({ kind: 'line', points: [[axis.x + at * axis.width, 0], [axis.x + at * axis.width, y + 3]], ink: INK.grid, width: HAIRLINE })
  shapes.push(...marks, { kind: 'line', points: [[axis.x, y], [axis.x + axis.width, y]], ink: INK.accent, width: 1 }, ...tickLabels(timeline, words, axis, y, measure))
  return { width, height: y + AXIS, shapes }
}

interface Axis {
  readonly x: number
  readonly width: number
}

function rowShapes({ role, zoneKnown, dots }: TimelineRow, words: ReportWords, { x, width }: Axis, y: number, measure: Measure): Shape[] {
  const shapes: Shape[] = [
    sign(role, zoneKnown, [4, y], 2.6),
    { kind: 'text', text: words.exhibits.timeRole(role), at: [11, y + 2.6], size: SIZE.caption, ink: INK.black },
    { kind: 'line', points: [[x, y], [x + width, y]], ink: INK.hairline, width: HAIRLINE },
  ]
  const most = Math.max(1, ...dots.map(({ count }) => count))
  let labelled = -Infinity
  for (const { at, count } of dots) {
    const cx = x + at * width
    shapes.push(sign(role, zoneKnown, [cx, y], 2.4 + (MAX_RADIUS - 2.4) * Math.sqrt((count - 1) / most)))
    if (count === 1) continue
    const text = words.format.number(count)
    const half = measure(text, SIZE.caption) / 2
    if (cx - half < labelled + 2) continue
    shapes.push({ kind: 'text', text, at: [cx, y - MAX_RADIUS - 1], size: SIZE.caption, ink: INK.black, align: 'centre' })
    labelled = cx + half
  }
  return shapes
}

/** Captured: disc. Made: square. Sent: triangle. Changed: diamond. */
function sign(role: PointRole, full: boolean, [x, y]: Point, radius: number): Shape {
  const paint = full ? { fill: INK.accent } : { fill: '#FFFFFF', ink: INK.accent, width: 1.1 }
  if (role === 'captured') return { kind: 'circle', at: [x, y], radius, ...paint }
  const r = radius
  const ring: readonly Point[] = role === 'container-created' ? [[x - r * 0.9, y - r * 0.9], [x + r * 0.9, y - r * 0.9], [x + r * 0.9, y + r * 0.9], [x - r * 0.9, y + r * 0.9]]
    : role === 'sent' ? [[x, y - r * 1.15], [x + r * 1.1, y + r * 0.85], [x - r * 1.1, y + r * 0.85]]
      : [[x, y - r * 1.25], [x + r * 1.25, y], [x, y + r * 1.25], [x - r * 1.25, y]]
  return { kind: 'area', rings: [ring], ...paint }
}

function tickLabels(timeline: Timeline, words: ReportWords, { x, width }: Axis, y: number, measure: Measure): Shape[] {
  const shapes: Shape[] = []
  let last = -Infinity
  for (const { at, ms } of timeline.ticks) {
    const text = words.format.tick(ms, timeline.unit)
    const half = measure(text, SIZE.caption) / 2
    const cx = Math.min(Math.max(x + at * width, x + half - 10), x + width - half + 8)
    if (cx - half < last + 5) continue
    shapes.push({ kind: 'text', text, at: [cx, y + 12], size: SIZE.caption, ink: INK.black, align: 'centre' })
    last = cx + half
  }
  // Years are said once, at both ends: ticks of days and hours do not carry them.
  const first = endOf(words, timeline.first)
  const final = endOf(words, timeline.last)
  shapes.push({ kind: 'text', text: first, at: [x, y + 23], size: SIZE.caption, ink: INK.black, bold: true })
  if (final !== first) shapes.push({ kind: 'text', text: final, at: [x + width, y + 23], size: SIZE.caption, ink: INK.black, bold: true, align: 'right' })
  return shapes
}

function endOf({ format }: ReportWords, ms: number): string {
  return `${format.tick(ms, 'day')} ${format.tick(ms, 'year')}`
}
