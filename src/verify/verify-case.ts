// The offline verifier: a container in, one verdict out. It trusts the tokens and what they cover, and nothing else.
import { isTimeZone, looksLikeRecord } from '../case/record-file.ts'
import { verdictOf, type Check, type Verdict } from '../seal/check.ts'
import { sealDir } from '../seal/seal-file.ts'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { keepYoungSpace } from '../system/young-objects.ts'
import { compareBag, readBag } from './bag/check-bag.ts'
import { CheckSheet } from './check-sheet.ts'
import { CHECKPOINT, checkSignature, readCheckpointFile, readVkeyFile } from './checkpoint-files.ts'
import type { Container } from './container.ts'
import { coverageOf, type Coverage } from './coverage.ts'
import { digestInventory, takeInventory, type Inventory } from './inventory.ts'
import { checkCustody, checkExhibits, checkRecords, checkTranscripts, CUSTODY, isRecordSince, JOURNAL } from './journal-check.ts'
import { foldJournal, type JournalFold } from './journal-fold.ts'
import { checkLooseCopies } from './loose-copies.ts'
import { checkSeal, sealNumbers, type SealOutcome } from './seal-check.ts'
import { openTarget } from './target.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    /** Entries at the top of the zip that belong to no base directory. */
    'BAG.SERIALIZATION_NO_BASE_DIRECTORY': { files: number }
    'BAG.SERIALIZATION_SEVERAL_BASE_DIRECTORIES': { folders: string }
    'RECORD.CASE_INVALID': Record<never, never>
  }
}

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** The case was written by a later version. */
    'verify.newer-format': { path: string; format: string }
  }
}

export interface VerifyProgress {
  readonly files: number
  readonly bytes: number
  readonly totalFiles: number
  readonly totalBytes: number
}

export interface VerifyOptions {
  /** DER of the trusted roots. */
  readonly anchors: readonly Buffer[]
  readonly onProgress?: (progress: VerifyProgress) => void
}

export interface VerifyResult {
  readonly verdict: Verdict
  readonly checks: readonly Check[]
  readonly coverage: Coverage
  readonly seals: readonly SealOutcome[]
  /** The case says that it is an exercise: its verdict proves that the tool works, nothing more. */
  readonly exercise: boolean
}

const CASE_FILE = 'metadata/case.json'
const CASE_LIMIT = 256 * 1024
/** Files from which memory is looked after; below, every collection would only cost time. */
const LARGE_CASE = 10_000

/**
 * Verifies what lies at the path. Defects of the evidence are failed checks; what cannot be read as a case at all is a failure.
 * @throws `verify.*`, `zip.*`, `system.io`, `system.interrupted`
 */
export async function verifyCase(world: World, path: string, options: VerifyOptions): Promise<VerifyResult> {
  const { container, top, loose } = await openTarget(world, path)
  const sheet = new CheckSheet()
  try {
    if (top !== undefined && !checkTop(top, sheet)) return finish(sheet, emptyCoverage(), [], false)
    const inventory = await takeInventory(container, sheet)
    if (inventory.size > LARGE_CASE) keepYoungSpace()
    if (inventory.size === 0) sheet.add('VERIFY.NOTHING_CHECKED', 'indeterminate', path, {})
    const result = inventory.has(CASE_FILE) || inventory.has(JOURNAL)
      ? await verifyCaseFiles(world, container, inventory, options, sheet)
      : await verifyPlainBag(world, container, inventory, options, sheet)
    await checkLooseCopies(world, loose, inventory, sheet)
    return finish(sheet, result.coverage, result.seals, result.exercise)
  } finally {
    await container.close()
  }
}

interface Outcome {
  readonly coverage: Coverage
  readonly seals: readonly SealOutcome[]
  readonly exercise: boolean
}

function finish(sheet: CheckSheet, coverage: Coverage, seals: readonly SealOutcome[], exercise: boolean): VerifyResult {
  const checks = sheet.checks()
  return { verdict: verdictOf(checks), checks, coverage, seals, exercise }
}

/** RFC 8493 §4: one base directory, and nothing beside it. */
function checkTop({ folders, files }: { readonly folders: readonly string[]; readonly files: readonly string[] }, sheet: CheckSheet): boolean {
  if (files.length > 0) sheet.add('BAG.SERIALIZATION_NO_BASE_DIRECTORY', 'failed', 'zip', { files: files.length })
  if (folders.length > 1) sheet.add('BAG.SERIALIZATION_SEVERAL_BASE_DIRECTORIES', 'failed', 'zip', { folders: folders.slice(0, 5).join(', ') })
  if (folders.length === 0 && files.length === 0) sheet.add('VERIFY.NOTHING_CHECKED', 'indeterminate', 'zip', {})
  return files.length === 0 && folders.length === 1
}

/** A bag that is no case of ours: valid or not, no clock says since when. */
async function verifyPlainBag(world: World, container: Container, inventory: Inventory, options: VerifyOptions, sheet: CheckSheet): Promise<Outcome> {
  const bag = await readBag(container, inventory, sheet)
  await digestAll(world, container, inventory, options, sheet)
  compareBag(bag, inventory, sheet, { payload: () => false, tag: () => false, withoutManifest: false, unfinished: false })
  sheet.add('SEAL.NONE', 'indeterminate', 'seals/', {})
  return { coverage: coverageOf(inventory, new Map(), sheet), seals: [], exercise: false }
}

async function verifyCaseFiles(world: World, container: Container, inventory: Inventory, options: VerifyOptions, sheet: CheckSheet): Promise<Outcome> {
  const exercise = await readExercise(container, inventory, sheet)
  const bag = await readBag(container, inventory, sheet)
  const numbers = sealNumbers(inventory)
  const newest = numbers.at(-1) ?? 0
  const { fold, sealed } = await readLog(world, container, inventory, numbers, sheet)
  await digestAll(world, container, inventory, options, sheet)

  // Begun, and never frozen: what lies at the root may be half of the next state.
  const begun = [...fold.seals].filter(([number, { startedSeq }]) => number > newest && startedSeq !== undefined).map(([number]) => number)
  const unfinished = begun.length > 0
  for (const number of begun) sheet.add('SEAL.UNFINISHED', 'indeterminate', sealDir(number), { seal: number })
  for (const [number, { completed }] of fold.seals) {
    if (completed !== undefined && !numbers.includes(number)) sheet.add('SEAL.MISSING', 'failed', sealDir(number), { seal: number })
  }

  const added = new Set(fold.exhibits.filter(({ seq }) => seq >= sealed).map(({ stored }) => stored))
  compareBag(bag, inventory, sheet, {
    payload: (path) => added.has(path),
    tag: (path, row) => {
      const since = unfinished ? path !== 'bagit.txt' && path !== CASE_FILE : isRecordSince(fold, path, row, sealed)
      if (since) sheet.add('COVER.CHANGED_SINCE_SEAL', 'indeterminate', path, {})
      return since
    },
    withoutManifest: newest === 0,
    unfinished,
  })
  checkExhibits(fold, inventory, bag.manifests.missing, sealed, sheet)
  checkRecords(fold, inventory, sheet)
  checkTranscripts(fold, inventory, sealed, sheet)

  const seals: SealOutcome[] = []
  if (newest === 0) sheet.add('SEAL.NONE', 'indeterminate', 'seals/', {})
  else {
    const vkey = await readVkeyFile(container, inventory, sheet)
    const checkpoint = await readCheckpointFile(container, inventory, CHECKPOINT, sheet)
    if (checkpoint !== undefined && !unfinished) {
      checkCustody(fold, checkpoint, inventory, sheet)
      if (vkey !== undefined) checkSignature(checkpoint, vkey, CHECKPOINT, sheet)
    }
    for (const number of numbers) {
      seals.push(await checkSeal(container, inventory, number, { ...options, exercise, fold, vkey, newest, unfinished }, sheet))
    }
    if (fold.lines > sealed) sheet.add('LOG.UNANCHORED_TAIL', 'info', fold.path, { lines: fold.lines - sealed })
  }
  const clocks = new Map(seals.map(({ number, tokens }) => [number, tokens.filter(({ verdict }) => verdict !== 'failed').map(({ authority }) => authority)] as const))
  return { coverage: coverageOf(inventory, clocks, sheet), seals, exercise }
}

/** Folds the journal with root and digests at every size that a checkpoint names. `sealed`: lines under the newest seal. */
async function readLog(
  world: World, container: Container, inventory: Inventory, numbers: readonly number[], sheet: CheckSheet,
): Promise<{ fold: JournalFold; sealed: number }> {
  // Defects of these files are told where they are judged: here only the sizes are wanted.
  const silent = new CheckSheet(0)
  const sizes = new Set<number>()
  let sealed = 0
  for (const path of [...numbers.map((number) => `${sealDir(number)}/custody.checkpoint`), CHECKPOINT]) {
    const checkpoint = await readCheckpointFile(container, inventory, path, silent)
    if (checkpoint === undefined) continue
    sizes.add(checkpoint.size)
    if (path !== CHECKPOINT) sealed = checkpoint.size
  }
  const here = inventory.get(JOURNAL)?.kind === 'file'
  if (!here) sheet.add('LOG.JOURNAL_MISSING', 'indeterminate', JOURNAL, {})
  const path = here ? JOURNAL : CUSTODY
  if (inventory.get(path)?.kind === 'file') return { fold: await foldJournal(container, path, sizes, sheet, world.signal), sealed }
  return { fold: { path, lines: 0, at: new Map(), exhibits: [], records: new Map(), transcripts: new Map(), seals: new Map() }, sealed }
}

async function digestAll(world: World, container: Container, inventory: Inventory, { onProgress }: VerifyOptions, sheet: CheckSheet): Promise<void> {
  let totalBytes = 0
  for (const { size } of inventory.values()) totalBytes += size
  const totalFiles = inventory.size
  let bytes = 0
  const onBytes = onProgress === undefined ? undefined : (read: number) => {
    bytes += read
    onProgress({ files: totalBytes === 0 ? totalFiles : Math.min(totalFiles, Math.floor(totalFiles * bytes / totalBytes)), bytes, totalFiles, totalBytes })
  }
  await digestInventory(container, inventory, sheet, { extra: () => [], onBytes, signal: world.signal })
  // The reading is over: its threads would hold memory while the comparisons want it.
  await world.evidence.close()
}

/** Whether the case says that it is an exercise. @throws `verify.newer-format` */
async function readExercise(container: Container, inventory: Inventory, sheet: CheckSheet): Promise<boolean> {
  const row = inventory.get(CASE_FILE)
  if (row?.kind === 'file' && row.size <= CASE_LIMIT) {
    let value: unknown
    try {
      value = JSON.parse((await container.read(CASE_FILE, CASE_LIMIT)).toString('utf8'))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
    const record = looksLikeRecord(value) && isTimeZone(value.timeZone) ? value : (await import('../case/case-record.ts')).CaseRecord.safeParse(value).data
    if (record !== undefined) return record.exercise
    const format = (value as { format?: unknown } | null | undefined)?.format
    const [, major] = typeof format === 'string' ? /^case\/(\d{1,6})$/.exec(format) ?? [] : []
    if (major !== undefined && Number(major) > 1) throw new Failure('verify.newer-format', { path: container.location, format: `case/${major}` })
  }
  sheet.add('RECORD.CASE_INVALID', 'failed', CASE_FILE, {})
  return false
}

function emptyCoverage(): Coverage {
  const none = { files: 0, bytes: 0, paths: [] }
  return { seals: [], sealed: { files: 0, bytes: 0 }, unsealed: none, outside: none }
}
