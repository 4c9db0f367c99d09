// Boxes of the ISO base media file format (ISO/IEC 14496-12 §4.2), read where they lie: never more than a header at a time,
// never more boxes than the budget of one file.
import type { Source } from '../../reading.ts'

export interface Box {
  /** Four characters, as Latin-1: `moov`, `©xyz`. */
  readonly type: string
  readonly offset: number
  /** Of the header: 8, 16 with a 64-bit size. */
  readonly header: number
  /** As declared; to the end of what is around it when the size is 0. */
  readonly length: number
  /** It ends after the bytes that are there. */
  readonly cut: boolean
}

const BOX_LIMIT = 20_000
const PAYLOAD_LIMIT = 4 * 2 ** 20
const TYPE = /^[\x20-\x7e\xa9]{4}$/

export class Boxes {
  readonly #source: Source
  #left = BOX_LIMIT

  constructor(source: Source) {
    this.#source = source
  }

  /** The budget ran out: there may be more boxes than were seen. */
  get exhausted(): boolean {
    return this.#left <= 0
  }

  /** Boxes side by side from `start`; stops where no box can begin. `numbered`: their types are indexes, not letters. */
  *within(start: number, end: number, numbered = false): Generator<Box> {
    for (let at = start; at + 8 <= end && this.#left > 0;) {
      this.#left -= 1
      const box = this.#at(at, end, numbered)
      if (box === undefined) return
      yield box
      at = box.offset + box.length
    }
  }

  children(box: Box, skip = 0, numbered = false): Generator<Box> {
    return this.within(box.offset + box.header + skip, this.end(box), numbered)
  }

  child(box: Box, type: string): Box | undefined {
    for (const each of this.children(box)) if (each.type === type) return each
    return undefined
  }

  /** `moov/udta/meta` from a box down. */
  path(box: Box | undefined, ...types: string[]): Box | undefined {
    return types.reduce<Box | undefined>((at, type) => (at === undefined ? undefined : this.child(at, type)), box)
  }

  end({ offset, length }: Box): number {
    return Math.min(offset + length, this.#source.size)
  }

  /** What is inside, at most `limit` bytes of it. */
  payload(box: Box, limit = PAYLOAD_LIMIT): Buffer {
    const start = box.offset + box.header
    return this.#source.read(start, Math.max(0, Math.min(this.end(box) - start, limit)))
  }

  #at(offset: number, end: number, numbered: boolean): Box | undefined {
    const head = this.#source.read(offset, 16)
    if (head.length < 8) return undefined
    const type = head.toString('latin1', 4, 8)
    if (!numbered && !TYPE.test(type)) return undefined
    const short = head.readUInt32BE()
    if (short === 0) return { type, offset, header: 8, length: end - offset, cut: false }
    const wide = short === 1
    if (wide && head.length < 16) return undefined
    // Beyond 2^53 no file goes: such a size is a lie that ends with the file.
    const length = wide ? Number(head.readBigUInt64BE(8)) : short
    if (length < (wide ? 16 : 8)) return undefined
    return { type, offset, header: wide ? 16 : 8, length, cut: offset + length > end }
  }
}
