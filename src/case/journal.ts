// Reading and writing journal lines: canonical form, sequence and chain are checked on every line that is read.
import { hash } from 'node:crypto'
import { Failure } from '../system/failure.ts'
import type { Instant, World } from '../system/world.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import type { Action, JournalEntry } from './journal-entry.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** `line` counts from 1. */
    'journal.not-json': { line: number }
    'journal.not-canonical': { line: number }
    'journal.bad-entry': { line: number; member: string }
    'journal.bad-sequence': { line: number; expected: number; found: number }
    'journal.broken-chain': { line: number }
  }
}

export const JOURNAL_FILE = 'journal.ndjson'
export const CHAIN_START = '0'.repeat(64)
const LINE_LIMIT = 1024 * 1024

/** What a caller says; the journal adds sequence, time, actor and chain. */
export interface NewEntry {
  readonly action: Action
  readonly subject: string
  readonly facts: Readonly<Record<string, JsonValue>>
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const DIGEST = /^[0-9a-f]{64}$/
const MEMBERS = 'action,actor,at,facts,prev,seq,subject,v'

/**
 * One line, canonical and with the members of `JournalEntry`: by hand, because journals have 100,000 lines. `line` counts from 1.
 * @throws `journal.not-json`, `journal.not-canonical`, `journal.bad-entry`
 */
export function entryOf(bytes: Buffer, line: number): JournalEntry {
  const text = bytes.toString('utf8')
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    throw new Failure('journal.not-json', { line })
  }
  const bad = (member: string) => new Failure('journal.bad-entry', { line, member })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('')
  let canonical: string
  try {
    canonical = canonicalJson(value)
  } catch {
    throw new Failure('journal.not-canonical', { line })
  }
  // Bytes are compared, not texts: bytes that are not UTF-8 decode to U+FFFD.
  if (canonical !== text || Buffer.byteLength(text, 'utf8') !== bytes.length || (text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes))) {
    throw new Failure('journal.not-canonical', { line })
  }
  const { v, seq, at, actor, action, subject, facts, prev } = value as { readonly [key: string]: JsonValue }
  if (Object.keys(value).join(',') !== MEMBERS) throw bad('members')
  if (v !== 1) throw bad('v')
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) throw bad('seq')
  if (typeof at !== 'string' || !INSTANT.test(at)) throw bad('at')
  if (typeof actor !== 'string') throw bad('actor')
  if (typeof action !== 'string') throw bad('action')
  if (typeof subject !== 'string') throw bad('subject')
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) throw bad('facts')
  if (typeof prev !== 'string' || !DIGEST.test(prev)) throw bad('prev')
  return value as unknown as JournalEntry
}

export interface ReadOptions {
  /** Told once when the file ends with bytes that no LF closes: a line that was never acknowledged. It is not yielded. */
  readonly onTornTail?: (bytes: number) => void
}

/**
 * The journal line by line; `bytes` are the line without LF, as the leaves of the log want them. Nothing when there is no journal.
 * @throws `journal.not-json`, `journal.not-canonical`, `journal.bad-entry`, `journal.bad-sequence`, `journal.broken-chain`,
 *   each with its line; `system.line-too-long`
 */
export async function* readJournal(world: World, dir: string, options: ReadOptions = {}): AsyncIterable<{ entry: JournalEntry; bytes: Buffer }> {
  yield* readJournalFile(world, `${dir}/${JOURNAL_FILE}`, options)
}

/** As `readJournal`, for the copies that seals freeze. */
export async function* readJournalFile(world: World, path: string, options: ReadOptions = {}): AsyncIterable<{ entry: JournalEntry; bytes: Buffer }> {
  if (await world.files.facts(path) === undefined) return
  let seq = 0
  let head = CHAIN_START
  for await (const { bytes, terminated } of world.files.lines(path, LINE_LIMIT)) {
    if (!terminated) {
      options.onTornTail?.(bytes.length)
      return
    }
    const line = seq + 1
    const entry = entryOf(bytes, line)
    if (entry.seq !== seq) throw new Failure('journal.bad-sequence', { line, expected: seq, found: entry.seq })
    if (entry.prev !== head) throw new Failure('journal.broken-chain', { line })
    head = hash('sha256', bytes, 'hex')
    seq += 1
    yield { entry, bytes }
  }
}

export interface JournalHead {
  readonly size: number
  /** SHA-256 of the last line's bytes; 64 zeros before the first. */
  readonly head: string
}

/** The lines (with LF) that come after `from`, and the entries in them. Total size of a line is bounded by the reader's limit. */
export function linesAfter(from: JournalHead, news: readonly NewEntry[], at: Instant, actor: string): { bytes: Buffer; entries: JournalEntry[] } & JournalHead {
  const parts: Buffer[] = []
  const entries: JournalEntry[] = []
  let { size, head } = from
  for (const { action, subject, facts } of news) {
    const entry = { v: 1, seq: size, at, actor, action, subject, facts, prev: head } as const
    const bytes = Buffer.from(`${canonicalJson(entry)}\n`, 'utf8')
    head = hash('sha256', bytes.subarray(0, -1), 'hex')
    size += 1
    parts.push(bytes)
    entries.push(entry)
  }
  return { bytes: Buffer.concat(parts), entries, size, head }
}
