import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { bytes, u16le, u32le } from '../../support/picture-parts.ts'

const entry = (width: number, height: number, length: number, offset: number): Buffer => bytes([width, height, 0, 0], u16le(1), u16le(32), u32le(length), u32le(offset))

export const readerCase: ReaderCase = {
  samples: [{
    name: 'icon.ico', bytes: () => bytes(u16le(0), u16le(1), u16le(2), entry(16, 16, 40, 38), entry(0, 0, 12, 78), Buffer.alloc(40, 1), '\x89PNG\r\n\x1a\n\0\0\0\0'),
    finds: ({ image, structure, raw }) => {
      expect(image).toMatchObject({ width: 256, height: 256, pages: 2 })
      expect(structure?.segments.map(({ name }) => name)).toEqual(['directory', 'picture 1 bmp', 'picture 2 png'])
      expect(structure?.trailingBytes).toBeUndefined()
      expect(raw['ico']).toMatchObject({ pictures: [{ format: 'bmp' }, { format: 'png' }] })
    },
  }],
}
