// The findings of a case for a reader: by level, then by kind, because the same explanation then stands once over all the
// exhibits that it is for. What is held is the numbers of exhibits; records are read again when their turn comes.
import { exhibits } from '../../case/case-folder.ts'
import { interrupted } from '../../system/errno.ts'
import type { World } from '../../system/world.ts'
import { everyFile } from '../every-file.ts'
import { resemblances } from '../match/near-duplicates.ts'
import type { Finding, FindingLevel, MetadataRecord } from '../record.ts'
import { readRecord, readRecordFile, vouchedDigests } from '../stored-record.ts'
import { GatheredPictures } from './gathered-pictures.ts'

export const FINDING_LEVELS: readonly FindingLevel[] = ['warn', 'notice', 'info']

/** Findings of one kind and level. */
export interface FindingKind {
  readonly code: string
  readonly level: FindingLevel
  readonly findings: number
  /** In order. */
  readonly exhibits: readonly number[]
  /** Those between exhibits, which stand in no record. */
  readonly between?: readonly FoundIn[]
}

export interface CaseFindings {
  /** The most serious first, then those of most exhibits. */
  readonly kinds: readonly FindingKind[]
  readonly counts: Readonly<Record<FindingLevel, number>>
  readonly exhibits: number
  /** Exhibits that have no record. */
  readonly uninspected: number
}

export interface FoundIn {
  readonly exhibit: number
  /** Of the exhibit, as received. Untrusted. */
  readonly name: string
  /** Names of the files inside the exhibit that lead to where it was found. Untrusted. */
  readonly path: readonly string[]
  readonly finding: Finding
}

/** @param wanted only these exhibits; all when undefined @throws `system.interrupted`, and what reading the journal throws */
export async function findingsOfCase(world: World, dir: string, wanted?: ReadonlySet<number>): Promise<CaseFindings> {
  const kinds = new Map<string, { code: string; level: FindingLevel; findings: number; exhibits: number[] }>()
  const counts: Record<FindingLevel, number> = { info: 0, notice: 0, warn: 0 }
  let read = 0
  let uninspected = 0
  const pictures = new GatheredPictures()
  const names = new Map<number, string>()
  const vouched = await vouchedDigests(world, dir)
  for await (const exhibit of exhibits(world, dir)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    const record = await readRecord(world, dir, exhibit, vouched)
    for (const { record: file, path } of record === undefined ? [] : everyFile(record)) {
      pictures.add(exhibit.number, file, path)
      if (file.image?.pdq !== undefined) names.set(exhibit.number, exhibit.name)
    }
    if (wanted !== undefined && !wanted.has(exhibit.number)) continue
    read += 1
    if (record === undefined) uninspected += 1
    for (const { finding: { code, level } } of record === undefined ? [] : findingsIn(record)) {
      counts[level] += 1
      const kind = kinds.get(`${level} ${code}`) ?? { code, level, findings: 0, exhibits: [] }
      kinds.set(`${level} ${code}`, kind)
      kind.findings += 1
      if (kind.exhibits.at(-1) !== exhibit.number) kind.exhibits.push(exhibit.number)
    }
  }
  const between = resemblances(pictures.alike()).filter(({ exhibit }) => wanted === undefined || wanted.has(exhibit))
    .map(({ exhibit, finding }): FoundIn => ({ exhibit, name: names.get(exhibit) ?? '', path: [], finding }))
  counts.info += between.length
  const alike = between.length === 0 ? [] : [{ code: 'resembles-exhibit', level: 'info' as const, findings: between.length, exhibits: [...new Set(between.map(({ exhibit }) => exhibit))], between }]
  return { kinds: [...kinds.values(), ...alike].sort(bySeriousness), counts, exhibits: read, uninspected }
}

/** The findings of one kind, read again exhibit by exhibit. */
export async function* findingsOfKind(world: World, dir: string, { code, level, exhibits: numbers, between }: FindingKind): AsyncGenerator<FoundIn> {
  if (between !== undefined) {
    yield* between
    return
  }
  for (const number of numbers) {
    if (world.signal.aborted) throw interrupted(world.signal)
    const record = await readRecordFile(world, dir, number)
    for (const found of record === undefined ? [] : findingsIn(record)) if (found.finding.code === code && found.finding.level === level) yield found
  }
}

export function* findingsIn(record: MetadataRecord): Generator<FoundIn> {
  for (const { record: file, path } of everyFile(record)) {
    for (const finding of file.findings) {
      if (FINDING_LEVELS.includes(finding.level)) yield { exhibit: record.exhibit, name: record.file.name, path, finding }
    }
  }
}

function bySeriousness(a: FindingKind, b: FindingKind): number {
  return FINDING_LEVELS.indexOf(a.level) - FINDING_LEVELS.indexOf(b.level) || b.exhibits.length - a.exhibits.length || (a.code < b.code ? -1 : 1)
}
