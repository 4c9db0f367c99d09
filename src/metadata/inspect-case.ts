// Every exhibit of a case read once: a record on disk, then a journal line that holds its digest. Records of a group become
// durable together, before the lines that promise them.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { exhibits, writeCase } from '../case/case-folder.ts'
import type { WritableCase } from '../case/case-folder.ts'
import { exhibitId } from '../case/exhibit.ts'
import type { Exhibit } from '../case/exhibit.ts'
import { readJournal } from '../case/journal.ts'
import { interrupted } from '../system/errno.ts'
import type { World } from '../system/world.ts'
import { failed } from './findings.ts'
import { openEngines } from './engines.ts'
import type { Engines } from './engines.ts'
import { inspectExhibit } from './inspect-exhibit.ts'
import type { EngineStatus, Finding, FindingLevel, MetadataRecord } from './record.ts'

export interface InspectOptions {
  /** Only these numbers. */
  readonly exhibits?: readonly number[]
  /** Also those that have a record. */
  readonly force?: boolean
}

export interface InspectResult {
  readonly inspected: number
  readonly already: number
  /** Exhibits of which an engine failed; the record says which. */
  readonly failed: readonly { readonly number: number; readonly status: EngineStatus }[]
  /** The first ones, the most serious first. */
  readonly findings: readonly { readonly number: number; readonly finding: Finding }[]
  readonly counts: Readonly<Record<FindingLevel, number>>
}

const GROUP = 256
/** Exhibits that are read side by side: enough that no child waits for the next one. */
const LANES = 4
const SHOWN_FINDINGS = 100
const LEVELS: readonly FindingLevel[] = ['warn', 'notice', 'info']

/** `0001` → `metadata/records/0001.json`. */
export function recordPath(number: number): string {
  return `metadata/records/${exhibitId(number)}.json`
}

/** The bytes of a record file: the same for the same exhibit and the same versions, whenever it is read. */
export function recordBytes(record: MetadataRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record, null, 1)}\n`)
}

/**
 * Goes on where an interrupted run stopped. What a file holds never throws.
 * @throws `system.interrupted`, `case.locked`, `system.disk-full`, and what reading the case throws
 */
export async function inspectCase(
  world: World, dir: string, options: InspectOptions = {}, onProgress?: (step: { files: number; totalFiles?: number }) => void,
): Promise<InspectResult> {
  return await writeCase(world, dir, 'inspect', async (c) => {
    const known = await recorded(world, c.dir)
    const wanted = options.exhibits === undefined ? undefined : new Set(options.exhibits)
    const tally = new Tally()
    const totalFiles = wanted?.size ?? c.state.exhibits
    let made = false
    const engines = openEngines(world, [join(c.dir, 'data')], LANES)
    try {
      for await (const group of groups(world, c.dir, async (exhibit) => {
        if (wanted !== undefined && !wanted.has(exhibit.number)) return false
        if (options.force === true || !known.has(exhibit.number) || await world.files.facts(join(c.dir, recordPath(exhibit.number))) === undefined) return true
        tally.already += 1
        return false
      })) {
        if (!made) await world.files.makeDir(join(c.dir, 'metadata', 'records'))
        made = true
        await inspectGroup(world, c, engines, group, tally)
        onProgress?.({ files: tally.already + tally.inspected, totalFiles })
      }
    } finally {
      await engines.close()
    }
    return tally.result()
  })
}

async function recorded(world: World, dir: string): Promise<Set<number>> {
  const numbers = new Set<number>()
  for await (const { entry } of readJournal(world, dir)) if (entry.action === 'exhibit.inspected') numbers.add(Number(entry.subject))
  return numbers
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

async function inspectGroup(world: World, c: WritableCase, engines: Engines, group: readonly Exhibit[], tally: Tally): Promise<void> {
  const records: MetadataRecord[] = []
  let next = 0
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let index = next++; index < group.length && !world.signal.aborted; index = next++) {
      records[index] = await inspectExhibit(engines, group[index] as Exhibit, c.dir)
    }
  }))
  // An aborted reader answers for files that it never read: nothing of this group is kept.
  if (world.signal.aborted) throw interrupted(world.signal)
  const paths = []
  const entries = []
  for (const record of records) {
    const bytes = recordBytes(record)
    const path = join(c.dir, recordPath(record.exhibit))
    await world.files.writeGrouped(path, bytes)
    paths.push(path)
    entries.push({
      action: 'exhibit.inspected' as const, subject: exhibitId(record.exhibit),
      facts: { record: createHash('sha256').update(bytes).digest('hex'), status: statusOf(record), findings: record.findings.length },
    })
  }
  await world.evidence.flush(c.dir, paths)
  await c.append(entries)
  for (const record of records) tally.add(record)
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
  readonly #findings: Record<FindingLevel, { number: number; finding: Finding }[]> = { warn: [], notice: [], info: [] }
  readonly #counts: Record<FindingLevel, number> = { warn: 0, notice: 0, info: 0 }

  add(record: MetadataRecord): void {
    this.inspected += 1
    if (record.engines.some(failed)) this.#failed.push({ number: record.exhibit, status: statusOf(record) })
    for (const finding of record.findings) {
      this.#counts[finding.level] += 1
      if (this.#findings[finding.level].length < SHOWN_FINDINGS) this.#findings[finding.level].push({ number: record.exhibit, finding })
    }
  }

  result(): InspectResult {
    return {
      inspected: this.inspected, already: this.already, failed: this.#failed,
      findings: LEVELS.flatMap((level) => this.#findings[level]).slice(0, SHOWN_FINDINGS), counts: this.#counts,
    }
  }
}
