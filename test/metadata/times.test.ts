import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TimeFact } from '../../src/metadata/record.ts'
import { epochTime, exifTime, isoTime, mailTime, pdfTime, secondsOf, utcTime, withGpsZones } from '../../src/metadata/times.ts'

const dto = { role: 'captured', source: 'EXIF:ExifIFD:DateTimeOriginal' } as const
const two = (value: number): string => String(value).padStart(2, '0')

describe('EXIF dates', () => {
  it('have no UTC time without a zone', () => {
    expect(exifTime({ ...dto, raw: '2026:11:16 08:12:31' })).toEqual({
      ...dto, raw: '2026:11:16 08:12:31', local: '2026-11-16T08:12:31', zone: { provenance: 'unknown' }, precision: 'second', valid: true,
    })
  })
  it('take the zone of their own offset tag', () => {
    expect(exifTime({ ...dto, raw: '2025:07:11 23:41:55', offset: '-04:00', subSec: '250', offsetSource: 'EXIF:ExifIFD:OffsetTimeOriginal' })).toMatchObject({
      local: '2025-07-11T23:41:55.250', utc: '2025-07-12T03:41:55.250Z', precision: 'subsec', zone: { offset: '-04:00', provenance: 'tag', detail: 'EXIF:ExifIFD:OffsetTimeOriginal' },
    })
  })
  it.each(['0000:00:00 00:00:00', '    :  :     :  :  ', '2026:13:01 00:00:00', '2025:02:29 10:00:00', '2026:11:16 24:00:00', '', 'yesterday', '2026:11:16 08:12:31 Europe/Paris'])('%j is kept raw and not valid', (raw) => {
    const time = exifTime({ ...dto, raw, offset: '+01:00' })
    expect(time).toMatchObject({ raw, valid: false })
    expect(time.local ?? time.utc).toBeUndefined()
  })
  it.each(['+25:00', '+14:15', '-13:00', '+01:75', 'CET', ''])('offset %j is none', (offset) => {
    expect(exifTime({ ...dto, raw: '2026:11:16 08:12:31', offset })).toMatchObject({ valid: true, zone: { provenance: 'unknown' } })
  })
  it('agree with the calendar of the platform for every instant and offset', () => {
    fc.assert(fc.property(fc.integer({ min: -2_000_000_000, max: 8_000_000_000 }), fc.integer({ min: -48, max: 56 }), (seconds, quarters) => {
      const iso = new Date(seconds * 1000).toISOString()
      const shifted = new Date((seconds + quarters * 900) * 1000).toISOString()
      const minutes = Math.abs(quarters) * 15
      const offset = `${quarters < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
      const time = exifTime({ ...dto, raw: shifted.slice(0, 19).replaceAll('-', ':').replace('T', ' '), offset })
      expect(time.utc).toBe(`${iso.slice(0, 19)}Z`)
      expect(secondsOf(iso)).toBe(seconds)
    }))
  })
  it('never throw, and never give a UTC time without a local one', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{4}:\d\d:\d\d \d\d:\d\d:\d\d$/)), fc.string(), (raw, offset) => {
      for (const read of [exifTime, isoTime, mailTime, pdfTime, utcTime]) {
        const time: TimeFact = read({ ...dto, raw, offset })
        expect(time.valid).toBe(time.local !== undefined)
        if (time.utc !== undefined) expect(time.local).toBeDefined()
      }
    }))
  })
})

describe('seconds since 1970', () => {
  it('agree with the calendar of the platform', () => {
    fc.assert(fc.property(fc.integer({ min: -60_000_000_000, max: 250_000_000_000 }), (seconds) => {
      expect(epochTime({ ...dto, raw: String(seconds), seconds })).toMatchObject({
        raw: String(seconds), utc: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`, zone: { offset: '+00:00', provenance: 'format-defines-utc' }, valid: true,
      })
    }))
  })
  it.each([1.5, Number.NaN, 1e15, -1e15])('%s are no date', (seconds) => {
    expect(epochTime({ ...dto, raw: String(seconds), seconds })).toMatchObject({ valid: false, zone: { provenance: 'unknown' } })
  })
})

describe('zone from the GPS time', () => {
  const gps = (raw: string): TimeFact => utcTime({ role: 'gps', source: 'EXIF:GPS', raw })
  it.each([
    ['2026:11:16 08:12:31', '2026:11:16 07:12:29', '+01:00', '2026-11-16T07:12:31Z'],
    ['2026:11:16 23:40:00', '2026:11:16 18:10:02', '+05:30', '2026-11-16T18:10:00Z'],
    ['2026:11:15 20:00:00', '2026:11:16 04:01:00', '-08:00', '2026-11-16T04:00:00Z'],
  ])('%s with GPS %s: %s', (raw, position, offset, utc) => {
    expect(withGpsZones([exifTime({ ...dto, raw }), gps(position)])[0]).toMatchObject({ utc, zone: { offset, provenance: 'gps-derived' } })
  })
  it.each([['2026:11:16 08:12:31', '2026:11:14 07:12:29'], ['2026:11:16 08:20:00', '2026:11:16 07:12:29'], ['2026:11:16 08:12:31', '2026:11:16'], ['2026:11:16 08:12:31', '2026:11:16 06:57:29'], ['2026:11:15 18:12:31', '2026:11:16 07:12:29']])('%s with GPS %s: unknown', (raw, position) => {
    expect(withGpsZones([exifTime({ ...dto, raw }), gps(position)])[0]?.zone.provenance).toBe('unknown')
  })
  it('never replaces an offset that is written', () => {
    expect(withGpsZones([exifTime({ ...dto, raw: '2026:11:16 08:12:31', offset: '+02:00' }), gps('2026:11:16 07:12:29')])[0]?.zone).toMatchObject({ offset: '+02:00', provenance: 'tag' })
  })
})

it.each([
  [mailTime, 'Tue, 17 Nov 2026 07:52:11 +0100', '2026-11-17T06:52:11Z'], [mailTime, '17 Nov 2026 07:52 GMT', '2026-11-17T07:52:00Z'], [mailTime, 'Tue, 17 Nov 2026 07:52:11 -0000', undefined],
  [mailTime, 'Mon, 26 Nov 2012 02:44:31 -0800 (PST)', '2012-11-26T10:44:31Z'],
  [mailTime, '26 Nov 98 02:44:31 GMT', '1998-11-26T02:44:31Z'], [mailTime, '26 Nov 12 02:44:31 GMT', '2012-11-26T02:44:31Z'], [mailTime, '26 Nov 102 02:44:31 GMT', '2002-11-26T02:44:31Z'],
  [pdfTime, "D:20261117103015+01'00'", '2026-11-17T09:30:15Z'], [pdfTime, 'D:20261117', undefined], [pdfTime, 'D:20261117103015Z', '2026-11-17T10:30:15Z'],
  [isoTime, '2014-01-19T01:55:14+01:00', '2014-01-19T00:55:14Z'], [isoTime, '2014-01-19', undefined],
])('%o reads %s as %s', (read, raw, utc) => {
  const time = read({ role: 'sent', source: 'x', raw })
  expect([time.valid, time.utc]).toEqual([true, utc])
})

it.each(['Asia/Tokyo', 'America/New_York'])('says the same in %s', (zone) => {
  const module = JSON.stringify(new URL('../../src/metadata/times.ts', import.meta.url).href)
  const code = `const t = await import(${module}); console.log(JSON.stringify([t.exifTime({ role: 'captured', source: 's', raw: '2026:03:29 02:30:00', offset: '+01:00' }), t.mailTime({ role: 'sent', source: 's', raw: 'Sun, 29 Mar 2026 02:30:00 +0200' }), t.secondsOf('2026-03-29T02:30:00')]))`
  const run = (TZ: string): string => execFileSync(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, TZ }, encoding: 'utf8' })
  expect(run(zone)).toBe(run('UTC'))
})
