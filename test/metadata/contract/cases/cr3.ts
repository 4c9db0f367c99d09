import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { TOOL, XMP, box, bytes, fullBox, jpeg, tiff, u16be, u32be, uuidBox } from '../../support/picture-parts.ts'

const parts = [
  box('CNCV', bytes('CanonCR3_001/00.00.00')), box('CMT1', tiff([{ tag: 271, type: 2, values: 'Exemple' }, { tag: 272, type: 2, values: 'Raw' }])),
  box('CMT2', tiff([{ tag: 0x9003, type: 2, values: '2026:11:16 08:12:31' }, { tag: 0x9011, type: 2, values: '+01:00' }])),
  fullBox('THMB', 0, 0, u16be(40), u16be(30), u32be(jpeg().length), u32be(0), jpeg()),
]
const track = box('trak', fullBox('tkhd', 0, 0, Buffer.alloc(72), u16be(6000), u16be(0), u16be(4000), u16be(0)), box('mdia', fullBox('hdlr', 0, 0, bytes(u32be(0), 'vide', Buffer.alloc(12), '\0'))))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'photo.cr3',
    bytes: () => bytes(box('ftyp', bytes('crx ', u32be(1), 'crx isom')), box('moov', uuidBox('85c0b687820f11e08111f4ce462b6a48', Buffer.concat(parts)), track), uuidBox('be7acfcb97a942e89c71999491e3afac', XMP), box('mdat', bytes('data'))),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 6000, height: 4000 })
      expect(record.device).toMatchObject({ make: 'Exemple', model: 'Raw' })
      expect(record.times).toContainEqual(expect.objectContaining({ source: 'EXIF:ExifIFD:DateTimeOriginal', raw: '2026:11:16 08:12:31', utc: '2026-11-16T07:12:31Z' }))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.raw['cr3']).toMatchObject({ version: 'CanonCR3_001/00.00.00' })
      expect(record.structure?.segments.map(({ name }) => name)).toEqual(expect.arrayContaining(['Canon CMT1', 'Canon THMB', 'mdat']))
      expect(record.file).toMatchObject({ detected: { extension: 'cr3' }, extensionMatches: true })
    },
  }],
}
