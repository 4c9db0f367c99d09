// Pixels as brightness, decoded once and small: libvips shrinks a JPEG while it decodes it. Only in a child.
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { PIXEL_LIMIT } from '../sharp/header.ts'

export interface Luminance {
  readonly width: number
  readonly height: number
  /** 0 to 255, row after row. */
  readonly values: Float64Array
}

/** Of the decoded copy: PDQ's own tool shrinks to the same before it begins. */
const SIDE = 512

/**
 * The first page as it is stored, without orientation: published hashes are made so. Both sides at most 512, not in proportion.
 * @throws Error of libvips
 */
export async function luminanceOf(bytes: Buffer, failOn: 'none' | 'error' = 'none'): Promise<Luminance> {
  return await luminanceIn(sharp(bytes, { failOn, limitInputPixels: PIXEL_LIMIT, sequentialRead: true, pages: 1 }))
}

/** The same of a picture that another decoder opened. */
export async function luminanceIn(picture: Sharp): Promise<Luminance> {
  const { data, info } = await picture
    .resize(SIDE, SIDE, { fit: 'fill', withoutEnlargement: true, kernel: 'linear' }).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const values = new Float64Array(width * height)
  for (let at = 0, from = 0; at < values.length; at += 1, from += channels) {
    const red = data[from] as number
    // ITU-R BT.601, as PDQ has it.
    values[at] = channels < 3 ? red : 0.299 * red + 0.587 * (data[from + 1] as number) + 0.114 * (data[from + 2] as number)
  }
  return { width, height, values }
}
