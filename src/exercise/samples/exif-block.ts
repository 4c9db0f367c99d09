// A TIFF block with the few EXIF tags that the sample photos carry: what a phone writes, by a maker called Exemple.

export interface PhotoTags {
  readonly make: string
  readonly model: string
  readonly software?: string
  readonly orientation: number
  /** `2026:11:16 08:12:31`. */
  readonly taken: string
  readonly modified?: string
  readonly offset?: string
  readonly width: number
  readonly height: number
  /** Signed degrees, and UTC date and time of the position. */
  readonly gps?: { readonly latitude: number; readonly longitude: number; readonly altitude: number; readonly date: string; readonly time: readonly [number, number, number] }
}

type Value = string | { short: number } | { long: number } | { rationals: readonly (readonly [number, number])[] } | { bytes: readonly number[] }
interface Entry { readonly tag: number; readonly type: number; readonly count: number; readonly data: Buffer }

/** Little-endian TIFF (TIFF 6.0 §2, EXIF 2.32 §4.6), without the `Exif\0\0` prefix. */
export function exifBlock(tags: PhotoTags): Buffer {
  const exif = directory([
    [0x9000, { bytes: [48, 50, 51, 50] }], [0x9003, tags.taken], [0x9004, tags.taken],
    ...(tags.offset === undefined ? [] : [[0x9010, tags.offset], [0x9011, tags.offset], [0x9012, tags.offset]] as [number, Value][]),
    [0xa002, { long: tags.width }], [0xa003, { long: tags.height }],
  ])
  const gps = tags.gps === undefined ? undefined : directory([
    [0x0000, { bytes: [2, 3, 0, 0] }], [0x0001, tags.gps.latitude < 0 ? 'S' : 'N'], [0x0002, { rationals: sexagesimal(tags.gps.latitude) }],
    [0x0003, tags.gps.longitude < 0 ? 'W' : 'E'], [0x0004, { rationals: sexagesimal(tags.gps.longitude) }],
    [0x0005, { bytes: [0] }], [0x0006, { rationals: [[Math.round(tags.gps.altitude * 10), 10]] }],
    [0x0007, { rationals: tags.gps.time.map((part) => [part, 1] as const) }], [0x001d, tags.gps.date],
  ])
  const first = (exifAt: number, gpsAt: number): Entry[] => directory([
    [0x010f, tags.make], [0x0110, tags.model], [0x0112, { short: tags.orientation }],
    ...(tags.software === undefined ? [] : [[0x0131, tags.software]] as [number, Value][]),
    [0x0132, tags.modified ?? tags.taken], [0x8769, { long: exifAt }], ...(gps === undefined ? [] : [[0x8825, { long: gpsAt }]] as [number, Value][]),
  ])
  const size = laidOut(first(0, 0), 8).length
  const exifAt = 8 + size
  const exifBytes = laidOut(exif, exifAt)
  const gpsAt = exifAt + exifBytes.length
  return Buffer.concat([
    Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]), laidOut(first(exifAt, gpsAt), 8), exifBytes, gps === undefined ? Buffer.alloc(0) : laidOut(gps, gpsAt),
  ])
}

function directory(tags: readonly (readonly [number, Value])[]): Entry[] {
  return tags.map(([tag, value]): Entry => {
    if (typeof value === 'string') {
      const data = Buffer.from(`${value}\0`, 'latin1')
      return { tag, type: 2, count: data.length, data }
    }
    const data = Buffer.alloc('rationals' in value ? value.rationals.length * 8 : 'bytes' in value ? value.bytes.length : 'short' in value ? 2 : 4)
    if ('short' in value) return { tag, type: 3, count: 1, data: fill(data, () => data.writeUInt16LE(value.short)) }
    if ('long' in value) return { tag, type: 4, count: 1, data: fill(data, () => data.writeUInt32LE(value.long)) }
    if ('bytes' in value) return { tag, type: tag === 0x9000 ? 7 : 1, count: value.bytes.length, data: Buffer.from(value.bytes) }
    value.rationals.forEach(([top, bottom], index) => {
      data.writeUInt32LE(top, index * 8)
      data.writeUInt32LE(bottom, index * 8 + 4)
    })
    return { tag, type: 5, count: value.rationals.length, data }
  })
}

function fill(data: Buffer, write: () => void): Buffer {
  write()
  return data
}

/** The directory followed by the values that do not fit in their four bytes; `at` is its offset in the block. */
function laidOut(entries: readonly Entry[], at: number): Buffer {
  const table = Buffer.alloc(2 + entries.length * 12 + 4)
  table.writeUInt16LE(entries.length)
  const values: Buffer[] = []
  let next = at + table.length
  entries.forEach(({ tag, type, count, data }, index) => {
    const row = 2 + index * 12
    table.writeUInt16LE(tag, row)
    table.writeUInt16LE(type, row + 2)
    table.writeUInt32LE(count, row + 4)
    if (data.length <= 4) data.copy(table, row + 8)
    else {
      table.writeUInt32LE(next, row + 8)
      const even = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)])
      values.push(even)
      next += even.length
    }
  })
  return Buffer.concat([table, ...values])
}

function sexagesimal(degrees: number): [number, number][] {
  const size = Math.abs(degrees)
  const minutes = (size - Math.floor(size)) * 60
  return [[Math.floor(size), 1], [Math.floor(minutes), 1], [Math.round((minutes - Math.floor(minutes)) * 6000), 100]]
}

/** The block put in front of a JPEG as its APP1 segment. */
export function withExif(jpeg: Buffer, block: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0])
  head.writeUInt16BE(block.length + 8, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)])
}

/** A simple WebP (RIFF with one VP8 chunk) made extended, with an EXIF chunk at its end (WebP container §2.7). */
export function webpWithExif(webp: Buffer, block: Buffer, width: number, height: number): Buffer {
  const frame = webp.subarray(12)
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 0, 'latin1')
  extended.writeUInt32LE(10, 4)
  extended[8] = 0x08
  extended.writeUIntLE(width - 1, 12, 3)
  extended.writeUIntLE(height - 1, 15, 3)
  const head = Buffer.alloc(8)
  head.write('EXIF', 0, 'latin1')
  head.writeUInt32LE(block.length, 4)
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), extended, frame, head, block, Buffer.alloc(block.length % 2)])
  const riff = Buffer.alloc(8)
  riff.write('RIFF', 0, 'latin1')
  riff.writeUInt32LE(body.length, 4)
  return Buffer.concat([riff, body])
}
