// POST /api/v1/reports on the server where we have an account. It keeps no list that we may read, so an unknown outcome is
// for a person to settle.
import { z } from 'zod'
import type { Adapter, Delivered, Link } from '../../adapter.ts'
import { headerCredential } from '../../credential.ts'
import { callWith, readJson } from '../../http-call.ts'
import { failedExchange } from '../../http-outcome.ts'
import type { Followed, Outcome } from '../../outcome.ts'
import { refusedThere } from './refusal.ts'
import { completed, prepareReports, reportBody, type ReportBody } from './report.ts'
import { Account, ask, resolveReport } from './resolve.ts'

const Reported = z.looseObject({ id: z.string().regex(/^\d{1,30}$/) })

export const mastodon: Adapter = {
  id: 'mastodon',
  version: 'mastodon/1',
  idempotent: false,
  test: 'test-host',
  needs: ['url'],
  settings: ['category', 'domain', 'forward'], secrets: [{ name: 'access-token', required: true }],
  // 400 a day: mastodon/mastodon, app/lib/rate_limiter.rb.
  pace: { perSecond: 1, atOnce: 1 },
  prepare: prepareReports,

  /** Numbers that only our server knows, then the report: the payload's body with them in the place of names. */
  async send(payload, _idempotencyKey, link): Promise<Outcome> {
    const token = await headerCredential(link, 'access-token')
    if (!token.ok) return token.outcome
    const headers = { authorization: `Bearer ${token.value}` }
    const body = reportBody(payload)
    if (body === undefined) return { class: 'not_sent', code: 'not-a-report' }
    const found = await resolveReport(body, link, headers)
    if (!found.ok) return found.outcome
    try {
      const reply = await callWith(link, { ...payload, body: completed(body, found.value) }, headers)
      if (reply.status !== 200) return refusedThere(reply, link.now())
      const reported = readJson(reply, Reported)
      return reported === undefined ? { class: 'unknown', code: 'answer-not-understood', httpStatus: 200 } : { class: 'definite_success', receipt: { remoteId: reported.id }, httpStatus: 200 }
    } catch (error) {
      return failedExchange(error)
    }
  },

  reconcile: async () => Promise.resolve({ found: 'cannot-tell', code: 'no-list' }),

  /** What our server still shows. A decision is told to moderators only. */
  async follow({ payload, mayFetch }: Delivered, link): Promise<Followed> {
    if (!mayFetch) return { known: false, code: 'not-fetched' }
    const token = await headerCredential(link, 'access-token')
    if (!token.ok) return { known: false, code: token.outcome.code }
    const body = reportBody(payload)
    if (body === undefined) return { known: false, code: 'not-a-report' }
    try {
      return await shown(body, link, { authorization: `Bearer ${token.value}` })
    } catch (error) {
      const outcome = failedExchange(error)
      return { known: false, code: 'code' in outcome ? outcome.code : 'unknown' }
    }
  },
}

/** Statuses by their number here; without one, the account. @throws what `http.exchange` throws */
async function shown({ status_ids: ids = [], statuses = [], account }: ReportBody, link: Link, headers: Readonly<Record<string, string>>): Promise<Followed> {
  let gone = 0
  for (const id of ids) {
    const { status } = await ask(link, `/api/v1/statuses/${id}`, headers)
    if (status === 404 || status === 410) gone += 1
    else if (status !== 200) return { known: false, code: `http-${status}` }
  }
  if (ids.length > 0) return { known: true, content: { state: gone === ids.length ? 'removed' : 'reachable', method: 'mastodon-status', detail: `${gone}/${ids.length}` } }
  // A copy of another server's status may outlive the original here, and the other way round.
  if (statuses.length > 0 || account === undefined || account.includes('@')) return { known: false, code: 'other-server' }
  const reply = await ask(link, `/api/v1/accounts/lookup?${new URLSearchParams({ acct: account }).toString()}`, headers)
  if (reply.status === 404 || reply.status === 410) return { known: true, content: { state: 'account_gone', method: 'mastodon-account', detail: '' } }
  const found = reply.status === 200 ? readJson(reply, Account) : undefined
  if (found === undefined) return { known: false, code: reply.status === 200 ? 'answer-not-understood' : `http-${reply.status}` }
  return { known: true, content: { state: found.suspended === true ? 'account_gone' : 'reachable', method: 'mastodon-account', detail: found.suspended === true ? 'suspended' : '' } }
}
