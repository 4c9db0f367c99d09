// JPEG XL: a bare codestream, or boxes around it (ISO/IEC 18181-2 §9) of which `brob` ones are compressed.
import type { Block, Reader, Source } from '../../reading.ts'
import { BoxBudget, bodyOf, boxesIn } from '../../structure/boxes.ts'
import type { Box } from '../../structure/boxes.ts'
import { exifBlock } from '../../structure/exif-block.ts'
import { inflated } from '../../structure/inflated.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { codestreamSize } from './codestream.ts'

const HEAD = 64
const COMPRESSED_LIMIT = 4 * 2 ** 20
const MAX_BLOCKS = 32

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    return source.read(0, 2).toString('hex') === 'ff0a' ? bare(source) : container(source)
  },
}

function bare(source: Source): ReturnType<Reader['read']> {
  const outline = new Outline()
  outline.add('codestream', 0, source.size)
  const size = codestreamSize(source.read(0, HEAD))
  // A bare codestream does not say how long it is, and has no place for metadata.
  return pictureReading(source, { outline, blocks: [], c2pa: false, ...(size === undefined ? {} : { image: imageOf(size) }), raw: { form: 'codestream', ...size } })
}

function container(source: Source): ReturnType<Reader['read']> {
  const outline = new Outline()
  const blocks: Block[] = []
  const facts: Record<string, unknown> = { form: 'container' }
  let size: ReturnType<typeof codestreamSize>
  let end = 0
  const budget = new BoxBudget()
  for (const box of boxesIn(source, 0, source.size, budget)) {
    outline.add(box.type, box.offset, box.end - box.offset)
    outline.name(box.type.trim())
    end = box.end
    if (box.type === 'jxlc') size ??= codestreamSize(bodyOf(source, box, HEAD))
    else if (box.type === 'jxlp') size ??= codestreamSize(bodyOf(source, box, HEAD).subarray(4))
    else if (box.type === 'jbrd') facts['fromJpeg'] = true
    else if (blocks.length < MAX_BLOCKS) {
      const block = box.type === 'brob' ? compressed(source, box, facts) : blockOf(box.type, bodyOf(source, box), box.body, source, box)
      if (block !== undefined) blocks.push(block)
    }
  }
  return pictureReading(source, {
    outline, blocks, c2pa: true, end: budget.spent ? undefined : end, ...(size === undefined ? {} : { image: imageOf(size) }), raw: { ...facts, ...size, boxes: outline.names },
  })
}

function imageOf({ width, height }: { readonly width: number; readonly height: number }): { width: number; height: number; codec: string } {
  return { width, height, codec: 'jxl' }
}

function blockOf(type: string, bytes: Buffer, offset: number | undefined, source: Source, box: Box): Block | undefined {
  const place = { source: `JXL:${box.type === 'brob' ? 'brob ' : ''}${type.trim()}`, ...(offset === undefined ? {} : { offset }) }
  if (type === 'Exif') return exifBlock(bytes, offset, place.source)
  if (type === 'xml ') return { kind: 'xmp', bytes, ...place }
  if (type !== 'jumb') return undefined
  return offset === undefined ? { kind: 'jumbf', bytes: withHeader(bytes), source: place.source }
    : { kind: 'jumbf', bytes: source.read(box.offset, Math.min(box.end - box.offset, 16 * 2 ** 20)), offset: box.offset, source: place.source }
}

/** `brob` holds the type of the box and its body in Brotli (§9.9). */
function compressed(source: Source, box: Box, facts: Record<string, unknown>): Block | undefined {
  const body = bodyOf(source, box, COMPRESSED_LIMIT)
  const type = body.toString('latin1', 0, 4)
  if (!['Exif', 'xml ', 'jumb'].includes(type)) return undefined
  const bytes = inflated(body.subarray(4), undefined, 'brotli')
  if (bytes === undefined || bytes === 'oversized') {
    facts['unreadBrob'] = `${type.trim()}: ${bytes === undefined ? 'damaged' : 'oversized'}`
    return undefined
  }
  return blockOf(type, bytes, undefined, source, box)
}

/** The readers of JUMBF want the box with its header. */
function withHeader(body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write('jumb', 4, 'latin1')
  return Buffer.concat([head, body])
}
