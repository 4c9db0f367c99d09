// HEIF, HEIC and AVIF, single pictures and sequences, by their boxes.
import type { Reader } from '../../reading.ts'
import { motionVideo } from '../../structure/motion-video.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { heifFacts } from './boxes.ts'

export const reader: Reader = {
  version: '1',
  read(source, { members }) {
    source.whole()
    const { outline, blocks, image, facts, end, video, meta } = heifFacts(source)
    if (!meta) throw new Error('no meta or moov box')
    return pictureReading(source, {
      outline, blocks, c2pa: true, end, ...(image === undefined ? {} : { image }), raw: facts,
      ...(video === undefined ? {} : { members: motionVideo(source, video.offset, video.length, members) }),
    })
  },
}
