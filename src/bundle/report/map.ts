// Where the places of a case lie: a view around them, the land that it shows, a grid. A plane chart (equirectangular, true at
// the middle latitude): no projection that a reader would have to know. Pure.
import type { Point } from './drawing.ts'

export interface View {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}
export interface Spot {
  readonly latitude: number
  readonly longitude: number
}
/** Polygons of land: rings of degrees, the first one around the others. */
export type Land = readonly (readonly (readonly Point[])[])[]

export const WORLD: View = { west: -180, east: 180, south: -90, north: 90 }
const METRES_PER_DEGREE = 111_195
/** Below this many degrees of latitude (five kilometres) there is nothing to see but the points. */
const MIN_SPAN = 0.045
const MARGIN = 0.12
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60]

/** The spots with a margin, widened to the shape of the frame. Undefined without spots. @param aspect width by height */
export function viewOf(spots: readonly Spot[], aspect: number): View | undefined {
  if (spots.length === 0) return undefined
  const [south, north] = extent(spots.map(({ latitude }) => latitude))
  const [west, east] = extent(spots.map(({ longitude }) => longitude))
  const middle = (south + north) / 2
  const shrink = shrinkAt(middle)
  let height = Math.max((north - south) * (1 + 2 * MARGIN), MIN_SPAN)
  let width = Math.max((east - west) * (1 + 2 * MARGIN), MIN_SPAN / shrink)
  if (width * shrink < height * aspect) width = (height * aspect) / shrink
  else height = (width * shrink) / aspect
  if (width >= 360 || height >= 180) return WORLD
  return { ...around(middle, height, -90, 90, 'south', 'north'), ...around((west + east) / 2, width, -180, 180, 'west', 'east') } as View
}

/** Moved back into the world when it looks over its edge. */
function around(middle: number, span: number, least: number, most: number, low: 'south' | 'west', high: 'north' | 'east'): Partial<View> {
  const start = Math.min(Math.max(middle - span / 2, least), most - span)
  return { [low]: start, [high]: start + span }
}

/** From degrees to points of a frame. */
export function projection({ west, east, south, north }: View, frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): (longitude: number, latitude: number) => Point {
  return (longitude, latitude) => [
    frame.x + ((longitude - west) / (east - west)) * frame.width,
    frame.y + ((north - latitude) / (north - south)) * frame.height,
  ]
}

/** The part of the land inside the view (Sutherland and Hodgman). */
export function landIn(land: Land, view: View): Land {
  return land.map((rings) => rings.map((ring) => clipped(ring, view)).filter(({ length }) => length > 2)).filter(({ length }) => length > 0)
}

function clipped(ring: readonly Point[], { west, east, south, north }: View): readonly Point[] {
  const sides: readonly (readonly [axis: 0 | 1, limit: number, above: boolean])[] = [[0, west, true], [0, east, false], [1, south, true], [1, north, false]]
  let points = ring
  for (const [axis, limit, above] of sides) {
    const inside = (point: Point): boolean => (above ? point[axis] >= limit : point[axis] <= limit)
    const kept: Point[] = []
    for (const [index, point] of points.entries()) {
      const before = points[(index + points.length - 1) % points.length] as Point
      if (inside(point) !== inside(before)) kept.push(crossing(before, point, axis, limit))
      if (inside(point)) kept.push(point)
    }
    points = kept
  }
  return points
}

function crossing(a: Point, b: Point, axis: 0 | 1, limit: number): Point {
  const part = (limit - a[axis]) / (b[axis] - a[axis])
  const other = axis === 0 ? a[1] + (b[1] - a[1]) * part : a[0] + (b[0] - a[0]) * part
  return axis === 0 ? [limit, other] : [other, limit]
}

export interface Grid {
  /** Digits after the point that its degrees need. */
  readonly decimals: number
  readonly longitudes: readonly number[]
  readonly latitudes: readonly number[]
}

/** Round degrees, at most about six lines across. */
export function gridOf({ west, east, south, north }: View): Grid {
  const step = STEPS.find((each) => (east - west) / each <= 6 && (north - south) / each <= 6) ?? 60
  const between = (low: number, high: number): number[] => {
    const lines: number[] = []
    for (let index = Math.ceil(low / step); index * step <= high; index += 1) lines.push(Number((index * step).toFixed(6)))
    return lines
  }
  return { decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)), longitudes: between(west, east), latitudes: between(south, north) }
}

/** Metres of one degree of longitude in the middle of the view. */
export function metresPerLongitude({ south, north }: View): number {
  return METRES_PER_DEGREE * shrinkAt((south + north) / 2)
}

/** The longest round length that fits. */
export function roundMetres(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  return [5, 2, 1].map((digit) => digit * power).find((length) => length <= most) ?? power
}

function extent(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

function shrinkAt(latitude: number): number {
  return Math.max(0.05, Math.cos((latitude * Math.PI) / 180))
}
