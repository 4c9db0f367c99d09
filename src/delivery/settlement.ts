// From how an attempt ended to what the delivery becomes: reporting.md §6.1 as one pure function.
import { advance, stateAfter } from '../signalement/state-machine.ts'
import { INTERRUPTED, keptAttempts, mayHaveLeft, NOT_ARRIVED, type Delivery } from '../signalement/delivery.ts'
import type { State } from '../signalement/vocabulary.ts'
import { instantOfMs, msOfInstant } from '../system/time.ts'
import type { Instant, Random } from '../system/world.ts'
import type { Outcome, Receipt, RemoteState } from './outcome.ts'
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


/** @param idempotent asking again with the same key is the same request there, now */
export function settle(delivery: Delivery, outcome: Outcome, { now, idempotent, appeals, random }: { readonly now: Instant; readonly idempotent: boolean; readonly appeals?: boolean; readonly random: Pick<Random, 'bytes'> }): Settlement {
  const nowMs = msOfInstant(now) ?? 0
  const attempt = failuresOf(delivery) + 1
  const again = (nextMs: number): { state: State; nextMs: number } => ({ state: advance(delivery.state, outcome.class === 'unknown' ? 'resume' : 'postpone'), nextMs })
  const noted = (state: State, rest: Partial<Delivery> = {}): Delivery => ({ ...delivery, ...rest, state, attempts: keptAttempts([...delivery.attempts, attemptOf(outcome, now)]) })
  switch (outcome.class) {
    case 'definite_success': {
      const { receipt, state } = outcome
      const sent = noted(advance(delivery.state, 'succeed'), { receipt: receiptOf(receipt, delivery, now) })
      return { delivery: state === undefined ? sent : followed(sent, state, now, appeals === undefined ? {} : { appeals }), failed: false }
    }
    case 'definite_reject':
      // Refused now, but an earlier attempt may have arrived: then nobody may call it refused, or prepare another.
      return { delivery: noted(advance(delivery.state, mayHaveLeft(delivery) ? 'lose' : 'bury')), failed: false }
    case 'auth': {
      const { state, nextMs } = again(nowMs)
      return { delivery: noted(state), nextMs, pause: outcome.code, failed: false }
    }
    case 'throttled': {
      const asked = msOfInstant(outcome.retryAt ?? '') ?? nowMs + backOffMs(attempt, random)
      // "At once" would be asked again and again within one run.
      const until = Math.min(Math.max(asked, nowMs + RETRY.minWaitMs), nowMs + RETRY.maxWaitMs)
      const { state } = again(until)
      return { delivery: noted(state), nextMs: until, closeUntilMs: until, failed: false }
    }
    case 'not_sent': {
      // Stopped by its own user: nothing failed.
      if (outcome.code === INTERRUPTED) return { delivery: noted(again(nowMs).state), nextMs: nowMs, failed: false }
      // Given up, but an earlier attempt may have arrived: then nobody may call it refused.
      if (attempt >= RETRY.attempts) return { delivery: noted(advance(delivery.state, mayHaveLeft(delivery) ? 'lose' : 'bury')), failed: true }
      const { state, nextMs } = again(nowMs + backOffMs(attempt, random))
      return { delivery: noted(state), nextMs, failed: true }
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

/** What the destination's wish or a credential postponed is no failure of the delivery; what somebody settled begins anew. */
function failuresOf({ attempts }: Delivery): number {
  const since = attempts.slice(attempts.findLastIndex(({ code }) => code === NOT_ARRIVED) + 1)
  return since.filter((each) => each.class === 'unknown' || (each.class === 'not_sent' && each.code !== INTERRUPTED)).length
}

/** Theirs, bounded; one that is empty is known there by its key. */
export function receiptOf({ remoteId, remoteUrl = '' }: Receipt, { idempotencyKey }: Pick<Delivery, 'idempotencyKey'>, at: Instant): Delivery['receipt'] {
  return { remoteId: remoteId.slice(0, 300) || idempotencyKey, ...(remoteUrl === '' ? {} : { remoteUrl: remoteUrl.slice(0, 2048) }), at }
}

function attemptOf(outcome: Outcome, at: Instant): Delivery['attempts'][number] {
  return {
    at, class: outcome.class,
    ...('httpStatus' in outcome && outcome.httpStatus !== undefined && isStatus(outcome.httpStatus) ? { httpStatus: outcome.httpStatus } : {}),
    ...('code' in outcome ? { code: outcome.code.slice(0, 100) || 'none' } : {}),
    ...('requestId' in outcome && outcome.requestId !== undefined && outcome.requestId !== '' ? { requestId: outcome.requestId.slice(0, 200) } : {}),
    ...('retryAt' in outcome && msOfInstant(outcome.retryAt ?? '') !== undefined ? { retryAt: outcome.retryAt } : {}),
    ...('words' in outcome && outcome.words !== undefined ? { words: outcome.words.slice(0, 500) } : {}),
  }
}

/** A number that the record can hold; a server may answer with another. */
const isStatus = (status: number): boolean => Number.isInteger(status) && status >= 100 && status <= 599

const MOVE_OF = { acknowledged: 'acknowledge', in_review: 'review', decided_removed: 'remove', decided_restricted: 'restrict', decided_rejected: 'reject' } as const
const RANK: readonly State[] = ['sent', 'acknowledged', 'in_review', 'decided_restricted', 'decided_rejected', 'decided_removed']

/**
 * What the destination says of it, when that is news. A platform's decision opens six months to complain: Art. 20(1) DSA.
 * @param about `appeals`: whether that article binds it
 */
export function followed(delivery: Delivery, state: RemoteState, now: Instant, about: { readonly grounds?: string; readonly at?: Instant; readonly appeals?: boolean } = {}): Delivery {
  if (delivery.state === state || !RANK.includes(delivery.state)) return delivery
  const isDecision = state.startsWith('decided_')
  const at = decidedAt(about.at, delivery, now)
  // What was decided is changed only by newer word: a review that begins again, another decision; a removal that nobody dates is seen.
  const isNewer = delivery.decision === undefined || (about.at === undefined ? state === 'decided_removed' : at > delivery.decision.at)
  if (delivery.state.startsWith('decided_') && (!isNewer || state === 'acknowledged')) return delivery
  // Word of an earlier stage that comes late changes nothing.
  if (!isDecision && !delivery.state.startsWith('decided_') && RANK.indexOf(state) < RANK.indexOf(delivery.state)) return delivery
  const moved = stateAfter(delivery.state, MOVE_OF[state])
  if (moved === undefined) return delivery
  // A complaint is for what was not removed.
  const { appealUntil: _earlier, decision: _before, ...rest } = delivery
  return {
    ...rest, state: moved,
    ...(delivery.acknowledgedAt === undefined ? { acknowledgedAt: isDecision ? at : now } : {}),
    ...(isDecision ? {
      decision: { kind: state.slice('decided_'.length) as 'removed', ...(about.grounds === undefined || about.grounds === '' ? {} : { grounds: about.grounds.slice(0, 2000) }), at },
      ...(state === 'decided_removed' || about.appeals === false ? {} : { appealUntil: sixMonthsAfter(at) }),
    } : {}),
  }
}

/** Their word for when, between the receipt and now: a clock that lies takes no right away. */
function decidedAt(told: Instant | undefined, { receipt, at }: Delivery, now: Instant): Instant {
  const [toldMs, firstMs, nowMs] = [msOfInstant(told ?? ''), msOfInstant(receipt?.at ?? at) ?? 0, msOfInstant(now) ?? 0]
  return toldMs === undefined ? now : instantOfMs(Math.min(Math.max(toldMs, firstMs), Math.max(nowMs, firstMs)))
}

/** Six calendar months in UTC; the last day of the month when it has no such day. */
export function sixMonthsAfter(at: Instant): Instant {
  const months = Number(at.slice(5, 7)) - 1 + 6
  const month = `${Number(at.slice(0, 4)) + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  const days = Array.from({ length: 4 }, (_, back) => `${month}-${String(Number(at.slice(8, 10)) - back).padStart(2, '0')}${at.slice(10)}`)
  return days.find((day) => msOfInstant(day) !== undefined) ?? at
}
