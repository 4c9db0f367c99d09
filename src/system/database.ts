// SQLite as the tool uses it: one file of the user's own, write-ahead log, every commit on the disk before it is
// acknowledged, what is deleted overwritten. Synchronous: a query of ours takes microseconds.
import { chmodSync, closeSync, constants, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { mkdir } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'
import { isPostgresAddress } from './postgres-address.ts'
import type { Database, Databases, SqlValue, Statement } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** Another process held it longer than one waits. */
    'database.locked': { path: string; waitedMs: number }
    /** Not a database, or a torn one. */
    'database.damaged': { path: string; detail: string }
  }
}

const BUSY_MS = 5000
const RETURNING = /\bRETURNING\b/i

/** Primary result codes of SQLite. */
const RESULT = { busy: 5, locked: 6, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26, readOnly: 8 } as const

function resultOf(error: unknown): number | undefined {
  const errcode = (error as { errcode?: unknown } | null)?.errcode
  return typeof errcode === 'number' ? errcode & 0xff : undefined
}

/** SQLITE_IOERR_SHMSIZE: the index of the log found no room. */
const NO_ROOM_FOR_INDEX = 4874

function failureOf(error: unknown, path: string, waitedMs: number): unknown {
  if ((error as { errcode?: unknown } | null)?.errcode === NO_ROOM_FOR_INDEX) return new Failure('system.disk-full', { path })
  switch (resultOf(error)) {
    case RESULT.busy:
    case RESULT.locked:
      return new Failure('database.locked', { path, waitedMs }, error)
    case RESULT.full:
      return new Failure('system.disk-full', { path })
    case RESULT.corrupt:
    case RESULT.notADatabase:
      return new Failure('database.damaged', { path, detail: (error as Error).message.slice(0, 200) }, error)
    case RESULT.ioError:
    case RESULT.cannotOpen:
    case RESULT.readOnly:
      return new Failure('system.io', { path, errno: `SQLITE_${resultOf(error)}` }, error)
    case undefined:
    default:
      return error
  }
}

/** Made with its final mode: SQLite gives the same to its -wal and -shm files. */
function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | constants.O_NOFOLLOW, 0o600))
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
    chmodSync(path, 0o600)
  }
}

export function createDatabases(): Databases {
  return {
    async open(path, options = {}) {
      if (isPostgresAddress(path)) return (await import('./postgres.ts')).openPostgres(path, options)
      const { busyMs = BUSY_MS } = options
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        createPrivate(path)
      } catch (error) {
        throw ioFailure(error, path)
      }
      const { DatabaseSync } = await import('node:sqlite')
      const guarded = guard(path, busyMs)
      const database = guarded(() => {
        const opened = new DatabaseSync(path, { timeout: busyMs, enableForeignKeyConstraints: true })
        try {
          opened.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA wal_autocheckpoint = 8192')
          return opened
        } catch (error) {
          opened.close()
          throw error
        }
      })
      return handleOf(database, path, guarded)
    },
    async openForeign(path) {
      const { DatabaseSync } = await import('node:sqlite')
      const guarded = guard(path, 0)
      // `immutable`: no lock, no -wal, no -shm; nothing of the folder is touched.
      const place = pathToFileURL(path)
      place.searchParams.set('immutable', '1')
      const database = guarded(() => {
        const opened = new DatabaseSync(place, { readOnly: true, allowExtension: false })
        try {
          opened.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY')
          return opened
        } catch (error) {
          opened.close()
          throw error
        }
      })
      return handleOf(database, path, guarded)
    },
  }
}

type Guarded = <T>(work: () => T) => T

function guard(path: string, waitedMs: number): Guarded {
  return (work) => {
    try {
      return work()
    } catch (error) {
      throw failureOf(error, path, waitedMs)
    }
  }
}

function handleOf(database: DatabaseSync, path: string, guarded: Guarded): Database {
  let depth = 0
  return {
    dialect: 'sqlite',
    path,
    exec: (sql) => { guarded(() => { database.exec(sql) }) },
    prepare(sql): Statement {
      const statement = guarded(() => database.prepare(sql))
      return {
        run: (...values) => Number(guarded(() => statement.run(...values as SqlValue[])).changes),
        insert: RETURNING.test(sql)
          ? (...values) => Number(Object.values(guarded(() => statement.get(...values as SqlValue[])) ?? {})[0])
          : (...values) => Number(guarded(() => statement.run(...values as SqlValue[])).lastInsertRowid),
        get: (...values) => guarded(() => statement.get(...values as SqlValue[])),
        all: (...values) => guarded(() => statement.all(...values as SqlValue[])),
        *iterate(...values) {
          const rows = guarded(() => statement.iterate(...values as SqlValue[]))
          try {
            for (;;) {
              const next = guarded(() => rows.next())
              if (next.done === true) return
              yield next.value
            }
          } finally {
            // Who stops in the middle holds no table and no log.
            if (database.isOpen) rows.return?.()
          }
        },
      }
    },
    transaction(work) {
      if (depth > 0) return work()
      guarded(() => { database.exec('BEGIN IMMEDIATE') })
      depth += 1
      try {
        const result = work()
        guarded(() => { database.exec('COMMIT') })
        return result
      } catch (error) {
        // A failed COMMIT may have rolled back already.
        if (database.isTransaction) guarded(() => { database.exec('ROLLBACK') })
        throw error
      } finally {
        depth -= 1
      }
    },
    close() {
      if (database.isOpen) database.close()
    },
  }
}
