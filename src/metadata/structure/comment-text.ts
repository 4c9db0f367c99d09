// A comment whose character set nobody defined: UTF-8 when it is that, otherwise one byte a character, as old tools wrote.
import { isUtf8 } from 'node:buffer'

export function commentText(bytes: Buffer, limit = 1024): string {
  const kept = bytes.subarray(0, limit)
  // A character that the limit cuts is no other character set.
  const whole = isUtf8(kept) || (bytes.length > limit && [1, 2, 3].some((cut) => isUtf8(kept.subarray(0, limit - cut))))
  return kept.toString(whole ? 'utf8' : 'latin1').replace(/\0+$/, '')
}
