// What is compared: each exhibit by its digests and the perceptual hash of its record, and each file inside it that the record
// tells of. Records are read, exhibits are not; only `computed` opens them, and never prohibited content.
import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Exhibit } from '../../case/exhibit.ts'
import { exhibitOf } from '../../case/exhibit-entry.ts'
import { readJournal } from '../../case/journal.ts'
import { interrupted } from '../../system/errno.ts'
import { isFailure } from '../../system/failure.ts'
import type { DigestName, Digests, World } from '../../system/world.ts'
import { recordPath } from '../stored-record.ts'
import type { EmbeddedFile, EmbeddedRecord } from '../record.ts'
import type { HashedPicture } from './near-duplicates.ts'

export interface Subject {
  readonly exhibit: number
  /** Of the exhibit. Untrusted. */
  readonly name: string
  /** Name of the file inside it; absent for the exhibit itself. Untrusted. */
  readonly inside?: string
  readonly digests: Partial<Digests>
  readonly picture?: HashedPicture
}

export interface Subjects {
  readonly all: readonly Subject[]
  readonly exhibits: number
  /** Exhibits without a record that the journal vouches for. */
  readonly uninspected: number
  /** Exhibits whose MD5 and SHA-1 were computed now. */
  readonly computed: number
  /** Exhibits whose bytes are no longer those that were received, or cannot be read: their digests were not computed. */
  readonly changed: readonly number[]
}

const RECORD_LIMIT = 64 * 2 ** 20
const GROUP = 256
const MAX_DEPTH = 4
const COMPUTED: readonly DigestName[] = ['sha1', 'md5']

/** @param wanted only these exhibits, when there are any @throws what reading the journal throws, `system.interrupted` */
export async function readSubjects(world: World, dir: string, { wanted, compute }: { readonly wanted: readonly number[]; readonly compute: boolean }): Promise<Subjects> {
  const chosen = new Set(wanted)
  const exhibits: Exhibit[] = []
  const records = new Map<number, string>()
  for await (const { entry } of readJournal(world, dir)) {
    if (entry.action === 'exhibit.added') {
      const exhibit = exhibitOf(entry)
      if (chosen.size === 0 || chosen.has(exhibit.number)) exhibits.push(exhibit)
    } else if (entry.action === 'exhibit.inspected' && typeof entry.facts['record'] === 'string') records.set(Number(entry.subject), entry.facts['record'])
  }
  const more = compute ? await computed(world, dir, exhibits) : { digests: new Map<number, Digests>(), changed: [] }
  const all: Subject[] = []
  let uninspected = 0
  for (const exhibit of exhibits) {
    if (world.signal.aborted) throw interrupted(world.signal)
    const record = await vouchedRecord(world, dir, exhibit.number, records.get(exhibit.number))
    if (record === undefined) uninspected += 1
    const [own, ...inside] = subjectsOf(exhibit, record)
    all.push({ ...own, digests: { ...own.digests, ...more.digests.get(exhibit.number) } }, ...inside)
  }
  return { all, exhibits: exhibits.length, uninspected, computed: more.digests.size, changed: more.changed }
}

/** The exhibit, then the files inside it that its record tells of; pure, also for reports that have the record at hand. */
export function subjectsOf(exhibit: Pick<Exhibit, 'number' | 'name' | 'digests'>, record: EmbeddedRecord | undefined): [Subject, ...Subject[]] {
  const { number, name, digests } = exhibit
  const picture = record === undefined ? undefined : pictureOf(record, number)
  return [{ exhibit: number, name, digests, ...(picture === undefined ? {} : { picture }) }, ...(record?.embedded ?? []).flatMap((file) => insideOf(file, exhibit, 1))]
}

/** The record whose digest the journal holds; undefined when there is none, or another. */
async function vouchedRecord(world: World, dir: string, number: number, digest: string | undefined): Promise<EmbeddedRecord | undefined> {
  if (digest === undefined) return undefined
  const bytes = await world.files.read(join(dir, recordPath(number)), RECORD_LIMIT).catch((error: unknown) => {
    if (isFailure(error, 'system.too-large')) return undefined
    throw error
  })
  if (bytes === undefined || hash('sha256', bytes, 'hex') !== digest) return undefined
  return JSON.parse(bytes.toString('utf8')) as EmbeddedRecord
}

function pictureOf({ image }: EmbeddedRecord, exhibit: number, inside?: string): HashedPicture | undefined {
  if (image?.pdq === undefined) return undefined
  return { exhibit, ...(inside === undefined ? {} : { inside }), width: image.width, height: image.height, pdq: image.pdq }
}

function insideOf({ name: file, sha256, record, relation }: EmbeddedFile, exhibit: Pick<Exhibit, 'number' | 'name'>, depth: number, around = ''): Subject[] {
  const inside = around + (relation === 'thumbnail' ? relation : file)
  const picture = record === undefined ? undefined : pictureOf(record, exhibit.number, inside)
  const own = sha256 === undefined && picture === undefined ? [] : [{
    exhibit: exhibit.number, name: exhibit.name, inside, digests: sha256 === undefined ? {} : { sha256 }, ...(picture === undefined ? {} : { picture }),
  }]
  const deeper = depth < MAX_DEPTH ? (record?.embedded ?? []).flatMap((each) => insideOf(each, exhibit, depth + 1, `${inside} / `)) : []
  return [...own, ...deeper]
}

/** MD5 and SHA-1 of exhibits that were added without them. Kept nowhere: the journal says what was received, not what was asked later. */
async function computed(world: World, dir: string, exhibits: readonly Exhibit[]): Promise<{ readonly digests: Map<number, Digests>; readonly changed: number[] }> {
  const digests = new Map<number, Digests>()
  const changed: number[] = []
  const lacking = exhibits.filter((exhibit) => exhibit.stored !== null && exhibit.sensitive !== 'prohibited' && COMPUTED.some((name) => exhibit.digests[name] === undefined))
  for (let from = 0; from < lacking.length; from += GROUP) {
    if (world.signal.aborted) throw interrupted(world.signal)
    const group = lacking.slice(from, from + GROUP)
    const results = await world.evidence.digest(group.map(({ stored }) => join(dir, stored as string)), ['sha256', ...COMPUTED])
    for (const [at, result] of results.entries()) {
      const { number, digests: received } = group[at] as Exhibit
      if (result.outcome === 'read' && result.digests.sha256 === received.sha256) digests.set(number, result.digests)
      else changed.push(number)
    }
  }
  if (world.signal.aborted) throw interrupted(world.signal)
  return { digests, changed }
}
