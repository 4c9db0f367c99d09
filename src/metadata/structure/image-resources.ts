// Photoshop image resource blocks (Adobe Photoshop File Formats, "Image Resource Blocks"): what they hold of other metadata.
import type { Block } from '../reading.ts'

const MAX_RESOURCES = 1000
/** Thumbnail resource: format, size and depth before the JPEG. */
const THUMBNAIL_HEADER = 28

export interface ImageResources {
  readonly blocks: readonly Block[]
  /** Identifiers, as 0x0404, in order. */
  readonly ids: readonly string[]
}

/** @param offset of `bytes` in the file, when they lie there in one piece @param source as `JPEG:APP13` */
export function imageResources(bytes: Buffer, offset: number | undefined, source: string): ImageResources {
  const blocks: Block[] = []
  const ids: string[] = []
  let at = 0
  for (let count = 0; count < MAX_RESOURCES && at + 12 <= bytes.length; count += 1) {
    if (!/^(?:8BIM|MeSa|AgHg|PHUT|DCSR)$/.test(bytes.toString('latin1', at, at + 4))) break
    const id = bytes.readUInt16BE(at + 4)
    const name = ((bytes[at + 6] as number) + 2) & ~1
    const sizeAt = at + 6 + name
    if (sizeAt + 4 > bytes.length) break
    const size = bytes.readUInt32BE(sizeAt)
    const body = bytes.subarray(sizeAt + 4, Math.min(sizeAt + 4 + size, bytes.length))
    if (ids.length < 100) ids.push(`0x${id.toString(16).padStart(4, '0')}`)
    const block = blockOf(id, body)
    if (block !== undefined) {
      const start = offset === undefined ? undefined : offset + sizeAt + 4 + block.skip
      blocks.push({ kind: block.kind, bytes: body.subarray(block.skip), source: `${source} 0x${id.toString(16).padStart(4, '0')}`, ...(start === undefined ? {} : { offset: start }) })
    }
    at = sizeAt + 4 + size + (size % 2)
  }
  return { blocks, ids }
}

function blockOf(id: number, body: Buffer): { readonly kind: Block['kind']; readonly skip: number } | undefined {
  if (body.length === 0) return undefined
  if (id === 0x0404) return { kind: 'iptc', skip: 0 }
  if (id === 0x040f) return { kind: 'icc', skip: 0 }
  if (id === 0x0422) return { kind: 'exif', skip: 0 }
  if (id === 0x0424) return { kind: 'xmp', skip: 0 }
  return id === 0x040c && body.length > THUMBNAIL_HEADER && body.readUInt32BE(0) === 1 ? { kind: 'thumbnail', skip: THUMBNAIL_HEADER } : undefined
}
