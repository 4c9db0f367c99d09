// Where templates lie: beside src/ and dist/, so that the same relative address holds for both.
import { fileURLToPath } from 'node:url'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** The installation is incomplete. */
    'bundle.template-missing': { name: string }
  }
}

const LIMIT_BYTES = 256 * 1024

/** @param name as `seal/README.fr.txt` @throws `bundle.template-missing` */
export async function readTemplate(world: World, name: string): Promise<string> {
  const content = await world.files.read(fileURLToPath(new URL(`../../templates/${name}`, import.meta.url)), LIMIT_BYTES)
  if (content === undefined) throw new Failure('bundle.template-missing', { name })
  return content.toString('utf8')
}
