// One delivery as a row: what its columns say, how it is read out of them and chosen by them.
import type { SqlRow, SqlValue } from '../../system/world.ts'
import type { Delivery } from '../delivery.ts'
import type { Signalement } from '../signalement.ts'
import { URGENCIES, type AgeBand, type Channel, type ClockBasis, type ContentState, type Harm, type Platform, type State, type Urgency } from '../vocabulary.ts'
import { msOf } from './prepared-record.ts'

/** What a queue and a follow-up show without opening anything. Times in milliseconds since the epoch. */
export interface ListedDelivery {
  readonly number: number
  /** Of the signalement. */
  readonly id: string
  readonly harm: Harm
  readonly ageBand: AgeBand
  readonly platform: Platform
  readonly destination: string
  readonly channel: Channel
  readonly adapter: string
  readonly key: string
  readonly state: State
  readonly urgency: Urgency
  readonly dueMs: number
  readonly basis: ClockBasis
  readonly preparedMs: number
  readonly test: boolean
  /** It has the bytes that a machine sends; a packet and a call have none. */
  readonly machine: boolean
  /** For which address, adapter and purpose its bytes were prepared: see delivery/setup.ts. */
  readonly place: string
  /** Not tried before. */
  readonly nextMs: number
  readonly attempts: number
  readonly sentMs: number | undefined
  readonly acknowledgedMs: number | undefined
  readonly decidedMs: number | undefined
  readonly checkedMs: number | undefined
  /** A look found it gone, or the destination said so. */
  readonly goneMs: number | undefined
  readonly appealMs: number | undefined
  readonly content: ContentState | undefined
}

export interface DeliveryFilter {
  readonly states?: readonly State[]
  readonly ids?: readonly string[]
  readonly destination?: string
  readonly dueBeforeMs?: number
  readonly limit?: number
  readonly after?: number
}

/** What the rows of a delivery take from its signalement. */
export interface RecordFacts {
  readonly urgency: Urgency
  readonly dueMs: number
  readonly basis: ClockBasis
  readonly trustedFlagger: boolean
}

export function recordFactsOf({ urgency, clock, notifier }: Pick<Signalement, 'urgency' | 'clock' | 'notifier'>): RecordFacts {
  return { urgency, dueMs: msOf(clock.dueAt), basis: clock.basis, trustedFlagger: notifier.authority === 'trusted_flagger' }
}

/** `urgency`: its rank, 0 the most urgent. */
export interface DueDelivery {
  readonly number: number
  readonly attempts: number
  readonly urgency: number
  readonly dueMs: number
}

export interface QueueLength {
  readonly destination: string
  readonly count: number
  readonly nextMs: number
}

/** One that was opened: row and sealed part. */
export interface OpenDelivery {
  readonly row: ListedDelivery
  readonly delivery: Delivery
}

/** A delivery as it is written: what the columns say beside the sealed part. */
export interface DeliveryChange {
  readonly delivery: Delivery
  readonly nextMs?: number
  /** Adds one to what was tried. */
  readonly tried?: true
}

/** Columns of a row joined with its signalement, under the names that `listedOf` reads. */
export const LISTED = `deliveries.number AS number, records.id AS id, records.harm AS harm, records.age AS age, records.platform AS platform, deliveries.destination AS destination,
  deliveries.channel AS channel, deliveries.adapter AS adapter, deliveries.key AS key, deliveries.state AS state, deliveries.urgency AS urgency, deliveries.due AS due, deliveries.basis AS basis,
  deliveries.prepared AS prepared, deliveries.test AS test, deliveries.next AS next, deliveries.attempts AS attempts, deliveries.sent AS sent, deliveries.acknowledged AS acknowledged,
  deliveries.decided AS decided, deliveries.checked AS checked, deliveries.gone AS gone, deliveries.appeal AS appeal, deliveries.content AS content,
  deliveries.machine AS machine, deliveries.place AS place`

export function listedOf(row: SqlRow): ListedDelivery {
  const ms = (name: string): number | undefined => (row[name] === null || row[name] === undefined ? undefined : Number(row[name]))
  return {
    number: Number(row['number']), id: String(row['id']), harm: row['harm'] as Harm, ageBand: row['age'] as AgeBand, platform: row['platform'] as Platform,
    destination: String(row['destination']), channel: row['channel'] as Channel, adapter: String(row['adapter']), key: String(row['key']), state: row['state'] as State,
    urgency: URGENCIES[Number(row['urgency'])] ?? 'normal', dueMs: Number(row['due']), basis: row['basis'] as ClockBasis, preparedMs: Number(row['prepared']), test: Number(row['test']) === 1, machine: Number(row['machine']) === 1, place: String(row['place'] ?? ''),
    nextMs: Number(row['next']), attempts: Number(row['attempts']), sentMs: ms('sent'), acknowledgedMs: ms('acknowledged'), decidedMs: ms('decided'), checkedMs: ms('checked'),
    goneMs: ms('gone'), appealMs: ms('appeal'), content: row['content'] === null ? undefined : row['content'] as ContentState,
  }
}

/** Of the columns of deliveries alone: the index that is chosen by it holds them all. */
export function conditions({ states, ids, destination, dueBeforeMs, after }: DeliveryFilter): { where: string; values: SqlValue[] } {
  // As in the index: one that was purged has no basis.
  const parts = ['basis IS NOT NULL']
  const values: SqlValue[] = []
  const among = (wanted: readonly string[] | undefined, condition: (list: string) => string): void => {
    if (wanted === undefined) return
    parts.push(wanted.length === 0 ? '1 = 0' : condition(wanted.map(() => '?').join(', ')))
    values.push(...wanted)
  }
  among(states, (list) => `state IN (${list})`)
  among(ids, (list) => `record IN (SELECT number FROM records WHERE id IN (${list}))`)
  among(destination === undefined ? undefined : [destination], (list) => `destination IN (${list})`)
  if (dueBeforeMs !== undefined) {
    parts.push('due <= ?')
    values.push(dueBeforeMs)
  }
  if (after !== undefined) {
    parts.push('number > ?')
    values.push(after)
  }
  return { where: parts.join(' AND '), values }
}
