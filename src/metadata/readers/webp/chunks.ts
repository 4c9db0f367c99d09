// A bounded walk over the chunks of a WebP (RFC 9649 §2): size, frames, and the blocks that lie in chunks of their own.
import type { Block } from '../../reading.ts'
import type { Bytes } from '../../structure/boxes.ts'
import { exifBlock } from '../../structure/exif-block.ts'
import { Outline } from '../../structure/outline.ts'

export interface WebpFacts {
  readonly width?: number
  readonly height?: number
  readonly frames: number
  readonly codec?: string
  readonly blocks: readonly Block[]
  readonly outline: Outline
  readonly facts: Readonly<Record<string, unknown>>
  readonly end: number
}

const MAX_CHUNKS = 20_000
const BODY_LIMIT = 16 * 2 ** 20

export function webpFacts(source: Bytes): WebpFacts {
  const outline = new Outline()
  const blocks: Block[] = []
  const facts: Record<string, unknown> = {}
  let size: { width: number; height: number } | undefined
  let codec: string | undefined
  let frames = 0
  const head = source.read(0, 12)
  // RFC 9649 §2.4: the size counts what follows it, without a padding byte.
  const end = head.length < 12 ? source.size : 8 + head.readUInt32LE(4)
  outline.add('RIFF', 0, Math.min(end, source.size))
  let at = 12
  for (let count = 0; count < MAX_CHUNKS && at + 8 <= Math.min(end, source.size); count += 1) {
    const header = source.read(at, 8)
    if (header.length < 8) break
    const [name, length] = [header.toString('latin1', 0, 4), header.readUInt32LE(4)]
    if (!/^[\x20-\x7e]{4}$/.test(name)) break
    if (name === 'ANMF') outline.addRun(name, at, Math.min(8 + length, source.size - at))
    else outline.add(name, at, Math.min(8 + length, source.size - at))
    outline.name(name.trim())
    const offset = at + 8
    if (name === 'VP8X') {
      const body = source.read(offset, 10)
      if (body.length === 10) {
        size = { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 }
        facts['features'] = featuresOf(body[0] as number)
      }
    } else if (name === 'VP8 ') {
      codec ??= 'VP8'
      size ??= lossySize(source.read(offset, 10))
    } else if (name === 'VP8L') {
      codec ??= 'VP8L'
      size ??= losslessSize(source.read(offset, 5))
    } else if (name === 'ANMF') frames += 1
    else if (name === 'ANIM') facts['loops'] = source.read(offset, 6).length === 6 ? source.read(offset + 4, 2).readUInt16LE(0) : undefined
    else {
      const block = blockOf(name, source.read(offset, Math.min(length, BODY_LIMIT, end - offset)), offset)
      if (block !== undefined && blocks.length < 32) blocks.push(block)
    }
    at = offset + length + (length % 2)
  }
  return { ...size, ...(codec === undefined ? {} : { codec }), frames, blocks, outline, facts, end: end + (end % 2 === 1 && end + 1 === source.size ? 1 : 0) }
}

function blockOf(name: string, bytes: Buffer, offset: number): Block | undefined {
  if (name === 'EXIF') return exifBlock(bytes, offset, 'WebP:EXIF')
  if (name === 'XMP ') return { kind: 'xmp', bytes, offset, source: 'WebP:XMP' }
  if (name === 'ICCP') return { kind: 'icc', bytes, offset, source: 'WebP:ICCP' }
  return name === 'C2PA' ? { kind: 'jumbf', bytes, offset, source: 'WebP:C2PA' } : undefined
}

function featuresOf(flags: number): string[] {
  return ([[0x20, 'ICC'], [0x10, 'alpha'], [0x08, 'Exif'], [0x04, 'XMP'], [0x02, 'animation']] as const).flatMap(([bit, name]) => ((flags & bit) === 0 ? [] : [name]))
}

/** RFC 6386 §9.1: key frame start code, then two sizes of 14 bits. */
function lossySize(body: Buffer): { width: number; height: number } | undefined {
  if (body.length < 10 || body.readUIntBE(3, 3) !== 0x9d012a) return undefined
  return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff }
}

/** RFC 9649 §3.4: a signature byte, then two sizes less one of 14 bits. */
function losslessSize(body: Buffer): { width: number; height: number } | undefined {
  if (body.length < 5 || body[0] !== 0x2f) return undefined
  const bits = body.readUInt32LE(1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
