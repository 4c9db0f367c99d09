// Which format a picture is: TIFF headers and `ftyp` boxes say little, tags and brands say more.
import { describe, expect, it } from 'vitest'
import { contentType } from '../../src/metadata/content-type.ts'
import { extensionMatches } from '../../src/metadata/extensions.ts'
import type { Tag } from './support/picture-parts.ts'
import { PNG_SIGNATURE, box, bytes, tiff, u16le, u32be, u32le } from './support/picture-parts.ts'

const make = (values: string): Tag => ({ tag: 271, type: 2, values })
const private_: Tag = { tag: 0xc634, type: 7, values: Buffer.alloc(8) }
const sr2: Tag = { tag: 50341, type: 7, values: Buffer.alloc(8) }
const ftyp = (...brands: string[]): Buffer => bytes(box('ftyp', bytes(brands[0] ?? '', u32be(0), ...brands.slice(1))), box('mdat', Buffer.alloc(32)))

describe('pictures by content', () => {
  it.each<[string, string | undefined, Buffer]>([
    ['a plain TIFF', 'tif', tiff([make('Exemple')])],
    ['a TIFF of a Sony camera, with the print tag that raw files have too', 'tif', tiff([make('SONY'), sr2])],
    ['a Sony raw', 'arw', tiff([make('SONY'), sr2, private_])],
    ['a DNG of whatever camera', 'dng', tiff([make('SONY'), private_, { tag: 50706, type: 7, values: bytes([1, 4, 0, 0]) }])],
    ['a Nikon raw', 'nef', tiff([make('NIKON CORPORATION'), { tag: 254, type: 4, values: [1] }, { tag: 330, type: 4, values: [0] }])],
    ['a TIFF of Nikon software', 'tif', tiff([make('NIKON CORPORATION'), { tag: 254, type: 4, values: [0] }, { tag: 330, type: 4, values: [0] }])],
    ['a Canon raw', 'cr2', bytes('II*\0', u32le(16), 'CR\x02\0', u32le(0), u16le(0), u32le(0))],
    ['an Olympus raw', 'orf', bytes('IIRO', u32le(8), u16le(0), u32le(0))],
    ['a Panasonic raw', 'rw2', bytes('IIU\0', u32le(8), u16le(0), u32le(0))],
    ['a TIFF whose directory is at the end', 'tif', bytes('MM\0*', u32be(0x00ffffff), Buffer.alloc(64))],
    ['a HEIC', 'heic', ftyp('heic', 'mif1', 'heic')], ['a Sony HIF', 'heic', ftyp('mif1', 'heix', 'hevc')], ['a HEIC sequence', 'heic', ftyp('msf1', 'hevc', 'iso8')],
    ['an AVIF that names the general brand first', 'avif', ftyp('mif1', 'avif', 'miaf')], ['an AVIF sequence', 'avif', ftyp('avis', 'msf1', 'iso8')],
    ['an AVIF with a brand of videos first', 'avif', ftyp('iso8', 'avis', 'msf1')], ['a CR3', 'cr3', ftyp('crx ', 'isom')],
    ['a video', 'mp4', ftyp('isom', 'iso2', 'mp41')], ['a QuickTime film that lists a picture brand', 'mov', ftyp('qt  ', 'heic')],
    ['a PNG whose first chunk is damaged', 'png', bytes(PNG_SIGNATURE, u32be(13), 'vHDR', Buffer.alloc(17))],
    ['four bytes of an icon', undefined, bytes([0, 0, 1, 0], Buffer.alloc(60, 7))],
    ['an icon', 'ico', bytes([0, 0, 1, 0], u16le(1), [16, 16, 0, 0], u16le(1), u16le(32), u32le(40), u32le(22), Buffer.alloc(40))],
  ])('%s', async (_, extension, file) => {
    expect((await contentType(file))?.extension).toBe(extension)
  })

  it.each([['hif', 'heic'], ['heif', 'heic'], ['avifs', 'avif'], ['pef', 'tif'], ['nef', 'tif'], ['jpx', 'jp2'], ['j2k', 'j2c'], ['dib', 'bmp'], ['cur', 'ico'], ['psb', 'psd']])('%s may hold %s', (declared, detected) => {
    expect(extensionMatches(declared, detected)).toBe(true)
  })
  it.each([['jpg', 'heic'], ['nef', 'jpg'], ['gif', 'webp'], ['jxl', 'png'], ['cr3', 'mp4'], ['psd', 'tif']])('%s holding %s is strange', (declared, detected) => {
    expect(extensionMatches(declared, detected)).toBe(false)
  })
})
