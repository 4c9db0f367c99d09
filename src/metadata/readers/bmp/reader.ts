// A Windows or OS/2 bitmap: its header, its pixels, and what follows them.
import type { Block, Reader } from '../../reading.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'

const FILE_HEADER = 14
const CORE_HEADER = 12
const OS2_HEADER = 64
const V5_HEADER = 124
const COMPRESSIONS = ['none', 'rle8', 'rle4', 'bitfields', 'jpeg', 'png', 'alphabitfields']
const PROFILE_LIMIT = 4 * 2 ** 20

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const head = source.read(0, FILE_HEADER + V5_HEADER)
    if (head.length < FILE_HEADER + CORE_HEADER) throw new Error('no header')
    const [declared, pixelsAt, size] = [head.readUInt32LE(2), head.readUInt32LE(10), head.readUInt32LE(14)]
    if (size !== CORE_HEADER && head.length < FILE_HEADER + 40) throw new Error('no header')
    const core = size === CORE_HEADER
    const width = core ? head.readUInt16LE(18) : Math.abs(head.readInt32LE(18))
    const height = core ? head.readUInt16LE(20) : Math.abs(head.readInt32LE(22))
    const bits = head.readUInt16LE(core ? 24 : 28)
    const compression = core ? 0 : head.readUInt32LE(30)
    const codec = COMPRESSIONS[compression]
    // OS/2 2.x gives 3 and 4 another meaning.
    const pixels = compression === 0 || (compression === 3 && size !== OS2_HEADER) ? Math.ceil((width * bits) / 32) * 4 * height : core ? 0 : head.readUInt32LE(34)
    const outline = new Outline()
    outline.add('header', 0, Math.min(FILE_HEADER + size, source.size))
    if (pixelsAt < source.size) outline.add('pixels', pixelsAt, Math.min(pixels, source.size - pixelsAt))
    const profile = size === V5_HEADER && head.toString('latin1', FILE_HEADER + 56, FILE_HEADER + 60) === 'DEBM'
      ? { at: FILE_HEADER + head.readUInt32LE(FILE_HEADER + 112), length: head.readUInt32LE(FILE_HEADER + 116) } : undefined
    const bytes = profile === undefined ? undefined : source.read(profile.at, Math.min(profile.length, PROFILE_LIMIT))
    const blocks: Block[] = profile === undefined || bytes === undefined || bytes.length < 128 ? [] : [{ kind: 'icc', bytes, offset: profile.at, source: 'BMP:profile' }]
    if (profile !== undefined) outline.add('profile', profile.at, profile.length)
    // Many programs write no or a wrong file size: the end is behind everything that the header names.
    const end = pixels > 0 ? Math.max(pixelsAt + pixels, declared <= source.size ? declared : 0, profile === undefined ? 0 : profile.at + profile.length) : undefined
    return pictureReading(source, {
      outline, blocks, c2pa: false, end, image: { width, height, ...(codec === undefined ? {} : { codec }) }, raw: { headerSize: size, bits, declaredSize: declared, compression: codec ?? compression },
    })
  },
}
