// HEIF, HEIC and AVIF, single pictures and sequences, by their boxes.
import type { Block, Reader } from '../../reading.ts'
import type { ImageFacts } from '../../record.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { heifFacts } from './boxes.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const { outline, blocks, image, facts, end, meta } = heifFacts(source)
    if (!meta) throw new Error('no meta or moov box')
    return pictureReading(source, { outline, blocks: blocks satisfies readonly Block[], c2pa: true, end, ...(image === undefined ? {} : { image: image satisfies Partial<ImageFacts> }), raw: facts })
  },
}
