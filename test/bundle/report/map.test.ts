import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCoastline } from '../../../src/bundle/report/coastline.ts'
import { gridOf, landIn, metresPerLongitude, projection, roundMetres, viewOf, WORLD } from '../../../src/bundle/report/map.ts'
import { testWorld } from '../../support/world.ts'
import { coastlineText } from './coastline-of-atlas.ts'

it('has the coastline that the package gives', async () => {
  await expect(coastlineText()).toMatchFileSnapshot('../../../templates/coastline.json')
})

it('reads the coastline in degrees, with its source', async () => {
  const { land, source } = await readCoastline(testWorld())
  expect(source).toBe('Natural Earth 4.1.0, 1:110 000 000')
  expect(land.length).toBeGreaterThan(100)
  for (const ring of land.flat()) for (const [longitude, latitude] of ring) expect(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90).toBe(true)
  // No ring goes around the world, but along the edge of the chart below Antarctica.
  for (const ring of land.flat()) {
    for (const [index, [x, y]] of ring.entries()) {
      const [before = 0, south] = ring.at(index - 1) ?? []
      expect(Math.abs(x - before) <= 180 || (y === -90 && south === -90), `${before} ${x}, ${y}`).toBe(true)
    }
  }
  // The Caspian Sea is a hole.
  expect(land.some((rings) => rings.length === 2)).toBe(true)
})

const spot = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) })

it('shows every spot inside a view that is inside the world', () => {
  expect(viewOf([], 2)).toBeUndefined()
  fc.assert(fc.property(fc.array(spot, { minLength: 1, maxLength: 20 }), fc.constantFrom(1, 1.6, 2), (spots, aspect) => {
    const view = viewOf(spots, aspect)
    if (view === undefined) throw new Error('no view')
    expect(view.west).toBeGreaterThanOrEqual(-180.000001)
    expect(view.east).toBeLessThanOrEqual(180.000001)
    expect(view.south).toBeGreaterThanOrEqual(-90.000001)
    expect(view.north).toBeLessThanOrEqual(90.000001)
    const project = projection(view, { x: 0, y: 0, width: 100, height: 50 })
    for (const { latitude, longitude } of spots) {
      const [x, y] = project(longitude, latitude)
      expect(x >= -1e-6 && x <= 100.000001 && y >= -1e-6 && y <= 50.000001).toBe(true)
    }
    const grid = gridOf(view)
    expect(grid.longitudes.length).toBeLessThanOrEqual(7)
    expect(grid.latitudes.length).toBeLessThanOrEqual(7)
    expect(roundMetres(metresPerLongitude(view) * (view.east - view.west))).toBeGreaterThan(0)
  }))
})

it('does not go closer than five kilometres, and names degrees as finely as its grid needs', () => {
  const view = viewOf([{ latitude: 48.85, longitude: 2.35 }], 1.6)
  expect((view?.north ?? 0) - (view?.south ?? 0)).toBeCloseTo(0.045)
  expect(gridOf(view ?? WORLD).decimals).toBe(2)
  expect(gridOf(WORLD)).toEqual({ decimals: 0, longitudes: [-180, -120, -60, 0, 60, 120, 180], latitudes: [-60, 0, 60] })
})

it('cuts land at the edges of the view', () => {
  const square = [[[-10, -10], [10, -10], [10, 10], [-10, 10]]] as const
  const view = { west: 0, east: 20, south: -20, north: 5 }
  expect(landIn([square], view)).toEqual([[[[0, 5], [0, -10], [10, -10], [10, 5]]]])
  expect(landIn([square], { west: 20, east: 30, south: 0, north: 5 })).toEqual([])
  // A view within the land is all land.
  expect(landIn([square], { west: -1, east: 1, south: -1, north: 1 })[0]?.[0]).toHaveLength(4)
})

it.each([[1234, 1000], [5000, 5000], [19, 10], [0.7, 0.5]])('rounds %d metres down to %d', (most, round) => {
  expect(roundMetres(most)).toBeCloseTo(round)
})
