// The reporting API (templates/openapi.yaml): one notice, one POST. The same key and body are the same request there, so
// that an unknown outcome is settled by asking, and where asking does not tell, by sending again.
import { Accepted, MAX_NOTICE_BYTES, Standing, StandingPage, type NoticeState } from '../../../signalement/reporting-api/answers.ts'
import type { Notice } from '../../../signalement/reporting-api/notice.ts'
import type { Adapter, Delivered, Link, PrepareResult, Sendable, Setup } from '../../adapter.ts'
import { call, callWith, readJson } from '../../http-call.ts'
import { failedExchange, refusedBy } from '../../http-outcome.ts'
import { noticeOf, NOTICE_REQUIRES } from '../../notice-of.ts'
import type { Followed, Outcome, Reconciled, RemoteState } from '../../outcome.ts'
import { payloadNotice } from './payload-notice.ts'
import { theirWords } from '../../their-words.ts'
import { authorize, forgetToken, type Authorized } from './authorization.ts'

const PATH = '/v1/signalements'
const MAX_PAGES = 10

export const guichet: Adapter = {
  id: 'guichet',
  version: 'guichet/1',
  idempotent: true,
  test: 'test-flag',
  needs: ['url'],
  settings: ['clientId'],
  requires: NOTICE_REQUIRES,
  // One of them, or a client certificate.
  secrets: [{ name: 'token', required: false }, { name: 'client-secret', required: false }],
  pace: { perSecond: 50, atOnce: 32 },
  prepare,

  async send(payload, idempotencyKey, link): Promise<Outcome> {
    const authorized = await authorize(link)
    if (!authorized.ok) return authorized.outcome
    try {
      const reply = await callWith(link, payload, { ...authorized.headers, 'idempotency-key': idempotencyKey })
      return outcomeOf(reply, authorized, link)
    } catch (error) {
      return failedExchange(error)
    }
  },

  async reconcile(delivered, link): Promise<Reconciled> {
    const notice = payloadNotice(delivered.payload)
    if (notice === undefined) return { found: 'cannot-tell', code: 'no-notice' }
    const listed = await askList(notice, link)
    if (listed !== 'again') return listed
    const outcome = await guichet.send(delivered.payload, delivered.idempotencyKey, link)
    if (outcome.class === 'definite_success') return { found: 'yes', receipt: outcome.receipt, ...(outcome.state === undefined ? {} : { state: outcome.state }) }
    return { found: 'cannot-tell', code: outcome.code }
  },

  async follow(delivered, link): Promise<Followed> {
    if (delivered.receipt === undefined) return { known: false, code: 'no-receipt' }
    const authorized = await authorize(link)
    if (!authorized.ok) return { known: false, code: codeOf(authorized.outcome) }
    try {
      const reply = await call(link, { line: `GET ${PATH}/${encodeURIComponent(delivered.receipt.remoteId)}`, headers: { ...asked(link), ...authorized.headers } })
      if (reply.status !== 200) return { known: false, code: codeOf(outcomeOf(reply, authorized, link)) }
      return standingOf(readJson(reply, Standing), delivered)
    } catch (error) {
      return { known: false, code: codeOf(failedExchange(error)) }
    }
  },
}

/** Pure. */
function prepare(sendable: Sendable, setup: Setup): PrepareResult {
  const made = noticeOf(sendable, !setup.live)
  if (!made.ok) return made
  const body = new Uint8Array(Buffer.from(JSON.stringify(made.notice)))
  if (body.length > MAX_NOTICE_BYTES) return { ok: false, code: 'too-large' }
  return {
    ok: true,
    parts: [{
      locators: sendable.locators.map(({ canonical }) => canonical), fields: made.fields,
      payload: {
        kind: 'http', line: `POST ${PATH}`, body,
        headers: { 'accept': 'application/json, application/problem+json', 'accept-language': setup.language, 'content-type': 'application/json' },
      },
    }],
  }
}

function outcomeOf(reply: Awaited<ReturnType<typeof call>>, authorized: Authorized, link: Link): Outcome {
  if (reply.status >= 200 && reply.status < 300) {
    const accepted = readJson(reply, Accepted)
    if (accepted === undefined) return { class: 'unknown', code: 'answer-not-understood', httpStatus: reply.status }
    const state = remoteState(accepted.state)
    return { class: 'definite_success', receipt: { remoteId: accepted.id }, ...(state === undefined ? {} : { state }), httpStatus: reply.status }
  }
  const refused = refusedBy(reply, link.now(), theirWords(reply))
  if (reply.status === 401 && authorized.kept) {
    // A token that was kept may have been ended there: nothing was taken, and the next attempt asks for another.
    forgetToken(link)
    return { class: 'not_sent', code: 'token-ended' }
  }
  return refused
}

/** By its identifier and revision. `again`: the list does not tell revisions apart. */
async function askList(notice: Notice, link: Link): Promise<Reconciled | 'again'> {
  const authorized = await authorize(link)
  if (!authorized.ok) return { found: 'cannot-tell', code: codeOf(authorized.outcome) }
  try {
    let cursor: string | undefined
    let any = false
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const query = new URLSearchParams({ correlationId: notice.correlationId, limit: '100', ...(cursor === undefined ? {} : { cursor }) })
      const reply = await call(link, { line: `GET ${PATH}?${query.toString()}`, headers: { ...asked(link), ...authorized.headers } })
      const found = reply.status === 200 ? readJson(reply, StandingPage) : undefined
      if (found === undefined) return { found: 'cannot-tell', code: reply.status === 200 ? 'answer-not-understood' : codeOf(outcomeOf(reply, authorized, link)) }
      const mine = found.items.filter(({ correlationId, test }) => correlationId === notice.correlationId && test === notice.test)
      const hit = mine.find((standing) => standing['revision'] === notice.revision)
      if (hit !== undefined) {
        const state = remoteState(hit.state)
        return { found: 'yes', receipt: { remoteId: hit.id }, ...(state === undefined ? {} : { state }) }
      }
      any ||= mine.some((standing) => typeof standing['revision'] !== 'number')
      cursor = found.nextCursor
      if (cursor === undefined) return any ? 'again' : { found: 'no' }
    }
    return { found: 'cannot-tell', code: 'too-many' }
  } catch (error) {
    return { found: 'cannot-tell', code: codeOf(failedExchange(error)) }
  }
}

function standingOf(standing: Standing | undefined, { id, receipt }: Delivered): Followed {
  if (standing === undefined) return { known: false, code: 'answer-not-understood' }
  if (standing.correlationId !== id || standing.id !== receipt?.remoteId) return { known: false, code: 'other-notice' }
  const state = remoteState(standing.state)
  const { grounds, at = standing.updatedAt } = standing.decision ?? {}
  return { known: true, ...(state === undefined ? {} : { state }), ...(grounds === undefined ? {} : { grounds }), at }
}

/** `received` is what an accepted delivery is anyway. */
function remoteState(state: NoticeState): RemoteState | undefined {
  return state === 'received' ? undefined : state
}

const asked = ({ setup }: Link): Record<string, string> => ({ 'accept': 'application/json, application/problem+json', 'accept-language': setup.language })

const codeOf = (outcome: Outcome): string => ('code' in outcome ? outcome.code : 'answer-not-understood')
