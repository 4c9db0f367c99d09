// `uuid` and `jumb` boxes that mean the same in every format made of boxes: XMP, Exif, IPTC, C2PA.
import type { Block } from '../reading.ts'
import { bodyOf } from './boxes.ts'
import type { Box, Bytes } from './boxes.ts'
import { exifBlock } from './exif-block.ts'

const XMP = 'be7acfcb97a942e89c71999491e3afac'
const IPTC = '33c7a4d2b81d4723a0baf1a3e097ad38'
/** `JpgTiffExif->JP2`. */
const EXIF_JP2 = '4a706754696666457869662d3e4a5032'
/** C2PA 2.1, Appendix A.5.1: a full box with a purpose, then the manifest store. */
const C2PA = 'd8fec3d61b0e483c92975828877ec481'
/** Image resources in JPEG 2000, as Photoshop writes them. */
const PHOTOSHOP = '2c4c0100850440b9a03e562148d6dfeb'

export function uuidBlock(source: Bytes, box: Box, format: string): Block | undefined {
  if (box.type === 'jumb') return { kind: 'jumbf', bytes: source.read(box.offset, Math.min(box.end - box.offset, 16 * 2 ** 20)), offset: box.offset, source: `${format}:jumb` }
  if (box.uuid === undefined) return undefined
  const bytes = bodyOf(source, box)
  const place = { offset: box.body, source: `${format}:uuid` }
  switch (box.uuid) {
    case XMP: return { kind: 'xmp', bytes, ...place }
    case IPTC: return { kind: 'iptc', bytes, ...place }
    case PHOTOSHOP: return { kind: 'photoshop', bytes, ...place }
    case EXIF_JP2: return exifBlock(bytes, box.body, place.source)
    case C2PA: {
      const purpose = bytes.indexOf(0, 4)
      if (purpose === -1 || bytes.toString('latin1', 4, purpose) !== 'manifest') return undefined
      const skip = purpose + 1 + 8
      return { kind: 'jumbf', bytes: bytes.subarray(skip), offset: box.body + skip, source: `${format}:uuid C2PA` }
    }
    default: return undefined
  }
}
