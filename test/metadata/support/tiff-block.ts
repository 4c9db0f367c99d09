// EXIF blocks as a camera writes them, made tag by tag: for cases and for the bench.

/** A string is ASCII with its NUL; a number is LONG; a Buffer is UNDEFINED; a list of pairs is RATIONAL. */
export type TagValue = string | number | Buffer | readonly (readonly [number, number])[] | { readonly short: number } | { readonly byte: readonly number[] }
export type Tags = readonly (readonly [tag: number, value: TagValue])[]

export interface TiffParts {
  readonly ifd0?: Tags
  readonly exif?: Tags
  readonly gps?: Tags
  /** A JPEG, in IFD1. */
  readonly thumbnail?: Buffer
  readonly order?: 'II' | 'MM'
}

/** TIFF 6.0 §2 and EXIF 2.32 §4.5: the directories one after the other, each followed by its values. */
export function tiffBlock({ ifd0 = [], exif, gps, thumbnail, order = 'II' }: TiffParts): Buffer {
  const big = order === 'MM'
  const link = (tag: number, part: Tags | undefined, at: number): Tags => (part === undefined ? [] : [[tag, at]])
  const first = (exifAt: number, gpsAt: number): Tags => [...ifd0, ...link(0x8769, exif, exifAt), ...link(0x8825, gps, gpsAt)]
  const exifAt = 8 + directory(first(0, 0), 8, 0, big).length
  const exifBytes = exif === undefined ? Buffer.alloc(0) : directory(exif, exifAt, 0, big)
  const gpsAt = exifAt + exifBytes.length
  const gpsBytes = gps === undefined ? Buffer.alloc(0) : directory(gps, gpsAt, 0, big)
  const secondAt = gpsAt + gpsBytes.length
  const second = (at: number): Tags => [[0x0103, { short: 6 }], [0x0201, at], [0x0202, thumbnail?.length ?? 0]]
  const thumbnailAt = secondAt + directory(second(0), secondAt, 0, big).length
  const head = Buffer.alloc(8)
  head.write(order, 'latin1')
  word(head, 2, 42, big)
  long(head, 4, 8, big)
  return Buffer.concat([
    head, directory(first(exifAt, gpsAt), 8, thumbnail === undefined ? 0 : secondAt, big), exifBytes, gpsBytes,
    ...(thumbnail === undefined ? [] : [directory(second(thumbnailAt), secondAt, 0, big), thumbnail]),
  ])
}

function directory(tags: Tags, at: number, next: number, big: boolean): Buffer {
  const sorted = tags.toSorted(([a], [b]) => a - b)
  const table = Buffer.alloc(2 + sorted.length * 12 + 4)
  word(table, 0, sorted.length, big)
  long(table, table.length - 4, next, big)
  const values: Buffer[] = []
  let end = at + table.length
  for (const [index, [tag, value]] of sorted.entries()) {
    const { type, count, data } = encoded(value, big)
    const row = 2 + index * 12
    word(table, row, tag, big)
    word(table, row + 2, type, big)
    long(table, row + 4, count, big)
    if (data.length <= 4) data.copy(table, row + 8)
    else {
      long(table, row + 8, end, big)
      values.push(data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]))
      end += data.length + (data.length % 2)
    }
  }
  return Buffer.concat([table, ...values])
}

function encoded(value: TagValue, big: boolean): { type: number; count: number; data: Buffer } {
  if (typeof value === 'string') {
    const data = Buffer.from(`${value}\0`)
    return { type: 2, count: data.length, data }
  }
  if (typeof value === 'number') {
    const data = Buffer.alloc(4)
    long(data, 0, value, big)
    return { type: 4, count: 1, data }
  }
  if (Buffer.isBuffer(value)) return { type: 7, count: value.length, data: value }
  if ('short' in value) {
    const data = Buffer.alloc(2)
    word(data, 0, value.short, big)
    return { type: 3, count: 1, data }
  }
  if ('byte' in value) return { type: 1, count: value.byte.length, data: Buffer.from(value.byte) }
  const data = Buffer.alloc(value.length * 8)
  for (const [index, [top, bottom]] of value.entries()) {
    long(data, index * 8, top, big)
    long(data, index * 8 + 4, bottom, big)
  }
  return { type: 5, count: value.length, data }
}

function word(bytes: Buffer, at: number, value: number, big: boolean): void {
  if (big) bytes.writeUInt16BE(value, at)
  else bytes.writeUInt16LE(value, at)
}

function long(bytes: Buffer, at: number, value: number, big: boolean): void {
  if (big) bytes.writeUInt32BE(value, at)
  else bytes.writeUInt32LE(value, at)
}
