// EXIF by exifr, the second opinion: JPEG headers, TIFF files and bare blocks.
import { versionOf } from '../../../system/isolated-child.ts'
import { jpegHeader } from '../../exif-tags/jpeg-header.ts'
import { exifReading, isEmpty } from '../../exif-tags/reading-of.ts'
import { TIFF_FILES, exifBlocks } from '../../exif-tags/tiff-structure.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader, ReadingContext, Source } from '../../reading.ts'
import { exifrTags } from './tags.ts'

/** Given a JPEG, a TIFF or a bare TIFF block, never a container whose boxes could freeze it. */
export const reader: Reader = {
  version: versionOf('exifr', import.meta.url),
  async read(source, context) {
    for (const input of inputs(source, context)) {
      const { tags, raw, errors } = await exifrTags(input)
      if (isEmpty(tags) && errors.length > 0) throw new Error(errors[0])
      if (!isEmpty(tags)) return { ...exifReading(tags), raw: { ...raw, ...(errors.length > 0 ? { errors } : {}) } }
    }
    return undefined
  },
}

function inputs(source: Source, { kind: { extension }, blocks }: ReadingContext): readonly Buffer[] {
  if (extension === 'jpg') return [jpegHeader(source)]
  if (!TIFF_FILES.has(extension)) return exifBlocks(blocks)
  const whole = source.whole()
  if (whole === undefined) throw new TooLarge()
  return [whole]
}
