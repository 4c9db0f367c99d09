// EXIF by ExifReader: blocks that walkers found, or files that it walks by itself.
import { versionOf } from '../../../system/isolated-child.ts'
import { jpegHeader } from '../../exif-tags/jpeg-header.ts'
import { exifReading, isEmpty } from '../../exif-tags/reading-of.ts'
import { thumbnailReading } from '../../exif-tags/thumbnail.ts'
import { TIFF_FILES, exifBlocks } from '../../exif-tags/tiff-structure.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader, ReadingContext, Source } from '../../reading.ts'
import { exifReaderTags } from './tags.ts'

/** Containers that it walks by itself, when no walker has found a block in them. */
const WALKED = new Set(['png', 'apng', 'webp', 'heic', 'avif', 'jxl'])

export const reader: Reader = {
  version: versionOf('exifreader', import.meta.url),
  read(source, context) {
    for (const input of inputs(source, context)) {
      const { tags, raw, thumbnail } = exifReaderTags(input)
      if (isEmpty(tags) && thumbnail === undefined) continue
      return { ...exifReading(tags), ...thumbnailReading(thumbnail, context.blocks), raw }
    }
    return undefined
  },
}

/** The blocks that walkers found; else the file itself, where it can walk it. */
function inputs(source: Source, { kind: { extension }, blocks }: ReadingContext): readonly Buffer[] {
  const found = exifBlocks(blocks)
  if (found.length > 0) return found
  if (extension === 'jpg') return [jpegHeader(source)]
  if (!TIFF_FILES.has(extension) && !WALKED.has(extension)) return []
  const whole = source.whole()
  if (whole === undefined) throw new TooLarge()
  return [whole]
}
