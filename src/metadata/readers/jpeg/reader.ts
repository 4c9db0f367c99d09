import type { Reader } from '../../reading.ts'
import { trailing } from '../../trailing-bytes.ts'
import { jpegFacts } from './segments.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    const whole = source.whole()
    const bytes = whole ?? source.read(0, 2 ** 20)
    const { width, height, comments, segments, exif, xmp, end } = jpegFacts(bytes)
    const after = whole === undefined ? undefined : trailing(whole, end)
    return {
      ...(width === undefined || height === undefined ? {} : { image: { width, height } }),
      texts: comments.map((value) => ({ key: 'Comment', value, source: 'JPEG:COM' })),
      clues: { segments, ...(after === undefined ? {} : { trailing: after }), ...(whole === undefined ? { readBytes: bytes.length } : {}) },
      blocks: [
        ...(exif === undefined ? [] : [{ kind: 'exif' as const, bytes: exif, source: 'JPEG:APP1' }]),
        ...(xmp === undefined ? [] : [{ kind: 'xmp' as const, bytes: xmp, source: 'JPEG:APP1' }]),
      ],
      raw: { segments },
    }
  },
}
