import { describe, expect, it } from 'vitest'
import type { Delivered } from '../../../../src/delivery/adapter.ts'
import { requestTracker } from '../../../../src/delivery/destinations/request-tracker/adapter.ts'
import type { HttpExchange, HttpReply } from '../../../../src/system/world.ts'
import { rowOf } from '../../contract/rows.ts'
import { sendable } from '../../contract/sendables.ts'
import { sampleLink, sampleSetup } from '../sample-link.ts'

const row = rowOf('request-tracker')
const OPTIONS = { queue: 'Signalements', requestor: 'cellule@asso.example' }
const TOKEN = '1-14-canari'
const one = sendable(row)
const key = one.key(one.locators.map(({ canonical }) => canonical))
const MARK = `scelle:${key.slice(0, 16)}`

const json = (status: number, value: unknown): HttpReply => ({ status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) })
async function ask(answer: unknown, { status = 200, options = {}, now, receipt, part = 'reconcile' }: { status?: number; options?: Record<string, string>; now?: string; receipt?: string; part?: 'reconcile' | 'follow' } = {}) {
  const setup = sampleSetup('request-tracker', { ...OPTIONS, ...options })
  const prepared = await requestTracker.prepare(one, setup)
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
  const requests: HttpExchange[] = []
  const link = sampleLink(setup, { secrets: { token: TOKEN }, answer: (request) => { requests.push(request); return json(status, typeof answer === 'function' ? (answer as (query: string) => unknown)(new URL(request.url).searchParams.get('query') ?? '') : answer) }, ...(now === undefined ? {} : { now }) })
  const delivered: Delivered = {
    payload: prepared.parts[0].payload, idempotencyKey: key, receipt: receipt === undefined ? undefined : { remoteId: receipt }, locators: [], id: one.id, prohibited: false, mayFetch: true, attemptedAt: '2026-11-23T17:00:00.000Z',
  }
  const answered = part === 'reconcile' ? await requestTracker.reconcile?.(delivered, link) : await requestTracker.follow?.(delivered, link)
  return { answered, requests }
}
const page = (...tickets: readonly (readonly [string, string, string])[]) => ({ total: tickets.length, count: tickets.length, items: tickets.map(([id, Subject, Status]) => ({ id, type: 'ticket', Subject, Status })) })

describe('a ticket', () => {
  it('carries our mark, our number where a field was named for it, and only what the row lets out', async () => {
    const prepared = await requestTracker.prepare(one, sampleSetup('request-tracker', { ...OPTIONS, customField: 'Signalement' }))
    if (!prepared.ok) throw new Error(prepared.code)
    const body = JSON.parse(Buffer.from(prepared.parts[0]?.payload.body ?? []).toString('utf8')) as Record<string, unknown>
    expect(body).toMatchObject({ Queue: 'Signalements', Requestor: 'cellule@asso.example', ContentType: 'text/plain', CustomFields: { Signalement: one.id } })
    expect(body['Subject']).toBe(`[${MARK}] [ESSAI] [${one.id}] Signalement`)
    expect(body['Content']).toContain('- victime\u00a0: moins de 15 ans (tranche d’âge)\n- urgence\u00a0: élevée (selon qui signale)\n')
    expect(body['Content']).not.toMatch(/mark-name|mark-email|mark-order|abab/)
  })
})

describe('asked whether it is there', () => {
  it('finds it by our mark, and only by it', async () => {
    const { answered, requests } = await ask(page(['12', `[${MARK}] x`, 'open'], ['9', `RE: [${MARK}] x`, 'new'], ['3', 'other', 'new']))
    expect(answered).toEqual({ found: 'yes', receipt: { remoteId: '9', remoteUrl: 'https://rt.example/Ticket/Display.html?id=9' }, state: 'acknowledged' })
    expect(new URL(requests[0]?.url ?? '').searchParams.get('query')).toBe(`Subject LIKE '${MARK}' AND EffectiveId > 0`)
    expect(requests[0]).toMatchObject({ method: 'GET', headers: { authorization: `token ${TOKEN}` } })
  })

  const queueOf = (listed: unknown) => (query: string) => (query.startsWith('Queue') ? listed : page())
  const LATER = '2026-11-23T17:30:00.000Z'

  it('says no only where the token sees a ticket of the queue: an empty answer alone proves nothing', async () => {
    const { answered, requests } = await ask(queueOf(page(['3', 'other', 'new'])), { now: LATER, options: { queue: "L'école \\ 2" } })
    expect(answered).toEqual({ found: 'no' })
    expect(requests.map(({ url }) => new URL(url).searchParams.get('query'))).toEqual([`Subject LIKE '${MARK}' AND EffectiveId > 0`, "Queue = 'L\\'école \\\\ 2'"])
    // No right to see them, or none there; a count of what it may not see; no shape.
    for (const listed of [page(), { total: 7, items: [] }, { total: null, items: [] }, {}]) expect((await ask(queueOf(listed), { now: LATER })).answered).toEqual({ found: 'cannot-tell', code: 'not-seen' })
  })

  it('a server that counts for nobody but a superuser still shows the ticket, and never says that there is none', async () => {
    expect((await ask({ ...page(['9', `[${MARK}] x`, 'new']), total: null })).answered).toMatchObject({ found: 'yes', receipt: { remoteId: '9' } })
    expect((await ask((query: string) => (query.startsWith('Queue') ? page(['3', 'other', 'new']) : { total: null, items: [] }), { now: LATER })).answered).toEqual({ found: 'cannot-tell', code: 'not-seen' })
  })

  it('says no only to a whole answer, and not before it could be there', async () => {
    expect((await ask(queueOf(page(['3', 'other', 'new'])), { now: '2026-11-23T17:01:00.000Z' })).answered).toEqual({ found: 'cannot-tell', code: 'too-early' })
    expect((await ask(page(['3', 'other', 'new']))).answered).toEqual({ found: 'cannot-tell', code: 'other-tickets' })
    for (const [status, answer] of [[200, {}], [200, { total: 0 }], [500, page()], [401, {}]] as const) expect((await ask(answer, { status })).answered).toMatchObject({ found: 'cannot-tell' })
  })
})

describe('followed', () => {
  const follow = async (answer: unknown, options: Record<string, string> = {}, receipt = '9') => (await ask(answer, { part: 'follow', options, receipt })).answered
  const ticket = (Status: string, ...values: readonly string[]) => ({ id: 9, Status, CustomFields: [{ name: 'Décision', values }] })

  it.each([['new', 'acknowledged'], ['open', 'in_review'], ['stalled', 'in_review'], ['resolved', 'in_review'], ['rejected', 'in_review'], ['deleted', 'in_review']] as const)('%s says %s and no more', async (status, state) => {
    expect(await follow(ticket(status, 'Retiré'))).toEqual({ known: true, state })
  })

  it('a decision is what the desk said that a field means', async () => {
    const options = { decisionField: 'Décision', decisionRemoved: 'Retiré', decisionRestricted: 'Limité', decisionRejected: 'Refusé' }
    expect(await follow(ticket('resolved', 'Retiré'), options)).toEqual({ known: true, state: 'decided_removed' })
    expect(await follow(ticket('open', 'Refusé'), options)).toEqual({ known: true, state: 'decided_rejected' })
    expect(await follow(ticket('resolved', 'En cours'), options)).toEqual({ known: true, state: 'in_review' })
    expect(await follow(ticket('resolved', 'Retiré'), { decisionField: 'Décision' })).toEqual({ known: true, state: 'in_review' })
  })

  it('a receipt that is no number is never put into an address', async () => {
    for (const receipt of ['../user/1', '9?x', '', '0']) expect(await follow(ticket('new'), {}, receipt)).toEqual({ known: false, code: 'no-receipt' })
  })
})
