import fc from 'fast-check'
import { expect, it } from 'vitest'
import { timelineOf } from '../../../src/bundle/report/timeline.ts'
import type { PointSource } from '../../../src/bundle/report/timeline.ts'
import { POINT_ROLES } from '../../../src/metadata/overview/time-points.ts'
import type { PointRole } from '../../../src/metadata/overview/time-points.ts'

interface Point { readonly role: PointRole; readonly ms: number; readonly zoneKnown: boolean }
const source = (points: readonly Point[]): PointSource => ({ list: (role, zoneKnown) => points.filter((point) => point.role === role && point.zoneKnown === zoneKnown).map(({ ms }) => ms) })
const captured = (iso: string, zoneKnown = true): Point => ({ role: 'captured', ms: at(iso), zoneKnown })
const at = (iso: string): number => Date.parse(iso)

it('is nothing without dates', () => {
  expect(timelineOf(source([]), 50, 8)).toBeUndefined()
})

it('puts every date in the row of its role and zone, and every tick on the axis', () => {
  const dates = fc.array(fc.record({ role: fc.constantFrom(...POINT_ROLES), ms: fc.integer({ min: at('0001-01-01T00:00:00Z'), max: at('9999-12-31T23:59:59Z') }), zoneKnown: fc.boolean() }), { minLength: 1, maxLength: 50 })
  fc.assert(fc.property(dates, (points) => {
    const timeline = timelineOf(source(points), 50, 8)
    if (timeline === undefined) throw new Error('no timeline')
    for (const row of timeline.rows) {
      expect(row.dots.reduce((total, { count }) => total + count, 0)).toBe(points.filter(({ role, zoneKnown }) => role === row.role && zoneKnown === row.zoneKnown).length)
    }
    expect(timeline.rows.flatMap(({ dots }) => dots).reduce((total, { count }) => total + count, 0)).toBe(points.length)
    // Known zones above unknown ones.
    expect(timeline.rows.map(({ zoneKnown }) => zoneKnown)).toEqual(timeline.rows.map(({ zoneKnown }) => zoneKnown).toSorted((a, b) => Number(b) - Number(a)))
    for (const { at: place } of [...timeline.rows.flatMap(({ dots }) => dots), ...timeline.ticks]) expect(place >= 0 && place <= 1).toBe(true)
    expect(timeline.ticks.length).toBeLessThanOrEqual(10)
  }))
})

it('ticks months and years at their first instant', () => {
  const months = timelineOf(source([captured('2023-11-20T10:00:00Z'), captured('2024-05-03T00:00:00Z')]), 50, 8)
  expect(months?.ticks.map(({ ms }) => new Date(ms).toISOString().slice(0, 10))).toEqual(['2023-12-01', '2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'])
  const years = timelineOf(source([captured('1970-01-01T00:00:00Z'), captured('2026-05-03T00:00:00Z', false)]), 50, 8)
  expect(years?.unit).toBe('year')
  expect(years?.ticks.map(({ ms }) => new Date(ms).toISOString().slice(0, 10))).toEqual(['1970-01-01', '1980-01-01', '1990-01-01', '2000-01-01', '2010-01-01', '2020-01-01'])
})
