import { brotliCompressSync } from 'node:zlib'
import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { EXIF, TAKEN, TOOL, XMP, box, bytes, manifestStore, u32be } from '../../support/picture-parts.ts'

/** Not small; height 30 in nine bits, no ratio, width 40 in nine bits; not all default, extra fields, orientation 6. */
const codestream = (): Buffer => {
  const bits = [0, 0, 0, ...nine(29), 0, 0, 0, 0, 0, ...nine(39), 0, 1, 1, 0, 1]
  const out = Buffer.alloc(16)
  for (const [index, bit] of bits.entries()) out.writeUInt8(out.readUInt8(index >> 3) | (bit << (index & 7)), index >> 3)
  return bytes([0xff, 0x0a], out)
}
const nine = (value: number): number[] => Array.from({ length: 9 }, (_, index) => (value >> index) & 1)
const signature = box('JXL ', bytes([0x0d, 0x0a, 0x87, 0x0a]))
const ftyp = box('ftyp', bytes('jxl ', u32be(0), 'jxl '))
const bomb = brotliCompressSync(Buffer.alloc(64 * 2 ** 20))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'boxes.jxl', bytes: () => bytes(signature, ftyp, box('Exif', u32be(0), EXIF), box('brob', bytes('xml '), brotliCompressSync(XMP)), manifestStore(), box('jxlc', codestream())),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30, codec: 'jxl' })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.provenance).toMatchObject({ c2pa: 'present-unverified' })
    },
  }, {
    name: 'bare.jxl', bytes: codestream,
    finds: ({ image, provenance, raw }) => {
      expect(image).toMatchObject({ width: 40, height: 30 })
      expect(provenance).toEqual({ c2pa: 'not-defined-for-format' })
      expect(raw['jxl']).toMatchObject({ orientation: 6 })
    },
  }, {
    name: 'bomb.jxl', bytes: () => bytes(signature, ftyp, box('brob', bytes('Exif'), bomb), box('jxlp', u32be(0), codestream())),
    finds: ({ image, raw }) => {
      expect(image).toMatchObject({ width: 40, height: 30 })
      expect(raw['jxl']).toMatchObject({ unreadBrob: 'Exif: oversized' })
    },
  }],
}
