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

/** What an Exif block holds for other readers: the JPEG of IFD1, and XMP or IPTC among the tags of IFD0, as TIFF has them. */
export function insideExif(block: Block): Block[] {
  const tiff = Tiff.open(bytesOf(block.bytes))
  const first = tiff?.ifd(tiff.first, 'IFD0')
  if (tiff === undefined || first === undefined) return []
  const piece = (kind: Block['kind'], start: number, bytes: Buffer, where: string): Block => (
    { kind, bytes, source: `${block.source} ${where}`, ...(block.offset === undefined ? {} : { offset: block.offset + start }) })
  const tags = ([[700, 'xmp'], [33723, 'iptc']] as const).flatMap(([tag, kind]) => {
    const entry = first.entries.get(tag)
    return entry === undefined || entry.bytes < 4 ? [] : [piece(kind, entry.at, tiff.bytes(entry), `IFD0 ${tag}`)]
  })
  const second = first.next === 0 ? undefined : tiff.ifd(first.next, 'IFD1')
  const [start, length] = [tiff.number(second?.entries.get(0x0201)), tiff.number(second?.entries.get(0x0202))]
  const jpeg = start === undefined || length === undefined ? undefined : tiff.at(start, length)
  return start === undefined || jpeg === undefined || jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8 ? tags : [...tags, piece('thumbnail', start, jpeg, 'IFD1')]
}
