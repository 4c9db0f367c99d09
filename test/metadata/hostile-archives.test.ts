// Messages and archives made to hurt readers: each ends as an outcome within its time, with what could be read of it.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { readerOf } from './support/reading.ts'
import { zipOf } from './support/zip-making.ts'

const folder = mkdtempSync(join(tmpdir(), 'hostile-archives-'))
const reader = readerOf(folder)
afterAll(() => reader.close())

const MAIL = 'From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 16 Nov 2026 08:12:31 +0100\r\n'
const repeated = (name: string, bytes: Buffer, times: number): Buffer => zipOf(Array.from({ length: times }, (_, index) => ({ name: `${index}-${name}`, bytes })))
const codes = ({ findings }: MetadataRecord): string[] => findings.map(({ code }) => code)
const sent = ({ times }: MetadataRecord): boolean => times.some(({ utc }) => utc === '2026-11-16T07:12:31Z')
const unread = ({ embedded = [] }: Pick<MetadataRecord, 'embedded'>): (string | undefined)[] => embedded.flatMap(({ unread: reason, record }) => (record?.embedded === undefined ? [reason] : unread({ embedded: record.embedded })))

it.each<[string, () => Buffer, (record: MetadataRecord) => void]>([
  ['parts.eml', () => Buffer.from(`${MAIL}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: application/x-y\r\n\r\nq\r\n'.repeat(100_000)}--x--\r\n`), (record) => { expect([sent(record), codes(record)]).toEqual([true, ['mail-body-unread']]) }],
  ['nested.eml', () => Buffer.from(MAIL + Array.from({ length: 10_000 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')), (record) => { expect([sent(record), codes(record)]).toEqual([true, ['mail-body-unread']]) }],
  ['messages.eml', () => Buffer.from(`${`${MAIL}Content-Type: message/rfc822\r\n\r\n`.repeat(2000)}${MAIL}\r\nfin`), (record) => { expect([sent(record), JSON.stringify(record).length < 50_000]).toEqual([true, true]) }],
  ['fields.eml', () => Buffer.from(`${MAIL}${'X-A: b\r\n'.repeat(200_000)}\r\nx`), (record) => { expect([sent(record), JSON.stringify(record).length < 200_000]).toEqual([true, true]) }],
  ['field.eml', () => Buffer.from(`${MAIL}X-A: ${'b'.repeat(10_000_000)}\r\n\r\nx`), (record) => { expect(sent(record)).toBe(true) }],
  ['people.eml', () => Buffer.from(`${MAIL}Cc: ${'"a\\'.repeat(100_000)},${'<<((('.repeat(100_000)}\r\n\r\nx`), (record) => { expect(sent(record)).toBe(true) }],
  ['layers.zip', () => repeated('2.zip', repeated('1.zip', repeated('0.dll', Buffer.alloc(20 * 2 ** 20), 1), 4), 4), (record) => { expect(unread(record)).toEqual(Array.from({ length: 16 }, () => 'ratio')) }],
  ['deep.zip', () => Array.from({ length: 30 }).reduce<Buffer>((inner) => repeated('x.zip', inner, 1), repeated('x', Buffer.from('fond'), 1)), (record) => { expect(unread(record)).toEqual(['depth']) }],
  ['names.zip', () => zipOf(Array.from({ length: 10_000 }, (_, index) => ({ name: `${'../'.repeat(20)}${index}`, bytes: Buffer.alloc(0) }))), (record) => { expect(record.findings).toMatchObject([{ code: 'archive-unsafe-names', facts: { names: 10_000 } }]) }],
  ['header.warc', () => Buffer.from(`WARC/1.1\r\n${'a: b\r\n'.repeat(1_000_000)}`), (record) => { expect(codes(record)).toEqual(['warc-damaged']) }],
  ['length.warc', () => Buffer.from('WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 999999999999999\r\n\r\nx'), (record) => { expect(codes(record)).toEqual(['warc-damaged', 'warc-without-digest']) }],
  ['lines.warc', () => Buffer.concat([Buffer.from('WARC/1.1\r\n\r\n'), Buffer.alloc(10 * 2 ** 20, 10)]), (record) => { expect(record.text[0]?.value).toBe('?: 1') }],
  ['inflates.warc.gz', () => Buffer.concat([gzipSync(Buffer.from('WARC/1.1\r\nContent-Length: 900000000\r\n\r\n')), gzipSync(Buffer.alloc(300 * 2 ** 20))]), (record) => { expect(record.findings[0]?.evidence[0]).toMatch(/^WARC:stopped after \d+ inflated bytes$/) }],
])('%s ends soon, and what it says is told', async (name, bytes, finds) => {
  const path = join(folder, name)
  writeFileSync(path, bytes())
  const started = performance.now()
  const record = await reader.read(path)
  expect(performance.now() - started).toBeLessThan(12_000)
  expect(record.engines.filter(({ status }) => status !== 'ok' && status !== 'empty')).toEqual([])
  finds(record)
}, 60_000)
