// What the journal says against what lies in the case: custody copy, exhibit list, manifests, metadata records.
import { exhibitId } from '../case/exhibit.ts'
import { chatPath } from '../metadata/chat/transcript-file.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { CheckpointFile } from './checkpoint-files.ts'
import { CHECKPOINT } from './checkpoint-files.ts'
import type { DigestMap, FileRow, Inventory } from './inventory.ts'
import type { JournalFold } from './journal-fold.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'LOG.JOURNAL_MISSING': Record<never, never>
    /** Fewer lines than a seal fixed. */
    'LOG.TRUNCATED': { lines: number; size: number }
    'LOG.ROOT_MATCHES': { size: number }
    'LOG.ROOT_MISMATCH': { size: number }
    'LOG.CUSTODY_MATCHES': { size: number }
    'LOG.CUSTODY_DIFFERS': { size: number }
    /** Lines after the last seal: nothing outside this machine vouches for them. */
    'LOG.UNANCHORED_TAIL': { lines: number }
    'RECORD.EXHIBITS_MATCH': { exhibits: number }
    'RECORD.EXHIBITS_DIFFER': Record<never, never>
    'RECORD.EXHIBIT_REPEATED': { exhibit: string }
    'RECORD.EXHIBIT_MISSING': { exhibit: string }
    'RECORD.EXHIBIT_DIGEST_MISMATCH': { exhibit: string; expected: string; actual: string }
    'RECORD.MANIFEST_DISAGREES': { exhibit: string; algorithm: string }
    'RECORD.MANIFEST_LACKS_EXHIBIT': { exhibit: string }
    'RECORD.PAYLOAD_NOT_IN_JOURNAL': Record<never, never>
    'RECORD.MANIFESTS_AGREE': { exhibits: number }
    'RECORD.METADATA_MATCHES': { records: number }
    'RECORD.METADATA_DIGEST_MISMATCH': { exhibit: string }
    'RECORD.METADATA_MISSING': { exhibit: string }
    'RECORD.METADATA_NOT_IN_JOURNAL': Record<never, never>
    'RECORD.TRANSCRIPTS_MATCH': { transcripts: number }
    'RECORD.TRANSCRIPT_DIGEST_MISMATCH': { exhibit: string }
    'RECORD.TRANSCRIPT_MISSING': { exhibit: string }
    'RECORD.TRANSCRIPT_NOT_IN_JOURNAL': Record<never, never>
    /** Recorded after the last seal. */
    'COVER.UNSEALED_EXHIBIT': { exhibit: string }
    'COVER.CHANGED_SINCE_SEAL': Record<never, never>
  }
}

const CHAT = /^metadata\/chats\/(\d{4,15})\.ndjson$/
export const JOURNAL = 'journal.ndjson'
export const CUSTODY = 'metadata/custody.ndjson'
const EXHIBITS = 'metadata/exhibits.ndjson'

/** The journal's root at a checkpoint's size is the checkpoint's. */
export function checkRoot(fold: JournalFold, { size, root }: CheckpointFile, path: string, sheet: CheckSheet): void {
  const found = fold.at.get(size)
  if (found === undefined) sheet.add('LOG.TRUNCATED', 'failed', fold.path, { lines: fold.lines, size })
  else if (found.root === root.toString('hex')) sheet.add('LOG.ROOT_MATCHES', 'passed', path, { size })
  else sheet.add('LOG.ROOT_MISMATCH', 'failed', fold.path, { size })
}

/** metadata/custody.ndjson is the journal's beginning, byte for byte, and metadata/exhibits.ndjson what it says. */
export function checkCustody(fold: JournalFold, checkpoint: CheckpointFile, inventory: Inventory, sheet: CheckSheet): void {
  checkRoot(fold, checkpoint, CHECKPOINT, sheet)
  const { size } = checkpoint
  const at = fold.at.get(size)
  if (at === undefined) return
  if (fold.path !== CUSTODY) {
    const matches = inventory.get(CUSTODY)?.actual?.['sha256'] === at.sha256
    sheet.add(matches ? 'LOG.CUSTODY_MATCHES' : 'LOG.CUSTODY_DIFFERS', matches ? 'passed' : 'failed', CUSTODY, { size })
  } else if (fold.lines !== size) {
    sheet.add('LOG.CUSTODY_DIFFERS', 'failed', CUSTODY, { size })
  }
  if (inventory.get(EXHIBITS)?.actual?.['sha256'] === at.exhibits) {
    sheet.add('RECORD.EXHIBITS_MATCH', 'passed', EXHIBITS, { exhibits: fold.exhibits.filter(({ seq }) => seq < size).length })
  } else {
    sheet.add('RECORD.EXHIBITS_DIFFER', 'failed', EXHIBITS, {})
  }
}

/** Every exhibit of the journal against the manifests and the bytes. @param sealed journal lines that the last seal covers */
export function checkExhibits(
  fold: JournalFold, inventory: Inventory, missing: ReadonlyMap<string, DigestMap>, sealed: number, sheet: CheckSheet,
): void {
  const stored = new Set<string>()
  const numbers = new Set<number>()
  let agree = 0
  for (const { number, stored: path, digests, seq } of fold.exhibits) {
    const exhibit = exhibitId(number)
    if (numbers.has(number)) sheet.add('RECORD.EXHIBIT_REPEATED', 'failed', path ?? exhibit, { exhibit })
    numbers.add(number)
    if (path === null) {
      if (seq >= sealed && sealed > 0) sheet.add('COVER.UNSEALED_EXHIBIT', 'indeterminate', exhibit, { exhibit })
      continue
    }
    stored.add(path)
    const row = inventory.get(path)
    const expected = row?.expected ?? missing.get(path)
    if (seq < sealed) {
      if (expected === undefined) sheet.add('RECORD.MANIFEST_LACKS_EXHIBIT', 'failed', path, { exhibit })
      else if (manifestAgrees(path, exhibit, expected, digests, sheet)) agree += 1
      continue
    }
    const actual = row?.actual?.['sha256']
    if (row === undefined) sheet.add('RECORD.EXHIBIT_MISSING', 'failed', path, { exhibit })
    else if (actual !== undefined && actual !== digests.sha256) sheet.add('RECORD.EXHIBIT_DIGEST_MISMATCH', 'failed', path, { exhibit, expected: digests.sha256, actual })
    else if (sealed > 0) sheet.add('COVER.UNSEALED_EXHIBIT', 'indeterminate', path, { exhibit })
  }
  let last = 0
  for (const { number } of fold.exhibits) last = Math.max(last, number)
  for (const [path, row] of inventory) {
    if (!path.startsWith('data/') || stored.has(path) || row.kind !== 'file') continue
    // Beyond the last exhibit of a case that was never sealed: what an interrupted `add` leaves, and the next one removes.
    const leftover = sealed === 0 && Number(/^data\/(\d{4,15})\/[^/]+$/.exec(path)?.[1] ?? 0) > last
    sheet.add('RECORD.PAYLOAD_NOT_IN_JOURNAL', leftover ? 'indeterminate' : 'failed', path, {})
  }
  if (agree > 0) sheet.add('RECORD.MANIFESTS_AGREE', 'passed', fold.path, { exhibits: agree })
}

function manifestAgrees(path: string, exhibit: string, expected: DigestMap, digests: { readonly [algorithm: string]: string | undefined }, sheet: CheckSheet): boolean {
  let good = true
  for (const [algorithm, digest] of Object.entries(expected)) {
    if (!Object.hasOwn(digests, algorithm) || digests[algorithm] === digest) continue
    good = false
    sheet.add('RECORD.MANIFEST_DISAGREES', 'failed', path, { exhibit, algorithm })
  }
  return good
}

/** metadata/records/NNNN.json against the last `exhibit.inspected` of each exhibit. */
export function checkRecords(fold: JournalFold, inventory: Inventory, sheet: CheckSheet): void {
  let matches = 0
  for (const [number, { sha256 }] of fold.records) {
    const path = recordPath(number)
    const row = inventory.get(path)
    const exhibit = exhibitId(number)
    if (row === undefined) sheet.add('RECORD.METADATA_MISSING', 'failed', path, { exhibit })
    else if (row.actual?.['sha256'] === sha256) matches += 1
    else sheet.add('RECORD.METADATA_DIGEST_MISMATCH', 'failed', path, { exhibit })
  }
  for (const path of inventory.keys()) {
    const [, digits] = /^metadata\/records\/(\d{4,15})\.json$/.exec(path) ?? []
    if (digits !== undefined && !fold.records.has(Number(digits))) sheet.add('RECORD.METADATA_NOT_IN_JOURNAL', 'failed', path, {})
  }
  if (matches > 0) sheet.add('RECORD.METADATA_MATCHES', 'passed', 'metadata/records/', { records: matches })
}

/** metadata/chats/NNNN.ndjson against the last `exhibit.transcribed` of each exhibit. */
export function checkTranscripts(fold: JournalFold, inventory: Inventory, sealed: number, sheet: CheckSheet): void {
  let matches = 0
  for (const [number, { sha256 }] of fold.transcripts) {
    const path = chatPath(number)
    const row = inventory.get(path)
    const exhibit = exhibitId(number)
    if (row === undefined) sheet.add('RECORD.TRANSCRIPT_MISSING', 'failed', path, { exhibit })
    else if (row.actual?.['sha256'] === sha256) matches += 1
    else sheet.add('RECORD.TRANSCRIPT_DIGEST_MISMATCH', 'failed', path, { exhibit })
  }
  for (const path of inventory.keys()) {
    const [, digits] = CHAT.exec(path) ?? []
    // Written, and killed before its line: in a case that was never sealed, what an interrupted `chat` leaves and the next one replaces.
    if (digits !== undefined && !fold.transcripts.has(Number(digits))) sheet.add('RECORD.TRANSCRIPT_NOT_IN_JOURNAL', sealed === 0 ? 'indeterminate' : 'failed', path, {})
  }
  if (matches > 0) sheet.add('RECORD.TRANSCRIPTS_MATCH', 'passed', 'metadata/chats/', { transcripts: matches })
}

/** A record or a transcript that was written anew after the last seal: the journal knows it, the seal does not. */
export function isRecordSince(fold: JournalFold, path: string, row: FileRow, sealed: number): boolean {
  const [, digits] = /^metadata\/records\/(\d{4,15})\.json$/.exec(path) ?? []
  const [, chat] = CHAT.exec(path) ?? []
  const record = digits !== undefined ? fold.records.get(Number(digits)) : chat !== undefined ? fold.transcripts.get(Number(chat)) : undefined
  return record !== undefined && record.seq >= sealed && record.sha256 === row.actual?.['sha256']
}

function recordPath(number: number): string {
  return `metadata/records/${exhibitId(number)}.json`
}
