// Metadata that is too long for one segment lies in several: extended XMP, colour profiles, JUMBF boxes, image resources.
import type { Block } from '../../reading.ts'
import { exifBlock } from '../../structure/exif-block.ts'
import { imageResources } from '../../structure/image-resources.ts'
import { XMP, XMP_EXTENSION } from './segments.ts'
import type { JpegSegment } from './segments.ts'

const TOTAL_LIMIT = 32 * 2 ** 20
const ICC_HEADER = 14
const PHOTOSHOP = 14
/** GUID, full length, offset of the part. */
const EXTENSION_HEADER = XMP_EXTENSION.length + 32 + 8

/** @param base offset of the picture in the file */
export function blocksOf(segments: readonly JpegSegment[], base: number): Block[] {
  const named = (name: string): readonly JpegSegment[] => segments.filter((segment) => segment.name.endsWith(` ${name}`))
  const at = (segment: JpegSegment, skip: number): number => base + segment.offset + 4 + skip
  const source = (segment: JpegSegment): string => `JPEG:${segment.name.split(' ', 1)[0] ?? ''}`
  const exif = named('Exif').slice(0, 4).flatMap((segment) => exifBlock(segment.body, at(segment, 0), source(segment)) ?? [])
  const xmp = named('XMP').slice(0, 8).map((segment): Block => ({ kind: 'xmp', bytes: segment.body.subarray(XMP.length), offset: at(segment, XMP.length), source: source(segment) }))
  return [
    ...exif, ...xmp, ...extendedXmp(named('XMP extension'), xmp), ...profiles(named('ICC'), at), ...resources(named('Photoshop'), at), ...boxes(named('JUMBF')),
  ]
}

/** XMP Specification part 3, §1.1.3.1: only the extension whose GUID the packet announces, and only when it is whole. */
function extendedXmp(segments: readonly JpegSegment[], packets: readonly Block[]): Block[] {
  const announced = packets.flatMap(({ bytes }) => /HasExtendedXMP(?:\s{0,8}=\s{0,8}["']|>)([0-9A-Fa-f]{32})/.exec(bytes.toString('latin1'))?.[1]?.toUpperCase() ?? [])
  return [...new Set(announced)].flatMap((guid): Block[] => {
    const parts = segments.filter(({ body }) => body.length > EXTENSION_HEADER && body.toString('latin1', XMP_EXTENSION.length, XMP_EXTENSION.length + 32).toUpperCase() === guid)
      .map(({ body }) => ({ length: body.readUInt32BE(XMP_EXTENSION.length + 32), offset: body.readUInt32BE(XMP_EXTENSION.length + 36), data: body.subarray(EXTENSION_HEADER) }))
      .sort((a, b) => a.offset - b.offset)
    const length = parts[0]?.length ?? 0
    if (length === 0 || length > TOTAL_LIMIT) return []
    const whole: Buffer[] = []
    let filled = 0
    for (const { offset, data } of parts) {
      if (offset !== filled) continue
      whole.push(data)
      filled += data.length
    }
    return filled === length ? [{ kind: 'xmp', bytes: Buffer.concat(whole), source: 'JPEG:APP1 extension' }] : []
  })
}

/** ICC.1 Annex B.4: parts are numbered from 1 and know how many they are. */
function profiles(segments: readonly JpegSegment[], at: (segment: JpegSegment, skip: number) => number): Block[] {
  const parts = segments.filter(({ body }) => body.length > ICC_HEADER).toSorted((a, b) => (a.body[12] as number) - (b.body[12] as number))
  const first = parts[0]
  if (first === undefined) return []
  if (parts.length === 1) return [{ kind: 'icc', bytes: first.body.subarray(ICC_HEADER), offset: at(first, ICC_HEADER), source: 'JPEG:APP2' }]
  const whole = parts.every(({ body }, index) => body[12] === index + 1) && first.body[13] === parts.length
  return whole ? [{ kind: 'icc', bytes: Buffer.concat(parts.map(({ body }) => body.subarray(ICC_HEADER))), source: 'JPEG:APP2' }] : []
}

/** One resource may go on in the next segment: the segments are one stream. */
function resources(segments: readonly JpegSegment[], at: (segment: JpegSegment, skip: number) => number): Block[] {
  const first = segments[0]
  if (first === undefined) return []
  const bytes = segments.length === 1 ? first.body.subarray(PHOTOSHOP) : Buffer.concat(segments.map(({ body }) => body.subarray(PHOTOSHOP))).subarray(0, TOTAL_LIMIT)
  const offset = segments.length === 1 ? at(first, PHOTOSHOP) : undefined
  return [{ kind: 'photoshop', bytes, source: 'JPEG:APP13', ...(offset === undefined ? {} : { offset }) }, ...imageResources(bytes, offset, 'JPEG:APP13').blocks]
}

/** ISO/IEC 19566-5 Annex D: parts of one box have one instance number, and each repeats the header of the box. */
function boxes(segments: readonly JpegSegment[]): Block[] {
  const byInstance = new Map<number, { readonly part: number; readonly body: Buffer }[]>()
  for (const { body } of segments) {
    if (body.length < 16) continue
    const parts = byInstance.get(body.readUInt16BE(2)) ?? []
    parts.push({ part: body.readUInt32BE(4), body })
    if (byInstance.size < 32) byInstance.set(body.readUInt16BE(2), parts)
  }
  return [...byInstance.values()].map((parts): Block => {
    const ordered = parts.toSorted((a, b) => a.part - b.part)
    const header = ordered[0]?.body.readUInt32BE(8) === 1 ? 16 : 8
    return { kind: 'jumbf', bytes: Buffer.concat(ordered.map(({ body }, index) => body.subarray(index === 0 ? 8 : 8 + header))).subarray(0, TOTAL_LIMIT), source: 'JPEG:APP11' }
  })
}
