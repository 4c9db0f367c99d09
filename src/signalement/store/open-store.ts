// The store of signalements: one SQLite file in the user's data folder, or the PostgreSQL server of a team, and its key in the
// keyring of the session, else in a file that only its owner reads. A key that is gone is never replaced: the records would be lost without a word.
import { timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { Failure } from '../../system/failure.ts'
import { isPostgresAddress } from '../../system/postgres-address.ts'
import type { CredentialPlace, Database, SecretPlace, World } from '../../system/world.ts'
import { textOfMeta } from './dialect.ts'
import { createCipher, type RecordCipher } from './record-cipher.ts'
import { migrate, storeVersion, STORE_VERSION } from './schema.ts'
import { SignalementStore } from './signalement-store.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** The place that holds the store's key no longer has it. `machine`: this one never had the key of a shared store. */
    'store.key-missing': { path: string; place: SecretPlace | 'machine'; name: string }
    /** A key is there, and is another one. */
    'store.key-wrong': { path: string; name: string }
  }
}

export const STORE_FILE = 'signalements.sqlite'

/** Credential of the server of a shared store. */
export const STORE_PASSWORD = 'store.password'

/** Where this machine keeps its own store. */
export function ownStore(world: World): string {
  return join(world.host.dataDir, STORE_FILE)
}

/** A shared store is taken to be there: only opening it tells. */
export async function storeExists(world: World, place = ownStore(world)): Promise<boolean> {
  return isPostgresAddress(place) || await world.files.facts(place) !== undefined
}

/** @throws `store.*`, `secret.*`, `database.*`, `system.*` */
export async function openStore(world: World, place = ownStore(world)): Promise<SignalementStore> {
  const database = await databaseAt(world, place)
  try {
    if (storeVersion(database) === 0) await createStore(world, database)
    const cipher = await cipherOf(world, database)
    if (storeVersion(database) < STORE_VERSION) {
      database.transaction(() => { migrate(database, { open: (id, revision, wrappedKey, body) => cipher.open(id, revision, { wrappedKey, body }), seal: (id, revision, text) => cipher.seal(id, revision, text) }) })
    }
    return new SignalementStore(database, cipher)
  } catch (error) {
    database.close()
    throw error
  }
}

async function databaseAt(world: World, place: string): Promise<Database> {
  const password = isPostgresAddress(place) ? (await world.secrets.find(STORE_PASSWORD))?.secret : undefined
  return await world.databases.open(place, password === undefined ? {} : { password })
}

export interface StoreKey {
  readonly name: string
  readonly place: CredentialPlace
  readonly key: Uint8Array
}

/** The key of a store that is there, to be brought to a colleague's machine. @throws as `openStore`, and makes nothing */
export async function storeKey(world: World, place = ownStore(world)): Promise<StoreKey> {
  if (!await storeExists(world, place)) throw new Failure('input.missing', { path: place })
  const database = await databaseAt(world, place)
  try {
    if (storeVersion(database) === 0) throw new Failure('store.foreign', { path: database.path })
    // Tells the right key from a wrong one before it travels.
    await cipherOf(world, database)
    const name = textOfMeta(database.prepare("SELECT value FROM meta WHERE name = 'key_name'").get()?.['value'])
    const found = await world.secrets.find(name)
    const key = keyOf(found?.secret)
    if (found === undefined || key === undefined) throw new Failure('store.key-missing', { path: database.path, place: 'machine', name })
    return { name, place: found.place, key }
  } finally {
    database.close()
  }
}

/** The first one to commit wins; a second creator finds its tables there and uses that one's key. */
async function createStore(world: World, database: Database): Promise<void> {
  const name = `signalements-${Buffer.from(world.random.bytes(6)).toString('hex')}`
  const key = world.random.bytes(32)
  const cipher = createCipher(key, world.random)
  const place = await world.secrets.keep(name, key)
  database.transaction(() => {
    if (storeVersion(database) !== 0) return
    // There is no record to open yet.
    migrate(database, { open: () => '', seal: (id, revision, text) => cipher.seal(id, revision, text) })
    const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
    for (const [member, value] of [['key_name', name], ['key_place', place], ['key_check', cipher.check], ['created', world.clock.now()]] as const) put.run(member, value)
  })
}

async function cipherOf(world: World, database: Database): Promise<RecordCipher> {
  const meta = new Map(database.prepare('SELECT name, value FROM meta').all().map((row) => [String(row['name']), row['value']]))
  const name = textOfMeta(meta.get('key_name'))
  const shared = database.dialect === 'postgres'
  const place: SecretPlace = textOfMeta(meta.get('key_place')) === 'keyring' ? 'keyring' : 'file'
  // The server is another's: what it calls our key must not lead to a file or to another secret of this machine.
  if (shared && !KEY_NAME.test(name)) throw new Failure('store.foreign', { path: database.path })
  const key = shared ? await sharedKey(world, name) : await world.secrets.read(name, place)
  if (key === undefined) throw new Failure('store.key-missing', { path: database.path, place: shared ? 'machine' : place, name })
  const cipher = createCipher(key, world.random)
  const expected = meta.get('key_check')
  if (!(expected instanceof Uint8Array) || expected.length !== cipher.check.length || !timingSafeEqual(expected, cipher.check)) {
    throw new Failure('store.key-wrong', { path: database.path, name })
  }
  return cipher
}

const KEY_NAME = /^signalements-[0-9a-f]{12}$/

/** Wherever this machine has it; brought by hand from another, it may be hexadecimal text. */
async function sharedKey(world: World, name: string): Promise<Uint8Array | undefined> {
  return keyOf((await world.secrets.find(name))?.secret)
}

function keyOf(secret: Uint8Array | undefined): Uint8Array | undefined {
  const text = secret === undefined ? '' : Buffer.from(secret).toString('latin1').trim()
  return /^[0-9a-f]{64}$/i.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : secret
}
