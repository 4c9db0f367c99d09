// The overview over made-up records: what is counted once, what is told apart, what stays bounded.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Overviewer } from '../../../src/metadata/overview/overview.ts'
import { PlaceClusters } from '../../../src/metadata/overview/place-clusters.ts'
import type { EmbeddedRecord, MetadataRecord, TimeFact } from '../../../src/metadata/record.ts'

const record = (exhibit: number, more: Partial<MetadataRecord> = {}): MetadataRecord => ({
  format: 'metadata/1', exhibit, sha256: '00', engines: [], file: { name: 'a.jpg', size: 1, extensionMatches: null }, times: [], software: [], text: [], findings: [], raw: {}, ...more,
})
const embedded = (more: Partial<EmbeddedRecord> = {}): EmbeddedRecord => {
  const { format: _, exhibit: __, sha256: ___, ...rest } = record(0)
  return { ...rest, ...more }
}
const time = (role: TimeFact['role'], local: string, utc?: string): TimeFact => ({
  role, raw: local, source: 'EXIF:x', local, ...(utc === undefined ? {} : { utc }), zone: utc === undefined ? { provenance: 'unknown' } : { offset: '+01:00', provenance: 'tag' }, precision: 'second', valid: true,
})
const over = (...records: readonly (MetadataRecord | undefined)[]): Overviewer => {
  const overviewer = new Overviewer()
  for (const [index, each] of records.entries()) overviewer.add(index + 1, each)
  return overviewer
}

it('counts an exhibit once, with the files inside it', () => {
  const inside = embedded({ device: { make: 'Exemple', model: 'Phone 5', serials: [{ value: 'SN-1', source: 'EXIF' }] }, software: [{ name: 'Editor', source: 'x' }] })
  const overview = over(
    record(1, { software: [{ name: 'Editor', source: 'x' }, { name: 'Editor', source: 'y' }], embedded: [{ name: 'image1.jpeg', relation: 'media', size: 1, record: inside }] }),
    undefined,
    record(3, { device: { make: 'Exemple', model: 'Phone 5', serials: [{ value: 'SN-1', source: 'EXIF' }, { value: 'SN-2', source: 'EXIF' }] } }),
  ).value()
  expect(overview).toMatchObject({ exhibits: 3, inspected: 2, embedded: 1 })
  expect(overview.software.list).toEqual([{ name: 'Editor', exhibits: [1], count: 1 }])
  expect(overview.devices.list).toEqual([{ make: 'Exemple', model: 'Phone 5', serials: ['SN-1', 'SN-2'], exhibits: [1, 3], count: 2 }])
  // A serial number that one exhibit alone carries is not shared.
  expect(overview.shared.list).toEqual([{ kind: 'serial', value: 'SN-1', exhibits: [1, 3], count: 2 }])
})

it('does not call shared what repeats inside one exhibit, nor zeros', () => {
  const ids = [{ kind: 'XMP DocumentID', value: 'abc', source: 'x' }, { kind: 'serial', value: '00000', source: 'x' }]
  expect(over(record(1, { ids: [...ids, ...ids], embedded: [{ name: 'b', relation: 'media', size: 1, record: embedded({ ids }) }] })).value().shared.list).toEqual([])
  expect(over(record(1, { ids }), record(2, { ids })).value().shared.list).toEqual([{ kind: 'XMP DocumentID', value: 'abc', exhibits: [1, 2], count: 2 }])
  // A third one too; and too long to be held is told, not guessed.
  expect(over(record(1, { ids }), record(2, { ids }), record(3, { ids })).value().shared.list).toEqual([{ kind: 'XMP DocumentID', value: 'abc', exhibits: [1, 2, 3], count: 3 }])
  const long = { ids: [{ kind: 'x', value: 'y'.repeat(1000), source: 's' }] }
  expect(over(record(1, long), record(2, long)).value().shared).toEqual({ list: [], unlisted: 2 })
  // The same value of another kind is another identifier.
  expect(over(record(1, { ids }), record(2, { ids: [{ kind: 'PDF ID', value: 'abc', source: 'x' }] })).value().shared.list).toEqual([])
})

it('groups positions within about a hundred metres and keeps the first as it was written', () => {
  const at = (latitude: number, longitude: number, errorMetres?: number): Partial<MetadataRecord> => ({ places: [{ latitude, longitude, source: 'EXIF', ...(errorMetres === undefined ? {} : { errorMetres }) }] })
  const overview = over(
    record(1, at(48.8583, 2.2945, 5)), record(2, at(48.8588, 2.2945, 12)), record(3, at(48.8610, 2.2945)), record(4, at(0, 0)), record(5, at(91, 0)), record(6, at(48.85835, 2.2957)),
  ).value()
  expect(overview.places.list).toEqual([
    { latitude: 48.8583, longitude: 2.2945, errorMetres: 12, exhibits: [1, 2, 6], count: 3 }, { latitude: 48.861, longitude: 2.2945, exhibits: [3], count: 1 },
  ])
  expect(overview.zeroPositions).toBe(1)
})

it('finds a group within reach for every position, wherever on Earth', () => {
  const metres = (a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number => Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180)) * 111_195
  const spots = fc.tuple(fc.double({ min: -80, max: 80, noNaN: true }), fc.double({ min: -179, max: 179, noNaN: true }), fc.array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 })), { minLength: 1, maxLength: 40 }))
  fc.assert(fc.property(spots, ([latitude, longitude, offsets]) => {
    const clusters = new PlaceClusters()
    const all = offsets.map(([x, y]) => ({ latitude: latitude + x / 10_000, longitude: longitude + y / 10_000, source: 's' }))
    for (const [index, place] of all.entries()) clusters.add(place, index + 1)
    const { list, unlisted } = clusters.listed()
    expect(unlisted).toBe(0)
    expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
    for (const place of all) expect(Math.min(...list.map((group) => metres(group, place)))).toBeLessThan(101)
    // Two groups are never within reach of each other.
    for (const [index, a] of list.entries()) for (const b of list.slice(index + 1)) expect(metres(a, b)).toBeGreaterThan(99)
  }))
})

it('counts days by the local date of the file, known and unknown zones apart', () => {
  const overviewer = over(
    record(1, { captured: 0, times: [time('captured', '2026-03-14T23:30:00', '2026-03-14T22:30:00Z'), time('captured', '2026-03-15T23:30:00')] }),
    record(2, { captured: 0, times: [time('captured', '2026-03-14T01:00:00')] }),
    record(3, { times: [time('sent', '2026-03-15T00:30:00', '2026-03-14T23:30:00Z'), time('sent', '2026-03-15T00:30:00', '2026-03-14T23:30:00Z'), { ...time('modified', 'x'), valid: false }, time('metadata', '2026-01-01T00:00:00')] }),
  )
  expect(overviewer.value().days.list).toEqual([
    { day: '2026-03-14', counts: { captured: { known: 1, unknown: 1 } } }, { day: '2026-03-15', counts: { sent: { known: 1, unknown: 0 } } },
  ])
  expect(overviewer.times.list('captured', true)).toEqual([Date.parse('2026-03-14T22:30:00Z')])
  expect(overviewer.times.list('captured', false)).toEqual([Date.parse('2026-03-14T01:00:00Z')])
  expect(overviewer.times.list('modified', false)).toEqual([])
  expect(overviewer.times.size).toBe(3)
})

it('tells platforms, what names suggest, and screenshots', () => {
  const finding = (code: string, facts: Record<string, string>) => ({ code, level: 'info' as const, evidence: [], facts })
  expect(over(record(1, { findings: [finding('platform-trace', { platform: 'Facebook, Instagram' }), finding('screenshot-marker', { marker: 'x' })] }), record(2, { findings: [finding('name-pattern', { app: 'WhatsApp' }), finding('screenshot-marker', { marker: 'x' })] })).value()).toMatchObject({
    platforms: { list: [{ name: 'Facebook, Instagram', count: 1 }] }, nameSuggests: { list: [{ name: 'WhatsApp', exhibits: [2] }] }, screenshots: 2,
  })
})

it('stays bounded over a hundred thousand records that all bring something new', () => {
  const overviewer = new Overviewer()
  for (let n = 1; n <= 100_000; n += 1) {
    overviewer.add(n, record(n, {
      device: { make: `m${n}`, serials: [{ value: `s${n}`, source: 'x' }] }, software: [{ name: `w${n}`, source: 'x' }], people: [{ role: 'author', value: `p${n}`, source: 'x' }],
      places: [{ latitude: (n % 170) - 85 + n / 1e6, longitude: (n % 350) - 175 + n / 1e6, source: 'x' }], captured: 0, times: [time('captured', '2026-03-14T01:00:00')],
    }))
  }
  const { devices, people, software, places, shared, days } = overviewer.value()
  expect([devices, people, software].map(({ list, unlisted }) => [list.length, unlisted])).toEqual([[1000, 99_000], [1000, 99_000], [1000, 99_000]])
  expect(places.list).toHaveLength(2000)
  expect(places.unlisted).toBeGreaterThan(0)
  expect(shared).toEqual({ list: [], unlisted: 0 })
  expect(days.list).toEqual([{ day: '2026-03-14', counts: { captured: { known: 0, unknown: 100_000 } } }])
})

it('does not call read what was not opened', () => {
  const notRead = record(2, { findings: [{ code: 'not-read', level: 'info', evidence: [], facts: { reason: 'prohibited' } }] })
  expect(over(record(1), notRead, undefined).value()).toMatchObject({ exhibits: 3, inspected: 1, notRead: 1 })
})
