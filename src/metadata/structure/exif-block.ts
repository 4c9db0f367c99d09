// The TIFF structure of Exif (CIPA DC-008 §4.5.2) out of what formats put around it, and the thumbnail inside it.
import type { Block } from '../reading.ts'
import { bytesOf } from './boxes.ts'
import { Tiff } from './tiff.ts'

/** `bytes` may begin with `Exif\0\0` or with the offset that HEIF and JPEG XL write; undefined when no TIFF follows. */
export function exifBlock(bytes: Buffer, offset: number | undefined, source: string): Block | undefined {
  for (const skip of [0, 6, 4, 10, 4 + (bytes.length >= 4 ? bytes.readUInt32BE(0) : 0)]) {
    const mark = bytes.toString('latin1', skip, skip + 4)
    if (mark !== 'II*\0' && mark !== 'MM\0*') continue
    return { kind: 'exif', bytes: bytes.subarray(skip), source, ...(offset === undefined ? {} : { offset: offset + skip }) }
  }
  return undefined
}

/** The JPEG of IFD1, when the block has one. */
export function exifThumbnail(block: Block): Block | undefined {
  const tiff = Tiff.open(bytesOf(block.bytes))
  const first = tiff?.ifd(tiff.first, 'IFD0')
  const second = first === undefined || first.next === 0 ? undefined : tiff?.ifd(first.next, 'IFD1')
  const start = tiff?.number(second?.entries.get(0x0201))
  const length = tiff?.number(second?.entries.get(0x0202))
  if (start === undefined || length === undefined || start + 2 > block.bytes.length) return undefined
  const bytes = block.bytes.subarray(start, start + length)
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  return { kind: 'thumbnail', bytes, source: `${block.source} IFD1`, ...(block.offset === undefined ? {} : { offset: block.offset + start }) }
}
