// From a signalement to what would leave for each machine destination, or why nothing does: the plan that a dry run prints
// and that the outbox keeps.
import { createHash } from 'node:crypto'
import { duplicatesOf, type KnownDelivery } from '../signalement/keep.ts'
import type { Destination, LackCode } from '../signalement/destination.ts'
import type { BothLanguages } from '../signalement/fact.ts'
import { codesOf } from '../signalement/harm-table.ts'
import { Delivery } from '../signalement/delivery.ts'
import { scanText } from '../signalement/privacy/scan.ts'
import type { PrivacyHit } from '../signalement/privacy/privacy-hit.ts'
import { guardOf } from '../signalement/routing/guards.ts'
import { lacksOf } from '../signalement/routing/lacks.ts'
import type { Signalement } from '../signalement/signalement.ts'
import { recordFactsOf } from '../signalement/store/delivery-row.ts'
import { Failure } from '../system/failure.ts'
import type { CannotCode, PreparedPart } from './adapter.ts'
import type { DeliveryDesk, Lines } from './delivery-desk.ts'
import { encodePayload } from './payload.ts'
import { sendableOf } from './sendable.ts'
import { adapterNameOf, channelOf, isSetUp, isTest, placeOf, type SetupProblem } from './setup.ts'

export type Planned =
  | { readonly outcome: 'ready'; readonly destination: string; readonly adapter: string; readonly version: string; readonly test: boolean; readonly key: string; readonly place: string; readonly part: PreparedPart }
  /** It is known there, by this signalement or another one of the same content. */
  | { readonly outcome: 'already'; readonly destination: string; readonly delivery: KnownDelivery; readonly other?: string }
  | { readonly outcome: 'cannot'; readonly destination: string; readonly code: CannotCode; readonly detail?: string }
  | ({ readonly outcome: 'not-set-up'; readonly destination: string } & SetupProblem)
  | { readonly outcome: 'lacks'; readonly destination: string; readonly lacks: readonly LackCode[] }
  | { readonly outcome: 'refused'; readonly destination: string; readonly rule: string; readonly reason: BothLanguages }
  /** The text may name somebody: a person reads it first. */
  | { readonly outcome: 'personal-data'; readonly destination: string; readonly hits: readonly PrivacyHit[] }

export interface Plan {
  readonly record: Signalement
  /** Danger: one calls, nothing is sent. */
  readonly stop: boolean
  readonly items: readonly Planned[]
}

/** Kept back, and somebody has to do something; what is on its way already is not. */
export function isHeld(item: Planned): boolean {
  return item.outcome === 'already' ? item.delivery.state === 'dead_letter' : item.outcome !== 'ready'
}

export interface PlanOptions {
  /** These and no others; what routing proposes and the desk has set up when absent. */
  readonly to?: readonly Destination[]
  /** Somebody read what was found in the text and lets it leave. */
  readonly confirmed: boolean
  /** Although the same content is known there, or was refused there. */
  readonly force: boolean
}

/** Parts that an adapter finds itself, at the moment of sending, or that its settings give. */
const FOUND_WHEN_SENT: ReadonlySet<LackCode> = new Set(['did', 'cid', 'status-on-our-server', 'host-contact', 'numeric-id'])

export async function planFor(desk: DeliveryDesk, lines: Lines, record: Signalement, { to, confirmed, force }: PlanOptions): Promise<Plan> {
  if (record.state !== 'validated') throw new Failure('signalement.not-validated', { id: record.id.slice(-8), state: record.state })
  const { route, subject } = desk.routeOf(record)
  if (route.stop !== undefined) return { record, stop: true, items: [] }
  const chosen = to ?? machineSteps(desk, route.steps.map(({ destination }) => destination))
  const hits = confirmed ? [] : personalHits(record)
  const same = duplicatesOf(desk.store, record.harm, record.target.locators.map(({ canonical }) => canonical), record.id)
  const items: Planned[] = []
  for (const destination of chosen) {
    const refusal = route.refused.find((each) => each.destination === destination.id)
    const guard = guardOf(destination, subject)
    if (refusal !== undefined || guard !== undefined) {
      items.push({ outcome: 'refused', destination: destination.id, rule: refusal?.rule ?? guard ?? '', reason: refusal?.reason ?? desk.routes.routing.guards[guard ?? 'publishes'].reason })
      continue
    }
    const set = await lines.setup(destination)
    if (!set.ok) {
      const { ok: _ok, ...problem } = set
      items.push({ outcome: 'not-set-up', destination: destination.id, ...problem })
      continue
    }
    // Whether or not routing proposes it: who named it may have overlooked what it needs.
    const lacks = lacksOf(destination, subject).filter((lack) => !FOUND_WHEN_SENT.has(lack))
    if (lacks.length > 0) {
      items.push({ outcome: 'lacks', destination: destination.id, lacks })
      continue
    }
    const theirs = force ? [] : same.flatMap(({ id, locators, deliveries }) => deliveries.map((delivery) => ({ id, locators, delivery }))).filter(({ delivery }) => delivery.destination === destination.id && !['dead_letter', 'cancelled'].includes(delivery.state) && (delivery.test === true) === isTest(set))
    const covered = new Set(theirs.flatMap(({ locators }) => locators))
    const left = record.target.locators.filter(({ canonical }) => !covered.has(canonical))
    const [other] = theirs
    if (other !== undefined && left.length === 0) {
      items.push({ outcome: 'already', destination: destination.id, delivery: other.delivery, other: other.id })
      continue
    }
    const { adapter, setup } = set
    // Of contents that another signalement has sent there, the rest goes.
    const sendable = sendableOf(covered.size === 0 ? record : { ...record, target: { ...record.target, locators: left } }, setup.destination, { inFlaggerArea: desk.isInArea(record), codes: codesOf(desk.harmTable, record.harm, record.victim.ageBand), now: desk.world.clock.now(), test: isTest(set) })
    const prepared = await adapter.prepare(sendable, setup)
    if (!prepared.ok) {
      items.push({ outcome: 'cannot', destination: destination.id, code: prepared.code, ...(prepared.detail === undefined ? {} : { detail: prepared.detail }) })
      continue
    }
    let held = false
    for (const part of prepared.parts) {
      const key = sendable.key(part.locators)
      const known = record.deliveries.find((each) => !(each.state === 'cancelled' || (force && each.state === 'dead_letter')) && (each.idempotencyKey === key || standsFor(each, destination.id, part.locators, isTest(set), record)))
      if (known !== undefined) items.push({ outcome: 'already', destination: destination.id, delivery: known })
      // What has left already with it is not read again.
      else if (hits.length > 0) held = true
      else items.push({ outcome: 'ready', destination: destination.id, adapter: adapter.id, version: adapter.version, test: isTest(set), key, place: placeOf(set), part })
    }
    if (held) items.push({ outcome: 'personal-data', destination: destination.id, hits })
  }
  return { record, stop: false, items }
}

/** The same content to the same place from an older revision, which a link to an exhibit leaves in the queue. */
function standsFor({ destination, locators, state, test }: Delivery, place: string, carried: readonly string[], isForTest: boolean, { target }: Signalement): boolean {
  const theirs = new Set(locators ?? target.locators.map(({ canonical }) => canonical))
  return destination === place && state !== 'dead_letter' && (test === true) === isForTest && theirs.size === carried.length && carried.every((each) => theirs.has(each))
}

/** What routing proposes and a machine takes, then those that this desk always sends to. */
function machineSteps({ routes: { destinations }, settings }: DeliveryDesk, proposed: readonly string[]): readonly Destination[] {
  const steps = proposed.flatMap((id) => destinations.filter((each) => each.id === id && adapterNameOf(each, settings) !== undefined && isSetUp(each, settings)))
  const always = destinations.filter((each) => settings[each.id]?.['always'] === 'true' && !steps.includes(each))
  return [...steps, ...always]
}

const FEDERATED: ReadonlySet<string> = new Set(['mastodon', 'peertube'])

/** Seen once more before it leaves this machine. */
export function personalHits(record: Signalement): readonly PrivacyHit[] {
  const { explanation, target: { account, locators, platform } } = record
  const about = { ...(account === undefined ? {} : { account: account.handle }), urls: locators.map(({ raw }) => raw) }
  const hits = scanText([explanation, account?.handle].filter((text) => text !== undefined).join('\n'), about)
  // There an account is written like an address, and it is the one that is reported.
  return FEDERATED.has(platform) && account !== undefined ? hits.filter(({ kind, text }) => kind !== 'email' || !account.handle.endsWith(text)) : hits
}

/**
 * Puts what is ready into the outbox, with the bytes that will leave: one commit. Nothing when the record was changed
 * since it was read.
 * @throws `signalement.changed-meanwhile`, `signalement.not-validated`
 */
export function queuePlan(desk: DeliveryDesk, { record, items }: Plan): number {
  const ready = items.filter((item) => item.outcome === 'ready')
  if (ready.length === 0) return 0
  const { store, world, by } = desk
  const at = world.clock.now()
  const cases = [...new Set(record.evidence.map((each) => each.case))]
  const requests = ready.map(({ destination, adapter, version, test, key, place, part }) => {
    const payload = encodePayload(part.payload)
    return {
      payload, place,
      delivery: Delivery.parse({
        destination, channel: channelOf({ id: adapter }), adapterVersion: version, idempotencyKey: key, locators: [...part.locators], ...(cases.length === 0 ? {} : { cases }),
        ...(test ? { test: true } : {}), payloadSha256: createHash('sha256').update(payload).digest('hex'), fieldsSent: [...part.fields], by, at, attempts: [], state: 'queued', checks: [],
      }),
    }
  })
  const added = store.transaction(() => store.deliveries.queue(record.id, record.revision, recordFactsOf(record), requests))
  if (added !== undefined) return added
  throw store.listed(record.id) === undefined ? new Failure('signalement.not-found', { id: record.id.slice(-8) }) : new Failure('signalement.changed-meanwhile', { id: record.id.slice(-8) })
}
