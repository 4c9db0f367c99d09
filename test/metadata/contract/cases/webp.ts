import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { EXIF, TAKEN, TOOL, XMP, bytes, manifestStore, riff, riffChunk, tiff, u16le, u32le } from '../../support/picture-parts.ts'

const extended = (flags: number, width: number, height: number): Buffer => riffChunk('VP8X', bytes(flags, [0, 0, 0], u32le(width - 1).subarray(0, 3), u32le(height - 1).subarray(0, 3)))
const lossy = riffChunk('VP8 ', bytes([0x10, 0, 0], [0x9d, 1, 0x2a], u16le(40), u16le(30), Buffer.alloc(20)))
const frame = riffChunk('ANMF', Buffer.alloc(16))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'everything.webp',
    bytes: () => riff('WEBP', extended(0x0c, 400, 300), lossy, riffChunk('EXIF', bytes('Exif\0\0', EXIF)), riffChunk('XMP ', XMP), riffChunk('C2PA', manifestStore())),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 400, height: 300, codec: 'VP8' })
      expect(record.times).toContainEqual(expect.objectContaining(TAKEN))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.provenance).toMatchObject({ c2pa: 'present-unverified' })
      expect(record.structure?.segments.map(({ name, offset }) => `${name}@${offset}`).slice(0, 3)).toEqual(['RIFF@0', 'VP8X@12', 'VP8 @30'])
    },
  }, {
    name: 'xmp-in-exif.webp', bytes: () => riff('WEBP', extended(0x08, 400, 300), lossy, riffChunk('EXIF', tiff([{ tag: 700, type: 7, values: XMP }]))),
    finds: ({ software }) => expect(software).toContainEqual(expect.objectContaining(TOOL)),
  }, {
    name: 'simple.webp', bytes: () => bytes(riff('WEBP', lossy), '%PDF-1.7'),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30 })
      expect(record.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['trailing-data', 'polyglot']))
    },
  }, {
    name: 'animated.webp', bytes: () => riff('WEBP', extended(2, 40, 30), riffChunk('ANIM', bytes(u32le(0), u16le(7))), frame, frame),
    finds: ({ image, raw }) => {
      expect(image).toMatchObject({ pages: 2 })
      expect(raw['webp']).toMatchObject({ loops: 7, features: ['animation'] })
    },
  }],
}
