// A case on disk: made by `initCase`, found as git finds its own, read by a fold over the journal, written under its lock.
import { createHash, hash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { Failure } from '../system/failure.ts'
import type { Appender, World } from '../system/world.ts'
import type { CaseRecord } from './case-record.ts'
import { CaseFold, type CaseState } from './case-state.ts'
import type { Exhibit } from './exhibit.ts'
import { exhibitOf, refusalOf, type Refusal } from './exhibit-entry.ts'
import { CHAIN_START, JOURNAL_FILE, linesAfter, readJournal, type NewEntry } from './journal.ts'
import { removeLeftovers } from './leftovers.ts'
import { CASE_FORMAT, looksLikeRecord, RECORD_FILE } from './record-file.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'case.not-found': { path: string }
    'case.exists': { path: string }
    'case.folder-not-empty': { path: string }
    /** `.scelle` was removed under a writer: another one may have come in. */
    'case.lock-lost': { path: string }
    'case.newer-format': { path: string; found: string; supported: string }
    /** `member` is the first wrong one; empty when the file is not JSON or is not the one that the journal opened. */
    'case.bad-record': { path: string; member: string }
    'journal.missing': { path: string }
  }
}

const RECORD_LIMIT = 64 * 1024
const BAGIT_TXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
/** What an `init` that was interrupted may have left. */
const OURS = new Set(['.scelle', 'bagit.txt', 'data', 'metadata', JOURNAL_FILE])

export interface CaseFolder {
  /** Absolute. */
  readonly dir: string
  readonly record: CaseRecord
  readonly state: CaseState
}

export interface WritableCase extends CaseFolder {
  /**
   * One write and one fsync for all entries; `state` is the new one afterwards.
   * @throws `system.disk-full`, `system.io`, `case.lock-lost`: nothing was added
   */
  append(entries: readonly NewEntry[]): Promise<void>
  /** False once the lock was taken away: what lies in the folder may then be another writer's. */
  isMine(): boolean
}

async function isCase(world: World, dir: string): Promise<boolean> {
  return (await world.files.facts(join(dir, RECORD_FILE)))?.type === 'file'
}

/** The case that holds `start`, there or in a folder above. @throws `case.not-found` */
export async function findCase(world: World, start: string): Promise<string> {
  for (let dir = resolve(start); ; dir = dirname(dir)) {
    if (await isCase(world, dir)) return dir
    if (dir === dirname(dir)) throw new Failure('case.not-found', { path: start })
  }
}

async function readRecord(world: World, dir: string): Promise<{ record: CaseRecord; sha256: string }> {
  const path = join(dir, RECORD_FILE)
  const bytes = await isCase(world, dir) ? await world.files.read(path, RECORD_LIMIT) : undefined
  if (bytes === undefined) throw new Failure('case.not-found', { path: dir })
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Failure('case.bad-record', { path, member: '' })
  }
  const format = (value as { format?: unknown } | null)?.format
  const version = typeof format === 'string' ? /^case\/(\d{1,9})$/.exec(format)?.[1] : undefined
  if (version !== undefined && Number(version) > 1) {
    throw new Failure('case.newer-format', { path: dir, found: String(format), supported: CASE_FORMAT })
  }
  const record = looksLikeRecord(value) ? value : await judgeRecord(value, path)
  return { record, sha256: hash('sha256', bytes, 'hex') }
}

/** @throws `case.bad-record` with the first wrong member */
async function judgeRecord(value: unknown, path: string): Promise<CaseRecord> {
  const { CaseRecord } = await import('./case-record.ts')
  const parsed = CaseRecord.safeParse(value)
  if (!parsed.success) throw new Failure('case.bad-record', { path, member: parsed.error.issues[0]?.path.join('.') ?? '' })
  return parsed.data
}

async function readState(world: World, dir: string): Promise<CaseFold> {
  const fold = new CaseFold()
  const onTornTail = () => { fold.tornTail = true }
  for await (const { entry, bytes } of readJournal(world, dir, { onTornTail })) fold.add(entry, hash('sha256', bytes, 'hex'))
  return fold
}

/**
 * Reads the record and folds the whole journal.
 * @throws `case.not-found`, `case.newer-format`, `case.bad-record`, and what `readJournal` and the fold find in the journal
 */
export async function openCase(world: World, dir: string): Promise<CaseFolder> {
  const { folder } = await load(world, dir)
  return folder
}

async function load(world: World, dir: string): Promise<{ folder: CaseFolder; fold: CaseFold }> {
  const at = resolve(dir)
  const { record, sha256 } = await readRecord(world, at)
  const fold = await readState(world, at)
  const state = fold.state()
  if (state.size === 0) throw new Failure('journal.missing', { path: join(at, JOURNAL_FILE) })
  // The record is written last by `init`: a case has its first line. It is never rewritten: its digest stays true.
  if (state.recordSha256 !== sha256) throw new Failure('case.bad-record', { path: join(at, RECORD_FILE), member: '' })
  return { folder: { dir: at, record, state }, fold }
}

/** @throws `case.exists`, `case.folder-not-empty` */
async function checkVacant(world: World, dir: string): Promise<void> {
  const facts = await world.files.facts(dir)
  if (facts === undefined) return
  if (facts.type !== 'directory') throw new Failure('case.folder-not-empty', { path: dir })
  if (await isCase(world, dir)) throw new Failure('case.exists', { path: dir })
  const names = (await world.files.list(dir)).map((name) => name.toString('latin1'))
  const stranger = names.find((name) => !OURS.has(name) && !/^\.[0-9a-f]{16}\.scelle-tmp$/.test(name))
  const data = names.includes('data') ? await world.files.list(join(dir, 'data')) : []
  if (stranger !== undefined || data.length > 0) throw new Failure('case.folder-not-empty', { path: dir })
}

/**
 * Makes a case in an empty or absent folder. The record is written last: without it there is no case, and `init` may run again.
 * @throws `case.exists`, `case.folder-not-empty`, `case.bad-record`, `case.locked`, `system.disk-full`
 */
export async function initCase(world: World, dir: string, fields: Omit<CaseRecord, 'format' | 'id' | 'createdAt'>): Promise<CaseFolder> {
  const at = resolve(dir)
  await checkVacant(world, at)
  const createdAt = world.clock.now()
  const record = await judgeRecord({ format: CASE_FORMAT, id: world.random.uuid(), ...fields, createdAt }, join(at, RECORD_FILE))
  const text = `${JSON.stringify(record, null, 2)}\n`
  const { files } = world
  await files.makeDir(at)
  const lock = await world.locks.acquire(at, 'init')
  try {
    await checkVacant(world, at)
    await files.remove(join(at, JOURNAL_FILE))
    await files.makeDir(join(at, 'data'))
    await files.makeDir(join(at, 'metadata'))
    await removeLeftovers(world, at, 0)
    await files.writeDurably(join(at, 'bagit.txt'), BAGIT_TXT)
    const opened: NewEntry = {
      action: 'case.opened',
      subject: 'case',
      facts: { format: CASE_FORMAT, id: record.id, record: createHash('sha256').update(text).digest('hex'), tool: world.host.toolVersion },
    }
    const first = linesAfter({ size: 0, head: CHAIN_START }, [opened], createdAt, actorOf(world, record))
    await files.writeDurably(join(at, JOURNAL_FILE), first.bytes)
    await files.writeDurably(join(at, RECORD_FILE), text)
  } finally {
    await lock.release()
  }
  return await openCase(world, at)
}

function actorOf(world: World, record: CaseRecord): string {
  return record.operator === '' ? world.host.user : record.operator
}

/**
 * Takes the case's lock, removes what a killed run left, gives the case to `use`, and frees the lock.
 * @throws `case.locked`, and what `openCase` throws
 */
export async function writeCase<T>(world: World, dir: string, command: string, use: (c: WritableCase) => Promise<T>): Promise<T> {
  const at = resolve(dir)
  if (!await isCase(world, at)) throw new Failure('case.not-found', { path: dir })
  const lock = await world.locks.acquire(at, command)
  let appender: Appender | undefined
  try {
    const loaded = await load(world, at)
    const { folder } = loaded
    let { fold } = loaded
    await removeLeftovers(world, at, folder.state.exhibits)
    let { state } = folder
    const actor = actorOf(world, folder.record)
    return await use({
      dir: at,
      record: folder.record,
      get state() {
        return state
      },
      isMine: () => lock.stands(),
      async append(news) {
        if (news.length === 0) return
        const lines = linesAfter(state, news, world.clock.now(), actor)
        // Tried first: a line that no reader would accept must never be written.
        const next = fold.clone()
        for (const [index, entry] of lines.entries.entries()) next.add(entry, lines.entries[index + 1]?.prev ?? lines.head)
        if (!lock.stands()) throw new Failure('case.lock-lost', { path: at })
        appender ??= await world.files.openAppend(join(at, JOURNAL_FILE))
        next.tornTail = false
        await appender.append(lines.bytes)
        fold = next
        state = fold.state()
      },
    })
  } finally {
    await appender?.close().catch(() => undefined)
    await lock.release()
  }
}

/** Exhibits in the order of their numbers, straight from the journal. */
export async function* exhibits(world: World, dir: string): AsyncIterable<Exhibit> {
  for await (const { entry } of readJournal(world, dir)) if (entry.action === 'exhibit.added') yield exhibitOf(entry)
}

export async function* refusals(world: World, dir: string): AsyncIterable<Refusal> {
  for await (const { entry } of readJournal(world, dir)) if (entry.action === 'exhibit.refused') yield refusalOf(entry)
}
