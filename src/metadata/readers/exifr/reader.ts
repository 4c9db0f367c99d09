import { TooLarge } from '../../reading.ts'
import type { Reader } from '../../reading.ts'
import { exifFacts } from './facts.ts'
import { hasSaneMeta } from './sane-boxes.ts'
import { exifTags, tiffBlock } from './tags.ts'

const TIFF = new Set(['tif', 'arw', 'dng', 'nef', 'cr2'])

/** Given a JPEG, a TIFF or a bare TIFF block; a HEIF file only when its boxes cannot freeze it. */
export const reader: Reader = {
  version: '7.1.3',
  async read(source, { kind: { extension }, blocks }) {
    const bytes = source.whole()
    if (bytes === undefined) throw new TooLarge()
    const input = extension === 'jpg' || TIFF.has(extension) ? bytes
      : tiffBlock(blocks.find(({ kind }) => kind === 'exif')?.bytes) ?? ((extension === 'heic' || extension === 'avif') && hasSaneMeta(bytes) ? bytes : undefined)
    if (input === undefined) return undefined
    const tags = await exifTags(input)
    if (Object.keys(tags.blocks).length === 0) {
      if (tags.errors.length > 0) throw new Error(tags.errors[0])
      return undefined
    }
    const { times, device, place, orientation, size, profile, software, texts, userComment, iptcInstructions } = exifFacts(tags)
    return {
      image: { ...(orientation === undefined ? {} : { orientation }), ...size, ...profile },
      times, software, texts, ...(device === undefined ? {} : { device }), ...(place === undefined ? {} : { places: [place] }),
      clues: { ...(userComment === undefined ? {} : { userComment }), ...(iptcInstructions === undefined ? {} : { iptcInstructions }) },
      raw: { ...tags.blocks, ...(tags.errors.length > 0 ? { errors: tags.errors } : {}) },
    }
  },
}
