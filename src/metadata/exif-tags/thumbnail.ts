// The picture inside the picture (IFD1): its digest and size are facts, its bytes go to whoever compares pixels.
import { createHash } from 'node:crypto'
import type { Block, Reading } from '../reading.ts'

const SOURCE = 'EXIF:IFD1'
const LIMIT = 2 ** 20

/** The engine's own, or what a walker found before it. */
export function thumbnailReading(own: Buffer | undefined, blocks: readonly Block[]): Pick<Reading, 'thumbnail' | 'blocks'> {
  const found = blocks.find(({ kind }) => kind === 'thumbnail')
  const [jpeg, source] = own === undefined ? [found?.bytes, found?.source ?? SOURCE] : [own, SOURCE]
  if (jpeg === undefined || jpeg.length === 0) return {}
  return {
    thumbnail: { bytes: jpeg.length, sha256: createHash('sha256').update(jpeg).digest('hex'), ...frameSize(jpeg), verdict: 'unchecked', source },
    ...(found !== undefined || jpeg.length > LIMIT ? {} : { blocks: [{ kind: 'thumbnail', bytes: jpeg, source }] }),
  }
}

/** From the first frame header (ITU-T T.81 §B.2.2); nothing when there is none. */
export function frameSize(jpeg: Buffer): { width?: number; height?: number } {
  for (let at = 2; at + 9 <= jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1] as number
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) }
    else if (marker === 0xda) return {}
    else at += 2 + Math.max(2, jpeg.readUInt16BE(at + 2))
  }
  return {}
}
