// The tables, version by version. A file of an older version is brought up in one transaction; a newer one is refused by name.
import { Failure } from '../../system/failure.ts'
import { msOfInstant } from '../../system/time.ts'
import type { Database } from '../../system/world.ts'
import type { Delivery } from '../delivery.ts'
import { deliveryName } from './delivery-name.ts'
import { inDialect, textOfMeta } from './dialect.ts'
import type { SealedRecord } from './record-cipher.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'store.newer-version': { path: string; found: number; supported: number }
    /** A database that is something else. */
    'store.foreign': { path: string }
  }
}

/** "Scel": tells our file from any other SQLite database. */
const APPLICATION_ID = 0x5363656c
const APPLICATION = 'scelle signalements'

export interface Migration {
  /** Seals what moves into a row of its own. */
  readonly seal: (id: string, revision: number, text: Uint8Array) => SealedRecord
  /** Reads the text of a record; bodies are encrypted. */
  readonly open: (id: string, revision: number, wrappedKey: Uint8Array, body: Uint8Array) => string
}

/** Clear columns hold what a count needs and nothing that names anybody. Times are milliseconds since the epoch. */
const VERSION_1 = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
  CREATE TABLE records (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, campaign TEXT,
    state TEXT NOT NULL, harm TEXT NOT NULL, age TEXT NOT NULL, platform TEXT NOT NULL, urgency TEXT NOT NULL, channel TEXT NOT NULL,
    created INTEGER NOT NULL, expires INTEGER NOT NULL, purged INTEGER,
    wrapped_key BLOB, body BLOB
  );
  CREATE INDEX records_by_expiry ON records (expires) WHERE purged IS NULL;
  CREATE INDEX records_by_campaign ON records (campaign) WHERE campaign IS NOT NULL;
  CREATE TABLE locators (digest BLOB NOT NULL, record INTEGER NOT NULL REFERENCES records (number), PRIMARY KEY (digest, record)) WITHOUT ROWID;
  CREATE INDEX locators_by_record ON locators (record);
`

/** When each is due and why, so that a list of a million opens none that it does not print. */
function toVersion2(database: Database, { open }: Migration): void {
  database.exec(inDialect(database, 'ALTER TABLE records ADD COLUMN due INTEGER; ALTER TABLE records ADD COLUMN basis TEXT'))
  const update = database.prepare('UPDATE records SET due = ?, basis = ? WHERE id = ?')
  for (const row of database.prepare('SELECT id, revision, wrapped_key, body FROM records WHERE body IS NOT NULL').all()) {
    const { clock } = JSON.parse(open(String(row['id']), Number(row['revision']), row['wrapped_key'] as Uint8Array, row['body'] as Uint8Array)) as { clock: { basis: string; dueAt: string } }
    update.run(msOf(clock.dueAt), clock.basis, String(row['id']))
  }
  database.exec('CREATE INDEX records_by_due ON records (due) WHERE purged IS NULL')
}

const URGENCY_RANKS = ['imminent_danger', 'critical', 'high', 'normal']

/**
 * Deliveries get rows of their own: the state of ten thousand changes without one record being opened. `state` is the
 * truth, the body has the rest, the payload is what leaves, frozen. What is large lies apart: a change of state writes a
 * small row. `sealed` says that there is a body still, `machine` that there is a payload, `place` for which address and
 * adapter it was prepared. A plan says for which settings everything of a signalement is on its way.
 */
const VERSION_3 = `
  CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES records (number), destination TEXT NOT NULL, channel TEXT NOT NULL, adapter TEXT NOT NULL,
    key TEXT NOT NULL, state TEXT NOT NULL, urgency INTEGER NOT NULL, due INTEGER NOT NULL, basis TEXT, prepared INTEGER NOT NULL, test INTEGER NOT NULL,
    next INTEGER NOT NULL, attempts INTEGER NOT NULL, owner TEXT, flagger INTEGER, refused INTEGER,
    sent INTEGER, acknowledged INTEGER, decided INTEGER, checked INTEGER, gone INTEGER, appeal INTEGER, content TEXT, sealed INTEGER NOT NULL, machine INTEGER NOT NULL, place TEXT
  );
  CREATE TABLE delivery_bodies (delivery INTEGER PRIMARY KEY REFERENCES deliveries (number), wrapped_key BLOB NOT NULL, body BLOB NOT NULL);
  CREATE TABLE payloads (delivery INTEGER PRIMARY KEY REFERENCES deliveries (number), wrapped_key BLOB NOT NULL, payload BLOB NOT NULL);
  CREATE INDEX deliveries_by_record ON deliveries (record);
  CREATE INDEX deliveries_by_key ON deliveries (key);
  CREATE INDEX deliveries_open ON deliveries (state, due, urgency, number, basis, test, destination) WHERE basis IS NOT NULL;
  CREATE INDEX deliveries_queue ON deliveries (urgency, due, number, destination, next) WHERE state = 'queued' AND machine = 1;
  CREATE TABLE destinations (
    id TEXT PRIMARY KEY, paused INTEGER, code TEXT, open INTEGER NOT NULL, slot INTEGER NOT NULL, failures INTEGER NOT NULL
  );
  CREATE TABLE plans (record INTEGER PRIMARY KEY REFERENCES records (number), signature TEXT NOT NULL);
  CREATE TABLE cases (id TEXT PRIMARY KEY, wrapped_key BLOB NOT NULL, place BLOB NOT NULL);
  CREATE TABLE case_lines (number INTEGER PRIMARY KEY, case_id TEXT NOT NULL, wrapped_key BLOB NOT NULL, body BLOB NOT NULL);
`

function toVersion3(database: Database, { open, seal }: Migration): void {
  database.exec(inDialect(database, VERSION_3))
  const insert = database.prepare(`INSERT INTO deliveries (record, destination, channel, adapter, key, state, urgency, due, basis, prepared, test, next, attempts, sealed, machine)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 1, 0) RETURNING number`)
  const keep = database.prepare('INSERT INTO delivery_bodies (delivery, wrapped_key, body) VALUES (?, ?, ?)')
  const update = database.prepare('UPDATE records SET wrapped_key = ?, body = ? WHERE number = ?')
  for (const row of database.prepare('SELECT number, id, revision, urgency, due, basis, wrapped_key, body FROM records WHERE body IS NOT NULL').all()) {
    const id = String(row['id'])
    const revision = Number(row['revision'])
    const record = JSON.parse(open(id, revision, row['wrapped_key'] as Uint8Array, row['body'] as Uint8Array)) as { deliveries: Delivery[] }
    if (record.deliveries.length === 0) continue
    for (const delivery of record.deliveries) {
      const sealed = seal(deliveryName(id, delivery), 0, Buffer.from(JSON.stringify(delivery)))
      const number = insert.insert(row['number'] ?? 0, delivery.destination, delivery.channel, delivery.adapterVersion, delivery.idempotencyKey, delivery.state,
        URGENCY_RANKS.indexOf(String(row['urgency'])), row['due'] ?? 0, row['basis'] ?? null, msOf(delivery.at))
      keep.run(number, sealed.wrappedKey, sealed.body)
    }
    const sealed = seal(id, revision, Buffer.from(JSON.stringify({ ...record, deliveries: [] })))
    update.run(sealed.wrappedKey, sealed.body, row['number'] ?? 0)
  }
}

const msOf = (instant: string): number => {
  const ms = msOfInstant(instant)
  if (ms === undefined) throw new Failure('system.internal', { detail: 'a stored time is not an instant' })
  return ms
}

const MIGRATIONS: readonly ((database: Database, help: Migration) => void)[] = [
  (database) => { database.exec(inDialect(database, VERSION_1)) },
  toVersion2,
  toVersion3,
]
export const STORE_VERSION = MIGRATIONS.length

/** 0 for a database that has nothing yet. @throws `store.newer-version`, `store.foreign` */
export function storeVersion(database: Database): number {
  const { ours, empty, version } = database.dialect === 'sqlite' ? marksOfFile(database) : marksOfServer(database)
  if (!ours && !empty) throw new Failure('store.foreign', { path: database.path })
  if (version > STORE_VERSION) throw new Failure('store.newer-version', { path: database.path, found: version, supported: STORE_VERSION })
  return version
}

interface Marks { readonly ours: boolean; readonly empty: boolean; readonly version: number }

function marksOfFile(database: Database): Marks {
  const application = Number(database.prepare('PRAGMA application_id').get()?.['application_id'] ?? 0)
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  const tables = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] ?? 0)
  return { ours: application === APPLICATION_ID, empty: application === 0 && tables === 0, version }
}

/** What a file says in its header is in two rows of `meta` here, and only the tables of our schema count. */
function marksOfServer(database: Database): Marks {
  const tables = Number(database.prepare("SELECT count(*) AS n FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) AND relkind IN ('r', 'p', 'v', 'm', 'f')").get()?.['n'] ?? 0)
  const columns = Number(database.prepare("SELECT count(*) AS n FROM pg_attribute WHERE attrelid = to_regclass('meta') AND attname IN ('name', 'value')").get()?.['n'] ?? 0)
  if (columns !== 2) return { ours: false, empty: tables === 0, version: 0 }
  const meta = new Map(database.prepare("SELECT name, value FROM meta WHERE name IN ('application', 'version')").all().map((row) => [row['name'], textOfMeta(row['value'])]))
  return { ours: meta.get('application') === APPLICATION, empty: false, version: Number(meta.get('version') ?? 0) }
}

function mark(database: Database, version: number): void {
  if (database.dialect === 'sqlite') {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}`)
    return
  }
  const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  for (const [name, value] of [['application', APPLICATION], ['version', String(version)]] as const) put.run(name, Buffer.from(value))
}

/** Inside a transaction of the caller. Nothing happens at the current version. */
export function migrate(database: Database, help: Migration, upTo = STORE_VERSION): void {
  const from = storeVersion(database)
  for (let version = from; version < upTo; version += 1) MIGRATIONS[version]?.(database, help)
  if (from < upTo) mark(database, upTo)
}
