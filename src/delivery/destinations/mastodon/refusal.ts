// Refusals as Mastodon says them: the end of a throttling stands in `X-RateLimit-Reset`, an RFC 3339 time
// (docs.joinmastodon.org/api/rate-limits).
import { msOfInstant } from '../../../system/time.ts'
import type { HttpReply, Instant } from '../../../system/world.ts'
import { refusedBy, waitUntil, type Refused } from '../../http-outcome.ts'
import { theirWords } from '../../their-words.ts'

export function refusedThere(reply: HttpReply, now: Instant): Refused {
  const refused = refusedBy(reply, now, theirWords(reply))
  const reset = msOfInstant(reply.headers['x-ratelimit-reset'] ?? '')
  return refused.class === 'throttled' && refused.retryAt === undefined && reset !== undefined ? { ...refused, retryAt: waitUntil(reset, now) } : refused
}
