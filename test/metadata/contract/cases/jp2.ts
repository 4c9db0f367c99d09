import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { EXIF, TAKEN, TOOL, XMP, box, bytes, u16be, u32be, uuidBox } from '../../support/picture-parts.ts'

const tile = bytes([0xff, 0x90], u16be(10), u16be(0), u32be(16), [0, 1], [0xff, 0x93, 0x12, 0x34])
const codestream = bytes([0xff, 0x4f, 0xff, 0x51], u16be(41), u16be(0), ...[40, 30, 0, 0, 40, 30, 0, 0].map(u32be), u16be(1), [7, 1, 1], [0xff, 0x64], u16be(4 + 7), u16be(1), 'Exemple', tile, [0xff, 0xd9])
const boxed = bytes(
  box('jP  ', bytes([0x0d, 0x0a, 0x87, 0x0a])), box('ftyp', bytes('jp2 ', u32be(0), 'jp2 ')), box('jp2h', box('ihdr', u32be(30), u32be(40), u16be(3), bytes([7, 7, 0, 0]))),
  uuidBox('4a706754696666457869662d3e4a5032', EXIF), uuidBox('be7acfcb97a942e89c71999491e3afac', XMP))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'boxes.jp2', bytes: () => bytes(boxed, u32be(0), 'jp2c', codestream, '7z\xbc\xaf\x27\x1c'),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30, codec: 'jpeg2000' })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.text).toContainEqual(expect.objectContaining({ key: 'Comment', value: 'Exemple', source: 'JP2:COM' }))
      expect(record.structure).toMatchObject({ trailingBytes: 6, trailingKind: '7z' })
      expect(record.provenance).toEqual({ c2pa: 'not-defined-for-format' })
    },
  }, {
    name: 'bare.j2c', bytes: () => codestream,
    finds: ({ image, file }) => {
      expect(image).toMatchObject({ width: 40, height: 30 })
      expect(file).toMatchObject({ detected: { extension: 'j2c' }, extensionMatches: true })
    },
  }],
}
