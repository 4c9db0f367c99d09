// An exhibit or a refusal as a journal line, both ways.
import { Failure } from '../system/failure.ts'
import type { Digests, Instant, RefusalReason } from '../system/world.ts'
import type { JsonValue } from './canonical-json.ts'
import { exhibitId, type Exhibit, type ExhibitKind, type Sensitivity } from './exhibit.ts'
import type { JournalEntry } from './journal-entry.ts'
import type { NewEntry } from './journal.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A line `exhibit.added` or `exhibit.refused` whose facts are not those of an exhibit. */
    'journal.bad-exhibit': { line: number; member: string }
  }
}

/** A file that was not taken, and why. */
export interface Refusal {
  /** Received path, display form. Untrusted. */
  readonly path: string
  readonly rawPath?: string
  readonly origin: string
  readonly reason: RefusalReason
  readonly errno?: string
  readonly at: Instant
}

const REASONS: ReadonlySet<string> = new Set<RefusalReason>([
  'symlink', 'fifo', 'socket', 'device', 'other-type', 'unreadable', 'missing', 'changed-while-reading', 'read-error', 'too-large-for-disk',
])
const KINDS: ReadonlySet<string> = new Set<ExhibitKind>(['original', 'working-copy', 'derived'])
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha512: 128, sha1: 40, md5: 32 }
const HEX = /^[0-9a-f]+$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** `receivedAt` is the line's own time. */
export function entryOfExhibit(exhibit: Omit<Exhibit, 'receivedAt'>): NewEntry {
  const { number, name, path, rawPath, stored, kind, sensitive, size, digests, modifiedAt, source, origin, links } = exhibit
  return {
    action: 'exhibit.added',
    subject: exhibitId(number),
    facts: {
      name, path, stored, kind, sensitive, size, digests, modifiedAt, source, origin,
      ...(rawPath === undefined ? {} : { rawPath }),
      ...(links === undefined ? {} : { links }),
    },
  }
}

type Facts = Readonly<Record<string, JsonValue>>

/** `data/0001/<one name>`: nothing in a journal can point out of the case. */
function isStoredPath(value: string, id: string): boolean {
  const prefix = `data/${id}/`
  const name = value.slice(prefix.length)
  return value.startsWith(prefix) && name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000]/.test(name)
}

function digestsOf(value: JsonValue | undefined): Digests | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  for (const [name, digest] of Object.entries(value as Facts)) {
    if (typeof digest !== 'string' || digest.length !== DIGEST_LENGTHS[name] || !HEX.test(digest)) return undefined
  }
  return 'sha256' in value ? value as unknown as Digests : undefined
}

/** @throws `journal.bad-exhibit` naming the member that is missing or wrong */
export function exhibitOf(entry: JournalEntry): Exhibit {
  const facts = entry.facts as Facts
  const bad = (member: string) => new Failure('journal.bad-exhibit', { line: entry.seq + 1, member })
  const string = (member: string): string => {
    const value = facts[member]
    if (typeof value !== 'string') throw bad(member)
    return value
  }
  const count = (member: string): number => {
    const value = facts[member]
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw bad(member)
    return value
  }
  const number = /^\d{4,15}$/.test(entry.subject) ? Number(entry.subject) : 0
  if (entry.action !== 'exhibit.added' || number < 1 || exhibitId(number) !== entry.subject) throw bad('subject')
  const { stored, source } = facts
  if (stored !== null && (typeof stored !== 'string' || !isStoredPath(stored, entry.subject))) throw bad('stored')
  if (source !== null && typeof source !== 'string') throw bad('source')
  const kind = string('kind')
  if (!KINDS.has(kind)) throw bad('kind')
  const sensitive = string('sensitive')
  if (sensitive !== 'none' && sensitive !== 'prohibited') throw bad('sensitive')
  const digests = digestsOf(facts['digests'])
  if (digests === undefined) throw bad('digests')
  const modifiedAt = string('modifiedAt')
  if (!INSTANT.test(modifiedAt)) throw bad('modifiedAt')
  return {
    number,
    name: string('name'),
    path: string('path'),
    ...(facts['rawPath'] === undefined ? {} : { rawPath: string('rawPath') }),
    stored,
    kind: kind as ExhibitKind,
    sensitive: sensitive satisfies Sensitivity,
    size: count('size'),
    digests,
    modifiedAt,
    receivedAt: entry.at,
    source,
    origin: string('origin'),
    ...(facts['links'] === undefined ? {} : { links: count('links') }),
  }
}

export function entryOfRefusal(refusal: Omit<Refusal, 'at'>): NewEntry {
  const { path, rawPath, origin, reason, errno } = refusal
  return {
    action: 'exhibit.refused',
    subject: path,
    facts: { origin, reason, ...(rawPath === undefined ? {} : { rawPath }), ...(errno === undefined ? {} : { errno }) },
  }
}

/** @throws `journal.bad-exhibit` */
export function refusalOf(entry: JournalEntry): Refusal {
  const { origin, reason, rawPath, errno } = entry.facts as Facts
  const bad = (member: string) => new Failure('journal.bad-exhibit', { line: entry.seq + 1, member })
  if (entry.action !== 'exhibit.refused') throw bad('action')
  if (typeof origin !== 'string') throw bad('origin')
  if (typeof reason !== 'string' || !REASONS.has(reason)) throw bad('reason')
  return {
    path: entry.subject,
    ...(typeof rawPath === 'string' ? { rawPath } : {}),
    origin,
    reason: reason as RefusalReason,
    ...(typeof errno === 'string' ? { errno } : {}),
    at: entry.at,
  }
}
