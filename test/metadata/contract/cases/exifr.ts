import { expect } from 'vitest'
import { withExif } from '../../../../src/exercise/samples/exif-block.ts'
import { CAMERA, picture } from '../../support/camera.ts'
import { tiffBlock } from '../../support/tiff-block.ts'
import type { ReaderCase } from '../reader-case.ts'

export const readerCase: ReaderCase = {
  samples: [{
    name: 'second-opinion.jpg',
    bytes: async () => withExif(await picture('jpeg'), tiffBlock(CAMERA)),
    finds: ({ times, raw, findings }) => {
      expect(times.every(({ by }) => by?.includes('exifr'))).toBe(true)
      expect(raw['exifr']).toMatchObject({ ifd0: { Make: 'Exemple' }, exif: { LensModel: 'Exemple 26 mm' }, gps: { GPSLatitudeRef: 'S' } })
      expect(findings.map(({ code }) => code)).not.toContain('engine-disagreement')
    },
  }, {
    // Strings that are not UTF-8 are lost to it: the other engine tells them alone, and nothing disagrees.
    name: 'latin-1.jpg',
    bytes: async () => withExif(await picture('jpeg'), latin1(tiffBlock({ ifd0: [[0x010e, 'CafX au lait'], [0x010f, 'Exemple']] }))),
    finds: ({ text }) => { expect(text).toEqual([{ key: 'ImageDescription', value: 'Café au lait', source: 'EXIF:IFD0:ImageDescription', by: ['exifreader'] }]) },
  }, {
    name: 'made.tif',
    bytes: () => tiffBlock({ ifd0: [[0x0100, { short: 40 }], [0x0101, { short: 30 }], [0x010f, 'Exemple'], [0x0110, 'Scan 1'], [0x0132, '2026:11:16 08:12:31']], order: 'MM' }),
    finds: ({ device, image, times }) => {
      expect(times).toMatchObject([{ source: 'EXIF:IFD0:ModifyDate', by: ['exifreader', 'exifr'] }])
      expect(device).toMatchObject({ make: 'Exemple', model: 'Scan 1' })
      expect(image).toMatchObject({ width: 40, height: 30 })
    },
  }, { name: 'without.png', bytes: () => picture('png'), empty: true, finds: ({ times }) => { expect(times).toEqual([]) } }],
}

function latin1(block: Buffer): Buffer {
  const out = Buffer.from(block)
  out[out.indexOf('CafX') + 3] = 0xe9
  return out
}
