// Metadata items of a HEIF file as blocks: Exif, XMP, colour profiles, JPEG thumbnails.
import type { Block } from '../../reading.ts'
import type { Bytes } from '../../structure/boxes.ts'
import { exifBlock } from '../../structure/exif-block.ts'
import { inflated } from '../../structure/inflated.ts'
import type { Outline } from '../../structure/outline.ts'
import { itemBytes } from './item-bytes.ts'
import type { ItemTable } from './items.ts'

const MAX_BLOCKS = 16

export function itemBlocks(source: Bytes, table: ItemTable, outline: Outline): Block[] {
  const blocks: Block[] = []
  const thumbnails = new Set(table.references.filter(({ type }) => type === 'thmb').map(({ from }) => from))
  for (const { id, type, contentType, contentEncoding } of table.items) {
    const wanted = type === 'Exif' || type === 'mime' || (type === 'jpeg' && thumbnails.has(id))
    const found = wanted && blocks.length < MAX_BLOCKS ? itemBytes(source, table, id) : undefined
    if (found === undefined) continue
    const place = { ...(found.offset === undefined ? {} : { offset: found.offset }), source: `HEIF:item ${id}` }
    if (found.offset !== undefined) outline.add(`item ${id} ${type}${contentType === undefined ? '' : ` ${contentType}`}`, found.offset, found.bytes.length)
    if (type === 'Exif') {
      outline.name('Exif')
      const block = exifBlock(found.bytes, found.offset, place.source)
      if (block !== undefined) blocks.push(block)
    } else if (type === 'jpeg') blocks.push({ kind: 'thumbnail', bytes: found.bytes, ...place })
    else if (contentType === 'application/rdf+xml' || looksLikeXmp(found.bytes)) {
      outline.name('XMP')
      const bytes = contentEncoding === 'deflate' ? inflated(found.bytes) ?? inflated(found.bytes, undefined, 'raw') : found.bytes
      if (bytes !== undefined && bytes !== 'oversized') blocks.push({ kind: 'xmp', bytes, ...(bytes === found.bytes ? place : { source: place.source }) })
    } else if (contentType === 'application/x-c2pa-manifest-store' || contentType === 'application/c2pa') blocks.push({ kind: 'jumbf', bytes: found.bytes, ...place })
  }
  return [...blocks, ...profiles(table)]
}

function looksLikeXmp(bytes: Buffer): boolean {
  return /<x:xmpmeta|<\?xpacket/.test(bytes.toString('latin1', 0, 256))
}

/** `colr` (ISO/IEC 14496-12 §12.1.5): `prof` and `rICC` are ICC profiles, `nclx` is none. */
function profiles({ properties }: ItemTable): Block[] {
  return properties.filter(({ type, body }) => type === 'colr' && /^(?:prof|rICC)$/.test(body.toString('latin1', 0, 4)) && body.length > 132).slice(0, 4)
    .map(({ body, offset }): Block => ({ kind: 'icc', bytes: body.subarray(4), offset: offset + 4, source: 'HEIF:colr' }))
}
