import sharp from 'sharp'
import { expect } from 'vitest'
import { picture } from '../../support/camera.ts'
import type { ReaderCase } from '../reader-case.ts'

const profiled = async (format: 'jpeg' | 'png' | 'webp' | 'tiff', name: 'p3' | 'srgb'): Promise<Buffer> => await sharp(await picture('png')).withIccProfile(name).toFormat(format).toBuffer()

export const readerCase: ReaderCase = {
  samples: [
    { name: 'display.jpg', bytes: () => profiled('jpeg', 'p3'), finds: ({ image, raw }) => { expect(image?.colourProfile).toBe((raw['icc'] as { description: string }).description); expect(raw['icc']).toMatchObject({ colourSpace: 'RGB' }) } },
    { name: 'display.png', bytes: () => profiled('png', 'srgb'), finds: ({ image }) => { expect(image?.colourProfile).toMatch(/rgb/i) } },
    { name: 'display.webp', bytes: () => profiled('webp', 'srgb'), finds: ({ image }) => { expect(image?.colourProfile).toMatch(/rgb/i) } },
    { name: 'display.tif', bytes: () => profiled('tiff', 'srgb'), finds: ({ image }) => { expect(image?.colourProfile).toMatch(/rgb/i) } },
    { name: 'old.jpg', bytes: async () => inJpeg(await picture('jpeg'), profile('desc', oldText('Ecran 1'))), finds: ({ image }) => { expect(image?.colourProfile).toBe('Ecran 1') } },
    { name: 'two-languages.jpg', bytes: async () => inJpeg(await picture('jpeg'), profile('desc', languages([['fr', 'Écran'], ['en', 'Display']]))), finds: ({ image }) => { expect(image?.colourProfile).toBe('Display') } },
    { name: 'none.jpg', bytes: () => picture('jpeg'), empty: true, finds: ({ image }) => { expect(image?.colourProfile).toBeUndefined() } },
    { name: 'no-profile.jpg', bytes: async () => inJpeg(await picture('jpeg'), Buffer.alloc(200, 1)), empty: true, finds: ({ image }) => { expect(image?.colourProfile).toBeUndefined() } },
  ],
}

function inJpeg(jpeg: Buffer, icc: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe2, 0, 0, ...Buffer.from('ICC_PROFILE\0'), 1, 1])
  head.writeUInt16BE(icc.length + head.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, icc, jpeg.subarray(2)])
}

/** ICC.1:2022 §7.2 and §7.3 with one tag. */
function profile(tag: string, data: Buffer): Buffer {
  const head = Buffer.alloc(128 + 16)
  head.writeUInt32BE(head.length + data.length, 0)
  head.write('mntrRGB XYZ ', 12, 'latin1')
  head.write('acsp', 36, 'latin1')
  head.writeUInt32BE(1, 128)
  head.write(tag, 132, 'latin1')
  head.writeUInt32BE(head.length, 136)
  head.writeUInt32BE(data.length, 140)
  return Buffer.concat([head, data])
}

function oldText(text: string): Buffer {
  const head = Buffer.from('desc\0\0\0\0\0\0\0\0', 'latin1')
  head.writeUInt32BE(text.length + 1, 8)
  return Buffer.concat([head, Buffer.from(`${text}\0`), Buffer.alloc(78)])
}

function languages(all: readonly (readonly [string, string])[]): Buffer {
  const head = Buffer.alloc(16 + all.length * 12)
  head.write('mluc', 0, 'latin1')
  head.writeUInt32BE(all.length, 8)
  head.writeUInt32BE(12, 12)
  const texts: Buffer[] = []
  let at = head.length
  for (const [index, [language, text]] of all.entries()) {
    const data = Buffer.from(text, 'utf16le').swap16()
    head.write(`${language}XX`, 16 + index * 12, 'latin1')
    head.writeUInt32BE(data.length, 20 + index * 12)
    head.writeUInt32BE(at, 24 + index * 12)
    texts.push(data)
    at += data.length
  }
  return Buffer.concat([head, ...texts])
}
