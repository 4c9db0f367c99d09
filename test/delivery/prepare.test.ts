// The plan of a sending: what would leave for whom, or why nothing does; and its way into the outbox.
import { describe, expect, it } from 'vitest'
import type { Adapter } from '../../src/delivery/adapter.ts'
import { decodePayload, payloadSha256 } from '../../src/delivery/payload.ts'
import { planFor, queuePlan, type Plan, type PlanOptions } from '../../src/delivery/prepare.ts'
import { sendQueued } from '../../src/delivery/send.ts'
import { isTest, paceOf, setupOf } from '../../src/delivery/setup.ts'
import { cancelled, edited, prepared } from '../../src/signalement/change-record.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'
import { DEFAULTS, tables } from '../signalement/desk.ts'
import { NOW, sampleId, sampleRecord } from '../signalement/sample-record.ts'
import { rowOf } from './contract/rows.ts'
import { deliveryBench, payloadOf, scriptedAdapter, type Bench } from './bench-desk.ts'

const TO = { to: [rowOf('guichet')], confirmed: false, force: false }
const plan = async ({ desk, lines }: Bench, record: Signalement, options: Partial<PlanOptions> = {}): Promise<Plan> => planFor(desk, lines, record, { ...TO, ...options })
const outcomes = ({ items }: Plan): readonly string[] => items.map(({ outcome }) => outcome)
/** One part a locator, as a destination that takes one content at a time. */
const oneEach = (changes: Partial<Adapter> = {}): Adapter => scriptedAdapter({
  prepare: ({ locators }) => ({ ok: true, parts: locators.map(({ canonical }) => ({ locators: [canonical], fields: ['locators'], payload: payloadOf(canonical) })) }), ...changes,
})
const locators = [1, 2, 3].map((number) => ({ kind: 'url' as const, what: 'post' as const, raw: `https://www.instagram.com/p/Plan${number}/`, canonical: `https://www.instagram.com/p/Plan${number}/`, ids: { shortcode: `Plan${number}` } }))
const many = sampleRecord(1, { target: { platform: 'instagram', locators, account: { handle: 'compte.invente' } } })

describe('a plan', () => {
  it('is ready with the bytes that leave, and becomes a delivery with these bytes', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() } })
    const record = sampleRecord(1)
    bench.desk.store.insert(record)
    const made = await plan(bench, record)
    expect(made).toMatchObject({ stop: false, items: [{ outcome: 'ready', destination: 'guichet', test: false }] })
    expect(queuePlan(bench.desk, made)).toBe(1)
    const kept = bench.desk.store.get(record.id)
    expect(kept.revision).toBe(1)
    expect(kept.deliveries).toMatchObject([{ destination: 'guichet', channel: 'api', state: 'queued', by: 'Écoutante 7', fieldsSent: ['id'], payloadSha256: payloadSha256(payloadOf(record.id)) }])
    expect(Buffer.from(decodePayload(bench.desk.store.deliveries.payload(bench.desk.store.deliveries.get(1)) ?? Buffer.alloc(0)).body).toString()).toBe(record.id)
    // Planned again it is known; queued twice it is there once.
    expect(outcomes(await plan(bench, bench.desk.store.get(record.id)))).toEqual(['already'])
    expect(queuePlan(bench.desk, made)).toBe(0)
    expect(bench.desk.store.get(record.id).deliveries).toHaveLength(1)
  })

  it('for one content at a time: one delivery a part, keys distinct, the same at each planning', async () => {
    const bench = await deliveryBench({ adapters: { guichet: oneEach() } })
    bench.desk.store.insert(many)
    const keys = (made: Plan) => made.items.map((item) => (item.outcome === 'ready' ? item.key : ''))
    const first = await plan(bench, many)
    expect(new Set(keys(first)).size).toBe(3)
    expect(keys(await plan(bench, { ...many, target: { ...many.target, locators: locators.toReversed() } })).toSorted()).toEqual(keys(first).toSorted())
    expect(queuePlan(bench.desk, first)).toBe(3)
    const stored = bench.desk.store.get(many.id).deliveries
    expect(stored.map(({ locators: carried }) => carried)).toEqual(locators.map(({ canonical }) => [canonical]))
    // Each goes with its own bytes.
    expect([...bench.desk.store.deliveries.list()].map((row) => Buffer.from(decodePayload(bench.desk.store.deliveries.payload(bench.desk.store.deliveries.get(row.number)) ?? Buffer.alloc(0)).body).toString()).toSorted()).toEqual(locators.map(({ canonical }) => canonical))
  })

  it('holds a text that may name somebody until a person read it', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() } })
    const record = sampleRecord(1, { explanation: 'Il écrit sous le numéro 06 12 34 56 78 à l’adresse lea.martin@example.org, chaque soir depuis une semaine.' })
    bench.desk.store.insert(record)
    const held = await plan(bench, record)
    expect(outcomes(held)).toEqual(['personal-data'])
    expect(queuePlan(bench.desk, held)).toBe(0)
    expect(outcomes(await plan(bench, record, { confirmed: true }))).toEqual(['ready'])
  })

  it('somebody in danger now: one calls, and nothing is even prepared', async () => {
    const adapter = scriptedAdapter({ prepare: () => { throw new Error('prepared') } })
    const bench = await deliveryBench({ adapters: { guichet: adapter } })
    const record = sampleRecord(1, { urgency: 'imminent_danger', urgencyReason: 'menace de passage à l’acte' })
    bench.desk.store.insert(record)
    expect(await plan(bench, record, { force: true, confirmed: true })).toEqual({ record, stop: true, items: [] })
  })

  it('a guard refuses whatever was asked for, in both languages', async () => {
    const adapter = scriptedAdapter({ prepare: () => { throw new Error('prepared') } })
    const bench = await deliveryBench({ adapters: { lumen: adapter, 'meta-le': adapter } })
    const record = sampleRecord(1)
    bench.desk.store.insert(record)
    const made = await plan(bench, record, { to: [rowOf('lumen'), rowOf('meta-le')], force: true })
    expect(made.items).toMatchObject([{ outcome: 'refused', destination: 'lumen', reason: { fr: expect.any(String), en: expect.any(String) } }, { outcome: 'refused', destination: 'meta-le' }])
  })

  it.each([['draft', 'draft'], ['cancelled', 'cancelled']] as const)('a %s is not sent', async (_name, state) => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() } })
    await expect(plan(bench, sampleRecord(1, { state }))).rejects.toMatchObject({ code: 'signalement.not-validated' })
  })

  it('what it cannot take, and what is not set up, is said and stops no other', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter({ prepare: () => ({ ok: false, code: 'too-large', detail: '2 Mio' }) }), mastodon: scriptedAdapter() } })
    const record = sampleRecord(1)
    bench.desk.store.insert(record)
    expect((await plan(bench, record, { to: [rowOf('guichet'), rowOf('pharos'), rowOf('mastodon')] })).items).toMatchObject([
      { outcome: 'cannot', code: 'too-large', detail: '2 Mio' }, { outcome: 'not-set-up', destination: 'pharos', code: 'no-adapter' }, { outcome: expect.stringMatching(/ready|refused|lacks/), destination: 'mastodon' },
    ])
  })

  it('the same content that another signalement addressed there is told', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() } })
    const { store } = bench.desk
    const first = sampleRecord(1)
    const twin = sampleRecord(2, { target: first.target })
    for (const record of [first, twin]) store.insert(record)
    queuePlan(bench.desk, await plan(bench, first))
    expect((await plan(bench, twin)).items).toMatchObject([{ outcome: 'already', other: first.id }])
    expect(outcomes(await plan(bench, twin, { force: true }))).toEqual(['ready'])
    store.update(first.id, (record) => cancelled(record, NOW))
    expect(outcomes(await plan(bench, twin))).toEqual(['ready'])
  })

  it('changed, or purged, since it was planned: nothing of it is queued', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() } })
    const { store } = bench.desk
    const [one, two] = [sampleRecord(1), sampleRecord(2)]
    for (const record of [one, two]) store.insert(record)
    const [planOne, planTwo] = [await plan(bench, one), await plan(bench, two)]
    const circumstances = await tables()
    store.update(one.id, (record) => edited(record, { urgency: 'normal' }, DEFAULTS, circumstances, NOW))
    store.purge([two.id], NOW)
    expect(() => queuePlan(bench.desk, planOne)).toThrow(expect.objectContaining({ code: 'signalement.changed-meanwhile' }))
    expect(() => queuePlan(bench.desk, planTwo)).toThrow(expect.objectContaining({ code: 'signalement.not-found' }))
    expect([...store.deliveries.list()]).toEqual([])
  })

  it('refused there: told at the next planning, and sent again only by force, under the same key', async () => {
    const adapter = scriptedAdapter({ script: () => ({ class: 'definite_reject', code: 'http-422' }) })
    const bench = await deliveryBench({ adapters: { guichet: adapter } })
    bench.queue(1)
    await bench.outbox.openLines(['guichet'])
    await sendQueued(bench.desk, bench.outbox, { concurrency: 1, max: 1 }, () => {})
    const record = bench.desk.store.get(sampleId(1))
    expect(outcomes(await plan(bench, record))).toEqual(['already'])
    const forced = await plan(bench, record, { force: true })
    expect(outcomes(forced)).toEqual(['ready'])
    bench.clock.ms += 1000
    expect(queuePlan(bench.desk, forced)).toBe(1)
    await sendQueued(bench.desk, bench.outbox, { concurrency: 1, max: 1 }, () => {})
    expect(adapter.asked).toHaveLength(2)
    expect(new Set(adapter.asked).size).toBe(1)
  })
})

describe('what may have left', () => {
  /** Queued again after an attempt of which nobody knows. */
  async function waiting(): Promise<Bench> {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter({ script: () => ({ class: 'unknown', code: 'timeout' }) }) } })
    bench.queue(1)
    await bench.outbox.openLines(['guichet'])
    await sendQueued(bench.desk, bench.outbox, { concurrency: 1, max: 1 }, () => {})
    expect(bench.desk.store.get(sampleId(1)).deliveries[0]?.state).toBe('queued')
    return bench
  }

  it('is neither edited nor cancelled: under another revision it would be a second one there', async () => {
    const { desk: { store } } = await waiting()
    const circumstances = await tables()
    const record = store.get(sampleId(1))
    expect(() => edited(record, { urgency: 'normal' }, DEFAULTS, circumstances, NOW)).toThrow(expect.objectContaining({ code: 'signalement.already-sent' }))
    expect(() => cancelled(record, NOW)).toThrow(expect.objectContaining({ code: 'signalement.already-sent' }))
  })

  it('stays beside a packet that is made for the same place', async () => {
    const { desk: { store } } = await waiting()
    const after = prepared(store.get(sampleId(1)), { destination: 'guichet', channel: 'form_assisted', adapterVersion: 'packet/1', payloadSha256: 'c'.repeat(64), fieldsSent: [], by: 'x', now: '2026-11-23T18:00:00.000Z' })
    expect(after.deliveries.map(({ channel }) => channel)).toEqual(['api', 'form_assisted'])
  })
})

describe('a destination as it is set up', () => {
  const about = { language: 'fr', toolVersion: '0' } as const
  const guichet = rowOf('guichet')

  it('is a test until it is live; a local folder is no test', async () => {
    const set = await setupOf(guichet, { guichet: { url: 'https://partner.example/api/' } }, about)
    expect(set).toMatchObject({ ok: true, setup: { url: 'https://partner.example/api', live: false } })
    if (!set.ok) return
    expect(isTest(set)).toBe(true)
    expect(isTest({ ...set, adapter: { test: 'local' } })).toBe(false)
    expect(isTest({ ...set, setup: { ...set.setup, live: true } })).toBe(false)
    expect(await setupOf(guichet, { guichet: { url: 'https://partner.example', testUrl: 'https://test.example' } }, about)).toMatchObject({ setup: { url: 'https://test.example' } })
    expect(await setupOf(guichet, { guichet: { url: 'https://partner.example', testUrl: 'https://test.example', live: 'true' } }, about)).toMatchObject({ setup: { url: 'https://partner.example', live: true } })
    // What is no word for yes is no.
    for (const live of ['TRUE', 'yes', '1', '']) expect(await setupOf(guichet, { guichet: { url: 'https://partner.example', live } }, about)).toMatchObject({ setup: { live: false } })
  })

  it.each([
    ['guichet', {}, { ok: false, code: 'missing-setting', setting: 'url' }], ['guichet', { guichet: { live: 'true' } }, { ok: false, code: 'missing-setting', setting: 'url' }],
    ['guichet', { guichet: { adapter: 'no-such' } }, { ok: false, code: 'unknown-adapter', setting: 'no-such' }], ['guichet', { guichet: { adapter: 'constructor' } }, { ok: false, code: 'unknown-adapter', setting: 'constructor' }],
    ['instagram', {}, { ok: false, code: 'no-adapter' }], ['pharos', { pharos: { adapter: 'guichet', url: 'https://x.example' } }, { ok: false, code: 'not-by-machine' }],
  ] as const)('%s with %j', async (id, settings, expected) => {
    expect(await setupOf(rowOf(id), settings, about)).toEqual(expected)
  })

  it('its pace is the adapter’s unless a sensible one was set', () => {
    const pace = { perSecond: 5, atOnce: 2 }
    const of = (options: Readonly<Record<string, string>>) => paceOf({ adapter: { pace }, setup: { destination: guichet, url: '', live: false, options, language: 'fr', toolVersion: '0' } })
    expect(of({})).toEqual(pace)
    expect(of({ perSecond: '0.5', atOnce: '3' })).toEqual({ perSecond: 0.5, atOnce: 3 })
    for (const bad of ['0', '-1', 'NaN', 'Infinity', '']) expect(of({ perSecond: bad, atOnce: bad })).toEqual(pace)
    expect(of({ atOnce: '0.2' }).atOnce).toBe(1)
  })
})
