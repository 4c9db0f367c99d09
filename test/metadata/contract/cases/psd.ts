import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { EXIF, TAKEN, TOOL, XMP, bytes, resource, u16be, u32be } from '../../support/picture-parts.ts'

const resources = bytes(resource(0x0424, XMP), resource(0x0422, EXIF), resource(0x03ed, Buffer.alloc(16)))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'layers.psd', bytes: () => bytes('8BPS', u16be(1), Buffer.alloc(6), u16be(3), u32be(30), u32be(40), u16be(8), u16be(3), u32be(0), u32be(resources.length), resources, u32be(0), Buffer.alloc(20)),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30 })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.raw['psd']).toMatchObject({ mode: 'RGB', resources: ['0x0424', '0x0422', '0x03ed'] })
    },
  }],
  refused: [{ name: 'short.psd', bytes: () => bytes('8BPS', u16be(1)), status: 'error', message: /no header/ }],
}
