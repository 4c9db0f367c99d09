import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { C2PA_UUID, EXIF, TAKEN, TOOL, XMP, box, bytes, fullBox, manifestStore, u16be, u32be, uuidBox } from '../../support/picture-parts.ts'

const ftyp = (major: string, ...brands: string[]): Buffer => box('ftyp', bytes(major, u32be(0), ...brands))
const infe = (id: number, type: string, more = ''): Buffer => fullBox('infe', 2, 0, bytes(u16be(id), u16be(0), type, '\0', more))
interface Place { readonly id: number; readonly method: 0 | 1; readonly extents: readonly (readonly [number, number])[] }
const iloc = (base: number, places: readonly Place[]): Buffer => fullBox('iloc', 1, 0, bytes([0x44, 0x40], u16be(places.length), ...places.map(({ id, method, extents }) => bytes(
  u16be(id), u16be(method), u16be(0), u32be(method === 0 ? base : 0), u16be(extents.length), ...extents.map(([offset, length]) => bytes(u32be(offset), u32be(length)))))))
const properties = box('iprp', box('ipco', fullBox('ispe', 0, 0, u32be(400), u32be(300)), box('irot', bytes(1))), fullBox('ipma', 0, 0, bytes(u32be(1), u16be(1), [2, 1, 2])))
const exifItem = bytes(u32be(6), 'Exif\0\0', EXIF)

/** Item 1 the picture, 2 Exif in two extents of `mdat`, 3 XMP in `idat`. */
const still = (major: string, codec: string): Buffer => {
  const meta = (base: number): Buffer => fullBox('meta', 0, 0,
    fullBox('hdlr', 0, 0, bytes(u32be(0), 'pict', Buffer.alloc(12), '\0')), fullBox('pitm', 0, 0, u16be(1)),
    fullBox('iinf', 0, 0, u16be(3), infe(1, codec), infe(2, 'Exif'), infe(3, 'mime', 'application/rdf+xml\0')),
    iloc(base, [{ id: 1, method: 0, extents: [[0, 4]] }, { id: 2, method: 0, extents: [[4, 20], [24, exifItem.length - 20]] }, { id: 3, method: 1, extents: [[0, XMP.length]] }]),
    properties, box('idat', XMP))
  const head = ftyp(major, 'mif1', major)
  return bytes(head, meta(head.length + meta(0).length + 8), box('mdat', bytes('code', exifItem)))
}
const found = ({ times, software, image, raw }: Parameters<ReaderCase['samples'][number]['finds']>[0], codec: string): void => {
  expect(image).toMatchObject({ width: 400, height: 300, codec })
  expect(times).toContainEqual(expect.objectContaining(TAKEN))
  expect(software).toContainEqual(expect.objectContaining(TOOL))
  expect(raw['heif']).toMatchObject({ rotation: 90 })
}
const track = box('trak', fullBox('tkhd', 0, 0, Buffer.alloc(72), u16be(640), u16be(0), u16be(480), u16be(0)), box('mdia', fullBox('hdlr', 0, 0, bytes(u32be(0), 'pict', Buffer.alloc(12), '\0')),
  box('minf', box('stbl', fullBox('stsd', 0, 0, u32be(1), box('hvc1', Buffer.alloc(78))), fullBox('stsz', 0, 0, u32be(0), u32be(24))))))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'photo.heic', bytes: () => still('heic', 'hvc1'),
    finds: (record) => {
      found(record, 'hevc')
      expect(record.file).toMatchObject({ detected: { extension: 'heic' }, extensionMatches: true })
      expect(record.structure?.segments.map(({ name }) => name)).toEqual(expect.arrayContaining(['ftyp', 'meta', 'meta/iloc', 'mdat', 'item 3 mime application/rdf+xml']))
      expect(record.provenance).toEqual({ c2pa: 'absent' })
    },
  }, {
    name: 'photo.avif', bytes: () => bytes(still('avif', 'av01'), uuidBox(C2PA_UUID, bytes(u32be(0), 'manifest\0', Buffer.alloc(8), manifestStore()))),
    finds: (record) => {
      found(record, 'av1')
      expect(record.provenance).toMatchObject({ c2pa: 'present-unverified', digitalSourceType: expect.stringContaining('digitalCapture') })
      expect(record.file.detected?.extension).toBe('avif')
    },
  }, {
    name: 'motion.heic', bytes: () => bytes(still('heic', 'hvc1'), box('mpvd', ftyp('isom', 'isom'), box('mdat', bytes('video')))),
    finds: (record) => {
      expect(record.structure?.trailingBytes).toBeUndefined()
      expect(record.embedded).toMatchObject([{ relation: 'motion-video', record: { file: { detected: { extension: 'mp4' } } } }])
    },
  }, {
    name: 'burst.hif', bytes: () => bytes(ftyp('msf1', 'hevc', 'iso8'), box('moov', track), box('mdat', bytes('code')), 'Rar!\x1a\x07'),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 640, height: 480, codec: 'hevc', pages: 24 })
      expect(record.file).toMatchObject({ detected: { extension: 'heic' }, extensionMatches: true })
      expect(record.structure).toMatchObject({ trailingBytes: 6, trailingKind: 'rar' })
    },
  }],
  refused: [
    { name: 'zeros.heic', bytes: () => bytes(ftyp('heic', 'mif1'), Buffer.alloc(1000)), status: 'error', message: /no meta or moov/ },
    { name: 'to-the-end.heic', bytes: () => bytes(ftyp('heic', 'mif1'), u32be(0), 'mdat', Buffer.alloc(1000, 1)), status: 'error', message: /no meta or moov/ },
  ],
}
