import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { bytes, u16le, u32le } from '../../support/picture-parts.ts'

const pixels = Buffer.alloc(40 * 3 * 30)
const bmp = bytes('BM', u32le(54 + pixels.length), u32le(0), u32le(54), u32le(40), u32le(40), u32le(-30 >>> 0), u16le(1), u16le(24), u32le(0), Buffer.alloc(20), pixels)

export const readerCase: ReaderCase = {
  samples: [{
    name: 'bitmap.bmp', bytes: () => bmp,
    finds: ({ image, structure, provenance }) => {
      expect(image).toMatchObject({ width: 40, height: 30, codec: 'none' })
      expect(structure).toEqual({ segments: [{ name: 'header', offset: 0, length: 54 }, { name: 'pixels', offset: 54, length: pixels.length }] })
      expect(provenance).toEqual({ c2pa: 'not-defined-for-format' })
    },
  }, {
    name: 'tail.bmp', bytes: () => bytes(bmp, 'PK\x03\x04hidden'),
    finds: ({ findings }) => expect(findings.find(({ code }) => code === 'trailing-data')).toMatchObject({ level: 'warn', facts: { kind: 'zip', bytes: 10 } }),
  }],
}
