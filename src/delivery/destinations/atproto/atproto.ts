// Bluesky and every server of the AT Protocol: com.atproto.moderation.createReport. It takes anything and gives a new number
// each time (measured), so that checking and de-duplication are ours, and an unknown outcome is for a person to settle.
import { z } from 'zod'
import type { Adapter, Link } from '../../adapter.ts'
import { callWith, readJson } from '../../http-call.ts'
import { failedExchange, refusedBy } from '../../http-outcome.ts'
import type { Outcome } from '../../outcome.ts'
import { theirWords } from '../../their-words.ts'
import { followReport } from './follow.ts'
import { completed, prepareReports, reportSubject } from './report.ts'
import { resolveSubject } from './resolve.ts'
import { endSession, openSession, type Session } from './session.ts'

const Reported = z.looseObject({ id: z.int().nonnegative() })
const Ended = z.looseObject({ error: z.enum(['ExpiredToken', 'InvalidToken']) })

export const atproto: Adapter = {
  id: 'atproto',
  version: 'atproto/1',
  idempotent: false,
  test: 'test-host',
  needs: ['url', 'handle'],
  settings: ['handle', 'labeler', 'modTool', 'labelUrl'],
  secrets: [{ name: 'app-password', required: true }],
  pace: { perSecond: 2, atOnce: 2 },
  prepare: prepareReports,

  /** A session, then what the subject leaves open, then the report: the payload's body with `subject` completed. */
  async send(payload, _idempotencyKey, link): Promise<Outcome> {
    const session = await openSession(link)
    if (!session.ok) return session.outcome
    const subject = reportSubject(payload)
    if (subject === undefined) return { class: 'not_sent', code: 'not-a-report' }
    const resolved = await resolveSubject(subject, link)
    if (!resolved.ok) return resolved.outcome
    try {
      const reply = await callWith(link, { ...payload, body: completed(payload, resolved.subject) }, session.headers)
      return outcomeOf(reply, session, link)
    } catch (error) {
      return failedExchange(error)
    }
  },

  reconcile: async () => Promise.resolve({ found: 'cannot-tell', code: 'no-list' }),
  follow: followReport,
}

function outcomeOf(reply: Awaited<ReturnType<typeof callWith>>, session: Session, link: Link): Outcome {
  if (reply.status === 200) {
    const reported = readJson(reply, Reported)
    return reported === undefined ? { class: 'unknown', code: 'answer-not-understood', httpStatus: 200 } : { class: 'definite_success', receipt: { remoteId: String(reported.id) }, httpStatus: 200 }
  }
  if ((reply.status === 400 || reply.status === 401) && readJson(reply, Ended) !== undefined) {
    endSession(session)
    return session.kept ? { class: 'not_sent', code: 'token-ended' } : { class: 'auth', code: 'token-ended', httpStatus: reply.status }
  }
  return refusedBy(reply, link.now(), theirWords(reply))
}
