import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { APP, TAKEN, bytes, jpeg, u16be, u32be } from '../../support/picture-parts.ts'

const preview = jpeg(APP.exif)
const tags = bytes(u32be(1), u16be(0x0111), u16be(4), u16be(3000), u16be(4000))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'photo.raf',
    bytes: () => bytes('FUJIFILMCCD-RAW ', '0201', Buffer.alloc(8), 'Exemple S1'.padEnd(32, '\0'), '0100', Buffer.alloc(20), u32be(108), u32be(preview.length), u32be(108 + preview.length), u32be(tags.length), u32be(0), u32be(0), preview, tags),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 4000, height: 3000 })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.raw['raf']).toMatchObject({ camera: 'Exemple S1', preview: '40 × 30' })
      expect(record.structure?.segments).toContainEqual({ name: 'JPEG APP1 Exif', offset: 110, length: APP.exif.length })
    },
  }],
}
