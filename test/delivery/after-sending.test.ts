// What comes after sending: unknown outcomes settled, receipts typed back, states asked, contents looked at.
import { describe, expect, it } from 'vitest'
import type { Adapter } from '../../src/delivery/adapter.ts'
import { checkContent, mayFetch } from '../../src/delivery/content-check.ts'
import { followOne, isWatched } from '../../src/delivery/follow.ts'
import { oneWaiting, reconcile, type Reconciliation } from '../../src/delivery/reconcile.ts'
import { typeReceipt } from '../../src/delivery/receipt.ts'
import { sendQueued } from '../../src/delivery/send.ts'
import { prepared } from '../../src/signalement/change-record.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'
import { AGE_BANDS, HARMS, PLATFORMS } from '../../src/signalement/vocabulary.ts'
import { Failure } from '../../src/system/failure.ts'
import type { Http, HttpReply } from '../../src/system/world.ts'
import { NOW, sampleId, sampleRecord } from '../signalement/sample-record.ts'
import { rowOf } from './contract/rows.ts'
import { deliveryBench, scriptedAdapter, START_MS, type Bench } from './bench-desk.ts'

const NO_NETWORK: Http = {
  async post() { throw new Error('a request left') },
  async exchange() { throw new Error('a request left') },
}
const answering = (answer: (request: { readonly method: string; readonly url: string }) => number | Failure): Http & { readonly asked: string[] } => {
  const asked: string[] = []
  return {
    asked, post: NO_NETWORK.post,
    async exchange({ method, url }): Promise<HttpReply> {
      asked.push(`${method} ${url}`)
      const said = answer({ method, url })
      if (typeof said !== 'number') throw said
      return { status: said, headers: {}, body: Buffer.alloc(0) }
    },
  }
}

/** One delivery whose outcome nobody knows. */
async function lost(adapter: Partial<Adapter>, changes: Partial<Signalement> = {}): Promise<Bench> {
  const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter({ idempotent: false, script: () => ({ class: 'unknown', code: 'timeout' }), ...adapter }) }, http: NO_NETWORK })
  bench.queue(1, ['guichet'], changes)
  await bench.outbox.openLines(['guichet'])
  await sendQueued(bench.desk, bench.outbox, { concurrency: 1, max: 1 }, () => {})
  return bench
}
const asked = async ({ desk, lines }: Bench): Promise<readonly Reconciliation[]> => {
  const found: Reconciliation[] = []
  await reconcile(desk, lines, [...desk.store.deliveries.list({ states: ['unknown_outcome'] })].map(({ number }) => number), (each) => { found.push(each) })
  return found
}
const only = ({ desk }: Bench, number = 1) => {
  const [delivery] = desk.store.get(sampleId(number)).deliveries
  if (delivery === undefined) throw new Error('no delivery')
  return delivery
}

describe('an unknown outcome', () => {
  it('found there is sent, with their number and state; it is asked with the bytes that left', async () => {
    const seen: string[] = []
    const bench = await lost({
      async reconcile({ payload, idempotencyKey, id, locators, prohibited }) {
        seen.push(Buffer.from(payload.body).toString(), idempotencyKey, id, ...locators, String(prohibited))
        return { found: 'yes', receipt: { remoteId: 'R-9', remoteUrl: 'https://partner.example/R-9' }, state: 'in_review' }
      },
    })
    const key = only(bench).idempotencyKey
    expect(await asked(bench)).toMatchObject([{ verdict: 'found' }])
    expect(seen).toEqual(['notice 1 guichet', key, sampleId(1), 'https://www.instagram.com/p/Invente1/', 'false'])
    expect(only(bench)).toMatchObject({ state: 'in_review', receipt: { remoteId: 'R-9', remoteUrl: 'https://partner.example/R-9' }, acknowledgedAt: expect.any(String) })
    expect(bench.desk.store.listed(sampleId(1))?.state).toBe('in_review')
    expect(await asked(bench)).toEqual([])
  })

  it('not there goes back into the queue, with a note that it was looked for', async () => {
    const bench = await lost({ reconcile: async () => ({ found: 'no' }) })
    expect(await asked(bench)).toMatchObject([{ verdict: 'not-found' }])
    expect(only(bench)).toMatchObject({ state: 'queued', attempts: [{ class: 'unknown' }, { class: 'not_sent', code: 'not-arrived' }] })
    expect(bench.desk.store.deliveries.waiting()).toEqual([{ destination: 'guichet', count: 1, nextMs: 0 }])
  })

  it.each([
    ['cannot tell', { reconcile: async () => ({ found: 'cannot-tell' as const, code: 'http-503' }) }, 'http-503'],
    ['has no way to be asked', {}, 'cannot-be-asked'],
    ['cannot be reached', { reconcile: async () => { throw new Failure('http.unreachable', { host: 'h.example', reason: 'ECONNREFUSED', sent: false }) } }, 'http.unreachable'],
  ])('a destination that %s changes nothing', async (_name, adapter, code) => {
    const bench = await lost(adapter)
    const before = only(bench)
    expect(await asked(bench)).toMatchObject([{ verdict: 'cannot-tell', code }])
    expect(only(bench)).toEqual(before)
  })

  it('one that a colleague settled meanwhile is left as it is', async () => {
    const bench = await lost({
      async reconcile() {
        typeReceipt(bench.desk, bench.desk.store.get(sampleId(1)), { remoteId: 'by-hand', at: NOW })
        return { found: 'no' }
      },
    })
    expect(await asked(bench)).toEqual([])
    expect(only(bench)).toMatchObject({ state: 'sent', receipt: { remoteId: 'by-hand' } })
  })

  it('several destinations that wait have to be named', async () => {
    const unsure = (): Adapter => scriptedAdapter({ idempotent: false, script: () => ({ class: 'unknown', code: 'timeout' }) })
    const bench = await deliveryBench({ adapters: { guichet: unsure(), mastodon: unsure() } })
    bench.queue(1, ['guichet', 'mastodon'])
    await bench.outbox.openLines(['guichet', 'mastodon'])
    await sendQueued(bench.desk, bench.outbox, { concurrency: 2, max: 2 }, () => {})
    expect(() => oneWaiting(bench.desk, sampleId(1), ['unknown_outcome'])).toThrow(expect.objectContaining({ code: 'delivery.several-waiting', facts: { id: sampleId(1).slice(-8), deliveries: expect.stringMatching(/^guichet \S{12}, mastodon \S{12}$/) } }))
    expect(oneWaiting(bench.desk, sampleId(1), ['unknown_outcome'], { destination: 'mastodon' }).row.destination).toBe('mastodon')
    // Or one by its key, where its place does not tell.
    for (const { key, destination } of bench.desk.store.deliveries.list()) expect(oneWaiting(bench.desk, sampleId(1), ['unknown_outcome'], { key: key.slice(0, 12) }).row.destination).toBe(destination)
    expect(() => oneWaiting(bench.desk, sampleId(1), ['unknown_outcome'], { key: 'zz' })).toThrow(expect.objectContaining({ code: 'delivery.none-waiting' }))
    expect(() => oneWaiting(bench.desk, sampleId(1), ['unknown_outcome'], { destination: 'pharos' })).toThrow(expect.objectContaining({ code: 'delivery.none-waiting' }))
  })
})

describe('a receipt typed back', () => {
  it('of a form: the packet is sent, once', async () => {
    const bench = await deliveryBench({ adapters: {} })
    const { store } = bench.desk
    store.insert(prepared(sampleRecord(1), { destination: 'pharos', channel: 'form_assisted', adapterVersion: 'packet/1', payloadSha256: 'c'.repeat(64), fieldsSent: ['id'], by: 'Écoutante 7', now: NOW }))
    typeReceipt(bench.desk, store.get(sampleId(1)), { remoteId: 'PH-1', at: '2026-11-23T16:00:00.000Z' })
    expect(only(bench)).toMatchObject({ state: 'sent', receipt: { remoteId: 'PH-1', at: '2026-11-23T16:00:00.000Z' } })
    expect(() => typeReceipt(bench.desk, store.get(sampleId(1)), { remoteId: 'PH-2', at: NOW })).toThrow(expect.objectContaining({ code: 'delivery.receipt-known', facts: expect.objectContaining({ remoteId: 'PH-1' }) }))
    expect(only(bench).receipt?.remoteId).toBe('PH-1')
  })

  it('of a call to 119: nothing was prepared, and it counts', async () => {
    const bench = await deliveryBench({ adapters: {} })
    const { store } = bench.desk
    store.insert(sampleRecord(1))
    expect(() => typeReceipt(bench.desk, store.get(sampleId(1)), { remoteId: 'APPEL-1', at: NOW })).toThrow(expect.objectContaining({ code: 'delivery.none-waiting' }))
    typeReceipt(bench.desk, store.get(sampleId(1)), { remoteId: 'APPEL-1', at: NOW, destination: rowOf('119') })
    expect(only(bench)).toMatchObject({ destination: '119', channel: 'phone', state: 'sent', receipt: { remoteId: 'APPEL-1' }, adapterVersion: 'spoken/1' })
    expect(store.listed(sampleId(1))?.state).toBe('sent')
    expect(() => typeReceipt(bench.desk, store.get(sampleId(1)), { remoteId: 'APPEL-2', at: NOW, destination: rowOf('119') })).toThrow(expect.objectContaining({ code: 'delivery.receipt-known' }))
  })

  it('is not taken for what a machine has still to send: it would never leave', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter(), mastodon: scriptedAdapter() } })
    bench.queue(1, ['guichet'])
    for (const about of [{}, { destination: rowOf('guichet') }]) expect(() => typeReceipt(bench.desk, bench.desk.store.get(sampleId(1)), { remoteId: 'X', at: NOW, ...about })).toThrow(expect.objectContaining({ code: 'delivery.none-waiting' }))
    expect(only(bench).state).toBe('queued')
  })

  it('a draft has none', async () => {
    const bench = await deliveryBench({ adapters: {} })
    const { attestation: _none, ...draft } = sampleRecord(1, { state: 'draft' })
    bench.desk.store.insert(draft)
    expect(() => typeReceipt(bench.desk, bench.desk.store.get(sampleId(1)), { remoteId: 'X', at: NOW, destination: rowOf('119') })).toThrow(expect.objectContaining({ code: 'signalement.not-validated' }))
  })
})

describe('following', () => {
  /** One delivery that was sent. */
  async function sent(adapter: Partial<Adapter>, http: Http = NO_NETWORK, changes: Partial<Signalement> = {}): Promise<Bench> {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter(adapter) }, http })
    bench.queue(1, ['guichet'], { harm: 'haine', victim: { ageBand: '18plus', isCaller: false, representation: 'none', consent: [] }, ...changes })
    await bench.outbox.openLines(['guichet'])
    await sendQueued(bench.desk, bench.outbox, { concurrency: 1, max: 1 }, () => {})
    return bench
  }
  const HIDDEN = { harm: 'csam', victim: { ageBand: 'lt15', isCaller: false, representation: 'none', consent: [] }, evidence: [] } as const satisfies Partial<Signalement>

  it('their decision is kept, with its grounds and the date until which one may complain', async () => {
    const bench = await sent({ follow: async () => ({ known: true, state: 'decided_rejected', grounds: 'conforme', at: NOW, content: { state: 'reachable', method: 'api', detail: 'said' } }) })
    bench.clock.ms += 3_600_000
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ before: 'sent', after: 'decided_rejected', content: 'reachable', code: undefined })
    expect(only(bench)).toMatchObject({ state: 'decided_rejected', decision: { kind: 'rejected', grounds: 'conforme' }, appealUntil: '2027-05-23T17:00:00.000Z', checks: [{ contentState: 'reachable', method: 'api' }] })
    const row = bench.desk.store.deliveries.get(1).row
    expect(row).toMatchObject({ appealMs: Date.parse('2027-05-23T17:00:00.000Z'), content: 'reachable' })
    // Asked again: an earlier word changes nothing, a removal closes it.
    expect(bench.desk.store.listed(sampleId(1))?.state).toBe('decided_rejected')
  })

  it.each([
    ['knows nothing', async () => ({ known: false as const, code: 'other-notice' }), 'other-notice'],
    ['cannot be reached', async () => { throw new Failure('http.timeout', { host: 'h.example', seconds: 60, sent: true }) }, 'http.timeout'],
  ])('a destination that %s changes nothing', async (_name, follow, code) => {
    const bench = await sent({ follow }, NO_NETWORK, HIDDEN)
    const before = only(bench)
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ before: 'sent', after: 'sent', code })
    expect(only(bench)).toEqual(before)
  })

  it('what a colleague wrote while the destination was asked is kept', async () => {
    const bench = await sent({
      async follow() {
        if (nested) return { known: true, state: 'in_review' }
        nested = true
        await followOne(bench.desk, bench.lines, 1)
        return { known: true, state: 'acknowledged' }
      },
    }, NO_NETWORK, HIDDEN)
    let nested = false
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ after: 'in_review' })
    expect(only(bench).state).toBe('in_review')
  })

  it('one that was purged meanwhile is told, and stops nobody', async () => {
    const bench = await sent({ follow: async () => { bench.desk.store.purge([sampleId(1)], NOW); return { known: true, state: 'decided_removed' } } }, NO_NETWORK, HIDDEN)
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ after: 'sent', code: 'signalement.purged' })
  })

  it('a content is looked at: gone, then uploaded again; checks are bounded', async () => {
    let status = 404
    const http = answering(() => status)
    const target: Signalement['target'] = { platform: 'autre', locators: [{ kind: 'url', what: 'post', raw: 'https://forum.example/1', canonical: 'https://forum.example/1', ids: {} }] }
    const bench = await sent({}, http, { target })
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ content: 'removed' })
    expect(bench.desk.store.deliveries.get(1).row.goneMs).toBe(bench.clock.ms)
    status = 200
    bench.clock.ms += 86_400_000
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ content: 'reuploaded' })
    // It was gone at first: that is what a median counts.
    expect(bench.desk.store.deliveries.get(1).row.goneMs).toBeLessThan(bench.clock.ms)
    for (let count = 0; count < 510; count += 1) await followOne(bench.desk, bench.lines, 1)
    expect(only(bench).checks).toHaveLength(500)
    expect(http.asked.every((each) => each === 'HEAD https://forum.example/1')).toBe(true)
  })

  it('of several contents the worst counts', async () => {
    const locators = [1, 2].map((number) => ({ kind: 'url' as const, what: 'post' as const, raw: `https://forum.example/${number}`, canonical: `https://forum.example/${number}`, ids: {} }))
    const bench = await sent({}, answering(({ url }) => (url.endsWith('1') ? 404 : 200)), { target: { platform: 'autre', locators } })
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ content: 'reachable' })
  })

  it.each([
    ['csam', 'lt15'], ['csam', '18plus'], ['grooming', '15_17'], ['grooming', 'unknown'], ['revenge_porn', 'unknown'], ['contenu_pornographique', 'lt15'], ['chantage_webcam', 'lt15'],
  ] as const)('nothing is fetched for %s, %s', async (harm, ageBand) => {
    const bench = await sent({}, NO_NETWORK, { harm, victim: { ageBand, isCaller: false, representation: 'none', consent: [] } })
    expect(await followOne(bench.desk, bench.lines, 1)).toMatchObject({ content: undefined })
    expect(only(bench).checks).toEqual([])
  })

  it('who may be fetched, as a table', () => {
    const open = HARMS.flatMap((harm) => AGE_BANDS.filter((age) => mayFetch(harm, age)).map((age) => `${harm} ${age}`))
    for (const harm of ['csam', 'grooming', 'revenge_porn', 'deepfake_sexuel', 'chantage_webcam', 'contenu_pornographique']) {
      expect(open.filter((each) => each.startsWith(`${harm} `))).toEqual(harm === 'csam' ? [] : [`${harm} 18plus`])
    }
    expect(open).toContain('haine lt15')
  })

  it('is over ninety days after a decision, and never for what nobody knows', () => {
    const row = { state: 'decided_removed' as const, decidedMs: START_MS, preparedMs: 0 }
    expect(isWatched(row as never, START_MS + 89 * 86_400_000)).toBe(true)
    expect(isWatched(row as never, START_MS + 90 * 86_400_000)).toBe(false)
    expect(isWatched({ ...row, state: 'unknown_outcome' } as never, START_MS)).toBe(false)
    expect(isWatched({ ...row, state: 'sent' } as never, START_MS + 900 * 86_400_000)).toBe(true)
    for (const state of ['queued', 'dead_letter', 'cancelled'] as const) expect(isWatched({ ...row, state } as never, START_MS)).toBe(false)
  })
})

describe('one look at a content', () => {
  it.each([
    [404, 'instagram', undefined, 'removed'], [410, 'x', undefined, 'removed'], [451, 'youtube', undefined, 'restricted_country'], [200, 'autre', undefined, 'reachable'], [204, 'mastodon', 'reachable', 'reachable'],
    [200, 'mastodon', 'removed', 'reuploaded'], [200, 'autre', 'account_gone', 'reuploaded'], [200, 'instagram', 'removed', 'cannot_check'], [200, 'youtube', 'removed', 'cannot_check'], [200, 'bluesky', undefined, 'cannot_check'],
    [302, 'autre', undefined, 'cannot_check'], [401, 'autre', undefined, 'cannot_check'], [403, 'autre', undefined, 'cannot_check'], [429, 'autre', undefined, 'cannot_check'], [500, 'autre', undefined, 'cannot_check'],
  ] as const)('%i at %s, %s before: %s', async (status, platform, before, state) => {
    expect(await checkContent(answering(() => status), 'https://content.example/1', platform, before)).toEqual({ state, method: 'HEAD', detail: `http-${status}` })
  })

  it('where HEAD is not spoken, one GET', async () => {
    const http = answering(({ method }) => (method === 'HEAD' ? 405 : 404))
    expect(await checkContent(http, 'https://content.example/1', 'autre', undefined)).toEqual({ state: 'removed', method: 'GET', detail: 'http-404' })
    expect(http.asked).toEqual(['HEAD https://content.example/1', 'GET https://content.example/1'])
  })

  it.each(['http://content.example/1', 'instagram : compte', 'file:///etc/passwd', 'javascript:alert(1)', ''])('no request for %j', async (address) => {
    for (const platform of PLATFORMS) expect(await checkContent(NO_NETWORK, address, platform, undefined)).toMatchObject({ state: 'cannot_check', detail: 'no-public-address' })
  })

  it('a failure of the network says nothing of the content; a stop is a stop', async () => {
    expect(await checkContent(answering(() => new Failure('http.private-address', { host: 'h' })), 'https://content.example/1', 'autre', 'removed')).toMatchObject({ state: 'cannot_check', detail: 'http.private-address' })
    await expect(checkContent(answering(() => new Failure('system.interrupted', { signal: 'SIGINT' })), 'https://content.example/1', 'autre', undefined)).rejects.toMatchObject({ code: 'system.interrupted' })
  })
})
