// Every file of the container, once: what it is, what the manifests promise of it and what was read.
import { createHash } from 'node:crypto'
import { interrupted } from '../system/errno.ts'
import type { DigestName, RefusalReason } from '../system/world.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { Container } from './container.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    /** Two files of the container have the same path. */
    'BAG.DUPLICATE_ENTRY': Record<never, never>
    /** A link, a device, a pipe, or a name that is not UTF-8: not opened. */
    'BAG.FILE_NOT_REGULAR': Record<never, never>
    'BAG.FILE_UNREADABLE': { reason: RefusalReason }
  }
}

/** Digests by algorithm, lower-case hexadecimal. */
export type DigestMap = { [algorithm: string]: string }

/** Own members only: an algorithm's name may come from a hostile file name. */
export function digestIn(digests: DigestMap | undefined, algorithm: string): string | undefined {
  return digests !== undefined && Object.hasOwn(digests, algorithm) ? digests[algorithm] : undefined
}

export interface FileRow {
  readonly size: number
  readonly kind: 'file' | 'other'
  /** What the bag's manifests say. */
  expected?: DigestMap
  /** What was read. */
  actual?: DigestMap
  refused?: RefusalReason
  /** First seal that covers the file with the bytes that it has now. */
  sealedBy?: number
}

export type Inventory = Map<string, FileRow>

const POOLED: readonly string[] = ['sha256', 'sha512', 'sha1', 'md5'] satisfies DigestName[]
/** Algorithms of manifests that can be checked here. */
export const ALGORITHMS: ReadonlyMap<string, { readonly hexLength: number; readonly weak: boolean }> = new Map([
  ['md5', { hexLength: 32, weak: true }],
  ['sha1', { hexLength: 40, weak: true }],
  ['sha224', { hexLength: 56, weak: false }],
  ['sha256', { hexLength: 64, weak: false }],
  ['sha384', { hexLength: 96, weak: false }],
  ['sha512', { hexLength: 128, weak: false }],
])
/** Files handed to the readers at once. */
const BATCH = 1024

/** @throws `verify.too-many-files`, `zip.*`, `system.io` */
export async function takeInventory(container: Container, sheet: CheckSheet): Promise<Inventory> {
  const inventory: Inventory = new Map()
  for await (const { path, size, kind } of container.list()) {
    if (inventory.has(path)) sheet.add('BAG.DUPLICATE_ENTRY', 'failed', path, {})
    if (kind === 'other') sheet.add('BAG.FILE_NOT_REGULAR', 'failed', path, {})
    inventory.set(path, { size, kind })
  }
  return inventory
}

export interface DigestPlan {
  /** Algorithms wanted besides SHA-256 and those of the manifests. */
  readonly extra: (path: string) => readonly string[]
  readonly onBytes?: ((bytes: number) => void) | undefined
  readonly signal: AbortSignal
}

/** Reads every regular file once and fills `actual`. A file that cannot be read is one failed check. */
export async function digestInventory(container: Container, inventory: Inventory, sheet: CheckSheet, plan: DigestPlan): Promise<void> {
  const groups = new Map<string, { algorithms: readonly string[]; paths: string[] }>()
  const flush = async (group: { algorithms: readonly string[]; paths: string[] }) => {
    if (plan.signal.aborted) throw interrupted(plan.signal)
    await digestGroup(container, inventory, sheet, group.algorithms, group.paths, plan.onBytes)
    group.paths = []
  }
  for (const [path, row] of inventory) {
    if (row.kind !== 'file') continue
    const wanted = new Set([...Object.keys(row.expected ?? {}), ...plan.extra(path)].filter((name) => ALGORITHMS.has(name)))
    const key = [...wanted].toSorted().join(' ')
    const group = groups.get(key) ?? { algorithms: [...wanted], paths: [] }
    groups.set(key, group)
    group.paths.push(path)
    if (group.paths.length >= BATCH) await flush(group)
  }
  for (const group of groups.values()) if (group.paths.length > 0) await flush(group)
}

async function digestGroup(
  container: Container, inventory: Inventory, sheet: CheckSheet, algorithms: readonly string[], paths: readonly string[],
  onBytes?: (bytes: number) => void,
): Promise<void> {
  const pooled = algorithms.filter((name): name is DigestName => POOLED.includes(name))
  const results = await container.digest(paths, pooled.includes('sha256') ? pooled : ['sha256', ...pooled], onBytes)
  for (const [index, path] of paths.entries()) {
    const row = inventory.get(path)
    const result = results[index]
    if (row === undefined) continue
    if (result?.outcome !== 'read') {
      row.refused = result?.outcome === 'refused' ? result.reason : 'read-error'
      sheet.add('BAG.FILE_UNREADABLE', 'failed', path, { reason: row.refused })
      continue
    }
    row.actual = { ...result.digests }
    for (const name of algorithms) if (!POOLED.includes(name)) row.actual[name] = await digestStream(container, path, name)
    // One object for both where they say the same, and not the one whose text keeps a manifest's line: a case has 100,000 rows.
    if (row.expected !== undefined && sameDigests(row.expected, row.actual)) row.expected = row.actual
  }
}

function sameDigests(one: DigestMap, other: DigestMap): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => digestIn(one, name) === digestIn(other, name))
}

// SHA-224 and SHA-384 manifests are rare enough for a second read.
async function digestStream(container: Container, path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm)
  for await (const chunk of container.stream(path)) hash.update(chunk)
  return hash.digest('hex')
}
