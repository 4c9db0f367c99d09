// The exhibits of a case against lists of known digests, and among themselves. Nothing is sent anywhere and no record is
// rewritten: the result is printed, and the journal says which lists were asked and how much was found.
import { basename } from 'node:path'
import { openCase, writeCase } from '../../case/case-folder.ts'
import { exhibitId } from '../../case/exhibit.ts'
import type { NewEntry } from '../../case/journal.ts'
import type { DigestName, World } from '../../system/world.ts'
import { KnownDigests } from './known-digests.ts'
import type { Match } from './known-digests.ts'
import { nearDuplicates } from './near-duplicates.ts'
import type { AlikePictures } from './near-duplicates.ts'
import { matchNsrl } from './nsrl.ts'
import { PDQ_QUALITY } from './pdq-distance.ts'
import { listHead, readList, SQLITE_MARK } from './read-list.ts'
import type { ListFacts } from './read-list.ts'
import { readSubjects } from './subjects.ts'
import type { Subject } from './subjects.ts'

export interface MatchOptions {
  /** Absolute paths. `pdq`: perceptual hashes without a header. */
  readonly lists: readonly { readonly path: string; readonly pdq: boolean }[]
  /** Only these exhibits; all when empty. */
  readonly exhibits: readonly number[]
  readonly near: number
  /** MD5 and SHA-1 that were not computed at intake. */
  readonly compute: boolean
  readonly dryRun: boolean
}

export interface MatchedList extends ListFacts {
  readonly name: string
  /** Subjects with an entry of the same digest. */
  readonly exact: number
  readonly near: number
  /** Entries of PDQ quality below 50, which are not compared. */
  readonly lowQuality: number
  /** Exhibits, and files inside them, that lack every digest of some entries: that is not the same as no match. */
  readonly notComparable: { readonly exhibits: number; readonly inside: number; readonly lacking: readonly DigestName[] }
}

export interface MatchedSubject {
  readonly exhibit: number
  readonly name: string
  readonly inside?: string
  /** `list`: index in `lists`. `more`: matches that are not told. */
  readonly matches: readonly (Match & { readonly list: number })[]
  readonly more?: number
}

export interface MatchResult {
  readonly lists: readonly MatchedList[]
  readonly matched: readonly MatchedSubject[]
  readonly alike: readonly AlikePictures[]
  readonly exhibits: number
  /** Files inside exhibits that were compared too. */
  readonly inside: number
  readonly pictures: number
  /** Pictures with too little in them. */
  readonly lowQuality: number
  readonly uninspected: number
  readonly computed: number
  readonly changed: readonly number[]
  readonly near: number
}

const TOLD_IN_JOURNAL = 100

/** @throws `match.*`, `input.missing`, `database.damaged`, `case.*`, `system.interrupted`, and what reading the journal throws */
export async function matchCase(world: World, dir: string, { lists, exhibits, near, compute, dryRun }: MatchOptions, onList?: (done: number) => void): Promise<MatchResult> {
  const at = (await openCase(world, dir)).dir
  const subjects = await readSubjects(world, at, { wanted: exhibits, compute })
  const known = new KnownDigests(subjects.all, near)
  const told: MatchedList[] = []
  const found = new Map<number, { matches: (Match & { list: number })[]; more: number }>()
  const entries: NewEntry[] = []
  for (const list of lists) {
    const facts = await readOne(world, list, subjects.all, known)
    const { matches, exact, near: alike, lowQuality, notComparable, lacking } = known.take()
    for (const [subject, { kept, count }] of matches) {
      const so = found.get(subject) ?? { matches: [], more: 0 }
      so.matches.push(...kept.map((match) => ({ ...match, list: told.length })))
      so.more += count - kept.length
      found.set(subject, so)
    }
    const line = { ...facts, name: basename(list.path), exact, near: alike, lowQuality, notComparable: { ...countsOf(subjects.all, notComparable), lacking } }
    told.push(line)
    entries.push(entryOf(line, subjects.exhibits, exhibitsAmong(subjects.all, [...matches.keys()])))
    onList?.(told.length)
  }
  if (!dryRun && entries.length > 0) await writeCase(world, at, 'match', async (c) => { await c.append(entries) })
  const pictures = subjects.all.flatMap(({ picture }) => (picture === undefined ? [] : [picture]))
  return {
    lists: told,
    matched: [...found].toSorted(([a], [b]) => a - b).map(([subject, { matches, more }]) => matchedSubject(subjects.all[subject] as Subject, matches, more)),
    alike: nearDuplicates(pictures, near), exhibits: subjects.exhibits, inside: subjects.all.length - subjects.exhibits,
    pictures: pictures.length, lowQuality: pictures.filter(({ pdq }) => pdq.quality < PDQ_QUALITY).length,
    uninspected: subjects.uninspected, computed: subjects.computed, changed: subjects.changed, near,
  }
}

async function readOne(world: World, { path, pdq }: MatchOptions['lists'][number], subjects: readonly Subject[], known: KnownDigests): Promise<ListFacts> {
  if ((await listHead(world, path)).toString('latin1') === SQLITE_MARK) return await matchNsrl(world, path, subjects, known)
  return await readList(world, path, pdq, known)
}

function exhibitsAmong(all: readonly Subject[], subjects: readonly number[]): number[] {
  return [...new Set(subjects.flatMap((at) => all[at]?.exhibit ?? []))].toSorted((a, b) => a - b)
}

function countsOf(all: readonly Subject[], subjects: readonly number[]): { exhibits: number; inside: number } {
  const exhibits = subjects.filter((at) => all[at]?.inside === undefined).length
  return { exhibits, inside: subjects.length - exhibits }
}

/** Which list, by its digest, and how much was found; the labels of the list stay in the list. */
function entryOf({ name, sha256, size, kind, entries, exact, near, notComparable }: MatchedList, compared: number, matched: readonly number[]): NewEntry {
  return {
    action: 'case.matched', subject: 'case',
    facts: {
      name, sha256, size, kind, entries, compared, exact, near, notComparable: notComparable.exhibits,
      exhibits: matched.slice(0, TOLD_IN_JOURNAL).map((number) => exhibitId(number)),
    },
  }
}

function matchedSubject({ exhibit, name, inside }: Subject, matches: readonly (Match & { list: number })[], more: number): MatchedSubject {
  return { exhibit, name, ...(inside === undefined ? {} : { inside }), matches, ...(more === 0 ? {} : { more }) }
}
