// AWS Abuse Signal: one XARF report a request. Its client token makes sending again safe for 24 hours and no longer.
import { z } from 'zod'
import { instantOfMs, msOfInstant } from '../../../system/time.ts'
import type { HttpReply } from '../../../system/world.ts'
import type { Adapter, Delivered, Link, PreparedPart, PrepareResult, Sendable, Setup } from '../../adapter.ts'
import { call, readJson } from '../../http-call.ts'
import { failedExchange, refusedBy } from '../../http-outcome.ts'
import type { Followed, Outcome, Reconciled } from '../../outcome.ts'
import { theirWords } from '../../their-words.ts'
import { xarfReportOf } from '../xarf-mail/xarf-report.ts'
import { awsCredentials } from './credentials.ts'
import { signature } from './signature.ts'

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/
const ReportId = z.string().regex(/^[a-zA-Z0-9]{20,64}$/)
/** API_CreateAbuseReport. */
const Created = z.looseObject({ reportId: ReportId })
/** API_GetAbuseReportStatus; times are seconds since the epoch. */
const Status = z.looseObject({ reportId: ReportId, status: z.enum(['QUEUED', 'PROCESSING', 'COMPLETED']), reasonCode: z.string().max(100).optional(), lastUpdatedAt: z.number().optional() })

/** An hour short of what is promised: clocks differ, and a request takes its time. */
const TOKEN_MS = 23 * 3_600_000

export const awsAbuseSignal: Adapter = {
  id: 'aws-abuse-signal',
  version: 'aws-abuse-signal/1',
  idempotent: true,
  idempotentForMs: TOKEN_MS,
  test: 'test-flag',
  needs: ['url', 'contact'],
  settings: ['contact', 'organisation', 'region'],
  secrets: [{ name: 'access-key-id', required: true }, { name: 'secret-access-key', required: true }, { name: 'session-token', required: false }],
  pace: { perSecond: 1, atOnce: 2 },
  prepare,

  async send(payload, _idempotencyKey, link): Promise<Outcome> {
    try {
      const reply = await signedCall(payload, link)
      if ('class' in reply) return reply
      if (reply.status < 200 || reply.status >= 300) return refusedThere(reply, link)
      const created = readJson(reply, Created)
      return created === undefined ? { class: 'unknown', code: 'answer-not-understood', httpStatus: reply.status } : { class: 'definite_success', receipt: { remoteId: created.reportId }, httpStatus: reply.status }
    } catch (error) {
      return failedExchange(error)
    }
  },

  /** The same token is the same report, while it lasts. */
  async reconcile({ payload, idempotencyKey, attemptedAt, firstAttemptAt = attemptedAt }, link): Promise<Reconciled> {
    const age = (msOfInstant(link.now()) ?? Infinity) - (msOfInstant(firstAttemptAt) ?? 0)
    if (age < 0 || age >= TOKEN_MS) return { found: 'cannot-tell', code: 'token-expired' }
    const outcome = await awsAbuseSignal.send(payload, idempotencyKey, link)
    return outcome.class === 'definite_success' ? { found: 'yes', receipt: outcome.receipt } : { found: 'cannot-tell', code: outcome.code }
  },

  async follow({ receipt }: Delivered, link): Promise<Followed> {
    if (receipt === undefined) return { known: false, code: 'no-receipt' }
    try {
      const reply = await signedCall({ line: `GET /v1/abuse/${encodeURIComponent(receipt.remoteId)}`, headers: { accept: 'application/json' } }, link)
      if ('class' in reply) return { known: false, code: 'code' in reply ? reply.code : 'unknown' }
      if (reply.status !== 200) return { known: false, code: refusedThere(reply, link).code }
      const status = readJson(reply, Status)
      return status === undefined || status.reportId !== receipt.remoteId ? { known: false, code: 'answer-not-understood' } : followed(status)
    } catch (error) {
      const outcome = failedExchange(error)
      return { known: false, code: 'code' in outcome ? outcome.code : 'unknown' }
    }
  },
}

/** Pure. One source a report, so one part a locator. */
function prepare(sendable: Sendable, setup: Setup): PrepareResult {
  const { contact, organisation } = setup.options
  if (contact === undefined || !/^[^\s@]{1,64}@[A-Za-z0-9.-]{1,189}$/.test(contact)) return { ok: false, code: 'no-setting', detail: 'contact' }
  if (regionOf(setup) === undefined) return { ok: false, code: 'no-setting', detail: 'region' }
  if (sendable.locators.length === 0) return { ok: false, code: 'no-locator' }
  const parts: PreparedPart[] = []
  for (const { canonical } of sendable.locators) {
    const made = xarfReportOf(sendable, canonical, { contact, organisation, test: !setup.live })
    if (!made.ok) return made
    const { id } = sendable.outgoing
    const body = { clientToken: sendable.key([canonical]), ...(id === undefined ? {} : { correlationId: id }), report: { xarf: made.report } }
    parts.push({
      locators: [canonical], fields: made.fields, ...(made.cut.length === 0 ? {} : { cut: made.cut }),
      payload: { kind: 'http', line: 'POST /v1/abuse', headers: { 'accept': 'application/json', 'content-type': 'application/json' }, body: new Uint8Array(Buffer.from(JSON.stringify(body))) },
    })
  }
  return { ok: true, parts }
}

/** Of the option, else as the address says it: `abuse.us-east-1.amazonaws.com`. */
function regionOf({ url, options }: Setup): string | undefined {
  const region = options['region'] ?? /^https:\/\/abuse\.([a-z0-9-]+)\.amazonaws\.com$/.exec(url)?.[1] ?? 'us-east-1'
  return REGION.test(region) ? region : undefined
}

async function signedCall(request: { readonly line: string; readonly headers: Readonly<Record<string, string>>; readonly body?: Uint8Array }, link: Link): Promise<HttpReply | Extract<Outcome, { class: 'auth' }>> {
  const found = await awsCredentials(link)
  if (!found.ok) return found.outcome
  const proof = await signature(request, link.setup.url, regionOf(link.setup) ?? '', found.credentials, link.now())
  return call(link, { ...request, headers: { ...request.headers, ...proof } })
}

/** Some refusals have their true name in a header only. */
function refusedThere(reply: HttpReply, link: Link): Exclude<Outcome, { class: 'definite_success' }> {
  const type = /^[A-Za-z]{1,80}/.exec(reply.headers['x-amzn-errortype'] ?? '')?.[0]
  if (reply.status === 400 && type === 'ThrottlingException') return { class: 'throttled', code: type, httpStatus: 400 }
  if (reply.status === 400 && (type === 'ExpiredTokenException' || type === 'UnrecognizedClientException')) return { class: 'auth', code: type, httpStatus: 400 }
  return refusedBy(reply, link.now(), theirWords(reply))
}

/** `ACTIONED` does not say what was done: the lesser claim is made. */
function followed({ status, reasonCode, lastUpdatedAt }: z.infer<typeof Status>): Followed {
  const at = lastUpdatedAt === undefined || lastUpdatedAt < 0 || lastUpdatedAt > 4_000_000_000 ? {} : { at: instantOfMs(Math.round(lastUpdatedAt * 1000)) }
  if (status !== 'COMPLETED') return { known: true, state: status === 'QUEUED' ? 'acknowledged' : 'in_review', ...at }
  const grounds = reasonCode === undefined ? {} : { grounds: reasonCode }
  if (reasonCode === 'CONTENT_DOWN_OR_INACCESSIBLE') return { known: true, state: 'decided_removed', ...grounds, ...at, content: { state: 'removed', method: 'aws-status', detail: reasonCode } }
  return { known: true, state: reasonCode === 'ACTIONED' ? 'decided_restricted' : 'decided_rejected', ...grounds, ...at }
}
