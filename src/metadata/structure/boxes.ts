// Boxes of the ISO base media file format (ISO/IEC 14496-12 §4.2), which HEIF, AVIF, JPEG XL, JPEG 2000, CR3 and JUMBF share.
// A box of length 0 goes to the end of what holds it; none is shorter than its header, so that every walk ends.
import type { Source } from '../reading.ts'

export type Bytes = Pick<Source, 'size' | 'read'>

export interface Box {
  /** Four characters, as written. */
  readonly type: string
  readonly offset: number
  /** Of its first byte after the header. */
  readonly body: number
  readonly end: number
  /** It says to be longer than what holds it. */
  readonly cut: boolean
  /** Of a `uuid` box, 32 hexadecimal digits; its body follows. */
  readonly uuid?: string
}

/** How many boxes one file may cost, over all levels. */
export class BoxBudget {
  #left: number
  constructor(limit = 20_000) {
    this.#left = limit
  }
  /** False when all are spent. */
  spend(): boolean {
    this.#left -= 1
    return this.#left >= 0
  }
  get spent(): boolean {
    return this.#left < 0
  }
}

/** The boxes between two offsets; ends at the first bytes that are no box. */
export function* boxesIn(source: Bytes, from: number, to: number, budget: BoxBudget): Generator<Box> {
  const limit = Math.min(to, source.size)
  let at = from
  while (at + 8 <= limit && budget.spend()) {
    const box = boxAt(source, at, limit)
    if (box === undefined) return
    yield box
    at = box.end
  }
}

export function boxAt(source: Bytes, at: number, limit: number): Box | undefined {
  const head = source.read(at, 32)
  if (head.length < 8 || at + 8 > limit) return undefined
  const type = head.toString('latin1', 4, 8)
  if (!/^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(type)) return undefined
  let size = head.readUInt32BE(0)
  let header = 8
  if (size === 1) {
    if (head.length < 16) return undefined
    size = Number(head.readBigUInt64BE(8))
    header = 16
  } else if (size === 0) size = limit - at
  if (size < header) return undefined
  const end = Math.min(at + size, limit)
  const uuid = type === 'uuid' && head.length >= header + 16 && at + header + 16 <= end ? head.toString('hex', header, header + 16) : undefined
  return { type, offset: at, body: at + header + (uuid === undefined ? 0 : 16), end, cut: at + size > limit, ...(uuid === undefined ? {} : { uuid }) }
}

/** The body of a box, up to a limit. */
export function bodyOf(source: Bytes, box: Box, limit = 16 * 2 ** 20): Buffer {
  return source.read(box.body, Math.min(box.end - box.body, limit))
}

/** A buffer as something to read from. */
export function bytesOf(buffer: Buffer): Bytes {
  return { size: buffer.length, read: (start, length) => (start < 0 || length <= 0 ? buffer.subarray(0, 0) : buffer.subarray(start, start + length)) }
}
