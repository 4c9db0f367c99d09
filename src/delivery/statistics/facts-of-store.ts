// Deliveries of the store as facts for the figures: clear columns only, nothing is opened.
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import type { Channel, Harm, State, Urgency } from '../../signalement/vocabulary.ts'
import type { SqlRow } from '../../system/world.ts'
import { COARSE_MS, type DeliveryFact, type DestinationRole } from './delivery-fact.ts'

/** One row in memory at a time; what was erased still counts. */
export function* deliveryFacts(store: SignalementStore, roleOf: (destination: string) => DestinationRole | undefined): Iterable<DeliveryFact> {
  for (const row of store.deliveries.figures()) yield factOf(row, roleOf(String(row['destination'])))
}

function factOf(row: SqlRow, role: DestinationRole | undefined): DeliveryFact {
  const state = row['state'] as State
  const coarse = row['purged'] !== null
  const decision = /^decided_(removed|restricted|rejected)$/.exec(state)?.[1] as DeliveryFact['decision']
  const times = { sentMs: ms(row['sent']), acknowledgedMs: ms(row['acknowledged']), decidedMs: ms(row['decided']), goneMs: ms(row['gone']) }
  return {
    destination: String(row['destination']), channel: row['channel'] as Channel, harm: row['harm'] as Harm, urgency: row['urgency'] as Urgency, state,
    live: Number(row['test']) === 0, coarse, unknown: state === 'unknown_outcome', preparedMs: coarse ? Math.floor(Number(row['prepared']) / COARSE_MS) * COARSE_MS : Number(row['prepared']),
    ...(row['flagger'] === null ? {} : { trustedFlagger: Number(row['flagger']) === 1 }),
    ...(role === undefined ? {} : { role }),
    ...(decision === undefined ? {} : { decision }),
    ...(state === 'dead_letter' && Number(row['refused'] ?? 0) === 1 ? { rejectedBy: 'submission' as const } : decision === 'rejected' ? { rejectedBy: 'decision' as const } : {}),
    // Of what was erased only the thirty days are known: no duration is made of it.
    ...(coarse ? {} : Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined))),
  }
}

const ms = (value: SqlRow[string] | undefined): number | undefined => (value === null || value === undefined ? undefined : Number(value))
