import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exhibits } from '../../src/case/case-folder.ts'
import { readJournal } from '../../src/case/journal.ts'
import type { JournalEntry } from '../../src/case/journal-entry.ts'
import { makeSamples } from '../../src/exercise/samples/make-samples.ts'
import { inspectCase } from '../../src/metadata/inspect-case.ts'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { add, addFile, newCase, worldOf } from './support/cases.ts'

const world = worldOf()
let dir: string
let samples: string[]
const record = (number: string, of = dir): MetadataRecord => JSON.parse(readFileSync(join(of, 'metadata/records', `${number}.json`), 'utf8')) as MetadataRecord
const exhibitNumbered = async (of: string, number: number): Promise<{ stored: string }> => {
  for await (const exhibit of exhibits(world, of)) if (exhibit.number === number && exhibit.stored !== null) return { stored: exhibit.stored }
  throw new Error(String(number))
}
const inspectedLines = async (of = dir): Promise<JournalEntry[]> => {
  const lines = []
  for await (const { entry } of readJournal(world, of)) if (entry.action === 'exhibit.inspected') lines.push(entry)
  return lines
}
const byName = (part: string): MetadataRecord => {
  const found = readdirSync(join(dir, 'metadata/records')).map((file) => record(file.slice(0, 4))).find(({ file }) => file.name.includes(part))
  if (found === undefined) throw new Error(part)
  return found
}

beforeAll(async () => {
  samples = await makeSamples(world, mkdtempSync(join(tmpdir(), 'samples-')))
  dir = await newCase(world)
  await add(world, dir, samples)
})
afterAll(async () => { await world.evidence.close() })

describe('inspecting a case', () => {
  it('reads each exhibit once, keeps its record and the digest of the record in the journal', async () => {
    const steps: number[] = []
    const result = await inspectCase(world, dir, {}, ({ files }) => steps.push(files))
    expect(result).toMatchObject({ inspected: 10, already: 0, failed: [] })
    expect(steps.at(-1)).toBe(10)
    const lines = await inspectedLines()
    expect(lines.map(({ subject }) => subject)).toEqual(samples.map((_, index) => String(index + 1).padStart(4, '0')))
    for (const { subject, facts } of lines) {
      expect(facts).toEqual({
        record: createHash('sha256').update(readFileSync(join(dir, 'metadata/records', `${subject}.json`))).digest('hex'),
        status: expect.stringMatching(/^(ok|empty)$/), findings: record(subject).findings.length,
      })
    }
    expect(result.counts.notice).toBeGreaterThan(0)
    expect(result.findings[0]).toMatchObject({ number: expect.any(Number), finding: { level: 'notice' } })
    expect(await inspectCase(world, dir)).toMatchObject({ inspected: 0, already: 10 })
  })

  it('says what the samples hold', () => {
    expect(byName('171204')).toMatchObject({
      image: { width: 1600, height: 1067 }, device: { make: 'Exemple', model: 'Phone 5' }, place: { latitude: expect.closeTo(43.60853, 4), longitude: expect.closeTo(3.87967, 4), altitude: 46.2 },
      times: expect.arrayContaining([expect.objectContaining({ role: 'captured', utc: '2026-11-15T16:12:04Z', zone: expect.objectContaining({ provenance: 'tag' }) })]), findings: [],
    })
    expect(byName('081231').times[0]).toMatchObject({ utc: '2026-11-16T07:12:31Z', zone: { offset: '+01:00', provenance: 'gps-derived' } })
    expect(byName('101544')).toMatchObject({ image: { orientation: 6 }, findings: [], times: [{ zone: { provenance: 'unknown' } }, {}, {}] })
    expect(byName('WA0007').findings.map(({ code }) => code).sort()).toEqual(['editor-software', 'name-pattern', 'pixel-size-differs', 'saved-later'])
    expect(byName('Capture').findings.map(({ code }) => code).sort()).toEqual(['name-pattern', 'screenshot-marker'])
    expect(byName('.webp')).toMatchObject({ device: { make: 'Exemple' }, times: [{ role: 'captured', utc: '2026-11-13T11:41:09Z' }, {}, {}] })
    expect(byName('.eml')).toMatchObject({ times: [{ role: 'sent', utc: '2026-11-17T06:52:11Z' }, { role: 'received', utc: '2026-11-17T06:52:14Z' }], text: expect.arrayContaining([expect.objectContaining({ key: 'Subject', value: 'Photo de Lina dans le groupe de la classe' })]) })
    expect(byName('.pdf')).toMatchObject({ times: [{ utc: '2026-11-17T09:30:15Z' }, {}], software: [{ name: 'Exemple PDF 1.0' }, { name: 'Exemple Texte 7' }] })
    expect(byName('.html').text).toContainEqual(expect.objectContaining({ key: 'canonical', value: 'https://potins.example.org/4eb/photo-du-jour', source: 'HTML:link rel=canonical' }))
    expect(byName('.txt').file).toMatchObject({ detected: { extension: 'txt' }, extensionMatches: true })
  })

  it('gives the same bytes again, whatever the zone and the day', async () => {
    const before = readdirSync(join(dir, 'metadata/records')).map((file) => readFileSync(join(dir, 'metadata/records', file), 'utf8'))
    expect(await inspectCase(world, dir, { force: true })).toMatchObject({ inspected: 10, already: 0 })
    expect(readdirSync(join(dir, 'metadata/records')).map((file) => readFileSync(join(dir, 'metadata/records', file), 'utf8'))).toEqual(before)
  })

  it('makes a lost record again, and only the one asked for', async () => {
    rmSync(join(dir, 'metadata/records/0003.json'))
    rmSync(join(dir, 'metadata/records/0004.json'))
    expect(await inspectCase(world, dir, { exhibits: [3] })).toMatchObject({ inspected: 1, already: 0 })
    expect(existsSync(join(dir, 'metadata/records/0004.json'))).toBe(false)
    expect(await inspectCase(world, dir)).toMatchObject({ inspected: 1, already: 9 })
  })

  it('makes a record again that another hand changed', async () => {
    const path = join(dir, 'metadata/records/0003.json')
    const before = readFileSync(path)
    writeFileSync(path, `${before.toString().trimEnd()} \n`)
    expect(await inspectCase(world, dir)).toMatchObject({ inspected: 1, already: 9 })
    expect(readFileSync(path)).toEqual(before)
  })

  it('never opens prohibited content, and says so', async () => {
    for (const profile of ['police', 'hotline'] as const) {
      const other = await newCase(world, profile)
      await addFile(world, other, 'a.jpg', readFileSync(samples[0] ?? ''), 'prohibited')
      expect(await inspectCase(world, other)).toMatchObject({ inspected: 1, failed: [] })
      expect(record('0001', other)).toMatchObject({ engines: [], times: [], raw: {}, findings: [{ code: 'not-read', facts: { reason: 'prohibited' } }] })
    }
  })

  it('a file that is gone costs itself only', async () => {
    const other = await newCase(world)
    await add(world, other, samples.slice(0, 3))
    rmSync(join(other, 'data/0002'), { recursive: true, force: true })
    const result = await inspectCase(world, other)
    expect(result).toMatchObject({ inspected: 3, failed: [{ number: 2, status: 'error' }] })
    expect(record('0002', other).engines[0]?.message).not.toMatch(/\/tmp/)
    expect(record('0003', other).image).toBeDefined()
  })

  it('reads nothing for an exhibit from other bytes than its own', async () => {
    const other = await newCase(world)
    await add(world, other, samples.slice(0, 2))
    const { stored } = await exhibitNumbered(other, 1)
    chmodSync(join(other, stored), 0o644)
    writeFileSync(join(other, stored), readFileSync(samples[2] ?? ''))
    expect(await inspectCase(world, other)).toMatchObject({ inspected: 2, counts: { warn: 1 } })
    expect(record('0001', other)).toMatchObject({ engines: [], times: [], raw: {}, findings: [{ code: 'not-read', level: 'warn', facts: { reason: 'changed' } }] })
    expect(record('0002', other).engines).not.toEqual([])
  })

  it('stops on an interruption, keeps no half group, and goes on afterwards', async () => {
    const other = await newCase(world)
    await add(world, other, samples)
    const abort = new AbortController()
    const interrupted = worldOf(abort.signal)
    setTimeout(() => { abort.abort('SIGINT') }, 60)
    await expect(inspectCase(interrupted, other)).rejects.toMatchObject({ code: 'system.interrupted', facts: { signal: 'SIGINT' } })
    expect(await inspectedLines(other)).toEqual([])
    expect(await inspectCase(world, other)).toMatchObject({ inspected: 10 })
    expect(readdirSync(join(other, 'metadata/records'))).toHaveLength(10)
  })
})
