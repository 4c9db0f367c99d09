// From how an attempt ended to what the delivery becomes: reporting.md §6.1 as one pure function.
import { advance, stateAfter } from '../signalement/state-machine.ts'
import type { Delivery } from '../signalement/delivery.ts'
import type { State } from '../signalement/vocabulary.ts'
import { msOfInstant } from '../system/time.ts'
import type { Instant, Random } from '../system/world.ts'
import type { Outcome, RemoteState } from './outcome.ts'
import { backOffMs, RETRY } from './retry-policy.ts'

export interface Settlement {
  readonly delivery: Delivery
  /** Not before then, when it is queued again. */
  readonly nextMs?: number
  /** The destination as a whole. */
  readonly pause?: string
  readonly closeUntilMs?: number
  readonly failed: boolean
}

const MAX_ATTEMPTS_KEPT = 100

/** @param tried how often it was tried before, this time not counted */
export function settle(delivery: Delivery, outcome: Outcome, { now, idempotent, tried, random }: { readonly now: Instant; readonly idempotent: boolean; readonly tried: number; readonly random: Pick<Random, 'bytes'> }): Settlement {
  const nowMs = msOfInstant(now) ?? 0
  const attempt = tried + 1
  const again = (nextMs: number): { state: State; nextMs: number } => ({ state: advance(delivery.state, outcome.class === 'unknown' ? 'resume' : 'postpone'), nextMs })
  const noted = (state: State, rest: Partial<Delivery> = {}): Delivery => ({ ...delivery, ...rest, state, attempts: [...delivery.attempts, attemptOf(outcome, now)].slice(-MAX_ATTEMPTS_KEPT) })
  switch (outcome.class) {
    case 'definite_success': {
      const { receipt, state } = outcome
      const sent = noted(advance(delivery.state, 'succeed'), { receipt: { remoteId: receipt.remoteId.slice(0, 300), ...(receipt.remoteUrl === undefined ? {} : { remoteUrl: receipt.remoteUrl.slice(0, 2048) }), at: now } })
      return { delivery: state === undefined ? sent : followed(sent, state, now), failed: false }
    }
    case 'definite_reject':
      return { delivery: noted(advance(delivery.state, 'bury')), failed: false }
    case 'auth': {
      const { state, nextMs } = again(nowMs)
      return { delivery: noted(state), nextMs, pause: outcome.code, failed: false }
    }
    case 'throttled': {
      const until = msOfInstant(outcome.retryAt ?? '') ?? nowMs + backOffMs(attempt, random)
      const { state } = again(until)
      return { delivery: noted(state), nextMs: until, closeUntilMs: until, failed: false }
    }
    case 'not_sent': {
      if (attempt >= RETRY.attempts) return { delivery: noted(advance(delivery.state, 'bury')), failed: true }
      // Stopped by its own user: nothing failed.
      const own = outcome.code === 'interrupted'
      const { state, nextMs } = again(own ? nowMs : nowMs + backOffMs(attempt, random))
      return { delivery: noted(state), nextMs, failed: !own }
    }
    case 'unknown': {
      if (!idempotent || attempt >= RETRY.attempts) return { delivery: noted(advance(delivery.state, 'lose')), failed: true }
      const { state, nextMs } = again(nowMs + backOffMs(attempt, random))
      return { delivery: noted(state), nextMs, failed: true }
    }
    default:
      return outcome satisfies never
  }
}

function attemptOf(outcome: Outcome, at: Instant): Delivery['attempts'][number] {
  return {
    at, class: outcome.class,
    ...('httpStatus' in outcome && outcome.httpStatus !== undefined ? { httpStatus: outcome.httpStatus } : {}),
    ...('code' in outcome ? { code: outcome.code.slice(0, 100) || 'none' } : {}),
    ...('requestId' in outcome && outcome.requestId !== undefined && outcome.requestId !== '' ? { requestId: outcome.requestId.slice(0, 200) } : {}),
    ...('retryAt' in outcome && outcome.retryAt !== undefined ? { retryAt: outcome.retryAt } : {}),
    ...('words' in outcome && outcome.words !== undefined ? { words: outcome.words.slice(0, 500) } : {}),
  }
}

const MOVE_OF = { acknowledged: 'acknowledge', in_review: 'review', decided_removed: 'remove', decided_restricted: 'restrict', decided_rejected: 'reject' } as const
const RANK: readonly State[] = ['sent', 'acknowledged', 'in_review', 'decided_restricted', 'decided_rejected', 'decided_removed']

/** What the destination says of it, when that is news. A decision opens six months to complain: Art. 20(1) DSA. */
export function followed(delivery: Delivery, state: RemoteState, now: Instant, about: { readonly grounds?: string; readonly at?: Instant } = {}): Delivery {
  if (delivery.state === state || !RANK.includes(delivery.state)) return delivery
  const isDecision = state.startsWith('decided_')
  // Word of an earlier stage that comes late changes nothing.
  if (!isDecision && RANK.indexOf(state) < RANK.indexOf(delivery.state)) return delivery
  if (!isDecision && delivery.state.startsWith('decided_')) return delivery
  const moved = stateAfter(delivery.state, MOVE_OF[state])
  if (moved === undefined) return delivery
  const at = about.at ?? now
  return {
    ...delivery, state: moved,
    ...(delivery.acknowledgedAt === undefined ? { acknowledgedAt: isDecision ? at : now } : {}),
    ...(isDecision ? {
      decision: { kind: state.slice('decided_'.length) as 'removed', ...(about.grounds === undefined || about.grounds === '' ? {} : { grounds: about.grounds.slice(0, 2000) }), at },
      ...(state === 'decided_removed' ? {} : { appealUntil: sixMonthsAfter(at) }),
    } : {}),
  }
}

/** Six calendar months in UTC; the last day of the month when it has no such day. */
export function sixMonthsAfter(at: Instant): Instant {
  const months = Number(at.slice(5, 7)) - 1 + 6
  const month = `${Number(at.slice(0, 4)) + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  const days = Array.from({ length: 4 }, (_, back) => `${month}-${String(Number(at.slice(8, 10)) - back).padStart(2, '0')}${at.slice(10)}`)
  return days.find((day) => msOfInstant(day) !== undefined) ?? at
}
