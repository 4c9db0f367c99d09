// Order of day and month, zone, hours that exist twice or never: decided by the file or by whoever says so, never guessed.
import { describe, expect, it } from 'vitest'
import { chatTime, zoneChoice } from '../../../src/metadata/chat/chat-time.ts'
import type { RawTime } from '../../../src/metadata/chat/raw-message.ts'
import { beginningOf } from '../../../src/metadata/chat/whatsapp.ts'
import { readExport } from './reading.ts'

const lines = (...dates: readonly string[]): Buffer => Buffer.from(dates.map((date) => `${date} - Alice: x\n`).join(''))
const verdict = async (...dates: readonly string[]) => (await readExport(lines(...dates), 'x.txt')).survey.tally.verdict(undefined)

describe('the order of day and month', () => {
  it('is open when nothing decides, and the hint is told', async () => {
    expect(await verdict('4/3/26, 10:15', '5/3/26, 10:15', '1/4/26, 10:15')).toEqual({ open: 'ambiguous', evidence: [{ line: 1, raw: '4/3/26, 10:15' }], stepsBack: { dmy: 0, mdy: 1 } })
  })
  it('is shown by one value above 12 anywhere', async () => {
    expect(await verdict('4/3/26, 10:15', '13/3/26, 10:15')).toMatchObject({ decided: { order: 'dmy', how: 'value-above-12', evidence: { line: 2 } } })
    expect(await verdict('4/3/26, 10:15', '3/14/26, 10:15')).toMatchObject({ decided: { order: 'mdy', how: 'value-above-12', evidence: { line: 2 } } })
  })
  it('is not decided by a file that contradicts itself', async () => {
    expect(await verdict('13/3/26, 10:15', '3/14/26, 10:15')).toMatchObject({ open: 'contradicted', evidence: [{ line: 1 }, { line: 2 }] })
  })
  it('is fixed by points and by a year in front', async () => {
    expect(await verdict('04.03.26, 10:15')).toMatchObject({ decided: { order: 'dmy', how: 'separator' } })
    expect(await verdict('2026-03-04, 10:15')).toMatchObject({ decided: { order: 'ymd', how: 'written-so' } })
  })
  it('is what the user says, unless all of the file speaks against it', async () => {
    const { survey } = await readExport(lines('13/3/26, 10:15'), 'x.txt')
    expect(survey.tally.verdict('mdy')).toMatchObject({ decided: { order: 'mdy', how: 'user' } })
    expect(survey.tally.conflictWith('mdy')).toMatchObject({ line: 1, raw: '13/3/26, 10:15' })
    expect(survey.tally.conflictWith('dmy')).toBeUndefined()
    expect((await readExport(lines('26/03/14, 10:15'), 'x.txt', { order: 'ymd' })).messages[0]?.at.local).toBe('2026-03-14T10:15:00')
  })
})

describe('beginnings of lines', () => {
  it.each([
    ['14/03/2026, 22:15 - Alice: x', '14/03/2026, 22:15'], ['14/03/2026 à 22:15 - Alice: x', '14/03/2026 à 22:15'], ['[14/03/2026 22:15:03] Alice: x', '14/03/2026 22:15:03'],
    ['\u200e[3/14/26, 10:15:03\u202fPM] Alice: x', '3/14/26, 10:15:03\u202fPM'], ['14.03.26, 22:15 - Alice: x', '14.03.26, 22:15'], ['2026-03-14, 22:15 - Alice: x', '2026-03-14, 22:15'],
    ['14/3/26, 10:15 p. m. - Alice: x', '14/3/26, 10:15 p. m.'],
  ])('%s', (line, raw) => {
    expect(beginningOf(line)).toMatchObject({ time: { raw }, rest: 'Alice: x' })
  })
  it.each(['14/03/2026', 'Alice: 14/03/2026, 22:15 - x', '14/03/2026, 22:15 Alice', '1/2-3, 10:15 - x: y', '123/03/2026, 22:15 - x: y', ''])('no beginning: %s', (line) => {
    expect(beginningOf(line)).toBeUndefined()
  })
  it('midnight and noon of twelve hours', async () => {
    const { messages } = await readExport(lines('3/14/26, 12:05 AM', '3/14/26, 12:05 PM'), 'x.txt')
    expect(messages.map(({ at }) => at.local)).toEqual(['2026-03-14T00:05:00', '2026-03-14T12:05:00'])
  })
})

describe('zones', () => {
  const local = (text: string): RawTime => ({ raw: text, iso: text })
  const paris = zoneChoice('Europe/Paris') ?? { kind: 'unknown' as const }
  it('an hour that exists twice has both instants and none of its own', () => {
    expect(chatTime(local('2026-10-25T02:30:00'), undefined, paris)).toMatchObject({ defect: 'twice', utcEither: ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'] })
    expect(chatTime(local('2026-10-25T02:30:00'), undefined, paris)).not.toHaveProperty('utc')
  })
  it('an hour that never was is said', () => {
    expect(chatTime(local('2026-03-29T02:30:00'), undefined, paris)).toMatchObject({ defect: 'skipped' })
    expect(chatTime(local('2026-03-29T01:59:59'), undefined, paris)).toMatchObject({ utc: '2026-03-29T00:59:59Z', zone: { offset: '+01:00', provenance: 'user' } })
    expect(chatTime(local('2026-03-29T03:00:00'), undefined, paris)).toMatchObject({ utc: '2026-03-29T01:00:00Z', zone: { offset: '+02:00', provenance: 'user' } })
  })
  it('offsets, unknown, and what the format says itself', () => {
    expect(chatTime(local('2026-03-14T22:15:00'), undefined, zoneChoice('-03:30') ?? paris)).toMatchObject({ utc: '2026-03-15T01:45:00Z', zone: { provenance: 'user', offset: '-03:30' } })
    expect(chatTime(local('2026-03-14T22:15:00'), undefined, { kind: 'unknown' })).toEqual({ raw: '2026-03-14T22:15:00', local: '2026-03-14T22:15:00', zone: { provenance: 'unknown' }, precision: 'second' })
    expect(chatTime(local('2026-03-14T22:15:00+05:45'), undefined, paris)).toMatchObject({ utc: '2026-03-14T16:30:00Z', zone: { provenance: 'tag', offset: '+05:45' } })
    expect(chatTime({ raw: '1', epochMs: 1_773_522_903_123 }, undefined, paris)).toMatchObject({ utc: '2026-03-14T21:15:03.123Z', zone: { provenance: 'format-defines-utc' }, precision: 'subsec' })
  })
  it('dates that do not exist', () => {
    for (const wrong of ['2026-02-30T10:00:00', '2026-13-01T10:00:00', 'hier']) expect(chatTime(local(wrong), undefined, paris)).toMatchObject({ defect: 'invalid' })
    expect(chatTime({ raw: 'x', epochMs: 9e15 }, undefined, paris)).toMatchObject({ defect: 'invalid' })
  })
  it.each(['Mars/Olympus', '+25:00', '02:00', '', '+02:99', '../etc'])('no zone: %s', (text) => {
    expect(zoneChoice(text)).toBeUndefined()
  })
})
