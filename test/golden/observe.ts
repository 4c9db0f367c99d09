// What the verifier says of the golden case, in the words that scripts rely on.
import { join } from 'node:path'
import type { World } from '../../src/system/world.ts'
import { verifyCase } from '../../src/verify/verify-case.ts'

export const GOLDEN = join(import.meta.dirname, 'case-1')
export const TARGETS = ['dossier', 'GOLDEN-1.bag.zip'] as const

export interface Observed {
  readonly verdict: string
  readonly exercise: boolean
  /** `outcome code subject`, sorted. */
  readonly checks: readonly string[]
  readonly sealedFiles: number
}

export async function observe(world: World): Promise<Record<string, Observed>> {
  const found: Record<string, Observed> = {}
  for (const target of TARGETS) {
    const { verdict, exercise, checks, coverage } = await verifyCase(world, join(GOLDEN, target), { anchors: [] })
    found[target] = { verdict, exercise, checks: checks.map(({ outcome, code, subject }) => `${outcome} ${code} ${subject}`).toSorted(), sealedFiles: coverage.sealed.files }
  }
  return found
}
