// TIFF, BigTIFF and the camera raw formats built on them, by their directories. The Exif tags are read where they lie; no
// copy of the file is made for them. TIFF defines no end: bytes that no directory names are not told as trailing.
import type { Reader } from '../../reading.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { tiffFacts } from './pages.ts'

export const reader: Reader = {
  version: '1',
  read(source, { kind }) {
    source.whole()
    const { image: found, blocks, outline, facts } = tiffFacts(source)
    // The further directories of raw formats are previews of one picture, not pages.
    const { pages, ...single } = found ?? {}
    const image = found === undefined ? undefined : kind.extension === 'tif' && pages !== undefined ? { ...single, pages } : single
    // C2PA 2.1, Appendix A.3.4: TIFF and DNG; other raw formats have no place for it.
    return pictureReading(source, { outline, blocks, c2pa: ['tif', 'dng'].includes(kind.extension), ...(image === undefined ? {} : { image }), raw: facts })
  },
}
