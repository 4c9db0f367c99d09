// CR3 keeps the Exif directories apart, each as a TIFF structure of its own (CMT1 IFD0, CMT2 ExifIFD, CMT4 GPS). Joined into
// one, they are what every Exif reader knows. Values are copied as they lie; only offsets change.
import { bytesOf } from '../../structure/boxes.ts'
import { Tiff } from '../../structure/tiff.ts'
import type { Ifd } from '../../structure/tiff.ts'

const ENTRY = 12
const PART_LIMIT = 2 ** 20

/** Undefined when the first is no TIFF structure; the others are left out when they are none. */
export function joinedTiff(ifd0: Buffer, parts: readonly { readonly pointer: number; readonly bytes: Buffer }[]): Buffer | undefined {
  const first = opened(ifd0)
  if (first === undefined) return undefined
  const out: Buffer[] = [Buffer.from(ifd0.subarray(0, PART_LIMIT))]
  let length = padded(out)
  const pointers: { readonly tag: number; readonly at: number }[] = []
  for (const { pointer, bytes } of parts) {
    const part = opened(bytes)
    if (part === undefined || part.tiff.little !== first.tiff.little) continue
    pointers.push({ tag: pointer, at: length + part.ifd.offset })
    out.push(moved(bytes.subarray(0, PART_LIMIT), part.ifd, part.tiff.little, length))
    length = padded(out)
  }
  const directory = withPointers(ifd0, first.ifd, first.tiff.little, pointers)
  const head = out[0] as Buffer
  if (first.tiff.little) head.writeUInt32LE(length, 4)
  else head.writeUInt32BE(length, 4)
  return Buffer.concat([...out, directory])
}

function opened(bytes: Buffer): { readonly tiff: Tiff; readonly ifd: Ifd } | undefined {
  const tiff = Tiff.open(bytesOf(bytes))
  const ifd = tiff === undefined || tiff.big ? undefined : tiff.ifd(tiff.first, 'IFD0')
  return tiff === undefined || ifd === undefined ? undefined : { tiff, ifd }
}

/** Directories begin on even offsets. */
function padded(out: Buffer[]): number {
  const length = out.reduce((sum, { length: each }) => sum + each, 0)
  if (length % 2 === 0) return length
  out.push(Buffer.alloc(1))
  return length + 1
}

/** A copy whose value offsets count from the start of the joined structure. */
function moved(bytes: Buffer, ifd: Ifd, little: boolean, by: number): Buffer {
  const copy = Buffer.from(bytes)
  const count = little ? copy.readUInt16LE(ifd.offset) : copy.readUInt16BE(ifd.offset)
  for (let index = 0; index < count && ifd.offset + 2 + (index + 1) * ENTRY <= copy.length; index += 1) {
    const at = ifd.offset + 2 + index * ENTRY
    const entry = ifd.entries.get(little ? copy.readUInt16LE(at) : copy.readUInt16BE(at))
    if (entry === undefined || entry.bytes <= 4) continue
    if (little) copy.writeUInt32LE(entry.at + by, at + 8)
    else copy.writeUInt32BE(entry.at + by, at + 8)
  }
  return copy
}

/** The first directory once more, with the pointers among its tags in order. */
function withPointers(bytes: Buffer, ifd: Ifd, little: boolean, pointers: readonly { readonly tag: number; readonly at: number }[]): Buffer {
  const count = little ? bytes.readUInt16LE(ifd.offset) : bytes.readUInt16BE(ifd.offset)
  const entries: { tag: number; bytes: Buffer }[] = []
  for (let index = 0; index < count && ifd.offset + 2 + (index + 1) * ENTRY <= bytes.length; index += 1) {
    const entry = bytes.subarray(ifd.offset + 2 + index * ENTRY, ifd.offset + 2 + (index + 1) * ENTRY)
    const tag = little ? entry.readUInt16LE(0) : entry.readUInt16BE(0)
    if (!pointers.some((pointer) => pointer.tag === tag)) entries.push({ tag, bytes: entry })
  }
  for (const { tag, at } of pointers) entries.push({ tag, bytes: pointerEntry(tag, at, little) })
  entries.sort((a, b) => a.tag - b.tag)
  const number = Buffer.alloc(2)
  if (little) number.writeUInt16LE(entries.length)
  else number.writeUInt16BE(entries.length)
  return Buffer.concat([number, ...entries.map((entry) => entry.bytes), Buffer.alloc(4)])
}

function pointerEntry(tag: number, at: number, little: boolean): Buffer {
  const entry = Buffer.alloc(ENTRY)
  if (little) {
    entry.writeUInt16LE(tag, 0)
    entry.writeUInt16LE(4, 2)
    entry.writeUInt32LE(1, 4)
    entry.writeUInt32LE(at, 8)
  } else {
    entry.writeUInt16BE(tag, 0)
    entry.writeUInt16BE(4, 2)
    entry.writeUInt32BE(1, 4)
    entry.writeUInt32BE(at, 8)
  }
  return entry
}
