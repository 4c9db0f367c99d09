// The case at a glance, in the synopsis: devices, people, software, places with their map, days, what exhibits share.
import { exhibitId } from '../../case/exhibit.ts'
import type { HashedPicture } from '../../metadata/match/near-duplicates.ts'
import type { Listed, Tallied } from '../../metadata/overview/bounded-tally.ts'
import type { Overview } from '../../metadata/overview/overview.ts'
import { POINT_ROLES } from '../../metadata/overview/time-points.ts'
import { visibleShort } from '../../system/visible.ts'
import type { Coastline } from '../report/coastline.ts'
import { mapDrawing, NUMBERED_PLACES } from '../report/map-drawing.ts'
import type { ReportWords } from '../report/report-words.ts'
import { coordinates } from '../report/synopsis.ts'
import { drawShapes, measureOf } from './draw-shapes.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { BASELINE, CONTENT_LEFT, CONTENT_WIDTH, INK, SIZE } from './sheet.ts'
import { Table } from './table.ts'
import type { Column } from './table.ts'

const MAX_ROWS = 10
const MAX_DAYS = 16
const MAX_LABELS = 8
const MAX_SERIALS = 4
const MAX_ALIKE = 6
const LABEL_WIDTH = 104
const MAP_HEIGHT = 250
const NUMBERS = { header: '', share: 30, size: SIZE.caption } as const

export function overviewPart(flow: PageFlow, words: ReportWords, overview: Overview, coastline: Coastline): void {
  const text = words.overview
  flow.heading(text.title, 60)
  flow.text(text.counted(overview.exhibits, overview.inspected, overview.embedded), { size: SIZE.table, ink: INK.grey })
  flow.space(4)
  listed(flow, words, overview, text.labels.devices, overview.devices, [{ header: text.labels.devices, share: 38 }, { header: text.headers.serials, share: 32, size: SIZE.caption }, NUMBERS],
    ({ make, model, serials }) => [shown([make, model].filter((part) => part !== undefined).join(' ')), shown(serials.slice(0, MAX_SERIALS).join(', ') + (serials.length > MAX_SERIALS ? '…' : ''))])
  listed(flow, words, overview, text.labels.people, overview.people, [{ header: text.labels.people, share: 46 }, { header: text.headers.role, share: 24 }, NUMBERS],
    ({ role, value }) => [shown(value), visibleShort(words.record.personRole(role), 40)])
  listed(flow, words, overview, text.labels.shared, overview.shared, [{ header: text.labels.shared, share: 46, size: SIZE.caption, face: 'mono' }, { header: text.headers.kind, share: 24 }, NUMBERS],
    ({ kind, value }) => [shown(value), kind === 'serial' ? text.serialKind : visibleShort(kind, 40)])
  for (const [label, { list, unlisted }] of [
    [text.labels.software, overview.software], [text.labels.platforms, overview.platforms], [text.labels.nameSuggests, overview.nameSuggests],
  ] as const) {
    oneLine(flow, words, label, list.map(({ name, count }) => words.synopsis.counted(visibleShort(name, 60), count)), unlisted, text.none(overview.inspected))
  }
  oneLine(flow, words, text.labels.screenshots, overview.screenshots === 0 ? [] : [words.format.number(overview.screenshots)], 0, text.none(overview.inspected))
  alike(flow, words, overview)
  days(flow, words, overview)
  places(flow, words, overview, coastline)
}

function listed<T>(
  flow: PageFlow, words: ReportWords, overview: Overview, label: string, { list, unlisted }: Listed<T>, columns: readonly Column[], cells: (value: T) => readonly string[], max = MAX_ROWS,
): void {
  const text = words.overview
  if (list.length === 0) {
    oneLine(flow, words, label, [], 0, text.none(overview.inspected))
    return
  }
  const table = new Table(flow, columns.map((column) => (column === NUMBERS ? { ...column, header: text.headers.exhibits } : column)))
  for (const value of list.slice(0, max)) table.row([...cells(value), numbers(words, value)])
  table.end()
  rest(flow, words, list.length - max, unlisted)
}

function alike(flow: PageFlow, words: ReportWords, { alike: { list, uncompared }, inspected }: Overview): void {
  const text = words.overview
  if (list.length === 0) {
    oneLine(flow, words, text.labels.alike, [], 0, text.none(inspected))
    return
  }
  flow.space(4)
  const table = new Table(flow, [{ header: text.labels.alike, share: 34 }, { header: text.alikeWith, share: 66, size: SIZE.caption }])
  for (const { reference, others } of list.slice(0, MAX_ROWS)) {
    table.row([pictureName(reference), [
      ...others.slice(0, MAX_ALIKE).map(({ picture, distance }) => text.apart(pictureName(picture), distance)), ...(others.length > MAX_ALIKE ? [text.more(others.length - MAX_ALIKE)] : []),
    ].join(' · ')])
  }
  table.end()
  rest(flow, words, list.length - MAX_ROWS, 0)
  flow.text(text.alikeNote, { size: SIZE.caption, ink: INK.grey })
  if (uncompared > 0) flow.text(text.uncompared(uncompared), { size: SIZE.caption, ink: INK.grey })
}

function pictureName({ exhibit, inside, width, height }: HashedPicture): string {
  return `${exhibitId(exhibit)}${inside === undefined ? '' : ` › ${visibleShort(inside, 60)}`} (${width} × ${height})`
}

function days(flow: PageFlow, words: ReportWords, { days: { list, unlisted }, inspected }: Overview): void {
  const text = words.overview
  if (list.length === 0) {
    oneLine(flow, words, text.labels.days, [], 0, text.none(inspected))
    return
  }
  flow.space(4)
  const { captured, created, sent, modified } = text.headers
  const table = new Table(flow, [text.labels.days, captured, created, sent, modified].map((header) => ({ header, share: 20 })))
  for (const { day, counts } of list.slice(0, MAX_DAYS)) {
    table.row([day, ...POINT_ROLES.map((role) => text.dates(counts[role]?.known ?? 0, counts[role]?.unknown ?? 0))])
  }
  table.end()
  rest(flow, words, list.length - MAX_DAYS, unlisted)
  flow.text(text.daysNote, { size: SIZE.caption, ink: INK.grey })
}

function places(flow: PageFlow, words: ReportWords, overview: Overview, coastline: Coastline): void {
  const text = words.overview
  flow.space(4)
  const note = { size: SIZE.caption, ink: INK.grey } as const
  if (overview.places.list.length > 0) {
    const drawing = mapDrawing(overview.places, coastline, words, { width: CONTENT_WIDTH, height: MAP_HEIGHT }, measureOf(flow))
    if (drawing !== undefined) {
      flow.heading(text.mapTitle, drawing.height)
      drawShapes(flow, drawing)
      flow.space(6)
    }
  }
  const numbered = { ...overview.places, list: overview.places.list.map((place, index) => ({ ...place, index })) }
  listed(flow, words, overview, text.labels.places, numbered, [{ header: words.synopsis.headers[0], share: 8 }, { header: text.labels.places, share: 40 }, { header: text.headers.error, share: 22 }, NUMBERS],
    ({ index, errorMetres, ...place }) => [String(index + 1), coordinates(place), errorMetres === undefined ? '—' : text.metres(errorMetres)], NUMBERED_PLACES)
  if (overview.places.list.length > 0) flow.text(text.placesNote, note)
  if (overview.zeroPositions > 0) flow.text(text.zeroPositions(overview.zeroPositions), note)
}

function numbers(words: ReportWords, { exhibits, count }: Tallied): string {
  return words.synopsis.exhibitList(exhibits.map(exhibitId), count - exhibits.length)
}

function rest(flow: PageFlow, { overview: text }: ReportWords, more: number, unlisted: number): void {
  const sentence = [...(more > 0 ? [text.more(more)] : []), ...(unlisted > 0 ? [text.unlisted(unlisted)] : [])].join(', ')
  if (sentence !== '') flow.text(sentence, { size: SIZE.caption, ink: INK.grey })
}

function oneLine(flow: PageFlow, { overview: text }: ReportWords, label: string, values: readonly string[], unlisted: number, none: string): void {
  const more = values.length - MAX_LABELS
  const value = values.length === 0 ? none
    : [...values.slice(0, MAX_LABELS), ...(more > 0 ? [text.more(more)] : []), ...(unlisted > 0 ? [text.unlisted(unlisted)] : [])].join(' · ')
  flow.ensure(2 * BASELINE)
  flow.draw(label, CONTENT_LEFT, flow.y + ascent(SIZE.table, BASELINE), { face: 'bold', size: SIZE.table, ink: INK.accent })
  flow.text(value, { size: SIZE.table, leading: BASELINE, x: CONTENT_LEFT + LABEL_WIDTH, width: CONTENT_WIDTH - LABEL_WIDTH, maxLines: 4 })
  flow.space(2)
}

function shown(value: string): string {
  return visibleShort(value, 120)
}
