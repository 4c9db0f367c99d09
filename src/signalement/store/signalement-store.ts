// Signalements kept, found and forgotten. Every change is one durable commit; a look-up reads an index on keyed digests.
import { Failure } from '../../system/failure.ts'
import type { Database, Instant, SqlRow, SqlValue, Statement } from '../../system/world.ts'
import type { Signalement } from '../signalement.ts'
import type { AgeBand, ClockBasis, Harm, Platform, State, Urgency } from '../vocabulary.ts'
import { CaseLines } from './case-lines.ts'
import { recordFactsOf } from './delivery-row.ts'
import { DeliveryTable } from './delivery-table.ts'
import { DestinationStates } from './destination-states.ts'
import { overwriteForgotten } from './dialect.ts'
import { msOf, preparedRecord, type PreparedRecord } from './prepared-record.ts'
import type { RecordCipher } from './record-cipher.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'signalement.not-found': { id: string }
    /** A beginning of an identifier that several have. */
    'signalement.ambiguous-id': { id: string; count: number }
    /** Its key was destroyed; only its count is left. */
    'signalement.purged': { id: string }
  }
}

/** What a list shows without opening the record. */
export interface ListedSignalement {
  readonly id: string
  readonly revision: number
  readonly campaign: string | undefined
  readonly state: State
  readonly harm: Harm
  readonly ageBand: AgeBand
  readonly platform: Platform
  readonly urgency: Urgency
  readonly createdMs: number
  readonly dueMs: number
  readonly basis: ClockBasis
  readonly expiresMs: number
}

export interface ListFilter {
  readonly states?: readonly State[]
  readonly harm?: Harm
  readonly platform?: Platform
  readonly campaign?: string
  /** Due before this time. */
  readonly dueBeforeMs?: number
  readonly limit?: number
}

const UNINDEX = 'DELETE FROM locators WHERE record = (SELECT number FROM records WHERE id = ?)'
const COLUMNS = 'id, revision, campaign, state, harm, age, platform, urgency, created, due, basis, expires'

export class SignalementStore {
  readonly keyId: string
  private readonly database: Database
  private readonly cipher: RecordCipher
  private readonly statements = new Map<string, Statement>()
  readonly deliveries: DeliveryTable
  readonly destinations: DestinationStates
  readonly caseLines: CaseLines

  constructor(database: Database, cipher: RecordCipher) {
    this.database = database
    this.cipher = cipher
    this.keyId = cipher.keyId
    const sql = (text: string): Statement => this.sql(text)
    this.deliveries = new DeliveryTable(database, cipher, sql)
    this.destinations = new DestinationStates(sql)
    this.caseLines = new CaseLines(cipher, sql)
  }

  get path(): string {
    return this.database.path
  }

  /** Prepared once, used often. */
  private sql(text: string): Statement {
    let statement = this.statements.get(text)
    if (statement === undefined) {
      statement = this.database.prepare(text)
      this.statements.set(text, statement)
    }
    return statement
  }

  /** On a server, whose own records of what was written this program does not reach. */
  get isOnServer(): boolean {
    return this.database.dialect === 'postgres'
  }

  /** For what must stand by whose hand it is: see delivery/ownership.ts. */
  get sessionLocks(): Database['sessionLocks'] {
    return this.database.sessionLocks
  }

  /** Everything `work` does is one commit. */
  transaction<T>(work: () => T): T {
    return this.database.transaction(work)
  }

  insert(record: Signalement): void {
    this.database.transaction(() => {
      this.insertPrepared(preparedRecord(record))
      if (record.deliveries.length > 0) this.putDeliveries(record)
    })
  }

  private putDeliveries(record: Signalement): void {
    const number = Number(this.sql('SELECT number FROM records WHERE id = ?').get(record.id)?.['number'])
    this.deliveries.put(number, record.id, recordFactsOf(record), record.deliveries)
  }

  insertPrepared({ id, revision, text, clear, keys }: PreparedRecord): void {
    const { wrappedKey, body } = this.cipher.seal(id, revision, text)
    this.database.transaction(() => {
      const number = this.sql(`INSERT INTO records (${COLUMNS}, channel, wrapped_key, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`)
        .insert(id, revision, ...clear, wrappedKey, body)
      this.index(keys, number)
    })
  }

  /** Puts the next revision in the place of the record. @throws `signalement.not-found` when it is gone or was changed meanwhile */
  replace(before: Signalement, after: Signalement): void {
    const { text, clear, keys } = preparedRecord(after)
    const { wrappedKey, body } = this.cipher.seal(after.id, after.revision, text)
    this.database.transaction(() => {
      const changed = this.sql(`UPDATE records SET revision = ?, campaign = ?, state = ?, harm = ?, age = ?, platform = ?, urgency = ?, created = ?, due = ?, basis = ?, expires = ?, channel = ?,
        wrapped_key = ?, body = ? WHERE id = ? AND revision = ? AND purged IS NULL`)
        .run(after.revision, ...clear, wrappedKey, body, after.id, before.revision)
      if (changed === 0) throw new Failure('signalement.not-found', { id: after.id })
      this.replan(after.id)
      this.sql(UNINDEX).run(after.id)
      this.index(keys, Number(this.sql('SELECT number FROM records WHERE id = ?').get(after.id)?.['number']))
      if (before.deliveries.length > 0 || after.deliveries.length > 0) this.putDeliveries(after)
    })
  }

  /**
   * Reads, changes and puts back in one go: what another process did in between is what `change` sees.
   * @throws `signalement.not-found`, `signalement.purged`, and what `change` throws
   */
  update(id: string, change: (record: Signalement) => Signalement): Signalement {
    return this.database.transaction(() => {
      const before = this.get(id)
      const after = change(before)
      if (after !== before) this.replace(before, after)
      return after
    })
  }

  private index(keys: readonly string[], number: number): void {
    const put = this.sql('INSERT INTO locators (digest, record) VALUES (?, ?) ON CONFLICT DO NOTHING')
    for (const key of keys) put.run(this.cipher.digest(key), number)
  }

  /** Whether one that was not cancelled does. */
  holds(key: string): boolean {
    return this.sql("SELECT 1 AS one FROM locators JOIN records ON records.number = locators.record WHERE digest = ? AND state <> 'cancelled' LIMIT 1").get(this.cipher.digest(key)) !== undefined
  }

  /** Identifiers of the signalements that hold this look-up key. */
  holding(key: string): readonly string[] {
    return this.sql('SELECT records.id FROM locators JOIN records ON records.number = locators.record WHERE digest = ?').all(this.cipher.digest(key)).map((row) => String(row['id']))
  }

  /** @throws `signalement.not-found`, `signalement.purged`, `store.record-damaged` */
  get(id: string): Signalement {
    const row = this.sql('SELECT id, revision, wrapped_key, body FROM records WHERE id = ?').get(id)
    if (row === undefined) throw new Failure('signalement.not-found', { id })
    if (row['body'] === null) throw new Failure('signalement.purged', { id })
    return this.opened(row)
  }

  private opened(row: SqlRow): Signalement {
    const id = String(row['id'])
    const record = JSON.parse(this.cipher.open(id, Number(row['revision']), { wrappedKey: row['wrapped_key'] as Uint8Array, body: row['body'] as Uint8Array })) as Signalement
    return { ...record, deliveries: this.deliveries.ofRecord(id) }
  }

  /** Undefined columns are those of a purged record, of which no list tells. */
  listed(id: string): ListedSignalement | undefined {
    const row = this.sql(`SELECT ${COLUMNS} FROM records WHERE id = ? AND purged IS NULL`).get(id)
    return row === undefined ? undefined : listedOf(row)
  }

  /** The whole identifier of a beginning or an end of at least four signs. @throws `signalement.not-found`, `signalement.ambiguous-id` */
  resolve(part: string): string {
    const wanted = part.trim().toLowerCase()
    if (!/^[0-9a-f-]{4,36}$/.test(wanted)) throw new Failure('signalement.not-found', { id: part })
    // Identifiers made in the same minute begin alike: the end tells them apart, so that is what a list prints.
    const found = this.sql('SELECT id FROM records WHERE (id >= ? AND id < ?) OR id LIKE ? LIMIT 3').all(wanted, `${wanted}~`, `%${wanted}`)
    const [first] = found
    if (first === undefined) throw new Failure('signalement.not-found', { id: part })
    if (found.length > 1) throw new Failure('signalement.ambiguous-id', { id: part, count: found.length })
    return String(first['id'])
  }

  /** Those that were not planned for these settings: some of what they need may not be on its way. Soonest due first. */
  unplanned(signature: string): readonly string[] {
    return this.sql(`SELECT id FROM records LEFT JOIN plans ON plans.record = records.number
      WHERE purged IS NULL AND state NOT IN ('draft', 'cancelled') AND (signature IS NULL OR signature <> ?) ORDER BY due, id`).all(signature).map((row) => String(row['id']))
  }

  /** Everything that they need is on its way. Inside the transaction that put it there. */
  planned(ids: readonly string[], signature: string): void {
    const put = this.sql('INSERT INTO plans (record, signature) SELECT number, ? FROM records WHERE id = ? ON CONFLICT (record) DO UPDATE SET signature = excluded.signature')
    for (const id of ids) put.run(signature, id)
  }

  /** Something that it needs is no longer on its way. */
  replan(id: string): void {
    this.sql('DELETE FROM plans WHERE record = (SELECT number FROM records WHERE id = ?)').run(id)
  }

  /** Soonest due first. */
  *list(filter: ListFilter = {}): IterableIterator<ListedSignalement> {
    const { where, values } = conditions(filter)
    const limit = filter.limit ?? Number.MAX_SAFE_INTEGER
    for (const row of this.database.prepare(`SELECT ${COLUMNS} FROM records WHERE ${where} ORDER BY due, id LIMIT ?`).iterate(...values, limit)) yield listedOf(row)
  }

  count(filter: ListFilter = {}): number {
    const { where, values } = conditions(filter)
    return Number(this.database.prepare(`SELECT count(*) AS n FROM records WHERE ${where}`).get(...values)?.['n'] ?? 0)
  }

  /** Whose retention ended. */
  expired(nowMs: number): readonly ListedSignalement[] {
    return this.sql(`SELECT ${COLUMNS} FROM records WHERE purged IS NULL AND expires <= ? ORDER BY expires, id`).all(nowMs).map(listedOf)
  }

  /**
   * Destroys the records' keys, bodies and look-up digests; what counts stays: harm, band, platform, channel, state and
   * thirty days' span, under a name that leads nowhere. False when old bytes may be left in the files of the database:
   * see `overwriteForgotten`.
   */
  purge(ids: readonly string[], now: Instant): boolean {
    const nowMs = msOf(now)
    this.database.transaction(() => {
      const unindex = this.sql(UNINDEX)
      const forget = this.sql('UPDATE records SET wrapped_key = NULL, body = NULL, campaign = NULL, due = NULL, basis = NULL, created = ?1, expires = ?2, purged = ?2, id = ?3 WHERE id = ?4 AND purged IS NULL')
      for (const id of ids) {
        const created = Number(this.sql('SELECT created FROM records WHERE id = ?').get(id)?.['created'] ?? nowMs)
        unindex.run(id)
        this.replan(id)
        this.deliveries.forget(Number(this.sql('SELECT number FROM records WHERE id = ?').get(id)?.['number'] ?? 0), monthOf, () => this.cipher.pseudonym())
        // Its own name tells the millisecond in which it was made.
        forget.run(monthOf(created), monthOf(nowMs), `purged-${this.cipher.pseudonym()}`, id)
      }
    })
    return overwriteForgotten(this.database)
  }

  /** Counts by a clear column, purged ones included. */
  counts(by: 'harm' | 'platform' | 'state' | 'age' | 'channel'): ReadonlyMap<string, number> {
    return new Map(this.database.prepare(`SELECT ${by} AS name, count(*) AS n FROM records GROUP BY ${by} ORDER BY n DESC, name`).all().map((row) => [String(row['name']), Number(row['n'])]))
  }

  close(): void {
    this.database.close()
  }
}

const DAY_MS = 86_400_000
/** Thirty days: enough for a count, too coarse for a person. */
const monthOf = (ms: number): number => Math.floor(ms / (30 * DAY_MS)) * 30 * DAY_MS

function listedOf(row: SqlRow): ListedSignalement {
  return {
    id: String(row['id']), revision: Number(row['revision']), campaign: row['campaign'] === null ? undefined : String(row['campaign']),
    state: row['state'] as State, harm: row['harm'] as Harm, ageBand: row['age'] as AgeBand, platform: row['platform'] as Platform, urgency: row['urgency'] as Urgency,
    createdMs: Number(row['created']), dueMs: Number(row['due']), basis: row['basis'] as ClockBasis, expiresMs: Number(row['expires']),
  }
}

function conditions(filter: ListFilter): { where: string; values: SqlValue[] } {
  const parts = ['purged IS NULL']
  const values: SqlValue[] = []
  if (filter.states !== undefined) {
    parts.push(`state IN (${filter.states.map(() => '?').join(', ')})`)
    values.push(...filter.states)
  }
  for (const column of ['harm', 'platform', 'campaign'] as const) {
    const value = filter[column]
    if (value === undefined) continue
    parts.push(`${column} = ?`)
    values.push(value)
  }
  if (filter.dueBeforeMs !== undefined) {
    parts.push('due <= ?')
    values.push(filter.dueBeforeMs)
  }
  return { where: parts.join(' AND '), values }
}
