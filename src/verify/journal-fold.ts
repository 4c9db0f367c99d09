// One pass over the journal: form, sequence and chain of every line, root and digest at the sizes that seals fixed,
// and what the lines say about exhibits, records and seals. Goes on after a bad line: each defect is one check.
import { createHash, hash as digestOf } from 'node:crypto'
import { canonicalJson } from '../case/canonical-json.ts'
import { exhibitOf } from '../case/exhibit-entry.ts'
import type { JournalEntry } from '../case/journal-entry.ts'
import { CHAIN_START, entryOf } from '../case/journal.ts'
import { LogTree } from '../seal/log/tree.ts'
import { interrupted } from '../system/errno.ts'
import { isFailure } from '../system/failure.ts'
import type { Digests } from '../system/world.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { Container } from './container.ts'
import { lineBatches } from './line-batches.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    /** `line` counts from 1. */
    'LOG.LINE_NOT_JSON': { line: number }
    'LOG.LINE_NOT_CANONICAL': { line: number }
    'LOG.LINE_INVALID': { line: number; member: string }
    'LOG.SEQUENCE_BROKEN': { line: number; expected: number; found: number }
    'LOG.CHAIN_BROKEN': { line: number }
    /** A last line without its LF: never acknowledged, and not counted. */
    'LOG.TORN_LINE': { line: number }
    'LOG.CHAIN_INTACT': { lines: number }
  }
}

export interface FoldedExhibit {
  readonly number: number
  readonly stored: string | null
  readonly size: number
  readonly digests: Digests
  readonly seq: number
}

export interface FoldedSeal {
  startedSeq?: number
  completed?: { readonly seq: number; readonly tagmanifest: string; readonly tokens: ReadonlyMap<string, string>; readonly papers: ReadonlyMap<string, string> }
}

export interface JournalFold {
  readonly path: string
  lines: number
  /** By size: RFC 9162 root, SHA-256 of the bytes up to there, and of the exhibits' canonical lines. Hexadecimal. */
  readonly at: Map<number, { readonly root: string; readonly sha256: string; readonly exhibits: string }>
  readonly exhibits: FoldedExhibit[]
  /** Last recorded metadata record, by exhibit number. */
  readonly records: Map<number, { readonly sha256: string; readonly seq: number }>
  /** Last recorded transcript, by exhibit number. */
  readonly transcripts: Map<number, { readonly sha256: string; readonly seq: number }>
  readonly seals: Map<number, FoldedSeal>
}

/** @param sizes at which root and digests are wanted */
export async function foldJournal(
  container: Container, path: string, sizes: ReadonlySet<number>, sheet: CheckSheet, signal: AbortSignal,
): Promise<JournalFold> {
  const fold: JournalFold = { path, lines: 0, at: new Map(), exhibits: [], records: new Map(), transcripts: new Map(), seals: new Map() }
  const failedBefore = sheet.count('failed')
  const tree = new LogTree()
  const bytesSoFar = createHash('sha256')
  const exhibitsSoFar = createHash('sha256')
  const lf = Buffer.from('\n')
  let head = CHAIN_START
  let expected = 0
  for await (const { lines, terminated } of lineBatches(path, container.stream(path))) {
    if (signal.aborted) throw interrupted(signal)
    if (!terminated) {
      sheet.add('LOG.TORN_LINE', 'warning', path, { line: fold.lines + 1 })
      break
    }
    for (const bytes of lines) {
      fold.lines += 1
      tree.append(bytes)
      bytesSoFar.update(bytes).update(lf)
      const entry = readLine(bytes, path, fold.lines, sheet)
      if (entry !== undefined) {
        if (entry.seq !== expected) sheet.add('LOG.SEQUENCE_BROKEN', 'failed', path, { line: fold.lines, expected, found: entry.seq })
        if (entry.prev !== head) sheet.add('LOG.CHAIN_BROKEN', 'failed', path, { line: fold.lines })
        // One gap is one defect: the lines after it are measured from there.
        expected = entry.seq
        applyEntry(entry, fold, exhibitsSoFar, sheet)
      }
      expected += 1
      head = digestOf('sha256', bytes, 'hex')
      if (sizes.has(fold.lines)) {
        fold.at.set(fold.lines, {
          root: tree.root().toString('hex'), sha256: bytesSoFar.copy().digest('hex'), exhibits: exhibitsSoFar.copy().digest('hex'),
        })
      }
    }
  }
  if (fold.lines > 0 && sheet.count('failed') === failedBefore) sheet.add('LOG.CHAIN_INTACT', 'passed', path, { lines: fold.lines })
  return fold
}

function readLine(bytes: Buffer, path: string, line: number, sheet: CheckSheet): JournalEntry | undefined {
  try {
    return entryOf(bytes, line)
  } catch (error) {
    if (isFailure(error, 'journal.not-json')) sheet.add('LOG.LINE_NOT_JSON', 'failed', path, { line })
    else if (isFailure(error, 'journal.not-canonical')) sheet.add('LOG.LINE_NOT_CANONICAL', 'failed', path, { line })
    else if (isFailure(error, 'journal.bad-entry')) sheet.add('LOG.LINE_INVALID', 'failed', path, { line, member: error.facts.member === '' ? 'line' : error.facts.member })
    else throw error
    return undefined
  }
}

function applyEntry(entry: JournalEntry, fold: JournalFold, exhibitsSoFar: ReturnType<typeof createHash>, sheet: CheckSheet): void {
  const invalid = (member: string) => sheet.add('LOG.LINE_INVALID', 'failed', fold.path, { line: fold.lines, member })
  if (entry.action === 'exhibit.added') {
    try {
      const exhibit = exhibitOf(entry)
      exhibitsSoFar.update(`${canonicalJson({ ...exhibit })}\n`)
      fold.exhibits.push({ number: exhibit.number, stored: exhibit.stored, size: exhibit.size, digests: exhibit.digests, seq: fold.lines - 1 })
    } catch (error) {
      if (!isFailure(error, 'journal.bad-exhibit')) throw error
      invalid(error.facts.member)
    }
  } else if (entry.action === 'exhibit.inspected') {
    const { record } = entry.facts
    if (/^\d{4,15}$/.test(entry.subject) && typeof record === 'string') fold.records.set(Number(entry.subject), { sha256: record, seq: fold.lines - 1 })
    else invalid('record')
  } else if (entry.action === 'exhibit.transcribed') {
    const { transcript } = entry.facts
    if (/^\d{4,15}$/.test(entry.subject) && typeof transcript === 'string') fold.transcripts.set(Number(entry.subject), { sha256: transcript, seq: fold.lines - 1 })
    else invalid('transcript')
  } else if (entry.action.startsWith('seal.')) {
    applySeal(entry, fold, invalid)
  }
}

function applySeal(entry: JournalEntry, fold: JournalFold, invalid: (member: string) => void): void {
  const [, digits] = /^seal\/(\d{4,15})$/.exec(entry.subject) ?? []
  if (digits === undefined) return invalid('subject')
  const seal = fold.seals.get(Number(digits)) ?? {}
  fold.seals.set(Number(digits), seal)
  if (entry.action === 'seal.started') seal.startedSeq = fold.lines - 1
  if (entry.action !== 'seal.completed') return
  const { tagmanifest, tokens, papers } = entry.facts
  if (typeof tagmanifest !== 'string') return invalid('tagmanifest')
  const listed = Array.isArray(tokens) ? tokens as readonly { readonly authority?: unknown; readonly sha256?: unknown }[] : []
  seal.completed = {
    seq: fold.lines - 1, tagmanifest, papers: papersOf(papers),
    tokens: new Map(listed.flatMap((token) => typeof token?.authority === 'string' && typeof token.sha256 === 'string' ? [[token.authority, token.sha256] as const] : [])),
  }
}

/** File names of the seal's folder and their digests; anything else is left out. */
function papersOf(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(Object.entries(value).filter((pair): pair is [string, string] => /^[A-Za-z][\w.-]{0,60}$/.test(pair[0]) && typeof pair[1] === 'string'))
}
