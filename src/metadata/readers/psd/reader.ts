// A Photoshop document: its header and the image resources with the metadata. Layers are only a length.
import type { Reader } from '../../reading.ts'
import { imageResources } from '../../structure/image-resources.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'

const HEADER = 26
const RESOURCES_LIMIT = 32 * 2 ** 20
const MODES: Readonly<Record<number, string>> = { 0: 'bitmap', 1: 'grey', 2: 'indexed', 3: 'RGB', 4: 'CMYK', 7: 'multichannel', 8: 'duotone', 9: 'Lab' }

export const reader: Reader = {
  version: '1',
  read(source) {
    source.whole()
    const header = source.read(0, HEADER)
    if (header.length < HEADER) throw new Error('no header')
    const outline = new Outline()
    outline.add('header', 0, HEADER)
    const large = header.readUInt16BE(4) === 2
    const length = (at: number, wide = false): number => {
      const bytes = source.read(at, wide ? 8 : 4)
      return bytes.length < (wide ? 8 : 4) ? 0 : wide ? Number(bytes.readBigUInt64BE(0)) : bytes.readUInt32BE(0)
    }
    const colours = length(HEADER)
    outline.add('colour mode data', HEADER, 4 + colours)
    const at = HEADER + 4 + colours
    const resources = length(at)
    const bytes = source.read(at + 4, Math.min(resources, RESOURCES_LIMIT))
    outline.add('image resources', at, 4 + resources)
    const layersAt = at + 4 + resources
    const layers = length(layersAt, large)
    if (layersAt < source.size) outline.add('layers and masks', layersAt, (large ? 8 : 4) + layers)
    const { blocks, ids } = imageResources(bytes, at + 4, 'PSD')
    return pictureReading(source, {
      outline, blocks: bytes.length === 0 ? [] : [{ kind: 'photoshop', bytes, offset: at + 4, source: 'PSD:image resources' }, ...blocks], c2pa: false,
      image: { height: header.readUInt32BE(14), width: header.readUInt32BE(18) },
      raw: { large, channels: header.readUInt16BE(12), depth: header.readUInt16BE(22), mode: MODES[header.readUInt16BE(24)] ?? header.readUInt16BE(24), resources: ids },
    })
  },
}
