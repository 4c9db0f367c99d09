// Unknown outcomes: the destination is asked where it can be; what it cannot tell, a person decides. Nothing is ever sent
// again because nobody knows.
import { firstAttemptAt, keptAttempts, NOT_ARRIVED, type Delivery } from '../signalement/delivery.ts'
import { advance } from '../signalement/state-machine.ts'
import type { OpenDelivery } from '../signalement/store/delivery-row.ts'
import { Failure, isFailure } from '../system/failure.ts'
import type { Instant } from '../system/world.ts'
import { bindsAppeals, type DeliveryDesk, type Lines } from './delivery-desk.ts'
import { caseLine, isElsewhere } from './outbox.ts'
import type { Delivered } from './adapter.ts'
import type { Reconciled } from './outcome.ts'
import { decodePayload } from './payload.ts'
import { mayShowChild } from '../signalement/child-protection.ts'
import { mayFetch } from './content-check.ts'
import { instantOfMs } from '../system/time.ts'
import { followed, receiptOf } from './settlement.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** No delivery of the signalement waits for this. */
    'delivery.none-waiting': { id: string; destination: string }
    /** Several do: name one. `deliveries`: destination and first digits of the key of each. */
    'delivery.several-waiting': { id: string; deliveries: string }
  }
}

export type Verdict = 'found' | 'not-found' | 'cannot-tell'

export interface Reconciliation {
  readonly open: OpenDelivery
  readonly verdict: Verdict
  readonly code?: string
  readonly delivery: Delivery
}

/** What an adapter may know of a delivery. */
export function deliveredOf(desk: DeliveryDesk, open: OpenDelivery): Delivered | undefined {
  const bytes = desk.store.deliveries.payload(open)
  if (bytes === undefined) return undefined
  const { row, delivery } = open
  return {
    payload: decodePayload(bytes), idempotencyKey: delivery.idempotencyKey, receipt: delivery.receipt, locators: delivery.locators ?? [], id: row.id,
    prohibited: mayShowChild(row.harm, row.ageBand), mayFetch: mayFetch(row.harm, row.ageBand), attemptedAt: delivery.attempts.at(-1)?.at ?? instantOfMs(row.preparedMs), firstAttemptAt: firstAttemptAt(delivery),
  }
}

/** Asks about each; changes what the answer settles. */
export async function reconcile(desk: DeliveryDesk, lines: Lines, numbers: readonly number[], onEach: (result: Reconciliation) => void): Promise<void> {
  for (const number of numbers) {
    if (desk.world.signal.aborted) return
    const open = desk.store.deliveries.get(number)
    if (open.row.state !== 'unknown_outcome') continue
    const answer = await asked(desk, lines, open)
    if (answer.found === 'cannot-tell') onEach({ open, verdict: 'cannot-tell', code: answer.code, delivery: open.delivery })
    else {
      try {
        onEach(answer.found === 'yes'
          ? { open, verdict: 'found', delivery: decideSent(desk, open, answer.receipt.remoteId, desk.world.clock.now(), answer) }
          : { open, verdict: 'not-found', delivery: decideNotSent(desk, open) })
      } catch (error) {
        // A colleague settled it, or it was purged, while the destination was asked.
        if (!isFailure(error, 'signalement.illegal-move') && !isFailure(error, 'signalement.purged')) throw error
      }
    }
  }
}

async function asked(desk: DeliveryDesk, lines: Lines, open: OpenDelivery): Promise<Reconciled> {
  const line = await lines.open(open.row.destination)
  const delivered = deliveredOf(desk, open)
  if (line === undefined) return { found: 'cannot-tell', code: 'not-set-up' }
  if (isElsewhere(open, line)) return { found: 'cannot-tell', code: 'set-up-changed' }
  if (delivered === undefined || line.adapter.reconcile === undefined) return { found: 'cannot-tell', code: 'cannot-be-asked' }
  try {
    return await line.adapter.reconcile(delivered, line.link)
  } catch (error) {
    if (isFailure(error) && error.code !== 'system.interrupted' && error.code !== 'system.internal') return { found: 'cannot-tell', code: error.code }
    throw error
  }
}

/** It arrived: the destination, or somebody who asked there, says so. */
export function decideSent(desk: DeliveryDesk, open: OpenDelivery, remoteId: string, at: Instant, answer?: Extract<Reconciled, { found: 'yes' }>): Delivery {
  const { store, world } = desk
  return store.transaction(() => {
    const current = store.deliveries.get(open.row.number).delivery
    const found: Delivery = {
      ...current, state: advance(open.row.state, open.row.state === 'queued' ? 'confirm' : 'find'),
      receipt: receiptOf({ remoteId, ...(answer?.receipt.remoteUrl === undefined ? {} : { remoteUrl: answer.receipt.remoteUrl }) }, current, at),
    }
    const delivery = answer?.state === undefined ? found : followed(found, answer.state, world.clock.now(), { appeals: bindsAppeals(desk, open.row.destination) })
    store.deliveries.settle(open, open.row.state, { delivery })
    for (const id of delivery.cases ?? []) store.caseLines.owe(id, caseLine('signalement.receipt', open.row.id, delivery, world.clock.now()))
    return delivery
  })
}

/** It did not arrive: it goes back into the queue. */
export function decideNotSent(desk: DeliveryDesk, open: OpenDelivery): Delivery {
  return desk.store.transaction(() => {
    const current = desk.store.deliveries.get(open.row.number).delivery
    const delivery: Delivery = {
      ...current, state: advance(open.row.state, 'requeue'),
      attempts: keptAttempts([...current.attempts, { at: desk.world.clock.now(), class: 'not_sent' as const, code: NOT_ARRIVED }]),
    }
    desk.store.deliveries.settle(open, open.row.state, { delivery, nextMs: 0 })
    return delivery
  })
}

/** The one delivery that waits for a word. @param key its first digits @throws `delivery.none-waiting`, `delivery.several-waiting` */
export function oneWaiting(desk: DeliveryDesk, id: string, states: readonly OpenDelivery['row']['state'][], { destination, key = '' }: { readonly destination?: string; readonly key?: string } = {}): OpenDelivery {
  // What a machine is to send has no receipt before it went.
  const rows = [...desk.store.deliveries.list({ ids: [id], states, ...(destination === undefined ? {} : { destination }) })].filter((row) => (row.state !== 'queued' || !row.machine) && row.key.startsWith(key))
  const [first] = rows
  if (first === undefined) throw new Failure('delivery.none-waiting', { id: id.slice(-8), destination: destination ?? '' })
  if (rows.length > 1) throw new Failure('delivery.several-waiting', { id: id.slice(-8), deliveries: rows.map((row) => `${row.destination} ${row.key.slice(0, KEY_SHOWN)}`).join(', ') })
  return desk.store.deliveries.get(first.number)
}

const KEY_SHOWN = 12
