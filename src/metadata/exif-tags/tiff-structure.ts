// Where TIFF structures with EXIF tags are: whole files of that format, and blocks in files of others.
import type { Block } from '../reading.ts'

/** Contents that are TIFF by structure, camera raw formats included. */
export const TIFF_FILES: ReadonlySet<string> = new Set(['tif', 'arw', 'dng', 'nef', 'cr2'])

/** More than two say the same again, or were put there to be read. */
const MAX_BLOCKS = 3

/** The EXIF blocks that earlier readers found, each once. */
export function exifBlocks(blocks: readonly Block[]): Buffer[] {
  const out: Buffer[] = []
  for (const { kind, bytes } of blocks) {
    const structure = kind === 'exif' ? tiffStructure(bytes) : undefined
    if (structure !== undefined && out.length < MAX_BLOCKS && !out.some((known) => known.equals(structure))) out.push(structure)
  }
  return out
}

/** Without the `Exif\0\0` that JPEG, WebP and HEIF put before it; undefined when there is none. */
export function tiffStructure(exif: Buffer): Buffer | undefined {
  const at = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
  const mark = exif.toString('latin1', at, at + 4)
  return mark === 'II*\0' || mark === 'MM\0*' ? exif.subarray(at) : undefined
}
