// Canon CR3: an ISO media file whose metadata lie in a uuid box of Canon, as TIFF structures and JPEG copies.
import type { Block, Reader, Source } from '../../reading.ts'
import { BoxBudget, bodyOf, boxesIn } from '../../structure/boxes.ts'
import type { Box } from '../../structure/boxes.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { uuidBlock } from '../../structure/uuid-boxes.ts'
import { sequenceFacts } from '../heif/sequence.ts'
import { joinedTiff } from './joined-tiff.ts'

const CANON = '85c0b687820f11e08111f4ce462b6a48'
const PART_LIMIT = 2 ** 20
const THUMBNAIL_LIMIT = 2 ** 20

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const outline = new Outline()
    const blocks: Block[] = []
    const budget = new BoxBudget()
    const facts: Record<string, unknown> = {}
    let image: ReturnType<typeof sequenceFacts>['image'] | undefined
    let end = 0
    for (const box of boxesIn(source, 0, source.size, budget)) {
      outline.add(box.uuid === undefined ? box.type : `uuid ${box.uuid}`, box.offset, box.end - box.offset)
      outline.name(box.type.trim())
      end = box.end
      const block = uuidBlock(source, box, 'CR3')
      if (block !== undefined) blocks.push(block)
      if (box.type !== 'moov') continue
      for (const child of boxesIn(source, box.body, box.end, budget)) if (child.uuid === CANON) blocks.push(...canonBlocks(source, child, outline, budget, facts))
      const { pages: _, ...single } = sequenceFacts(source, box, budget).image
      image = single
    }
    return pictureReading(source, { outline, blocks, c2pa: false, end: budget.spent ? undefined : end, ...(image === undefined ? {} : { image }), raw: facts })
  },
}

function canonBlocks(source: Source, canon: Box, outline: Outline, budget: BoxBudget, facts: Record<string, unknown>): Block[] {
  const out: Block[] = []
  const parts = new Map<string, Buffer>()
  for (const box of boxesIn(source, canon.body, canon.end, budget)) {
    outline.add(`Canon ${box.type}`, box.offset, box.end - box.offset)
    if (/^CMT[124]$/.test(box.type)) parts.set(box.type, bodyOf(source, box, PART_LIMIT))
    else if (box.type === 'CNCV') facts['version'] = bodyOf(source, box, 64).toString('latin1').replace(/\0[^]*$/, '')
    else if (box.type === 'THMB') {
      const body = bodyOf(source, box, THUMBNAIL_LIMIT)
      const start = body.subarray(0, 32).indexOf('\xff\xd8', 0, 'latin1')
      if (start !== -1) out.push({ kind: 'thumbnail', bytes: body.subarray(start), offset: box.body + start, source: 'CR3:THMB' })
    }
  }
  const first = parts.get('CMT1')
  const joined = first === undefined ? undefined : joinedTiff(first, ([[0x8769, 'CMT2'], [0x8825, 'CMT4']] as const).flatMap(([pointer, name]) => {
    const bytes = parts.get(name)
    return bytes === undefined ? [] : [{ pointer, bytes }]
  }))
  return joined === undefined ? out : [{ kind: 'exif', bytes: joined, source: 'CR3:CMT1' }, ...out]
}
