// Parsers of documents under bytes of any kind: they answer or throw an Error, in bounded time, and read back what another
// hand has written.
import { deflateRawSync } from 'node:zlib'
import CFB from 'cfb'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CompoundFile } from '../../src/metadata/documents/compound-file.ts'
import { containerType } from '../../src/metadata/container-type.ts'
import { contentLines } from '../../src/metadata/documents/content-lines.ts'
import type { Engines } from '../../src/metadata/engines.ts'
import { inspectExhibit } from '../../src/metadata/inspect-exhibit.ts'
import { memberBatch } from '../../src/metadata/member-batch.ts'
import type { Candidate } from '../../src/metadata/member-batch.ts'
import { finding } from '../../src/metadata/finding-codes.ts'
import { TooLarge, WHOLE_LIMIT } from '../../src/metadata/reading.ts'
import type { ReadingContext, Source } from '../../src/metadata/reading.ts'
import { findingWords as english } from '../../src/messages/en/metadata.ts'
import { findingWords as french } from '../../src/messages/fr/metadata.ts'
import { pageFacts } from '../../src/metadata/readers/html/page.ts'
import { packaged } from '../../src/metadata/readers/ole/embedded.ts'
import { propertySets } from '../../src/metadata/readers/ole/property-set.ts'
import { listedAuthors, odfAuthors, wordAuthors } from '../../src/metadata/readers/office-xml/authors.ts'
import { pdfString } from '../../src/metadata/readers/pdf/pdf-string.ts'
import { reader as pdf } from '../../src/metadata/readers/pdf/reader.ts'
import { reader as unpdf } from '../../src/metadata/readers/unpdf/reader.ts'
import { rtfFacts } from '../../src/metadata/readers/rtf/info-group.ts'
import { basicTime, fileTime, partsTime } from '../../src/metadata/times.ts'
import { xmlLeaves } from '../../src/metadata/documents/xml-leaves.ts'
import { zipParts } from '../../src/metadata/zip/parts.ts'
import { SUMMARY, codePage, compoundOf, dictionary, narrow, packagedFile, propertyStream } from './support/compound.ts'
import { onePage, pdfStream } from './support/pdf.ts'
import { CONTENT_TYPES, wordDocument, zipOf } from './support/zip.ts'

function sourceOf(bytes: Buffer): Source {
  return { name: 'x', size: bytes.length, read: (start, length) => bytes.subarray(start, start + length), whole: () => bytes }
}
/** A real file with a few bytes changed and its end cut. */
function damaged(seeds: readonly Buffer[]): fc.Arbitrary<Buffer> {
  return fc.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(8000), fc.nat(255)), { maxLength: 12 }), fc.nat(3000)).map(([seed, flips, cut]) => {
    const bytes = Buffer.from(seed.subarray(0, seed.length - (cut % seed.length)))
    for (const [at, value] of flips) bytes[at % bytes.length] = value
    return bytes
  })
}
const page = Buffer.from('<html><head><title>x&eacute;</title><meta name=date content=2026><script type="application/ld+json">{"dateModified":"x"}</script><!-- saved from url=(1)x --></head>')
const rtf = Buffer.from("{\\rtf1\\ansi{\\info{\\author \\'c9 x}{\\creatim\\yr2026\\mo1\\dy2}}{\\*\\generator x;}}")
const cards = Buffer.from('BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:a=C3=\r\n=A9\r\nREV:20261116T071231Z\r\nEND:VCARD\r\n')
const summary = propertyStream({ format: SUMMARY, values: [[0, dictionary({ 2: 'x' })], [1, codePage(932)], [4, narrow(Buffer.from('8341', 'hex'))]] })
const compound = compoundOf({ WordDocument: Buffer.alloc(5000, 1), small: Buffer.alloc(100, 2), 'a/b/c': Buffer.alloc(700, 3), '\u0005SummaryInformation': summary })
const archive = wordDocument('<dc:creator>x</dc:creator>')

describe('parsers never throw on bytes of any kind', () => {
  const parsers: readonly (readonly [string, (bytes: Buffer) => unknown])[] = [
    ['page', pageFacts], ['rich text', rtfFacts], ['content lines', contentLines], ['property sets', propertySets], ['packaged file', packaged], ['XML', xmlLeaves],
    ['PDF string', (bytes) => pdfString(bytes.toString('latin1'))], ['authors', (bytes) => [wordAuthors(bytes.toString(), 'x'), listedAuthors(bytes.toString(), 'x'), odfAuthors(bytes.toString())]],
  ]
  it.each(parsers)('%s', (_, parse) => {
    fc.assert(fc.property(damaged([page, rtf, cards, summary, packagedFile('a', 'b', Buffer.from('c')), Buffer.from('(a\\(b\\051\\\n)')]), (bytes) => { expect(() => parse(bytes)).not.toThrow() }), { numRuns: 400 })
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { expect(() => parse(Buffer.from(bytes))).not.toThrow() }), { numRuns: 200 })
  })

  it('containers: a type, or none', async () => {
    await fc.assert(fc.asyncProperty(damaged([compound, archive]), fc.constantFrom('zip', 'cfb'), async (bytes, extension) => {
      expect((await containerType(extension, sourceOf(bytes)))?.extension ?? 'none').toMatch(/^(?:docx|doc|none)$/)
    }), { numRuns: 300 })
  })

  it('compound files: every stream ends', () => {
    fc.assert(fc.property(damaged([compound]), (bytes) => {
      let file: CompoundFile
      try {
        file = new CompoundFile(sourceOf(bytes))
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        return
      }
      for (const entry of file.entries) expect(entry.read(2 ** 16).length).toBeLessThanOrEqual(2 ** 16)
    }), { numRuns: 400 })
  })
})

describe('compound files', () => {
  it('give back the streams that another program wrote', () => {
    const streams = fc.dictionary(fc.stringMatching(/^[a-z]{1,12}$/), fc.uint8Array({ maxLength: 9000 }), { minKeys: 1, maxKeys: 12 })
    fc.assert(fc.property(streams, (contents) => {
      const bytes = compoundOf(Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, Buffer.from(content)])))
      const entries = new CompoundFile(sourceOf(bytes)).entries.filter(({ kind, path }) => kind === 'stream' && path[0] !== '\u0001Sh33tJ5')
      expect(Object.fromEntries(entries.map((entry) => [entry.path.join('/'), entry.read(2 ** 20).toString('hex')])))
        .toEqual(Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, Buffer.from(content).toString('hex')])))
    }), { numRuns: 60 })
  })
  it('are read alike by the other program', () => {
    const theirs = CFB.read(compound, { type: 'buffer' })
    for (const entry of new CompoundFile(sourceOf(compound)).entries.filter(({ kind }) => kind === 'stream')) {
      expect(entry.read(2 ** 20)).toEqual(Buffer.from(CFB.find(theirs, `/${entry.path.join('/')}`)?.content ?? []))
    }
  })
})

describe('archives', () => {
  it('of any order and size are known by their directory', async () => {
    const large = zipOf([{ name: 'word/media/a.bin', stored: true, bytes: Buffer.alloc(17 * 2 ** 20, 7) }, CONTENT_TYPES])
    expect(await containerType('zip', sourceOf(large))).toMatchObject({ extension: 'docx', by: 'scelle' })
    expect(await containerType('zip', sourceOf(zipOf([{ name: 'x', bytes: 'x' }, { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet' }])))).toMatchObject({ extension: 'ods' })
    expect(await containerType('zip', sourceOf(zipOf([{ name: 'x', bytes: 'x' }])))).toBeUndefined()
  })
  it.each([
    ['larger than asked', { name: 'a', bytes: 'abcdef' }, 3, 'size'], ['larger than told', { name: 'a', bytes: Buffer.alloc(9000), size: 10 }, 2 ** 20, 'ratio'], ['unlikely', { name: 'a', bytes: '', packed: deflateRawSync(Buffer.alloc(8 * 2 ** 20)), size: 8 * 2 ** 20 }, 2 ** 24, 'ratio'],
    ['encrypted', { name: 'a', bytes: 'abc', encrypted: true as const }, 100, 'encrypted'], ['no deflate stream', { name: 'a', bytes: '', packed: Buffer.from('zzzzz'), size: 10 }, 100, 'damaged'],
  ])('a part that is %s is told, not read', async (_, entry, limit, reason) => {
    expect(await (await zipParts(sourceOf(zipOf([entry])))).parts[0]?.read(limit)).toBe(reason)
  })
})

describe('batches of members', () => {
  const candidate = (size: number, told = size): Candidate => ({ name: String(size), relation: 'media', size: told, load: () => Buffer.alloc(size, 1) })
  it('give every member once, whatever their sizes and what the directory tells', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()), { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), async (sizes, bytes) => {
      const candidates = sizes.map(([size, told]) => candidate(size, told ? size : 0))
      const seen: string[] = []
      for (let from: number | undefined = 0; from !== undefined;) {
        const batch: Awaited<ReturnType<typeof memberBatch>> = await memberBatch(candidates, { from, bytes })
        expect(batch.members.reduce((sum, member) => sum + (member.bytes?.length ?? 0), 0)).toBeLessThanOrEqual(bytes)
        for (const member of batch.members) expect(member.bytes === undefined).toBe(Number(member.name) > bytes)
        seen.push(...batch.members.map(({ name }) => name))
        expect(batch.membersFrom ?? Infinity).toBeGreaterThan(from)
        from = batch.membersFrom
      }
      expect(seen).toEqual(sizes.map(([size]) => String(size)))
    }))
  })
  it('are only listed at the last depth', async () => {
    expect(await memberBatch([candidate(5)], { from: 0, bytes: 0 })).toEqual({ members: [{ name: '5', relation: 'media', size: 5 }] })
  })
})

it('a batch of members that fails is told in the record', async () => {
  const kind = { extension: 'docx', mime: 'x', by: 'x' }
  const member = (name: string): object => ({ name, relation: 'media', size: 1, unread: 'listed' })
  const engines: Engines = {
    close: async () => { /* nothing is open */ },
    exiftool: async () => ({ engine: { name: 'exiftool', version: '13.59', status: 'empty' } }),
    ask: async ({ class: readerClass, only }) => {
      if (only !== undefined) return { status: 'timeout', stage: only }
      return { status: 'ok', value: { kind, runs: readerClass === 'plain' ? [{ engine: { name: 'office-xml', version: '1', status: 'ok' }, reading: { members: [member('a')], membersFrom: 1 } }] : [] } }
    },
  }
  const record = await inspectExhibit(engines, { number: 1, name: 'x.docx', path: 'x.docx', stored: 'x.docx', kind: 'original', sensitive: 'none', size: 9, digests: { sha256: '0' }, modifiedAt: '', receivedAt: '2026-11-23T17:00:00.000Z', source: null, origin: '' }, '/')
  expect(record.embedded).toMatchObject([{ name: 'a' }])
  expect(record.engines.at(-1)).toEqual({ name: 'office-xml', version: 'unknown', status: 'timeout', message: 'files inside, from 1 on' })
  expect(record.findings).toMatchObject([{ code: 'engine-error', facts: { engine: 'office-xml', status: 'timeout' } }])
})

describe('dates of documents', () => {
  const found = { role: 'modified', source: 'X:y' } as const
  it('FILETIME is what Date says, in UTC by its format', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1601-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      const seconds = BigInt(Math.floor(date.getTime() / 1000))
      const time = fileTime({ ...found, ticks: (seconds + 11_644_473_600n) * 10_000_000n })
      expect(time).toMatchObject({ utc: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`, valid: true, zone: { provenance: 'format-defines-utc' } })
    }))
  })
  it('a FILETIME beyond the calendar is no date', () => {
    expect(fileTime({ ...found, ticks: 0xffffffffffffffffn })).toMatchObject({ valid: false, raw: '18446744073709551615' })
  })
  it.each([
    ['20261116T071231Z', undefined, '2026-11-16T07:12:31Z', 'tag'], ['20261116T081231', 'Europe/Paris', undefined, 'unknown'], ['20261116T071231Z', 'Europe/Paris', '2026-11-16T07:12:31Z', 'tag'], ['20261316', undefined, undefined, 'unknown'], ['demain', undefined, undefined, 'unknown'],
  ])('%s in %s', (raw, zone, utc, provenance) => {
    const time = basicTime({ ...found, raw }, zone)
    expect([time.utc, time.zone.provenance, time.zone.detail]).toEqual([utc, provenance, zone !== undefined && utc === undefined ? `TZID=${zone}` : undefined])
  })
  it('parts that are no date say so', () => {
    expect(partsTime({ ...found, raw: 'x' }, { year: 2026, month: 2, day: 30 })).toMatchObject({ valid: false, zone: { provenance: 'unknown' } })
    expect(partsTime({ ...found, raw: 'x' }, { year: 2026, month: 2, day: 28, hour: 23 })).toMatchObject({ local: '2026-02-28T23:00:00', precision: 'minute' })
  })
})

describe('a PDF too large to be held', () => {
  const info = '4 0 obj\n<</Producer(Exemple PDF 1.2)>>\nendobj\ntrailer\n<</Info 4 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]>>\n%%EOF\n'
  const [head, tail] = [Buffer.from('%PDF-1.6\n'), Buffer.from(info)]
  const size = WHOLE_LIMIT + 5000
  const large: Source = {
    name: 'x.pdf', size, whole: () => undefined,
    read(start, length) {
      const bytes = Buffer.alloc(Math.min(length, size - start))
      head.copy(bytes, 0, Math.min(start, head.length))
      if (start + bytes.length === size) tail.copy(bytes, bytes.length - tail.length)
      return bytes
    },
  }
  const context: ReadingContext = { kind: { extension: 'pdf', mime: 'application/pdf', by: 'x' }, receivedAt: '2026-11-23T17:00:00.000Z', blocks: [], found: [], members: { from: 0, bytes: 1000 }, pixels: false }
  it('is scanned at both ends, which is told', async () => {
    expect(await pdf.read(large, context)).toMatchObject({
      software: [{ name: 'Exemple PDF 1.2' }], ids: [{ value: '00112233445566778899aabbccddeeff' }, {}], texts: [{ key: 'PDF version', value: '1.6' }], clues: { readBytes: 2 * 2 * 2 ** 20 }, pdfUpdates: 1,
    })
  })
  it('is opened by reading what is asked for', async () => {
    const file = onePage('', ['<</Title(Grand livre)>>', pdfStream('', Buffer.alloc(WHOLE_LIMIT, 0x41))], '/Info 4 0 R')
    let bytes = 0
    const read = (start: number, length: number): Buffer => {
      bytes += length
      return file.subarray(start, start + length)
    }
    expect(await unpdf.read({ name: 'x.pdf', size: file.length, whole: () => undefined, read }, context)).toMatchObject({ texts: [{ key: 'Title', value: 'Grand livre' }, { key: 'pages', value: '1' }] })
    expect(bytes).toBeLessThan(2 ** 20)
  })
  it('is not opened beyond half a gigabyte', async () => { await expect(unpdf.read({ ...large, size: 2 ** 30 }, context)).rejects.toThrow(TooLarge) })
})

it.each([
  finding('encrypted', 'info', { format: 'PDF' }), finding('pdf-updated', 'info', { updates: 2 }), finding('active-content', 'info', { what: 'macros' }), finding('external-template', 'notice', { target: 'https://modeles.example.org/x.dotm' }),
])('$code has its words', (found) => {
  for (const words of [french(found), english(found)]) {
    expect(`${words.title}${words.means}${words.innocent}`).not.toMatch(/undefined|NaN|\[object/)
    expect(Math.min(words.title.length, words.means.length, words.innocent.length)).toBeGreaterThan(5)
    expect(`${words.title}${words.means}`).toContain(String(Object.values(found.facts)[0]))
  }
})

it('long lines and names are folded as they were', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z ]{1,300}$/), fc.integer({ min: 1, max: 70 }), (text, width) => {
    const folded = (`NOTE:${text}`.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\r\n ')
    expect(contentLines(Buffer.from(folded))).toMatchObject([{ name: 'NOTE', value: text.trim() }])
  }))
})
