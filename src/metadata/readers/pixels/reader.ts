// One decoding of the picture: its PDQ hash, and whether the thumbnails inside show the same.
import sharp from 'sharp'
import { finding } from '../../finding-codes.ts'
import { TooLarge, Unsupported } from '../../reading.ts'
import type { Member, Reader, Reading } from '../../reading.ts'
import { NO_DECODER, NO_LOADER, PIXEL_LIMIT, libraryVersion, restrictLoaders } from '../sharp/header.ts'
import { luminanceOf } from './luminance.ts'
import type { Luminance } from './luminance.ts'
import { orientedSamples, pdqOf, pdqSamples } from './pdq.ts'
import { checkedThumbnail, thumbnailsIn } from './thumbnails.ts'
import type { CheckedThumbnail } from './thumbnails.ts'

restrictLoaders()

export const reader: Reader = {
  version: libraryVersion(),
  async read(source, { pixels: wanted, blocks }) {
    if (!wanted) return undefined
    const bytes = source.whole()
    if (bytes === undefined) throw new TooLarge()
    const pixels = await decoded(bytes)
    const thumbnails = thumbnailsIn(blocks)
    if (pixels === undefined) {
      // HEVC, mostly: a thumbnail can still be told apart, not compared.
      const unchecked = await Promise.all(thumbnails.map(async (thumbnail) => await checkedThumbnail(thumbnail, undefined)))
      if (unchecked[0] === undefined) throw new Unsupported('no decoder for these pixels')
      return { thumbnail: unchecked[0].facts }
    }
    const { width, height, orientation = 1 } = await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata()
    const checked: CheckedThumbnail[] = []
    for (const thumbnail of thumbnails) checked.push(await checkedThumbnail(thumbnail, { pixels, aspect: width / height }))
    const differing = checked.filter(({ facts }) => facts.verdict === 'different')
    // A damaged picture differs from everything: that is no replaced thumbnail.
    const sound = differing.length === 0 || await decodesWithoutError(bytes)
    const found = { ...hashed(pixels, orientation), ...told(checked, sound ? differing : [], sound) }
    return Object.keys(found).length === 0 ? undefined : found
  },
}

/** Undefined when no decoder is built in. */
async function decoded(bytes: Buffer): Promise<Luminance | undefined> {
  try {
    return await luminanceOf(bytes)
  } catch (error) {
    const message = String(error)
    if (NO_DECODER.test(message) || message.includes(NO_LOADER)) return undefined
    if (/exceeds pixel limit/i.test(message)) throw new TooLarge(`over ${PIXEL_LIMIT} pixels`)
    throw error
  }
}

async function decodesWithoutError(bytes: Buffer): Promise<boolean> {
  return await luminanceOf(bytes, 'error').then(() => true, () => false)
}

export function hashed(pixels: Luminance, orientation: number): Pick<Reading, 'image'> {
  const samples = pdqSamples(pixels)
  if (samples === undefined) return {}
  const turned = orientation >= 2 && orientation <= 8
  return { image: { pdq: { ...pdqOf(samples), ...(turned ? { shown: pdqOf(orientedSamples(samples, orientation)).hash } : {}) } } }
}

export function told(checked: readonly CheckedThumbnail[], differing: readonly CheckedThumbnail[], sound: boolean): Reading {
  const facts = (differing[0] ?? checked[0])?.facts
  if (facts === undefined) return {}
  const verdict = !sound && facts.verdict === 'different' ? 'inconclusive' : facts.verdict
  return {
    thumbnail: { ...facts, verdict },
    ...(differing.length === 0 ? {} : { findings: differing.map(({ facts: each }) => thumbnailDiffers(each)), members: differing.map(memberOf) }),
  }
}

function thumbnailDiffers({ source, similarity = 0, width = 0, height = 0, sha256 }: CheckedThumbnail['facts']): NonNullable<Reading['findings']>[number] {
  return finding('thumbnail-differs', 'warn', { similarity, size: `${width} × ${height}` }, [
    `${source} = ${width} × ${height}, SHA-256 ${sha256}`, `similarity (normalized cross-correlation, -1 to 1) = ${similarity.toFixed(2)}, below 0.60`,
  ])
}

/** A file of its own: it can hold what was cropped away, and its digests can be looked up in lists. */
function memberOf({ bytes, facts: { sha256 } }: CheckedThumbnail): Member {
  return { name: 'thumbnail.jpg', relation: 'thumbnail', size: bytes.length, sha256, bytes: Buffer.from(bytes) }
}
