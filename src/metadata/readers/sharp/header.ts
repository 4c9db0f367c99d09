// What sharp (libvips) says of a picture's header, and the raw metadata blocks it hands out unread. Only in a child.
import sharp from 'sharp'

/** About 100 million pixels: above that a "picture" is an attack or a map. */
export const PIXEL_LIMIT = 100_000_000

export interface PictureHeader {
  readonly width: number
  readonly height: number
  readonly orientation?: number
  readonly pages?: number
  readonly codec?: string
  readonly exif?: Buffer
  readonly xmp?: Buffer
  readonly icc?: Buffer
  readonly iptc?: Buffer
}

/** Only the raster loaders that evidence needs: no SVG, PDF, Magick, OpenSlide or raw vips files. */
export function restrictLoaders(): void {
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadTiff', 'VipsForeignLoadHeif', 'VipsForeignLoadNsgif'],
  })
}

/** What libvips says of pixels that it has no decoder for, HEVC above all: no defect of the file. */
export const NO_DECODER = /HEVC|compression format has not been built|No decoding plugin|not supported.*codec/i
/** And of a file that it does not know at all. */
export const NO_LOADER = 'unsupported image format'

/** Camera raw files: TIFF by structure, for exifr; libvips reads few of them. */
export const RAW: ReadonlySet<string> = new Set(['arw', 'dng', 'nef', 'cr2'])

export const DRAWABLE = ['jpg', 'png', 'apng', 'webp', 'tif', 'gif', 'heic', 'avif', 'arw', 'dng', 'nef', 'cr2']

export function libraryVersion(): string {
  return `${sharp.versions.sharp ?? 'unknown'} (libvips ${sharp.versions.vips})`
}

/** Reads no pixel. @throws Error of libvips */
export async function pictureHeader(bytes: Buffer): Promise<PictureHeader> {
  const found = await sharp(bytes, { failOn: 'none', limitInputPixels: false, sequentialRead: true }).metadata()
  return {
    width: found.width, height: found.height,
    ...(found.orientation === undefined ? {} : { orientation: found.orientation }),
    ...(found.pages === undefined || found.pages < 2 ? {} : { pages: found.pages }),
    ...(found.compression === undefined ? {} : { codec: found.compression }),
    ...(found.exif === undefined ? {} : { exif: found.exif }),
    ...(found.xmp === undefined ? {} : { xmp: found.xmp }),
    ...(found.icc === undefined ? {} : { icc: found.icc }),
    ...(found.iptc === undefined ? {} : { iptc: found.iptc }),
  }
}
