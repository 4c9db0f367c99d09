// fetch.txt (RFC 8493 §2.2.3): files that are to be fetched from elsewhere. They never are, here: a verifier that
// follows an address from a bag would tell its author who reads it.
import type { CheckSheet } from '../check-sheet.ts'
import type { Container } from '../container.ts'
import { digestIn, type Inventory } from '../inventory.ts'
import { readBagPath, type PathDefect } from './bag-path.ts'
import type { Declaration } from './declaration.ts'
import type { Manifests } from './manifests.ts'
import { tagLines } from './tag-lines.ts'

declare module '../../seal/check.ts' {
  interface CheckFacts {
    'BAG.FETCH_LINE_INVALID': { line: number }
    'BAG.FETCH_UNSAFE_PATH': { line: number; path: string; reason: PathDefect }
    'BAG.FETCH_NOT_IN_MANIFEST': { line: number; path: string }
    'BAG.FETCH_PRESENT': { entries: number }
  }
}

const PATH = 'fetch.txt'

/** The paths that it lists. */
export async function checkFetchList(
  container: Container, inventory: Inventory, sheet: CheckSheet, { before1, encoding }: Declaration, { payload, missing }: Manifests,
): Promise<ReadonlySet<string>> {
  const listed = new Set<string>()
  if (inventory.get(PATH)?.kind !== 'file') return listed
  let line = 0
  for await (const batch of tagLines(container, PATH, encoding)) {
    for (const text of batch) {
      line += 1
      if (text === '') continue
      const [, length, written] = /^\S+[ \t]+(\d+|-)[ \t]+(.+)$/s.exec(text ?? '') ?? []
      if (length === undefined || written === undefined) {
        sheet.add('BAG.FETCH_LINE_INVALID', 'failed', PATH, { line })
        continue
      }
      const { path, defect } = readBagPath(written, before1)
      if (defect !== undefined) {
        sheet.add('BAG.FETCH_UNSAFE_PATH', 'failed', PATH, { line, path, reason: defect })
        continue
      }
      const expected = inventory.get(path)?.expected ?? missing.get(path) ?? {}
      const enough = before1 ? payload.some((name) => digestIn(expected, name) !== undefined) : payload.every((name) => digestIn(expected, name) !== undefined)
      if (!path.startsWith('data/') || !enough) sheet.add('BAG.FETCH_NOT_IN_MANIFEST', 'failed', PATH, { line, path })
      listed.add(path)
    }
  }
  if (listed.size > 0) sheet.add('BAG.FETCH_PRESENT', 'warning', PATH, { entries: listed.size })
  return listed
}
