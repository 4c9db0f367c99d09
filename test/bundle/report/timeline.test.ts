import fc from 'fast-check'
import { expect, it } from 'vitest'
import { capturePoint, timelineOf } from '../../../src/bundle/report/timeline.ts'
import { exhibit, metadata } from '../pdf/sample-model.ts'

const at = (iso: string): number => Date.parse(iso)

it('is nothing without dates', () => {
  expect(timelineOf([], 50, 8)).toBeUndefined()
})

it('puts every date on its lane and every tick on the axis', () => {
  const dates = fc.array(fc.record({ ms: fc.integer({ min: at('0001-01-01T00:00:00Z'), max: at('9999-12-31T23:59:59Z') }), zoneKnown: fc.boolean() }), { minLength: 1, maxLength: 50 })
  fc.assert(fc.property(dates, (points) => {
    const timeline = timelineOf(points, 50, 8)
    if (timeline === undefined) throw new Error('no timeline')
    const sum = [...timeline.known, ...timeline.unknown].reduce((total, { count }) => total + count, 0)
    expect(sum).toBe(points.length)
    for (const { at: place } of [...timeline.known, ...timeline.unknown, ...timeline.ticks]) expect(place >= 0 && place <= 1).toBe(true)
    expect(timeline.ticks.length).toBeLessThanOrEqual(10)
  }))
})

it('ticks months and years at their first instant', () => {
  const months = timelineOf([{ ms: at('2023-11-20T10:00:00Z'), zoneKnown: true }, { ms: at('2024-05-03T00:00:00Z'), zoneKnown: true }], 50, 8)
  expect(months?.ticks.map(({ ms }) => new Date(ms).toISOString().slice(0, 10))).toEqual(['2023-12-01', '2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'])
  const years = timelineOf([{ ms: at('1970-01-01T00:00:00Z'), zoneKnown: true }, { ms: at('2026-05-03T00:00:00Z'), zoneKnown: false }], 50, 8)
  expect(years?.unit).toBe('year')
  expect(years?.ticks.map(({ ms }) => new Date(ms).toISOString().slice(0, 10))).toEqual(['1970-01-01', '1980-01-01', '1990-01-01', '2000-01-01', '2010-01-01', '2020-01-01'])
})

it('takes UTC where it is known, the local reading where it is not, and no date that is not valid', () => {
  const of = exhibit(1, 'a.jpg')
  const time = { role: 'captured' as const, raw: 'x', source: 's', precision: 'second' as const, zone: { provenance: 'unknown' as const } }
  const point = (more: object): unknown => capturePoint(metadata(of, { captured: 0, times: [{ ...time, valid: true, ...more }] }))
  expect(point({ utc: '2026-03-14T09:22:31Z', local: '2026-03-14T10:22:31' })).toEqual({ ms: at('2026-03-14T09:22:31Z'), zoneKnown: true })
  expect(point({ local: '2026-03-14T10:22:31.120' })).toEqual({ ms: at('2026-03-14T10:22:31.120Z'), zoneKnown: false })
  expect(point({ local: '2026-03-14T10:22:31', valid: false })).toBeUndefined()
  expect(point({ local: 'tomorrow' })).toBeUndefined()
  expect(capturePoint(undefined)).toBeUndefined()
})
