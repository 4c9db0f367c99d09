// Deliveries of the store as facts for the figures: what is left of a record once everything that names anybody is gone.
import type { Delivery } from '../../signalement/delivery.ts'
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { msOfInstant } from '../../system/time.ts'
import type { DeliveryFact, DestinationRole } from './delivery-fact.ts'

/** One record in memory at a time. */
export function* deliveryFacts(store: SignalementStore, roleOf: (destination: string) => DestinationRole | undefined): Iterable<DeliveryFact> {
  for (const { id } of store.list()) {
    const record = store.get(id)
    for (const delivery of record.deliveries) yield factOf(record, delivery, roleOf(delivery.destination))
  }
}

function factOf({ harm, urgency, notifier }: Signalement, delivery: Delivery, role: DestinationRole | undefined): DeliveryFact {
  const { destination, channel, state, at, attempts, receipt, decision, checks } = delivery
  const refused = state === 'dead_letter' && attempts.at(-1)?.class === 'definite_reject'
  const times = {
    sentMs: ms(attempts.find((each) => each.class === 'definite_success')?.at ?? receipt?.at),
    acknowledgedMs: state === 'sent' ? undefined : ms(receipt?.at),
    decidedMs: ms(decision?.at),
    goneMs: ms(checks.find(({ contentState }) => contentState === 'removed' || contentState === 'account_gone')?.at),
  }
  return {
    destination, channel, harm, urgency, state, live: true, coarse: false, unknown: state === 'unknown_outcome', trustedFlagger: notifier.authority === 'trusted_flagger',
    preparedMs: ms(at) ?? 0,
    ...(role === undefined ? {} : { role }),
    ...(decision === undefined ? {} : { decision: decision.kind }),
    ...(refused ? { rejectedBy: 'submission' as const } : decision?.kind === 'rejected' ? { rejectedBy: 'decision' as const } : {}),
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)),
  }
}

const ms = (instant: string | undefined): number | undefined => (instant === undefined ? undefined : msOfInstant(instant))
