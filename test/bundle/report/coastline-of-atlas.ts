// templates/coastline.json from the package world-atlas: TopoJSON arcs (quantized, delta-coded) joined to rings, rounded to
// hundredths of a degree, and cut where a ring goes over the 180th meridian.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { landIn } from '../../../src/bundle/report/map.ts'

interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] }
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly objects: { readonly land: { readonly geometries: readonly { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] }[] } }
}
type Pair = readonly [number, number]

export function coastlineText(): string {
  const require = createRequire(import.meta.url)
  const topology = JSON.parse(readFileSync(require.resolve('world-atlas/land-110m.json'), 'utf8')) as Topology
  const { scale, translate } = topology.transform
  const arcs = topology.arcs.map((arc): Pair[] => {
    let [x, y] = [0, 0]
    return arc.map(([dx, dy]) => {
      x += dx
      y += dy
      return [Math.round((x * scale[0] + translate[0]) * 100), Math.round((y * scale[1] + translate[1]) * 100)]
    })
  })
  const arcOf = (index: number): Pair[] => (index < 0 ? (arcs[~index] ?? []).toReversed() : arcs[index] ?? [])
  const polygons = topology.objects.land.geometries.flatMap((geometry) => geometry.arcs.flatMap((rings) => cut(rings.map((ring) => open(ring.flatMap(arcOf))))).map((polygon) => polygon.map((ring) => ring.flat())))
  return [
    '{',
    '"source": "Natural Earth",',
    '"version": "4.1.0",',
    '"scale": "1:110 000 000",',
    '"layer": "land",',
    '"licence": "public domain",',
    '"package": "world-atlas 2.0.2, land-110m.json",',
    '"unit": "hundredths of a degree, longitude then latitude",',
    '"polygons": [',
    polygons.map((polygon) => JSON.stringify(polygon)).join(',\n'),
    ']',
    '}',
    '',
  ].join('\n')
}

/** Without a point that repeats the one before it, and without the last one, which is the first. */
function open(ring: readonly Pair[]): Pair[] {
  const points = ring.filter(([x, y], index) => index === 0 || x !== ring[index - 1]?.[0] || y !== ring[index - 1]?.[1])
  const [first, last] = [points[0], points.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? points.slice(0, -1) : points
}

/** A polygon as one or two that stay on this side of the 180th meridian. Holes do not cross it. */
function cut(rings: readonly Pair[][]): (readonly (readonly Pair[])[])[] {
  const [ring = [], ...holes] = rings
  const crossings = ring.filter((point, index) => over(ring.at(index - 1), point)).length
  if (crossings === 0) return [rings]
  if (crossings === 1) return [[aroundPole(ring)]]
  let turn = 0
  const unwrapped = ring.map((point, index): Pair => {
    if (index > 0 && over(ring[index - 1], point)) turn += point[0] < 0 ? 36_000 : -36_000
    return [point[0] + turn, point[1]]
  })
  const west = Math.min(...unwrapped.map(([x]) => x)) < -18_000 ? unwrapped.map(([x, y]): Pair => [x + 36_000, y]) : unwrapped
  const view = { west: -18_000, east: 18_000, south: -9000, north: 9000 }
  return [[west, ...holes], [west.map(([x, y]): Pair => [x - 36_000, y])]].flatMap((part) => landIn([part], view))
    .map((polygon) => polygon.map((part) => open(part.map(([x, y]): Pair => [Math.round(x), Math.round(y)]))))
    .filter(([part = []]) => new Set(part.map(([x]) => x)).size > 1)
}

function over(a: Pair | undefined, b: Pair): boolean {
  return a !== undefined && Math.abs(a[0] - b[0]) > 18_000
}

/** Antarctica: closed along the edge of the chart. */
function aroundPole(ring: readonly Pair[]): Pair[] {
  return ring.flatMap((point, index): Pair[] => {
    const before = ring.at(index - 1)
    if (before === undefined || !over(before, point)) return [point]
    const [from, to] = [before[0] < 0 ? -18_000 : 18_000, point[0] < 0 ? -18_000 : 18_000]
    return [[from, before[1]], [from, -9000], [to, -9000], [to, point[1]], point]
  })
}
