import { deflateSync } from 'node:zlib'
import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { EXIF, PNG_SIGNATURE, TAKEN, TOOL, XMP, bytes, chunk, header, manifestStore, u32be } from '../../support/picture-parts.ts'

const pixels = chunk('IDAT', deflateSync(Buffer.alloc(40 * 3 + 1)))
const png = (...chunks: Buffer[]): Buffer => bytes(PNG_SIGNATURE, header(40, 1), ...chunks, chunk('IEND'))
const text = (key: string, value: string): Buffer => chunk('tEXt', bytes(`${key}\0${value}`))
const hex = (block: Buffer): string => `\nexif\n    ${block.length}\n${block.toString('hex').replace(/.{72}/g, '$&\n')}\n`

export const readerCase: ReaderCase = {
  samples: [{
    name: 'behind-the-pixels.png',
    bytes: () => png(
      pixels, pixels, chunk('eXIf', EXIF), chunk('iTXt', bytes('XML:com.adobe.xmp\0\0\0\0\0', XMP)), chunk('tIME', Buffer.from([0x07, 0xea, 11, 16, 7, 12, 31])), text('Software', 'GIMP 3.0'),
      chunk('zTXt', bytes('Comment\0\0', deflateSync(Buffer.from('bonjour')))), chunk('pHYs', bytes(u32be(2835), u32be(2835), 1))),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 1 })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.times).toContainEqual(expect.objectContaining({ role: 'modified', source: 'PNG:tIME', utc: '2026-11-16T07:12:31Z' }))
      expect(record.software.map(({ name }) => name)).toEqual(expect.arrayContaining(['GIMP 3.0', TOOL.name]))
      expect(record.text).toContainEqual(expect.objectContaining({ key: 'Comment', value: 'bonjour' }))
      expect(record.structure?.segments.find(({ name }) => name === 'IDAT × 2')).toMatchObject({ offset: 33, length: 2 * pixels.length })
      expect(record.raw['png']).toMatchObject({ colour: 'RGB', pHYs: { x: 2835, unit: 'metre' } })
      expect(record.provenance).toEqual({ c2pa: 'absent' })
    },
  }, {
    name: 'profiles.png',
    bytes: () => png(chunk('zTXt', bytes('Raw profile type exif\0\0', deflateSync(Buffer.from(hex(bytes('Exif\0\0', EXIF)))))), chunk('caBX', manifestStore()), pixels),
    finds: (record) => {
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.provenance).toMatchObject({ c2pa: 'present-unverified', digitalSourceType: expect.stringContaining('digitalCapture') })
      expect(record.findings.map(({ code }) => code)).not.toContain('ai-source-type')
    },
  }, {
    name: 'created.png', bytes: () => png(text('Creation Time', 'Mon, 16 Nov 2026 08:12:31 +0100'), pixels),
    finds: ({ times }) => expect(times).toMatchObject([{ role: 'container-created', utc: '2026-11-16T07:12:31Z', source: 'PNG:Creation Time' }]),
  }, {
    name: 'some-day.png', bytes: () => png(text('Creation Time', '11/16/26'), pixels),
    finds: ({ times, text: texts, findings }) => {
      expect(times).toEqual([])
      expect(texts).toContainEqual(expect.objectContaining({ key: 'Creation Time', value: '11/16/26' }))
      expect(findings.map(({ code }) => code)).not.toContain('date-invalid')
    },
  }, {
    name: 'frames.png',
    bytes: () => png(chunk('acTL', bytes(u32be(3), u32be(0))), pixels),
    finds: ({ image, file }) => {
      expect(image).toMatchObject({ pages: 3 })
      expect(file).toMatchObject({ detected: { extension: 'apng' }, extensionMatches: true })
    },
  }, {
    name: 'bombs.png',
    bytes: () => {
      const bomb = deflateSync(Buffer.alloc(64 * 2 ** 20), { level: 9 })
      return png(chunk('iCCP', bytes('a name\0\0', bomb)), chunk('zTXt', bytes('Comment\0\0', bomb)), chunk('zTXt', bytes('Raw profile type exif\0\0', bomb)), pixels)
    },
    finds: ({ raw }) => expect(raw['png']).toMatchObject({ oversized: 3, iCCP: 'a name' }),
  }],
}
