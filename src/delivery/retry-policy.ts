// When what did not go is tried again: exponential back-off with full jitter, capped, and an end.
import type { Random } from '../system/world.ts'

export const RETRY = {
  /** First pause at most. */
  baseMs: 30_000,
  /** Longest pause. */
  capMs: 6 * 3_600_000,
  /** No pause is longer, whoever asked for it: a time beyond was set by a clock that was wrong then. */
  furthestMs: 24 * 3_600_000,
  /** About three days of trying; then somebody has to look. */
  attempts: 20,
  /** So many failures in a row close a destination for a while. */
  breakAfter: 5,
  breakMs: 60_000,
  /** A destination that says when to come back is waited for so long at least, and at most. */
  minWaitMs: 1000,
  maxWaitMs: 24 * 3_600_000,
} as const

/** @param attempt 1 for the first failure. Between half and all of the doubled pause, so that many do not come back together. */
export function backOffMs(attempt: number, random: Pick<Random, 'bytes'>): number {
  const most = Math.min(RETRY.capMs, RETRY.baseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 30))
  const [a = 0, b = 0] = random.bytes(2)
  return Math.round(most / 2 + (most / 2) * ((a * 256 + b) / 65_536))
}
