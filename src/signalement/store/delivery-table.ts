// The rows of deliveries: kept with their signalement, claimed and settled by the outbox. Clear columns hold states, times
// and counts; what was sent and answered is sealed like the record itself.
import { canonicalJson, type JsonValue } from '../../case/canonical-json.ts'
import { Failure } from '../../system/failure.ts'
import { instantOfMs } from '../../system/time.ts'
import type { Database, SqlRow, SqlValue, Statement } from '../../system/world.ts'
import type { Delivery } from '../delivery.ts'
import { overallState } from '../state-machine.ts'
import { URGENCIES, type ClockBasis, type State } from '../vocabulary.ts'
import { deliveryName } from './delivery-name.ts'
import { conditions, LISTED, listedOf, type DeliveryChange, type DeliveryFilter, type DueDelivery, type ListedDelivery, type OpenDelivery, type QueueLength, type RecordFacts } from './delivery-row.ts'
import { msOf } from './prepared-record.ts'
import type { RecordCipher } from './record-cipher.ts'

const FROM = 'FROM deliveries JOIN records ON records.number = deliveries.record'
const BODIES = 'JOIN delivery_bodies ON delivery_bodies.delivery = deliveries.number'
const BODY = 'delivery_bodies.wrapped_key AS wrapped_key, delivery_bodies.body AS body'

export class DeliveryTable {
  private readonly database: Database
  private readonly cipher: RecordCipher
  private readonly sql: (text: string) => Statement

  constructor(database: Database, cipher: RecordCipher, sql: (text: string) => Statement) {
    this.database = database
    this.cipher = cipher
    this.sql = sql
  }

  /** In the order in which they were prepared. */
  ofRecord(id: string): Delivery[] {
    return this.sql(`SELECT deliveries.state AS state, deliveries.destination AS destination, deliveries.key AS key, deliveries.prepared AS prepared, ${BODY} ${FROM} ${BODIES} WHERE records.id = ? ORDER BY deliveries.number`)
      .all(id).map((row) => this.openRow(id, row))
  }

  private openRow(id: string, row: SqlRow): Delivery {
    const at = instantOfMs(Number(row['prepared']))
    const name = deliveryName(id, { destination: String(row['destination']), idempotencyKey: String(row['key']), at })
    const delivery = JSON.parse(this.cipher.open(name, 0, { wrappedKey: row['wrapped_key'] as Uint8Array, body: row['body'] as Uint8Array })) as Delivery
    return { ...delivery, state: row['state'] as State }
  }

  /** Rows of the record become these: gone ones are removed, changed ones rewritten, new ones added. Inside a transaction of the caller. */
  put(number: number, id: string, record: RecordFacts, deliveries: readonly Delivery[]): void {
    const rows = this.sql(`SELECT deliveries.number AS number, deliveries.destination AS destination, deliveries.key AS key, deliveries.prepared AS prepared, deliveries.state AS state, ${BODY} FROM deliveries ${BODIES} WHERE record = ?`).all(number)
    const known = new Map(rows.map((row) => [deliveryName(id, { destination: String(row['destination']), idempotencyKey: String(row['key']), at: instantOfMs(Number(row['prepared'])) }), row]))
    for (const delivery of deliveries) {
      const name = deliveryName(id, delivery)
      const row = known.get(name)
      known.delete(name)
      if (row === undefined) {
        this.add(number, id, record, delivery)
      } else if (textOf(this.openRow(id, row)) !== textOf(delivery)) {
        this.rewrite(Number(row['number']), id, { delivery })
      }
    }
    // The urgency may have been corrected since.
    const clear = [URGENCIES.indexOf(record.urgency), record.dueMs, record.basis]
    this.sql('UPDATE deliveries SET urgency = ?, due = ?, basis = ? WHERE record = ? AND sealed = 1 AND (urgency <> ? OR due <> ? OR basis <> ?)').run(...clear, number, ...clear)
    for (const row of known.values()) {
      this.dropSealed(Number(row['number']))
      this.sql('DELETE FROM deliveries WHERE number = ?').run(row['number'] ?? 0)
    }
  }

  private add(number: number, id: string, record: RecordFacts, delivery: Delivery, payload?: Uint8Array, place?: string): void {
    const name = deliveryName(id, delivery)
    const sealed = this.cipher.seal(name, 0, Buffer.from(JSON.stringify(delivery)))
    const frozen = payload === undefined ? undefined : this.cipher.seal(`payload ${name}`, 0, payload)
    const row = this.sql(`INSERT INTO deliveries (record, destination, channel, adapter, key, state, urgency, due, basis, prepared, test, next, attempts, flagger, sealed, machine, place)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 1, ?, ?) RETURNING number`)
      .insert(number, delivery.destination, delivery.channel, delivery.adapterVersion, delivery.idempotencyKey, delivery.state, URGENCIES.indexOf(record.urgency), record.dueMs, record.basis,
        msOf(delivery.at), delivery.test === true ? 1 : 0, record.trustedFlagger ? 1 : 0, frozen === undefined ? 0 : 1, place ?? null)
    this.sql('INSERT INTO delivery_bodies (delivery, wrapped_key, body) VALUES (?, ?, ?)').run(row, sealed.wrappedKey, sealed.body)
    // One that has a past already: its columns say so.
    if (delivery.receipt !== undefined || delivery.decision !== undefined || delivery.checks.length > 0 || delivery.attempts.length > 0) this.rewrite(row, id, { delivery })
    if (frozen !== undefined) this.sql('INSERT INTO payloads (delivery, wrapped_key, payload) VALUES (?, ?, ?)').run(row, frozen.wrappedKey, frozen.body)
  }

  private dropSealed(number: number): void {
    this.sql('DELETE FROM delivery_bodies WHERE delivery = ?').run(number)
    this.sql('DELETE FROM payloads WHERE delivery = ?').run(number)
  }

  /**
   * New requests beside those that are there, with the bytes that leave. Those whose key stands already are left out: a
   * colleague was faster. Inside a transaction of the caller.
   * @returns how many were added; undefined when the record is not, or no longer, of that revision
   */
  queue(id: string, revision: number, record: RecordFacts, requests: readonly { readonly delivery: Delivery; readonly payload: Uint8Array; readonly place?: string }[]): number | undefined {
    const row = this.sql('SELECT number, revision FROM records WHERE id = ? AND purged IS NULL').get(id)
    if (row === undefined || Number(row['revision']) !== revision) return undefined
    const standing = new Set(this.sql("SELECT key FROM deliveries WHERE record = ? AND state NOT IN ('cancelled', 'dead_letter')").all(row['number'] ?? 0).map((each) => String(each['key'])))
    const fresh = requests.filter(({ delivery }) => !standing.has(delivery.idempotencyKey))
    for (const { delivery, payload, place } of fresh) this.add(Number(row['number']), id, record, delivery, payload, place)
    if (fresh.some(({ delivery }) => delivery.test !== true)) this.sql("UPDATE records SET state = 'queued' WHERE number = ? AND state IN ('validated', 'dead_letter')").run(row['number'] ?? 0)
    return fresh.length
  }

  /** @param from rewrites nothing when the row is in another state, or was purged. @returns how many rows it was */
  private rewrite(number: number, id: string, { delivery, nextMs, tried }: DeliveryChange, from?: State, owner?: string): number {
    const { receipt, decision, checks, appealUntil } = delivery
    const sealed = this.cipher.seal(deliveryName(id, delivery), 0, Buffer.from(JSON.stringify(delivery)))
    const lastCheck = checks.at(-1)
    const gone = checks.find(({ contentState }) => contentState === 'removed' || contentState === 'account_gone')
    const ms = (at: string | undefined): SqlValue => (at === undefined ? null : msOf(at))
    const changed = this.sql(`UPDATE deliveries SET state = ?, next = COALESCE(?, next), attempts = attempts + ?, owner = CASE WHEN state = 'sending' AND ? = 'sending' THEN owner ELSE NULL END, sent = COALESCE(sent, ?), acknowledged = COALESCE(acknowledged, ?), decided = ?,
      checked = ?, gone = COALESCE(gone, ?), appeal = ?, content = ?, refused = ? WHERE number = ?${from === undefined ? '' : ' AND state = ? AND sealed = 1'}${owner === undefined ? '' : ' AND owner = ?'}`)
      .run(delivery.state, nextMs ?? null, tried === true ? 1 : 0, delivery.state, ms(receipt?.at), ms(delivery.acknowledgedAt), ms(decision?.at), ms(lastCheck?.at), ms(gone?.at), ms(appealUntil),
        lastCheck?.contentState ?? null, delivery.attempts.at(-1)?.class === 'definite_reject' ? 1 : 0, number, ...(from === undefined ? [] : [from]), ...(owner === undefined ? [] : [owner]))
    if (changed > 0) this.sql('UPDATE delivery_bodies SET wrapped_key = ?, body = ? WHERE delivery = ?').run(sealed.wrappedKey, sealed.body, number)
    return changed
  }

  /** Undefined for one that has none, as a packet's. */
  payload({ row, delivery }: OpenDelivery): Uint8Array | undefined {
    const found = this.sql('SELECT wrapped_key, payload FROM payloads WHERE delivery = ?').get(row.number)
    if (found === undefined) return undefined
    return this.cipher.openBytes(`payload ${deliveryName(row.id, delivery)}`, 0, { wrappedKey: found['wrapped_key'] as Uint8Array, body: found['payload'] as Uint8Array })
  }

  /** @throws `signalement.not-found` */
  get(number: number): OpenDelivery {
    const row = this.sql(`SELECT ${LISTED}, ${BODY} ${FROM} ${BODIES} WHERE deliveries.number = ?`).get(number)
    if (row === undefined) {
      const left = this.sql('SELECT 1 AS one FROM deliveries WHERE number = ?').get(number)
      throw left === undefined ? new Failure('signalement.not-found', { id: String(number) }) : new Failure('signalement.purged', { id: String(number) })
    }
    return { row: listedOf(row), delivery: this.openRow(String(row['id']), row) }
  }

  /** Soonest due first, then most urgent. */
  *list(filter: DeliveryFilter = {}): IterableIterator<ListedDelivery> {
    const { where, values } = conditions(filter)
    // What is shown is chosen in the index alone: of a hundred thousand rows only these are read.
    for (const row of this.database.prepare(`SELECT ${LISTED} FROM (SELECT number AS chosen FROM deliveries WHERE ${where} ORDER BY due, urgency, number LIMIT ?) AS choice
      JOIN deliveries ON deliveries.number = chosen JOIN records ON records.number = deliveries.record ORDER BY deliveries.due, deliveries.urgency, deliveries.number`)
      .iterate(...values, filter.limit ?? 1_000_000_000)) yield listedOf(row)
  }

  /** By state; purged ones left out. */
  counts(filter: DeliveryFilter = {}): ReadonlyMap<State, number> {
    const { where, values } = conditions(filter)
    return new Map(this.database.prepare(`SELECT state, count(*) AS n FROM deliveries WHERE ${where} GROUP BY state`).all(...values).map((row) => [row['state'] as State, Number(row['n'])]))
  }

  /** How many are open, and how many of them late, by the basis of their time. */
  dueByBasis(states: readonly State[], nowMs: number): ReadonlyMap<ClockBasis, { readonly open: number; readonly late: number }> {
    return new Map(this.database.prepare(`SELECT basis, count(*) AS n, sum(CASE WHEN due <= ? THEN 1 ELSE 0 END) AS late FROM deliveries WHERE state IN (${states.map(() => '?').join(', ')}) AND basis IS NOT NULL AND test = 0 GROUP BY basis`)
      .all(nowMs, ...states).map((row) => [row['basis'] as ClockBasis, { open: Number(row['n']), late: Number(row['late']) }]))
  }

  /**
   * Takes the most urgent of what may go now, at most so many for each destination: on the disk as `sending` when the
   * transaction of the caller ends, under the name of its owner. `furthestMs`: what is to wait beyond was put there by a
   * wrong clock, and may go.
   */
  claim({ nowMs, furthestMs = Number.MAX_SAFE_INTEGER, limit, owner, only, rooms }: { readonly nowMs: number; readonly furthestMs?: number; readonly limit: number; readonly owner: string; readonly only?: readonly number[]; readonly rooms: ReadonlyMap<string, number> }): readonly OpenDelivery[] {
    const left = new Map([...rooms].filter(([, room]) => room > 0))
    const taken: OpenDelivery[] = []
    const numbers = only === undefined ? undefined : fewLengths(only)
    const chosen = numbers === undefined ? '' : ` AND deliveries.number IN (${places(numbers) || 'NULL'})`
    while (taken.length < limit && left.size > 0) {
      const ids = [...left.keys()]
      const rows = this.sql(`SELECT ${LISTED}, ${BODY} ${FROM} ${BODIES}
        WHERE deliveries.state = 'queued' AND (deliveries.next <= ? OR deliveries.next > ?) AND deliveries.machine = 1 AND deliveries.destination IN (${ids.map(() => '?').join(', ')})${chosen}
        ORDER BY deliveries.urgency, deliveries.due, deliveries.number LIMIT ?`).all(nowMs, furthestMs, ...ids, ...(numbers ?? []), limit - taken.length)
      const chosenNow: SqlRow[] = []
      for (const row of rows) {
        const room = left.get(String(row['destination'])) ?? 0
        if (room <= 0) continue
        left.set(String(row['destination']), room - 1)
        chosenNow.push(row)
        const listed = listedOf(row)
        taken.push({ row: { ...listed, state: 'sending' }, delivery: { ...this.openRow(listed.id, row), state: 'sending' } })
      }
      this.takeInHand(owner, chosenNow)
      // Those that are full make room in the next look for what lies behind them.
      const full = [...left].filter(([, room]) => room <= 0)
      for (const [id] of full) left.delete(id)
      if (full.length === 0) break
    }
    return taken
  }

  private takeInHand(owner: string, rows: readonly SqlRow[]): void {
    const numbers = fewLengths(rows.map((row) => Number(row['number'])))
    if (numbers.length > 0) this.sql(`UPDATE deliveries SET state = 'sending', owner = ? WHERE number IN (${places(numbers)})`).run(owner, ...numbers)
    const ids = fewLengths(rows.filter((row) => Number(row['test']) === 0).map((row) => String(row['id'])))
    if (ids.length > 0) this.sql(`UPDATE records SET state = 'sending' WHERE id IN (${places(ids)}) AND state IN ('validated', 'queued', 'dead_letter')`).run(...ids)
  }

  /**
   * Writes what became of one. Inside a transaction of the caller. @param owner only while it is in this hand
   * @throws `signalement.illegal-move` when the row is no longer in the state, or the hand, that it was in, or was purged
   */
  settle({ row }: OpenDelivery, from: State, change: DeliveryChange, owner?: string): void {
    if (this.rewrite(row.number, row.id, change, from, owner) === 0) {
      const current = this.sql('SELECT state FROM deliveries WHERE number = ? AND sealed = 1').get(row.number)
      throw new Failure('signalement.illegal-move', { from: String(current?.['state'] ?? 'purged'), event: change.delivery.state })
    }
    // A test says nothing of where the signalement is.
    if (!row.test) this.showState(row.id)
  }

  /** The word for the whole signalement follows its deliveries. */
  private showState(id: string): void {
    const states = this.sql('SELECT deliveries.state AS state FROM deliveries JOIN records ON records.number = deliveries.record WHERE records.id = ? AND deliveries.test = 0').all(id).map((row) => ({ state: row['state'] as State }))
    this.sql("UPDATE records SET state = ? WHERE id = ? AND state NOT IN ('cancelled', 'draft')").run(overallState('validated', states), id)
  }

  /** Those that somebody was sending: who, and by which adapter (`guichet/1`). Purged ones are nobody's. */
  sending(): readonly { readonly number: number; readonly owner: string; readonly adapter: string }[] {
    return this.sql("SELECT number, owner, adapter FROM deliveries WHERE state = 'sending' AND basis IS NOT NULL").all()
      .map((row) => ({ number: Number(row['number']), owner: String(row['owner'] ?? ''), adapter: String(row['adapter']) }))
  }

  /** How many each destination is being sent now, by whomever. */
  underWay(): ReadonlyMap<string, number> {
    return new Map(this.sql("SELECT destination, count(*) AS n FROM deliveries WHERE state = 'sending' AND basis IS NOT NULL GROUP BY destination").all().map((row) => [String(row['destination']), Number(row['n'])]))
  }

  /** Of these destinations, those that have something which may go now. */
  ready({ nowMs, destinations, only }: { readonly nowMs: number; readonly destinations: readonly string[]; readonly only?: readonly number[] }): readonly string[] {
    const among = (column: string, wanted: readonly unknown[]): string => `${column} IN (${wanted.map(() => '?').join(', ') || 'NULL'})`
    return this.sql(`SELECT DISTINCT destination FROM deliveries WHERE state = 'queued' AND next <= ? AND machine = 1 AND ${among('destination', destinations)}${only === undefined ? '' : ` AND ${among('number', only)}`}`)
      .all(nowMs, ...destinations, ...(only ?? [])).map((row) => String(row['destination']))
  }

  sendingTo(): readonly string[] {
    return this.sql("SELECT DISTINCT destination FROM deliveries WHERE state = 'sending' AND basis IS NOT NULL").all().map((row) => String(row['destination']))
  }

  /** What machine destinations have in their queue, and when the first of it may go. @param only of these rows; all when absent */
  waiting(only?: readonly number[]): readonly QueueLength[] {
    const chosen = only === undefined ? '' : ` AND number IN (${only.map(() => '?').join(', ') || 'NULL'})`
    return this.sql(`SELECT destination, count(*) AS n, min(next) AS next FROM deliveries WHERE state = 'queued' AND machine = 1${chosen} GROUP BY destination ORDER BY destination`).all(...(only ?? []))
      .map((row) => ({ destination: String(row['destination']), count: Number(row['n']), nextMs: Number(row['next']) }))
  }

  /** What a destination could be sent now, most urgent first. @param furthestMs what is to wait beyond was put there by a wrong clock */
  due(nowMs: number, furthestMs: number, destination: string, limit: number): readonly DueDelivery[] {
    return this.sql("SELECT number, attempts, urgency, due FROM deliveries WHERE state = 'queued' AND destination = ? AND (next <= ? OR next > ?) AND machine = 1 ORDER BY urgency, due, number LIMIT ?").all(destination, nowMs, furthestMs, limit)
      .map((row) => ({ number: Number(row['number']), attempts: Number(row['attempts']), urgency: Number(row['urgency']), dueMs: Number(row['due']) }))
  }

  /** In the queue, and prepared for another place than this one. */
  elsewhere(destination: string, place: string): readonly number[] {
    return this.sql("SELECT number FROM deliveries WHERE state = 'queued' AND machine = 1 AND destination = ? AND (place IS NULL OR place <> ?)").all(destination, place).map((row) => Number(row['number']))
  }

  /** What figures are made of, purged ones included: in the order of their rows. */
  *figures(): IterableIterator<SqlRow> {
    yield* this.database.prepare(`SELECT deliveries.destination AS destination, deliveries.channel AS channel, records.harm AS harm, records.urgency AS urgency, deliveries.flagger AS flagger,
      deliveries.refused AS refused, deliveries.state AS state, deliveries.test AS test, deliveries.prepared AS prepared, deliveries.sent AS sent, deliveries.acknowledged AS acknowledged,
      deliveries.decided AS decided, deliveries.gone AS gone, records.purged AS purged ${FROM} ORDER BY deliveries.number`).iterate()
  }

  /** What leads anywhere is destroyed; what counts stays, its times coarse. Inside a transaction of the caller. */
  forget(recordNumber: number, coarse: (ms: number) => number, pseudonym: () => string): void {
    for (const row of this.sql('SELECT number, prepared, sent, acknowledged, decided, gone FROM deliveries WHERE record = ?').all(recordNumber)) {
      this.dropSealed(Number(row['number']))
      const rough = (name: string): SqlValue => (row[name] === null || row[name] === undefined ? null : coarse(Number(row[name])))
      this.sql(`UPDATE deliveries SET key = ?, state = CASE state WHEN 'queued' THEN 'cancelled' WHEN 'sending' THEN 'unknown_outcome' ELSE state END, owner = NULL, due = 0, basis = NULL, next = 0,
        prepared = ?, sent = ?, acknowledged = ?, decided = ?, checked = NULL, gone = ?, appeal = NULL, sealed = 0, machine = 0 WHERE number = ?`)
        .run(`purged-${pseudonym()}`, rough('prepared'), rough('sent'), rough('acknowledged'), rough('decided'), rough('gone'), row['number'] ?? 0)
    }
  }
}

/** The same for the same members in any order. */
const textOf = (delivery: Delivery): string => canonicalJson(JSON.parse(JSON.stringify(delivery)) as JsonValue)

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

const LONGEST_FILLED = 1024

/** Filled up with its last value to a power of two: a statement is prepared for each length. */
function fewLengths<T>(values: readonly T[]): readonly T[] {
  const last = values.at(-1)
  if (last === undefined || values.length > LONGEST_FILLED) return values
  return [...values, ...Array.from({ length: 2 ** Math.ceil(Math.log2(values.length)) - values.length }, () => last)]
}
