// A bounded walk over the blocks of a GIF (GIF89a): frames, comments, application extensions, and the trailer that ends it.
import type { Block } from '../../reading.ts'
import type { Bytes } from '../../structure/boxes.ts'
import { commentText } from '../../structure/comment-text.ts'
import { Outline } from '../../structure/outline.ts'

export interface GifFacts {
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly comments: readonly string[]
  readonly blocks: readonly Block[]
  readonly outline: Outline
  readonly facts: Readonly<Record<string, unknown>>
  readonly end?: number
}

const MAX_BLOCKS = 100_000
const DATA_LIMIT = 4 * 2 ** 20
const WINDOW = 64 * 1024
const MAX_PARTS = 100_000
/** XMP Specification part 3, §1.1.2: 257 bytes that lead any walk over sub-blocks to the end, and the terminator. */
const XMP_TRAILER = 258

/** @throws Error when the screen descriptor is cut */
export function gifFacts(source: Bytes): GifFacts {
  const head = source.read(0, 13)
  if (head.length < 13) throw new Error('no screen descriptor')
  const walk = new GifWalk(source)
  walk.outline.add('header', 0, 13 + tableBytes(head[10] as number))
  const end = walk.run(13 + tableBytes(head[10] as number))
  return {
    width: head.readUInt16LE(6), height: head.readUInt16LE(8), frames: walk.frames, comments: walk.comments, blocks: walk.blocks, outline: walk.outline,
    facts: { version: head.toString('latin1', 0, 6), ...walk.facts }, ...(end === undefined ? {} : { end }),
  }
}

function tableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1)
}

class GifWalk {
  readonly outline = new Outline()
  readonly comments: string[] = []
  readonly blocks: Block[] = []
  readonly facts: Record<string, unknown> = {}
  frames = 0
  #delay = 0
  readonly #source: Bytes

  constructor(source: Bytes) {
    this.#source = source
  }

  /** The offset after the trailer; undefined when it is not reached. */
  run(from: number): number | undefined {
    let at = from
    for (let count = 0; count < MAX_BLOCKS && at < this.#source.size; count += 1) {
      const kind = this.#source.read(at, 1)[0]
      if (kind === 0x3b) {
        this.outline.add('trailer', at, 1)
        if (this.#delay > 0) this.facts['durationMs'] = this.#delay * 10
        return at + 1
      }
      const next = kind === 0x2c ? this.#image(at) : kind === 0x21 ? this.#extension(at) : undefined
      if (next === undefined) return undefined
      at = next
    }
    return undefined
  }

  #image(at: number): number | undefined {
    const head = this.#source.read(at, 10)
    if (head.length < 10) return undefined
    const end = this.#afterSubBlocks(at + 10 + tableBytes(head[9] as number) + 1)
    if (end === undefined) return undefined
    this.frames += 1
    this.outline.add(`image ${this.frames}`, at, end - at)
    return end
  }

  #extension(at: number): number | undefined {
    const label = this.#source.read(at + 1, 1)[0]
    const end = this.#afterSubBlocks(at + 2)
    if (label === undefined || end === undefined) return undefined
    if (label === 0xf9) this.#delay += this.#source.read(at, 8).length === 8 ? this.#source.read(at + 4, 2).readUInt16LE(0) : 0
    else if (label === 0xfe) {
      this.outline.add('comment', at, end - at)
      if (this.comments.length < 5) this.comments.push(commentText(this.#joined(at + 2, 2048)))
    } else if (label === 0xff) this.#application(at, end)
    else this.outline.add(`extension 0x${label.toString(16).padStart(2, '0')}`, at, end - at)
    return end
  }

  #application(at: number, end: number): void {
    const name = this.#source.read(at + 3, 11).toString('latin1')
    this.outline.add(`application ${name}`, at, end - at)
    this.outline.name(name.slice(0, 8).trim())
    const data = at + 14
    if (name === 'XMP DataXMP' && end - data > XMP_TRAILER) {
      this.blocks.push({ kind: 'xmp', bytes: this.#source.read(data, Math.min(end - data - XMP_TRAILER, DATA_LIMIT)), offset: data, source: 'GIF:XMP' })
    } else if (name === 'ICCRGBG1012') this.blocks.push({ kind: 'icc', bytes: this.#joined(data, DATA_LIMIT), source: 'GIF:ICC' })
    else if (name.startsWith('C2PA_GIF')) this.blocks.push({ kind: 'jumbf', bytes: this.#joined(data, 4 * DATA_LIMIT), source: 'GIF:C2PA' })
    else if (name === 'NETSCAPE2.0') {
      const loop = this.#joined(data, 8)
      if (loop.length >= 3) this.facts['loops'] = loop.readUInt16LE(1)
    }
  }

  /** Sub-blocks: a length each, 0 ends them. Read in windows, because there may be millions. */
  #afterSubBlocks(from: number, visit?: (data: Buffer) => boolean): number | undefined {
    let [at, start] = [from, from]
    let window = this.#source.read(start, WINDOW)
    while (at < this.#source.size) {
      if (at + 256 > start + window.length && start + window.length < this.#source.size) {
        start = at
        window = this.#source.read(start, WINDOW)
      }
      const length = window[at - start]
      if (length === undefined) return undefined
      if (length === 0) return at + 1
      if (visit?.(window.subarray(at - start + 1, at - start + 1 + length)) === false) return undefined
      at += 1 + length
    }
    return undefined
  }

  #joined(from: number, limit: number): Buffer {
    const parts: Buffer[] = []
    let total = 0
    this.#afterSubBlocks(from, (data) => {
      parts.push(data.subarray(0, limit - total))
      total += data.length
      return total < limit && parts.length < MAX_PARTS
    })
    return Buffer.concat(parts)
  }
}
