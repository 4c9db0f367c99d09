// A WebP by its RIFF chunks.
import type { Reader } from '../../reading.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { webpFacts } from './chunks.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const { width, height, frames, codec, blocks, outline, facts, end } = webpFacts(source)
    return pictureReading(source, {
      outline, blocks, c2pa: true, end,
      ...(width === undefined || height === undefined ? {} : { image: { width, height, ...(codec === undefined ? {} : { codec }), ...(frames < 2 ? {} : { pages: frames }) } }),
      raw: { chunks: outline.names, ...facts, ...(end > source.size ? { truncated: true } : {}) },
    })
  },
}
