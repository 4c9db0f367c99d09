// What a JPEG announces behind its own end: further pictures (CIPA DC-007 Multi-Picture Format), the video of a motion photo
// (XMP of Google), the trailer of Samsung. Only what really begins there counts: the rest stays trailing bytes.
import type { Block, Source } from '../../reading.ts'
import { bytesOf } from '../../structure/boxes.ts'
import { tailFrom } from '../../structure/picture-reading.ts'
import { Tiff } from '../../structure/tiff.ts'
import type { Trailing } from '../../trailing-bytes.ts'
import type { JpegSegment } from './segments.ts'

export interface Announced {
  readonly name: string
  readonly offset: number
  readonly length: number
}

const MAX_PICTURES = 32
const ALIGNMENT = 4096
const MP_ENTRY = 16
const MOTION_PHOTO = 0x0a30
export const VIDEO = 'Motion photo video'

/** @param bytes the whole file, in which the picture begins at 0 */
export function announcedBehind(bytes: Buffer, end: number, segments: readonly JpegSegment[], blocks: readonly Block[]): Announced[] {
  const mpf = segments.find(({ name }) => name === 'APP2 MPF')
  const all = [...(mpf === undefined ? [] : pictures(bytes, mpf)), ...motionPhoto(bytes, blocks), ...samsung(bytes)]
  return all.filter(({ offset, length }) => offset >= end && length > 0 && offset + length <= bytes.length).sort((a, b) => a.offset - b.offset)
}

/** What nobody announced between the end and the end of the file; undefined when there is nothing. */
export function unannounced(source: Source, end: number, announced: readonly Announced[]): Trailing | undefined {
  let at = end
  for (const { offset, length } of announced) {
    const gap = tailFrom(source, at, offset)
    // Pictures begin on sectors: what fills the way there is whatever the card held.
    if (gap !== undefined && gap.kind !== 'zeros' && (gap.kind !== 'unknown' || gap.bytes > ALIGNMENT)) return gap
    at = Math.max(at, offset + length)
  }
  return tailFrom(source, at)
}

function pictures(bytes: Buffer, { offset, body }: JpegSegment): Announced[] {
  const index = body.subarray(4)
  const tiff = Tiff.open(bytesOf(index))
  const list = tiff?.ifd(tiff.first, 'MPF')?.entries.get(0xb002)
  if (tiff === undefined || list === undefined) return []
  const entries = tiff.bytes(list, MAX_PICTURES * MP_ENTRY)
  const u32 = (at: number): number => (tiff.little ? entries.readUInt32LE(at) : entries.readUInt32BE(at))
  const out: Announced[] = []
  for (let at = 0; at + MP_ENTRY <= entries.length; at += MP_ENTRY) {
    // Offsets count from the byte order mark of the index; 0 is the first picture.
    if (u32(at + 8) === 0) continue
    const start = offset + 8 + u32(at + 8)
    if (bytes[start] === 0xff && bytes[start + 1] === 0xd8) out.push({ name: `MPF picture ${at / MP_ENTRY + 1}`, offset: start, length: u32(at + 4) })
  }
  return out
}

/** The old property counts from the end of the file; the container lists what follows, one behind the other up to the end. */
function motionPhoto(bytes: Buffer, blocks: readonly Block[]): Announced[] {
  for (const { kind, bytes: packet } of blocks) {
    if (kind !== 'xmp') continue
    const text = packet.toString('latin1', 0, 2 ** 18)
    const lengths = [...text.matchAll(/Item:Length(?:\s{0,4}=\s{0,4}["']|>)(\d{1,10})/g)].slice(0, MAX_PICTURES).map(([, digits]) => Number(digits)).filter((length) => length > 0)
    const old = /MicroVideoOffset(?:\s{0,4}=\s{0,4}["']|>)(\d{1,10})/.exec(text)?.[1]
    if (old !== undefined && lengths.length === 0) lengths.push(Number(old))
    const out: Announced[] = []
    let at = bytes.length - lengths.reduce((sum, length) => sum + length, 0)
    for (const length of lengths) {
      if (at > 0 && bytes.toString('latin1', at + 4, at + 8) === 'ftyp') out.push({ name: VIDEO, offset: at, length })
      else if (at > 0 && bytes[at] === 0xff && bytes[at + 1] === 0xd8) out.push({ name: 'Container picture', offset: at, length })
      at += length
    }
    if (out.length > 0) return out
  }
  return []
}

/** `SEFH` table at the end: each entry says how far before the table its data begin. */
function samsung(bytes: Buffer): Announced[] {
  if (bytes.length < 24 || bytes.toString('latin1', bytes.length - 4) !== 'SEFT') return []
  const table = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
  if (table < 0 || bytes.toString('latin1', table, table + 4) !== 'SEFH') return []
  const count = Math.min(bytes.readUInt32LE(table + 8), 64)
  let start = table
  const videos: Announced[] = []
  for (let index = 0; index < count && table + 24 + index * 12 <= bytes.length; index += 1) {
    const at = table + 12 + index * 12
    const from = table - bytes.readUInt32LE(at + 4)
    if (from < 0) return []
    start = Math.min(start, from)
    if (bytes.readUInt16LE(at + 2) === MOTION_PHOTO && from + 8 <= table) {
      // Two zeros, the type, the length of a name, the name; then the data.
      const skip = 8 + bytes.readUInt32LE(from + 4)
      videos.push({ name: VIDEO, offset: from + skip, length: Math.max(0, bytes.readUInt32LE(at + 8) - skip) })
    }
  }
  return [{ name: 'Samsung trailer', offset: start, length: bytes.length - start }, ...videos.filter(({ offset }) => bytes.toString('latin1', offset + 4, offset + 8) === 'ftyp')]
}
