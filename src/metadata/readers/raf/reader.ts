// Fujifilm RAF: a header that points to a JPEG with all the metadata, to a directory of the sensor data, and to those.
import type { Reader } from '../../reading.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { blocksOf } from '../jpeg/put-together.ts'
import { jpegFacts } from '../jpeg/segments.ts'

const HEADER = 108
const JPEG_LIMIT = 32 * 2 ** 20
const MAX_TAGS = 256

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const header = source.read(0, HEADER)
    if (header.length < HEADER || header.toString('latin1', 0, 15) !== 'FUJIFILMCCD-RAW') throw new Error('no RAF header')
    const [jpegAt, jpegBytes, tagsAt, tagsBytes, sensorAt, sensorBytes] = [84, 88, 92, 96, 100, 104].map((at) => header.readUInt32BE(at)) as [number, number, number, number, number, number]
    const outline = new Outline()
    outline.add('header', 0, HEADER)
    const jpeg = source.read(jpegAt, Math.min(jpegBytes, JPEG_LIMIT))
    const { segments, frame } = jpeg.length > 4 && jpeg.readUInt16BE(0) === 0xffd8 ? jpegFacts(jpeg) : { segments: [], frame: undefined }
    for (const [name, at, length] of [['JPEG', jpegAt, jpegBytes], ['directory', tagsAt, tagsBytes], ['sensor data', sensorAt, sensorBytes]] as const) {
      if (at > 0 && at < source.size && length > 0) outline.add(name, at, Math.min(length, source.size - at))
    }
    for (const { name, offset, length } of segments) outline.add(`JPEG ${name}`, jpegAt + offset, length)
    const image = sensorSize(source.read(tagsAt, Math.min(tagsBytes, 2 ** 16))) ?? (frame === undefined ? undefined : { width: frame.width, height: frame.height })
    const text = (from: number, to: number): string => header.toString('latin1', from, to).replace(/\0[^]*$/, '')
    return pictureReading(source, {
      outline, blocks: blocksOf(segments, jpegAt), c2pa: false, ...(image === undefined ? {} : { image }),
      raw: { version: text(16, 20), camera: text(28, 60), firmware: text(60, 64), ...(frame === undefined ? {} : { preview: `${frame.width} × ${frame.height}` }) },
    })
  },
}

/** Records of tag, length, value; 0x0111 the picture without its margins, 0x0100 with them: height first. */
function sensorSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < 4) return undefined
  const sizes = new Map<number, { width: number; height: number }>()
  let at = 4
  for (let left = Math.min(bytes.readUInt32BE(0), MAX_TAGS); left > 0 && at + 4 <= bytes.length; left -= 1) {
    const [tag, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)]
    if (length === 4 && at + 8 <= bytes.length) sizes.set(tag, { height: bytes.readUInt16BE(at + 4), width: bytes.readUInt16BE(at + 6) })
    at += 4 + length
  }
  return sizes.get(0x0111) ?? sizes.get(0x0100)
}
