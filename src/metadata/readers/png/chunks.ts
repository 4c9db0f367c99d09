// A bounded walk over all chunks of a PNG (also those behind the pixels): where they lie, and the small ones' content.
import type { Block } from '../../reading.ts'
import type { Bytes } from '../../structure/boxes.ts'
import { exifBlock } from '../../structure/exif-block.ts'
import { inflated } from '../../structure/inflated.ts'
import { Outline } from '../../structure/outline.ts'
import { profileBlocks, textOf } from './texts.ts'

export interface PngFacts {
  readonly width?: number
  readonly height?: number
  readonly frames?: number
  readonly texts: readonly { readonly key: string; readonly value: string; readonly chunk: string }[]
  /** tIME, ISO 8601 shaped, UTC by the format. */
  readonly time?: string
  readonly blocks: readonly Block[]
  readonly outline: Outline
  readonly facts: Readonly<Record<string, unknown>>
  /** Texts and profiles left out because they inflate beyond the limit. */
  readonly oversized: number
  readonly end?: number
}

const SIGNATURE = 8
const MAX_CHUNKS = 100_000
/** Of a chunk that is read at all. */
const BODY_LIMIT = 8 * 2 ** 20
const MAX_TEXTS = 40
const COLOURS: Readonly<Record<number, string>> = { 0: 'grey', 2: 'RGB', 3: 'palette', 4: 'grey with alpha', 6: 'RGB with alpha' }

export function pngFacts(source: Bytes): PngFacts {
  const walk = new ChunkWalk()
  let at = SIGNATURE
  let end: number | undefined
  walk.outline.add('signature', 0, SIGNATURE)
  for (let count = 0; count < MAX_CHUNKS && at + 12 <= source.size; count += 1) {
    const head = source.read(at, 8)
    if (head.length < 8) break
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    if (!/^[A-Za-z]{4}$/.test(type)) break
    const there = Math.min(12 + length, source.size - at)
    if (type === 'IDAT' || type === 'fdAT') walk.outline.addRun(type, at, there)
    else walk.outline.add(type, at, there)
    walk.outline.name(type)
    if (type === 'IEND') {
      end = at + there
      break
    }
    if (KNOWN.has(type)) walk.chunk(type, source.read(at + 8, Math.min(length, BODY_LIMIT, Math.max(0, source.size - at - 8))), at + 8)
    at += 12 + length
  }
  return { ...walk.found, texts: walk.texts, blocks: walk.blocks, outline: walk.outline, facts: walk.facts, oversized: walk.oversized, ...(end === undefined ? {} : { end }) }
}

const KNOWN = new Set(['IHDR', 'acTL', 'tIME', 'pHYs', 'eXIf', 'iCCP', 'caBX', 'tEXt', 'zTXt', 'iTXt', 'sRGB', 'cICP'])

class ChunkWalk {
  readonly outline = new Outline()
  readonly blocks: Block[] = []
  readonly texts: { key: string; value: string; chunk: string }[] = []
  readonly facts: Record<string, unknown> = {}
  found: { width?: number; height?: number; frames?: number; time?: string } = {}
  oversized = 0

  chunk(type: string, body: Buffer, offset: number): void {
    switch (type) {
      case 'IHDR': return this.#header(body)
      case 'acTL': if (body.length >= 8) this.found = { ...this.found, frames: body.readUInt32BE(0) }; return
      case 'tIME': if (body.length === 7) this.found = { ...this.found, time: timeOf(body) }; return
      case 'pHYs': if (body.length === 9) this.facts['pHYs'] = { x: body.readUInt32BE(0), y: body.readUInt32BE(4), unit: body[8] === 1 ? 'metre' : 'unknown' }; return
      case 'sRGB': this.facts['sRGB'] = body[0]; return
      case 'cICP': this.facts['cICP'] = [...body.subarray(0, 4)]; return
      case 'caBX': this.#block({ kind: 'jumbf', bytes: body, offset, source: 'PNG:caBX' }); return
      case 'iCCP': return this.#profile(body)
      case 'eXIf': return this.#block(exifBlock(body, offset, `PNG:${type}`))
      default: return this.#text(type, body, offset)
    }
  }

  #header(body: Buffer): void {
    if (body.length < 13 || this.found.width !== undefined) return
    this.found = { ...this.found, width: body.readUInt32BE(0), height: body.readUInt32BE(4) }
    Object.assign(this.facts, { bitDepth: body[8], colour: COLOURS[body[9] ?? -1] ?? body[9], interlaced: body[12] === 1 })
  }

  #profile(body: Buffer): void {
    const end = body.indexOf(0)
    if (end < 1 || end > 79) return
    this.facts['iCCP'] = body.toString('latin1', 0, end)
    const bytes = inflated(body.subarray(end + 2))
    if (bytes === 'oversized') this.oversized += 1
    else if (bytes !== undefined) this.#block({ kind: 'icc', bytes, source: 'PNG:iCCP' })
  }

  #text(type: string, body: Buffer, offset: number): void {
    const text = textOf(type, body)
    if (text === 'oversized') this.oversized += 1
    if (text === 'oversized' || text === undefined) return
    const at = text.at === undefined ? undefined : offset + text.at
    if (text.key === 'XML:com.adobe.xmp') this.#block({ kind: 'xmp', bytes: text.value, source: `PNG:${type}`, ...(at === undefined ? {} : { offset: at }) })
    else if (text.key.startsWith('Raw profile type ')) for (const block of profileBlocks(text.key, text.value, `PNG:${type}`)) this.#block(block)
    else if (this.texts.length < MAX_TEXTS) this.texts.push({ key: text.key, value: text.value.toString(type === 'iTXt' ? 'utf8' : 'latin1').slice(0, 4096), chunk: type })
  }

  #block(block: Block | undefined): void {
    if (block !== undefined && this.blocks.length < 32) this.blocks.push(block)
  }
}

function timeOf(body: Buffer): string {
  const two = (index: number): string => String(body[index]).padStart(2, '0')
  return `${String(body.readUInt16BE(0)).padStart(4, '0')}-${two(2)}-${two(3)}T${two(4)}:${two(5)}:${two(6)}`
}
