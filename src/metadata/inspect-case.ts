// Every exhibit of a case read once: a record on disk, then a journal line that holds its digest. Records of a group become
// durable together, before the lines that promise them.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { exhibits, openCase, writeCase } from '../case/case-folder.ts'
import type { WritableCase } from '../case/case-folder.ts'
import { hasChanged } from '../case/changed-exhibit.ts'
import { exhibitId } from '../case/exhibit.ts'
import type { Exhibit } from '../case/exhibit.ts'
import { readJournal } from '../case/journal.ts'
import { interrupted } from '../system/errno.ts'
import type { World } from '../system/world.ts'
import { Failure } from '../system/failure.ts'
import { FINDING_LEVELS, findingsIn } from './overview/case-findings.ts'
import { failed } from './findings.ts'
import { openEngines } from './engines.ts'
import type { Engines } from './engines.ts'
import { inspectExhibit, unread } from './inspect-exhibit.ts'
import type { InspectionDepth } from './inspect-exhibit.ts'
import type { EngineStatus, Finding, FindingLevel, MetadataRecord } from './record.ts'
import { recordBytes } from './record-size.ts'
import { isVouched, readRecord, recordPath, vouchedDigests } from './stored-record.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'case.no-such-exhibit': { number: number; exhibits: number }
  }
}

export interface InspectOptions {
  /** Only these numbers. */
  readonly exhibits?: readonly number[]
  /** Also those that have a record. */
  readonly force?: boolean
  /** With the deep engines: also those whose record was made without them. */
  readonly deep?: boolean
  /** False: pixels are neither compared nor hashed. */
  readonly pixels?: boolean
}

export interface InspectedFinding {
  readonly number: number
  /** Names of the files inside the exhibit that lead to it; absent for the exhibit itself. Untrusted. */
  readonly path?: readonly string[]
  readonly finding: Finding
}

export interface InspectResult {
  readonly inspected: number
  readonly already: number
  /** Exhibits of which an engine failed; the record says which. */
  readonly failed: readonly { readonly number: number; readonly status: EngineStatus }[]
  /** The first ones, the most serious first. */
  readonly findings: readonly InspectedFinding[]
  readonly counts: Readonly<Record<FindingLevel, number>>
  /** Of the exhibits that were asked for by number, when these are few. */
  readonly records?: readonly MetadataRecord[]
}

/** More records than this are not handed back: they are read where they lie. */
export const MAX_RECORDS = 20
const GROUP = 256
/** Exhibits that are read side by side: enough that no child waits for the next one. */
const LANES = 4
/** Bytes of records that wait for their group. */
const HELD_BYTES = 16 * 2 ** 20
const SHOWN_FINDINGS = 100

/** What `inspectCase` would do, told from the journal alone. @throws `case.no-such-exhibit`, and what reading the case throws */
export async function planInspection(world: World, dir: string, options: InspectOptions): Promise<{ readonly toInspect: number; readonly already: number }> {
  const { state, dir: at } = await openCase(world, dir)
  const wanted = wantedOf(options, state.exhibits)
  const known = await recorded(world, at)
  let already = 0
  for (const [number, deep] of known) if ((wanted === undefined || wanted.has(number)) && options.force !== true && (deep || options.deep !== true)) already += 1
  return { toInspect: (wanted?.size ?? state.exhibits) - already, already }
}

function wantedOf({ exhibits: numbers }: InspectOptions, exhibitCount: number): ReadonlySet<number> | undefined {
  const absent = numbers?.find((number) => number > exhibitCount)
  if (absent !== undefined) throw new Failure('case.no-such-exhibit', { number: absent, exhibits: exhibitCount })
  return numbers === undefined ? undefined : new Set(numbers)
}

/**
 * Goes on where an interrupted run stopped. What a file holds never throws.
 * @throws `case.no-such-exhibit`, `system.interrupted`, `case.locked`, `system.disk-full`, and what reading the case throws
 */
export async function inspectCase(
  world: World, dir: string, options: InspectOptions = {}, onProgress?: (step: { files: number; totalFiles?: number }) => void,
): Promise<InspectResult> {
  return await writeCase(world, dir, 'inspect', async (c) => {
    const known = await recorded(world, c.dir)
    const vouched = await vouchedDigests(world, c.dir)
    const wanted = wantedOf(options, c.state.exhibits)
    const depth = { deep: options.deep === true, pixels: options.pixels !== false }
    const tally = new Tally()
    const totalFiles = wanted?.size ?? c.state.exhibits
    let made = false
    const engines = openEngines(world, [join(c.dir, 'data')], LANES)
    try {
      for await (const group of groups(world, c.dir, async (exhibit) => {
        if (wanted !== undefined && !wanted.has(exhibit.number)) return false
        const deep = known.get(exhibit.number)
        if (options.force === true || deep === undefined || (depth.deep && !deep) || !await isVouched(world, c.dir, exhibit.number, vouched)) return true
        tally.already += 1
        return false
      })) {
        if (!made) await world.files.makeDir(join(c.dir, 'metadata', 'records'))
        made = true
        await inspectGroup(world, c, engines, group, depth, tally)
        onProgress?.({ files: tally.already + tally.inspected, totalFiles })
      }
    } finally {
      await engines.close()
    }
    const result = tally.result()
    return wanted === undefined || wanted.size > MAX_RECORDS ? result : { ...result, records: await recordsOf(world, c.dir, wanted) }
  })
}

/** Which exhibits have a record, and whether it is a deep one. */
async function recorded(world: World, dir: string): Promise<Map<number, boolean>> {
  const numbers = new Map<number, boolean>()
  for await (const { entry } of readJournal(world, dir)) if (entry.action === 'exhibit.inspected') numbers.set(Number(entry.subject), entry.facts['deep'] === true)
  return numbers
}

async function recordsOf(world: World, dir: string, wanted: ReadonlySet<number>): Promise<MetadataRecord[]> {
  const records: MetadataRecord[] = []
  const vouched = await vouchedDigests(world, dir)
  for await (const exhibit of exhibits(world, dir)) {
    const record = wanted.has(exhibit.number) ? await readRecord(world, dir, exhibit, vouched) : undefined
    if (record !== undefined) records.push(record)
  }
  return records
}

async function* groups(world: World, dir: string, wanted: (exhibit: Exhibit) => Promise<boolean>): AsyncIterable<Exhibit[]> {
  let group: Exhibit[] = []
  for await (const exhibit of exhibits(world, dir)) {
    if (!await wanted(exhibit)) continue
    group.push(exhibit)
    if (group.length === GROUP) {
      yield group
      group = []
    }
  }
  if (group.length > 0) yield group
}

async function inspectGroup(world: World, c: WritableCase, engines: Engines, group: readonly Exhibit[], depth: InspectionDepth, tally: Tally): Promise<void> {
  for (let from = 0; from < group.length;) from += await inspectSome(world, c, engines, group.slice(from), depth, tally)
}

/** As many of them as may wait together. @returns how many */
async function inspectSome(world: World, c: WritableCase, engines: Engines, group: readonly Exhibit[], depth: InspectionDepth, tally: Tally): Promise<number> {
  const made: { readonly record: MetadataRecord; readonly bytes: Buffer }[] = []
  let next = 0
  let held = 0
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (next < group.length && held < HELD_BYTES && !world.signal.aborted) {
      const index = next++
      const exhibit = group[index] as Exhibit
      // A record names the digest of its exhibit: nothing is read for it from other bytes.
      const record = await hasChanged(world, c.dir, exhibit) ? unread(exhibit, 'changed') : await inspectExhibit(engines, exhibit, c.dir, depth)
      const bytes = recordBytes(record)
      held += bytes.length
      made[index] = { record, bytes }
    }
  }))
  // An aborted reader answers for files that it never read: nothing of this group is kept.
  if (world.signal.aborted) throw interrupted(world.signal)
  const paths = []
  const entries = []
  for (const { record, bytes } of made) {
    const path = join(c.dir, recordPath(record.exhibit))
    await world.files.writeGrouped(path, bytes)
    paths.push(path)
    entries.push({
      action: 'exhibit.inspected' as const, subject: exhibitId(record.exhibit),
      facts: { record: createHash('sha256').update(bytes).digest('hex'), status: statusOf(record), findings: record.findings.length, ...(record.deep === true ? { deep: true } : {}) },
    })
  }
  await world.evidence.flush(c.dir, paths)
  await c.append(entries)
  for (const { record } of made) tally.add(record)
  return made.length
}

/** The worst that happened to an engine, `empty` when none was run. */
export function statusOf(record: MetadataRecord): EngineStatus {
  const order: readonly EngineStatus[] = ['crash', 'timeout', 'limit', 'error', 'ok', 'empty', 'unsupported']
  return order.find((status) => record.engines.some((run) => run.status === status)) ?? 'empty'
}

class Tally {
  inspected = 0
  already = 0
  readonly #failed: { number: number; status: EngineStatus }[] = []
  readonly #findings: Record<FindingLevel, InspectedFinding[]> = { warn: [], notice: [], info: [] }
  readonly #counts: Record<FindingLevel, number> = { warn: 0, notice: 0, info: 0 }

  add(record: MetadataRecord): void {
    this.inspected += 1
    if (record.engines.some(failed)) this.#failed.push({ number: record.exhibit, status: statusOf(record) })
    for (const { finding, path } of findingsIn(record)) {
      this.#counts[finding.level] += 1
      if (this.#findings[finding.level].length < SHOWN_FINDINGS) this.#findings[finding.level].push({ number: record.exhibit, ...(path.length === 0 ? {} : { path }), finding })
    }
  }

  result(): InspectResult {
    return {
      inspected: this.inspected, already: this.already, failed: this.#failed,
      findings: FINDING_LEVELS.flatMap((level) => this.#findings[level]).slice(0, SHOWN_FINDINGS), counts: this.#counts,
    }
  }
}
