// The client of the reporting API against the reference receiver itself, and against what a receiver may do wrong.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivered, Link, Sendable } from '../../../src/delivery/adapter.ts'
import { guichet } from '../../../src/delivery/destinations/guichet/guichet.ts'
import type { Outcome } from '../../../src/delivery/outcome.ts'
import type { Payload } from '../../../src/delivery/payload.ts'
import { sampleId } from '../../signalement/sample-record.ts'
import { testWorld } from '../../support/world.ts'
import { runningGuichet, TOKEN } from '../../guichet/running.ts'
import { NOW, type Seen } from '../contract/adapter-case.ts'
import { acceptNotice } from '../contract/cases/guichet.ts'
import { json, openHttpStage, type StageAnswer } from '../contract/http-stage.ts'
import { rowOf } from '../contract/rows.ts'
import { sendable } from '../contract/sendables.ts'

const row = rowOf('guichet')

interface Desk { readonly url: string; readonly secrets?: Readonly<Record<string, string>>; readonly options?: Readonly<Record<string, string>>; readonly live?: boolean; readonly now?: string; readonly reach?: Link['reach'] }

function linkOf({ url, secrets = { token: TOKEN }, options = {}, live = false, now = NOW, reach = { privateHosts: [] } }: Desk): Link {
  const { http, mail, files } = testWorld()
  return { setup: { destination: row, url, live, options, language: 'fr', toolVersion: '0.0.0' }, http, mail, files, reach, now: () => now, secret: async (name) => secrets[name] }
}

async function payloadOf(what: Sendable, link: Link): Promise<Payload> {
  const prepared = await guichet.prepare(what, link.setup)
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error(JSON.stringify(prepared))
  return prepared.parts[0].payload
}

const keyOf = (what: Sendable): string => what.key(what.locators.map(({ canonical }) => canonical))

async function deliveredOf(what: Sendable, link: Link, outcome?: Outcome): Promise<Delivered> {
  return {
    payload: await payloadOf(what, link), idempotencyKey: keyOf(what), receipt: outcome?.class === 'definite_success' ? outcome.receipt : undefined,
    locators: what.locators.map(({ canonical }) => canonical), id: what.id, prohibited: false, mayFetch: true, attemptedAt: NOW,
  }
}

async function stageOf(accept: (seen: Seen) => StageAnswer, aside?: (seen: Seen) => StageAnswer | undefined) {
  const stage = await openHttpStage(aside === undefined ? { accept } : { accept, aside })
  onTestFinished(async () => { await stage.close() })
  return stage
}

describe('with the reference receiver', () => {
  it('a notice is taken, the same one is the same, another body under its key is refused in words', async () => {
    const link = linkOf(await runningGuichet())
    const what = sendable(row)
    const first = await guichet.send(await payloadOf(what, link), keyOf(what), link)
    expect(first).toMatchObject({ class: 'definite_success', receipt: { remoteId: expect.stringMatching(/^[0-9a-f-]{36}$/) }, httpStatus: 202 })
    expect(await guichet.send(await payloadOf(what, link), keyOf(what), link)).toEqual(first)
    const other = sendable(row, { outgoing: { explanation: 'Autre explication, assez longue pour qu’elle soit prise au sérieux par le destinataire.' } })
    expect(await guichet.send(await payloadOf(other, link), keyOf(what), link)).toMatchObject({ class: 'definite_reject', code: 'http-409', words: expect.stringMatching(/clé/i) })
  })

  it('is followed by its number, a test kept apart from what is live', async () => {
    const running = await runningGuichet()
    for (const live of [false, true]) {
      const link = linkOf({ url: running.url, live })
      const what = sendable(row, { id: sampleId(live ? 1 : 2) })
      const outcome = await guichet.send(await payloadOf(what, link), keyOf(what), link)
      expect(await guichet.follow?.(await deliveredOf(what, link, outcome), link)).toEqual({ known: true, at: expect.any(String) })
      const standing = (await (await fetch(`${running.url}/v1/signalements?correlationId=${what.id}`, { headers: { authorization: `Bearer ${TOKEN}` } })).json()) as { items: { test: boolean }[] }
      expect(standing.items.map(({ test }) => test)).toEqual([!live])
    }
  })

  it('an unknown outcome is settled: not there, there, and one revision told from another', async () => {
    const link = linkOf(await runningGuichet())
    const [one, two] = [sendable(row), sendable(row, { revision: 2 })]
    expect(await guichet.reconcile?.(await deliveredOf(one, link), link)).toEqual({ found: 'no' })
    const outcome = await guichet.send(await payloadOf(one, link), keyOf(one), link)
    const receipt = outcome.class === 'definite_success' ? outcome.receipt : undefined
    expect(await guichet.reconcile?.(await deliveredOf(one, link), link)).toMatchObject({ found: 'yes', receipt })
    const second = await guichet.reconcile?.(await deliveredOf(two, link), link)
    expect(second).toMatchObject({ found: 'yes' })
    expect((second as { receipt: unknown }).receipt).not.toEqual(receipt)
  })

  it('a wrong token is refused once and for all; client credentials bring a token that is kept', async () => {
    const { url } = await runningGuichet()
    const what = sendable(row)
    const wrong = linkOf({ url, secrets: { token: 'sgc_wrong' } })
    expect(await guichet.send(await payloadOf(what, wrong), keyOf(what), wrong)).toMatchObject({ class: 'auth', code: 'http-401' })
    const oauth = linkOf({ url, options: { clientId: 'hotline' }, secrets: { 'client-secret': TOKEN } })
    expect(await guichet.send(await payloadOf(what, oauth), keyOf(what), oauth)).toMatchObject({ class: 'definite_success' })
    const refused = linkOf({ url, options: { clientId: 'hotline' }, secrets: { 'client-secret': 'sgc_other' } })
    expect(await guichet.send(await payloadOf(what, refused), keyOf(what), refused)).toMatchObject({ class: 'auth', code: 'client-refused' })
  })
})

describe('credentials', () => {
  const token = (seconds?: number) => (seen: Seen): StageAnswer | undefined => (
    seen.line === 'POST /oauth/token' ? json(200, { access_token: 'canary-access', token_type: 'Bearer', ...(seconds === undefined ? {} : { expires_in: seconds }) }) : undefined
  )

  it('are form-encoded in Basic, and asked for again only when the token ends', async () => {
    const stage = await stageOf(acceptNotice, token(3600))
    const desk = { url: stage.url, options: { clientId: 'desk:1 é' }, secrets: { 'client-secret': 'p%s+s w' } }
    const what = sendable(row)
    for (const now of [NOW, '2026-11-23T17:59:00.000Z']) {
      const link = linkOf({ ...desk, now })
      expect(await guichet.send(await payloadOf(what, link), keyOf(what), link)).toMatchObject({ class: 'definite_success' })
    }
    expect(stage.asides).toHaveLength(1)
    expect(Buffer.from(stage.asides?.[0]?.headers['authorization']?.slice(6) ?? '', 'base64').toString()).toBe('desk%3A1+%C3%A9:p%25s%2Bs+w')
    expect(stage.asides?.[0]?.body.toString()).toBe('grant_type=client_credentials')
    expect(stage.seen.map(({ headers }) => headers['authorization'])).toEqual(['Bearer canary-access', 'Bearer canary-access'])
    const later = linkOf({ ...desk, now: '2026-11-23T18:00:00.000Z' })
    await guichet.send(await payloadOf(what, later), keyOf(what), later)
    expect(stage.asides).toHaveLength(2)
  })

  it('a kept token that was ended there is no outcome: the next attempt has another', async () => {
    let refuse = false
    const stage = await stageOf((seen) => (refuse ? json(401, {}) : acceptNotice(seen)), token())
    const link = linkOf({ url: stage.url, options: { clientId: 'desk' }, secrets: { 'client-secret': 's' } })
    const what = sendable(row)
    await guichet.send(await payloadOf(what, link), keyOf(what), link)
    refuse = true
    expect(await guichet.send(await payloadOf(what, link), keyOf(what), link)).toEqual({ class: 'not_sent', code: 'token-ended' })
    expect(await guichet.send(await payloadOf(what, link), keyOf(what), link)).toMatchObject({ class: 'auth', code: 'http-401' })
    expect(stage.asides).toHaveLength(2)
  })

  it.each([
    ['no answer that is one', () => json(200, { access_token: 'a b', token_type: 'mac' }), { class: 'not_sent', code: 'token-not-given' }],
    ['a broken server', () => json(500, {}), { class: 'not_sent', code: 'token-not-given' }],
    ['a throttling', () => json(429, {}, { 'retry-after': '60' }), { class: 'throttled', retryAt: '2026-11-23T17:01:00.000Z' }],
    ['another place', () => ({ status: 302, headers: { location: 'http://localhost:9/' } }), { class: 'auth', code: 'client-refused' }],
  ])('%s at the token endpoint: nothing was sent', async (_, answer, expected) => {
    const stage = await stageOf(acceptNotice, (seen) => (seen.line === 'POST /oauth/token' ? answer() : undefined))
    const link = linkOf({ url: stage.url, options: { clientId: 'desk' }, secrets: { 'client-secret': 's' } })
    const what = sendable(row)
    expect(await guichet.send(await payloadOf(what, link), keyOf(what), link)).toMatchObject(expected)
    expect(stage.seen).toEqual([])
  })

  it('none at all, or one that no header can hold, is said before anything leaves; a client certificate is enough', async () => {
    const stage = await stageOf(acceptNotice)
    const what = sendable(row)
    const outcomeWith = async (desk: Partial<Desk>): Promise<Outcome> => {
      const link = linkOf({ url: stage.url, ...desk })
      return guichet.send(await payloadOf(what, link), keyOf(what), link)
    }
    expect(await outcomeWith({ secrets: {} })).toEqual({ class: 'auth', code: 'no-secret' })
    expect(await outcomeWith({ secrets: { token: 'two\nlines' } })).toEqual({ class: 'auth', code: 'bad-secret' })
    expect(stage.seen).toEqual([])
    expect(await outcomeWith({ secrets: { token: 'with-a-line-end\n' } })).toMatchObject({ class: 'definite_success' })
    expect(await outcomeWith({ secrets: {}, reach: { privateHosts: [], tls: { certificate: 'PEM', key: 'PEM' } } })).toMatchObject({ class: 'definite_success' })
    expect(stage.seen.map(({ headers }) => headers['authorization'])).toEqual(['Bearer with-a-line-end', undefined])
  })
})

describe('answers that are not to be trusted', () => {
  const standing = { id: '11111111-1111-4111-8111-111111111111', correlationId: sampleId(77), state: 'decided_removed', receivedAt: NOW, updatedAt: NOW, test: true }

  it.each([
    ['of another notice', { ...standing, correlationId: sampleId(1) }, { known: false, code: 'other-notice' }],
    ['of another number', { ...standing, id: '22222222-2222-4222-8222-222222222222' }, { known: false, code: 'other-notice' }],
    ['of no shape', { ...standing, state: 'done' }, { known: false, code: 'answer-not-understood' }],
    ['with a decision', { ...standing, decision: { kind: 'removed', grounds: 'CGU 4', at: NOW } }, { known: true, state: 'decided_removed', grounds: 'CGU 4', at: NOW }],
  ])('a standing %s', async (_, answer, expected) => {
    const stage = await stageOf(() => json(200, answer))
    const link = linkOf({ url: stage.url })
    const what = sendable(row)
    expect(await guichet.follow?.({ ...await deliveredOf(what, link), receipt: { remoteId: standing.id } }, link)).toEqual(expected)
  })

  it('a list without end is left', async () => {
    const stage = await stageOf(() => json(200, { items: [], nextCursor: 'more' }))
    const link = linkOf({ url: stage.url })
    expect(await guichet.reconcile?.(await deliveredOf(sendable(row), link), link)).toEqual({ found: 'cannot-tell', code: 'too-many' })
    expect(stage.seen).toHaveLength(10)
  })
})
