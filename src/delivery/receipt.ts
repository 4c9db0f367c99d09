// A receipt typed back by a person: a form was filled, a call made, a counter visited.
import { createHash } from 'node:crypto'
import { idempotencyKey, queued } from '../signalement/change-record.ts'
import type { Delivery } from '../signalement/delivery.ts'
import type { Destination } from '../signalement/destination.ts'
import type { Signalement } from '../signalement/signalement.ts'
import { Failure } from '../system/failure.ts'
import type { Instant } from '../system/world.ts'
import type { DeliveryDesk } from './delivery-desk.ts'
import { decideSent, oneWaiting } from './reconcile.ts'
import { adapterNameOf, isSetUp } from './setup.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** It has a receipt already. */
    'delivery.receipt-known': { id: string; destination: string; remoteId: string }
  }
}

export interface TypedReceipt {
  /** First digits of the key, where several wait at one place. */
  readonly key?: string
  readonly remoteId: string
  readonly at: Instant
  /** Needed where several deliveries wait, or none was prepared. */
  readonly destination?: Destination
}

/** A call gives no number. */
export const isSpoken = ({ channel }: Destination): boolean => BY_WORD_OF_MOUTH.has(channel)

/** No machine of this desk sends there: a person did. */
const isByHand = (destination: Destination, { settings }: Pick<DeliveryDesk, 'settings'>): boolean => adapterNameOf(destination, settings) === undefined || !isSetUp(destination, settings)

const BY_WORD_OF_MOUTH = new Set<Destination['channel']>(['phone', 'in_app', 'referral', 'portal_le'])

/** @throws `delivery.none-waiting`, `delivery.several-waiting`, `delivery.receipt-known`, `signalement.not-validated` */
export function typeReceipt(desk: DeliveryDesk, record: Signalement, { remoteId, at, destination, key }: TypedReceipt): Delivery {
  const known = record.deliveries.find((each) => (destination === undefined || each.destination === destination.id) && each.receipt !== undefined)
  const waits = [...desk.store.deliveries.list({ ids: [record.id], states: ['queued', 'unknown_outcome'], ...(destination === undefined ? {} : { destination: destination.id }) })].some(({ state, machine }) => state === 'unknown_outcome' || !machine)
  if (known?.receipt !== undefined && !waits) throw new Failure('delivery.receipt-known', { id: record.id.slice(-8), destination: known.destination, remoteId: known.receipt.remoteId })
  // A call has no packet, nor has a form that was filled without one: the receipt is the first that is heard of it.
  if (!waits && destination !== undefined && isByHand(destination, desk)) {
    const { store, by, world } = desk
    const now = world.clock.now()
    store.update(record.id, (current) => queued(current, [{
      destination: destination.id, channel: destination.channel, adapterVersion: isSpoken(destination) ? 'spoken/1' : 'form/1', idempotencyKey: idempotencyKey(current, destination.id),
      payloadSha256: createHash('sha256').digest('hex'), fieldsSent: [], by, at: now, locators: [], test: false,
    }], now))
  }
  return decideSent(desk, oneWaiting(desk, record.id, ['queued', 'unknown_outcome'], { ...(destination === undefined ? {} : { destination: destination.id }), ...(key === undefined ? {} : { key }) }), remoteId, at)
}
