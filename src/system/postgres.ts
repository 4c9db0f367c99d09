// PostgreSQL behind the port that SQLite has: the shared store of a team. Synchronous, one connection, one writer at a time.
import { readFileSync } from 'node:fs'
import { ioFailure } from './errno.ts'
import { Failure, isFailure } from './failure.ts'
import { parsePostgresAddress } from './postgres-address.ts'
import { openPostgresLink, type PostgresLink } from './postgres-link.ts'
import { lockKey, sessionLocksOf } from './postgres-locks.ts'
import { postgresStatement } from './postgres-statement.ts'
import type { PostgresPlace } from './postgres-failure.ts'
import type { PostgresLimits } from './postgres-thread.ts'
import type { Database, DatabaseOptions } from './world.ts'

/** Our tables live apart from those of others in the same database; an administrator may make it beforehand. */
const SCHEMA = 'scelle'
/** Longer than for a file: a writer far away says each of its statements over the network. */
const LOCK_MS = 20_000
/** `idle`: a writer that was suspended in the middle must not keep all others waiting. */
const LIMITS: PostgresLimits = { connectMs: 10_000, statementMs: 30_000, idleMs: 60_000 }

/** @throws `database.*`, `system.io` (the file of authorities) */
export async function openPostgres(path: string, { busyMs = LOCK_MS, password }: DatabaseOptions, limits = LIMITS): Promise<Database> {
  const address = parsePostgresAddress(path, process.env)
  const place: PostgresPlace = { path, host: address.host, lockMs: busyMs }
  const given = password === undefined ? undefined : typeof password === 'string' ? password : Buffer.from(password).toString('utf8')
  const link = await openPostgresLink({ address, password: given, authorities: authoritiesOf(address.authorities) }, place, limits)
  try {
    settle(link, place, limits)
  } catch (error) {
    link.close()
    throw error
  }
  return databaseOf(link, place)
}

/** As libraries want it that open connections of their own. @throws `database.*` for an address that we do not take, `system.io` */
export function postgresConnection(path: string, password: string | undefined): PostgresConnection {
  const { host, port, user, database, tls, authorities } = parsePostgresAddress(path, process.env)
  const ca = authoritiesOf(authorities)
  return {
    host, port, ...(user === undefined ? {} : { user }), ...(database === undefined ? {} : { database }), ...(password === undefined ? {} : { password }),
    ssl: tls ? { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) } : false,
  }
}

export interface PostgresConnection {
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly database?: string
  readonly password?: string
  readonly ssl: false | { readonly minVersion: 'TLSv1.2'; readonly rejectUnauthorized: true; readonly ca?: string }
}

function authoritiesOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw ioFailure(error, file)
  }
}

/** The session as we need it, whatever the server or the role says: limits, search path, and commits that are on the disk. */
function settle(link: PostgresLink, { host, lockMs }: PostgresPlace, { statementMs, idleMs }: PostgresLimits): void {
  const { rows: [row = []] } = link.ask({
    sql: `SET statement_timeout = ${statementMs}; SET lock_timeout = ${lockMs}; SET idle_in_transaction_session_timeout = ${idleMs};
      SET search_path = ${SCHEMA}, pg_temp; SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET default_transaction_read_only = off;
      SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
      SELECT current_setting('fsync'), current_setting('synchronous_commit'), to_regnamespace('${SCHEMA}') IS NOT NULL`,
  })
  const [fsync, synchronous, exists] = row
  if (fsync !== 'on') throw new Failure('database.not-durable', { host })
  // `remote_apply` asks for more than `on`; all others acknowledge before the disk, or a standby that was asked for, has it.
  if (synchronous !== 'on' && synchronous !== 'remote_apply') link.ask({ sql: 'SET synchronous_commit = on' })
  // Two at once: the second waits, and finds it there.
  if (exists !== 1) link.ask({ sql: `BEGIN; SELECT pg_advisory_xact_lock(${WRITER}); CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; COMMIT` })
}

/** What every writer takes first. */
const WRITER = lockKey('writer')

function databaseOf(link: PostgresLink, place: PostgresPlace): Database {
  let depth = 0
  /**
   * One writer at a time, as SQLite's BEGIN IMMEDIATE: the lock comes before the first look, so what was looked up still
   * holds when the row is written. READ COMMITTED then suffices, and is needed: each statement sees what earlier holders
   * committed, while a stricter level would look with the eyes of the moment before the lock was given.
   */
  const transaction = <T>(work: () => T): T => {
    if (depth > 0) return work()
    depth += 1
    try {
      link.ask({ sql: `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(${WRITER})` })
      const result = work()
      commit(link, place)
      return result
    } catch (error) {
      rollBack(link)
      throw error
    } finally {
      depth -= 1
    }
  }
  return {
    dialect: 'postgres',
    path: place.path,
    exec(sql) { link.ask({ sql }) },
    prepare: (sql) => postgresStatement(link, sql, { write: transaction }),
    transaction,
    sessionLocks: sessionLocksOf(link),
    close() { link.close() },
  }
}

function commit(link: PostgresLink, { path, host }: PostgresPlace): void {
  try {
    // A transaction in which a statement failed is rolled back here without a word but this one.
    if (link.ask({ sql: 'COMMIT' }).command !== 'COMMIT') throw new Failure('database.failed', { path, code: '25P02' })
  } catch (error) {
    if (isFailure(error, 'database.unreachable')) throw new Failure('database.unreachable', { host, reason: error.facts.reason, unsure: true }, error)
    throw error
  }
}

/** The failure that led here is the one to tell: a connection that is gone has rolled back by itself. */
function rollBack(link: PostgresLink): void {
  if (link.lost) return
  try {
    link.ask({ sql: 'ROLLBACK' })
  } catch {
    link.close()
  }
}
