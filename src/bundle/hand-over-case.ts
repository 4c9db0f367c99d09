// `bundle`: the hand-over under the case's lock, and the journal line that remembers it.
import { writeCase } from '../case/case-folder.ts'
import { exhibitId } from '../case/exhibit.ts'
import type { World } from '../system/world.ts'
import { writeHandOver, type HandOverInput, type HandOverResult } from './hand-over.ts'

/** @throws as `writeHandOver`, `case.locked` */
export async function handOverCase(world: World, dir: string, input: HandOverInput): Promise<HandOverResult> {
  return writeCase(world, dir, 'bundle', async (c) => {
    const result = await writeHandOver(world, c.dir, input)
    if (result.outcome === 'written') {
      await c.append([{
        action: 'bundle.written', subject: `seal/${exhibitId(result.seal)}`,
        facts: { recipients: result.recipients, files: result.files.map(({ name, sha256 }) => ({ name, sha256: sha256 ?? null })) },
      }])
    }
    return result
  })
}
