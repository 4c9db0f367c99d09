// `request-tracker`: a ticket in a queue of Request Tracker 5. It has no key against doubles: our mark is in the subject, and
// finds the ticket again.
import { fitText } from '../../../signalement/packet/fit-text.ts'
import { visibleShort } from '../../../system/visible.ts'
import { msOfInstant } from '../../../system/time.ts'
import type { HttpReply } from '../../../system/world.ts'
import type { Adapter, Delivered, Link, PrepareResult, Sendable, Setup } from '../../adapter.ts'
import { failedExchange, refusedBy } from '../../http-outcome.ts'
import { letterOf } from '../../mail/letter.ts'
import type { Followed, Outcome, Receipt, Reconciled, RemoteState } from '../../outcome.ts'
import type { Payload } from '../../payload.ts'
import { Created, Message, read, Ticket, TicketPage } from './rest2.ts'

export const requestTracker: Adapter = {
  id: 'request-tracker', version: 'request-tracker/1', idempotent: false, test: 'test-host', needs: ['url', 'queue'],
  settings: ['queue', 'requestor', 'customField', 'decisionField', 'decisionRemoved', 'decisionRestricted', 'decisionRejected'], secrets: [{ name: 'token', required: true }], pace: { perSecond: 2, atOnce: 2 },
  prepare: prepareTicket, send: createTicket, reconcile: findTicket, follow: lookAtTicket,
}

const TIMEOUT_MS = 30_000
const MAX_BYTES = 1024 * 1024
/** RT keeps a subject of 200 characters. */
const MAX_SUBJECT = 200

/** Unique for a delivery: 64 bits of its key. */
const markOf = (key: string): string => `scelle:${key.slice(0, 16)}`

function prepareTicket(sendable: Sendable, setup: Setup): PrepareResult {
  const { outgoing } = sendable
  if (sendable.locators.length === 0) return { ok: false, code: 'no-locator' }
  const locators = sendable.locators.map(({ canonical }) => canonical)
  const { subject, text, fields } = letterOf('ticket', sendable, setup)
  const { queue = '', requestor, customField } = setup.options
  const body = {
    Queue: queue, Subject: fitText(`[${markOf(sendable.key(locators))}] ${subject}`, { unit: 'characters', max: MAX_SUBJECT }).text, Content: text, ContentType: 'text/plain',
    ...(requestor === undefined ? {} : { Requestor: requestor }),
    ...(customField === undefined || outgoing.id === undefined ? {} : { CustomFields: { [customField]: outgoing.id } }),
  }
  const payload: Payload = { kind: 'http', line: 'POST /REST/2.0/ticket', headers: { 'content-type': 'application/json', 'accept': 'application/json' }, body: new Uint8Array(Buffer.from(JSON.stringify(body))) }
  return { ok: true, parts: [{ locators, payload, fields }] }
}

async function createTicket({ headers, body }: Payload, _key: string, link: Link): Promise<Outcome> {
  const token = await link.secret('token')
  if (token === undefined) return { class: 'auth', code: 'no-secret' }
  const reply = await exchanged(link, token, { method: 'POST', path: '/REST/2.0/ticket', headers, body })
  if ('class' in reply) return reply
  if (reply.status !== 201 && reply.status !== 200) return refusedBy(reply, link.now(), wordsOf(reply))
  const created = read(Created, reply.body)
  return created === undefined ? { class: 'unknown', code: 'not-a-ticket', httpStatus: reply.status } : { class: 'definite_success', receipt: receiptOf(created.id, link), httpStatus: reply.status }
}

type Asked = { readonly method: 'GET' | 'POST'; readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: Uint8Array }

async function exchanged(link: Link, token: string, { method, path, headers = { accept: 'application/json' }, body }: Asked): Promise<HttpReply | Outcome> {
  try {
    return await link.http.exchange({
      method, url: `${link.setup.url}${path}`, headers: { ...headers, authorization: `token ${token.trim()}` }, ...(body === undefined ? {} : { body }),
      timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, ...link.reach,
    })
  } catch (error) {
    return failedExchange(error)
  }
}

function wordsOf({ body }: HttpReply): string | undefined {
  const said = read(Message, body)?.message
  return said === undefined ? undefined : visibleShort(said, 500)
}

/** Made of our own address: theirs may name an inner host. */
function receiptOf(id: string, { setup }: Link): Receipt {
  return { remoteId: id, remoteUrl: `${setup.url}/Ticket/Display.html?id=${id}` }
}

/** Until then the ticket may still be on its way: a "no" would send it twice. */
const SETTLED_MS = 120_000

async function findTicket({ idempotencyKey, attemptedAt }: Delivered, link: Link): Promise<Reconciled> {
  const token = await link.secret('token')
  if (token === undefined) return { found: 'cannot-tell', code: 'no-secret' }
  const mark = markOf(idempotencyKey)
  // A queue that was renamed meanwhile hides nothing, so that none is asked for; without EffectiveId what was merged is hidden.
  const page = await ticketsOf(`Subject LIKE '${mark}' AND EffectiveId > 0`, token, link)
  if (typeof page === 'string') return { found: 'cannot-tell', code: page }
  const [ticket] = page.items.filter(({ Subject }) => Subject.includes(mark)).toSorted((a, b) => Number(a.id) - Number(b.id))
  if (ticket !== undefined) return { found: 'yes', receipt: receiptOf(ticket.id, link), state: stateOf(ticket.Status) }
  if (page.items.length > 0 || (page.total ?? 0) !== 0) return { found: 'cannot-tell', code: 'other-tickets' }
  const age = (msOfInstant(link.now()) ?? 0) - (msOfInstant(attemptedAt) ?? Infinity)
  if (age < SETTLED_MS) return { found: 'cannot-tell', code: 'too-early' }
  return page.total === 0 && await seesQueue(token, link) ? { found: 'no' } : { found: 'cannot-tell', code: 'not-seen' }
}

/** Who may create tickets and see none gets the same empty answer: only a ticket of the queue that is shown tells them apart. */
async function seesQueue(token: string, link: Link): Promise<boolean> {
  const queue = (link.setup.options['queue'] ?? '').replace(/[\\']/g, String.raw`\$&`)
  const page = await ticketsOf(`Queue = '${queue}'`, token, link)
  return typeof page !== 'string' && page.items.length > 0
}

/** @param query TicketSQL. A code when it was not answered. */
async function ticketsOf(query: string, token: string, link: Link): Promise<TicketPage | string> {
  const reply = await exchanged(link, token, { method: 'GET', path: `/REST/2.0/tickets?${new URLSearchParams({ query, fields: 'Subject,Status' }).toString()}` })
  if ('class' in reply) return 'code' in reply ? reply.code : reply.class
  return (reply.status === 200 ? read(TicketPage, reply.body) : undefined) ?? `http-${reply.status}`
}

async function lookAtTicket({ receipt }: Delivered, link: Link): Promise<Followed> {
  const token = await link.secret('token')
  if (token === undefined) return { known: false, code: 'no-secret' }
  if (receipt === undefined || !/^[1-9]\d{0,14}$/.test(receipt.remoteId)) return { known: false, code: 'no-receipt' }
  const reply = await exchanged(link, token, { method: 'GET', path: `/REST/2.0/ticket/${receipt.remoteId}` })
  if ('class' in reply) return { known: false, code: 'code' in reply ? reply.code : reply.class }
  const ticket = reply.status === 200 ? read(Ticket, reply.body) : undefined
  if (ticket === undefined) return { known: false, code: `http-${reply.status}` }
  return { known: true, state: decisionOf(ticket, link.setup) ?? stateOf(ticket.Status) }
}

/** `resolved` says that somebody is done with the ticket, not that the content is gone. */
function stateOf(status: string): RemoteState {
  return status === 'new' ? 'acknowledged' : 'in_review'
}

const DECISIONS = { decisionRemoved: 'decided_removed', decisionRestricted: 'decided_restricted', decisionRejected: 'decided_rejected' } as const

/** Only where the desk named the custom field that says it, and each of its words. */
function decisionOf({ CustomFields = [] }: Ticket, { options }: Setup): RemoteState | undefined {
  const values = CustomFields.find(({ name }) => name === options['decisionField'])?.values.filter((value) => typeof value === 'string') ?? []
  const found = Object.entries(DECISIONS).find(([option]) => options[option] !== undefined && values.includes(options[option]))
  return found?.[1]
}
