import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import type { Tag } from '../../support/picture-parts.ts'
import { IPTC, TOOL, XMP, bytes, directory, resource, tiff, u16le, u32le } from '../../support/picture-parts.ts'

const size = (width: number, height: number): Tag[] => [{ tag: 256, type: 3, values: [width] }, { tag: 257, type: 3, values: [height] }, { tag: 259, type: 3, values: [1] }]
const text = (tag: number, values: string): Tag => ({ tag, type: 2, values })
const first: readonly Tag[] = [
  ...size(40, 30), text(271, 'Exemple'), text(306, '2026:11:16 08:12:31'), { tag: 700, type: 7, values: XMP }, { tag: 33723, type: 7, values: IPTC }, { tag: 34377, type: 7, values: resource(0x0404, IPTC) },
]

export const readerCase: ReaderCase = {
  samples: [{
    name: 'scan.tif',
    bytes: () => { const length = tiff(first).length; return bytes(tiff(first, length), directory(length, size(41, 31))) },
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30, codec: 'none', pages: 2 })
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.structure?.segments.map(({ name }) => name)).toEqual(expect.arrayContaining(['header', 'IFD0', 'IFD1', 'IFD0 xmp', 'IFD0 iptc', 'IFD0 photoshop']))
      expect(record.provenance).toEqual({ c2pa: 'absent' })
    },
  }, {
    name: 'raw.nef',
    bytes: () => {
      const tags = (sub: number): Tag[] => [...size(16, 12), { tag: 254, type: 4, values: [1] }, text(271, 'NIKON CORPORATION'), text(272, 'NIKON D0'), { tag: 330, type: 4, values: [sub] }]
      const length = tiff(tags(0)).length
      return bytes(tiff(tags(length)), directory(length, [...size(4000, 3000), { tag: 254, type: 4, values: [0] }]))
    },
    finds: (record) => {
      expect(record.file).toMatchObject({ detected: { extension: 'nef' }, extensionMatches: true })
      expect(record.image).toMatchObject({ width: 4000, height: 3000 })
      expect(record.provenance).toEqual({ c2pa: 'not-defined-for-format' })
    },
  }, {
    name: 'raw.dng', bytes: () => tiff([...size(40, 30), { tag: 50706, type: 7, values: bytes([1, 4, 0, 0]) }]),
    finds: ({ file }) => expect(file.detected?.extension).toBe('dng'),
  }, {
    name: 'raw.rw2', bytes: () => { const file = tiff([{ tag: 6, type: 3, values: [3000] }, { tag: 7, type: 3, values: [4000] }, text(271, 'Exemple'), text(272, 'Raw')]); file.writeUInt16LE(0x55, 2); return file },
    finds: ({ image, device, file }) => {
      expect(image).toMatchObject({ width: 4000, height: 3000 })
      expect(device).toMatchObject({ make: 'Exemple', model: 'Raw' })
      expect(file).toMatchObject({ detected: { extension: 'rw2' }, extensionMatches: true })
    },
  }, {
    // BigTIFF: magic 43, offsets of eight bytes.
    name: 'big.tif', bytes: () => bytes('II', u16le(43), u16le(8), u16le(0), u32le(16), u32le(0), u32le(2), u32le(0), ...[[256, 40], [257, 30]].map(([tag = 0, value = 0]) => bytes(u16le(tag), u16le(4), u32le(1), u32le(0), u32le(value), u32le(0))), u32le(0), u32le(0)),
    finds: ({ image, raw }) => {
      expect(image).toMatchObject({ width: 40, height: 30 })
      expect(raw['tiff']).toMatchObject({ bigTiff: true })
    },
  }, {
    name: 'loop.tif', bytes: () => tiff([...size(40, 30), { tag: 330, type: 4, values: [8, 8] }, { tag: 273, type: 4, values: [0x7fffffff] }], 8),
    finds: ({ raw }) => expect(raw['tiff']).toMatchObject({ loops: true }),
  }],
  refused: [{ name: 'nowhere.tif', bytes: () => bytes('II*\0', u32le(0xfffffff0), Buffer.alloc(20)), status: 'error', message: /no image file directory/ }],
}
