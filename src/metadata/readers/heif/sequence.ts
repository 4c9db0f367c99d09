// An image sequence (`moov`, ISO/IEC 23008-12 §7): size and number of its pictures.
import type { ImageFacts } from '../../record.ts'
import type { BoxBudget, Box, Bytes } from '../../structure/boxes.ts'
import { bodyOf, boxesIn } from '../../structure/boxes.ts'

interface Track {
  handler?: string
  width?: number
  height?: number
  codec?: string
  samples?: number
}
const HOLDERS = new Set(['mdia', 'minf', 'stbl'])
const CODECS: Readonly<Record<string, string>> = { hvc1: 'hevc', hev1: 'hevc', av01: 'av1', avc1: 'avc', jpeg: 'jpeg' }

export function sequenceFacts(source: Bytes, moov: Box, budget: BoxBudget): { readonly image: Partial<ImageFacts>; readonly facts: readonly Track[] } {
  const tracks: Track[] = []
  for (const box of boxesIn(source, moov.body, moov.end, budget)) {
    if (box.type !== 'trak' || tracks.length >= 16) continue
    const track: Track = {}
    fill(source, box, budget, track, 0)
    tracks.push(track)
  }
  const first = tracks.find(({ handler }) => handler === 'pict') ?? tracks.find(({ handler }) => handler === 'vide')
  const { width, height, codec, samples } = first ?? {}
  return {
    image: {
      ...(width === undefined || height === undefined ? {} : { width, height }), ...(codec === undefined ? {} : { codec }),
      ...(samples === undefined || samples < 2 ? {} : { pages: samples }),
    },
    facts: tracks,
  }
}

function fill(source: Bytes, parent: Box, budget: BoxBudget, track: Track, depth: number): void {
  for (const box of boxesIn(source, parent.body, parent.end, budget)) {
    if (HOLDERS.has(box.type) && depth < 4) fill(source, box, budget, track, depth + 1)
    else if (box.type === 'hdlr') track.handler ??= bodyOf(source, box, 12).toString('latin1', 8, 12)
    else if (box.type === 'tkhd') Object.assign(track, trackSize(bodyOf(source, box, 104)))
    else if (box.type === 'stsd') {
      const format = bodyOf(source, box, 16).toString('latin1', 12, 16)
      track.codec ??= CODECS[format] ?? format.replace(/[^\x20-\x7e]/g, '?')
    } else if (box.type === 'stsz') {
      const body = bodyOf(source, box, 12)
      if (body.length === 12) track.samples ??= body.readUInt32BE(8)
    }
  }
}

/** §8.3.2: the last eight bytes, as 16.16 numbers. */
function trackSize(body: Buffer): { width: number; height: number } | undefined {
  const at = body[0] === 1 ? 88 : 76
  return body.length < at + 8 ? undefined : { width: body.readUInt16BE(at), height: body.readUInt16BE(at + 4) }
}
