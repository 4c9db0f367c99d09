// What a PostgreSQL server or its connection said, as a failure of ours: a code of the standard, never a text of SQL nor a value.
import { Failure, type FailureCode, type FailureFacts } from './failure.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** No connection, or it was lost: what was not committed is not kept. `unsure`: it was lost while committing. */
    'database.unreachable': { host: string; reason: string; unsure?: true }
    /** The server knows not this user, or not this password. */
    'database.login': { host: string }
    /** Any other refusal, by its SQLSTATE. */
    'database.failed': { path: string; code: string }
    /** The server may forget what it acknowledged (fsync = off). */
    'database.not-durable': { host: string }
    /** A connection pooler stands between: locks of a session would be another's. */
    'database.pooled': { host: string }
  }
}

export interface PostgresPlace {
  readonly path: string
  readonly host: string
  readonly lockMs: number
}

/** A failure as it crosses between threads. */
export interface PostgresRefusal {
  readonly code: FailureCode
  readonly facts: FailureFacts[FailureCode]
  /** The connection is of no more use. */
  readonly lost: boolean
}

const LOCKED: ReadonlySet<string> = new Set(['55P03', '40P01', '40001'])
const LOGIN: ReadonlySet<string> = new Set(['28P01', '28000'])
const DISK_FULL = '53100'

/** @param error of `pg`: of the server (a SQLSTATE of five signs), of the socket or of TLS (a name), or without a code */
export function postgresRefusal(error: unknown, { path, host, lockMs }: PostgresPlace): PostgresRefusal {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  const refusal = <C extends FailureCode>(name: C, facts: FailureFacts[C], lost = false): PostgresRefusal => ({ code: name, facts, lost })
  // No class of SQLSTATE begins with E; EPIPE does.
  if (typeof code === 'string' && /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code)) {
    if (LOCKED.has(code)) return refusal('database.locked', { path, waitedMs: lockMs })
    if (LOGIN.has(code)) return refusal('database.login', { host }, true)
    if (code === DISK_FULL) return refusal('system.disk-full', { path })
    // Class 08: connection; 57P: the server goes or comes; 25P03: it gave up on us.
    if (/^(08|57P0[1-5])/.test(code) || code === '25P03') return refusal('database.unreachable', { host, reason: code }, true)
    return refusal('database.failed', { path, code })
  }
  // `pg` has no code for a password that is missing or a server that does not prove that it knows it.
  if (typeof message === 'string' && message.startsWith('SASL')) return refusal('database.login', { host }, true)
  return refusal('database.unreachable', { host, reason: typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code) ? code : reasonOf(message) }, true)
}

function reasonOf(message: unknown): string {
  if (message === 'timeout expired' || message === 'Query read timeout') return 'ETIMEDOUT'
  return typeof message === 'string' && message.includes('SSL') ? 'NO_TLS' : 'CLOSED'
}

export function failureOfRefusal({ code, facts }: PostgresRefusal): Failure {
  return new Failure(code, facts)
}
