// The top level of the file: its boxes in order, where they stop, and what follows them.
import type { Block, Source } from '../../reading.ts'
import type { Segment } from '../../record.ts'
import { tailOf } from '../../trailing-bytes.ts'
import type { Trailing } from '../../trailing-bytes.ts'
import type { Box, Boxes } from './boxes.ts'

export interface Layout {
  readonly segments: readonly Segment[]
  readonly more: number
  readonly brand?: string
  readonly compatible: readonly string[]
  readonly movie?: Box
  readonly meta?: Box
  readonly extensions: readonly Box[]
  /** A box that ends after the end of the file. */
  readonly cut?: Box
  readonly trailing?: Trailing
}

const SEGMENT_LIMIT = 500
const EXTENSION_LIMIT = 20
const TRAILING_LOOK = 2 ** 20
const TOP_LEVEL: ReadonlySet<string> = new Set([
  'ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'uuid', 'meta', 'meco', 'moof', 'mfra', 'styp', 'sidx', 'ssix', 'pdin', 'emsg', 'prft', 'pnot', 'junk', 'udta', 'imda', 'jumb', 'sefd',
])
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac'
const EXIF_UUID = '0537cdab9d0c4431a72afa561f2a113e'
/** C2PA 2.1 §A.5.1. */
const C2PA_UUID = 'd8fec3d61b0e483c92975828877ec481'

export function layoutOf(source: Source, boxes: Boxes): Layout {
  const segments: Segment[] = []
  const extensions: Box[] = []
  let [more, end] = [0, 0]
  let [movie, meta, cut, first, second]: (Box | undefined)[] = []
  for (const box of boxes.within(0, source.size)) {
    // A second file after a whole first one is data after the end; so is what only looks like a box, as `%PDF-1.7`.
    if ((box.type === 'ftyp' && first !== undefined && movie !== undefined) || (box.cut && !TOP_LEVEL.has(box.type))) {
      second = box
      break
    }
    if (segments.length < SEGMENT_LIMIT) segments.push({ name: box.type, offset: box.offset, length: boxes.end(box) - box.offset })
    else more += 1
    end = boxes.end(box)
    if (box.cut) cut = box
    if (box.type === 'ftyp') first ??= box
    if (box.type === 'moov') movie ??= box
    if (box.type === 'meta') meta ??= box
    if ((box.type === 'uuid' || box.type === 'jumb') && extensions.length < EXTENSION_LIMIT) extensions.push(box)
  }
  const after = boxes.exhausted && second === undefined ? undefined : trailingOf(source, end)
  const brands = first === undefined ? Buffer.alloc(0) : boxes.payload(first, 256)
  return {
    segments, more, compatible: brandsOf(brands.subarray(8)), extensions, ...(brands.length < 4 ? {} : { brand: brandsOf(brands.subarray(0, 4))[0] ?? '' }),
    ...(movie === undefined ? {} : { movie }), ...(meta === undefined ? {} : { meta }), ...(cut === undefined ? {} : { cut }), ...(after === undefined ? {} : { trailing: after }),
  }
}

function brandsOf(bytes: Buffer): string[] {
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.toString('latin1', index * 4, index * 4 + 4).replace(/[^\x20-\x7e]/g, '?').trim())
}

function trailingOf(source: Source, end: number): Trailing | undefined {
  if (end === 0 || end >= source.size) return undefined
  return tailOf(source.read(end, TRAILING_LOOK), end, source.size - end)
}

/** XMP, EXIF and C2PA in `uuid` boxes, XMP in `moov/udta/XMP_`. */
export function blocksOf(boxes: Boxes, { extensions, movie }: Layout): Block[] {
  const out: Block[] = []
  for (const box of extensions) {
    const start = box.offset + box.header
    if (box.type === 'jumb') {
      out.push({ kind: 'jumbf', bytes: whole(boxes, box), offset: box.offset, source: 'BMFF:jumb' })
      continue
    }
    const payload = boxes.payload(box)
    const uuid = payload.toString('hex', 0, 16)
    const body = payload.subarray(16)
    if (uuid === XMP_UUID) out.push({ kind: 'xmp', bytes: body, offset: start + 16, source: 'BMFF:uuid XMP' })
    if (uuid === EXIF_UUID) out.push({ kind: 'exif', bytes: body, offset: start + 16, source: 'BMFF:uuid Exif' })
    const superbox = uuid === C2PA_UUID ? body.subarray(0, 256).indexOf('jumb') - 4 : -1
    if (superbox >= 0) out.push({ kind: 'jumbf', bytes: body.subarray(superbox), offset: start + 16 + superbox, source: 'BMFF:uuid C2PA' })
  }
  const userXmp = boxes.path(movie, 'udta', 'XMP_')
  if (userXmp !== undefined) out.push({ kind: 'xmp', bytes: boxes.payload(userXmp), offset: userXmp.offset + userXmp.header, source: 'BMFF:udta XMP_' })
  return out
}

/** With its header, which a JUMBF reader needs. */
function whole(boxes: Boxes, box: Box): Buffer {
  return boxes.payload({ ...box, header: 0 })
}
