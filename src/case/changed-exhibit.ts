// Whether a kept exhibit still has the bytes that were received. What is read or drawn from other bytes says nothing of it.
import { join } from 'node:path'
import type { World } from '../system/world.ts'
import type { Exhibit } from './exhibit.ts'

/** Prohibited content is not opened for that; a file that cannot be read tells so where it is read. */
export async function hasChanged(world: World, dir: string, { stored, sensitive, digests }: Exhibit): Promise<boolean> {
  if (stored === null || sensitive === 'prohibited') return false
  const [result] = await world.evidence.digest([join(dir, stored)], ['sha256'])
  return result?.outcome === 'read' && result.digests.sha256 !== digests.sha256
}
