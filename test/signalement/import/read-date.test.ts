import { describe, expect, it } from 'vitest'
import { readDate } from '../../../src/signalement/import/read-date.ts'

const read = (text: string, zone = 'Europe/Paris') => {
  const reading = readDate('observedAt', text, zone)
  return 'problem' in reading ? reading.problem.code : reading.dayAlone ? `${reading.instant} (day)` : reading.instant
}

describe('dates as people write them', () => {
  it.each([
    ['23/11/2026 18:04', '2026-11-23T17:04:00.000Z'],
    ['23/11/2026 18:04:07', '2026-11-23T17:04:07.000Z'],
    ['23-11-2026 18h04', '2026-11-23T17:04:00.000Z'],
    ['23.11.2026 18h', '2026-11-23T17:00:00.000Z'],
    ['23/11/26 18:04', '2026-11-23T17:04:00.000Z'],
    ['1/2/2026 8:05', '2026-02-01T07:05:00.000Z'],
    ['23/11/2026 à 18 h 04', '2026-11-23T17:04:00.000Z'],
    ['23\u00a0novembre\u00a02026 à 18\u202fh\u00a004\u00a0min\u00a007\u00a0s', '2026-11-23T17:04:07.000Z'],
    ['le lundi 23 novembre 2026 18:04', '2026-11-23T17:04:00.000Z'],
    ['1er août 2026 18:04', '2026-08-01T16:04:00.000Z'],
    ['1er AOÛT 2026 18:04', '2026-08-01T16:04:00.000Z'],
    ['23-nov-26 18:04', '2026-11-23T17:04:00.000Z'],
    ['23 févr. 2026 18:04', '2026-02-23T17:04:00.000Z'],
    ['2026-11-23 18:04', '2026-11-23T17:04:00.000Z'],
    ['2026/11/23 18:04', '2026-11-23T17:04:00.000Z'],
    ['2026-11-23T18:04', '2026-11-23T17:04:00.000Z'],
    ['2026-11-23T18:04:07.120+01:00', '2026-11-23T17:04:07.120Z'],
    ['2026-11-23T17:04:07Z', '2026-11-23T17:04:07.000Z'],
    ['2026-11-23 18:04 +01:00', '2026-11-23T17:04:00.000Z'],
    ['25/10/2026 02:30 +02:00', '2026-10-25T00:30:00.000Z'],
    ['25/10/2026 02:30 +0100', '2026-10-25T01:30:00.000Z'],
    ['23/11/2026 17:04 UTC', '2026-11-23T17:04:00.000Z'],
  ])('%s', (text, instant) => expect(read(text)).toBe(instant))

  it('says that a day has no hour, and keeps its beginning', () => {
    for (const text of ['23/11/2026', '23/11/26', '2026-11-23', '23 novembre 2026']) expect(read(text), text).toBe('2026-11-22T23:00:00.000Z (day)')
    expect(read('15/10/2017', 'America/Sao_Paulo')).toBe('2017-10-15T03:00:00.000Z (day)')
  })

  it.each([
    ['11/23/2026 18:04', 'date.month-first'],
    ['11/23/2026', 'date.month-first'],
    ['31/02/2026 18:04', 'date.not-a-day'],
    ['31/04/2026', 'date.not-a-day'],
    ['23/11/2026 25:00', 'date.not-a-day'],
    ['23/11/2026 18:61', 'date.not-a-day'],
    ['2026-13-01 18:04', 'date.not-a-day'],
    ['29/03/2026 02:30', 'date.nonexistent'],
    ['25/10/2026 02:30', 'date.ambiguous'],
    ['11/12/2026 6:04 PM', 'date.unreadable'],
    ['hier soir', 'date.unreadable'],
    ['46349,7528', 'date.unreadable'],
    ['23/11', 'date.unreadable'],
    ['23/11-2026', 'date.unreadable'],
    ['23/11/2026 18:', 'date.unreadable'],
    ['23 brumaire 2026', 'date.unreadable'],
    ['1899-12-31 18:04', 'date.unreadable'],
    ['23/11/1026', 'date.unreadable'],
    ['', 'date.unreadable'],
    ['2'.repeat(100_000), 'date.unreadable'],
    [`23/11/2026 ${' '.repeat(40)}x`, 'date.unreadable'],
  ])('refuses %s', (text, code) => expect(read(text)).toBe(code))

  it('names the month that there is not', () => {
    const reading = readDate('observedAt', '11/23/2026', 'Europe/Paris')
    expect(reading).toEqual({ problem: { path: 'observedAt', code: 'date.month-first', facts: { value: '11/23/2026', month: 23 } } })
  })
})
