import { readdirSync, readFileSync, statSync, chmodSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStore, ownStore, STORE_FILE } from '../../../src/signalement/store/open-store.ts'
import { STORE_VERSION } from '../../../src/signalement/store/schema.ts'
import { lookupKey } from '../../../src/signalement/store/lookup-keys.ts'
import { prepared } from '../../../src/signalement/change-record.ts'
import type { Signalement } from '../../../src/signalement/signalement.ts'
import type { World } from '../../../src/system/world.ts'
import { PASSWORD, testPostgres } from '../../support/postgres.ts'
import { testWorld } from '../../support/world.ts'
import { frozenRecords } from '../../golden/frozen-records-2.ts'
import { NOW, sampleId, sampleRecord } from '../sample-record.ts'

const FILES_ONLY = { env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD } }

const postgres = await testPostgres()
const kinds: readonly { readonly dialect: string; newPlace(world: World): Promise<string> }[] = [
  { dialect: 'sqlite', newPlace: async (world) => ownStore(world) },
  ...(postgres === undefined ? [] : [{ dialect: 'postgres', newPlace: async () => postgres.newDatabase() }]),
]

describe.each(kinds)('the store ($dialect)', ({ newPlace }) => {
  const opened = async (world: World) => openStore(world, await newPlace(world))

  it('keeps, finds, lists and counts', async () => {
    const world = testWorld(FILES_ONLY)
    const place = await newPlace(world)
    const store = await openStore(world, place)
    const records = [sampleRecord(1), sampleRecord(2, { harm: 'haine' }), sampleRecord(3, { clock: { basis: 'internal_target', dueAt: NOW, source: 's' } })]
    store.transaction(() => { for (const record of records) store.insert(record) })
    expect(store.get(sampleId(2))).toEqual(records[1])
    expect([...store.list()].map(({ id }) => id)).toEqual([sampleId(3), sampleId(1), sampleId(2)])
    expect([...store.list({ harm: 'haine' })]).toHaveLength(1)
    expect(store.count({ dueBeforeMs: Date.parse(NOW) })).toBe(1)
    expect(store.holding(lookupKey('cyberharcelement', 'https://www.instagram.com/p/Invente1/'))).toEqual([sampleId(1)])
    expect(store.holding(lookupKey('haine', 'https://www.instagram.com/p/Invente1/'))).toEqual([])
    expect(store.resolve(sampleId(3).slice(-8))).toBe(sampleId(3))
    expect(() => store.resolve(sampleId(1).slice(0, 10))).toThrow(expect.objectContaining({ code: 'signalement.ambiguous-id' }))
    expect(() => store.resolve('abc')).toThrow(expect.objectContaining({ code: 'signalement.not-found' }))
    store.close()
    const again = await openStore(world, place)
    expect(again.get(sampleId(1))).toEqual(records[0])
    again.close()
  })

  it('puts the next revision in the place of the one it was made from, and of no other', async () => {
    const store = await opened(testWorld(FILES_ONLY))
    const first = sampleRecord(1)
    store.insert(first)
    const second = { ...first, revision: 2, harm: 'menaces' as const }
    store.replace(first, second)
    expect(store.get(first.id)).toEqual(second)
    expect(store.holding(lookupKey('menaces', 'https://www.instagram.com/p/Invente1/'))).toEqual([first.id])
    expect(store.holding(lookupKey('cyberharcelement', 'https://www.instagram.com/p/Invente1/'))).toEqual([])
    expect(() => { store.replace(first, { ...first, revision: 2 }) }).toThrow(expect.objectContaining({ code: 'signalement.not-found' }))
    store.close()
  })

  it('commits all or nothing', async () => {
    const store = await opened(testWorld(FILES_ONLY))
    expect(() => store.transaction(() => {
      store.insert(sampleRecord(1))
      throw new Error('in the middle')
    })).toThrow('in the middle')
    expect(store.count()).toBe(0)
    store.close()
  })

  it('changes what is there now, not what was read before', async () => {
    const world = testWorld(FILES_ONLY)
    const place = await newPlace(world)
    const [one, two] = [await openStore(world, place), await openStore(world, place)]
    one.insert(sampleRecord(1))
    const add = (destination: string) => (record: Signalement): Signalement => prepared(record, { destination, channel: 'form_assisted', payloadSha256: 'a'.repeat(64), fieldsSent: [], by: 'B', adapterVersion: 'packet/1', now: NOW })
    one.get(sampleId(1))
    two.update(sampleId(1), add('pharos'))
    one.update(sampleId(1), add('instagram'))
    expect(two.get(sampleId(1)).deliveries.map(({ destination }) => destination)).toEqual(['pharos', 'instagram'])
    one.close()
    two.close()
  })

  it('knows whose retention ended', async () => {
    const store = await opened(testWorld(FILES_ONLY))
    store.insert(sampleRecord(1))
    expect(store.expired(Date.parse('2028-11-22T16:59:59.999Z'))).toEqual([])
    expect(store.expired(Date.parse('2028-11-22T17:00:00.000Z')).map(({ id }) => id)).toEqual([sampleId(1)])
    store.close()
  })

  it('forgets: nothing of it is listed or found, the count stays', async () => {
    const world = testWorld(FILES_ONLY)
    const store = await opened(world)
    store.insert(prepared(sampleRecord(1), { destination: 'pharos', channel: 'form_assisted', payloadSha256: 'a'.repeat(64), fieldsSent: [], by: 'B', adapterVersion: 'packet/1', now: NOW }))
    store.insert(sampleRecord(2))
    expect(store.purge([sampleId(1)], '2028-12-01T00:00:00.000Z')).toBe(true)
    expect(() => store.get(sampleId(1))).toThrow(expect.objectContaining({ code: 'signalement.not-found' }))
    expect(store.listed(sampleId(1))).toBeUndefined()
    expect([...store.list()].map(({ id }) => id)).toEqual([sampleId(2)])
    expect(store.counts('harm').get('cyberharcelement')).toBe(2)
    expect(store.holding(lookupKey('cyberharcelement', 'https://www.instagram.com/p/Invente1/'))).toEqual([])
    expect(store.holding(lookupKey('cyberharcelement', 'https://www.instagram.com/p/Invente2/'))).toEqual([sampleId(2)])
    expect([...store.deliveries.list()]).toEqual([])
    store.close()
  })

  it('two that open a new one at once end with one key, and both read what either writes', async () => {
    const world = testWorld(FILES_ONLY)
    const place = await newPlace(world)
    const [one, two] = await Promise.all([openStore(world, place), openStore(world, place)])
    one.insert(sampleRecord(1))
    expect(two.get(sampleId(1)).id).toBe(sampleId(1))
    expect(one.keyId).toBe(two.keyId)
    one.close()
    two.close()
  })
})

describe('the store in a file', () => {
  it('writes nothing that can be read without the key, in files of its owner alone', async () => {
    const world = testWorld(FILES_ONLY)
    const store = await openStore(world)
    store.insert(sampleRecord(1))
    const names = readdirSync(world.host.dataDir).filter((name) => name.startsWith(STORE_FILE))
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) {
      expect(statSync(join(world.host.dataDir, name)).mode & 0o777, name).toBe(0o600)
      const bytes = readFileSync(join(world.host.dataDir, name))
      for (const secret of ['Invente1', 'instagram.com', 'compte.invente', 'moqueries', 'signalements@example.org', 'Écoutante']) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false)
    }
    const [key = ''] = readdirSync(join(world.host.dataDir, 'keys'))
    expect(statSync(join(world.host.dataDir, 'keys', key)).mode & 0o777).toBe(0o600)
    store.close()
  })

  it('forgets: key, body and look-up digests are gone from every file, the count stays', async () => {
    const world = testWorld(FILES_ONLY)
    const store = await openStore(world)
    store.insert(sampleRecord(1))
    store.insert(sampleRecord(2))
    const path = join(world.host.dataDir, STORE_FILE)
    const raw = new DatabaseSync(path)
    const before = raw.prepare('SELECT wrapped_key AS k, body AS b FROM records WHERE id = ?').get(sampleId(1)) as { k: Uint8Array; b: Uint8Array }
    raw.close()
    expect(store.purge([sampleId(1)], '2028-12-01T00:00:00.000Z')).toBe(true)
    expect(() => store.get(sampleId(1))).toThrow(expect.objectContaining({ code: 'signalement.not-found' }))
    const left = new DatabaseSync(path)
    // Neither its name, which tells a millisecond, nor any exact time is left.
    expect(left.prepare('SELECT id, due, basis, created % 2592000000 AS c, expires % 2592000000 AS e, purged % 2592000000 AS p FROM records WHERE purged IS NOT NULL').all())
      .toEqual([{ id: expect.stringMatching(/^purged-[0-9a-f]{32}$/), due: null, basis: null, c: 0, e: 0, p: 0 }])
    left.close()
    expect(store.listed(sampleId(1))).toBeUndefined()
    expect(store.count()).toBe(1)
    expect(store.counts('harm').get('cyberharcelement')).toBe(2)
    expect(store.holding(lookupKey('cyberharcelement', 'https://www.instagram.com/p/Invente1/'))).toEqual([])
    for (const name of readdirSync(world.host.dataDir).filter((each) => each.startsWith(STORE_FILE))) {
      const bytes = readFileSync(join(world.host.dataDir, name))
      expect(bytes.includes(Buffer.from(before.k)), `wrapped key in ${name}`).toBe(false)
      expect(bytes.includes(Buffer.from(before.b).subarray(0, 64)), `body in ${name}`).toBe(false)
    }
    store.close()
  })

  it('says when a reader kept the old bytes in the file, and overwrites them the next time', async () => {
    const world = testWorld(FILES_ONLY)
    const store = await openStore(world)
    store.insert(sampleRecord(1))
    const reader = new DatabaseSync(join(world.host.dataDir, STORE_FILE))
    reader.exec('BEGIN; SELECT count(*) FROM records')
    reader.prepare('SELECT count(*) FROM records').get()
    expect(store.purge([sampleId(1)], NOW)).toBe(false)
    reader.exec('COMMIT')
    reader.close()
    expect(store.purge([], NOW)).toBe(true)
    store.close()
  }, 20_000)
})

describe('a store that cannot be opened', () => {
  it.each([
    ['a newer version', (path: string) => { const db = new DatabaseSync(path); db.exec(`PRAGMA user_version = ${STORE_VERSION + 1}`); db.close() }, 'store.newer-version'],
    ['another SQLite file', (path: string) => { rmSync(path); const db = new DatabaseSync(path); db.exec('CREATE TABLE other (a)'); db.close() }, 'store.foreign'],
    ['no SQLite file at all', (path: string) => { writeFileSync(path, 'x'.repeat(4096)) }, 'database.damaged'],
    ['a lost key', (path: string) => { rmSync(join(path, '..', 'keys'), { recursive: true }) }, 'store.key-missing'],
    ['another key', (path: string) => { for (const name of readdirSync(join(path, '..', 'keys'))) { writeFileSync(join(path, '..', 'keys', name), 'ab'.repeat(32)) } }, 'store.key-wrong'],
    ['a key that is none', (path: string) => { for (const name of readdirSync(join(path, '..', 'keys'))) { writeFileSync(join(path, '..', 'keys', name), 'hello') } }, 'secret.file-damaged'],
    ['a key that others read', (path: string) => { for (const name of readdirSync(join(path, '..', 'keys'))) { chmodSync(join(path, '..', 'keys', name), 0o644) } }, 'secret.file-exposed'],
    ['a record of changed bytes', (path: string) => { const db = new DatabaseSync(path); db.exec('UPDATE records SET body = zeroblob(length(body))'); db.close() }, 'store.record-damaged'],
    ['a record moved to another name', (path: string) => { const db = new DatabaseSync(path); db.exec('PRAGMA foreign_keys = OFF; UPDATE records SET revision = 7'); db.close() }, 'store.record-damaged'],
  ])('%s', async (_name, harm, code) => {
    const world = testWorld(FILES_ONLY)
    const store = await openStore(world)
    store.insert(sampleRecord(1))
    store.close()
    harm(join(world.host.dataDir, STORE_FILE))
    await expect((async () => { (await openStore(world)).get(sampleId(1)) })()).rejects.toMatchObject({ code })
  })

  it('held by another writer: says so after the wait, and loses nothing', async () => {
    const world = testWorld(FILES_ONLY)
    const store = await openStore(world)
    const other = new DatabaseSync(join(world.host.dataDir, STORE_FILE))
    other.exec('BEGIN IMMEDIATE')
    expect(() => { store.insert(sampleRecord(1)) }).toThrow(expect.objectContaining({ code: 'database.locked' }))
    other.exec('ROLLBACK')
    store.insert(sampleRecord(1))
    expect(store.count()).toBe(1)
    other.close()
    store.close()
  }, 20_000)
})

/** A copy of a store as an older version left it. */
function frozenWorld(name: string, version: number): World {
  const frozen = join(import.meta.dirname, '../../golden', name)
  const world = testWorld(FILES_ONLY)
  mkdirSync(join(world.host.dataDir, 'keys'), { recursive: true })
  for (const file of readdirSync(frozen)) {
    const to = file.endsWith('.key') ? join(world.host.dataDir, 'keys', file) : join(world.host.dataDir, file)
    writeFileSync(to, readFileSync(join(frozen, file)), { mode: 0o600 })
  }
  const before = new DatabaseSync(join(world.host.dataDir, STORE_FILE))
  expect(before.prepare('PRAGMA user_version').get()).toEqual({ user_version: version })
  before.close()
  return world
}

describe('a frozen store of version 1', () => {
  it('is brought up to date, and nothing is lost', async () => {
    const world = frozenWorld('signalements-1', 1)
    const store = await openStore(world)
    expect([...store.list()].map(({ id, dueMs, basis }) => [id, dueMs, basis])).toEqual([1, 2, 3].map((number) => [sampleId(number), Date.parse('2026-11-24T17:00:00.000Z'), 'internal_target']))
    expect(store.get(sampleId(2))).toEqual(sampleRecord(2))
    expect(store.counts('state').get('validated')).toBe(4)
    expect(() => store.get(sampleId(4))).toThrow(expect.objectContaining({ code: 'signalement.purged' }))
    store.close()
    const again = await openStore(world)
    expect(again.count()).toBe(3)
    again.close()
  })
})

describe('a frozen store of version 2', () => {
  it('its deliveries move out of their records, and nothing is lost', async () => {
    const world = frozenWorld('signalements-2', 2)
    const [one, two, three, four] = frozenRecords()
    const store = await openStore(world)
    for (const record of [one, two, three]) expect(store.get(record?.id ?? '')).toEqual(record)
    expect(() => store.get(four?.id ?? '')).toThrow(expect.objectContaining({ code: 'signalement.purged' }))
    expect([...store.deliveries.list()].map(({ id, destination, state, urgency, dueMs, preparedMs, machine, attempts, test }) => [id.slice(-1), destination, state, urgency, dueMs, preparedMs, machine, attempts, test])).toEqual([
      ['1', 'instagram', 'queued', 'high', Date.parse('2026-11-24T17:00:00.000Z'), Date.parse(NOW), false, 0, false],
      ['1', 'pharos', 'queued', 'high', Date.parse('2026-11-24T17:00:00.000Z'), Date.parse('2026-11-23T18:00:00.123Z'), false, 0, false],
      ['3', 'instagram', 'cancelled', 'normal', Date.parse('2026-11-24T17:00:00.000Z'), Date.parse(NOW), false, 0, false],
    ])
    // A packet is no work of a machine.
    expect(store.deliveries.waiting()).toEqual([])
    expect([1, 2, 3].map((number) => store.listed(sampleId(number))?.state)).toEqual(['queued', 'validated', 'validated'])
    store.close()
    // Nothing of a delivery is left in the record's own bytes.
    const after = new DatabaseSync(join(world.host.dataDir, STORE_FILE))
    expect(after.prepare('SELECT count(*) AS n FROM deliveries').get()).toEqual({ n: 3 })
    after.close()
    const again = await openStore(world)
    expect(again.get(sampleId(1)).deliveries).toEqual(one?.deliveries)
    again.close()
  })
})
