// The coverage map: every file is sealed, unsealed or outside. Nothing is left unsaid (evidence bundles fail there most).
import type { CheckSheet } from './check-sheet.ts'
import type { Inventory } from './inventory.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'COVER.UNSEALED_FILE': Record<never, never>
    'COVER.ALL_SEALED': { files: number }
  }
}

export interface CoveringSeal {
  readonly seal: number
  /** Authorities whose token over this seal is sound. */
  readonly clocks: readonly string[]
  /** Files of which this is the first seal. */
  readonly files: number
  readonly bytes: number
}

export interface FileGroup {
  readonly files: number
  readonly bytes: number
  /** The first thousand; the counts are true. */
  readonly paths: readonly string[]
}

export interface Coverage {
  readonly seals: readonly CoveringSeal[]
  readonly sealed: { readonly files: number; readonly bytes: number }
  readonly unsealed: FileGroup
  /** Files that no seal can cover: the seals themselves and the living journal. */
  readonly outside: FileGroup
}

const PATHS_LIMIT = 1000

export function coverageOf(inventory: Inventory, clocks: ReadonlyMap<number, readonly string[]>, sheet: CheckSheet): Coverage {
  const sealed = { files: 0, bytes: 0 }
  const unsealed = { files: 0, bytes: 0, paths: [] as string[] }
  const outside = { files: 0, bytes: 0, paths: [] as string[] }
  const bySeal = new Map([...clocks].map(([seal, names]) => [seal, { seal, clocks: names, files: 0, bytes: 0 }]))
  for (const [path, { size, sealedBy }] of inventory) {
    const seal = bySeal.get(sealedBy ?? 0)
    if (seal !== undefined) {
      seal.files += 1
      seal.bytes += size
      sealed.files += 1
      sealed.bytes += size
      continue
    }
    const group = isOutside(path) ? outside : unsealed
    group.files += 1
    group.bytes += size
    if (group.paths.length < PATHS_LIMIT) group.paths.push(path)
    if (group === unsealed) sheet.add('COVER.UNSEALED_FILE', 'warning', path, {})
  }
  if (unsealed.files === 0 && sealed.files > 0) sheet.add('COVER.ALL_SEALED', 'passed', 'coverage', { files: sealed.files })
  return { seals: [...bySeal.values()], sealed, unsealed, outside }
}

function isOutside(path: string): boolean {
  return path === 'journal.ndjson' || path.startsWith('seals/')
}
