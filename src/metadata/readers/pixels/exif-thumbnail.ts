// The JPEG thumbnail of an EXIF block: second directory (IFD1), tags 0x0201 and 0x0202 (TIFF 6.0, EXIF §4.6.4).

const OFFSET_TAG = 0x0201
const LENGTH_TAG = 0x0202
const LONG = 4
const ENTRY_BYTES = 12
const MAX_ENTRIES = 1000

/** @param tiff with or without `Exif\0\0` before it */
export function exifThumbnail(tiff: Buffer): Buffer | undefined {
  const block = tiff.toString('latin1', 0, 6) === 'Exif\0\0' ? tiff.subarray(6) : tiff
  const order = block.toString('latin1', 0, 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return undefined
  const little = order.startsWith('I')
  const word = (at: number): number | undefined => (at + 2 > block.length ? undefined : little ? block.readUInt16LE(at) : block.readUInt16BE(at))
  const long = (at: number): number | undefined => (at + 4 > block.length ? undefined : little ? block.readUInt32LE(at) : block.readUInt32BE(at))
  const first = long(4)
  const count = first === undefined ? undefined : word(first)
  const second = first === undefined || count === undefined ? undefined : long(first + 2 + count * ENTRY_BYTES)
  if (second === undefined || second === 0) return undefined
  const entries = Math.min(word(second) ?? 0, MAX_ENTRIES)
  const value = (tag: number): number | undefined => {
    for (let entry = 0; entry < entries; entry += 1) {
      const at = second + 2 + entry * ENTRY_BYTES
      if (word(at) === tag) return word(at + 2) === LONG ? long(at + 8) : word(at + 8)
    }
    return undefined
  }
  const [offset, length] = [value(OFFSET_TAG), value(LENGTH_TAG)]
  if (offset === undefined || length === undefined || length < 4 || offset + length > block.length) return undefined
  return block.readUInt16BE(offset) === 0xffd8 ? block.subarray(offset, offset + length) : undefined
}
