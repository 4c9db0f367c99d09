// What the figures know of one delivery: closed words, numbers and times. No text, no name, no address, no identifier of a
// signalement: what is not in here can be in no figure.
import type { Destination } from '../../signalement/destination.ts'
import type { Channel, Harm, State, Urgency } from '../../signalement/vocabulary.ts'

export type DestinationRole = Destination['role']

/** Times are milliseconds since the epoch. Absent: not known, or it has not happened. */
export interface DeliveryFact {
  /** Name of its file in `templates/destinations`. */
  readonly destination: string
  /** Absent: a destination that this installation does not have any more. */
  readonly role?: DestinationRole
  readonly channel: Channel
  readonly harm: Harm
  /** Absent for what was erased without it. */
  readonly urgency?: Urgency
  /** The notice was made in the capacity of trusted flagger (Art. 22 DSA). Absent: erased, nobody knows. */
  readonly trustedFlagger?: boolean
  /** False: a test delivery, which is never counted. */
  readonly live: boolean
  readonly state: State
  readonly preparedMs: number
  /** The record was erased: its times are the first instant of thirty days, good for a count and for no duration. */
  readonly coarse: boolean
  readonly sentMs?: number
  readonly acknowledgedMs?: number
  readonly decidedMs?: number
  readonly decision?: 'removed' | 'restricted' | 'rejected'
  /** A check saw that the content is gone. */
  readonly goneMs?: number
  /** `submission`: it was refused when it was handed over. `decision`: it was looked at. */
  readonly rejectedBy?: 'submission' | 'decision'
  /** Whether the grounds of the rejection say that the notice was imprecise. Absent: nobody typed it. */
  readonly imprecise?: boolean
  /** Nobody knows whether it arrived. */
  readonly unknown: boolean
}

export type DeliveryFacts = Iterable<DeliveryFact> | AsyncIterable<DeliveryFact>

/** Spans in which erased records still say when they were. */
export const COARSE_MS = 30 * 86_400_000

/** When it counts: as sent, else as prepared. */
export function momentOf({ sentMs, preparedMs }: DeliveryFact): number {
  return sentMs ?? preparedMs
}
