// The rows of deliveries, of destinations and of what journals are owed: the same on a file and on a server.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivery } from '../../../src/signalement/delivery.ts'
import { recordFactsOf, type OpenDelivery } from '../../../src/signalement/store/delivery-row.ts'
import { openStore, ownStore } from '../../../src/signalement/store/open-store.ts'
import type { SignalementStore } from '../../../src/signalement/store/signalement-store.ts'
import type { World } from '../../../src/system/world.ts'
import { PASSWORD, testPostgres } from '../../support/postgres.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, sampleId, sampleRecord } from '../sample-record.ts'

const postgres = await testPostgres()
const kinds: readonly { readonly dialect: string; newPlace(world: World): Promise<string> }[] = [
  { dialect: 'sqlite', newPlace: async (world) => ownStore(world) },
  ...(postgres === undefined ? [] : [{ dialect: 'postgres', newPlace: async () => postgres.newDatabase() }]),
]
const NOW_MS = Date.parse(NOW)
const PAYLOAD = Uint8Array.from({ length: 5000 }, (_, index) => index % 256)

const queuedTo = (destination: string, number: number): Delivery => ({
  destination, channel: 'form_assisted', adapterVersion: 'test/1', idempotencyKey: number.toString(16).padStart(64, '0'), payloadSha256: 'a'.repeat(64), fieldsSent: [], by: 'B', at: NOW,
  attempts: [], state: 'queued', checks: [],
})

describe.each(kinds)('deliveries ($dialect)', ({ newPlace }) => {
  const opened = async (): Promise<{ store: SignalementStore; again(): Promise<SignalementStore> }> => {
    const world = testWorld({ env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD } })
    const place = await newPlace(world)
    const again = async (): Promise<SignalementStore> => {
      const store = await openStore(world, place)
      onTestFinished(() => { store.close() })
      return store
    }
    return { store: await again(), again }
  }
  const fill = (store: SignalementStore, count: number): void => {
    store.transaction(() => {
      for (let number = 1; number <= count; number += 1) {
        const delivery = queuedTo(number % 2 === 0 ? 'pharos' : 'instagram', number)
        const record = sampleRecord(number, { urgency: number === 4 ? 'imminent_danger' : 'high' })
        store.insert(record)
        expect(store.deliveries.queue(record.id, 1, recordFactsOf(record), [{ delivery, payload: PAYLOAD }])).toBe(1)
      }
    })
  }
  const rooms = new Map([['pharos', 2], ['instagram', 10], ['unknown', 5]])

  it('are claimed by urgency and by room, settled once, and told', async () => {
    const { store } = await opened()
    fill(store, 8)
    const taken = store.transaction(() => store.deliveries.claim({ nowMs: NOW_MS, limit: 5, owner: 'one', rooms }))
    expect(taken).toHaveLength(5)
    expect(taken[0]?.row).toMatchObject({ id: sampleId(4), destination: 'pharos', urgency: 'imminent_danger', attempts: 0 })
    expect(taken.filter(({ row }) => row.destination === 'pharos')).toHaveLength(2)
    for (const each of taken) expect(Buffer.from(store.deliveries.payload(each) ?? []).equals(PAYLOAD)).toBe(true)
    expect(store.deliveries.sending().map(({ owner }) => owner)).toEqual(Array.from({ length: 5 }, () => 'one'))
    expect(store.deliveries.counts()).toEqual(new Map([['queued', 3], ['sending', 5]]))
    expect(store.deliveries.waiting().map(({ count }) => count).reduce((sum, n) => sum + n)).toBe(3)
    const [first, second] = taken as readonly [OpenDelivery, OpenDelivery]
    const acknowledged: Delivery = { ...first.delivery, state: 'acknowledged', acknowledgedAt: NOW, receipt: { remoteId: 'R-1', at: NOW }, checks: [{ at: NOW, contentState: 'removed', method: 'GET', detail: 'é' }] }
    store.transaction(() => { store.deliveries.settle(first, 'sending', { delivery: acknowledged, tried: true }) })
    expect(() => store.transaction(() => { store.deliveries.settle(first, 'sending', { delivery: acknowledged }) })).toThrow(expect.objectContaining({ code: 'signalement.illegal-move' }))
    expect(store.deliveries.get(first.row.number)).toMatchObject({ row: { state: 'acknowledged', attempts: 1, sentMs: NOW_MS, goneMs: NOW_MS, content: 'removed', decidedMs: undefined }, delivery: { receipt: { remoteId: 'R-1' } } })
    expect(store.get(sampleId(4)).deliveries).toEqual([acknowledged])
    store.transaction(() => { store.deliveries.settle(second, 'sending', { delivery: { ...second.delivery, state: 'queued' }, nextMs: NOW_MS + 60_000, tried: true }) })
    expect(store.deliveries.get(second.row.number).row).toMatchObject({ nextMs: NOW_MS + 60_000, attempts: 1, sentMs: undefined })
    expect(store.transaction(() => store.deliveries.claim({ nowMs: NOW_MS, limit: 10, owner: 'two', rooms, only: [second.row.number] }))).toEqual([])
    expect([...store.deliveries.list({ destination: 'pharos', states: ['queued'], ids: [sampleId(2), sampleId(6), sampleId(8)], dueBeforeMs: NOW_MS + 10 ** 9, after: 0, limit: 100 })].every(({ destination }) => destination === 'pharos')).toBe(true)
    expect(store.deliveries.dueByBasis(['queued', 'sending'], NOW_MS + 10 ** 9).get('internal_target')).toEqual({ open: 7, late: 7 })
    expect(store.deliveries.dueByBasis(['queued', 'sending'], NOW_MS).get('internal_target')).toEqual({ open: 7, late: 0 })
  })

  it('are never claimed twice by two connections', async () => {
    const { store, again } = await opened()
    fill(store, 40)
    const other = await again()
    const seen: number[] = []
    const wide = new Map([['pharos', 3], ['instagram', 3]])
    for (let round = 0; round < 10; round += 1) {
      for (const each of [store, other]) seen.push(...each.transaction(() => each.deliveries.claim({ nowMs: NOW_MS, limit: 3, owner: `owner ${round}`, rooms: wide })).map(({ row }) => row.number))
    }
    expect([seen.length, new Set(seen).size]).toEqual([40, 40])
  })

  it('are forgotten with their signalement', async () => {
    const { store } = await opened()
    fill(store, 2)
    expect(store.purge([sampleId(1)], NOW)).toBe(true)
    expect([...store.deliveries.list()].map(({ id }) => id)).toEqual([sampleId(2)])
    expect(store.deliveries.counts()).toEqual(new Map([['queued', 1]]))
  })

  it('destinations are paused, closed, paced and resumed', async () => {
    const { store } = await opened()
    const { destinations } = store
    expect([destinations.pause('pharos', '401', NOW), destinations.pause('pharos', '401', NOW)]).toEqual([true, false])
    destinations.closeUntil('instagram', NOW_MS + 5, '429')
    destinations.closeUntil('instagram', NOW_MS, '503')
    destinations.reserve('instagram', NOW_MS + 7)
    expect([destinations.failed('instagram'), destinations.failed('instagram')]).toEqual([1, 2])
    expect(destinations.all()).toEqual([
      { id: 'instagram', pausedMs: undefined, code: '429', openMs: NOW_MS + 5, slotMs: NOW_MS + 7, failures: 2 },
      { id: 'pharos', pausedMs: NOW_MS, code: '401', openMs: 0, slotMs: 0, failures: 0 },
    ])
    destinations.succeeded('instagram')
    expect([destinations.resume('pharos', NOW_MS), destinations.resume('pharos', NOW_MS)]).toEqual([true, false])
  })

  it('what a journal is owed is kept in its order until it is paid', async () => {
    const { store } = await opened()
    const { caseLines } = store
    expect(caseLines.placeOf('case')).toBeUndefined()
    for (const dir of ['/a', '/b']) caseLines.place('case', 'host', dir)
    expect(caseLines.placeOf('case')).toEqual({ host: 'host', dir: '/b' })
    const line = (subject: string) => ({ action: 'add', subject, facts: { n: 1 }, happenedAt: NOW }) as never
    store.transaction(() => { for (const subject of ['1', '2', '3']) caseLines.owe('case', line(subject)) })
    const owed = caseLines.owed().get('case') ?? []
    expect(owed.map((each) => each.line.subject)).toEqual(['1', '2', '3'])
    caseLines.paid(owed[1]?.number ?? 0)
    expect(caseLines.owed().get('case')?.map((each) => each.line.subject)).toEqual(['1', '3'])
  })
})
