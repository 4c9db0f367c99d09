// The bytes of a HEIF item, from the file or from `idat`, put together from its extents.
import type { Bytes } from '../../structure/boxes.ts'
import type { ItemTable } from './items.ts'

const ITEM_LIMIT = 16 * 2 ** 20

export interface ItemBytes {
  readonly bytes: Buffer
  /** Absent when put together from several extents. */
  readonly offset?: number
}

export function itemBytes(source: Bytes, table: ItemTable, id: number): ItemBytes | undefined {
  const location = table.locations.get(id)
  if (location === undefined || location.method > 1 || location.extents.length === 0) return undefined
  const { idat } = table
  if (location.method === 1 && idat === undefined) return undefined
  const [base, limit] = location.method === 1 && idat !== undefined ? [idat.from, idat.to] : [0, source.size]
  const parts: Buffer[] = []
  let total = 0
  for (const { offset, length } of location.extents) {
    const start = base + offset
    // A length of 0 is everything up to the end.
    const end = Math.min(length === 0 ? limit : start + length, limit)
    if (start >= end) return undefined
    parts.push(source.read(start, Math.min(end - start, ITEM_LIMIT - total)))
    total += parts.at(-1)?.length ?? 0
    if (total >= ITEM_LIMIT) break
  }
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return { bytes: first, offset: base + (location.extents[0]?.offset ?? 0) }
  return { bytes: Buffer.concat(parts) }
}
