// The store of signalements: one SQLite file in the user's data folder and its key in the keyring of the session, else
// in a file that only its owner reads. A key that is gone is never replaced: the records would be lost without a word.
import { timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { Failure } from '../../system/failure.ts'
import type { Database, SecretPlace, World } from '../../system/world.ts'
import { createCipher, type RecordCipher } from './record-cipher.ts'
import { migrate, storeVersion, STORE_VERSION } from './schema.ts'
import { SignalementStore } from './signalement-store.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** The place that holds the store's key no longer has it. */
    'store.key-missing': { path: string; place: SecretPlace; name: string }
    /** A key is there, and is another one. */
    'store.key-wrong': { path: string; name: string }
  }
}

export const STORE_FILE = 'signalements.sqlite'

export async function storeExists(world: World): Promise<boolean> {
  return await world.files.facts(join(world.host.dataDir, STORE_FILE)) !== undefined
}

/** @throws `store.*`, `secret.*`, `database.*`, `system.*` */
export async function openStore(world: World, path = join(world.host.dataDir, STORE_FILE)): Promise<SignalementStore> {
  const database = await world.databases.open(path)
  try {
    if (storeVersion(database) === 0) await createStore(world, database)
    const cipher = await cipherOf(world, database)
    if (storeVersion(database) < STORE_VERSION) {
      database.transaction(() => { migrate(database, { open: (id, revision, wrappedKey, body) => cipher.open(id, revision, { wrappedKey, body }), seal: cipher.seal }) })
    }
    return new SignalementStore(database, cipher)
  } catch (error) {
    database.close()
    throw error
  }
}

/** The first one to commit wins; a second creator finds its tables there and uses that one's key. */
async function createStore(world: World, database: Database): Promise<void> {
  const name = `signalements-${Buffer.from(world.random.bytes(6)).toString('hex')}`
  const key = world.random.bytes(32)
  const { check, seal } = createCipher(key, world.random)
  const place = await world.secrets.keep(name, key)
  database.transaction(() => {
    if (storeVersion(database) !== 0) return
    // There is no record to open yet.
    migrate(database, { open: () => '', seal })
    const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
    for (const [member, value] of [['key_name', name], ['key_place', place], ['key_check', check], ['created', world.clock.now()]] as const) put.run(member, value)
  })
}

async function cipherOf(world: World, database: Database): Promise<RecordCipher> {
  const meta = new Map(database.prepare('SELECT name, value FROM meta').all().map((row) => [String(row['name']), row['value']]))
  const name = String(meta.get('key_name') ?? '')
  const place: SecretPlace = meta.get('key_place') === 'keyring' ? 'keyring' : 'file'
  const key = await world.secrets.read(name, place)
  if (key === undefined) throw new Failure('store.key-missing', { path: database.path, place, name })
  const cipher = createCipher(key, world.random)
  const expected = meta.get('key_check')
  if (!(expected instanceof Uint8Array) || expected.length !== cipher.check.length || !timingSafeEqual(expected, cipher.check)) {
    throw new Failure('store.key-wrong', { path: database.path, name })
  }
  return cipher
}
