// The tables, version by version. A file of an older version is brought up in one transaction; a newer one is refused by name.
import { Failure } from '../../system/failure.ts'
import { msOfInstant } from '../../system/time.ts'
import type { Database } from '../../system/world.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'store.newer-version': { path: string; found: number; supported: number }
    /** An SQLite file that is something else. */
    'store.foreign': { path: string }
  }
}

/** "Scel": tells our file from any other SQLite database. */
const APPLICATION_ID = 0x5363656c

export interface Migration {
  /** Reads the text of a record; bodies are encrypted. */
  readonly open: (id: string, revision: number, wrappedKey: Uint8Array, body: Uint8Array) => string
}

/** Clear columns hold what a count needs and nothing that names anybody. Times are milliseconds since the epoch. */
const VERSION_1 = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
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
  database.exec('ALTER TABLE records ADD COLUMN due INTEGER; ALTER TABLE records ADD COLUMN basis TEXT')
  const update = database.prepare('UPDATE records SET due = ?, basis = ? WHERE id = ?')
  for (const row of database.prepare('SELECT id, revision, wrapped_key, body FROM records WHERE body IS NOT NULL').all()) {
    const { clock } = JSON.parse(open(String(row['id']), Number(row['revision']), row['wrapped_key'] as Uint8Array, row['body'] as Uint8Array)) as { clock: { basis: string; dueAt: string } }
    update.run(msOf(clock.dueAt), clock.basis, String(row['id']))
  }
  database.exec('CREATE INDEX records_by_due ON records (due) WHERE purged IS NULL')
}

const msOf = (instant: string): number => {
  const ms = msOfInstant(instant)
  if (ms === undefined) throw new Failure('system.internal', { detail: 'a stored time is not an instant' })
  return ms
}

const MIGRATIONS: readonly ((database: Database, help: Migration) => void)[] = [
  (database) => { database.exec(VERSION_1) },
  toVersion2,
]
export const STORE_VERSION = MIGRATIONS.length

/** 0 for a file that has nothing yet. @throws `store.newer-version`, `store.foreign` */
export function storeVersion(database: Database): number {
  const application = Number(database.prepare('PRAGMA application_id').get()?.['application_id'] ?? 0)
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  const tables = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] ?? 0)
  if (application !== APPLICATION_ID && (application !== 0 || tables > 0)) throw new Failure('store.foreign', { path: database.path })
  if (version > STORE_VERSION) throw new Failure('store.newer-version', { path: database.path, found: version, supported: STORE_VERSION })
  return version
}

/** Inside a transaction of the caller. Nothing happens at the current version. */
export function migrate(database: Database, help: Migration, upTo = STORE_VERSION): void {
  const from = storeVersion(database)
  for (let version = from; version < upTo; version += 1) MIGRATIONS[version]?.(database, help)
  if (from < upTo) database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${upTo}`)
}
