// From the directories of a TIFF or camera raw file: its pictures, its blocks, where both lie.
import type { Block } from '../../reading.ts'
import type { ImageFacts } from '../../record.ts'
import type { Bytes } from '../../structure/boxes.ts'
import { imageResources } from '../../structure/image-resources.ts'
import { Outline } from '../../structure/outline.ts'
import { Tiff } from '../../structure/tiff.ts'
import type { Ifd } from '../../structure/tiff.ts'

export interface TiffFacts {
  readonly image?: Partial<ImageFacts>
  readonly blocks: readonly Block[]
  readonly outline: Outline
  readonly facts: Readonly<Record<string, unknown>>
}

const TAG = { subfile: 0x00fe, width: 0x0100, height: 0x0101, compression: 0x0103, strips: 0x0111, stripBytes: 0x0117, tiles: 0x0144, tileBytes: 0x0145, jpeg: 0x0201, jpegBytes: 0x0202, c2pa: 0xcd41 }
/** RW2 names its sensor's borders instead of a size. */
const PANASONIC = { width: 0x0007, height: 0x0006 }
const BLOCKS: Readonly<Record<number, Block['kind']>> = { 700: 'xmp', 33723: 'iptc', 34377: 'photoshop', 34675: 'icc' }
const COMPRESSIONS: Readonly<Record<number, string>> = {
  1: 'none', 2: 'ccitt-rle', 3: 'ccitt-t4', 4: 'ccitt-t6', 5: 'lzw', 6: 'jpeg-old', 7: 'jpeg', 8: 'deflate', 32773: 'packbits', 32946: 'deflate', 34676: 'sgilog', 34712: 'jpeg2000',
  34713: 'nikon-nef', 34892: 'lossy-jpeg', 34925: 'lzma', 50000: 'zstd', 50001: 'webp', 52546: 'jxl', 32767: 'sony-arw', 65535: 'pentax-pef',
}
const BLOCK_LIMIT = 16 * 2 ** 20
const THUMBNAIL_LIMIT = 2 ** 20

/** @throws Error when it is no TIFF, or has no directory */
export function tiffFacts(source: Bytes): TiffFacts {
  const tiff = Tiff.open(source)
  if (tiff === undefined) throw new Error('no TIFF header')
  const { ifds, chain, loops } = tiff.directories()
  const [first] = chain
  if (first === undefined) throw new Error('no image file directory')
  const outline = new Outline()
  const blocks: Block[] = []
  outline.add(tiff.big ? 'header BigTIFF' : 'header', 0, tiff.big ? 16 : 8)
  for (const ifd of ifds) {
    outline.add(ifd.name, ifd.offset, ifd.length)
    if (!/Exif|GPS|Interop/.test(ifd.name)) blocks.push(...blocksOf(tiff, ifd, outline))
    data(tiff, ifd, outline)
  }
  const main = mainPicture(tiff, ifds, first)
  const size = sizeOf(tiff, main)
  const compression = tiff.number(main.entries.get(TAG.compression))
  const pages = chain.filter((ifd) => !isReduced(tiff, ifd) && sizeOf(tiff, ifd) !== undefined).length
  return {
    outline, blocks,
    ...(size === undefined ? {} : { image: { ...size, ...(compression === undefined ? {} : { codec: COMPRESSIONS[compression] ?? `compression ${compression}` }), ...(pages < 2 ? {} : { pages }) } }),
    facts: {
      byteOrder: tiff.little ? 'little-endian' : 'big-endian', directories: ifds.slice(0, 64).map(({ name, entries }) => `${name}: ${entries.size}`), main: main.name,
      ...(tiff.big ? { bigTiff: true } : {}), ...(loops ? { loops } : {}),
    },
  }
}

function isReduced(tiff: Tiff, ifd: Ifd): boolean {
  return ((tiff.number(ifd.entries.get(TAG.subfile)) ?? 0) & 1) === 1
}

function sizeOf(tiff: Tiff, { entries }: Ifd): { readonly width: number; readonly height: number } | undefined {
  const width = tiff.number(entries.get(TAG.width)) ?? tiff.number(entries.get(PANASONIC.width))
  const height = tiff.number(entries.get(TAG.height)) ?? tiff.number(entries.get(PANASONIC.height))
  return width === undefined || height === undefined || width === 0 || height === 0 ? undefined : { width, height }
}

/** The first directory, unless it says that it is a small copy: then the largest that does not. */
function mainPicture(tiff: Tiff, ifds: readonly Ifd[], first: Ifd): Ifd {
  if (!isReduced(tiff, first) && sizeOf(tiff, first) !== undefined) return first
  const area = (ifd: Ifd): number => { const size = sizeOf(tiff, ifd); return size === undefined ? 0 : size.width * size.height }
  return ifds.filter((ifd) => !isReduced(tiff, ifd)).reduce((best, ifd) => (area(ifd) > area(best) ? ifd : best), first)
}

function blocksOf(tiff: Tiff, ifd: Ifd, outline: Outline): Block[] {
  const out: Block[] = []
  for (const [tag, kind] of Object.entries(BLOCKS)) {
    const entry = ifd.entries.get(Number(tag))
    if (entry === undefined || entry.bytes < 4) continue
    const bytes = tiff.bytes(entry, BLOCK_LIMIT)
    const place = { offset: entry.at, source: `TIFF:${ifd.name} ${tag}` }
    outline.add(`${ifd.name} ${kind}`, entry.at, entry.bytes)
    outline.name({ xmp: 'XMP', icc: 'ICC', iptc: 'IPTC', photoshop: 'Photoshop' }[kind as string] ?? kind)
    out.push({ kind, bytes, ...place })
    if (kind === 'photoshop') out.push(...imageResources(bytes, entry.at, place.source).blocks)
  }
  const manifest = ifd.entries.get(TAG.c2pa)
  if (manifest !== undefined) out.push({ kind: 'jumbf', bytes: tiff.bytes(manifest, BLOCK_LIMIT), offset: manifest.at, source: `TIFF:${ifd.name} ${TAG.c2pa}` })
  const thumbnail = thumbnailOf(tiff, ifd)
  return thumbnail === undefined ? out : [...out, thumbnail]
}

function thumbnailOf(tiff: Tiff, { name, entries }: Ifd): Block | undefined {
  const [offset, length] = [tiff.number(entries.get(TAG.jpeg)), tiff.number(entries.get(TAG.jpegBytes))]
  if (offset === undefined || length === undefined || length > THUMBNAIL_LIMIT || length < 4) return undefined
  const bytes = tiff.at(offset, length)
  return bytes.length >= 2 && bytes.readUInt16BE(0) === 0xffd8 ? { kind: 'thumbnail', bytes, offset, source: `TIFF:${name}` } : undefined
}

/** Where the pixels lie: from the first strip or tile to the end of the last. */
function data(tiff: Tiff, { name, entries }: Ifd, outline: Outline): void {
  for (const [kind, offsets, lengths] of [['strips', TAG.strips, TAG.stripBytes], ['tiles', TAG.tiles, TAG.tileBytes], ['JPEG', TAG.jpeg, TAG.jpegBytes]] as const) {
    const [starts, sizes] = [entries.get(offsets), entries.get(lengths)]
    const last = Math.min(starts?.count ?? 0, sizes?.count ?? 0) - 1
    const [from, lastAt, lastSize] = [tiff.number(starts), tiff.number(starts, last), tiff.number(sizes, last)]
    if (last < 0 || from === undefined || lastAt === undefined || lastSize === undefined || lastAt < from || tiff.at(from, 1).length === 0) continue
    outline.add(`${name} ${kind}`, from, lastAt + lastSize - from)
  }
}
