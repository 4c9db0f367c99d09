// From an HTTP answer, or its absence, to a class: RFC 9110 status codes, `Retry-After` in both forms.
import { isFailure } from '../system/failure.ts'
import { instantOfMs, msOfInstant } from '../system/time.ts'
import { parseHttpDate } from '../system/http-date.ts'
import type { HttpReply, Instant } from '../system/world.ts'
import type { Outcome } from './outcome.ts'
import { RETRY } from './retry-policy.ts'

export type Refused = Extract<Outcome, { class: 'definite_reject' | 'auth' | 'throttled' | 'unknown' }>

/** For every status but the successes that an adapter reads itself. */
export function refusedBy(reply: HttpReply, now: Instant, words?: string): Refused {
  const { status } = reply
  const requestId = reply.headers['x-request-id'] ?? reply.headers['request-id'] ?? reply.headers['x-amzn-requestid']
  const about = { httpStatus: status, ...(requestId === undefined || !/^[\w.:/+=-]{1,200}$/.test(requestId) ? {} : { requestId }) }
  const code = `http-${status}`
  if (status === 401 || status === 403 || status === 407) return { class: 'auth', code, ...about }
  if (status === 429 || (status === 503 && reply.headers['retry-after'] !== undefined)) {
    const retryAt = retryAfter(reply.headers['retry-after'], now)
    return { class: 'throttled', code, ...about, ...(retryAt === undefined ? {} : { retryAt }) }
  }
  if (status >= 300 && status < 400) return { class: 'definite_reject', code: 'redirect', ...about }
  // 408 and 425: what was received of it is not told.
  if (status >= 400 && status < 500 && status !== 408 && status !== 425) return { class: 'definite_reject', code, ...about, ...(words === undefined || words === '' ? {} : { words: words.slice(0, 500) }) }
  return { class: 'unknown', code, ...about }
}

/** Seconds, or an HTTP date; capped. Undefined when neither. RFC 9110 §10.2.3. */
export function retryAfter(value: string | undefined, now: Instant): Instant | undefined {
  const start = msOfInstant(now) ?? 0
  if (value === undefined) return undefined
  const text = value.trim()
  const until = /^\d{1,9}$/.test(text) ? start + Number(text) * 1000 : parseHttpDate(text)
  if (until === undefined) return undefined
  return waitUntil(until, now)
}

/** Never in the past, and capped. */
export function waitUntil(untilMs: number, now: Instant): Instant {
  const start = msOfInstant(now) ?? 0
  return instantOfMs(Math.min(Math.max(untilMs, start), start + RETRY.maxWaitMs))
}

/** What `http.exchange` threw, as an outcome; anything that is no failure of the network is thrown on. */
export function failedExchange(error: unknown): Outcome {
  if (isFailure(error, 'http.unreachable') || isFailure(error, 'http.timeout') || isFailure(error, 'http.too-large')) {
    const code = error.code === 'http.unreachable' ? (error.facts as { reason: string }).reason : error.code === 'http.timeout' ? 'timeout' : 'answer-too-large'
    return (error.facts as { sent?: boolean }).sent === false ? { class: 'not_sent', code } : { class: 'unknown', code }
  }
  if (isFailure(error, 'http.not-https') || isFailure(error, 'http.private-address') || isFailure(error, 'http.certificate')) return { class: 'not_sent', code: error.code }
  throw error
}
