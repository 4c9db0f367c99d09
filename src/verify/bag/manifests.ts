// Payload and tag manifests (RFC 8493 §2.1.3, §2.2.1), streamed line by line into the inventory.
import { Failure } from '../../system/failure.ts'
import type { CheckSheet } from '../check-sheet.ts'
import { FILES_LIMIT, type Container } from '../container.ts'
import { ALGORITHMS, digestIn, type DigestMap, type Inventory } from '../inventory.ts'
import { readBagPath, type PathDefect } from './bag-path.ts'
import type { Declaration } from './declaration.ts'
import { tagLines } from './tag-lines.ts'

declare module '../../seal/check.ts' {
  interface CheckFacts {
    'BAG.MANIFEST_MISSING': Record<never, never>
    'BAG.MANIFEST.NAME_INVALID': Record<never, never>
    'BAG.MANIFEST.ALGORITHM_UNKNOWN': { algorithm: string }
    'BAG.MANIFEST.WEAK_DIGESTS_ONLY': { algorithms: string }
    /** `line` counts from 1. */
    'BAG.MANIFEST.LINE_INVALID': { line: number }
    'BAG.MANIFEST.UNSAFE_PATH': { line: number; path: string; reason: PathDefect }
    'BAG.MANIFEST.OUTSIDE_PAYLOAD': { line: number; path: string }
    'BAG.MANIFEST.DUPLICATE_PATH': { line: number; path: string; same: boolean }
    'BAG.MANIFEST.BINARY_MARK': { lines: number }
    'BAG.MANIFEST.LEADING_DOT_SLASH': { lines: number }
    'BAG.TAG.LISTS_PAYLOAD': { line: number; path: string }
    'BAG.TAG.LISTS_TAGMANIFEST': { line: number; path: string }
    'BAG.TAG.MANIFEST_NOT_LISTED': { manifest: string }
    'BAG.TAG.DIFFERENT_SETS': { path: string }
  }
}

export interface Manifests {
  /** Algorithms that have a payload manifest, as its name spells them. */
  readonly payload: readonly string[]
  readonly tag: readonly string[]
  /** Listed and not there: digests that were promised, by path. */
  readonly missing: ReadonlyMap<string, DigestMap>
}

interface ManifestFile {
  readonly name: string
  readonly algorithm: string
  readonly isTag: boolean
}

const NAME = /^(tag)?manifest-([^/]+)\.txt$/i
const LINE = /^([0-9A-Fa-f]+)[ \t]+(\*?)(.+)$/s

export async function readManifests(
  container: Container, inventory: Inventory, sheet: CheckSheet, declaration: Declaration,
): Promise<Manifests> {
  const files: ManifestFile[] = []
  for (const [name, { kind }] of inventory) if (kind === 'file') files.push(...manifestFile(name, sheet))
  const missing = new Map<string, DigestMap>()
  for (const file of files) await readManifest(container, inventory, sheet, declaration, file, missing)
  const payload = files.filter(({ isTag }) => !isTag).map(({ algorithm }) => algorithm)
  const tag = files.filter(({ isTag }) => isTag).map(({ algorithm }) => algorithm)
  if (payload.length > 0 && payload.every((name) => ALGORITHMS.get(name)?.weak === true)) {
    sheet.add('BAG.MANIFEST.WEAK_DIGESTS_ONLY', 'warning', 'manifests', { algorithms: payload.join(', ') })
  }
  checkTagSets(inventory, sheet, declaration, files, missing)
  return { payload, tag, missing }
}

function manifestFile(name: string, sheet: CheckSheet): ManifestFile[] {
  const match = NAME.exec(name)
  if (match === null) return []
  const [, tag, algorithm = ''] = match
  if (!/^(?:tag)?manifest-[a-z0-9]+\.txt$/.test(name)) {
    sheet.add('BAG.MANIFEST.NAME_INVALID', 'failed', name, {})
    return []
  }
  if (!ALGORITHMS.has(algorithm)) sheet.add('BAG.MANIFEST.ALGORITHM_UNKNOWN', 'indeterminate', name, { algorithm })
  return [{ name, algorithm, isTag: tag !== undefined }]
}

async function readManifest(
  container: Container, inventory: Inventory, sheet: CheckSheet, { before1, encoding }: Declaration,
  { name, algorithm, isTag }: ManifestFile, missing: Map<string, DigestMap>,
): Promise<void> {
  const hexLength = ALGORITHMS.get(algorithm)?.hexLength
  let line = 0
  let binaryMarks = 0
  let dotSlashes = 0
  for await (const batch of tagLines(container, name, encoding)) {
    for (const text of batch) {
      line += 1
      if (text === '') continue
      const [, digest, mark, written] = LINE.exec(text ?? '') ?? []
      if (digest === undefined || written === undefined || (hexLength !== undefined && digest.length !== hexLength)) {
        sheet.add('BAG.MANIFEST.LINE_INVALID', 'failed', name, { line })
        continue
      }
      if (mark === '*') binaryMarks += 1
      const { path, leadingDotSlash, defect } = readBagPath(written, before1)
      if (leadingDotSlash) dotSlashes += 1
      if (defect !== undefined) {
        sheet.add('BAG.MANIFEST.UNSAFE_PATH', 'failed', name, { line, path, reason: defect })
        continue
      }
      const misplaced = misplacement(path, isTag)
      if (misplaced !== undefined) {
        sheet.add(misplaced, 'failed', name, { line, path })
        continue
      }
      const row = inventory.get(path)
      let promised = row === undefined ? missing.get(path) : row.expected
      if (promised === undefined) {
        promised = {}
        if (row !== undefined) row.expected = promised
        else if (missing.size < FILES_LIMIT) missing.set(path, promised)
        else throw new Failure('verify.too-many-files', { path: name, limit: FILES_LIMIT })
      }
      const known = digestIn(promised, algorithm)
      if (known === undefined) {
        promised[algorithm] = digest.toLowerCase()
        continue
      }
      const same = known === digest.toLowerCase()
      sheet.add('BAG.MANIFEST.DUPLICATE_PATH', same && before1 ? 'warning' : 'failed', name, { line, path, same })
    }
  }
  if (binaryMarks > 0) sheet.add('BAG.MANIFEST.BINARY_MARK', 'warning', name, { lines: binaryMarks })
  if (dotSlashes > 0) sheet.add('BAG.MANIFEST.LEADING_DOT_SLASH', 'warning', name, { lines: dotSlashes })
}

function misplacement(path: string, isTag: boolean): 'BAG.MANIFEST.OUTSIDE_PAYLOAD' | 'BAG.TAG.LISTS_PAYLOAD' | 'BAG.TAG.LISTS_TAGMANIFEST' | undefined {
  const inPayload = path.startsWith('data/')
  if (!isTag) return inPayload ? undefined : 'BAG.MANIFEST.OUTSIDE_PAYLOAD'
  if (inPayload) return 'BAG.TAG.LISTS_PAYLOAD'
  return /^tagmanifest-[^/]+\.txt$/i.test(path) ? 'BAG.TAG.LISTS_TAGMANIFEST' : undefined
}

/** Tag manifests list every payload manifest, and each lists the same files. */
function checkTagSets(
  inventory: Inventory, sheet: CheckSheet, { before1 }: Declaration, files: readonly ManifestFile[], missing: ReadonlyMap<string, DigestMap>,
): void {
  const tags = files.filter(({ isTag }) => isTag)
  for (const tag of tags) {
    for (const { name } of files.filter(({ isTag }) => !isTag)) {
      if (digestIn(inventory.get(name)?.expected, tag.algorithm) !== undefined) continue
      sheet.add('BAG.TAG.MANIFEST_NOT_LISTED', before1 ? 'warning' : 'failed', tag.name, { manifest: name })
    }
  }
  if (tags.length < 2) return
  const listed = [...inventory].flatMap(([path, { expected }]) => expected === undefined || path.startsWith('data/') ? [] : [[path, expected] as const])
  for (const [path, expected] of [...listed, ...[...missing].filter(([name]) => !name.startsWith('data/'))]) {
    for (const { algorithm, name } of tags) {
      if (digestIn(expected, algorithm) === undefined) sheet.add('BAG.TAG.DIFFERENT_SETS', 'warning', name, { path })
    }
  }
}
