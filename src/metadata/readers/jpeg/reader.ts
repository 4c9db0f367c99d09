// A JPEG by its segments. What it announces behind its end is no trailing data; what it does not announce is.
import type { Reader, Reading, ReadingContext, Source } from '../../reading.ts'
import { commentText } from '../../structure/comment-text.ts'
import { motionVideo } from '../../structure/motion-video.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { VIDEO, announcedBehind, unannounced } from './announced.ts'
import { segmentFacts } from './facts.ts'
import { blocksOf } from './put-together.ts'
import { jpegFacts } from './segments.ts'

const PART = 4 * 2 ** 20
const COMMENTS = 5

export const reader: Reader = {
  version: '2',
  read(source, { members }) {
    const whole = source.whole()
    return jpegReading(source, whole ?? source.read(0, PART), whole !== undefined, members)
  },
}

function jpegReading(source: Source, bytes: Buffer, complete: boolean, budget: ReadingContext['members']): Reading {
  const { segments, more, frame, end, scans } = jpegFacts(bytes)
  const blocks = blocksOf(segments, 0)
  const outline = new Outline()
  outline.add('SOI', 0, 2)
  for (const { name, offset, length, marker } of segments) {
    outline.add(name, offset, length)
    if (marker >= 0xe0 && marker <= 0xef) outline.name(name.replace(/^APP\d+ /, ''))
  }
  if (end !== undefined) outline.add('EOI', end - 2, 2)
  const announced = complete && end !== undefined ? announcedBehind(bytes, end, segments, blocks) : []
  for (const { name, offset, length } of announced) outline.add(name, offset, length)
  const video = announced.find(({ name }) => name === VIDEO)
  return pictureReading(source, {
    outline, blocks, c2pa: true, ...(video === undefined ? {} : { members: motionVideo(source, video.offset, video.length, budget) }),
    ...(frame === undefined ? {} : { image: { width: frame.width, height: frame.height, codec: `jpeg ${frame.process}` } }),
    texts: segments.filter(({ marker }) => marker === 0xfe).slice(0, COMMENTS).map(({ body }) => ({ key: 'Comment', value: commentText(body), source: 'JPEG:COM' })),
    ...(complete && end !== undefined ? { trailing: unannounced(source, end, announced) } : { clues: complete ? {} : { readBytes: bytes.length } }),
    raw: {
      segments: outline.names, ...(frame === undefined ? {} : { frame }), scans, more, ...segmentFacts(segments),
      ...(announced.length === 0 ? {} : { announced }), ...(end === undefined && complete ? { truncated: true } : {}),
    },
  })
}
