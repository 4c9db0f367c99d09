// A bag is complete and valid (RFC 8493 §3): every rule with a code of its own.
import type { CheckSheet } from '../check-sheet.ts'
import type { Container } from '../container.ts'
import { ALGORITHMS, digestIn, digestInventory, takeInventory, type DigestMap, type FileRow, type Inventory } from '../inventory.ts'
import { checkBagInfo, type BagInfo } from './bag-info.ts'
import { checkDeclaration, type Declaration } from './declaration.ts'
import { checkFetchList } from './fetch-list.ts'
import { readManifests, type Manifests } from './manifests.ts'

declare module '../../seal/check.ts' {
  interface CheckFacts {
    'BAG.PAYLOAD.MATCHES': { files: number; bytes: number; algorithms: string }
    'BAG.PAYLOAD.DIGEST_MISMATCH': { algorithm: string; expected: string; actual: string }
    'BAG.PAYLOAD.MISSING_FILE': Record<never, never>
    'BAG.PAYLOAD.UNLISTED_FILE': { manifest: string }
    /** Listed in fetch.txt and not there. */
    'BAG.FETCH_INCOMPLETE': Record<never, never>
    'BAG.TAG.MATCHES': { files: number; algorithms: string }
    'BAG.TAG.DIGEST_MISMATCH': { algorithm: string; expected: string; actual: string }
    'BAG.TAG.MISSING_FILE': Record<never, never>
    'BAG.OXUM_MATCHES': { files: number; bytes: number }
    'BAG.OXUM_MISMATCH': { expectedBytes: number; expectedFiles: number; bytes: number; files: number }
    /** Two paths that differ by case only: one file on Windows and macOS. */
    'BAG.PATH.CASE_TWIN': { other: string }
    /** Two paths that differ by Unicode normalisation only. */
    'BAG.PATH.NORMALIZATION_TWIN': { other: string }
    'BAG.PATH.SYSTEM_FILE': Record<never, never>
  }
}

export interface BagStructure {
  readonly declaration: Declaration
  readonly manifests: Manifests
  readonly info: BagInfo | undefined
  readonly toFetch: ReadonlySet<string>
}

/** Files that changed lawfully after the manifests were written. They are no part of the bag yet: others judge them. */
export interface Exemptions {
  readonly payload: (path: string) => boolean
  readonly tag: (path: string, row: FileRow) => boolean
  /** A case that was never sealed has no manifest: that is open, not wrong. */
  readonly withoutManifest: boolean
  /** A seal was begun and not frozen: bag-info.txt may be of either state. */
  readonly unfinished: boolean
}

const NONE: Exemptions = { payload: () => false, tag: () => false, withoutManifest: false, unfinished: false }

/** The whole check of a plain bag. */
export async function checkBag(container: Container, sheet: CheckSheet, signal: AbortSignal): Promise<void> {
  const inventory = await takeInventory(container, sheet)
  const bag = await readBag(container, inventory, sheet)
  await digestInventory(container, inventory, sheet, { extra: () => [], signal })
  compareBag(bag, inventory, sheet, NONE)
}

/** Reads the tag files; no payload is opened. */
export async function readBag(container: Container, inventory: Inventory, sheet: CheckSheet): Promise<BagStructure> {
  const declaration = await checkDeclaration(container, inventory, sheet)
  const manifests = await readManifests(container, inventory, sheet, declaration)
  const info = await checkBagInfo(container, inventory, sheet, declaration)
  const toFetch = await checkFetchList(container, inventory, sheet, declaration, manifests)
  return { declaration, manifests, info, toFetch }
}

/** Compares what was promised with what was read. */
export function compareBag(bag: BagStructure, inventory: Inventory, sheet: CheckSheet, exempt: Exemptions): void {
  const { manifests, toFetch } = bag
  if (manifests.payload.length === 0) sheet.add('BAG.MANIFEST_MISSING', exempt.withoutManifest ? 'indeterminate' : 'failed', 'manifests', {})
  compareFiles(bag, inventory, sheet, exempt)
  for (const path of manifests.missing.keys()) {
    if (toFetch.has(path)) sheet.add('BAG.FETCH_INCOMPLETE', 'indeterminate', path, {})
    else sheet.add(path.startsWith('data/') ? 'BAG.PAYLOAD.MISSING_FILE' : 'BAG.TAG.MISSING_FILE', 'failed', path, {})
  }
  comparePaths(inventory, manifests, sheet)
}

function compareFiles({ declaration, manifests, info }: BagStructure, inventory: Inventory, sheet: CheckSheet, exempt: Exemptions): void {
  const payload = { files: 0, bytes: 0 }
  const matched = { payload: 0, bytes: 0, tag: 0 }
  for (const [path, row] of inventory) {
    if (path.startsWith('data/')) {
      if (row.expected === undefined && exempt.payload(path)) continue
      payload.files += 1
      payload.bytes += row.size
      const listed = isListed(path, row, declaration, manifests, sheet)
      if (row.kind === 'file' && compareDigests(path, row, 'BAG.PAYLOAD.DIGEST_MISMATCH', sheet) && listed) {
        matched.payload += 1
        matched.bytes += row.size
      }
    } else if (row.expected !== undefined && row.kind === 'file') {
      if (!differs(row) || !exempt.tag(path, row)) matched.tag += compareDigests(path, row, 'BAG.TAG.DIGEST_MISMATCH', sheet) ? 1 : 0
    }
  }
  for (const { bytes, files } of exempt.unfinished ? [] : info?.oxums ?? []) {
    if (bytes === payload.bytes && files === payload.files) sheet.add('BAG.OXUM_MATCHES', 'passed', info?.path ?? '', { bytes, files })
    else sheet.add('BAG.OXUM_MISMATCH', 'failed', info?.path ?? '', { expectedBytes: bytes, expectedFiles: files, ...payload })
  }
  if (matched.payload > 0 || (manifests.payload.length > 0 && payload.files === 0)) {
    sheet.add('BAG.PAYLOAD.MATCHES', 'passed', 'data/', { files: matched.payload, bytes: matched.bytes, algorithms: manifests.payload.join(', ') })
  }
  if (matched.tag > 0) sheet.add('BAG.TAG.MATCHES', 'passed', 'tagmanifest', { files: matched.tag, algorithms: manifests.tag.join(', ') })
}

/** 1.0: in every payload manifest. Before: in at least one. */
function isListed(path: string, { expected }: FileRow, { before1 }: Declaration, { payload }: Manifests, sheet: CheckSheet): boolean {
  const lacking = payload.filter((algorithm) => digestIn(expected, algorithm) === undefined)
  const [first] = lacking
  if (first === undefined || (before1 && lacking.length < payload.length)) return true
  sheet.add('BAG.PAYLOAD.UNLISTED_FILE', 'failed', path, { manifest: `manifest-${first}.txt` })
  return false
}

function differs({ expected, actual }: FileRow): boolean {
  return Object.entries(expected ?? {}).some(([algorithm, digest]) => ALGORITHMS.has(algorithm) && actual?.[algorithm] !== digest)
}

/** True when at least one digest was compared and all are equal. Files that could not be read were reported already. */
function compareDigests(path: string, { expected, actual }: FileRow, code: 'BAG.PAYLOAD.DIGEST_MISMATCH' | 'BAG.TAG.DIGEST_MISMATCH', sheet: CheckSheet): boolean {
  let equal = 0
  let wrong = 0
  for (const [algorithm, digest] of Object.entries(expected ?? {})) {
    const found = ALGORITHMS.has(algorithm) ? actual?.[algorithm] : undefined
    if (found !== undefined && found === digest) equal += 1
    else if (found !== undefined) {
      wrong += 1
      sheet.add(code, 'failed', path, { algorithm, expected: digest, actual: found })
    }
  }
  return equal > 0 && wrong === 0
}

function comparePaths(inventory: Inventory, { missing }: { readonly missing: ReadonlyMap<string, DigestMap> }, sheet: CheckSheet): void {
  // A number a path first, and the paths only where two numbers are equal: a case has 100,000 and hardly ever twins.
  const once = new Set<number>()
  const again = new Set<number>()
  for (const paths of [inventory, missing]) {
    for (const path of paths.keys()) {
      if (/(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(path)) sheet.add('BAG.PATH.SYSTEM_FILE', 'warning', path, {})
      const number = numberOf(foldedPath(path))
      if (once.has(number)) again.add(number)
      else once.add(number)
    }
  }
  if (again.size > 0) compareTwins([inventory, missing], again, sheet)
}

function compareTwins(lists: readonly ReadonlyMap<string, unknown>[], suspects: ReadonlySet<number>, sheet: CheckSheet): void {
  const folded = new Map<string, string>()
  for (const path of lists.flatMap((paths) => [...paths.keys()].filter((one) => suspects.has(numberOf(foldedPath(one)))))) {
    const key = foldedPath(path)
    const other = folded.get(key)
    if (other === undefined) folded.set(key, path)
    else sheet.add(other.normalize('NFC') === path.normalize('NFC') ? 'BAG.PATH.NORMALIZATION_TWIN' : 'BAG.PATH.CASE_TWIN', 'warning', path, { other })
  }
}

function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** FNV-1a, cut to 30 bits. Equal for equal texts; seldom for others. */
function numberOf(text: string): number {
  let number = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193)
  return number & 0x3fffffff
}
