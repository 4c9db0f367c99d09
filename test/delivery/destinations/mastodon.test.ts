// POST /api/v1/reports: who is reported, as our server numbers it, and what of a child's image is never looked up.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivered, Link, PrepareResult, Sendable } from '../../../src/delivery/adapter.ts'
import { mastodon } from '../../../src/delivery/destinations/mastodon/mastodon.ts'
import type { Outcome } from '../../../src/delivery/outcome.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, type Seen, type Stage } from '../contract/adapter-case.ts'
import { asideOf, mastodonCase, person, status } from '../contract/cases/mastodon.ts'
import { json, openHttpStage, type StageAnswer } from '../contract/http-stage.ts'
import { rowOf } from '../contract/rows.ts'
import { CSAM_CODES, locator, sendable, type SentLocator } from '../contract/sendables.ts'

const row = rowOf('mastodon')

async function opened(over: Readonly<Record<string, string>> = {}, aside: (seen: Seen) => StageAnswer | undefined = asideOf, accept: (seen: Seen) => StageAnswer = () => json(200, { id: '5' })): Promise<{ stage: Stage; link: Link }> {
  const stage = await openHttpStage({ accept, aside })
  onTestFinished(async () => { await stage.close() })
  const { http, mail, files } = testWorld()
  return { stage, link: { setup: { destination: row, url: stage.url, live: false, options: { domain: 'our.example', ...over }, language: 'fr', toolVersion: '0.0.0' }, http, mail, files, reach: { privateHosts: [] }, now: () => NOW, secret: async (name) => mastodonCase.secrets[name] } }
}

const prepare = async (what: Sendable, link: Link): Promise<PrepareResult> => mastodon.prepare(what, link.setup)

async function bodies(locators: readonly SentLocator[], link: Link, over: Parameters<typeof sendable>[1] = {}): Promise<Record<string, unknown>[]> {
  const prepared = await prepare(sendable(row, { locators, ...over }), link)
  if (!prepared.ok) throw new Error(`${prepared.code} ${prepared.detail}`)
  return prepared.parts.map(({ payload }) => JSON.parse(Buffer.from(payload.body).toString('utf8')) as Record<string, unknown>)
}

async function deliveredOf(locators: readonly SentLocator[], link: Link, over: Parameters<typeof sendable>[1] = {}): Promise<Delivered> {
  const what = sendable(row, { locators, ...over })
  const prepared = await prepare(what, link)
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
  const [{ payload, locators: carried }] = prepared.parts
  return { payload, idempotencyKey: 'k', receipt: { remoteId: '5' }, locators: carried, id: what.id, prohibited: what.prohibited, mayFetch: what.mayFetch, attemptedAt: NOW }
}

const idOf = (number: number): string => `1122334455667788${String(number).padStart(2, '0')}`

describe('the payload', () => {
  it('has numbers of our server, names and addresses of the others, one account a report', async () => {
    const { link } = await opened()
    expect((await bodies([status(1, 'our.example', 'eve'), status(2, 'our.example', 'eve'), status(3), person('ana', 'other.example'), person('eve', 'our.example')], link)).map((body) => ({ ...body, comment: '' }))).toEqual([
      { account: 'eve', status_ids: [idOf(1), idOf(2)], comment: '', category: 'legal' },
      { account: 'ana@other.example', statuses: [`https://other.example/@ana/${idOf(3)}`], comment: '', category: 'legal' },
    ])
  })

  it('goes to the other server only when that was chosen', async () => {
    const { link } = await opened()
    expect((await bodies([status(1)], link))[0]).not.toHaveProperty('forward')
    const { link: forwarding } = await opened({ forward: 'true', category: 'violation' })
    expect((await bodies([status(1)], forwarding))[0]).toMatchObject({ forward: true, category: 'violation' })
    const { link: wrong } = await opened({ category: 'spamming' })
    expect(await prepare(sendable(row, { locators: [status(1)] }), wrong)).toMatchObject({ ok: false, code: 'no-setting', detail: 'category' })
  })

  it('has a comment of a thousand signs at most, and says that it was cut', async () => {
    const { link } = await opened()
    const what = sendable(row, { locators: [status(1)], outgoing: { explanation: 'Un mot. '.repeat(500) } })
    expect(await prepare(what, link)).toMatchObject({ parts: [{ cut: ['explanation'] }] })
    expect(String((await bodies([status(1)], link, { outgoing: { explanation: 'Un mot. '.repeat(500) } }))[0]?.['comment']).length).toBeLessThanOrEqual(1000)
  })

  it.each([['a child’s image', { prohibited: true, codes: CSAM_CODES }], ['grooming', { mayFetch: false }]] as const)('of %s names the status, and our server is not made to fetch it', async (_, over) => {
    const { stage, link } = await opened()
    const locators = [status(1), status(2, 'our.example', 'eve')]
    const made = await bodies(locators, link, over)
    expect(made[0]).toMatchObject({ account: 'ana@other.example', comment: expect.stringMatching(new RegExp(`^https://other\\.example/@ana/${idOf(1)}\n`)) })
    expect(made[0]).not.toHaveProperty('statuses')
    expect(made[1]).toMatchObject({ account: 'eve', status_ids: [idOf(2)] })
    await mastodon.send((await deliveredOf(locators, link, over)).payload, 'k', link)
    expect(stage.asides?.map(({ line }) => line)).toEqual(['GET /api/v1/accounts/lookup?acct=ana%40other.example'])
    expect(await mastodon.follow?.(await deliveredOf(locators, link, over), link)).toEqual({ known: false, code: 'not-fetched' })
    expect(stage.asides).toHaveLength(1)
  })

  it('an author whom only the status tells is not asked for where nothing may be fetched', async () => {
    const { link } = await opened()
    const unnamed = locator(1, { canonical: `https://our.example/web/statuses/${idOf(1)}`, ids: { host: 'our.example', statusId: idOf(1) } })
    expect(await prepare(sendable(row, { locators: [unnamed], mayFetch: false }), link)).toEqual({ ok: false, code: 'no-account-id', detail: unnamed.canonical })
  })

  it('the category and the account follow what is said, not what may be fetched', async () => {
    const { link } = await opened()
    expect((await bodies([person('eve', 'our.example')], link, { mayFetch: false, dsaCategory: undefined }))[0]).toMatchObject({ account: 'eve', category: 'other' })
  })

  it.each([{ prohibited: true, codes: CSAM_CODES }, { mayFetch: false }])('many addresses that are not fetched are several reports, each whole: %j', async (over) => {
    const { link } = await opened()
    const made = await bodies(Array.from({ length: 40 }, (_, index) => status(index)), link, over)
    expect(made.length).toBeGreaterThan(1)
    const said = made.map(({ comment }) => String(comment)).join('\n')
    for (let index = 0; index < 40; index += 1) expect(said).toContain(idOf(index))
  })
})

describe('before the report', () => {
  const send = async (locators: readonly SentLocator[], aside: (seen: Seen) => StageAnswer | undefined = asideOf): Promise<{ outcome: Outcome; body: unknown; reports: number }> => {
    const { stage, link } = await opened({}, aside)
    const outcome = await mastodon.send((await deliveredOf(locators, link)).payload, 'k', link)
    return { outcome, reports: stage.seen.length, body: stage.seen[0] === undefined ? undefined : JSON.parse(stage.seen[0].body.toString()) as unknown }
  }
  const at = (part: string, answer: StageAnswer) => (seen: Seen): StageAnswer | undefined => (seen.line.includes(part) ? answer : asideOf(seen))
  const unnamed = locator(1, { canonical: `https://our.example/web/statuses/${idOf(1)}`, ids: { host: 'our.example', statusId: idOf(1) } })

  it('names and addresses become numbers, and nothing else changes', async () => {
    const { body } = await send([status(1), status(2)])
    expect(body).toEqual({ account_id: '500', status_ids: ['901', '902'], comment: expect.stringContaining('mark-explanation'), category: 'legal' })
  })

  it('the author of a status here is asked for when its address does not tell', async () => {
    const { body } = await send([unnamed], at('/api/v1/statuses/', json(200, { id: idOf(1), account: { id: '42', acct: 'eve' } })))
    expect(body).toMatchObject({ account_id: '42', status_ids: [idOf(1)] })
  })

  it.each([
    ['nobody of that name', [status(1)], at('type=accounts', json(200, { accounts: [], statuses: [] })), { class: 'definite_reject', code: 'handle-not-resolved' }],
    ['somebody of a like name', [status(1)], at('type=accounts', json(200, { accounts: [{ id: '1', acct: 'ana@another.example' }], statuses: [] })), { class: 'definite_reject', code: 'handle-not-resolved' }],
    ['a status that is gone', [status(1)], at('type=statuses', json(200, { accounts: [], statuses: [] })), { class: 'definite_reject', code: 'not-found' }],
    ['a status of another account', [status(1)], at('type=statuses', json(200, { accounts: [], statuses: [{ id: '9', account: { id: '666', acct: 'eve' } }] })), { class: 'definite_reject', code: 'other-account' }],
    ['a search that fails', [status(1)], at('/api/v2/search', json(503, {})), { class: 'not_sent', code: 'resolve-http-503' }],
    ['a search of no shape', [status(1)], at('/api/v2/search', json(200, { accounts: 1 })), { class: 'not_sent', code: 'resolve-http-200' }],
    ['a token without the right to search', [status(1)], at('/api/v2/search', json(403, {})), { class: 'auth', code: 'http-403' }],
  ] as const)('%s: nothing is reported', async (_, locators, aside, expected) => {
    const { outcome, reports } = await send(locators, aside)
    expect(outcome).toMatchObject(expected)
    expect(reports).toBe(0)
  })
})

it.each([
  ['its own header', { 'x-ratelimit-reset': '2026-11-23T19:00:00.123456Z' }, '2026-11-23T19:00:00.123Z'],
  ['a time in the past', { 'x-ratelimit-reset': '2020-01-01T00:00:00Z' }, NOW],
  ['a time without end', { 'x-ratelimit-reset': '2099-01-01T00:00:00Z' }, '2026-11-24T17:00:00.000Z'],
  ['Retry-After first', { 'x-ratelimit-reset': '2026-11-23T19:00:00Z', 'retry-after': '5' }, '2026-11-23T17:00:05.000Z'],
  ['no time', {}, undefined],
] as const)('a throttling is waited out: %s', async (_, headers, retryAt) => {
  const { link } = await opened({}, asideOf, () => json(429, {}, headers))
  const outcome = await mastodon.send((await deliveredOf([status(1)], link)).payload, 'k', link)
  expect(outcome).toMatchObject({ class: 'throttled' })
  expect((outcome as { retryAt?: string }).retryAt).toBe(retryAt)
})

it.each([
  ['all statuses gone', [404, 410], { known: true, content: { state: 'removed', method: 'mastodon-status', detail: '2/2' } }],
  ['one of two gone', [200, 404], { known: true, content: { state: 'reachable', method: 'mastodon-status', detail: '1/2' } }],
  ['a server that fails', [404, 500], { known: false, code: 'http-500' }],
] as const)('follow: %s', async (_, statuses, expected) => {
  let asked = 0
  const { link } = await opened({}, (seen) => (seen.line.startsWith('GET /api/v1/statuses/') ? json(statuses[asked++] ?? 500, {}) : asideOf(seen)))
  expect(await mastodon.follow?.(await deliveredOf([status(1, 'our.example', 'eve'), status(2, 'our.example', 'eve')], link), link)).toEqual(expected)
})

it.each([[404, {}, 'account_gone'], [200, { id: '1', acct: 'eve', suspended: true }, 'account_gone'], [200, { id: '1', acct: 'eve' }, 'reachable']])('follow of an account: %i %j is %s', async (code, body, state) => {
  const { link } = await opened({}, (seen) => (seen.line.startsWith('GET /api/v1/accounts/lookup') ? json(code, body) : asideOf(seen)))
  expect(await mastodon.follow?.(await deliveredOf([person('eve', 'our.example')], link), link)).toMatchObject({ known: true, content: { state } })
  expect(await mastodon.follow?.(await deliveredOf([person('ana', 'other.example')], link), link)).toEqual({ known: false, code: 'other-server' })
})
