// A picture's header by libvips, and the blocks that no walker found.
import { TooLarge, Unsupported } from '../../reading.ts'
import type { Block, Reader } from '../../reading.ts'
import { RAW, libraryVersion, pictureHeader, restrictLoaders } from './header.ts'

restrictLoaders()

export const reader: Reader = {
  version: libraryVersion(),
  async read(source, { kind, found = [] }) {
    const bytes = source.whole()
    if (bytes === undefined) throw new TooLarge()
    try {
      const { width, height, orientation, pages, codec, exif, xmp, icc, iptc } = await pictureHeader(bytes)
      const blocks = ([['exif', exif], ['xmp', xmp], ['icc', icc], ['iptc', iptc]] as const)
        .flatMap(([block, data]): Block[] => (data === undefined || found.includes(block) ? [] : [{ kind: block, bytes: data, source: `sharp:${block}` }]))
      return {
        image: {
          width, height, ...(orientation === undefined ? {} : { orientation }), ...(pages === undefined ? {} : { pages }), ...(codec === undefined ? {} : { codec }),
        },
        blocks,
      }
    } catch (error) {
      // libvips reads no camera raw format: that is no defect of the file.
      if (RAW.has(kind.extension) && String(error).includes('unsupported image format')) throw new Unsupported((error as Error).message, { cause: error })
      throw error
    }
  },
}
