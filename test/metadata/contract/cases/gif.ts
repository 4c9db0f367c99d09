import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { TOOL, XMP, bytes, manifestStore, u16le } from '../../support/picture-parts.ts'

const blocks = (data: Buffer): Buffer => {
  const parts: Buffer[] = []
  for (let at = 0; at < data.length; at += 255) parts.push(bytes(Math.min(255, data.length - at), data.subarray(at, at + 255)))
  return bytes(...parts, 0)
}
const application = (name: string, body: Buffer): Buffer => bytes([0x21, 0xff, 11], name, body)
/** A packet lies there as it is; the numbers behind it lead every reader to the end. */
const xmp = application('XMP DataXMP', bytes(XMP, 1, Array.from({ length: 256 }, (_, index) => 255 - index), 0))
const image = bytes(0x2c, u16le(0), u16le(0), u16le(40), u16le(30), 0, 2, blocks(bytes([0x4c, 1])))
const control = bytes([0x21, 0xf9, 4, 0], u16le(50), [0, 0])
const gif = (...parts: Buffer[]): Buffer => bytes('GIF89a', u16le(40), u16le(30), [0x80, 0, 0], Buffer.alloc(6), ...parts, 0x3b)

export const readerCase: ReaderCase = {
  samples: [{
    name: 'animated.gif',
    bytes: () => gif(application('NETSCAPE2.0', bytes([3, 1], u16le(5), 0)), bytes([0x21, 0xfe], blocks(bytes('un commentaire'))), xmp, application('C2PA_GIF\x01\0\0', blocks(manifestStore())), control, image, control, image),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30, pages: 2 })
      expect(record.text).toContainEqual(expect.objectContaining({ key: 'Comment', value: 'un commentaire' }))
      expect(record.raw['gif']).toMatchObject({ loops: 5, frames: 2, durationMs: 1000 })
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.provenance).toMatchObject({ c2pa: 'present-unverified' })
    },
  }, {
    name: 'tail.gif', bytes: () => bytes(gif(image), '<html><script>alert(1)</script>'),
    finds: ({ findings }) => expect(findings.filter(({ level }) => level === 'warn').map(({ code }) => code).sort()).toEqual(['polyglot', 'trailing-data']),
  }],
}
