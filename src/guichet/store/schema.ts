// Tables of the guichet, version 1, for both databases. Times are milliseconds since the epoch.
import { Failure } from '../../system/failure.ts'
import { protectKept } from './revisions.ts'
import type { SqlDatabase } from './sql.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** Written by a newer program. */
    'guichet.store-newer': { version: string }
  }
}

const VERSION = '1'
/** Said once `child_protection` knows all notices. */
const PROTECTION = 'child_protection'
const LOCK = 7_310_918

function statements(dialect: SqlDatabase['dialect']): readonly string[] {
  const serial = dialect === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
  const blob = dialect === 'sqlite' ? 'BLOB' : 'BYTEA'
  return [
    `CREATE TABLE IF NOT EXISTS notices (
      seq ${serial}, id TEXT NOT NULL UNIQUE, client TEXT NOT NULL, idem_key TEXT NOT NULL, digest TEXT NOT NULL, correlation TEXT NOT NULL,
      test BIGINT NOT NULL, harm TEXT NOT NULL, age TEXT NOT NULL, urgency BIGINT NOT NULL, due_ms BIGINT NOT NULL, state TEXT NOT NULL,
      received_ms BIGINT NOT NULL, updated_ms BIGINT NOT NULL, decision TEXT, grounds TEXT, decided_ms BIGINT, notice ${blob} NOT NULL, UNIQUE (client, idem_key))`,
    'CREATE INDEX IF NOT EXISTS notices_of_client ON notices (client, seq)',
    'CREATE INDEX IF NOT EXISTS notices_of_correlation ON notices (client, correlation, seq)',
    'CREATE INDEX IF NOT EXISTS notices_in_queue ON notices (test, state, urgency, due_ms, seq)',
    `CREATE TABLE IF NOT EXISTS history (seq ${serial}, notice TEXT NOT NULL, at_ms BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, detail TEXT)`,
    'CREATE INDEX IF NOT EXISTS history_of_notice ON history (notice, seq)',
    `CREATE TABLE IF NOT EXISTS evidence (
      notice TEXT NOT NULL, sha256 TEXT NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, total BIGINT NOT NULL, received BIGINT NOT NULL,
      complete BIGINT NOT NULL, held_by TEXT, reference TEXT, at_ms BIGINT NOT NULL, PRIMARY KEY (notice, sha256))`,
    `CREATE TABLE IF NOT EXISTS evidence_parts (notice TEXT NOT NULL, sha256 TEXT NOT NULL, start BIGINT NOT NULL, bytes ${blob} NOT NULL, PRIMARY KEY (notice, sha256, start))`,
    `CREATE TABLE IF NOT EXISTS webhooks (
      id TEXT PRIMARY KEY, client TEXT NOT NULL, notice TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL, next_ms BIGINT NOT NULL)`,
    'CREATE INDEX IF NOT EXISTS webhooks_due ON webhooks (state, next_ms)',
    // The highest revision that may show a child.
    'CREATE TABLE IF NOT EXISTS child_protection (client TEXT NOT NULL, correlation TEXT NOT NULL, revision BIGINT NOT NULL, PRIMARY KEY (client, correlation))',
    'CREATE TABLE IF NOT EXISTS access_tokens (digest TEXT PRIMARY KEY, client TEXT NOT NULL, expires_ms BIGINT NOT NULL)',
    'CREATE TABLE IF NOT EXISTS sessions (digest TEXT PRIMARY KEY, person TEXT NOT NULL, expires_ms BIGINT NOT NULL)',
  ]
}

/** Makes what is missing. @throws `guichet.store-newer` */
export async function prepareSchema(database: SqlDatabase): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('CREATE TABLE IF NOT EXISTS guichet_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)')
    const [row] = await sql.query('SELECT value FROM guichet_meta WHERE name = $1', ['version'])
    if (row !== undefined && row['value'] !== VERSION) throw new Failure('guichet.store-newer', { version: String(row['value']).slice(0, 20) })
    for (const statement of statements(database.dialect)) await sql.query(statement)
    if (row === undefined) await sql.query('INSERT INTO guichet_meta (name, value) VALUES ($1, $2)', ['version', VERSION])
    const [known] = await sql.query('SELECT value FROM guichet_meta WHERE name = $1', [PROTECTION])
    if (known === undefined) {
      await protectKept(sql, database.dialect)
      await sql.query('INSERT INTO guichet_meta (name, value) VALUES ($1, $2)', [PROTECTION, VERSION])
    }
    // Two that start at once would both create: the second waits.
  }, LOCK)
}
