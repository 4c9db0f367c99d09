// Deliveries in rows of their own, on both databases: kept with their record, found by index, forgotten with it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { encodePayload } from '../../../src/delivery/payload.ts'
import type { queued } from '../../../src/signalement/change-record.ts'
import type { Delivery } from '../../../src/signalement/delivery.ts'
import { recordFactsOf } from '../../../src/signalement/store/delivery-row.ts'
import { openStore, ownStore, STORE_FILE } from '../../../src/signalement/store/open-store.ts'
import type { SignalementStore } from '../../../src/signalement/store/signalement-store.ts'
import type { State } from '../../../src/signalement/vocabulary.ts'
import type { World } from '../../../src/system/world.ts'
import { PASSWORD, testPostgres } from '../../support/postgres.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, sampleId, sampleRecord } from '../sample-record.ts'

const FILES_ONLY = { env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD } }
const postgres = await testPostgres()
const kinds: readonly { readonly dialect: string; newPlace(world: World): Promise<string> }[] = [
  { dialect: 'sqlite', newPlace: async (world) => ownStore(world) },
  ...(postgres === undefined ? [] : [{ dialect: 'postgres', newPlace: async () => postgres.newDatabase() }]),
]
const NOW_MS = Date.parse(NOW)
const request = (number: number, destination: string, test = false, at = NOW): Parameters<typeof queued>[1][number] => ({
  destination, channel: 'api', adapterVersion: 'guichet/1', idempotencyKey: `${number}${destination}`.replaceAll(/[^0-9a-f]/g, '').padEnd(64, 'a'), payloadSha256: 'b'.repeat(64), fieldsSent: ['id'], by: 'Écoutante 7', at, locators: [], test,
})
const keep = (store: SignalementStore, number: number, requests = [request(number, 'guichet')], changes = {}): void => {
  const record = sampleRecord(number, changes)
  store.insert(record)
  store.transaction(() => {
    store.deliveries.queue(record.id, record.revision, recordFactsOf(record), requests.map(({ test, locators, ...each }) => ({
      delivery: { ...each, locators: [...locators], ...(test ? { test: true as const } : {}), attempts: [], state: 'queued' as const, checks: [] },
      payload: encodePayload({ kind: 'http', line: 'POST /secret-line', headers: {}, body: Buffer.from(`secret-payload-${number}`) }),
    })))
  })
}
const become = (store: SignalementStore, number: number, state: State, changes: Partial<Delivery> = {}): void => {
  const open = store.deliveries.get(number)
  store.transaction(() => { store.deliveries.settle(open, open.row.state, { delivery: { ...open.delivery, state, ...changes } }) })
}

describe.each(kinds)('deliveries ($dialect)', ({ newPlace }) => {
  const opened = async (world = testWorld(FILES_ONLY)): Promise<SignalementStore> => openStore(world, await newPlace(world))

  it('come back with their record, in the order in which they were prepared', async () => {
    const store = await opened()
    keep(store, 1, [request(1, 'mastodon'), request(1, 'guichet')])
    const record = store.get(sampleId(1))
    expect(record.deliveries.map(({ destination }) => destination)).toEqual(['mastodon', 'guichet'])
    // Written back as it is, nothing changes; taken out, it is gone; another one comes.
    store.update(record.id, (current) => ({ ...current, updatedAt: NOW }))
    expect(store.get(record.id).deliveries).toEqual(record.deliveries)
    store.update(record.id, (current) => ({ ...current, deliveries: current.deliveries.slice(1) }))
    expect([...store.deliveries.list()].map(({ destination }) => destination)).toEqual(['guichet'])
    store.close()
  })

  it('follow a corrected urgency and date', async () => {
    const store = await opened()
    keep(store, 1)
    store.update(sampleId(1), (current) => ({ ...current, urgency: 'critical', clock: { ...current.clock, dueAt: '2026-11-23T18:00:00.000Z' } }))
    expect(store.deliveries.get(1).row).toMatchObject({ urgency: 'critical', dueMs: Date.parse('2026-11-23T18:00:00.000Z') })
    store.close()
  })

  it('the word for the whole follows them; tests do not count, a draft stays one', async () => {
    const store = await opened()
    keep(store, 1, [request(1, 'guichet'), request(1, 'mastodon', true)])
    const state = (number = 1): string | undefined => store.listed(sampleId(number))?.state
    expect(state()).toBe('queued')
    become(store, 1, 'unknown_outcome')
    become(store, 2, 'sent')
    expect(state()).toBe('unknown_outcome')
    become(store, 1, 'dead_letter')
    expect(state()).toBe('dead_letter')
    keep(store, 2, [request(2, 'guichet', true)])
    expect(state(2)).toBe('validated')
    store.update(sampleId(2), (record) => ({ ...record, state: 'draft' }))
    become(store, 3, 'sent')
    expect(state(2)).toBe('draft')
    store.close()
  })

  it('only the state that was read may be left, and once', async () => {
    const store = await opened()
    keep(store, 1)
    const open = store.deliveries.get(1)
    become(store, 1, 'dead_letter')
    expect(() => { store.transaction(() => { store.deliveries.settle(open, 'queued', { delivery: { ...open.delivery, state: 'sent' } }) }) }).toThrow(expect.objectContaining({ code: 'signalement.illegal-move', facts: { from: 'dead_letter', event: 'sent' } }))
    expect(store.deliveries.get(1).delivery.state).toBe('dead_letter')
    store.close()
  })

  it('times are kept from the first time on, and shown as they stand', async () => {
    const store = await opened()
    keep(store, 1)
    become(store, 1, 'acknowledged', { receipt: { remoteId: 'R', at: NOW }, acknowledgedAt: NOW })
    become(store, 1, 'decided_rejected', { receipt: { remoteId: 'R', at: '2026-11-24T00:00:00.000Z' }, acknowledgedAt: '2026-11-24T00:00:00.000Z', decision: { kind: 'rejected', at: '2026-11-25T00:00:00.000Z' }, appealUntil: '2027-05-25T00:00:00.000Z' })
    expect(store.deliveries.get(1).row).toMatchObject({ sentMs: NOW_MS, acknowledgedMs: NOW_MS, decidedMs: Date.parse('2026-11-25T00:00:00.000Z'), appealMs: Date.parse('2027-05-25T00:00:00.000Z'), machine: true })
    store.close()
  })

  it('lists by state, record, destination, date and place; counts, and counts by basis without tests', async () => {
    const store = await opened()
    keep(store, 1, [request(1, 'guichet')], { clock: { basis: 'internal_target', dueAt: '2026-11-23T18:00:00.000Z', source: 's' } })
    keep(store, 2, [request(2, 'guichet'), request(2, 'mastodon')])
    keep(store, 3, [request(3, 'guichet', true)])
    const list = (filter: Parameters<typeof store.deliveries.list>[0]): readonly number[] => [...store.deliveries.list(filter)].map(({ number }) => number)
    expect(list({})).toEqual([1, 2, 3, 4])
    expect(list({ limit: 2 })).toEqual([1, 2])
    expect(list({ ids: [sampleId(2)] })).toEqual([2, 3])
    expect(list({ ids: [] })).toEqual([])
    expect(list({ states: [] })).toEqual([])
    expect(list({ states: ['sent'] })).toEqual([])
    expect(list({ destination: 'mastodon', states: ['queued', 'sent'] })).toEqual([3])
    expect(list({ dueBeforeMs: Date.parse('2026-11-23T18:00:00.000Z') })).toEqual([1])
    expect(list({ after: 2, ids: [sampleId(2)] })).toEqual([3])
    expect(store.deliveries.counts({ ids: [sampleId(2)] })).toEqual(new Map([['queued', 2]]))
    expect(store.deliveries.dueByBasis(['queued'], Date.parse('2026-11-23T19:00:00.000Z'))).toEqual(new Map([['internal_target', { open: 3, late: 1 }]]))
    expect(() => store.deliveries.get(99)).toThrow(expect.objectContaining({ code: 'signalement.not-found' }))
    store.close()
  })

  it('what was purged is in no list, no queue and no count; its times are coarse', async () => {
    const store = await opened()
    keep(store, 1)
    keep(store, 2)
    become(store, 2, 'sent', { receipt: { remoteId: 'R', at: NOW } })
    store.purge([sampleId(1), sampleId(2)], NOW)
    expect([[...store.deliveries.list()], store.deliveries.waiting(), store.deliveries.sending(), [...store.deliveries.counts()], [...store.deliveries.dueByBasis(['queued', 'sent'], NOW_MS)]]).toEqual([[], [], [], [], []])
    expect(store.transaction(() => store.deliveries.claim({ nowMs: NOW_MS, limit: 9, owner: 'o', rooms: new Map([['guichet', 9]]) }))).toEqual([])
    for (const number of [1, 2]) expect(() => store.deliveries.get(number)).toThrow(expect.objectContaining({ code: 'signalement.purged' }))
    store.close()
  })
})

describe('on this machine', () => {
  it('a purge leaves no byte of what was sent in the files, and no exact time in a row', async () => {
    const world = testWorld(FILES_ONLY)
    const store = await openStore(world)
    keep(store, 1)
    become(store, 1, 'decided_rejected', { receipt: { remoteId: 'R', at: NOW }, acknowledgedAt: NOW, decision: { kind: 'rejected', at: NOW }, appealUntil: '2027-05-25T00:00:00.000Z', checks: [{ at: NOW, contentState: 'removed', method: 'HEAD', detail: '' }] })
    const path = join(world.host.dataDir, STORE_FILE)
    const look = new DatabaseSync(path, { readOnly: true })
    const sealed = Object.values(look.prepare('SELECT body, payload, b.wrapped_key AS body_key, p.wrapped_key AS payload_key FROM delivery_bodies b JOIN payloads p ON p.delivery = b.delivery').get() ?? {}).map((bytes) => Buffer.from(bytes as Uint8Array))
    const key = String(look.prepare('SELECT key FROM deliveries').get()?.['key'])
    look.close()
    expect(sealed).toHaveLength(4)
    const files = (): Buffer => Buffer.concat(readdirSync(world.host.dataDir).filter((name) => name.startsWith(STORE_FILE)).map((name) => readFileSync(join(world.host.dataDir, name))))
    for (const bytes of sealed) expect(files().includes(bytes.subarray(0, 32))).toBe(true)
    for (const text of ['secret-payload', 'secret-line', 'Écoutante']) expect(files().includes(text)).toBe(false)
    expect(store.purge([sampleId(1)], NOW)).toBe(true)
    for (const bytes of sealed) for (let at = 0; at + 16 <= bytes.length; at += 16) expect(files().includes(bytes.subarray(at, at + 16))).toBe(false)
    expect(files().includes(key)).toBe(false)
    const after = new DatabaseSync(path, { readOnly: true })
    const row = after.prepare('SELECT * FROM deliveries').get() ?? {}
    expect(after.prepare('SELECT (SELECT count(*) FROM delivery_bodies) + (SELECT count(*) FROM payloads) AS n').get()).toEqual({ n: 0 })
    after.close()
    for (const [name, value] of Object.entries(row)) if (typeof value === 'number' && value > 1e9) expect(value % (30 * 86_400_000), name).toBe(0)
    expect(row).toMatchObject({ owner: null, checked: null, appeal: null, sealed: 0, machine: 0, due: 0, next: 0, state: 'decided_rejected' })
    store.close()
  })

  it('queue and follow-up are chosen in an index: no whole table is read, no sort over more than one state', async () => {
    const world = testWorld(FILES_ONLY)
    const seen: string[] = []
    const spied: World = {
      ...world, databases: {
        ...world.databases,
        async open(place, options) {
          const database = await world.databases.open(place, options)
          return { ...database, transaction: (work) => database.transaction(work), prepare(sql) { seen.push(sql); return database.prepare(sql) } }
        },
      },
    }
    const store = await openStore(spied)
    keep(store, 1)
    seen.length = 0
    const states: readonly State[] = ['sent', 'acknowledged', 'in_review', 'unknown_outcome']
    expect([...store.deliveries.list({ states, limit: 50 })]).toEqual([])
    store.deliveries.counts({ states })
    store.deliveries.dueByBasis(states, NOW_MS)
    store.deliveries.waiting()
    store.deliveries.sending()
    store.transaction(() => store.deliveries.claim({ nowMs: NOW_MS, limit: 9, owner: 'o', rooms: new Map([['guichet', 9], ['mastodon', 1]]) }))
    const look = new DatabaseSync(join(world.host.dataDir, STORE_FILE))
    const plans = [...new Set(seen)].filter((sql) => sql.startsWith('SELECT') && sql.includes('deliveries'))
      .map((sql) => [sql, look.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => 1)).map((row) => String(row['detail'])).join(' | ')] as const)
    look.close()
    expect(plans.length).toBeGreaterThanOrEqual(6)
    for (const [sql, plan] of plans) expect(plan, sql).not.toMatch(/SCAN deliveries(?! USING (COVERING )?INDEX)|SCAN records/)
    const claim = plans.find(([sql]) => sql.includes('ORDER BY deliveries.urgency'))?.[1]
    expect(claim).toContain('deliveries_queue')
    expect(claim).not.toContain('TEMP B-TREE')
    for (const part of ['ORDER BY due, urgency, number LIMIT', 'count(*) AS n FROM deliveries WHERE basis IS NOT NULL', 'AS late FROM deliveries']) expect(plans.find(([sql]) => sql.includes(part))?.[1], part).toMatch(/USING COVERING INDEX deliveries_open/)
    store.close()
  })
})
