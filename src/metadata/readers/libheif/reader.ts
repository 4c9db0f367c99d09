// HEVC pictures, which libvips cannot decode here: whether they decode, their PDQ hash, and whether the thumbnails inside
// show the same.
import sharp from 'sharp'
import { versionOf } from '../../../system/isolated-child.ts'
import { heifPixels } from '../../heif-pixels.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader } from '../../reading.ts'
import { luminanceIn } from '../pixels/luminance.ts'
import { hashed, told } from '../pixels/reader.ts'
import { checkedThumbnail, thumbnailsIn } from '../pixels/thumbnails.ts'
import type { CheckedThumbnail } from '../pixels/thumbnails.ts'

export const reader: Reader = {
  version: versionOf('libheif-js', import.meta.url),
  async read(source, { pixels: wanted, blocks }) {
    const bytes = source.whole()
    if (bytes === undefined) throw new TooLarge()
    const found = await heifPixels(bytes)
    if (found === undefined) return undefined
    const { width, height, images, data } = found
    const raw = { decoded: { width, height }, images }
    if (!wanted) return { image: { width, height }, raw }
    const pixels = await luminanceIn(sharp(data, { raw: { width, height, channels: 4 } }))
    const checked: CheckedThumbnail[] = []
    for (const thumbnail of thumbnailsIn(blocks)) checked.push(await checkedThumbnail(thumbnail, { pixels, aspect: width / height }))
    // Turned already: the orientation of the EXIF block has no say in a HEIF file (ISO/IEC 23008-12 §6.5.10).
    const { image } = hashed(pixels, 1)
    return { ...told(checked, checked.filter(({ facts }) => facts.verdict === 'different'), true), image: { width, height, ...image }, raw }
  },
}
