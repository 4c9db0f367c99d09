// JPEG 2000: boxes (ITU-T T.800 Annex I) around a codestream, or the codestream alone.
import type { Block, Reader, Source } from '../../reading.ts'
import { BoxBudget, bodyOf, boxesIn } from '../../structure/boxes.ts'
import type { Box } from '../../structure/boxes.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import type { WalkedPicture } from '../../structure/picture-reading.ts'
import { uuidBlock } from '../../structure/uuid-boxes.ts'
import { codestream } from './codestream.ts'
import type { Codestream } from './codestream.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    return source.read(0, 2).toString('hex') === 'ff4f' ? bare(source) : boxed(source)
  },
}

function bare(source: Source): ReturnType<Reader['read']> {
  const found = codestream(source, 0, source.size)
  if (found === undefined) throw new Error('no size in the codestream')
  const outline = new Outline()
  outline.add('codestream', 0, found.end ?? source.size)
  return pictureReading(source, { outline, blocks: [], c2pa: false, end: found.end, ...pictureOf(found), raw: { form: 'codestream', ...found } })
}

function boxed(source: Source): ReturnType<Reader['read']> {
  const outline = new Outline()
  const blocks: Block[] = []
  const budget = new BoxBudget()
  let size: { width: number; height: number } | undefined
  let stream: Codestream | undefined
  let end = 0
  for (const box of boxesIn(source, 0, source.size, budget)) {
    outline.add(box.uuid === undefined ? box.type : `uuid ${box.uuid}`, box.offset, box.end - box.offset)
    outline.name(box.type.trim())
    end = box.end
    if (box.type === 'jp2h') {
      for (const child of boxesIn(source, box.body, box.end, budget)) {
        outline.add(`jp2h/${child.type}`, child.offset, child.end - child.offset)
        if (child.type === 'ihdr') size ??= sizeOf(bodyOf(source, child, 14))
        if (child.type === 'colr') blocks.push(...profileOf(source, child))
      }
    } else if (box.type === 'jp2c') {
      stream ??= codestream(source, box.body, box.end)
      // A codestream that goes "to the end" ends where it says.
      if (stream?.end !== undefined && box.end === source.size && source.read(box.offset, 4).toString('hex') === '00000000') end = stream.end
    }
    const block = uuidBlock(source, box, 'JP2')
    if (block !== undefined && blocks.length < 32) blocks.push(block)
  }
  const picture = stream === undefined ? {} : pictureOf(stream)
  return pictureReading(source, {
    outline, blocks, c2pa: false, end: budget.spent ? undefined : end, ...picture,
    ...(size === undefined ? {} : { image: { ...size, codec: 'jpeg2000' } }), raw: { form: 'boxes', boxes: outline.names, ...(stream === undefined ? {} : { codestream: stream }) },
  })
}

function pictureOf({ width, height, comments }: Codestream): Pick<WalkedPicture, 'image' | 'texts'> {
  return { image: { width, height, codec: 'jpeg2000' }, texts: comments.map((value) => ({ key: 'Comment', value, source: 'JP2:COM' })) }
}

function sizeOf(body: Buffer): { width: number; height: number } | undefined {
  return body.length < 14 ? undefined : { height: body.readUInt32BE(0), width: body.readUInt32BE(4) }
}

/** §I.5.3.3: method 2 is a restricted ICC profile; 3 any ICC profile (JPX). */
function profileOf(source: Source, box: Box): Block[] {
  const body = bodyOf(source, box, 4 * 2 ** 20)
  return (body[0] === 2 || body[0] === 3) && body.length > 131 ? [{ kind: 'icc', bytes: body.subarray(3), offset: box.body + 3, source: 'JP2:colr' }] : []
}
