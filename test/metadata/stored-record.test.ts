import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { readRecord, soundRecord } from '../../src/metadata/stored-record.ts'
import { tempDir, testWorld } from '../support/world.ts'

const record: MetadataRecord = {
  format: 'metadata/1', exhibit: 1, sha256: 'ab', engines: [{ name: 'exifr', version: '1', status: 'ok' }], file: { name: 'a', size: 1, extensionMatches: null },
  times: [], software: [], text: [], findings: [], raw: {},
}
const { format: _, exhibit: __, sha256: ___, ...inner } = record

it('takes a record for none when its file was changed into something else', () => {
  expect(soundRecord(record)).toBe(record)
  expect(soundRecord(undefined)).toBeUndefined()
  const whole = { ...record, ids: [], people: [{ role: 'author', value: 'x', source: 's' }], embedded: [{ name: 'b', relation: 'member', size: 1, record: inner }] }
  expect(soundRecord(whole)).toBe(whole)
  for (const change of [
    { findings: null }, { times: [null] }, { file: 1 }, { raw: null }, { engines: 'x' }, { findings: [{ code: 'x', level: 'info', facts: {}, evidence: [1] }] }, { findings: [{ code: 'x', level: 'info', evidence: [] }] },
    { place: null }, { device: { make: 'x' } }, { file: { detected: {} } }, { software: [{ name: 3, source: 's' }] }, { people: [{ role: 'author' }] }, { embedded: [{ name: 'b', relation: 'x', size: 1, record: { ...inner, times: 'x' } }] },
  ]) {
    expect(soundRecord({ ...record, ...change } as never), JSON.stringify(change)).toBeUndefined()
  }
})

it('does not go down a record that holds itself for ever', () => {
  let nested: object = inner
  for (let depth = 0; depth < 40; depth += 1) nested = { ...inner, embedded: [{ name: 'x', relation: 'member', size: 1, record: nested }] }
  expect(soundRecord({ ...record, ...nested })).toBeUndefined()
})

it('reads the record of these bytes only', async () => {
  const dir = tempDir()
  mkdirSync(join(dir, 'metadata/records'), { recursive: true })
  const write = (text: string): void => { writeFileSync(join(dir, 'metadata/records/0001.json'), text) }
  const written = (): string => hash('sha256', readFileSync(join(dir, 'metadata/records/0001.json')), 'hex')
  const read = async (sha256: string) => readRecord(testWorld(), dir, { number: 1, digests: { sha256 } }, new Map(existsSync(join(dir, 'metadata/records/0001.json')) ? [[1, written()]] : []))
  expect(await read('ab')).toBeUndefined()
  write(JSON.stringify(record))
  expect(await read('ab')).toEqual(record)
  expect(await read('cd')).toBeUndefined()
  for (const vouched of [new Map([[1, '0'.repeat(64)]]), new Map([[2, written()]])]) expect(await readRecord(testWorld(), dir, { number: 1, digests: { sha256: 'ab' } }, vouched), 'not the one of the journal').toBeUndefined()
  write(JSON.stringify({ ...record, format: 'metadata/2' }))
  expect(await read('ab')).toBeUndefined()
  write(JSON.stringify({ ...record, raw: { x: { y: 'z'.repeat(33 * 2 ** 20) } } }))
  expect(await read('ab'), 'larger than any record').toBeUndefined()
  write('{')
  expect(await read('ab')).toBeUndefined()
})
