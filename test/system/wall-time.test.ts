import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTimeZone } from '../../src/case/record-file.ts'
import { instantOfWallTime, startOfDay, wallTimeOfSerial } from '../../src/system/wall-time.ts'

const PARIS = 'Europe/Paris'
const at = (text: string, zone = PARIS) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number)
  return instantOfWallTime({ year, month, day, hour, minute, second }, zone)
}

describe('a wall clock as an instant', () => {
  it('reads winter and summer time of Paris', () => {
    expect(at('2026-11-23 18:04:07')).toEqual({ instant: '2026-11-23T17:04:07.000Z' })
    expect(at('2026-07-14 18:04:00')).toEqual({ instant: '2026-07-14T16:04:00.000Z' })
  })

  it('says that an hour was skipped', () => {
    expect(at('2026-03-29 02:30:00')).toBe('nonexistent')
    expect(at('2026-03-29 02:00:00')).toBe('nonexistent')
    expect(at('2026-03-29 01:59:59')).toEqual({ instant: '2026-03-29T00:59:59.000Z' })
    expect(at('2026-03-29 03:00:00')).toEqual({ instant: '2026-03-29T01:00:00.000Z' })
  })

  it('says that an hour was lived twice', () => {
    expect(at('2026-10-25 02:00:00')).toBe('ambiguous')
    expect(at('2026-10-25 02:59:59')).toBe('ambiguous')
    expect(at('2026-10-25 01:59:59')).toEqual({ instant: '2026-10-24T23:59:59.000Z' })
    expect(at('2026-10-25 03:00:00')).toEqual({ instant: '2026-10-25T02:00:00.000Z' })
  })

  it('refuses what is not in the calendar', () => {
    for (const text of ['2026-02-29 10:00:00', '2026-04-31 10:00:00', '2026-13-01 10:00:00', '2026-00-10 10:00:00', '2026-01-00 10:00:00', '2026-01-01 24:00:00', '2026-01-01 10:60:00', '0026-01-01 10:00:00']) {
      expect(at(text), text).toBe('not-a-date')
    }
    expect(at('2024-02-29 10:00:00')).toEqual({ instant: '2024-02-29T09:00:00.000Z' })
    expect(instantOfWallTime({ year: 2026, month: 1, day: 1.5, hour: 0, minute: 0, second: 0 }, PARIS)).toBe('not-a-date')
  })

  it('knows zones, and says when it does not', () => {
    expect([isTimeZone(PARIS), isTimeZone('UTC'), isTimeZone('Indian/Reunion'), isTimeZone('Europe/Pari'), isTimeZone('')]).toEqual([true, true, true, false, false])
    expect(at('2026-11-23 18:04:00', 'Nowhere/Else')).toBe('not-a-date')
    expect(at('2026-11-23 18:04:00', 'Indian/Reunion')).toEqual({ instant: '2026-11-23T14:04:00.000Z' })
    expect(at('2026-11-23 18:04:00', 'Pacific/Tahiti')).toEqual({ instant: '2026-11-24T04:04:00.000Z' })
  })

  it('begins a day where the zone does', () => {
    expect(startOfDay({ year: 2026, month: 11, day: 23 }, PARIS)).toEqual({ instant: '2026-11-22T23:00:00.000Z' })
    // Clocks jump from 24:00 to 01:00, and fall back from 24:00 to 23:00.
    expect(startOfDay({ year: 2017, month: 10, day: 15 }, 'America/Sao_Paulo')).toEqual({ instant: '2017-10-15T03:00:00.000Z' })
    expect(startOfDay({ year: 2026, month: 11, day: 1 }, 'America/Havana')).toEqual({ instant: '2026-11-01T04:00:00.000Z' })
    expect(startOfDay({ year: 2026, month: 2, day: 30 }, PARIS)).toBe('not-a-date')
  })

  it('goes back to what the clock showed', () => {
    const format = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    fc.assert(fc.property(
      fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2037-12-31T00:00:00Z'), noInvalidDate: true }),
      fc.constantFrom(PARIS, 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'),
      (date, zone) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000)
        const shown = format(zone).format(second)
        const read = at(shown, zone)
        if (typeof read === 'object') expect(format(zone).format(new Date(read.instant))).toBe(shown)
        else expect(read).toBe('ambiguous')
      },
    ), { numRuns: 500 })
  })
})

describe('serial numbers of spreadsheets', () => {
  it('reads both systems to the second', () => {
    expect(wallTimeOfSerial(46349.7527777778, false)).toEqual({ year: 2026, month: 11, day: 23, hour: 18, minute: 4, second: 0 })
    expect(wallTimeOfSerial(46349.7527777778 - 1462, true)).toEqual({ year: 2026, month: 11, day: 23, hour: 18, minute: 4, second: 0 })
    expect(wallTimeOfSerial(61, false)).toEqual({ year: 1900, month: 3, day: 1, hour: 0, minute: 0, second: 0 })
  })

  it('refuses what no calendar has', () => {
    for (const serial of [-1, 0, 60, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) expect(wallTimeOfSerial(serial, false), String(serial)).toBeUndefined()
  })
})
