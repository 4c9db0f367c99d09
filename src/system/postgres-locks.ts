// Names that a connection holds: session advisory locks, which the server frees when the connection dies, `kill -9` included.
import { createHash } from 'node:crypto'
import type { PostgresLink } from './postgres-link.ts'
import type { SessionLocks } from './world.ts'

/** The 64 bits that stand for a name among the advisory locks of a database, as a signed decimal number. */
export function lockKey(name: string): string {
  return createHash('sha256').update(`scelle lock ${name}`).digest().readBigInt64BE().toString()
}

/** pg_locks shows the two halves of a key as unsigned numbers, and 1 where the key was one number. */
const HELD = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = (($1::bigint >> 32) & 4294967295)::oid AND objid = ($1::bigint & 4294967295)::oid LIMIT 1`

export function sessionLocksOf(link: PostgresLink): SessionLocks {
  // The server counts how often a session took a lock: here a name is held or not.
  const own = new Set<string>()
  const ask = (sql: string, name: string) => link.ask({ sql, values: [lockKey(`held ${name}`)] })
  return {
    tryHold(name) {
      // Held by a lost connection is not held.
      if (own.has(name)) return ask(HELD, name).rows.length > 0
      const held = ask('SELECT pg_try_advisory_lock($1)', name).rows[0]?.[0] === 1
      if (held) own.add(name)
      return held
    },
    isHeld: (name) => ask(HELD, name).rows.length > 0,
    release(name) {
      if (own.delete(name)) ask('SELECT pg_advisory_unlock($1)', name)
    },
  }
}
