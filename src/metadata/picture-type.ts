// Which picture format a TIFF header or an `ftyp` box begins: camera raw formats share the one, HEIC, AVIF, CR3 and videos
// the other. Names by tags and brands, never by a single tag that plain files may have too.
import type { ContentType } from './content-type.ts'
import { bytesOf } from './structure/boxes.ts'
import { Tiff } from './structure/tiff.ts'

const BY = 'scelle'
const TAG = { subfile: 0x00fe, make: 0x010f, subIfds: 0x014a, dngVersion: 0xc612, dngPrivate: 0xc634 }

/** `head` is the beginning of the file: raw formats have their first directory there. */
export function tiffType(head: Buffer): ContentType | undefined {
  const tiff = Tiff.open(bytesOf(head))
  if (tiff === undefined) return undefined
  const named = (extension: string, mime: string): ContentType => ({ extension, mime, by: BY })
  const magic = head.toString('latin1', 0, 4)
  if (/^(?:IIRO|IIRS|MMOR)$/.test(magic)) return named('orf', 'image/x-olympus-orf')
  if (magic === 'IIU\0') return named('rw2', 'image/x-panasonic-rw2')
  if (head.toString('latin1', 8, 11) === 'CR\x02') return named('cr2', 'image/x-canon-cr2')
  const plain = named('tif', 'image/tiff')
  const first = tiff.directoryAt(tiff.first)
  if (first === undefined) return plain
  if (first.has(TAG.dngVersion)) return named('dng', 'image/x-adobe-dng')
  const make = tiff.text(first.get(TAG.make), 40) ?? ''
  // Sony keeps its private data where DNG does; Nikon's first picture is a small copy beside SubIFDs.
  if (/^SONY/i.test(make) && first.has(TAG.dngPrivate)) return named('arw', 'image/x-sony-arw')
  if (/^NIKON/i.test(make) && first.has(TAG.subIfds) && ((tiff.number(first.get(TAG.subfile)) ?? 0) & 1) === 1) return named('nef', 'image/x-nikon-nef')
  return plain
}

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'])
const AVIF = new Set(['avif', 'avis', 'avio'])
const HEIF = new Set(['mif1', 'mif2', 'msf1', 'miaf'])

/** Undefined for what is no picture: the major brand may be any, the others say what a reader can do with the file. */
export function brandType(head: Buffer): ContentType | undefined {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return undefined
  const end = Math.min(head.readUInt32BE(0), head.length, 256)
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(head.toString('latin1', at, at + 4))
  const [major = ''] = brands
  if (major === 'crx ') return { extension: 'cr3', mime: 'image/x-canon-cr3', by: BY }
  // QuickTime and 3GPP files that list a picture brand are videos all the same.
  if (/^(?:qt  |M4|3g)/.test(major)) return undefined
  const avif = brands.some((brand) => AVIF.has(brand))
  const heic = brands.some((brand) => HEIC.has(brand))
  if (avif && (AVIF.has(major) || !heic)) return { extension: 'avif', mime: 'image/avif', by: BY }
  if (heic) return { extension: 'heic', mime: brands.some((brand) => brand === 'heic' || brand === 'heix') ? 'image/heic' : 'image/heic-sequence', by: BY }
  return brands.some((brand) => HEIF.has(brand)) ? { extension: 'heic', mime: major === 'msf1' ? 'image/heif-sequence' : 'image/heif', by: BY } : undefined
}

/** The first picture of an icon lies behind its directory, and a reserved byte is 0. */
export function isIconDirectory(head: Buffer): boolean {
  if (head.length < 22) return false
  const count = head.readUInt16LE(4)
  return count > 0 && count <= 512 && head[9] === 0 && head.readUInt32LE(18) >= 6 + count * 16 && head.readUInt32LE(14) > 0
}

/** Signatures long enough to be believed when what follows them is damaged. */
export function signatureType(head: Buffer): ContentType | undefined {
  if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return { extension: 'png', mime: 'image/png', by: BY }
  return head.toString('latin1', 0, 16) === 'FUJIFILMCCD-RAW ' ? { extension: 'raf', mime: 'image/x-fujifilm-raf', by: BY } : undefined
}
