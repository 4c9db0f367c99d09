// What a killed run may leave: copies without a journal line and temporary files. They were never acknowledged.
import { join } from 'node:path'
import type { World } from '../system/world.ts'

const TEMPORARY = /^\.[0-9a-f]{16}\.scelle-tmp$/
const NUMBER = /^(?:\d{4}|[1-9]\d{4,14})$/

async function folderNames(world: World, dir: string): Promise<string[]> {
  if ((await world.files.facts(dir))?.type !== 'directory') return []
  return (await world.files.list(dir)).map((name) => name.toString('latin1'))
}

/** To be called under the lock: removes `data/N` for N beyond the last exhibit, and our temporary files. */
export async function removeLeftovers(world: World, dir: string, exhibits: number): Promise<void> {
  for (const name of await folderNames(world, join(dir, 'data'))) {
    if (NUMBER.test(name) && Number(name) > exhibits) await world.files.remove(join(dir, 'data', name))
  }
  const folders = ['', '.scelle', 'metadata', 'metadata/records', 'metadata/chats', 'report', 'report/conversations', 'seals']
  for (const seal of await folderNames(world, join(dir, 'seals'))) folders.push(`seals/${seal}`)
  for (const folder of folders) {
    for (const name of await folderNames(world, join(dir, folder))) {
      if (TEMPORARY.test(name)) await world.files.remove(join(dir, folder, name))
    }
  }
}
