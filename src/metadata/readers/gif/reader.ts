// A GIF by its blocks.
import type { Reader } from '../../reading.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { gifFacts } from './blocks.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const { width, height, frames, comments, blocks, outline, facts, end } = gifFacts(source)
    return pictureReading(source, {
      outline, blocks, c2pa: true, end, image: { width, height, ...(frames < 2 ? {} : { pages: frames }) },
      texts: comments.map((value) => ({ key: 'Comment', value, source: 'GIF:comment' })), raw: { ...facts, frames, ...(end === undefined ? { truncated: true } : {}) },
    })
  },
}
