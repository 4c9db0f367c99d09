// What may happen to a record that is kept: an edit, a cancellation, a link to an exhibit, a delivery. Each gives the
// next revision; the store puts it in the place of the one it was made from.
import { createHash } from 'node:crypto'
import { canonicalJson } from '../case/canonical-json.ts'
import { Failure } from '../system/failure.ts'
import type { Instant } from '../system/world.ts'
import { mayShowChild, needsStatement } from './child-protection.ts'
import { compose, type ComposeDefaults, type ComposeTables } from './compose.ts'
import { mayHaveLeft, type Delivery } from './delivery.ts'
import type { Entry, EntryField } from './entry.ts'
import { entryOfRecord } from './entry-of-record.ts'
import type { Problem } from './problem.ts'
import { problemsOf } from './record-problems.ts'
import { Signalement, type Evidence } from './signalement.ts'
import { advance, stateAfter } from './state-machine.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** Something left already: what was sent is not changed afterwards. */
    'signalement.already-sent': { id: string; destination: string }
    /** Not all that a notice needs is there. */
    'signalement.not-validated': { id: string; state: string }
    /** The text that would leave may name somebody. */
    'signalement.personal-data': { id: string; count: number }
    /** Another process edited it between reading and writing. */
    'signalement.changed-meanwhile': { id: string }
    'signalement.refused': { problems: readonly Problem[] }
    /** No byte and no link to one: the material may show a child. */
    'signalement.no-picture': { id: string; harm: string }
    'signalement.picture-unsure': { harm: string }
  }
}

/** The good-faith statement is about these: changed, it has to be made again. */
const ATTESTED: readonly EntryField[] = [
  'harm', 'ageBand', 'urls', 'platform', 'account', 'explanation', 'observedAt', 'occurredAt', 'hashes', 'orderAuthority', 'orderReference', 'orderIssuedAt',
]

const UNDER_WAY = new Set(['sending', 'sent', 'unknown_outcome', 'acknowledged', 'in_review', 'decided_removed', 'decided_restricted', 'decided_rejected'])

/** @throws `signalement.already-sent` */
function refuseOnceSent(record: Signalement): void {
  // One that waits for another attempt may have arrived by an earlier one.
  const sent = record.deliveries.find((each) => each.test !== true && (UNDER_WAY.has(each.state) || (each.state === 'queued' && mayHaveLeft(each))))
  if (sent !== undefined) throw new Failure('signalement.already-sent', { id: record.id, destination: sent.destination })
}

/** Deliveries that were prepared from an older revision can no longer go. */
function withdrawn(deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.map((delivery) => (stateAfter(delivery.state, 'cancel') === undefined ? delivery : { ...delivery, state: advance(delivery.state, 'cancel') }))
}

/**
 * The record with some answers changed; an empty text takes one away.
 * @throws `signalement.already-sent`, `signalement.illegal-move` when it was cancelled, `signalement.refused` with all problems
 */
export function edited(record: Signalement, changes: Entry, defaults: ComposeDefaults, tables: ComposeTables, now: Instant): Signalement {
  refuseOnceSent(record)
  if (record.state === 'cancelled') advance(record.state, 'validate')
  const before = entryOfRecord(record)
  const touched = ATTESTED.some((field) => changes[field] !== undefined && changes[field] !== before[field])
  // Under another harm or age the law may allow the identity to be withheld, or no longer: it is judged anew.
  const reclassified = ['harm', 'ageBand'].some((field) => changes[field as EntryField] !== undefined && changes[field as EntryField] !== before[field as EntryField])
  const merged: Record<string, string | undefined> = { ...before, ...(touched ? { goodFaith: undefined } : {}), ...(reclassified ? { identity: undefined } : {}), ...changes }
  const entry = Object.fromEntries(Object.entries(merged).filter(([, text]) => text !== undefined && text !== '')) as Entry
  const composed = compose(entry, defaults, tables, { id: record.id, now, since: record.createdAt, campaign: record.campaign })
  if (!composed.ok) throw new Failure('signalement.refused', { problems: composed.problems })
  const attestation = changes.goodFaith === undefined && !touched ? record.attestation : composed.record.attestation
  return judged({
    ...composed.record,
    createdAt: record.createdAt, createdBy: record.createdBy, updatedAt: now, revision: record.revision + 1,
    // What was not touched keeps its own time and retention.
    observedAt: entry.observedAt === undefined ? record.observedAt : composed.record.observedAt,
    victim: { ...composed.record.victim, consent: changes.consent === undefined ? record.victim.consent : composed.record.victim.consent },
    ...(attestation === undefined ? {} : { attestation }),
    // What may show a child holds no exhibit: a late correction of the age is never refused, the link goes.
    evidence: mayShowChild(composed.record.harm, composed.record.victim.ageBand) ? [] : record.evidence,
    deliveries: withdrawn(record.deliveries), retention: record.retention,
  })
}

/** @throws `signalement.already-sent`, `signalement.illegal-move` */
export function cancelled(record: Signalement, now: Instant): Signalement {
  refuseOnceSent(record)
  advance(record.state, 'cancel')
  return judged({ ...record, state: 'cancelled', updatedAt: now, revision: record.revision + 1, deliveries: withdrawn(record.deliveries) })
}

/** @throws `signalement.no-picture` at every door when the material may show a child, `signalement.picture-unsure` when nobody said that it does not */
export function refusePicture(record: Pick<Signalement, 'id' | 'harm' | 'victim'>, showsNoChild: boolean): void {
  if (mayShowChild(record.harm, record.victim.ageBand)) throw new Failure('signalement.no-picture', { id: record.id, harm: record.harm })
  if (needsStatement(record.harm, record.victim.ageBand) && !showsNoChild) throw new Failure('signalement.picture-unsure', { harm: record.harm })
}

/** @throws what `refusePicture` throws, `signalement.already-sent`, `signalement.illegal-move` when it was cancelled */
export function linked(record: Signalement, evidence: Evidence, now: Instant, showsNoChild: boolean): Signalement {
  refusePicture(record, showsNoChild)
  refuseOnceSent(record)
  if (record.state === 'cancelled') advance(record.state, 'validate')
  const others = record.evidence.filter((each) => each.case !== evidence.case || each.id !== evidence.id)
  // What waits in the queue still goes as it is, and the journal of this case is told of it too.
  const deliveries = record.deliveries.map((delivery) => (delivery.state === 'cancelled' ? delivery : { ...delivery, cases: [...new Set([...(delivery.cases ?? []), evidence.case])] }))
  return judged({ ...record, updatedAt: now, revision: record.revision + 1, evidence: [...others, evidence], deliveries })
}

/** SHA-256 over what makes a delivery itself: the same key for the same thing to the same place. @param carried canonical locators; all when absent */
export function idempotencyKey(record: Pick<Signalement, 'id' | 'revision' | 'target'>, destination: string, carried = record.target.locators.map(({ canonical }) => canonical)): string {
  const locators = [...carried].sort()
  return createHash('sha256').update(canonicalJson({ signalement: record.id, destination, locators, revision: record.revision })).digest('hex')
}

/**
 * A packet was prepared for a destination: a delivery in the queue, in the place of an older one to the same place.
 * The record's revision is the one whose contents were prepared: it does not move.
 * @throws `signalement.not-validated`
 */
export function prepared(
  record: Signalement, { destination, channel, payloadSha256, fieldsSent, by, now, adapterVersion }:
  Pick<Delivery, 'destination' | 'channel' | 'payloadSha256' | 'fieldsSent' | 'by' | 'adapterVersion'> & { readonly now: Instant },
): Signalement {
  if (record.state !== 'validated') throw new Failure('signalement.not-validated', { id: record.id, state: record.state })
  const others = record.deliveries.filter((each) => each.destination !== destination || stateAfter(each.state, 'cancel') === undefined || mayHaveLeft(each))
  return judged({
    ...record, updatedAt: now,
    deliveries: [...others, {
      destination, channel, adapterVersion, idempotencyKey: idempotencyKey(record, destination), payloadSha256, fieldsSent, by, at: now,
      attempts: [], state: advance('validated', 'queue'), checks: [],
    }],
  })
}

/**
 * Requests to a machine destination, in the queue: one delivery each. Those that could still be withdrawn and are not
 * among them go. @throws `signalement.not-validated`
 */
export function queued(
  record: Signalement, deliveries: readonly (Pick<Delivery, 'destination' | 'channel' | 'adapterVersion' | 'idempotencyKey' | 'payloadSha256' | 'fieldsSent' | 'by' | 'at'> & { readonly locators: readonly string[]; readonly test: boolean })[], now: Instant,
): Signalement {
  if (record.state !== 'validated') throw new Failure('signalement.not-validated', { id: record.id, state: record.state })
  const keys = new Set(deliveries.map(({ idempotencyKey: key }) => key))
  const others = record.deliveries.filter((each) => !keys.has(each.idempotencyKey) || stateAfter(each.state, 'cancel') === undefined)
  const cases = [...new Set(record.evidence.map((each) => each.case))]
  return judged({
    ...record, updatedAt: now,
    deliveries: [...others, ...deliveries.map(({ test, locators, ...delivery }): Delivery => ({
      ...delivery, locators: [...locators], ...(test ? { test: true as const } : {}), ...(cases.length === 0 ? {} : { cases }), attempts: [], state: advance('validated', 'queue'), checks: [],
    }))],
  })
}

/** The last word is the schema's, whatever the change. @throws `signalement.refused` */
function judged(record: Signalement): Signalement {
  const result = Signalement.safeParse(record)
  if (result.success) return result.data
  throw new Failure('signalement.refused', { problems: problemsOf(result.error, record) })
}

/** Good faith stated, about a record that was read. */
export function attested(record: Signalement, by: string, at: Instant): Signalement {
  return judged({ ...record, state: advance(record.state, 'validate') === 'validated' ? 'validated' : record.state, attestation: { goodFaith: true, by, at } })
}
