// TIFF, BigTIFF and the camera raw formats built on them, by their directories. The Exif tags are read where they lie; no
// copy of the file is made for them. TIFF defines no end: bytes that no directory names are not told as trailing.
import type { Block, Reader, Source } from '../../reading.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { tiffFacts } from './pages.ts'

/** Cameras write directories and their values before the pixels. */
const RAW_HEAD = 2 ** 20

export const reader: Reader = {
  version: '1',
  read(source, { kind }) {
    source.whole()
    const { image: found, blocks, outline, facts } = tiffFacts(source)
    // The further directories of raw formats are previews of one picture, not pages.
    const { pages, ...single } = found ?? {}
    const image = found === undefined ? undefined : kind.extension === 'tif' && pages !== undefined ? { ...single, pages } : single
    // C2PA 2.1, Appendix A.3.4: TIFF and DNG; other raw formats have no place for it.
    return pictureReading(source, { outline, blocks: [...blocks, ...renamed(source, kind.extension)], c2pa: ['tif', 'dng'].includes(kind.extension), ...(image === undefined ? {} : { image }), raw: facts })
  },
}

/** What ORF and RW2 call themselves, no reader of Exif knows: their directories, under the number that all know. */
function renamed(source: Source, extension: string): Block[] {
  if (extension !== 'orf' && extension !== 'rw2') return []
  const bytes = Buffer.from(source.read(0, RAW_HEAD))
  if (bytes[0] === 0x49) bytes.writeUInt16LE(42, 2)
  else bytes.writeUInt16BE(42, 2)
  return [{ kind: 'exif', bytes, source: `TIFF:${extension.toUpperCase()} header` }]
}
