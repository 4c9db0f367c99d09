// Parsers of recordings, one by one: positions, seconds of 1904, boxes; and the library that gives up without harm to others.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { position } from '../../src/metadata/iso-6709.ts'
import { reader as isobmff } from '../../src/metadata/readers/isobmff/reader.ts'
import { analyse } from '../../src/metadata/readers/mediainfo/engine.ts'
import { timesOf } from '../../src/metadata/readers/mediainfo/facts.ts'
import { Unsupported } from '../../src/metadata/reading.ts'
import type { Reading, Source } from '../../src/metadata/reading.ts'
import { secondsOf, secondsSince1904 } from '../../src/metadata/times.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { box, mp4, wav } from './support/media-files.ts'
import { readerOf } from './support/reading.ts'

const sourceOf = (bytes: Buffer): Source => ({ name: 'x', size: bytes.length, read: (start, length) => bytes.subarray(start, start + length), whole: () => bytes })
const read = (bytes: Buffer): Reading | undefined => isobmff.read(sourceOf(bytes), {
  kind: { extension: 'mp4', mime: 'video/mp4', by: 'test' }, receivedAt: '', blocks: [], found: [], members: { from: 0, bytes: 0 }, pixels: false,
}) as Reading | undefined

describe('positions', () => {
  it.each([
    ['+43.6108+003.8767+032.100/', { latitude: 43.6108, longitude: 3.8767, altitude: 32.1 }], ['-12.5-123.25/', { latitude: -12.5, longitude: -123.25 }],
    ['+4336.648+00352.602/', { latitude: 43.6108, longitude: 3.8767 }], ['+433638.88+0035236.12-5/', { latitude: 43.6108, longitude: 3.8767, altitude: -5 }],
    ['+00.0000+000.0000/', { latitude: 0, longitude: 0 }], ['+43+003CRSWGS_84/', { latitude: 43, longitude: 3 }],
    ['12.3456°N 98.7654°W 10.500m', { latitude: 12.3456, longitude: -98.7654, altitude: 10.5 }], ['12.3456°S 98.7654°E', { latitude: -12.3456, longitude: 98.7654 }],
  ])('%s', (text, expected) => { expect(position(text)).toEqual(expected) })

  it.each(['', '43.6,3.8', '+91.0+003.0/', '+43.0+181.0/', '+43.6108', `+43${'1'.repeat(5000)}+003/`])('%s is none', (text) => { expect(position(text)).toBeUndefined() })

  it('are read back from what is written', () => {
    fc.assert(fc.property(fc.integer({ min: -900_000, max: 900_000 }), fc.integer({ min: -1_800_000, max: 1_800_000 }), (a, b) => {
      const part = (value: number, width: number): string => `${value < 0 ? '-' : '+'}${(Math.abs(value) / 1e4).toFixed(4).padStart(width + 5, '0')}`
      const found = position(`${part(a, 2)}${part(b, 3)}/`)
      expect(found?.latitude).toBeCloseTo(a / 1e4, 6)
      expect(found?.longitude).toBeCloseTo(b / 1e4, 6)
    }))
  })
})

describe('seconds since 1904', () => {
  const time = (seconds: number) => secondsSince1904({ role: 'container-created', source: 'QuickTime:mvhd:CreationTime' }, seconds)
  it('are UTC by the standard, with the number kept', () => {
    expect(time(2_082_844_800)).toMatchObject({ raw: '2082844800', utc: '1970-01-01T00:00:00Z', zone: { provenance: 'format-defines-utc' } })
  })
  it.each([0, 1_000_000, Number.NaN, 2 ** 60])('%d is no date', (seconds) => { expect(time(seconds)).toMatchObject({ valid: false, raw: String(seconds) }) })
  it('count as the calendar does', () => {
    fc.assert(fc.property(fc.integer({ min: 2_082_844_800, max: 9_000_000_000 }), (seconds) => { expect(secondsOf(time(seconds).local ?? '')).toBe(seconds - 2_082_844_800) }))
  })
})

describe('MediaInfo’s dates', () => {
  it.each(['1970-01-01 00:00:00 UTC', 'UTC 1904-01-01 00:00:00'])('%s was never set', (raw) => { expect(timesOf({ Format: 'MPEG-4', Encoded_Date: raw })).toEqual([]) })
  it('say UTC in words', () => {
    expect(timesOf({ Format: 'AVI', Encoded_Date: '2026-11-16 07:12:31 UTC', Tagged_Date: 'soon' })).toMatchObject([
      { source: 'MediaInfo:General:Encoded_Date', raw: '2026-11-16 07:12:31 UTC', utc: '2026-11-16T07:12:31Z' }, { raw: 'soon', valid: false },
    ])
  })
  it('of cameras are lines of a calendar', () => {
    expect(timesOf({ Format: 'AVI', Mastered_Date: 'MON NOV  6 08:12:31 2026' })).toMatchObject([{ raw: 'MON NOV  6 08:12:31 2026', local: '2026-11-06T08:12:31', source: 'RIFF:IDIT' }])
    expect(timesOf({ Format: 'AVI', Mastered_Date: 'MON XYZ 16 08:12:31 2026' })).toEqual([])
  })
  it('a year is no capture', () => { expect(timesOf({ Format: 'MPEG Audio', Recorded_Date: '2008' })).toEqual([]) })
})

describe('boxes', () => {
  it('any bytes end as a reading or as unsupported', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      try { read(Buffer.from(bytes)) } catch (error) { expect(error).toBeInstanceOf(Unsupported) }
    }))
  })
  it('a film with any bytes changed is read too', () => {
    const film = mp4({ keys: { 'com.apple.quicktime.make': 'Exemple' } })
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(film.length - 1), fc.nat(255)), { maxLength: 30 }), (changes) => {
      const changed = Buffer.from(film)
      for (const [at, value] of changes) changed[at] = value
      try { read(changed) } catch (error) { expect(error).toBeInstanceOf(Unsupported) }
    }))
  })
  it('a million tiny boxes cost a bounded walk', () => {
    const found = read(Buffer.concat([box('ftyp', 'isom'), Buffer.alloc(8_000_000, box('free'))]))
    expect(found?.segments).toHaveLength(500)
    expect(found?.moreSegments).toBe(20_000 - 500)
    expect(found?.clues).toEqual({})
  })
  it('a second film after the first is data after the end', () => {
    expect(read(Buffer.concat([mp4(), mp4()]))?.clues?.trailing).toMatchObject({ offset: mp4().length, bytes: mp4().length, kind: 'mp4' })
  })
  it('a document after the film is no box', () => {
    expect(read(Buffer.concat([mp4(), Buffer.from('%PDF-1.7\n')]))).toMatchObject({ clues: { trailing: { kind: 'pdf', bytes: 9 } }, findings: [] })
  })
})

describe('MediaInfo', () => {
  it('gives up on a file that breaks its reads, and reads the next', async () => {
    const broken: Source = { ...sourceOf(wav()), read: () => { throw new Error('disk. Long story') } }
    await expect(analyse(broken)).rejects.toThrow(/^the library gave up: disk$/)
    expect((await analyse(sourceOf(wav()))).tracks).toHaveLength(2)
  })

  const pentax = sharedFolder('corpus', 'exiftool', 'Pentax.avi')
  it.skipIf(pentax === undefined)('survives Pentax.avi, which aborts the library', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'media-'))
    const reader = readerOf('/')
    afterAll(() => reader.close())
    // It dies of memory, inside the library or of ours, whichever is met first.
    expect((await reader.read(pentax ?? '')).engines.find(({ name }) => name === 'mediainfo')?.status).toMatch(/^(?:error|limit)$/)
    writeFileSync(join(folder, 'next.wav'), wav())
    expect((await reader.read(join(folder, 'next.wav'))).media?.container).toBe('Wave')
  })
})
