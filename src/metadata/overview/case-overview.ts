// The overview of a case on disk: its records one after the other.
import { exhibits } from '../../case/case-folder.ts'
import { interrupted } from '../../system/errno.ts'
import type { World } from '../../system/world.ts'
import { Overviewer } from './overview.ts'
import { readRecord, vouchedDigests } from '../stored-record.ts'

/** @throws `system.interrupted`, and what reading the journal throws */
export async function overviewOfCase(world: World, dir: string): Promise<Overviewer> {
  const overviewer = new Overviewer()
  const vouched = await vouchedDigests(world, dir)
  for await (const exhibit of exhibits(world, dir)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    overviewer.add(exhibit.number, await readRecord(world, dir, exhibit, vouched))
  }
  return overviewer
}
