// Where TIFF structures with EXIF tags are: whole files of that format, and blocks in files of others.
import type { Block } from '../reading.ts'
import { exifBlock } from '../structure/exif-block.ts'

/** Contents that are TIFF by structure, camera raw formats included. */
export const TIFF_FILES: ReadonlySet<string> = new Set(['tif', 'arw', 'dng', 'nef', 'cr2'])

/** More than three say the same again, or were put there to be read. */
const MAX_BLOCKS = 3

/** The EXIF blocks that earlier readers found, each once, without what formats put before them. */
export function exifBlocks(blocks: readonly Block[]): Buffer[] {
  const out: Buffer[] = []
  for (const { kind, bytes, source } of blocks) {
    const structure = kind === 'exif' ? exifBlock(bytes, undefined, source)?.bytes : undefined
    if (structure !== undefined && out.length < MAX_BLOCKS && !out.some((known) => known.equals(structure))) out.push(structure)
  }
  return out
}

/** TIFF 6.0 §2: byte order, then 42. */
export function isTiff(bytes: Buffer): boolean {
  const mark = bytes.toString('latin1', 0, 4)
  return mark === 'II*\0' || mark === 'MM\0*'
}
