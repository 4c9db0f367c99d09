// Each seal: its frozen copies hold together, its tokens cover them, and what it listed is still there.
import { looksLikeSeal, sealDir } from '../seal/seal-file.ts'
import type { SealRecord } from '../seal/seal-record.ts'
import type { CheckSheet } from './check-sheet.ts'
import { checkSignature, readCheckpointFile, VKEY, type CheckpointFile } from './checkpoint-files.ts'
import type { Container } from './container.ts'
import { readFrozenManifest } from './frozen-manifest.ts'
import type { FileRow, Inventory } from './inventory.ts'
import { checkRoot, CUSTODY } from './journal-check.ts'
import type { JournalFold } from './journal-fold.ts'
import { checkTokens, type SealToken } from './seal-tokens.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'SEAL.NONE': Record<never, never>
    /** The journal says that it was completed, and it is not there. */
    'SEAL.MISSING': { seal: number }
    /** Begun and never frozen: run `seal` again. */
    'SEAL.UNFINISHED': { seal: number }
    'SEAL.PENDING': { seal: number }
    'SEAL.SOUND': { seal: number; clocks: string }
    'SEAL.FROZEN_FILE_MISSING': { seal: number }
    'SEAL.FROZEN_FILE_DIFFERS': { seal: number; file: string }
    'SEAL.CURRENT': { seal: number }
    /** The tag manifest at the root is not the one that the last seal froze. */
    'SEAL.ROOT_DIFFERS': { seal: number }
    'SEAL.PAYLOAD_CHANGED': { seal: number }
    'SEAL.PAYLOAD_MISSING': { seal: number }
    'SEAL.TAG_FILE_CHANGED': { seal: number }
    /** Tag files that a later seal replaced: only counted. */
    'SEAL.SUPERSEDED_TAG_FILE': { seal: number; files: number }
    'SEAL.RECORD_INVALID': { seal: number }
    'SEAL.RECORD_DISAGREES': { seal: number; member: string }
    'SEAL.JOURNAL_DISAGREES': { seal: number }
    /** Tokens are there, and the journal does not say that the seal was completed. */
    'SEAL.NOT_RECORDED': { seal: number }
    'SEAL.TOKEN_MISSING': { seal: number; authority: string }
    'SEAL.TOKEN_DIFFERS': { seal: number; authority: string }
    /** The attestation or the README is not the one that the journal remembers, or is gone. */
    'SEAL.PAPER_DIFFERS': { seal: number; file: string }
    'LOG.PREFIX_MATCHES': { seal: number; size: number }
    'LOG.PREFIX_DIFFERS': { seal: number; size: number }
    'LOG.CHECKPOINT_OTHER_KEY': { seal: number }
    'CLOCK.SINGLE_SOURCE': { seal: number }
    'CLOCK.FEWER_THAN_POLICY': { seal: number; wanted: number; found: number }
  }
}

export interface SealOutcome {
  readonly number: number
  /** When the seal was begun, as seal.json says; null when that cannot be read. Advisory: the tokens tell the time. */
  readonly at: string | null
  readonly tokens: readonly SealToken[]
}

export interface SealInput {
  readonly anchors: readonly Buffer[]
  readonly exercise: boolean
  readonly fold: JournalFold
  readonly vkey: string | undefined
  /** Number of the newest seal that is frozen. */
  readonly newest: number
  /** A later seal was begun and never frozen: root files may be between two states. */
  readonly unfinished: boolean
}

const TAGMANIFEST = 'tagmanifest-sha256.txt'
const MANIFEST = 'manifest-sha256.txt'
const RECORD_LIMIT = 1024 * 1024

/** Numbers of the seals that were frozen: seal.json is the last file of a freeze, and tokens come after it. */
export function sealNumbers(inventory: Inventory): number[] {
  const numbers = new Set<number>()
  for (const path of inventory.keys()) {
    const [, digits] = /^seals\/(\d{4,15})\/(?:seal\.json|[^/]+\.tsr)$/.exec(path) ?? []
    if (digits !== undefined && sealDir(Number(digits)) === `seals/${digits}`) numbers.add(Number(digits))
  }
  return [...numbers].toSorted((a, b) => a - b)
}

export async function checkSeal(container: Container, inventory: Inventory, number: number, input: SealInput, sheet: CheckSheet): Promise<SealOutcome> {
  const dir = sealDir(number)
  const failed = sheet.count('failed')
  const open = sheet.count('indeterminate')
  const record = await readRecord(container, inventory, number, sheet)
  for (const name of [TAGMANIFEST, MANIFEST]) {
    if (inventory.get(`${dir}/${name}`)?.kind === 'file') continue
    sheet.add('SEAL.FROZEN_FILE_MISSING', 'failed', `${dir}/${name}`, { seal: number })
    return { number, at: record?.startedAt ?? null, tokens: [] }
  }
  const checkpoint = await readCheckpointFile(container, inventory, `${dir}/custody.checkpoint`, sheet)
  const tokens = await checkTokens(container, inventory, dir, input, sheet)
  const clocks = tokens.filter(({ verdict }) => verdict === 'verified').map(({ authority }) => authority)
  const covers = tokens.some(({ verdict }) => verdict !== 'failed')
  const frozen = await checkFrozen(container, inventory, number, checkpoint, covers, input, sheet)
  if (record !== undefined) checkRecord(record, number, frozen, checkpoint, sheet)
  checkAgainstJournal(inventory, number, record, frozen.tagmanifest, tokens, input.fold, sheet)
  if (tokens.length === 0) sheet.add('SEAL.PENDING', 'indeterminate', dir, { seal: number })
  else {
    if (new Set(clocks).size === 1 && !input.exercise) sheet.add('CLOCK.SINGLE_SOURCE', 'warning', dir, { seal: number })
    const wanted = record?.minAuthorities ?? 1
    if (clocks.length > 0 && clocks.length < wanted) sheet.add('CLOCK.FEWER_THAN_POLICY', 'warning', dir, { seal: number, wanted, found: clocks.length })
  }
  if (clocks.length > 0 && sheet.count('failed') === failed && sheet.count('indeterminate') === open) {
    sheet.add('SEAL.SOUND', 'passed', dir, { seal: number, clocks: clocks.join(', ') })
  }
  return { number, at: record?.startedAt ?? null, tokens }
}

interface Frozen {
  readonly tagmanifest: string
  readonly manifest: string
}

/** The frozen manifests belong together, and what they list is what is there now. Marks what this seal covers. */
async function checkFrozen(
  container: Container, inventory: Inventory, number: number, checkpoint: CheckpointFile | undefined, covers: boolean,
  { fold, vkey, newest, unfinished }: SealInput, sheet: CheckSheet,
): Promise<Frozen> {
  const dir = sealDir(number)
  const isNewest = number === newest
  const current = (path: string) => inventory.get(path)?.actual?.['sha256']
  // Rows, not paths: 100,000 of them must not keep the lines of the manifest that they were read from.
  const covered: FileRow[] = []
  const isCurrent = (path: string, sha256: string): boolean => {
    const row = inventory.get(path)
    if (row?.actual?.['sha256'] !== sha256) return false
    covered.push(row)
    return true
  }
  const listed = new Map<string, string>()
  let superseded = 0
  const tagmanifest = await readFrozenManifest(container, `${dir}/${TAGMANIFEST}`, sheet, (path, sha256) => {
    if (/^(?:manifest-[a-z0-9]+\.txt|metadata\/custody\.(?:ndjson|checkpoint|vkey))$/.test(path)) listed.set(path, sha256)
    if (isCurrent(path, sha256)) return
    if (!isNewest || unfinished) superseded += 1
    else sheet.add('SEAL.TAG_FILE_CHANGED', isRecord(path) ? 'indeterminate' : 'failed', path, { seal: number })
  })
  if (superseded > 0) sheet.add('SEAL.SUPERSEDED_TAG_FILE', 'info', dir, { seal: number, files: superseded })
  const manifest = await readFrozenManifest(container, `${dir}/${MANIFEST}`, sheet, (path, sha256) => {
    if (isCurrent(path, sha256)) return
    if (inventory.has(path)) sheet.add('SEAL.PAYLOAD_CHANGED', 'failed', path, { seal: number })
    else sheet.add('SEAL.PAYLOAD_MISSING', 'failed', path, { seal: number })
  })
  // Each frozen copy is the file that the frozen tag manifest lists: the token covers it through there.
  const copies: (readonly [string, string, string | undefined])[] = [
    [MANIFEST, MANIFEST, manifest],
    ['custody.checkpoint', 'metadata/custody.checkpoint', current(`${dir}/custody.checkpoint`)],
    ...[...listed.keys()].filter((path) => path.startsWith('manifest-') && path !== MANIFEST).map((path) => [path, path, current(`${dir}/${path}`)] as const),
  ]
  let whole = true
  for (const [name, path, digest] of copies) {
    if (digest !== undefined && digest === listed.get(path)) continue
    whole = false
    sheet.add('SEAL.FROZEN_FILE_DIFFERS', 'failed', `${dir}/${name}`, { seal: number, file: name })
  }
  if (isNewest) {
    const same = isCurrent(TAGMANIFEST, tagmanifest)
    sheet.add(same ? 'SEAL.CURRENT' : 'SEAL.ROOT_DIFFERS', same ? 'passed' : unfinished ? 'indeterminate' : 'failed', TAGMANIFEST, { seal: number })
  }
  if (checkpoint !== undefined) {
    checkRoot(fold, checkpoint, `${dir}/custody.checkpoint`, sheet)
    const { size } = checkpoint
    const prefix = fold.at.get(size)?.sha256
    const matches = prefix !== undefined && prefix === listed.get(CUSTODY)
    sheet.add(matches ? 'LOG.PREFIX_MATCHES' : 'LOG.PREFIX_DIFFERS', matches ? 'passed' : 'failed', matches ? dir : fold.path, { seal: number, size })
    if (vkey !== undefined && listed.get(VKEY) === current(VKEY)) checkSignature(checkpoint, vkey, `${dir}/custody.checkpoint`, sheet)
    else sheet.add('LOG.CHECKPOINT_OTHER_KEY', isNewest && !unfinished ? 'failed' : 'info', `${dir}/custody.checkpoint`, { seal: number })
  }
  if (covers && whole) for (const row of covered) row.sealedBy ??= number
  return { tagmanifest, manifest }
}

/** Written anew by `inspect` after the seal: judged with the journal, which knows. */
function isRecord(path: string): boolean {
  return /^metadata\/records\/\d+\.json$/.test(path)
}

async function readRecord(container: Container, inventory: Inventory, number: number, sheet: CheckSheet): Promise<SealRecord | undefined> {
  const path = `${sealDir(number)}/seal.json`
  const row = inventory.get(path)
  if (row?.kind === 'file' && row.size <= RECORD_LIMIT) {
    const text = (await container.read(path, RECORD_LIMIT)).toString('utf8')
    try {
      const value: unknown = JSON.parse(text)
      const record = looksLikeSeal(value) ? value : (await import('../seal/seal-record.ts')).SealRecord.safeParse(value).data
      if (record !== undefined) return record
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  sheet.add('SEAL.RECORD_INVALID', 'failed', path, { seal: number })
  return undefined
}

function checkRecord(record: SealRecord, number: number, { tagmanifest, manifest }: Frozen, checkpoint: CheckpointFile | undefined, sheet: CheckSheet): void {
  const members: readonly (readonly [string, boolean])[] = [
    ['number', record.number === number],
    ['tagmanifest', record.tagmanifest === tagmanifest],
    ['payloadManifest', record.payloadManifest === manifest],
    ['log', checkpoint === undefined || (record.log.size === checkpoint.size && record.log.root === checkpoint.root.toString('hex') && record.log.origin === checkpoint.origin)],
  ]
  for (const [member, agrees] of members) {
    if (!agrees) sheet.add('SEAL.RECORD_DISAGREES', 'failed', `${sealDir(number)}/seal.json`, { seal: number, member })
  }
}

function checkAgainstJournal(
  inventory: Inventory, number: number, record: SealRecord | undefined, tagmanifest: string, tokens: readonly SealToken[], fold: JournalFold, sheet: CheckSheet,
): void {
  const dir = sealDir(number)
  const completed = fold.seals.get(number)?.completed
  const present = new Set(tokens.map(({ authority }) => authority))
  const told = new Set([...completed?.tokens.keys() ?? [], ...record?.authorities.filter(({ state }) => state === 'received').map(({ name }) => name) ?? []])
  for (const authority of told) {
    if (!present.has(authority)) sheet.add('SEAL.TOKEN_MISSING', 'failed', `${dir}/${authority}.tsr`, { seal: number, authority })
  }
  if (completed === undefined) {
    if (record?.state === 'complete') sheet.add('SEAL.NOT_RECORDED', 'indeterminate', dir, { seal: number })
    return
  }
  if (completed.tagmanifest !== tagmanifest) sheet.add('SEAL.JOURNAL_DISAGREES', 'failed', dir, { seal: number })
  for (const [file, sha256] of completed.papers) {
    if (inventory.get(`${dir}/${file}`)?.actual?.['sha256'] !== sha256) sheet.add('SEAL.PAPER_DIFFERS', 'failed', `${dir}/${file}`, { seal: number, file })
  }
  for (const [authority, sha256] of completed.tokens) {
    const path = `${dir}/${authority}.tsr`
    const actual = inventory.get(path)?.actual?.['sha256']
    if (actual !== undefined && actual !== sha256) sheet.add('SEAL.TOKEN_DIFFERS', 'failed', path, { seal: number, authority })
  }
}
