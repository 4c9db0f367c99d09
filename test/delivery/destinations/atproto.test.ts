// com.atproto.moderation.createReport: what is open in the payload, what is asked before, what labels mean. The real PDS and
// Ozone are in test/peers.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivered, Link, PrepareResult, Sendable } from '../../../src/delivery/adapter.ts'
import { atproto } from '../../../src/delivery/destinations/atproto/atproto.ts'
import { measure } from '../../../src/signalement/packet/fit-text.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, type Seen, type Stage } from '../contract/adapter-case.ts'
import { account, asideOf, CID, DID, post, atprotoCase } from '../contract/cases/atproto.ts'
import { json, openHttpStage, type StageAnswer } from '../contract/http-stage.ts'
import { rowOf } from '../contract/rows.ts'
import { CODES, CSAM_CODES, locator, sendable } from '../contract/sendables.ts'

const row = rowOf('bluesky')
const POST = `at://${DID}/app.bsky.feed.post/mark-locator-1`

async function opened(aside: (seen: Seen) => StageAnswer | undefined = asideOf, over: Readonly<Record<string, string>> = {}, accept: (seen: Seen) => StageAnswer = () => json(200, { id: 7 })): Promise<{ stage: Stage; link: Link }> {
  const stage = await openHttpStage({ accept, aside })
  onTestFinished(async () => { await stage.close() })
  const { http, mail, files } = testWorld()
  const options = Object.fromEntries(Object.entries({ handle: 'desk.example', ...over }).map(([name, value]) => [name, value.replace('STAGE', stage.url)]))
  return { stage, link: { setup: { destination: row, url: stage.url, live: false, options, language: 'fr', toolVersion: '1.2.3' }, http, mail, files, reach: { privateHosts: [] }, now: () => NOW, secret: async (name) => atprotoCase.secrets[name] } }
}

const prepare = async (what: Sendable, link: Link): Promise<PrepareResult> => atproto.prepare(what, link.setup)

async function bodies(what: Sendable, link: Link): Promise<Record<string, unknown>[]> {
  const prepared = await prepare(what, link)
  if (!prepared.ok) throw new Error(prepared.code)
  return prepared.parts.map(({ payload }) => JSON.parse(Buffer.from(payload.body).toString('utf8')) as Record<string, unknown>)
}

async function deliveredOf(what: Sendable, link: Link): Promise<Delivered> {
  const prepared = await prepare(what, link)
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
  const [{ payload, locators }] = prepared.parts
  return { payload, idempotencyKey: 'k', receipt: { remoteId: '7' }, locators, id: what.id, prohibited: what.prohibited, mayFetch: what.mayFetch, attemptedAt: NOW }
}

describe('the payload', () => {
  it('has what is known and leaves the rest open', async () => {
    const { link } = await opened()
    const subjects = (await bodies(sendable(row, { locators: [post(1), post(2, { did: DID, cid: CID }), account(), account({ did: DID })] }), link)).map(({ subject }) => subject)
    expect(subjects).toEqual([
      { $type: 'com.atproto.repo.strongRef', uri: 'at://ana.example/app.bsky.feed.post/mark-locator-1' },
      { $type: 'com.atproto.repo.strongRef', uri: `at://${DID}/app.bsky.feed.post/mark-locator-2`, cid: CID },
      { $type: 'com.atproto.admin.defs#repoRef', handle: 'ana.example' },
      { $type: 'com.atproto.admin.defs#repoRef', did: DID },
    ])
  })

  it('names the tool only when that was chosen, and the labeler as a service', async () => {
    const { link } = await opened()
    expect(JSON.stringify(await bodies(sendable(row, { locators: [post(1)] }), link))).not.toMatch(/scelle|modTool/)
    const { link: chosen } = await opened(asideOf, { modTool: 'true', labeler: 'did:web:mod.example' })
    const what = sendable(row, { locators: [post(1)] })
    expect((await bodies(what, chosen))[0]?.['modTool']).toEqual({ name: 'scelle/1.2.3', meta: { correlationId: what.id } })
    expect(await prepare(what, chosen)).toMatchObject({ parts: [{ fields: ['locators', 'category', 'explanation', 'id'], payload: { headers: { 'atproto-proxy': 'did:web:mod.example#atproto_labeler' } } }] })
    const { link: wrong } = await opened(asideOf, { labeler: 'mod.example\r\nx: y' })
    expect(await prepare(what, wrong)).toMatchObject({ ok: false, code: 'no-setting', detail: 'labeler' })
  })

  it.each([['é'.repeat(2001), 2000], ['👨‍👩‍👧‍👦'.repeat(1999), 0], ['👨‍👩‍👧‍👦'.repeat(1), 1]])('fits both limits of the lexicon', async (explanation, signs) => {
    const { link } = await opened()
    const what = sendable(row, { locators: [post(1)], outgoing: { explanation } })
    const reason = String((await bodies(what, link))[0]?.['reason'])
    expect(measure(reason, 'graphemes')).toBeLessThanOrEqual(2000)
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(20_000)
    expect(await prepare(what, link)).toMatchObject({ parts: [signs === 1 ? { locators: [expect.any(String)] } : { cut: ['explanation'] }] })
  })

  it.each([['a child’s image', { prohibited: true }], ['grooming', { mayFetch: false }]] as const)('of %s reports the account and names the record; a cid that is known needs no fetch', async (_, over) => {
    const { stage, link } = await opened()
    const what = sendable(row, { ...over, codes: CSAM_CODES, locators: [post(1)] })
    const [body] = await bodies(what, link)
    expect(body).toMatchObject({ reasonType: 'tools.ozone.report.defs#reasonChildSafetyCSAM', subject: { handle: 'ana.example' }, reason: expect.stringMatching(/^at:\/\/ana\.example\/app\.bsky\.feed\.post\/mark-locator-1\n\n/) })
    await atproto.send((await deliveredOf(what, link)).payload, 'k', link)
    expect(stage.asides?.filter(({ line }) => line.includes('getRecord'))).toEqual([])
    expect(JSON.parse(stage.seen[0]?.body.toString() ?? '')).toMatchObject({ subject: { did: DID } })
    expect((await bodies(sendable(row, { ...over, codes: CSAM_CODES, locators: [post(2, { did: DID, cid: CID })] }), link))[0]?.['subject']).toMatchObject({ cid: CID })
  })

  it.each([
    [{ handle: 'not a handle' }], [{ did: 'did:plc:short' }], [{ did: DID, rkey: '..' }], [{ did: DID, rkey: 'a/b' }], [{ did: DID, rkey: '3k', collection: 'x y' }], [{}],
  ] as Record<string, string>[][])('refuses a locator that names nothing there: %j', async (ids = {}) => {
    const { link } = await opened()
    expect(await prepare(sendable(row, { locators: [locator(1, { ids })] }), link)).toMatchObject({ ok: false, code: 'no-locator' })
  })
})

describe('before the report', () => {
  const send = async (aside: (seen: Seen) => StageAnswer | undefined, accept?: (seen: Seen) => StageAnswer) => {
    const { stage, link } = await opened(aside, {}, accept)
    const outcome = await atproto.send((await deliveredOf(sendable(row, { locators: [post(1)] }), link)).payload, 'k', link)
    return { outcome, reports: stage.seen.length, stage, link }
  }
  const at = (part: string, answer: StageAnswer) => (seen: Seen): StageAnswer | undefined => (seen.line.includes(part) ? answer : asideOf(seen))

  it.each([
    ['createSession', json(401, { error: 'AuthenticationRequired' }), { class: 'auth', code: 'login-refused' }],
    ['createSession', json(500, {}), { class: 'not_sent', code: 'session-http-500' }],
    ['createSession', json(200, { accessJwt: 'with space', did: DID }), { class: 'not_sent', code: 'session-http-200' }],
    ['createSession', json(429, {}, { 'retry-after': '30' }), { class: 'throttled', retryAt: '2026-11-23T17:00:30.000Z' }],
    ['resolveHandle', json(400, { error: 'InvalidRequest', message: 'Unable to resolve handle' }), { class: 'definite_reject', code: 'handle-not-resolved' }],
    ['resolveHandle', json(200, { did: 'javascript:alert(1)' }), { class: 'not_sent', code: 'resolve-http-200' }],
    ['getRecord', json(400, { error: 'RecordNotFound' }), { class: 'definite_reject', code: 'not-found' }],
    ['getRecord', json(502, {}), { class: 'not_sent', code: 'resolve-http-502' }],
  ])('%s: nothing is reported', async (part, answer, expected) => {
    const { outcome, reports } = await send(at(part, answer))
    expect(outcome).toMatchObject(expected)
    expect(reports).toBe(0)
  })

  it('a session is kept in memory; one that ended is asked for again by the next attempt', async () => {
    let ended = false
    const { stage, link, outcome } = await send(asideOf, () => (ended ? json(400, { error: 'ExpiredToken', message: 'Token has expired' }) : json(200, { id: 8 })))
    expect(outcome).toMatchObject({ class: 'definite_success', receipt: { remoteId: '8' } })
    const { payload } = await deliveredOf(sendable(row, { locators: [post(1)] }), link)
    const sessions = (): number => stage.asides?.filter(({ line }) => line.includes('createSession')).length ?? 0
    await atproto.send(payload, 'k', link)
    expect(sessions()).toBe(1)
    ended = true
    expect(await atproto.send(payload, 'k', link)).toEqual({ class: 'not_sent', code: 'token-ended' })
    ended = false
    expect(await atproto.send(payload, 'k', link)).toMatchObject({ class: 'definite_success' })
    expect(sessions()).toBe(2)
  })
})

describe('follow', () => {
  const label = (over: Readonly<Record<string, unknown>> = {}) => ({ src: 'did:web:mod.example', uri: POST, val: '!takedown', cts: '2026-11-23T12:00:00.000Z', ...over })
  const followed = async (labels: readonly unknown[], over: Readonly<Record<string, string>> = {}, what: Partial<Delivered> = {}) => {
    const { stage, link } = await opened((seen) => {
      if (seen.line.includes('queryLabels')) return json(200, { labels })
      if (seen.line.includes('getProfile')) return json(200, { did: DID })
      if (seen.line.includes('getPosts')) return json(200, { posts: [{ uri: POST }] })
      return asideOf(seen)
    }, { labelUrl: 'STAGE', ...over })
    const result = await atproto.follow?.(await deliveredOf(sendable(row, { locators: [post(1)] }), link).then((each) => ({ ...each, ...what })), link)
    return { result, asked: stage.asides?.map(({ line }) => line) ?? [] }
  }
  const removed = { known: true, state: 'decided_removed', at: '2026-11-23T12:00:00.000Z', content: { state: 'removed', method: 'atproto-label', detail: '!takedown' } }
  const shown = { known: true, content: { state: 'reachable', method: 'atproto-posts', detail: '' } }

  it.each([
    ['a takedown of the record', [label()], removed],
    ['a takedown of the account', [label({ uri: DID })], { ...removed, content: { ...removed.content, state: 'account_gone', detail: '!takedown (account)' } }],
    ['one that was taken back later', [label(), label({ neg: true, cts: '2026-11-23T13:00:00.000Z' })], shown],
    ['one that was taken back before', [label({ neg: true, cts: '2026-11-23T11:00:00.000Z' }), label()], removed],
    ['one that ended', [label({ exp: '2026-11-23T16:59:59.000Z' })], shown],
    ['one of another record', [label({ uri: `${POST}x` })], shown],
    ['one that hides', [label({ val: '!hide' })], { known: true, state: 'decided_restricted', at: '2026-11-23T12:00:00.000Z' }],
    ['one that says something else', [label({ val: 'spam' })], shown],
    ['none', [], shown],
    ['an answer of no shape', [{ val: 1 }], { known: false, code: 'answer-not-understood' }],
  ])('%s', async (_, labels, expected) => {
    expect((await followed(labels)).result).toEqual(expected)
  })

  it('heeds the labeler that was set, and no other', async () => {
    expect((await followed([label({ src: 'did:web:stranger.example' })], { labeler: 'did:web:mod.example#atproto_labeler' })).result).toEqual(shown)
    expect((await followed([label()], { labeler: 'did:web:mod.example#atproto_labeler' })).result).toEqual(removed)
  })

  it.each([['a child’s image', { prohibited: true, mayFetch: false }], ['grooming', { mayFetch: false }]])('of %s asks for labels and identity, and for nothing that shows it', async (_, what) => {
    const { result, asked } = await followed([], {}, what)
    expect(result).toEqual({ known: true })
    expect(asked.filter((line) => /getPosts|getProfile|getRecord|createSession/.test(line))).toEqual([])
  })
})

it('the reason is that of the harm', async () => {
  const { link } = await opened()
  expect((await bodies(sendable(row, { locators: [post(1)] }), link))[0]?.['reasonType']).toBe(CODES.atproto?.reasons[0])
})
