// The durable queue, on both databases: what is on the disk before a byte leaves, who takes what and when, what a death leaves.
import { describe, expect, it } from 'vitest'
import { caseLine } from '../../src/delivery/outbox.ts'
import { decideNotSent } from '../../src/delivery/reconcile.ts'
import { RETRY } from '../../src/delivery/retry-policy.ts'
import { sendQueued } from '../../src/delivery/send.ts'
import type { Outcome } from '../../src/delivery/outcome.ts'
import type { Settled } from '../../src/delivery/outbox.ts'
import type { State } from '../../src/signalement/vocabulary.ts'
import { Failure } from '../../src/system/failure.ts'
import { testPostgres } from '../support/postgres.ts'
import { sampleId } from '../signalement/sample-record.ts'
import { deliveryBench, scriptedAdapter, START_MS, type Bench } from './bench-desk.ts'

const postgres = await testPostgres()
const kinds: readonly { readonly dialect: string; place(): Promise<{ place?: string }> }[] = [
  { dialect: 'sqlite', place: async () => ({}) },
  ...(postgres === undefined ? [] : [{ dialect: 'postgres', place: async () => ({ place: await postgres.newDatabase() }) }]),
]

const send = async ({ desk, outbox }: Bench, ids: readonly string[], options: Partial<Parameters<typeof sendQueued>[2]> = {}): Promise<readonly Settled[]> => {
  await outbox.openLines(ids)
  const settled: Settled[] = []
  await sendQueued(desk, outbox, { concurrency: 4, max: Number.POSITIVE_INFINITY, ...options }, (each) => { settled.push(each) })
  return settled
}
const states = ({ desk }: Bench): Readonly<Record<string, number>> => Object.fromEntries(desk.store.deliveries.counts())
const destinationState = ({ desk }: Bench, id: string) => desk.store.destinations.all().find((each) => each.id === id)

const countsOf = (found: readonly Settled[]): { resumed: number; lost: number } => {
  const lost = found.filter(({ delivery }) => delivery.state === 'unknown_outcome').length
  return { resumed: found.length - lost, lost }
}

describe.each(kinds)('the outbox ($dialect)', ({ place }) => {
  it('the state is on the disk before the adapter is asked: another connection sees it', async () => {
    const seen: unknown[] = []
    const adapter = scriptedAdapter({
      async script(payload, key) {
        const [open] = other.deliveries.sending()
        const row = other.deliveries.get(open?.number ?? 0)
        seen.push([open?.owner, row.row.state, row.delivery.idempotencyKey === key, Buffer.from(payload.body).toString(), other.listed(row.row.id)?.state])
        return { class: 'definite_success', receipt: { remoteId: 'R' } }
      },
    })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    const other = await bench.other()
    for (const number of [1, 2, 3]) bench.queue(number)
    const settled = await send(bench, ['guichet'], { concurrency: 1 })
    expect(seen).toEqual([1, 2, 3].map((number) => ['here 1 aa', 'sending', true, `notice ${number} guichet`, 'sending']))
    expect(settled).toHaveLength(3)
    // And the outcome is there for all when it is told.
    expect(Object.fromEntries(other.deliveries.counts())).toEqual({ sent: 3 })
    expect(other.listed(sampleId(1))?.state).toBe('sent')
    expect(other.get(sampleId(1)).deliveries[0]).toMatchObject({ state: 'sent', receipt: { remoteId: 'R' }, attempts: [{ class: 'definite_success' }] })
  })

  it('urgent first, then what is due; never more at once than asked, nor than the destination takes', async () => {
    let running = 0
    let most = 0
    const order: string[] = []
    const adapter = scriptedAdapter({
      pace: { perSecond: 100_000, atOnce: 3 },
      async script(payload) {
        running += 1
        most = Math.max(most, running)
        order.push(Buffer.from(payload.body).toString())
        await new Promise((resolve) => { setTimeout(resolve, 5) })
        running -= 1
        return { class: 'definite_success', receipt: { remoteId: 'R' } }
      },
    })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    bench.queue(1, ['guichet'], { urgency: 'normal' })
    bench.queue(2, ['guichet'], { urgency: 'critical', urgencyReason: 'raison' })
    bench.queue(3, ['guichet'], { urgency: 'high', clock: { basis: 'internal_target', dueAt: '2026-11-25T00:00:00.000Z', source: 's' } })
    bench.queue(4, ['guichet'], { urgency: 'high', clock: { basis: 'internal_target', dueAt: '2026-11-23T18:00:00.000Z', source: 's' } })
    for (let number = 5; number < 12; number += 1) bench.queue(number, ['guichet'], { urgency: 'normal' })
    await send(bench, ['guichet'], { concurrency: 8 })
    expect(order.slice(0, 4)).toEqual([2, 4, 3, 1].map((number) => `notice ${number} guichet`))
    expect(order).toHaveLength(11)
    expect(most).toBe(3)
    expect(states(bench)).toEqual({ sent: 11 })
  })

  it('a maximum and a choice of rows hold', async () => {
    const adapter = scriptedAdapter()
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    for (const number of [1, 2, 3, 4]) bench.queue(number)
    const rows = [...bench.desk.store.deliveries.list()]
    expect(await send(bench, ['guichet'], { only: [rows[2]?.number ?? 0] })).toMatchObject([{ open: { row: { id: sampleId(3) } } }])
    expect(await send(bench, ['guichet'], { only: [] })).toEqual([])
    expect(await send(bench, ['guichet'], { max: 2 })).toHaveLength(2)
    expect(states(bench)).toEqual({ queued: 1, sent: 3 })
  })

  it('a refused credential pauses the destination, is told once, and another destination goes on', async () => {
    const guichet = scriptedAdapter({ script: () => ({ class: 'auth', code: 'http-401', httpStatus: 401 }) })
    const mastodon = scriptedAdapter()
    const bench = await deliveryBench({ adapters: { guichet, mastodon }, ...await place() })
    for (const number of [1, 2, 3, 4, 5, 6]) bench.queue(number, ['guichet', 'mastodon'])
    const settled = await send(bench, ['guichet', 'mastodon'], { concurrency: 4 })
    expect(settled.filter(({ paused }) => paused)).toHaveLength(1)
    expect(mastodon.asked).toHaveLength(6)
    // Only what was on its way already learnt the same.
    expect(guichet.asked.length).toBeLessThanOrEqual(4)
    expect(states(bench)).toEqual({ queued: 6, sent: 6 })
    expect(destinationState(bench, 'guichet')).toMatchObject({ code: 'http-401', pausedMs: expect.any(Number) })
    const asked = guichet.asked.length
    expect(await send(bench, ['guichet'])).toEqual([])
    expect(guichet.asked).toHaveLength(asked)
    // Closing it as well does not hide why it is paused.
    bench.desk.store.destinations.closeUntil('guichet', bench.clock.ms + 1000, 'failures')
    expect(destinationState(bench, 'guichet')?.code).toBe('http-401')
    expect(bench.desk.store.destinations.resume('guichet', bench.clock.ms)).toBe(true)
    expect(bench.desk.store.destinations.resume('guichet', bench.clock.ms)).toBe(false)
    expect(bench.desk.store.destinations.resume('mastodon', bench.clock.ms)).toBe(false)
    await send(bench, ['guichet'], { max: 1 })
    expect(guichet.asked).toHaveLength(asked + 1)
  })

  it('a closure that ran out by itself is no pause', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() }, ...await place() })
    bench.desk.store.destinations.closeUntil('guichet', START_MS + 1000, 'throttled')
    expect(bench.desk.store.destinations.resume('guichet', START_MS + 2000)).toBe(false)
  })

  it('five failures in a row close a destination for a minute', async () => {
    const adapter = scriptedAdapter({ script: () => ({ class: 'not_sent', code: 'ECONNREFUSED' }) })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    for (let number = 1; number <= 12; number += 1) bench.queue(number)
    await send(bench, ['guichet'], { concurrency: 1 })
    expect(adapter.asked).toHaveLength(RETRY.breakAfter)
    expect(states(bench)).toEqual({ queued: 12 })
    expect(await send(bench, ['guichet'])).toEqual([])
    bench.clock.ms += RETRY.breakMs
    await send(bench, ['guichet'], { concurrency: 1, max: 1 })
    expect(adapter.asked).toHaveLength(RETRY.breakAfter + 1)
  })

  it('"come back at once" is not asked again in a loop; the date to come back holds for all of the destination', async () => {
    const adapter = scriptedAdapter({ script: () => ({ class: 'throttled', code: 'http-429', retryAt: '2026-11-23T17:00:00.000Z' }) })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    for (const number of [1, 2, 3]) bench.queue(number)
    const settled = await send(bench, ['guichet'], { concurrency: 1 })
    expect(settled).toHaveLength(1)
    expect(states(bench)).toEqual({ queued: 3 })
    expect(destinationState(bench, 'guichet')?.openMs).toBeGreaterThanOrEqual(START_MS + RETRY.minWaitMs)
  })

  it('a slow pace is waited for, by the clock, and kept by the next run', async () => {
    const times: number[] = []
    const adapter = scriptedAdapter({ pace: { perSecond: 0.5, atOnce: 4 }, script: () => { times.push(bench.clock.ms); return { class: 'definite_success', receipt: { remoteId: 'R' } } } })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    for (const number of [1, 2, 3, 4]) bench.queue(number)
    expect(await send(bench, ['guichet'], { max: 3 })).toHaveLength(3)
    await send(bench, ['guichet'])
    expect(times).toHaveLength(4)
    for (const [index, ms] of times.entries()) if (index > 0) expect(ms - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1990)
    expect((times.at(-1) ?? 0) - START_MS).toBeLessThan(9000)
    // Rows that were not chosen are not waited for.
    bench.queue(5)
    expect(await send(bench, ['guichet'], { only: [] })).toEqual([])
  })

  it('two connections never take the same', async () => {
    const at = await place()
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter() }, ...at })
    const second = await bench.other()
    for (let number = 1; number <= 20; number += 1) bench.queue(number)
    const rooms = new Map([['guichet', 6]])
    const taken = [bench.desk.store, second, bench.desk.store, second].flatMap((store, index) => store.transaction(() => store.deliveries.claim({ nowMs: START_MS, limit: 9, owner: `o${index}`, rooms })).map(({ row }) => row.number))
    expect(taken).toHaveLength(20)
    expect(new Set(taken).size).toBe(20)
    expect(bench.desk.store.deliveries.sending()).toHaveLength(20)
  })

  it('a claim leaves out what is full, later, of another destination, without bytes, or not chosen', async () => {
    const bench = await deliveryBench({ adapters: { guichet: scriptedAdapter(), mastodon: scriptedAdapter() }, ...await place() })
    for (const number of [1, 2, 3]) bench.queue(number, ['guichet'], { urgency: 'critical', urgencyReason: 'raison' })
    for (const number of [4, 5]) bench.queue(number, ['mastodon'])
    const { deliveries } = bench.desk.store
    const [first] = [...deliveries.list({ destination: 'mastodon' })]
    const claim = (changes: Partial<Parameters<typeof deliveries.claim>[0]>) => bench.desk.store.transaction(() => deliveries.claim({ nowMs: START_MS, limit: 10, owner: 'o', rooms: new Map([['guichet', 1], ['mastodon', 5]]), ...changes })).map(({ row }) => row.destination)
    expect(claim({ rooms: new Map() })).toEqual([])
    expect(claim({ rooms: new Map([['x', 5], ['guichet', 0], ['mastodon', -1]]) })).toEqual([])
    expect(claim({ only: [] })).toEqual([])
    expect(claim({ nowMs: -1 })).toEqual([])
    // A full destination hides nothing of what lies behind it.
    expect(claim({ limit: 2 })).toEqual(['guichet', 'mastodon'])
    expect(claim({ only: [first?.number ?? 0] })).toEqual([])
    expect(claim({})).toEqual(['guichet', 'mastodon'])
    expect(claim({})).toEqual(['guichet'])
  })

  it.each([
    { idempotent: true, version: 'guichet/1', expected: 'queued', count: { resumed: 1, lost: 0 } },
    { idempotent: false, version: 'guichet/1', expected: 'unknown_outcome', count: { resumed: 0, lost: 1 } },
    { idempotent: true, version: 'guichet/2', expected: 'unknown_outcome', count: { resumed: 0, lost: 1 } },
  ] as const)('a death while sending, idempotent $idempotent, then $version: $expected', async ({ idempotent, version, expected, count }) => {
    const at = await place()
    const dead = await deliveryBench({ adapters: { guichet: scriptedAdapter({ idempotent }) }, ownerName: 'dead', ...at })
    dead.queue(1)
    await dead.outbox.openLines(['guichet'])
    const { claimed } = dead.outbox.turn([], 1)
    expect(claimed).toHaveLength(1)
    const dataDir = dead.world.host.dataDir
    const living = await deliveryBench({ adapters: { guichet: scriptedAdapter({ idempotent, version }) }, dataDir, ownerName: 'next', alive: new Set(['colleague']), ...at })
    await living.outbox.openLines(['guichet'])
    expect(countsOf(await living.outbox.recover())).toEqual(count)
    expect(countsOf(await living.outbox.recover())).toEqual({ resumed: 0, lost: 0 })
    const record = living.desk.store.get(sampleId(1))
    expect(record.deliveries[0]).toMatchObject({ state: expected, attempts: [{ class: 'unknown', code: 'interrupted' }] })
    expect(living.desk.store.listed(sampleId(1))?.state).toBe(expected)
    const settled = await send(living, ['guichet'])
    expect(settled).toHaveLength(expected === 'queued' ? 1 : 0)
    // Who was taken for dead and comes back changes nothing, and its other results are kept.
    const late = dead.outbox.turn(claimed.map((each) => ({ claimed: each, outcome: { class: 'definite_reject', code: 'late' } })), 0)
    expect(late.settled).toEqual([])
    expect(living.desk.store.get(sampleId(1)).deliveries[0]?.state).toBe(expected === 'queued' ? 'sent' : expected)
  })

  it('what a colleague who lives is sending is left alone, even when a record of it is written', async () => {
    const at = await place()
    const colleague = await deliveryBench({ adapters: { guichet: scriptedAdapter(), mastodon: scriptedAdapter() }, ownerName: 'colleague', ...at })
    colleague.queue(1)
    await colleague.outbox.openLines(['guichet'])
    colleague.outbox.turn([], 1)
    // Queued for another destination meanwhile: the row of the first is not touched.
    const { store } = colleague.desk
    store.update(sampleId(1), (record) => ({ ...record, deliveries: record.deliveries.map((each) => Object.fromEntries(Object.entries(each).toReversed()) as typeof each) }))
    store.update(sampleId(1), (record) => ({ ...record, deliveries: record.deliveries.map((each) => ({ ...each, fieldsSent: ['id', 'harm'] })) }))
    expect(store.deliveries.sending()).toMatchObject([{ number: 1, owner: 'colleague' }])
    const me = await deliveryBench({ adapters: { guichet: scriptedAdapter() }, dataDir: colleague.world.host.dataDir, alive: new Set(['colleague']), ...at })
    await me.outbox.openLines(['guichet'])
    expect(countsOf(await me.outbox.recover())).toEqual({ resumed: 0, lost: 0 })
  })

  it('a key that the destination forgot is never used again, until somebody says that nothing arrived', async () => {
    let outcome: Outcome = { class: 'unknown', code: 'timeout' }
    const adapter = scriptedAdapter({ idempotentForMs: 2 * 3_600_000, script: () => outcome })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    bench.queue(1)
    await send(bench, ['guichet'])
    expect(states(bench)).toEqual({ queued: 1 })
    // Young: asked again under the same key.
    bench.clock.ms += 60_000
    await send(bench, ['guichet'])
    expect(adapter.asked).toHaveLength(2)
    expect(new Set(adapter.asked).size).toBe(1)
    outcome = { class: 'definite_success', receipt: { remoteId: 'second' } }
    bench.clock.ms += 2 * 3_600_000
    await send(bench, ['guichet'])
    expect(adapter.asked).toHaveLength(2)
    expect(states(bench)).toEqual({ unknown_outcome: 1 })
    expect(bench.desk.store.get(sampleId(1)).deliveries[0]?.attempts.at(-1)).toMatchObject({ class: 'unknown', code: 'key-expired' })
    decideNotSent(bench.desk, bench.desk.store.deliveries.get(1))
    await send(bench, ['guichet'])
    expect(adapter.asked).toHaveLength(3)
    expect(states(bench)).toEqual({ sent: 1 })
  })

  it('Ctrl+C: what has not begun stays in the queue, nothing stays in "sending"', async () => {
    const adapter = scriptedAdapter({
      async script() {
        bench.stop.abort()
        await new Promise((resolve) => { setTimeout(resolve, 5) })
        return { class: 'definite_success', receipt: { remoteId: 'R' } }
      },
      pace: { perSecond: 10, atOnce: 8 },
    })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    for (let number = 1; number <= 8; number += 1) bench.queue(number)
    const settled = await send(bench, ['guichet'], { concurrency: 8 })
    expect(settled.length).toBeGreaterThanOrEqual(1)
    const counts = states(bench)
    expect(counts['sending']).toBeUndefined()
    expect((counts['sent'] ?? 0) + (counts['queued'] ?? 0)).toBe(8)
    expect(counts['sent']).toBe(adapter.asked.length)
    for (const { delivery } of settled.filter((each) => each.outcome.class === 'not_sent')) expect(delivery.attempts).toMatchObject([{ class: 'not_sent', code: 'interrupted' }])
  })

  it('an adapter that throws is an unknown outcome, a secret that cannot be read a pause', async () => {
    const throwing = scriptedAdapter({ idempotent: false, script: () => { throw new TypeError('defect') } })
    const locked = scriptedAdapter({ script: () => { throw new Failure('secret.keyring-unavailable', { name: 'n', detail: 'd' }) } })
    const bench = await deliveryBench({ adapters: { guichet: throwing, mastodon: locked }, ...await place() })
    bench.queue(1, ['guichet', 'mastodon'])
    await send(bench, ['guichet', 'mastodon'])
    expect(bench.desk.store.get(sampleId(1)).deliveries.map(({ destination, state, attempts }) => [destination, state, attempts[0]?.code])).toEqual([['guichet', 'unknown_outcome', 'internal'], ['mastodon', 'queued', 'secret.keyring-unavailable']])
    expect(destinationState(bench, 'mastodon')).toMatchObject({ code: 'secret.keyring-unavailable' })
  })

  it('what was purged while it was being sent stays purged, and the others are kept', async () => {
    const adapter = scriptedAdapter({
      script(payload) {
        if (Buffer.from(payload.body).toString() === 'notice 1 guichet') bench.desk.store.purge([sampleId(1)], '2026-11-23T17:00:00.000Z')
        return { class: 'definite_success', receipt: { remoteId: 'secret-receipt' } }
      },
    })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    for (const number of [1, 2]) bench.queue(number)
    const settled = await send(bench, ['guichet'])
    expect(settled.map(({ open }) => open.row.id)).toEqual([sampleId(2)])
    expect(() => bench.desk.store.deliveries.get(1)).toThrow(expect.objectContaining({ code: 'signalement.purged' }))
    expect(bench.desk.store.deliveries.sending().length).toBe(0)
  })

  it('destinations without what they need keep their queue, and say what is missing', async () => {
    const needing = scriptedAdapter({ secrets: [{ name: 'token', required: true }, { name: 'other', required: false }] })
    const bench = await deliveryBench({ adapters: { guichet: needing, mastodon: scriptedAdapter() }, ...await place() })
    bench.queue(1, ['guichet', 'mastodon'])
    expect(await bench.outbox.openLines(['guichet', 'mastodon', 'bluesky', 'no-such'])).toEqual([{ destination: 'guichet', missing: ['token'] }, { destination: 'bluesky', missing: [] }, { destination: 'no-such', missing: [] }])
    await send(bench, ['guichet', 'mastodon'])
    expect(needing.asked).toEqual([])
    expect(states(bench)).toEqual({ queued: 1, sent: 1 })
    expect(bench.desk.store.deliveries.waiting()).toEqual([{ destination: 'guichet', count: 1, nextMs: 0 }])
    expect(bench.desk.store.deliveries.waiting([])).toEqual([])
  })

  it('the journal of a case is owed a line for what was sent, refused or lost, and for nothing else', async () => {
    const outcomes: readonly Outcome[] = [
      { class: 'definite_success', receipt: { remoteId: 'R' } }, { class: 'definite_reject', code: 'http-422' }, { class: 'unknown', code: 'timeout' }, { class: 'not_sent', code: 'ECONNREFUSED' }, { class: 'throttled', code: 'http-429' },
    ]
    const adapter = scriptedAdapter({ idempotent: false, script: (payload) => outcomes[Number(/\d+/.exec(Buffer.from(payload.body).toString())?.[0]) - 1] ?? { class: 'not_sent', code: 'x' } })
    const bench = await deliveryBench({ adapters: { guichet: adapter }, ...await place() })
    const caseId = '11111111-1111-4111-8111-111111111111'
    const evidence = [{ id: 'P0001', sha256: 'a'.repeat(64), bytes: 1, capturedAt: '2026-11-23T17:00:00.000Z', tool: 'scelle 0', storage: 'none' as const, case: caseId }]
    for (const number of [1, 2, 3, 4, 5]) bench.queue(number, ['guichet'], { evidence })
    await send(bench, ['guichet'], { concurrency: 1 })
    const lines = bench.desk.store.caseLines.owed().get(caseId) ?? []
    expect(lines.map(({ line }) => line.action)).toEqual(['signalement.sent', 'signalement.refused', 'signalement.unknown'])
    for (const { line } of lines) expect(line.facts).toMatchObject({ destination: 'guichet', payloadSha256: expect.stringMatching(/^[0-9a-f]{64}$/), delivery: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(lines[0]?.line.facts['receipt']).toBe('R')
  })
})

describe('a certificate that is not looked at', () => {
  it('is told, and its reason is in the journal beside each that left', async () => {
    const outcomes: readonly Outcome[] = [{ class: 'definite_success', receipt: { remoteId: 'R' } }, { class: 'not_sent', code: 'ECONNREFUSED' }]
    const adapter = scriptedAdapter({ script: (payload) => outcomes[Buffer.from(payload.body).includes('notice 1') ? 0 : 1] ?? { class: 'not_sent', code: 'x' } })
    const bench = await deliveryBench({ adapters: { guichet: adapter } })
    const evidence = [{ id: 'P0001', sha256: 'a'.repeat(64), bytes: 1, capturedAt: '2026-11-23T17:00:00.000Z', tool: 'scelle 0', storage: 'none' as const, case: '11111111-1111-4111-8111-111111111111' }]
    for (const number of [1, 2]) bench.queue(number, ['guichet'], { evidence })
    const open = bench.lines.open.bind(bench.lines)
    bench.lines.open = async (id) => {
      const line = await open(id)
      return line === undefined ? undefined : { ...line, link: { ...line.link, reach: { privateHosts: [], tls: { acceptAnyCertificate: 'partner in test' } } } }
    }
    await send(bench, ['guichet'], { concurrency: 1 })
    expect(bench.outbox.unprovenLines()).toEqual([{ destination: 'guichet', reason: 'partner in test' }])
    const lines = [...bench.desk.store.caseLines.owed().values()].flat().map(({ line }) => [line.action, line.facts['reason']])
    expect(lines).toEqual([['signalement.sent', undefined], ['certificate.accepted', 'partner in test']])
  })
})

describe('by hand', () => {
  it('only one group of writing for answers that come together', async () => {
    const adapter = scriptedAdapter()
    const bench = await deliveryBench({ adapters: { guichet: adapter } })
    for (let number = 1; number <= 64; number += 1) bench.queue(number)
    let commits = 0
    const { outbox } = bench
    const turn = outbox.turn.bind(outbox)
    outbox.turn = (...args) => { commits += 1; return turn(...args) }
    await send(bench, ['guichet'], { concurrency: 64 })
    expect(states(bench)).toEqual({ sent: 64 })
    expect(commits).toBeLessThan(16)
  })

  it('a line for a journal says what left and no word of it', () => {
    const line = caseLine('signalement.sent', sampleId(1), {
      destination: 'guichet', channel: 'api', adapterVersion: 'guichet/1', idempotencyKey: 'k'.repeat(64), payloadSha256: 'p'.repeat(64), fieldsSent: ['explanation'], by: 'Écoutante 7', at: '2026-11-23T17:00:00.000Z',
      locators: ['https://content.example/secret'], attempts: [], state: 'sent' satisfies State, checks: [], test: true,
    }, '2026-11-23T17:00:00.000Z')
    expect(JSON.stringify(line)).not.toMatch(/content\.example|Écoutante/)
    expect(line.facts).toMatchObject({ test: true, state: 'sent' })
  })
})
