// How a notice goes from state to state at the desk. A decision is final until it is taken up again.
import { NOTICE_STATES, type NoticeState } from '../signalement/reporting-api/answers.ts'
import type { DecisionKind } from './store/guichet-store.ts'

export const ACTS = ['acknowledge', 'review', 'removed', 'restricted', 'rejected'] as const
export type Act = (typeof ACTS)[number]

export const DECISIONS: readonly DecisionKind[] = ['removed', 'restricted', 'rejected']

export const isDecided = (state: NoticeState): boolean => state.startsWith('decided_')

export const OPEN_STATES: readonly NoticeState[] = NOTICE_STATES.filter((state) => !isDecided(state))

/** Undefined when the act is not one of that state. */
export function stateAfter(state: NoticeState, act: Act): NoticeState | undefined {
  if (act === 'acknowledge') return state === 'received' ? 'acknowledged' : undefined
  if (act === 'review') return state === 'in_review' ? undefined : 'in_review'
  return isDecided(state) ? undefined : `decided_${act}`
}

/** DSA Art. 17: whoever says no, or not quite, says why. */
export const needsGrounds = (act: Act): boolean => act === 'rejected' || act === 'restricted'
