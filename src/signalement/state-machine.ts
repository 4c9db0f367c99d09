// Every move that a signalement or a delivery can make, as one table: what is not in it cannot happen.
import { Failure } from '../system/failure.ts'
import type { State } from './vocabulary.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'signalement.illegal-move': { from: string; event: string }
  }
}

const MOVES = {
  /** All that a notice needs is there, and the good faith was declared. */
  validate: { draft: 'validated' },
  /** Something needed was taken away by an edit. */
  reopen: { validated: 'draft' },
  queue: { validated: 'queued' },
  /** The state is on the disk before any byte leaves. */
  start: { queued: 'sending' },
  succeed: { sending: 'sent' },
  /** Form-assisted and phone: a person did it, and typed the receipt. */
  confirm: { queued: 'sent' },
  /** Refused connection, DNS, throttled: surely not sent. */
  postpone: { sending: 'queued' },
  /** A time-out after the body left, or a death in the middle. */
  lose: { sending: 'unknown_outcome' },
  /** Reconciled with proof, or by a person: never by itself. */
  find: { unknown_outcome: 'sent' },
  requeue: { unknown_outcome: 'queued' },
  /** The destination knows the key of what it has: asking again is the same request, not a second one. */
  resume: { sending: 'queued' },
  bury: { sending: 'dead_letter', queued: 'dead_letter' },
  acknowledge: { sent: 'acknowledged' },
  /** The destination looks at it; also once more, after a decision of its own. */
  review: { sent: 'in_review', acknowledged: 'in_review', decided_removed: 'in_review', decided_restricted: 'in_review', decided_rejected: 'in_review' },
  remove: { sent: 'decided_removed', acknowledged: 'decided_removed', in_review: 'decided_removed', decided_restricted: 'decided_removed', decided_rejected: 'decided_removed' },
  restrict: { sent: 'decided_restricted', acknowledged: 'decided_restricted', in_review: 'decided_restricted', decided_removed: 'decided_restricted', decided_rejected: 'decided_restricted' },
  reject: { sent: 'decided_rejected', acknowledged: 'decided_rejected', in_review: 'decided_rejected', decided_removed: 'decided_rejected', decided_restricted: 'decided_rejected' },
  /** Complaint under Art. 20 DSA. */
  appeal: { decided_rejected: 'in_review', decided_restricted: 'in_review' },
  cancel: { draft: 'cancelled', validated: 'cancelled', queued: 'cancelled', dead_letter: 'cancelled' },
} as const satisfies { readonly [event: string]: { readonly [from in State]?: State } }

export type Move = keyof typeof MOVES
export const MOVE_NAMES = Object.keys(MOVES) as readonly Move[]
/** Undefined when the move cannot be made from there. */
export function stateAfter(from: State, move: Move): State | undefined {
  const targets: { readonly [state in State]?: State } = MOVES[move]
  return targets[from]
}

/** @throws `signalement.illegal-move` */
export function advance(from: State, move: Move): State {
  const to = stateAfter(from, move)
  if (to === undefined) throw new Failure('signalement.illegal-move', { from, event: move })
  return to
}

/** Further on the way than others: what a list shows of a signalement with several deliveries. */
const PROGRESS: readonly State[] = [
  'cancelled', 'draft', 'validated', 'dead_letter', 'queued', 'sending', 'unknown_outcome', 'sent', 'acknowledged', 'in_review',
  'decided_rejected', 'decided_restricted', 'decided_removed',
]

/** One word for the whole: its own state until something was prepared, then the furthest delivery that stands. What went as a test does not count. */
export function overallState(own: 'draft' | 'validated' | 'cancelled', deliveries: readonly { readonly state: State; readonly test?: true | undefined }[]): State {
  if (own === 'cancelled') return own
  const standing = deliveries.filter(({ test }) => test !== true).map(({ state }) => state).filter((state) => state !== 'cancelled')
  return standing.reduce<State>((best, state) => (PROGRESS.indexOf(state) > PROGRESS.indexOf(best) ? state : best), own)
}
