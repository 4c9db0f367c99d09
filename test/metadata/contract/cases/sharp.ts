import sharp from 'sharp'
import { expect } from 'vitest'
import { withExif } from '../../../../src/exercise/samples/exif-block.ts'
import { CAMERA, picture } from '../../support/camera.ts'
import { tiffBlock } from '../../support/tiff-block.ts'
import type { ReaderCase } from '../reader-case.ts'

export const readerCase: ReaderCase = {
  samples: [
    { name: 'turned.jpg', bytes: async () => withExif(await picture('jpeg'), tiffBlock(CAMERA)), finds: ({ image }) => { expect(image).toMatchObject({ width: 40, height: 30, orientation: 6 }) } },
    { name: 'plain.png', bytes: () => picture('png'), finds: ({ image }) => { expect(image).toMatchObject({ width: 40, height: 30 }) } },
    {
      name: 'frames.gif',
      bytes: async () => await sharp(Buffer.alloc(8 * 8 * 3 * 3, 90), { raw: { width: 8, height: 24, channels: 3, pageHeight: 8 } }).gif().toBuffer(),
      finds: ({ image }) => { expect(image).toMatchObject({ width: 8, height: 8 }) },
    },
    { name: 'new.avif', bytes: async () => await sharp(await picture('png')).avif({ effort: 0 }).toBuffer(), finds: ({ image }) => { expect(image).toMatchObject({ width: 40, height: 30 }) } },
  ],
  refused: [{ name: 'cut.png', bytes: async () => (await picture('png')).subarray(0, 20), status: 'error' }],
}
