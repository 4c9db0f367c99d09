// The destination atproto against Bluesky's own PDS, AppView and Ozone: what we send arrives as a moderator sees it, and
// what a moderator does is seen by follow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivered, Link, PreparedPart, Sendable, Setup } from '../../src/delivery/adapter.ts'
import { atproto } from '../../src/delivery/destinations/atproto/atproto.ts'
import { createHttp } from '../../src/system/node-http.ts'
import { post } from '../delivery/contract/cases/atproto.ts'
import { rowOf } from '../delivery/contract/rows.ts'
import { CODES, CSAM_CODES, locator, sendable } from '../delivery/contract/sendables.ts'
import { testWorld } from '../support/world.ts'
import { startAtproto, type AtprotoPeer } from './atproto-peer.ts'

const row = rowOf('bluesky')
const started = await startAtproto()
if ('missing' in started) process.stderr.write(`SKIPPED atproto: ${started.missing}\n`)
const peer = started as AtprotoPeer

interface Person { readonly did: string; readonly token: string }
interface Made { readonly uri: string; readonly cid: string }

const http = createHttp(new AbortController().signal, '0.0.0')

function linkOf(options: Readonly<Record<string, string>> = {}): Link {
  const { mail, files } = testWorld()
  const setup: Setup = { destination: row, url: peer.pds, live: false, options: { handle: 'desk.test', labelUrl: peer.ozone, labeler: peer.labeler, ...options }, language: 'fr', toolVersion: '0.0.0' }
  return { setup, http, mail, files, secret: async (name) => (name === 'app-password' ? 'desk-password' : undefined), now: () => new Date().toISOString(), reach: { privateHosts: [] } }
}

async function sent(what: Sendable, link: Link): Promise<{ part: PreparedPart; delivered: Delivered }[]> {
  const prepared = await atproto.prepare(what, link.setup)
  if (!prepared.ok) throw new Error(prepared.code)
  const all = []
  for (const part of prepared.parts) {
    const outcome = await atproto.send(part.payload, what.key(part.locators), link)
    if (outcome.class !== 'definite_success') throw new Error(JSON.stringify(outcome))
    all.push({ part, delivered: { payload: part.payload, idempotencyKey: what.key(part.locators), receipt: outcome.receipt, locators: part.locators, id: what.id, prohibited: what.prohibited, mayFetch: what.mayFetch, attemptedAt: what.now } })
  }
  return all
}

const rkeyOf = ({ uri }: Made): string => uri.slice(uri.lastIndexOf('/') + 1)

describe.skipIf('missing' in started)('atproto', () => {
  let bob: Person
  let eve: Person
  let nasty: Made
  beforeAll(async () => {
    await peer.order('account', { handle: 'desk.test', password: 'desk-password' })
    bob = (await peer.order('account', { handle: 'bob.test', password: 'pw' })) as unknown as Person
    eve = (await peer.order('account', { handle: 'eve.test', password: 'pw' })) as unknown as Person
    nasty = (await peer.order('post', { ...bob, text: 'nasty' })) as unknown as Made
  })
  afterAll(async () => { await peer.stop() })

  const nastyPost = (): ReturnType<typeof post> => {
    const rkey = rkeyOf(nasty)
    return { ...post(1), canonical: `https://bsky.app/profile/bob.test/post/${rkey}`, ids: { handle: 'bob.test', rkey } }
  }

  it('a post by its handle is reported with its reason, resolved to its DID and its cid', async () => {
    const link = linkOf()
    const [first] = await sent(sendable(row, { locators: [nastyPost()] }), link)
    const { events } = (await peer.order('events', { subject: nasty.uri })) as { events: { event: { reportType: string; comment?: string }; subject: Record<string, string> }[] }
    expect(events).toHaveLength(1)
    expect(events[0]?.event).toMatchObject({ reportType: CODES.atproto?.reasons[0], comment: expect.stringContaining('depuis une semaine') })
    expect(events[0]?.subject).toMatchObject({ $type: 'com.atproto.repo.strongRef', uri: nasty.uri, cid: nasty.cid })
    expect(first && await atproto.follow?.(first.delivered, link)).toEqual({ known: true, content: { state: 'reachable', method: 'atproto-posts', detail: '' } })
  })

  it('an account is reported; so is a child’s image by its account, the record named and not fetched', async () => {
    const link = linkOf({ labeler: `${peer.labeler}#atproto_labeler` })
    await sent(sendable(row, { locators: [locator(1, { kind: 'account', canonical: 'https://bsky.app/profile/bob.test', ids: { handle: 'bob.test' } })] }), link)
    await sent(sendable(row, { locators: [nastyPost()], prohibited: true, codes: CSAM_CODES }), link)
    const { events } = (await peer.order('events', { subject: bob.did })) as { events: { event: { reportType: string; comment?: string }; subject: Record<string, string> }[] }
    expect(new Set(events.map(({ event }) => event.reportType))).toEqual(new Set([CSAM_CODES.atproto?.reasons[0], CODES.atproto?.reasons[0]]))
    expect(events.find(({ event }) => event.reportType.endsWith('CSAM'))?.event.comment).toMatch(new RegExp(`^at://bob\\.test/app\\.bsky\\.feed\\.post/${rkeyOf(nasty)}\\n`))
  })

  it('the longest reason is taken: 2000 signs of several code points, cut by us and told', async () => {
    const explanation = '👨‍👩‍👧‍👦'.repeat(2500)
    const [first] = await sent(sendable(row, { locators: [nastyPost()], outgoing: { explanation } }), linkOf())
    expect(first?.part.cut).toEqual(['explanation'])
  })

  it('what cannot be found is refused, and nothing is reported', async () => {
    const link = linkOf()
    const outcome = async (ids: Readonly<Record<string, string>>): Promise<unknown> => {
      const prepared = await atproto.prepare(sendable(row, { locators: [{ ...post(1), ids, canonical: 'https://bsky.app/profile/x.test/post/mark-locator-1' }] }), link.setup)
      return prepared.ok && prepared.parts[0] !== undefined ? atproto.send(prepared.parts[0].payload, 'k', link) : prepared
    }
    expect(await outcome({ handle: 'nobody.test', rkey: '3kabc' })).toMatchObject({ class: 'definite_reject', code: 'handle-not-resolved' })
    expect(await outcome({ did: bob.did, rkey: '3knotthere' })).toMatchObject({ class: 'definite_reject', code: 'not-found' })
    expect(await atproto.send((await sentPayload(link)), 'k', { ...link, secret: async () => 'wrong' })).toMatchObject({ class: 'auth', code: 'login-refused' })
  })

  async function sentPayload(link: Link): Promise<Delivered['payload']> {
    const prepared = await atproto.prepare(sendable(row, { locators: [nastyPost()] }), link.setup)
    if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
    return prepared.parts[0].payload
  }

  it('a takedown of the record is seen by its label, though the API still shows the post', async () => {
    const link = linkOf()
    const [first] = await sent(sendable(row, { locators: [nastyPost()] }), link)
    await peer.order('takedown', { subject: { $type: 'com.atproto.repo.strongRef', ...nasty } })
    expect(first && await atproto.follow?.(first.delivered, link)).toMatchObject({ known: true, state: 'decided_removed', at: expect.stringMatching(/Z$/), content: { state: 'removed', method: 'atproto-label', detail: '!takedown' } })
    // Without a label service only what the API shows is told.
    const { labelUrl: _, ...options } = link.setup.options
    expect(first && await atproto.follow?.(first.delivered, { ...link, setup: { ...link.setup, options } })).toMatchObject({ known: true, content: { method: 'atproto-posts' } })
  })

  it('a takedown of the account is seen, with labels and without', async () => {
    const link = linkOf()
    const [first] = await sent(sendable(row, { locators: [locator(1, { kind: 'account', canonical: 'https://bsky.app/profile/eve.test', ids: { did: eve.did } })] }), link)
    expect(first && await atproto.follow?.(first.delivered, link)).toMatchObject({ known: true, content: { state: 'reachable' } })
    await peer.order('takedown', { subject: { $type: 'com.atproto.admin.defs#repoRef', did: eve.did } })
    const followed = first && await atproto.follow?.(first.delivered, link)
    expect(followed).toMatchObject({ known: true, state: 'decided_removed', content: { state: 'account_gone' } })
    const { labelUrl: _, ...options } = link.setup.options
    expect(first && await atproto.follow?.(first.delivered, { ...link, setup: { ...link.setup, options } })).toMatchObject({ known: true, content: { state: 'account_gone', method: 'atproto-profile' } })
  })
})
