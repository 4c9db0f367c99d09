// Names of signalements and campaigns: RFC 9562 UUIDs of version 7, so that they sort by time and say nothing else.
import { msOfInstant } from '../system/time.ts'
import type { Instant } from '../system/world.ts'

/** @param chance ten bytes */
export function uuidV7(at: Instant, chance: Uint8Array): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(msOfInstant(at) ?? 0, 0, 6)
  bytes.set(chance.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
