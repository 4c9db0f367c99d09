// A whole import: the file is read once to its end before anything is kept, so that a broken one leaves nothing; then
// rows are judged, kept in batches of one commit each, and those that are not taken are written back with the reasons.
import { Failure } from '../../system/failure.ts'
import { interrupted } from '../../system/errno.ts'
import { entryBeside } from '../../system/isolated-process.ts'
import type { Thread, World } from '../../system/world.ts'
import { compose, type ComposeDefaults, type ComposeTables } from '../compose.ts'
import type { Entry } from '../entry.ts'
import { uuidV7 } from '../identifier.ts'
import { planNew, type KeptOutcome } from '../keep.ts'
import { gate } from '../privacy/gate.ts'
import type { Problem } from '../problem.ts'
import { SignalementId, type Signalement } from '../signalement.ts'
import { inOnePiece, preparedRecord } from '../store/prepared-record.ts'
import type { SignalementStore } from '../store/signalement-store.ts'
import type { FieldColumns, ImportFormat, ImportRow, RowBatch } from './import-row.ts'
import type { ImportWarning } from './import-words.ts'
import { checkRows, readRows } from './read-rows.ts'
import { rejectsWriter, type RejectsWriter } from './rejects.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** Somebody's corrections may be in it. */
    'signalement.rejects-exist': { path: string }
    /** The file changed between the two readings. */
    'signalement.import-changed': { path: string }
  }
}

export interface ImportInput {
  readonly path: string
  readonly map: readonly { readonly column: string; readonly field: string }[]
  readonly format: ImportFormat | undefined
  /** What holds for rows that say nothing. */
  readonly entry: Entry
  readonly strict: boolean
  readonly replace: boolean
  readonly dryRun: boolean
  readonly rejects: string | undefined
  readonly language: 'fr' | 'en'
  /** What is written beside a rejected row. */
  readonly reason: (problem: Problem, columns: FieldColumns) => string
}

export interface RefusedRow {
  readonly row: number
  readonly problems: readonly Problem[]
  readonly columns: FieldColumns
}

export interface ImportResult {
  readonly dryRun: boolean
  readonly rows: number
  readonly kept: number
  readonly drafts: number
  /** Rows of which every address was known. */
  readonly known: number
  /** Rows kept without the addresses that were known. */
  readonly partly: number
  readonly refused: number
  /** The first of them. */
  readonly refusedRows: readonly RefusedRow[]
  /** Rows whose text may name somebody. */
  readonly personal: number
  /** The first of them. */
  readonly personalRows: readonly number[]
  /** The first rows kept that say imminent danger: somebody is to be called before anything else. */
  readonly danger: readonly number[]
  readonly warnings: readonly ImportWarning[]
  /** What a careful reader should know of rows that were taken, and of how many. */
  readonly notes: readonly { readonly problem: Problem; readonly rows: number; readonly first: number }[]
  /** Rejects file; absent when no row was refused or none was asked for. */
  readonly rejects?: string
}

const REPORTED = 1000
const ID_BYTES = 10

/** @param opened called once the whole file could be read; undefined: a dry run on a machine without a store @throws `import.*`, `signalement.rejects-exist`, `signalement.import-changed`, `database.*`, `system.*` */
export async function importSignalements(
  world: World, opened: () => Promise<SignalementStore | undefined>, input: ImportInput, defaults: ComposeDefaults, tables: ComposeTables,
  onRows: (stage: 'checking' | 'keeping', rows: number, total?: number) => void,
): Promise<ImportResult> {
  if (input.rejects !== undefined && await world.files.facts(input.rejects) !== undefined) throw new Failure('signalement.rejects-exist', { path: input.rejects })
  const { total, stamp } = await check(world, input, (rows) => { onRows('checking', rows) })
  let run: ImportRun | undefined
  try {
    for await (const batch of batches(world, input, defaults.timeZone)) {
      // The header is there and a workbook is open: only now is a store made where there was none.
      run ??= new ImportRun(world, await opened(), input, defaults, tables)
      await run.take(batch)
      onRows('keeping', run.rows, total)
    }
    if (run === undefined) throw new Failure('import.empty', { path: input.path })
    if (await stampOf(world, input.path) !== stamp) throw new Failure('signalement.import-changed', { path: input.path })
    return await run.finish()
  } catch (error) {
    await run?.abandon()
    throw error
  }
}

function batches(world: World, { path, map, format, entry }: ImportInput, timeZone: string): AsyncIterable<RowBatch> {
  // What the options supply needs no column.
  const needed = [...(entry.harm === undefined ? [['harm'] as const] : []), ['urls', 'account', 'accountId'] as const]
  return readRows(world, path, { map, timeZone, needed, ...(format === undefined ? {} : { format }) })
}

/** The file is whole, to its last quote: what cannot be read ends the import before it began. */
async function check(world: World, input: ImportInput, onRows: (rows: number) => void): Promise<{ total: number | undefined; stamp: string }> {
  const stamp = await stampOf(world, input.path)
  const total = await checkRows(world, input.path, { map: input.map, ...(input.format === undefined ? {} : { format: input.format }) }, (rows) => {
    if (world.signal.aborted) throw interrupted(world.signal)
    onRows(rows)
  })
  return { total, stamp }
}

async function stampOf(world: World, path: string): Promise<string> {
  const facts = await world.files.facts(path)
  return facts === undefined ? '' : `${facts.inode} ${facts.size} ${facts.mtimeNs}`
}

class ImportRun {
  rows = 0
  private kept = 0
  private drafts = 0
  private known = 0
  private partly = 0
  private refused = 0
  private personal = 0
  private readonly refusedRows: RefusedRow[] = []
  private readonly warnings: ImportWarning[] = []
  private readonly danger: number[] = []
  private readonly personalRows: number[] = []
  private readonly notes = new Map<string, { problem: Problem; rows: number; first: number }>()
  private readonly campaigns = new Map<string, string>()
  /** Look-up keys of a dry run, which keeps nothing to look into. */
  private readonly planned = new Set<string>()
  private writer: RejectsWriter | undefined
  private readonly keeper: Thread | undefined
  private readonly pending: { readonly records: readonly Signalement[]; readonly outcomes: Promise<readonly KeptOutcome[]> }[] = []
  private chance: Uint8Array = new Uint8Array(0)
  private readonly world: World
  private readonly store: SignalementStore | undefined
  private readonly input: ImportInput
  private readonly defaults: ComposeDefaults
  private readonly tables: ComposeTables

  constructor(world: World, store: SignalementStore | undefined, input: ImportInput, defaults: ComposeDefaults, tables: ComposeTables) {
    this.world = world
    this.store = store
    this.input = input
    this.defaults = defaults
    this.tables = tables
    if (store !== undefined && !input.dryRun) this.keeper = world.threads.open(entryBeside(import.meta.url, '../store/keeping-thread'), { dataDir: world.host.dataDir, place: store.path })
  }

  async take(batch: RowBatch): Promise<void> {
    if (this.world.signal.aborted) throw interrupted(this.world.signal)
    this.warnings.push(...batch.warnings)
    const now = this.world.clock.now()
    const good: Signalement[] = []
    const bad: { row: ImportRow; problems: readonly Problem[] }[] = []
    for (const row of batch.rows) {
      this.note(row)
      const judged = this.judge(row, now)
      if (isProblems(judged)) bad.push({ row, problems: judged })
      else {
        good.push(judged)
        if (judged.urgency === 'imminent_danger' && this.danger.length < REPORTED) this.danger.push(row.row)
      }
    }
    await this.keep(good)
    this.rows += batch.rows.length
    for (const { row, problems } of bad) await this.refuse(batch, row, problems)
  }

  private note({ row, notes }: ImportRow): void {
    for (const each of notes) {
      const known = this.notes.get(each.code)
      if (known === undefined) this.notes.set(each.code, { problem: each, rows: 1, first: row })
      else known.rows += 1
    }
  }

  private judge(row: ImportRow, now: string): Signalement | readonly Problem[] {
    const gated = gate({ ...this.input.entry, ...row.entry }, this.input)
    if (gated.hits.length > 0 || gated.replaced > 0) {
      this.personal += 1
      if (this.personalRows.length < REPORTED) this.personalRows.push(row.row)
    }
    const { campaign, ...entry } = gated.entry
    const composed = compose(entry, this.defaults, this.tables, {
      id: uuidV7(now, this.draw()), now, campaign: campaign === undefined ? undefined : this.campaignOf(campaign, now),
    })
    const before = [...row.problems, ...gated.problems]
    if (composed.ok) return before.length === 0 ? composed.record : before
    // What the reading already said of a field is not said twice.
    const said = new Set(row.problems.map(({ path }) => path))
    return [...before, ...composed.problems.filter(({ path }) => !said.has(path))]
  }

  /** Chance in portions: a call costs as much for ten bytes as for thousands. */
  private draw(): Uint8Array {
    if (this.chance.length < ID_BYTES) this.chance = this.world.random.bytes(1000 * ID_BYTES)
    const drawn = this.chance.subarray(0, ID_BYTES)
    this.chance = this.chance.subarray(ID_BYTES)
    return drawn
  }

  /** A spreadsheet names its campaigns in its own words: one word, one campaign of this import. */
  private campaignOf(word: string, now: string): string {
    if (SignalementId.safeParse(word).success) return word
    const known = this.campaigns.get(word) ?? uuidV7(now, this.draw())
    this.campaigns.set(word, known)
    return known
  }

  private async keep(records: readonly Signalement[]): Promise<void> {
    if (this.keeper === undefined || this.store === undefined) {
      this.count(records, planNew(this.store, records, this.planned))
      return
    }
    const { keyId } = this.store
    const { records: prepared, memory } = inOnePiece(records.map((record) => preparedRecord({ ...record, retention: { ...record.retention, keyId } })))
    // Batches are kept while the next ones are read, and never run far ahead of what is on the disk.
    await this.settle(1)
    const outcomes = this.keeper.ask(prepared, [memory]) as Promise<readonly KeptOutcome[]>
    // Heard in settle(): until then a failure is nobody's.
    outcomes.catch(() => undefined)
    this.pending.push({ records, outcomes })
  }

  /** Waits for the commits of the batches in hand, but for the last `left`. */
  private async settle(left: number): Promise<void> {
    while (this.pending.length > left) {
      const oldest = this.pending.shift()
      if (oldest !== undefined) this.count(oldest.records, await oldest.outcomes)
    }
  }

  private count(records: readonly Signalement[], outcomes: readonly KeptOutcome[]): void {
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === 'duplicate') this.known += 1
      else {
        this.kept += 1
        if (records[index]?.state === 'draft') this.drafts += 1
        if (outcome === 'partly') this.partly += 1
      }
    }
  }

  private async refuse(batch: RowBatch, row: ImportRow, problems: readonly Problem[]): Promise<void> {
    this.refused += 1
    if (this.refusedRows.length < REPORTED) this.refusedRows.push({ row: row.row, problems, columns: row.columns })
    const { rejects, dryRun, language, reason } = this.input
    if (rejects === undefined || dryRun) return
    this.writer ??= rejectsWriter(this.world, rejects, { format: batch.format, columns: batch.columns, language })
    await this.writer.add(row.raw, problems.map((each) => reason(each, row.columns)))
  }

  async finish(): Promise<ImportResult> {
    await this.settle(0)
    await this.keeper?.close()
    const written = await this.writer?.finish()
    const { rows, kept, drafts, known, partly, refused, refusedRows, personal, personalRows, danger, warnings } = this
    return { dryRun: this.input.dryRun, rows, kept, drafts, known, partly, refused, refusedRows, personal, personalRows, danger, warnings, notes: [...this.notes.values()], ...(written === undefined || this.input.rejects === undefined ? {} : { rejects: this.input.rejects }) }
  }

  async abandon(): Promise<void> {
    // The batch in hand is committed or not: it is waited for, so that nothing is cut.
    await this.settle(0).catch(() => undefined)
    await this.keeper?.close()
    await this.writer?.abandon()
  }
}

function isProblems(judged: Signalement | readonly Problem[]): judged is readonly Problem[] {
  return Array.isArray(judged)
}
