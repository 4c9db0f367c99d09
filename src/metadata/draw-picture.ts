// Draws one display copy with sharp. Only in a child.
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { OpenExhibit } from '../system/isolated-child.ts'
import type { PictureMessage } from './pictures.ts'
import { contentType } from './content-type.ts'
import { DRAWABLE, PIXEL_LIMIT, RAW } from './readers/sharp/header.ts'
import { UNDECODED } from './readers/registry.ts'
import type { Picture } from './record.ts'

const SIDE = 400
/** What a blurred copy keeps: less than a face or a line of text needs. */
const BLURRED_SIDE = 64
/** Pictures without a decoder here; an SVG is text that acts, and is no picture to draw. */
const UNDRAWN = new Set<string>([...UNDECODED.filter((extension) => extension !== 'svg'), 'bmp', 'ico', 'cur'])
const BYTES_LIMIT = 128 * 2 ** 20

export async function drawPicture(file: OpenExhibit, blurred: boolean): Promise<Picture> {
  const type = await contentType(file.read(0, 64 * 1024))
  if (type !== undefined && UNDRAWN.has(type.extension)) return failure('error', 'format')
  if (type === undefined || !DRAWABLE.includes(type.extension)) return { status: 'not-an-image' }
  if (file.size > BYTES_LIMIT) return failure('limit', 'too-large')
  const bytes = file.read(0, file.size)
  try {
    const side = blurred ? BLURRED_SIDE : SIDE
    const small = sharp(bytes, { failOn: 'none', limitInputPixels: PIXEL_LIMIT, sequentialRead: true, pages: 1 })
      .autoOrient().resize(side, side, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).toColourspace('srgb')
    if (!blurred) return await jpeg(small)
    const { data, info } = await small.blur(1.5).raw().toBuffer({ resolveWithObject: true })
    const scale = SIDE / Math.max(info.width, info.height)
    return await jpeg(sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
      .resize(Math.max(1, Math.round(info.width * scale)), Math.max(1, Math.round(info.height * scale)), { kernel: 'cubic', fit: 'fill' }))
  } catch (error) {
    const message = String(error instanceof Error ? error.message : error)
    if (/HEVC|compression format has not been built|No decoding plugin|not supported.*codec/i.test(message)) return failure('error', 'hevc')
    if (RAW.has(type.extension) && message.includes('unsupported image format')) return failure('error', 'format')
    return /pixel limit|exceeds|security limit/i.test(message) ? failure('limit', 'too-large') : failure('error', 'unreadable')
  }
}

async function jpeg(picture: Sharp): Promise<Picture> {
  const { data, info } = await picture.jpeg({ quality: 82, chromaSubsampling: '4:4:4' }).toBuffer({ resolveWithObject: true })
  return { status: 'ok', jpeg: data, width: info.width, height: info.height }
}

function failure(status: 'error' | 'limit', message: PictureMessage): Picture {
  return { status, message }
}
