// Icons and cursors: a directory of pictures of several sizes.
import type { Reader } from '../../reading.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'

const ENTRY = 16

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const head = source.read(0, 6)
    if (head.length < 6) throw new Error('no directory')
    const directory = source.read(6, head.readUInt16LE(4) * ENTRY)
    const outline = new Outline()
    outline.add('directory', 0, 6 + directory.length)
    const pictures: { readonly width: number; readonly height: number; readonly format: string }[] = []
    let end = 6 + directory.length
    for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
      const [length, offset] = [directory.readUInt32LE(at + 8), directory.readUInt32LE(at + 12)]
      if (offset < 6 + directory.length || offset >= source.size) continue
      const format = source.read(offset, 4).toString('latin1') === '\x89PNG' ? 'png' : 'bmp'
      outline.add(`picture ${pictures.length + 1} ${format}`, offset, Math.min(length, source.size - offset))
      // 0 stands for 256.
      pictures.push({ width: directory[at] === 0 ? 256 : directory[at] as number, height: directory[at + 1] === 0 ? 256 : directory[at + 1] as number, format })
      end = Math.max(end, offset + length)
    }
    if (pictures.length === 0) throw new Error('no picture in the directory')
    const { width, height } = pictures.reduce((best, each) => (each.width * each.height > best.width * best.height ? each : best))
    return pictureReading(source, { outline, blocks: [], c2pa: false, end, image: { width, height, ...(pictures.length < 2 ? {} : { pages: pictures.length }) }, raw: { pictures } })
  },
}
