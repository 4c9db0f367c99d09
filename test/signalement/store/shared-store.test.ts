// The store of a team: several machines, one PostgreSQL server, one key that each machine must have.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { STORE_VERSION } from '../../../src/signalement/store/schema.ts'
import { openStore, storeExists } from '../../../src/signalement/store/open-store.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import type { World } from '../../../src/system/world.ts'
import { PASSWORD, testPostgres, type TestPostgres } from '../../support/postgres.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, sampleId, sampleRecord } from '../sample-record.ts'

const postgres = await testPostgres()

const machine = (env: Readonly<Record<string, string>> = {}): World => testWorld({ env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD, ...env } })
const keyOf = (world: World): { readonly name: string; readonly text: string } => {
  const dir = join(world.host.dataDir, 'keys')
  const [file = ''] = readdirSync(dir)
  return { name: file.replace(/\.key$/, ''), text: readFileSync(join(dir, file), 'latin1').trim() }
}

describe.skipIf(postgres === undefined)('a shared store', () => {
  const server = postgres as TestPostgres

  it('is read on a machine that was given the key, and only there', async () => {
    const place = await server.newDatabase()
    const first = machine()
    expect(await storeExists(first, place)).toBe(true)
    const store = await openStore(first, place)
    store.insert(sampleRecord(1))
    const { name, text } = keyOf(first)
    await expect(openStore(machine(), place)).rejects.toMatchObject({ code: 'store.key-missing', facts: { place: 'machine', name, path: place } })
    // As a file that was brought, as typed text, and in the environment.
    const brought = machine()
    await brought.secrets.keep(name, Buffer.from(text, 'hex'))
    const typed = machine()
    await typed.secrets.keep(name, Buffer.from(`${text}\n`))
    for (const world of [brought, typed, machine({ [`SCELLE_SECRET_${name.toUpperCase().replace('-', '_')}`]: text })]) {
      const again = await openStore(world, place)
      expect(again.get(sampleId(1))).toEqual(sampleRecord(1))
      expect(again.keyId).toBe(store.keyId)
      again.close()
    }
    const wrong = machine()
    await wrong.secrets.keep(name, Buffer.alloc(32, 1))
    await expect(openStore(wrong, place)).rejects.toMatchObject({ code: 'store.key-wrong' })
    store.close()
  })

  it('shows the server nothing that names anybody', async () => {
    const place = await server.newDatabase()
    const store = await openStore(machine(), place)
    store.insert(sampleRecord(1))
    store.close()
    const rows = JSON.stringify(await server.asAdmin("SELECT row_to_json(r)::text AS t, encode(r.body, 'escape') AS b FROM scelle.records r", place))
    expect(rows).toContain(sampleId(1))
    for (const secret of ['Invente1', 'instagram.com', 'compte.invente', 'moqueries', 'signalements@example.org', 'Écoutante']) expect(rows).not.toContain(secret)
  })

  it.each([
    ['a newer version', `UPDATE scelle.meta SET value = '${STORE_VERSION + 1}' WHERE name = 'version'`, 'store.newer-version'],
    ['tables of something else', 'DROP SCHEMA scelle CASCADE; CREATE SCHEMA scelle AUTHORIZATION scelle; CREATE TABLE scelle.other (a int)', 'store.foreign'],
    ['a meta of something else', 'DROP SCHEMA scelle CASCADE; CREATE SCHEMA scelle AUTHORIZATION scelle; CREATE TABLE scelle.meta (a int)', 'store.foreign'],
    ['a key name that leads elsewhere', "UPDATE scelle.meta SET value = '../../secret' WHERE name = 'key_name'", 'store.foreign'],
    ['the name of another secret', "UPDATE scelle.meta SET value = 'destination.guichet.token' WHERE name = 'key_name'", 'store.foreign'],
    ['a record of changed bytes', 'UPDATE scelle.records SET body = set_byte(body, 40, 255 - get_byte(body, 40))', 'store.record-damaged'],
    ['a record moved to another name', 'UPDATE scelle.records SET revision = 7', 'store.record-damaged'],
    ['a server that took the right to read away', 'REVOKE ALL ON scelle.records FROM scelle', 'database.failed'],
  ])('%s', async (_name, harm, code) => {
    const place = await server.newDatabase()
    const world = machine()
    const store = await openStore(world, place)
    store.insert(sampleRecord(1))
    store.close()
    await server.asAdmin(harm, place)
    await expect((async () => { (await openStore(world, place)).get(sampleId(1)) })()).rejects.toMatchObject({ code })
  })

  it('the bodies and keys of what was forgotten are no longer in any row', async () => {
    const place = await server.newDatabase()
    const store = await openStore(machine(), place)
    store.insert(sampleRecord(1))
    expect(store.purge([sampleId(1)], NOW)).toBe(true)
    expect(await server.asAdmin('SELECT wrapped_key, body, due, created % 2592000000 AS c, id FROM scelle.records', place)).toEqual([{ wrapped_key: null, body: null, due: null, c: '0', id: expect.stringMatching(/^purged-/) }])
    expect(await server.asAdmin('SELECT count(*)::int AS n FROM scelle.locators', place)).toEqual([{ n: 0 }])
    store.close()
  })

  it('says when a reader may still see what was forgotten, and when the tables are another role’s', async () => {
    const place = await server.newDatabase()
    const world = machine()
    const [store, reader] = [await openStore(world, place), await world.databases.open(place, { password: PASSWORD })]
    onTestFinished(() => { reader.close() })
    store.insert(sampleRecord(1))
    reader.exec('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM records')
    expect(store.purge([sampleId(1)], NOW)).toBe(false)
    reader.exec('COMMIT')
    await expect.poll(() => store.purge([], NOW)).toBe(true)
    await server.asAdmin('ALTER TABLE scelle.records OWNER TO postgres; GRANT ALL ON scelle.records TO scelle', place)
    expect(store.purge([], NOW)).toBe(false)
    store.close()
  })

  it('compares text byte by byte, whatever language the server speaks', async () => {
    const place = await server.newDatabase();
    (await openStore(machine(), place)).close()
    const others = await server.asAdmin(`SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_collation ON pg_collation.oid = attcollation
      WHERE relnamespace = 'scelle'::regnamespace AND relkind = 'r' AND collname <> 'C'`, place)
    expect(others).toEqual([])
  })

  it('a server that dies in the middle of a writing: nothing of it is kept, and nobody hangs', async () => {
    const place = await server.newDatabase()
    const world = machine()
    const store = await openStore(world, place)
    store.insert(sampleRecord(1))
    const other = createNodeWorld({ dataDir: world.host.dataDir, env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD } })
    const started = performance.now()
    let crashed: Promise<void> | undefined
    expect(() => store.transaction(() => {
      store.insert(sampleRecord(2))
      crashed = server.crash()
      for (;;) store.holds('anything')
    })).toThrow(expect.objectContaining({ code: 'database.unreachable' }))
    expect(performance.now() - started).toBeLessThan(10_000)
    await crashed
    store.close()
    await expect(openStore(other, place)).rejects.toMatchObject({ code: 'database.unreachable' })
  })
})
