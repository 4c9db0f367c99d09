// Whether an HEVC picture decodes, which no other reader here can tell.
import { versionOf } from '../../../system/isolated-child.ts'
import { heifPixels } from '../../heif-pixels.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader } from '../../reading.ts'

export const reader: Reader = {
  version: versionOf('libheif-js', import.meta.url),
  async read(source) {
    const bytes = source.whole()
    if (bytes === undefined) throw new TooLarge()
    const found = await heifPixels(bytes)
    if (found === undefined) return undefined
    const { width, height, images } = found
    return { image: { width, height }, raw: { decoded: { width, height }, images } }
  },
}
