// The map as a drawing: land, grid, places by number, and below it where in the world this is.
import type { Listed } from '../../metadata/overview/bounded-tally.ts'
import type { ClusteredPlace } from '../../metadata/overview/place-clusters.ts'
import { HAIRLINE, INK, LEADING, SIZE } from '../pdf/sheet.ts'
import type { Coastline } from './coastline.ts'
import { rectangle } from './drawing.ts'
import type { Drawing, Measure, Point, Shape } from './drawing.ts'
import { gridOf, landIn, metresPerLongitude, projection, roundMetres, viewOf, WORLD } from './map.ts'
import type { Land, View } from './map.ts'
import type { ReportWords } from './report-words.ts'

export type MapPlaces = Listed<ClusteredPlace>
type DrawnPlace = MapPlaces['list'][number]

/** What the places table numbers, and the map with it. */
export const NUMBERED_PLACES = 12
const MAX_DRAWN = 300
const LAND = '#EFE9DA'
const SEA = '#F4F8FB'
const COAST = '#8C8674'
const LABELS = 12

interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Undefined without a place. */
export function mapDrawing(places: MapPlaces, coastline: Coastline, words: ReportWords, size: { readonly width: number; readonly height: number }, measure: Measure): Drawing | undefined {
  const frame: Frame = { x: 0, y: 0, width: size.width, height: size.height }
  const view = viewOf(places.list, frame.width / frame.height)
  if (view === undefined) return undefined
  const below = frame.height + LABELS + 6
  const locator: Frame = { x: 0, y: below, width: 108, height: 54 }
  const notes = notesShapes(places, coastline, view, words, { x: locator.width + 12, y: below, width: frame.width - locator.width - 12 }, measure)
  return {
    width: frame.width, height: below + Math.max(locator.height, notes.height) + 2,
    shapes: [
      ...landShapes(coastline.land, view, frame), ...gridShapes(view, frame, words, measure), ...scaleShapes(view, frame, words),
      ...placeShapes(places.list, view, frame, words), { kind: 'area', rings: [rectangle(0, 0, frame.width, frame.height)], ink: INK.grey, width: HAIRLINE },
      ...locatorShapes(coastline.land, view, locator), ...notes.shapes,
    ],
  }
}

function landShapes(land: Land, view: View, frame: Frame): Shape[] {
  const project = projection(view, frame)
  return [
    { kind: 'area', rings: [rectangle(frame.x, frame.y, frame.width, frame.height)], fill: SEA },
    ...landIn(land, view).map((rings): Shape => ({ kind: 'area', rings: rings.map((ring) => ring.map(([longitude, latitude]) => project(longitude, latitude))), fill: LAND, ink: COAST, width: HAIRLINE })),
  ]
}

function gridShapes(view: View, frame: Frame, words: ReportWords, measure: Measure): Shape[] {
  const project = projection(view, frame)
  const { longitudes, latitudes, decimals } = gridOf(view)
  const shapes: Shape[] = []
  let last = -Infinity
  for (const longitude of longitudes) {
    const [x] = project(longitude, 0)
    const text = words.overview.longitude(longitude, decimals)
    const half = measure(text, SIZE.caption) / 2
    shapes.push({ kind: 'line', points: [[x, frame.y], [x, frame.y + frame.height]], ink: INK.grid, width: HAIRLINE })
    const at = Math.min(Math.max(x, frame.x + half), frame.x + frame.width - half)
    if (at - half > last + 4) {
      shapes.push({ kind: 'text', text, at: [at, frame.y + frame.height + 9], size: SIZE.caption, ink: INK.grey, align: 'centre' })
      last = at + half
    }
  }
  for (const latitude of latitudes) {
    const [, y] = project(0, latitude)
    shapes.push({ kind: 'line', points: [[frame.x, y], [frame.x + frame.width, y]], ink: INK.grid, width: HAIRLINE })
    if (y > frame.y + 10) shapes.push({ kind: 'text', text: words.overview.latitude(latitude, decimals), at: [frame.x + 3, y - 2], size: SIZE.caption, ink: INK.grey })
  }
  return shapes
}

function scaleShapes(view: View, frame: Frame, words: ReportWords): Shape[] {
  const metresPerPoint = ((view.east - view.west) * metresPerLongitude(view)) / frame.width
  const metres = roundMetres(metresPerPoint * frame.width * 0.22)
  const [right, y] = [frame.x + frame.width - 10, frame.y + frame.height - 10]
  const left = right - metres / metresPerPoint
  const bar: readonly Point[] = [[left, y - 3], [left, y], [right, y], [right, y - 3]]
  return [
    { kind: 'line', points: bar, ink: '#FFFFFF', width: 3 }, { kind: 'line', points: bar, ink: INK.black, width: 1 },
    { kind: 'text', text: words.overview.metres(metres), at: [(left + right) / 2, y - 6], size: SIZE.caption, ink: INK.black, align: 'centre' },
  ]
}

/** The places of most exhibits last: on top. */
function placeShapes(list: readonly DrawnPlace[], view: View, frame: Frame, words: ReportWords): Shape[] {
  const project = projection(view, frame)
  const pointsPerMetre = frame.width / ((view.east - view.west) * metresPerLongitude(view))
  const most = Math.max(1, ...list.map(({ count }) => count))
  const drawn = list.slice(0, MAX_DRAWN).map((place, index) => ({ place, index, at: project(place.longitude, place.latitude), radius: 3 + 4 * Math.sqrt((place.count - 1) / most) })).toReversed()
  return [
    ...drawn.flatMap(({ place, at }): Shape[] => {
      const radius = (place.errorMetres ?? 0) * pointsPerMetre
      return radius < 4 || !inside(at, radius, frame) ? [] : [{ kind: 'circle', at, radius, ink: INK.accent, width: 0.8, dashed: true }]
    }),
    ...drawn.map(({ at, radius }): Shape => ({ kind: 'circle', at, radius, fill: INK.accent, ink: '#FFFFFF', width: 0.8 })),
    ...drawn.filter(({ index }) => index < NUMBERED_PLACES).flatMap(({ index, at: [x, y], radius }): Shape[] => {
      const toLeft = x > frame.x + frame.width - 24
      return [{ kind: 'text', text: words.format.number(index + 1), at: [toLeft ? x - radius - 2 : x + radius + 2, y - radius + 3 > frame.y + 8 ? y - radius + 3 : y + 8], size: SIZE.table, ink: INK.black, bold: true, align: toLeft ? 'right' : 'left' }]
    }),
  ]
}

function inside([x, y]: Point, radius: number, frame: Frame): boolean {
  return x - radius > frame.x && x + radius < frame.x + frame.width && y - radius > frame.y && y + radius < frame.y + frame.height
}

function locatorShapes(land: Land, view: View, frame: Frame): Shape[] {
  const project = projection(WORLD, frame)
  const [left, top] = project(view.west, view.north)
  const [right, bottom] = project(view.east, view.south)
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  return [
    { kind: 'area', rings: [rectangle(frame.x, frame.y, frame.width, frame.height)], fill: SEA },
    ...land.map((rings): Shape => ({ kind: 'area', rings: rings.map((ring) => thinned(ring.map(([longitude, latitude]) => project(longitude, latitude)))), fill: '#D9D2BE' })),
    // Too small to be seen as a frame: a cross.
    ...(right - left > 6 ? [{ kind: 'area', rings: [rectangle(left, top, right - left, bottom - top)], ink: INK.red, width: 0.8 } as const] : [
      { kind: 'line', points: [[x - 6, y], [x + 6, y]], ink: INK.red, width: 0.8 } as const, { kind: 'line', points: [[x, y - 6], [x, y + 6]], ink: INK.red, width: 0.8 } as const,
    ]),
    { kind: 'area', rings: [rectangle(frame.x, frame.y, frame.width, frame.height)], ink: INK.hairline, width: HAIRLINE },
  ]
}

/** Without the points that a drawing of this size does not tell apart. */
function thinned(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) > 0.5) kept.push(point)
  }
  return kept
}

function notesShapes(places: MapPlaces, coastline: Coastline, view: View, words: ReportWords, at: { readonly x: number; readonly y: number; readonly width: number }, measure: Measure): { readonly height: number; readonly shapes: Shape[] } {
  const { overview } = words
  const { decimals } = gridOf(view)
  const hidden = Math.max(0, places.list.length - MAX_DRAWN) + places.unlisted
  const sentences = [
    overview.view([view.south, view.north].map((degrees) => overview.latitude(degrees, decimals + 1)), [view.west, view.east].map((degrees) => overview.longitude(degrees, decimals + 1))),
    ...(hidden > 0 ? [overview.notDrawn(hidden)] : []),
    ...(places.list.some(({ errorMetres }) => errorMetres !== undefined) ? [overview.errorCircle] : []),
    overview.coast(coastline.source),
  ]
  const lines = sentences.flatMap((sentence) => wrapped(sentence, at.width, measure))
  return {
    height: lines.length * LEADING.caption,
    shapes: lines.map((text, index): Shape => ({ kind: 'text', text, at: [at.x, at.y + 7.5 + index * LEADING.caption], size: SIZE.caption, ink: INK.grey })),
  }
}

function wrapped(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && measure(`${line} ${word}`, SIZE.caption) <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
