// Parts of picture formats, small enough to read: segments, chunks, boxes, directories, and the metadata that goes into them.
import { crc32 } from 'node:zlib'
import { exifBlock } from '../../../src/exercise/samples/exif-block.ts'

export const bytes = (...parts: (string | number | Buffer | readonly number[])[]): Buffer => Buffer.concat(parts.map((part) => (
  typeof part === 'string' ? Buffer.from(part, 'latin1') : typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))))
export const u16be = (value: number): Buffer => { const out = Buffer.alloc(2); out.writeUInt16BE(value); return out }
export const u32be = (value: number): Buffer => { const out = Buffer.alloc(4); out.writeUInt32BE(value); return out }
export const u16le = (value: number): Buffer => { const out = Buffer.alloc(2); out.writeUInt16LE(value); return out }
export const u32le = (value: number): Buffer => { const out = Buffer.alloc(4); out.writeUInt32LE(value); return out }

export const EXIF = exifBlock({ make: 'Exemple', model: 'Phone', orientation: 1, taken: '2026:11:16 08:12:31', offset: '+01:00', width: 40, height: 30 })
export const TAKEN = { role: 'captured', source: 'EXIF:ExifIFD:DateTimeOriginal', raw: '2026:11:16 08:12:31', utc: '2026-11-16T07:12:31Z' }
export const xmpPacket = (attributes: string): Buffer => Buffer.from(
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" ${attributes}/></rdf:RDF></x:xmpmeta>`)
export const TOOL = { name: 'Exemple Editor 3', source: 'XMP:xmp:CreatorTool' }
export const XMP = xmpPacket('xmp:CreatorTool="Exemple Editor 3"')

/** JPEG: `FF`, marker, length, body. */
export const segment = (marker: number, body: Buffer): Buffer => bytes([0xff, marker], u16be(body.length + 2), body)
export const APP = { exif: segment(0xe1, bytes('Exif\0\0', EXIF)), xmp: segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', XMP)) }
/** A JPEG of 40 × 30 that no decoder needs: the walker reads its structure only. */
export const jpeg = (...segments: Buffer[]): Buffer => bytes(
  [0xff, 0xd8], ...segments, segment(0xdb, bytes(0, Buffer.alloc(64, 1))), segment(0xc0, bytes(8, u16be(30), u16be(40), 1, [1, 0x11, 0])),
  segment(0xc4, bytes(0, Buffer.alloc(16), 0)), segment(0xda, bytes(1, [1, 0], [0, 63, 0])), [0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56], [0xff, 0xd9])

export const chunk = (type: string, data: Buffer = Buffer.alloc(0)): Buffer => {
  const body = bytes(type, data)
  return bytes(u32be(data.length), body, u32be(crc32(body)))
}
export const PNG_SIGNATURE = bytes('\x89PNG\r\n\x1a\n')
export const header = (width: number, height: number): Buffer => chunk('IHDR', bytes(u32be(width), u32be(height), [8, 2, 0, 0, 0]))

export const riff = (form: string, ...chunks: Buffer[]): Buffer => bytes('RIFF', u32le(4 + chunks.reduce((sum, each) => sum + each.length, 0)), form, ...chunks)
export const riffChunk = (name: string, body: Buffer): Buffer => bytes(name, u32le(body.length), body, Buffer.alloc(body.length % 2))

export const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  return bytes(u32be(body.length + 8), type, body)
}
export const fullBox = (type: string, version: number, flags: number, ...parts: Buffer[]): Buffer => box(type, bytes(version, [0, 0, flags]), ...parts)
export const uuidBox = (uuid: string, body: Buffer): Buffer => box('uuid', Buffer.from(uuid, 'hex'), body)

/** A C2PA manifest store whose only statement is a digital source type, as CBOR writes it. */
export const manifestStore = (type = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture'): Buffer => {
  const label = (uuid: string, name: string): Buffer => box('jumd', Buffer.from(uuid, 'hex'), bytes(3, `${name}\0`))
  const cbor = box('cbor', bytes([0xa1, 0x71], 'digitalSourceType', [0x78, type.length], type))
  return box('jumb', label('6332706100110010800000aa00389b71', 'c2pa'), box('jumb', label('63626f7200110010800000aa00389b71', 'c2pa.actions'), cbor))
}
export const C2PA_UUID = 'd8fec3d61b0e483c92975828877ec481'

/** Image resource blocks with one caption in IPTC. */
export const resource = (id: number, data: Buffer): Buffer => bytes('8BIM', u16be(id), [0, 0], u32be(data.length), data, Buffer.alloc(data.length % 2))
export const IPTC = bytes([0x1c, 2, 120], u16be(13), 'Une \xe9tiquette')

export interface Tag { readonly tag: number; readonly type: 2 | 3 | 4 | 7; readonly values: string | Buffer | readonly number[] }
const SIZES = { 2: 1, 3: 2, 4: 4, 7: 1 } as const

/** A little-endian directory at an offset, its long values behind it. */
export const directory = (at: number, tags: readonly Tag[], next = 0): Buffer => {
  const sorted = tags.toSorted((a, b) => a.tag - b.tag)
  const extra: Buffer[] = []
  let extraAt = at + 2 + sorted.length * 12 + 4
  const rows = sorted.map(({ tag, type, values }) => {
    const data = typeof values === 'string' ? bytes(`${values}\0`) : Buffer.isBuffer(values) ? values : bytes(...values.map((value) => (type === 3 ? u16le(value) : u32le(value))))
    const row = bytes(u16le(tag), u16le(type), u32le(data.length / SIZES[type]), data.length <= 4 ? Buffer.concat([data], 4) : u32le(extraAt))
    if (data.length > 4) {
      extra.push(data, Buffer.alloc(data.length % 2))
      extraAt += data.length + (data.length % 2)
    }
    return row
  })
  return bytes(u16le(sorted.length), ...rows, u32le(next), ...extra)
}
export const tiff = (tags: readonly Tag[], next = 0): Buffer => bytes('II*\0', u32le(8), directory(8, tags, next))
