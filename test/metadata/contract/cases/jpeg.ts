import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { APP, IPTC, TAKEN, TOOL, bytes, fullBox, box, jpeg, manifestStore, resource, segment, tiff, u16be, u16le, u32be, u32le, xmpPacket } from '../../support/picture-parts.ts'

const GUID = '0123456789ABCDEF0123456789ABCDEF'
const announcing = segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', xmpPacket(`xmpNote:HasExtendedXMP="${GUID}"`)))
const part = (data: Buffer, offset: number, length: number): Buffer => segment(0xe1, bytes('http://ns.adobe.com/xmp/extension/\0', GUID, u32be(length), u32be(offset), data))
const store = manifestStore('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')
/** Two segments of one box, the header repeated in the second. */
const app11 = (number: number, data: Buffer): Buffer => segment(0xeb, bytes('JP', u16be(1), u32be(number), store.subarray(0, 8), data))
const video = bytes(box('ftyp', bytes('isom', u32be(0), 'isom')), fullBox('mdat', 0, 0, Buffer.alloc(100, 7)))
/** A multi-picture index behind the first segment whose second picture begins where `base` ends. */
const withIndex = (length: number): Buffer => {
  const entries = (offset: number): Buffer => segment(0xe2, bytes('MPF\0', tiff([
    { tag: 0xb000, type: 7, values: bytes('0100') }, { tag: 0xb001, type: 4, values: [2] }, { tag: 0xb002, type: 7, values: bytes(u32le(0), u32le(0), u32le(0), u32le(0), u32le(0), u32le(length), u32le(offset), u32le(0)) },
  ])))
  const whole = jpeg(APP.exif, entries(0)).length
  return jpeg(APP.exif, entries(whole - (2 + APP.exif.length + 8)))
}

export const readerCase: ReaderCase = {
  samples: [{
    name: 'everything.jpg',
    bytes: () => jpeg(
      APP.exif, APP.xmp, segment(0xed, bytes('Photoshop 3.0\0', resource(0x0404, IPTC))), segment(0xee, bytes('Adobe', u16be(100), u16be(0), u16be(0), 1)),
      segment(0xec, bytes('Ducky', u16be(1), u16be(4), u32be(60), u16be(0))), segment(0xfe, bytes('un commentaire')), segment(0xfe, bytes('\xe9t\xe9')), segment(0xfe, Buffer.from('été UTF-8'))),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30, codec: 'jpeg baseline' })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.text).toContainEqual(expect.objectContaining({ key: 'Comment', value: 'un commentaire', source: 'JPEG:COM' }))
      expect(record.text.filter(({ key }) => key === 'Comment').map(({ value }) => value)).toEqual(['un commentaire', 'été', 'été UTF-8'])
      expect(record.structure?.segments.slice(0, 4)).toMatchObject([{ name: 'SOI', offset: 0, length: 2 }, { name: 'APP1 Exif', offset: 2, length: APP.exif.length }, { name: 'APP1 XMP', offset: 2 + APP.exif.length }, { name: 'APP13 Photoshop' }])
      expect(record.structure?.segments.at(-1)?.name).toBe('EOI')
      expect(record.raw['jpeg']).toMatchObject({ adobe: { transform: 1 }, ducky: { quality: 60 }, scans: 1 })
      expect(record.provenance).toEqual({ c2pa: 'absent' })
      expect(record.structure?.trailingBytes).toBeUndefined()
    },
  }, {
    name: 'credentials.jpg',
    bytes: () => jpeg(app11(2, store.subarray(60)), app11(1, store.subarray(8, 60))),
    finds: (record) => {
      expect(record.provenance).toEqual({ c2pa: 'present-unverified', digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia' })
      expect(record.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['c2pa-present', 'ai-source-type']))
    },
  }, {
    name: 'motion.jpg',
    bytes: () => bytes(jpeg(segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', xmpPacket(`GCamera:MicroVideoOffset="${video.length}"`)))), video),
    finds: (record) => {
      expect(record.structure?.segments.at(-1)).toMatchObject({ name: 'Motion photo video', length: video.length })
      expect(record.embedded).toMatchObject([{ name: 'motion-photo.mp4', relation: 'motion-video', size: video.length, record: { file: { detected: { extension: 'mp4' } } } }])
      expect(record.findings.map(({ code }) => code)).not.toContain('trailing-data')
    },
  }, {
    name: 'samsung.jpg',
    bytes: () => {
      const data = bytes(u16le(0), u16le(0x0a30), u32le(16), 'MotionPhoto_Data', video)
      const table = bytes('SEFH', u32le(107), u32le(1), u16le(0), u16le(0x0a30), u32le(data.length), u32le(data.length))
      return bytes(jpeg(APP.exif), data, table, u32le(table.length), 'SEFT')
    },
    finds: (record) => {
      expect(record.structure?.segments.slice(-2)).toMatchObject([{ name: 'Samsung trailer', offset: jpeg(APP.exif).length }, { name: 'Motion photo video', length: video.length }])
      expect(record.embedded).toMatchObject([{ relation: 'motion-video', size: video.length }])
      expect(record.findings.map(({ code }) => code)).not.toContain('trailing-data')
    },
  }, {
    name: 'two-pictures.jpg',
    bytes: () => bytes(withIndex(jpeg().length), jpeg()),
    finds: (record) => {
      expect(record.structure?.segments.at(-1)).toMatchObject({ name: 'MPF picture 2', length: jpeg().length })
      expect(record.findings.map(({ code }) => code)).not.toContain('trailing-data')
    },
  }, {
    name: 'unannounced.jpg',
    bytes: () => bytes(jpeg(APP.exif), 'xxxx', 'PK\x03\x04hidden'),
    finds: (record) => {
      const end = jpeg(APP.exif).length
      expect(record.findings).toContainEqual(expect.objectContaining({ code: 'trailing-data', level: 'warn', evidence: [`after the end of the picture, at offset ${end}: 14 bytes, zip at offset ${end + 4}`] }))
    },
  }, {
    name: 'extended.jpg',
    bytes: () => {
      const extension = xmpPacket('xmp:CreatorTool="Exemple Editor 3"')
      return jpeg(part(extension.subarray(50), 50, extension.length), announcing, part(extension.subarray(0, 50), 0, extension.length))
    },
    finds: (record) => expect(record.structure?.segments.filter(({ name }) => name === 'APP1 XMP extension').length).toBe(2),
  }, {
    name: 'damaged.jpg',
    bytes: () => { const whole = jpeg(APP.exif); return bytes(whole.subarray(0, 2 + APP.exif.length), 'lost bytes', whole.subarray(2 + APP.exif.length)) },
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30 })
      expect(record.structure?.segments).toContainEqual({ name: 'bytes between segments', offset: 2 + APP.exif.length, length: 10 })
    },
  }],
}
