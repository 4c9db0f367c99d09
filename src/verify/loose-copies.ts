// Files beside the bag in a hand-over folder: readers open those, so they must be the sealed ones.
import type { World } from '../system/world.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { Inventory } from './inventory.ts'
import type { Target } from './target.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'BUNDLE.LOOSE_COPY_MATCHES': { original: string }
    'BUNDLE.LOOSE_COPY_DIFFERS': Record<never, never>
    /** Nothing in the bag to compare it with. */
    'BUNDLE.LOOSE_FILE': Record<never, never>
  }
}

export async function checkLooseCopies(world: World, loose: Target['loose'], inventory: Inventory, sheet: CheckSheet): Promise<void> {
  const originals = new Map<string, string>()
  for (const [path, { actual }] of inventory) {
    const digest = actual?.['sha256']
    if (digest !== undefined && /^(?:report|seals)\/.*\.pdf$/.test(path)) originals.set(digest, path)
  }
  for (const { name, path } of loose) {
    if (!/\.pdf$/i.test(name)) {
      sheet.add('BUNDLE.LOOSE_FILE', 'info', name, {})
      continue
    }
    const [result] = await world.evidence.digest([path], ['sha256'])
    const original = result?.outcome === 'read' ? originals.get(result.digests.sha256) : undefined
    if (original === undefined) sheet.add('BUNDLE.LOOSE_COPY_DIFFERS', 'failed', name, {})
    else sheet.add('BUNDLE.LOOSE_COPY_MATCHES', 'passed', name, { original })
  }
}
