// One suite for the store, on both databases.
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Arrival, GuichetStore } from '../../src/guichet/store/guichet-store.ts'
import { openGuichetStore } from '../../src/guichet/store/open-store.ts'
import { NOTICE_STATES } from '../../src/signalement/reporting-api/answers.ts'
import { gathered, tempDir } from '../support/world.ts'
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts'
import { guichetWorld } from './running.ts'

let count = 0
function arrival(changes: Partial<Arrival> = {}): Arrival {
  count += 1
  return {
    id: randomUUID(), client: 'hotline', key: `key-${count}`, digest: 'd'.repeat(64), correlationId: randomUUID(), test: false, harm: 'haine', ageBand: '18plus', urgency: 3,
    dueMs: 2_000_000_000_000 + count, receivedMs: 1_900_000_000_000 + count, notice: Buffer.from(`{"n":${count}}`), ...changes,
  }
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function suite(place: () => string) {
  const open = async (where: string = place()): Promise<GuichetStore> => {
    const store = await openGuichetStore(guichetWorld(), where)
    let closed = false
    const close = store.close.bind(store)
    store.close = async () => { if (!closed) { closed = true; await close() } }
    onTestFinished(() => store.close())
    return store
  }

  it('accepts a group once, in its order, and again after it was opened again', async () => {
    const where = place()
    const store = await open(where)
    const [one, two] = [arrival(), arrival()]
    const answers = await store.accept([one, two, { ...one, id: randomUUID() }, { ...two, id: randomUUID(), digest: 'e'.repeat(64) }])
    expect(answers).toEqual([
      { outcome: 'accepted', id: one.id, receivedMs: one.receivedMs }, { outcome: 'accepted', id: two.id, receivedMs: two.receivedMs },
      { outcome: 'replayed', id: one.id, receivedMs: one.receivedMs }, { outcome: 'conflict' },
    ])
    await store.close()
    const again = await open(where)
    expect(await again.accept([{ ...one, id: randomUUID(), receivedMs: 5 }])).toEqual([{ outcome: 'replayed', id: one.id, receivedMs: one.receivedMs }])
    expect(Buffer.from(await again.content(one.id) ?? []).toString()).toBe(Buffer.from(one.notice).toString())
    expect(await again.row(one.id)).toMatchObject({ id: one.id, client: 'hotline', state: 'received', test: false, urgency: 3, dueMs: one.dueMs })
    expect(await again.row(randomUUID())).toBeUndefined()
  })

  it('many groups at once with the same keys keep each key once', async () => {
    const store = await open()
    const keys = Array.from({ length: 40 }, (_, index) => `same-${index}`)
    const answers = (await Promise.all(Array.from({ length: 8 }, () => store.accept(keys.map((key) => arrival({ key })))))).flat()
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(40)
    expect(answers.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(280)
    expect(await store.ofClient('hotline', { limit: 100 })).toHaveLength(40)
  })

  it('a group with a wrong row is not kept at all', async () => {
    const store = await open()
    const good = arrival()
    await expect(store.accept([good, arrival({ id: good.id })])).rejects.toThrow(/unique/i)
    expect(await store.row(good.id)).toBeUndefined()
    expect((await store.accept([good]))[0]?.outcome).toBe('accepted')
  })

  it('lists of a client: newest first, by correlation, page by page', async () => {
    const store = await open()
    const correlationId = randomUUID()
    const mine = [arrival({ correlationId }), arrival(), arrival({ correlationId })]
    await store.accept([...mine, arrival({ client: 'autre' })])
    const all = await store.ofClient('hotline', { limit: 10 })
    expect(all.map(({ id }) => id)).toEqual(mine.map(({ id }) => id).toReversed())
    expect((await store.ofClient('hotline', { limit: 10, correlationId })).map(({ id }) => id)).toEqual([mine[2]?.id, mine[0]?.id])
    expect((await store.ofClient('hotline', { limit: 1, beforeSeq: all[0]?.seq ?? 0 })).map(({ id }) => id)).toEqual([mine[1]?.id])
  })

  it('the queue: urgency, then due; tests apart; by state and harm', async () => {
    const store = await open()
    const late = arrival({ urgency: 1, dueMs: 20 })
    const soon = arrival({ urgency: 1, dueMs: 10, harm: 'menaces' })
    const danger = arrival({ urgency: 0, dueMs: 99 })
    const test = arrival({ urgency: 0, test: true })
    await store.accept([late, soon, danger, test])
    const ids = async (filter: Partial<Parameters<GuichetStore['queue']>[0]> = {}): Promise<readonly string[]> =>
      (await store.queue({ test: false, states: NOTICE_STATES, offset: 0, limit: 10, ...filter })).rows.map(({ id }) => id)
    expect(await ids()).toEqual([danger.id, soon.id, late.id])
    expect(await ids({ test: true })).toEqual([test.id])
    expect(await ids({ harm: 'menaces' })).toEqual([soon.id])
    expect(await ids({ offset: 1, limit: 1 })).toEqual([soon.id])
    expect((await store.queue({ test: false, states: ['in_review'], offset: 0, limit: 10 }))).toEqual({ total: 0, rows: [] })
  })

  it('a move is made once, with its history and its message, and not from another state', async () => {
    const store = await open()
    const one = arrival()
    await store.accept([one])
    const move = (from: 'received' | 'in_review', atMs: number) => store.move({
      id: one.id, from, to: 'decided_rejected', atMs, actor: 'agent.1', decision: { kind: 'rejected', grounds: 'Motif' }, message: (row) => ({ id: `msg_${atMs}`, body: JSON.stringify({ state: row.state }) }),
    })
    const both = await Promise.all([move('received', 100), move('received', 101)])
    expect(both.filter((row) => row !== undefined)).toHaveLength(1)
    expect(await move('in_review', 102)).toBeUndefined()
    const row = await store.row(one.id)
    expect(row).toMatchObject({ state: 'decided_rejected', decision: { kind: 'rejected', grounds: 'Motif' } })
    const history = await store.history(one.id)
    expect(history).toEqual([{ atMs: row?.updatedMs, actor: 'agent.1', action: 'decided_rejected', detail: 'Motif' }])
    expect(await store.messages(one.id)).toHaveLength(1)
    // Taken up again: the decision is gone, the history stays.
    expect(await store.move({ id: one.id, from: 'decided_rejected', to: 'in_review', atMs: 200, actor: 'agent.2' })).not.toHaveProperty('decision')
    expect(await store.history(one.id)).toHaveLength(2)
  })

  it('messages are taken once, kept until settled, and come back after their lease', async () => {
    const store = await open()
    const all = Array.from({ length: 6 }, () => arrival())
    await store.accept(all)
    for (const { id } of all) await store.move({ id, from: 'received', to: 'acknowledged', atMs: 1000, actor: 'a', message: () => ({ id: `msg_${id}`, body: '{}' }) })
    const taken = (await Promise.all([store.takeMessages(1000, 500, 4), store.takeMessages(1000, 500, 4)])).flat()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(6)
    expect(taken).toHaveLength(6)
    expect(await store.takeMessages(1499, 500, 10)).toEqual([])
    const [first, second] = taken
    await store.settleMessage(first?.id ?? '', { state: 'delivered' })
    await store.settleMessage(second?.id ?? '', { state: 'pending', nextMs: 9000 })
    const back = await store.takeMessages(1500, 500, 10)
    expect(back).toHaveLength(4)
    expect(back.every(({ attempts }) => attempts === 1)).toBe(true)
    expect((await store.takeMessages(9000, 500, 10)).map(({ id }) => id)).toContain(second?.id)
  })

  it('evidence: parts in their order, whole when the digest is right, nothing left when it is wrong', async () => {
    const store = await open()
    const one = arrival()
    await store.accept([one])
    const whole = Buffer.concat([Buffer.alloc(1000, 1), Buffer.alloc(500, 2)])
    const part = (start: number, bytes: Uint8Array, changes: { sha256?: string; mime?: string; total?: number; maxItems?: number } = {}) => store.addPart({
      notice: one.id, sha256: sha256(whole), mime: 'image/png', total: whole.length, start, bytes, atMs: 1, maxItems: 2, ...changes,
    })
    expect(await part(1000, whole.subarray(1000))).toEqual({ outcome: 'elsewhere', received: 0 })
    expect(await part(0, whole.subarray(0, 1000))).toEqual({ outcome: 'kept', received: 1000, complete: false })
    expect(await part(0, whole.subarray(0, 1000))).toEqual({ outcome: 'elsewhere', received: 1000 })
    expect(await part(1000, whole.subarray(1000), { mime: 'image/jpeg' })).toEqual({ outcome: 'elsewhere', received: 1000 })
    expect(await store.evidenceRow(one.id, sha256(whole))).toMatchObject({ received: 1000, complete: false })
    expect(await part(1000, whole.subarray(1000))).toEqual({ outcome: 'kept', received: 1500, complete: true })
    expect(await part(0, whole.subarray(0, 1000))).toEqual({ outcome: 'already' })
    expect(Buffer.concat(await gathered(store.evidenceBytes(one.id, sha256(whole)))).equals(whole)).toBe(true)
    expect(await part(0, whole, { sha256: 'f'.repeat(64) })).toEqual({ outcome: 'digest-mismatch' })
    expect(await store.evidenceRow(one.id, 'f'.repeat(64))).toBeUndefined()
    const reference = { notice: one.id, sha256: 'a'.repeat(64), mime: 'image/png', bytes: 3, heldBy: 'Unité', reference: '2026-1/0003', atMs: 1, maxItems: 2 }
    expect(await store.addReference(reference)).toBe('kept')
    expect(await store.addReference(reference)).toBe('already')
    expect(await store.addReference({ ...reference, reference: 'x' })).toBe('other-kind')
    expect(await store.addReference({ ...reference, sha256: sha256(whole) })).toBe('other-kind')
    expect(await part(0, whole, { sha256: reference.sha256 })).toEqual({ outcome: 'other-kind' })
    expect(await part(0, whole, { sha256: 'b'.repeat(64) })).toEqual({ outcome: 'too-many' })
    expect(await store.addReference({ ...reference, sha256: 'c'.repeat(64) })).toBe('too-many')
    expect((await store.evidence(one.id)).map(({ kind }) => kind).sort()).toEqual(['bytes', 'reference'])
  })

  const revision = (number: number, correlationId: string, changes: Partial<Arrival> = {}): Arrival =>
    arrival({ correlationId, harm: 'revenge_porn', ageBand: '18plus', notice: Buffer.from(JSON.stringify({ revision: number })), ...changes })
  const whole = Buffer.alloc(2000, 5)
  const give = (store: GuichetStore, id: string) => store.addPart({ notice: id, sha256: sha256(whole), mime: 'image/png', total: 2000, start: 0, bytes: whole, atMs: 1, maxItems: 5 })

  it('a revision that may show a child and evidence that comes at the same time: nothing of it stays', async () => {
    const store = await open()
    for (let round = 0; round < 12; round += 1) {
      const one = revision(1, randomUUID())
      await store.accept([one])
      const [outcome] = await Promise.all([give(store, one.id), store.accept([revision(2, one.correlationId, { ageBand: 'lt15' })])])
      expect(['kept', 'protected']).toContain(outcome.outcome)
      expect(await store.isProtected(one.id)).toBe(true)
      expect(await store.evidence(one.id)).toEqual([])
      expect(await gathered(store.evidenceBytes(one.id, sha256(whole)))).toEqual([])
      expect(await give(store, one.id)).toEqual({ outcome: 'protected' })
    }
  })

  it('in any order: the highest revision that may show a child counts, and later ones are not concerned', async () => {
    const store = await open()
    const correlationId = randomUUID()
    const [third, second, first] = [revision(3, correlationId), revision(2, correlationId, { harm: 'csam' }), revision(1, correlationId)]
    await store.accept([third])
    expect((await give(store, third.id)).outcome).toBe('kept')
    await store.accept([second, first, revision(1, correlationId, { ageBand: 'unknown' })])
    expect(await store.evidence(third.id)).toHaveLength(1)
    for (const { id } of [second, first]) expect(await give(store, id)).toEqual({ outcome: 'protected' })
    expect(await store.history(third.id)).toEqual([])
  })

  it('notices that were kept before this rule are under it once the store is opened', async () => {
    const where = place()
    const store = await open(where)
    const [one, two] = [revision(1, randomUUID()), revision(2, randomUUID())]
    await store.accept([one, two])
    await give(store, one.id)
    await store.close()
    await altered(where, `DROP TABLE child_protection; DELETE FROM guichet_meta WHERE name = 'child_protection'; UPDATE notices SET correlation = '${one.correlationId}', age = 'lt15' WHERE id = '${two.id}'`)
    const again = await open(where)
    expect(await again.evidence(one.id)).toEqual([])
    expect(await give(again, one.id)).toEqual({ outcome: 'protected' })
    expect(await again.history(one.id)).toEqual([{ atMs: two.receivedMs, actor: 'hotline', action: 'evidence-erased' }])
  })

  it('two uploads of one part: one is kept', async () => {
    const store = await open()
    const one = arrival()
    await store.accept([one])
    const bytes = Buffer.alloc(2000, 3)
    const send = () => store.addPart({ notice: one.id, sha256: sha256(bytes), mime: 'image/png', total: 2000, start: 0, bytes: bytes.subarray(0, 900), atMs: 1, maxItems: 5 })
    const outcomes = await Promise.all([send(), send(), send()])
    expect(outcomes.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'elsewhere')).toHaveLength(2)
  })

  it('tokens and sessions end at their time', async () => {
    const store = await open()
    await store.keepToken('t1', 'hotline', 1000, 0)
    expect(await store.tokenClient('t1', 999)).toEqual({ client: 'hotline', expiresMs: 1000 })
    expect(await store.tokenClient('t1', 1000)).toBeUndefined()
    await store.keepSession('s1', 'agent.1', 1000, 0)
    expect(await store.sessionPerson('s1', 999)).toBe('agent.1')
    expect(await store.sessionPerson('s1', 1000)).toBeUndefined()
    await store.endSession('s1')
    expect(await store.sessionPerson('s1', 1)).toBeUndefined()
  })

  it('a store of a newer version is refused by name', async () => {
    const where = place()
    await (await open(where)).close()
    await altered(where, "UPDATE guichet_meta SET value = '2'")
    await expect(openGuichetStore(guichetWorld(), where)).rejects.toMatchObject({ code: 'guichet.store-newer', facts: { version: '2' } })
  })
}

async function altered(where: string, sql: string): Promise<void> {
  if (!where.startsWith('postgres')) {
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(where)
    database.exec(sql)
    database.close()
    return
  }
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: where })
  await client.connect()
  await client.query(sql)
  await client.end()
}

it.each([
  ['postgres://guichet@db.example/x', 'database.not-encrypted', { host: 'db.example' }],
  ['postgres://guichet@db.example/x?sslmode=disable', 'database.not-encrypted', { host: 'db.example' }],
  ['postgres://guichet@127.0.0.1/x?host=db.example', 'database.not-encrypted', { host: 'db.example' }],
  ['postgres://guichet@db.example/x?sslmode=no-verify', 'database.bad-address', { parameter: 'sslmode' }],
  ['postgres://guichet@db.example/x?sslmode=require', 'database.bad-address', { parameter: 'sslmode' }],
  ['postgres://guichet@db.example/x?sslmode=verify-full&sslcert=/a', 'database.bad-address', { parameter: 'sslcert' }],
])('%s: nothing is said to it', async (place, code, facts) => {
  await expect(openGuichetStore(guichetWorld(), place)).rejects.toMatchObject({ code, facts })
})

it('verify-full: the first that the server hears is that TLS is wanted; one that has none hears no more', async () => {
  const heard: Buffer[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      heard.push(bytes)
      // "N": no TLS here.
      socket.write('N')
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => { server.close() })
  const { port } = server.address() as AddressInfo
  await expect(openGuichetStore(guichetWorld(), `postgres://guichet@127.0.0.1:${port}/x?sslmode=verify-full`)).rejects.toMatchObject({ code: 'guichet.database-unreachable', facts: { reason: 'NO_TLS' } })
  // SSLRequest: length 8, then 80877103.
  expect(Buffer.concat(heard).toString('hex')).toBe('0000000804d2162f')
})

describe('on SQLite', () => { suite(() => join(tempDir('scelle-store-'), 'guichet.sqlite')) })

describe.skipIf(!hasPostgres())('on PostgreSQL', () => {
  let server: PostgresServer | undefined
  beforeAll(async () => { server = await startPostgres() })
  afterAll(async () => { await server?.stop() })
  suite(() => server?.newDatabase() ?? '')

  it('opened by four at once', async () => {
    const where = server?.newDatabase() ?? ''
    const stores = await Promise.all(Array.from({ length: 4 }, () => openGuichetStore(guichetWorld(), where)))
    const keys = Array.from({ length: 50 }, (_, index) => `k${index}`)
    const answers = (await Promise.all(stores.map((store) => store.accept(keys.map((key) => arrival({ key })))))).flat()
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(50)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('a crash of the server is told, and what was accepted before is there after', async () => {
    const where = server?.newDatabase() ?? ''
    const store = await openGuichetStore(guichetWorld(), where)
    onTestFinished(() => store.close())
    const one = arrival()
    await store.accept([one])
    await server?.crash()
    await expect(store.accept([arrival()])).rejects.toMatchObject({ code: 'guichet.database-unreachable' })
    await server?.start()
    expect(await store.row(one.id)).toMatchObject({ id: one.id })
    expect((await store.accept([arrival()]))[0]?.outcome).toBe('accepted')
  })

  it('no password in the address', async () => {
    await expect(openGuichetStore(guichetWorld(), 'postgres://guichet:mot@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'guichet.password-in-address' })
    await expect(openGuichetStore(guichetWorld(), 'postgres://guichet@127.0.0.1:1/x?password=mot')).rejects.toMatchObject({ code: 'guichet.password-in-address' })
    await expect(openGuichetStore(guichetWorld(), 'POSTGRES://guichet:mot@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'guichet.password-in-address' })
    await expect(openGuichetStore(guichetWorld(), 'postgres://[')).rejects.toMatchObject({ code: 'database.bad-address' })
    await expect(openGuichetStore(guichetWorld(), 'postgres://guichet@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'guichet.database-unreachable', facts: { reason: 'ECONNREFUSED' } })
  })
})
