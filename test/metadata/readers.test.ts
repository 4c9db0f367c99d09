// Readers on files made here, each with one property that an investigator must be shown.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exifBlock, withExif } from '../../src/exercise/samples/exif-block.ts'
import { notice } from '../../src/exercise/samples/documents.ts'
import { extensionMatches, extensionOf } from '../../src/metadata/extensions.ts'
import { namePattern } from '../../src/metadata/name-patterns.ts'
import { rawTags } from '../../src/metadata/raw-tags.ts'
import { contentType } from '../../src/metadata/content-type.ts'
import { tiffBlock } from '../../src/metadata/readers/exifr/tags.ts'
import { hasSaneMeta } from '../../src/metadata/readers/exifr/sane-boxes.ts'
import { jpegFacts } from '../../src/metadata/readers/jpeg/segments.ts'
import { tailOf } from '../../src/metadata/trailing-bytes.ts'
import { bytesOf } from '../../src/metadata/structure/boxes.ts'
import { mailFacts } from '../../src/metadata/readers/mail/headers.ts'
import { pdfFacts } from '../../src/metadata/readers/pdf/info-dictionary.ts'
import { pngFacts } from '../../src/metadata/readers/png/chunks.ts'
import { pageFacts } from '../../src/metadata/readers/html/page.ts'
import { xmpFacts } from '../../src/metadata/readers/xmp/properties.ts'
import { readerOf } from './support/reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'readers-'))
const reader = readerOf(folder)
const read = async (name: string, bytes: Buffer) => {
  writeFileSync(join(folder, name), bytes)
  return await reader.read(join(folder, name))
}
const codes = async (name: string, bytes: Buffer): Promise<string[]> => (await read(name, bytes)).findings.map(({ code }) => code).sort()
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(8 + body.length)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), out.length - 4)
  return out
}
const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const inside = (file: Buffer, extra: Buffer): Buffer => Buffer.concat([file.subarray(0, 2), extra, file.subarray(2)])
const xmp = (attributes: string): Buffer => segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:RDF><rdf:Description ${attributes}/></rdf:RDF></x:xmpmeta>`))
const tags = { make: 'Exemple', model: 'Phone', orientation: 1, taken: '2026:11:16 08:12:31', width: 40, height: 30 } as const
let plain: Buffer
let photo: Buffer
let png: Buffer

beforeAll(async () => {
  const drawn = sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
  plain = await drawn.clone().jpeg().toBuffer()
  photo = withExif(plain, exifBlock(tags))
  png = await drawn.clone().png().toBuffer()
})
afterAll(async () => { await reader.close() })

describe('files with one property', () => {
  it('a plain photo has no finding', async () => { expect(await codes('DSC1.jpg', photo)).toEqual([]) })
  it('a zip behind the picture', async () => { expect(await codes('DSC2.jpg', Buffer.concat([photo, Buffer.from('PK\x03\x04hidden')]))).toEqual(['trailing-data']) })
  it('a PNG with a tail', async () => { expect(await codes('a.png', Buffer.concat([png, Buffer.alloc(1024, 1), Buffer.from('%PDF-1.4')]))).toEqual(['trailing-data']) })
  it('a PNG that PDF readers open too', async () => { expect(await codes('b.png', Buffer.concat([png, Buffer.from('%PDF-1.4')]))).toEqual(['polyglot', 'trailing-data']) })
  it('XMP and EXIF that name two makers: both are kept', async () => {
    const record = await read('DSC3.jpg', inside(photo, xmp('tiff:Make="FAKE" xmp:CreatorTool="Adobe Photoshop 25.0"')))
    expect(record.findings.map(({ code }) => code).sort()).toEqual(['editor-software', 'xmp-contradicts-exif'])
    expect(record.device?.make).toBe('Exemple')
    expect(record.raw['xmp']).toMatchObject({ 'tiff:Make': 'FAKE' })
    expect(record.raw['exifr']).toMatchObject({ ifd0: { Make: 'Exemple' } })
  })
  it('a zero date is kept raw', async () => {
    const record = await read('DSC4.jpg', withExif(plain, exifBlock({ ...tags, taken: '0000:00:00 00:00:00' })))
    expect(record.times[0]).toMatchObject({ raw: '0000:00:00 00:00:00', valid: false })
    expect(record.captured).toBeUndefined()
    expect(record.findings.map(({ code }) => code)).toContain('date-invalid')
  })
  it('a mark of Facebook', async () => {
    const dataset = Buffer.concat([Buffer.from([0x1c, 2, 40, 0, 12]), Buffer.from('FBMD01000abc')])
    const resource = Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1'), dataset, Buffer.alloc(dataset.length % 2)])
    resource.writeUInt16BE(dataset.length, 24)
    expect(await codes('a.jpg', inside(plain, segment(0xed, resource)))).toEqual(['no-camera-metadata', 'platform-trace'])
  })
  it('a declared AI source', async () => {
    expect(await codes('b.jpg', inside(photo, xmp('Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"')))).toEqual(['ai-source-type'])
  })
  it('position 0, 0 and a GPS date of another week', async () => {
    const gps = { latitude: 0, longitude: 0, altitude: 0, date: '2026:11:01', time: [8, 0, 0] } as const
    expect(await codes('DSC5.jpg', withExif(plain, exifBlock({ ...tags, gps })))).toEqual(['gps-date-differs', 'gps-zero'])
  })
  it('an executable named as a picture', async () => {
    const record = await read('photo.jpg', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]))
    expect(record.file).toMatchObject({ extension: 'jpg', extensionMatches: false, detected: { extension: 'exe' } })
    expect(record.findings[0]).toMatchObject({ code: 'extension-mismatch', level: 'warn' })
  })
  it('PNG texts, its date in UTC, and a compressed text', async () => {
    const time = Buffer.from([0x07, 0xea, 11, 16, 7, 12, 31])
    const extra = Buffer.concat([chunk('tIME', time), chunk('tEXt', Buffer.from('Software\0GIMP 3.0')), chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.from('bonjour'))]))])
    const record = await read('b.png', Buffer.concat([png.subarray(0, 33), extra, png.subarray(33)]))
    expect(record).toMatchObject({
      times: [{ role: 'modified', source: 'PNG:tIME', utc: '2026-11-16T07:12:31Z', zone: { provenance: 'format-defines-utc' } }],
      software: [{ name: 'GIMP 3.0', source: 'PNG:Software' }], text: [{ key: 'Comment', value: 'bonjour', source: 'PNG:Comment' }],
    })
    expect(record.findings.map(({ code }) => code)).toEqual(['editor-software'])
  })
  it('a message with an impossible date gets no invented one', async () => {
    const record = await read('a.eml', Buffer.from('From: a@example.org\r\nTo: b@example.org\r\nDate: soon\r\nSubject: x\r\n\r\nbonjour'))
    expect(record.times).toMatchObject([{ role: 'sent', raw: 'soon', source: 'MAIL:Date', zone: { provenance: 'unknown' }, precision: 'second', valid: false }])
    expect(record.findings.map(({ code }) => code)).toEqual(['date-invalid'])
  })
})

it.each([
  ['eml', 'Received: from x\r\nDate: Tue, 17 Nov 2026 07:52:11 +0100\r\n\r\nx'], ['mbox', 'From a@example.org Tue Nov 17\nFrom: a\n\nx\n'], ['html', '<!DOCTYPE html><html>'], ['html', '<!-- saved from url=(0001)x -->\n<html>'],
  ['json', '{"a": [1, 2]}'], ['har', '{"log": {"version": "1.2"}}'], ['csv', 'a;b;c\n1;2;3\n4;5;6\n'], ['svg', '<?xml version="1.0"?><svg xmlns="x"/>'], ['warc', 'WARC/1.1\r\nWARC-Type: x'],
  ['vcf', 'BEGIN:VCARD\r\nVERSION:3.0\r\n'], ['txt', 'Bonjour, voilà : un texte.\nDate: demain\n'], ['rtf', '{\\rtf1\\ansi x}'], ['pdf', '%PDF-1.7\n'],
])('%s is known by its content', async (extension, text) => {
  expect((await contentType(Buffer.from(text)))?.extension).toBe(extension)
})
it('bytes that are nothing have no type', async () => {
  expect(await contentType(Buffer.from([0, 1, 2, 3, 0, 9, 200, 7]))).toBeUndefined()
  expect(await contentType(Buffer.alloc(0))).toBeUndefined()
})
it.each([['jpeg', 'jpg', true], ['heic', 'mp4', true], ['docx', 'zip', true], ['docx', 'cfb', true], ['jpg', 'png', false], ['exe', 'pdf', false], ['txt', 'exe', false], ['png', 'txt', false], ['unicorn', 'txt', null], [undefined, 'jpg', null], ['jpg', undefined, null]])('%s against %s: %s', (declared, detected, answer) => {
  expect(extensionMatches(declared, detected)).toBe(answer)
})
it.each([['a.JPG', 'jpg'], ['.bashrc', undefined], ['a', undefined], ['a.b c', undefined], ['x.tar.gz', 'gz'], ['évil.\u202Egpj.exe', 'exe']])('extension of %j', (name, extension) => {
  expect(extensionOf(name)).toBe(extension)
})
it.each([['IMG-20261115-WA0007.jpg', 'WhatsApp'], ['photo_2026-11-15_18-39-52.jpg', 'Telegram'], ['Snapchat-123.jpg', 'Snapchat'], ['Capture d\u2019écran 2026-11-15 à 18.49.03.png'.normalize('NFD'), 'macOS'], ['IMG_2041.HEIC', undefined]])('%s suggests %s', (name, app) => {
  expect(namePattern(name)).toBe(app)
})
it('raw tags hold nothing that JSON loses or a prototype fears', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 1, "a": {"b": [1, null]}}') as object
  expect(rawTags(hostile)).toEqual({ a: { b: [1, null] } })
  expect(rawTags({ n: Number.NaN, d: new Date(0), u: Buffer.from('x'), s: 'y'.repeat(9000) })).toMatchObject({ n: 'NaN', d: '1970-01-01T00:00:00.000Z', u: { bytes: 1 } })
})

describe('readers never throw on bytes of any kind', () => {
  const readers: readonly (readonly [string, (bytes: Buffer) => unknown])[] = [
    ['jpeg', (bytes) => tailOf(bytes.subarray(jpegFacts(bytes).end ?? 0), 0, bytes.length)], ['png', (bytes) => pngFacts(bytesOf(bytes))], ['xmp', xmpFacts], ['mail', mailFacts], ['page', pageFacts], ['pdf', pdfFacts], ['tiff', tiffBlock], ['heif', hasSaneMeta],
  ]
  it.each(readers)('%s', (_, parse) => {
    const seeds = [photo, png, notice(), Buffer.from('Subject: =?utf-8?Q?a?=\nDate: x\n\n'), Buffer.from('00000018667479706865696300000000686569636d6966310000003c6d657461000000000000003069696e660000000000010000001c696e6665', 'hex')]
    fc.assert(fc.property(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 12 }), fc.nat(4000), (seed, flips, cut) => {
      const bytes = Buffer.from(seed.subarray(0, seed.length - (cut % seed.length)))
      for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value
      expect(() => parse(bytes)).not.toThrow()
    }), { numRuns: 300 })
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { expect(() => parse(Buffer.from(bytes))).not.toThrow() }), { numRuns: 200 })
  })
})
