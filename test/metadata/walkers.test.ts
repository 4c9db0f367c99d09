// Walkers of picture formats: what they put together, what they refuse, and that no file makes them read beyond its bytes,
// loop, or throw anything but an Error.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentType } from '../../src/metadata/content-type.ts'
import { joinedTiff } from '../../src/metadata/readers/cr3/joined-tiff.ts'
import { blocksOf } from '../../src/metadata/readers/jpeg/put-together.ts'
import { jpegFacts } from '../../src/metadata/readers/jpeg/segments.ts'
import { READERS } from '../../src/metadata/readers/registry.ts'
import type { Reading, Source } from '../../src/metadata/reading.ts'
import { bytesOf } from '../../src/metadata/structure/boxes.ts'
import { isManifestStore } from '../../src/metadata/structure/jumbf.ts'
import { polyglots } from '../../src/metadata/structure/polyglot.ts'
import { Tiff } from '../../src/metadata/structure/tiff.ts'
import { tailOf } from '../../src/metadata/trailing-bytes.ts'
import { findingWords as english } from '../../src/messages/en/metadata.ts'
import { findingWords as french } from '../../src/messages/fr/metadata.ts'
import type { ReaderCase } from './contract/reader-case.ts'
import { box, bytes, chunk, header, jpeg, manifestStore, PNG_SIGNATURE, segment, tiff, u16be, u32be, u32le, xmpPacket } from './support/picture-parts.ts'

const WALKERS = ['jpeg', 'png', 'webp', 'heif', 'tiff', 'cr3', 'raf', 'jxl', 'jp2', 'gif', 'psd', 'svg', 'bmp', 'ico']

/** Refuses to read before the file, and counts what is read. */
function sourceOf(file: Buffer, whole = true): Source {
  return {
    name: 'x', size: file.length, whole: () => (whole ? file : undefined),
    read(start, length) {
      if (!Number.isInteger(start) || !(start >= 0) || !(length >= 0)) throw new RangeError(`read(${start}, ${length})`)
      return file.subarray(start, start + length)
    },
  }
}

async function walk(name: string, file: Buffer, extension: string, whole = true): Promise<Reading | undefined> {
  const { reader } = await (READERS.find((entry) => entry.name === name) as (typeof READERS)[number]).load()
  const context = { kind: { extension, mime: '', by: '' }, receivedAt: '', blocks: [], members: { from: 0, bytes: 0 }, pixels: false }
  return await reader.read(sourceOf(file, whole), context)
}

const samples: { readonly reader: string; readonly name: string; readonly file: Buffer; readonly extension: string }[] = []
for (const reader of WALKERS) {
  const { readerCase } = (await import(join(import.meta.dirname, 'contract/cases', `${reader}.ts`))) as { readonly readerCase: ReaderCase }
  for (const { name, bytes: make } of [...readerCase.samples, ...readerCase.refused ?? []]) {
    const file = await make()
    samples.push({ reader, name, file, extension: (await contentType(file))?.extension ?? '' })
  }
}

describe('walkers', () => {
  it('there is one for each folder named here', () => {
    expect(readdirSync(join(import.meta.dirname, '../../src/metadata/readers'))).toEqual(expect.arrayContaining(WALKERS))
  })

  it.each(samples)('$reader tells true places in $name', async ({ reader, file, extension }) => {
    const reading = await walk(reader, file, extension).catch(() => undefined)
    for (const { offset, bytes: block } of reading?.blocks ?? []) if (offset !== undefined) expect(file.subarray(offset, offset + block.length).equals(block)).toBe(true)
    for (const { offset, length } of reading?.segments ?? []) expect(offset >= 0 && length >= 0 && offset + length <= file.length).toBe(true)
    // A file that is too large to be held is read in the same way, JPEG apart.
    if (reader !== 'jpeg' && reading !== undefined) expect((await walk(reader, file, extension, false))?.segments).toEqual(reading.segments)
  })

  it.each(WALKERS)('%s stays inside on any bytes', async (reader) => {
    const own = samples.filter((sample) => sample.reader === reader && sample.file.length < 20_000)
    const ends = async (file: Buffer, extension: string): Promise<void> => {
      try {
        await walk(reader, file, extension)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        expect((error as Error).message).not.toMatch(/^read\(|out of (?:range|bounds)|Cannot read/)
      }
    }
    const words = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 8)
    await fc.assert(fc.asyncProperty(fc.constantFrom(...own), fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 10 }), fc.option(fc.tuple(fc.nat(1000), words)), fc.nat(200), async ({ file, extension }, flips, word, cut) => {
      const mutant = Buffer.from(file.subarray(0, Math.max(0, file.length - (cut < 100 ? 0 : (cut * 7) % file.length))))
      for (const [at, value] of flips) if (mutant.length > 0) mutant[at % mutant.length] = value
      if (word !== null && mutant.length > word[0] + 4) mutant.writeUInt32BE(word[1], word[0])
      await ends(mutant, extension)
    }), { numRuns: 250 })
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (file) => { await ends(Buffer.from(file), own[0]?.extension ?? '') }), { numRuns: 100 })
    await fc.assert(fc.asyncProperty(fc.constantFrom(...own), fc.uint8Array({ maxLength: 300 }), fc.nat(40), async ({ file, extension }, rest, kept) => { await ends(bytes(file.subarray(0, kept), Buffer.from(rest)), extension) }), { numRuns: 100 })
  }, 60_000)
})

describe('files made to keep a walker busy', () => {
  const many = (part: Buffer, count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => part))
  const ftyp = box('ftyp', bytes('heic', u32be(0), 'mif1heic'))
  const hostile: readonly (readonly [string, string, string, () => Buffer])[] = [
    ['a million boxes', 'heif', 'heic', () => bytes(ftyp, many(box('free'), 1_000_000))],
    ['a million boxes inside', 'heif', 'heic', () => bytes(ftyp, box('meta', u32be(0), many(box('free'), 1_000_000)))],
    ['a million chunks', 'png', 'png', () => bytes(PNG_SIGNATURE, header(1, 1), many(chunk('tEXt', bytes('a\0b')), 1_000_000))],
    ['a million sub-blocks', 'gif', 'gif', () => bytes('GIF89a', Buffer.alloc(7), [0x21, 0xfe], many(bytes([1, 1]), 8_000_000), 0, 0x3b)],
    ['stuffed zeros only', 'jpeg', 'jpg', () => bytes(jpeg().subarray(0, -2), many(bytes([0xff, 0]), 8_000_000))],
    ['fill bytes only', 'jpeg', 'jpg', () => bytes([0xff, 0xd8], Buffer.alloc(16_000_000, 0xff))],
    ['pointers to pointers', 'tiff', 'tif', () => tiff(Array.from({ length: 200 }, (_, index) => ({ tag: 330 + index, type: 4, values: Array.from({ length: 32 }, () => 8) })), 8)],
    ['a chain of directories', 'tiff', 'tif', () => bytes('II*\0', u32le(8), ...Array.from({ length: 50_000 }, (_, index) => bytes([0, 0], u32le(8 + (index + 1) * 6))))],
    ['a long text', 'svg', 'svg', () => bytes('<svg xmlns="http://www.w3.org/2000/svg">', many(bytes('<a b="url(//'), 300_000))],
    ['many texts in a manifest', 'svg', 'svg', () => bytes('<svg><c2pa:manifest>', many(bytes('x<a/>'), 190_000))],
    ['images that are small', 'ico', 'ico', () => bytes([0, 0, 1, 0], [0xff, 0xff], many(Buffer.alloc(16, 1), 65_535))],
  ]
  it.each(hostile)('%s', async (_, reader, extension, make) => {
    const file = make()
    const started = performance.now()
    const reading = await walk(reader, file, extension).catch((error: unknown) => { expect(error).toBeInstanceOf(Error) })
    expect(performance.now() - started).toBeLessThan(2000)
    expect((reading?.segments ?? []).length).toBeLessThanOrEqual(200)
  }, 30_000)
})

describe('what JPEG segments hold together', () => {
  const GUID = '0123456789ABCDEF0123456789ABCDEF'
  const extension = xmpPacket('xmp:Rating="5"')
  const main = segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', xmpPacket(`xmpNote:HasExtendedXMP="${GUID}"`)))
  const part = (from: number, to: number, guid = GUID): Buffer => segment(0xe1, bytes('http://ns.adobe.com/xmp/extension/\0', guid, u32be(extension.length), u32be(from), extension.subarray(from, to)))
  const blocks = (...segments: Buffer[]) => blocksOf(jpegFacts(jpeg(...segments)).segments, 0)
  const extended = (...segments: Buffer[]) => blocks(...segments).find(({ source }) => source === 'JPEG:APP1 extension')?.bytes
  const profile = (number: number, of: number, data: string): Buffer => segment(0xe2, bytes('ICC_PROFILE\0', [number, of], data))

  it('extended XMP in the wrong order', () => { expect(extended(part(40, extension.length), main, part(0, 40))).toEqual(extension) })
  it('extended XMP with a hole is none', () => { expect(extended(main, part(0, 40), part(60, extension.length))).toBeUndefined() })
  it('extended XMP that nobody announced is none', () => { expect(extended(main, part(0, extension.length, 'F'.repeat(32)))).toBeUndefined() })
  it('a profile in two parts', () => { expect(blocks(profile(2, 2, 'def'), profile(1, 2, 'abc')).map(({ bytes: each }) => each.toString())).toEqual(['abcdef']) })
  it('a profile with a part missing is none', () => { expect(blocks(profile(1, 3, 'abc'), profile(3, 3, 'ghi'))).toEqual([]) })
})

it('a height that comes after the first scan', () => {
  const file = jpeg()
  const frame = file.indexOf(Buffer.from([0xff, 0xc0]))
  file.writeUInt16BE(0, frame + 5)
  expect(jpegFacts(bytes(file.subarray(0, -2), segment(0xdc, u16be(31)), [0xff, 0xd9])).frame).toMatchObject({ width: 40, height: 31 })
})

describe('JUMBF', () => {
  it('a manifest store is told from other boxes', () => {
    expect(isManifestStore(manifestStore())).toBe(true)
    expect(isManifestStore(box('jumb', box('jumd', Buffer.alloc(16, 1), bytes(3, '360\0'))))).toBe(false)
    expect(isManifestStore(bytes('c2pa jumb jumd'))).toBe(false)
  })
})

describe('more than one format', () => {
  const central = bytes('PK\x01\x02', Buffer.alloc(42))
  const zip = (offset: number): Buffer => bytes(central, 'PK\x05\x06', Buffer.alloc(8), u32le(central.length), u32le(offset), [0, 0])
  const found = (file: Buffer): string[] => polyglots(bytesOf(file)).map(({ facts }) => String(facts['also']))
  it('a ZIP directory that leads into the file', () => {
    expect(found(bytes(jpeg(), zip(0)))).toEqual(['zip'])
    expect(found(bytes(jpeg(), zip(jpeg().length)))).toEqual(['zip'])
  })
  it('has words in both languages', () => {
    for (const finding of polyglots(bytesOf(bytes(jpeg(), zip(0))))) {
      for (const { title, means, innocent } of [french(finding), english(finding)]) {
        expect(title).toMatch(/ZIP/)
        expect(`${means}${innocent}`).not.toMatch(/undefined|NaN/)
      }
    }
  })
  it('the mark of a ZIP alone is no ZIP', () => { expect(found(bytes(jpeg(), 'PK\x05\x06', Buffer.alloc(18)))).toEqual([]) })
  it('PDF and HTML near the beginning', () => {
    expect(found(jpeg(segment(0xfe, bytes('%PDF-1.7 <html>'))))).toEqual(['pdf', 'html'])
    expect(found(bytes(jpeg(), Buffer.alloc(1024), '%PDF-1.7 <html>'))).toEqual([])
  })
})

describe('bytes behind the end', () => {
  it.each([
    ['PK\x03\x04', 'zip', 100], ['\0\0\0\x18ftypmp42', 'mp4', 100], ['xx%PDF-1.4', 'pdf', 102], ['\0\0\0\0', 'zeros', undefined], ['\xff\xff', 'zeros', undefined], ['abc', 'unknown', undefined],
    ['<html>', 'html', 100], [`${'.'.repeat(64)}<html>`, 'unknown', undefined], ['dataSEFH\0\0\0\0SEFT', 'samsung', undefined], ['\xff\xd8\xffnot a picture', 'unknown', undefined],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg', 100],
  ])('%j: %s', (tail, kind, at) => {
    expect(tailOf(Buffer.from(tail, 'latin1'), 100, tail.length)).toEqual({ bytes: tail.length, offset: 100, kind, ...(at === undefined ? {} : { at }) })
  })
})

describe('Exif directories of CR3 in one', () => {
  it('values keep their place in meaning', () => {
    const joined = joinedTiff(tiff([{ tag: 271, type: 2, values: 'Exemple' }]), [{ pointer: 0x8769, bytes: tiff([{ tag: 0x9003, type: 2, values: '2026:11:16 08:12:31' }]) }, { pointer: 0x8825, bytes: bytes('none') }]) as Buffer
    const opened = Tiff.open(bytesOf(joined)) as Tiff
    const { ifds, loops } = opened.directories()
    expect(ifds.map(({ name }) => name)).toEqual(['IFD0', 'IFD0/ExifIFD'])
    expect(loops).toBe(false)
    expect(ifds.map(({ entries }) => [...entries.values()].map((entry) => opened.text(entry)).filter((text) => text !== undefined)).flat()).toEqual(['Exemple', '2026:11:16 08:12:31'])
  })
  it('nothing comes of what is no TIFF', () => { expect(joinedTiff(bytes('II*\0', u16be(0)), [])).toBeUndefined() })
})
