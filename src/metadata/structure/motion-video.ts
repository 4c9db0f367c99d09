// The short video that a motion photo carries: a file of its own, with sound, places and dates of its own.
import type { Member, ReadingContext } from '../reading.ts'
import type { Bytes } from './boxes.ts'

export function motionVideo(source: Bytes, offset: number, length: number, { from, bytes }: ReadingContext['members']): readonly Member[] {
  if (from > 0) return []
  return [{ name: 'motion-photo.mp4', relation: 'motion-video', size: length, ...(length <= bytes ? { bytes: source.read(offset, length) } : {}) }]
}
