// The pictures inside a picture, compared with it. Where they differ, something was cropped, reframed or replaced after the
// thumbnail was made (metadata.md §6.3 gives the thresholds and how often honest pictures cross them).
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Block } from '../../reading.ts'
import type { ThumbnailFacts } from '../../record.ts'
import { luminanceOf } from './luminance.ts'
import { similarity } from './similarity.ts'
import type { Shown } from './similarity.ts'

export interface Thumbnail {
  readonly bytes: Buffer
  readonly source: string
}
export interface CheckedThumbnail {
  readonly bytes: Buffer
  readonly facts: ThumbnailFacts
}

const MOST = 4
const SAME = 0.9
const DIFFERENT = 0.6

/** Those that walkers found, each once. */
export function thumbnailsIn(blocks: readonly Block[]): Thumbnail[] {
  const found = blocks.filter(({ kind }) => kind === 'thumbnail').map(({ bytes, source }) => ({ bytes, source }))
  return found.filter(({ bytes }, at) => found.findIndex((other) => other.bytes.equals(bytes)) === at).slice(0, MOST)
}

/** @param picture undefined: its pixels cannot be decoded here */
export async function checkedThumbnail({ bytes, source }: Thumbnail, picture: Shown | undefined): Promise<CheckedThumbnail> {
  const told = { source, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  try {
    const { width, height } = await sharp(bytes, { failOn: 'none' }).metadata()
    if (picture === undefined) return { bytes, facts: { ...told, width, height, verdict: 'unchecked' } }
    const best = similarity(picture, { pixels: await luminanceOf(bytes), aspect: width / height })
    if (best === undefined) return { bytes, facts: { ...told, width, height, verdict: 'inconclusive' } }
    const rounded = Math.round(best * 100) / 100
    return { bytes, facts: { ...told, width, height, similarity: rounded === 0 ? 0 : rounded, verdict: rounded >= SAME ? 'same' : rounded < DIFFERENT ? 'different' : 'inconclusive' } }
  } catch {
    return { bytes, facts: { ...told, verdict: 'unchecked' } }
  }
}
