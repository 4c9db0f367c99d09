// What is left out of a record that is too large, and in which order.
import { expect, it } from 'vitest'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { fitting, recordBytes } from '../../src/metadata/record-size.ts'

const inner = { engines: [], file: { name: 'a', size: 1, extensionMatches: null }, times: [], software: [], text: [], findings: [], raw: {} }
const record: MetadataRecord = { ...inner, format: 'metadata/1', exhibit: 1, sha256: 'ab' }
const LIMIT = 4000
const much = 'x'.repeat(LIMIT)

it('keeps a record that fits as it is', () => {
  expect(fitting(record, LIMIT)).toBe(record)
})

it.each([
  ['raw', { raw: { png: { much } } }],
  ['inside', { embedded: [{ name: much, relation: 'member' as const, size: 1 }] }],
  ['facts', { text: [{ key: 'k', value: much, source: 's' }] }],
])('leaves out what is too much: %s', (left, more) => {
  const kept = fitting({ ...record, ...more }, LIMIT)
  expect(recordBytes(kept).length).toBeLessThanOrEqual(LIMIT)
  expect(kept.findings).toEqual([{ code: 'record-cut', level: 'notice', evidence: [], facts: { left } }])
  expect(kept.sha256).toBe('ab')
})
