// What became of a notice, in one word: each notice has exactly one, so that the parts of a total are the total.
import type { State } from '../../signalement/vocabulary.ts'
import type { DeliveryFact } from './delivery-fact.ts'

/**
 * In the order of print. `gone`: seen gone by a check, no decision known. `refused`: not taken when it was handed over.
 * `unknown`: nobody knows whether it arrived.
 */
export const ACTIONS = ['removed', 'restricted', 'rejected', 'gone', 'acknowledged', 'no_answer', 'refused', 'unknown'] as const
export type Action = (typeof ACTIONS)[number]

/** The same, as one looks at the quality of one's own notices. */
export const VERDICTS = ['accepted', 'rejected', 'gone', 'in_progress', 'no_answer', 'unknown'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Nothing left, or nothing that counts. */
const NOT_SENT: ReadonlySet<State> = new Set(['draft', 'validated', 'queued', 'sending', 'cancelled', 'dead_letter'])

/** Undefined for what is no notice: a test, or a delivery that never left. */
export function actionOf(fact: DeliveryFact): Action | undefined {
  const { state } = fact
  if (!fact.live || state === 'cancelled') return undefined
  if (fact.rejectedBy === 'submission') return 'refused'
  if (fact.unknown || state === 'unknown_outcome') return 'unknown'
  if (NOT_SENT.has(state)) return undefined
  if (fact.decision !== undefined) return fact.decision
  if (state === 'decided_removed') return 'removed'
  if (state === 'decided_restricted') return 'restricted'
  if (state === 'decided_rejected') return 'rejected'
  if (fact.goneMs !== undefined) return 'gone'
  return state === 'acknowledged' || state === 'in_review' || fact.acknowledgedMs !== undefined ? 'acknowledged' : 'no_answer'
}

const VERDICT_OF: { readonly [action in Action]: Verdict } = {
  removed: 'accepted', restricted: 'accepted', rejected: 'rejected', refused: 'rejected', gone: 'gone', acknowledged: 'in_progress', no_answer: 'no_answer', unknown: 'unknown',
}

export function verdictOf(action: Action): Verdict {
  return VERDICT_OF[action]
}
