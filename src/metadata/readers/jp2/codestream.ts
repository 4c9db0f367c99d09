// The main header of a JPEG 2000 codestream (ITU-T T.800 Annex A): size, comments, and where the tile parts end.
import type { Bytes } from '../../structure/boxes.ts'

export interface Codestream {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly comments: readonly string[]
  /** After the end-of-codestream marker; undefined when the tile parts do not lead to it. */
  readonly end?: number
}

const MAX_MARKERS = 1000
const MAX_TILE_PARTS = 65_535

export function codestream(source: Bytes, from: number, to: number): Codestream | undefined {
  const head = source.read(from, 48)
  // SOC, then SIZ at once (§A.4.1).
  if (head.length < 42 || head.readUInt32BE(0) !== 0xff4fff51) return undefined
  const [width, height] = [head.readUInt32BE(8) - head.readUInt32BE(16), head.readUInt32BE(12) - head.readUInt32BE(20)]
  if (width <= 0 || height <= 0) return undefined
  const comments: string[] = []
  let at = from + 2
  for (let count = 0; count < MAX_MARKERS && at + 4 <= to; count += 1) {
    const segment = source.read(at, 4)
    if (segment.length < 4 || segment[0] !== 0xff) break
    const [marker, length] = [segment[1], segment.readUInt16BE(2)]
    if (marker === 0x90 || length < 2) break
    if (marker === 0x64 && comments.length < 5) {
      const body = source.read(at + 4, Math.min(length - 2, 1026))
      if (body.length > 2 && body.readUInt16BE(0) === 1) comments.push(body.toString('latin1', 2).replace(/\0[^]*$/, ''))
    }
    at += 2 + length
  }
  const end = tilePartsEnd(source, at, to)
  return { width, height, components: head.readUInt16BE(40), comments, ...(end === undefined ? {} : { end }) }
}

/** §A.4.2: each tile part says how long it is; the last may be 0, which is up to the end of the codestream. */
function tilePartsEnd(source: Bytes, from: number, to: number): number | undefined {
  let at = from
  for (let count = 0; count < MAX_TILE_PARTS && at + 2 <= to; count += 1) {
    const head = source.read(at, 12)
    if (head.length >= 2 && head.readUInt16BE(0) === 0xffd9) return at + 2
    if (head.length < 12 || head.readUInt16BE(0) !== 0xff90 || head.readUInt32BE(6) < 14) return undefined
    at += head.readUInt32BE(6)
  }
  return undefined
}
