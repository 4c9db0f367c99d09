// The thread that speaks to a PostgreSQL server, so that the main one may wait for it without an event loop: one connection,
// one request after the other. Its other end: postgres-link.ts.
import type { EventEmitter } from 'node:events'
import { workerData, type MessagePort } from 'node:worker_threads'
import { Client, type QueryArrayConfig, type QueryArrayResult } from 'pg'
import { postgresRefusal, type PostgresPlace, type PostgresRefusal } from './postgres-failure.ts'
import type { PostgresAddress } from './postgres-address.ts'
import { valueParser } from './postgres-values.ts'
import type { SqlValue } from './world.ts'

export interface PostgresThreadData {
  readonly port: MessagePort
  /** [0] is counted up after each answer, and the main thread sleeps on it; [1] is not 0 once the thread is gone. */
  readonly bell: Int32Array
  readonly address: PostgresAddress
  readonly place: PostgresPlace
  readonly password: string | undefined
  /** PEM, in the place of the system's authorities. */
  readonly authorities: string | undefined
  readonly limits: PostgresLimits
}

/** Milliseconds. */
export interface PostgresLimits {
  readonly connectMs: number
  readonly statementMs: number
  readonly idleMs: number
}

/** `name`: prepared once under it. Without values several statements may follow each other. Undefined `sql`: the end. */
export interface PostgresRequest {
  readonly sql?: string
  readonly name?: string
  readonly values?: readonly SqlValue[]
}

/** Of several statements the last one's. */
export type PostgresAnswer =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly SqlValue[])[]; readonly count: number; readonly command: string }
  | PostgresRefusal

const { port, bell, address, place, password, authorities, limits } = workerData as PostgresThreadData
/** A server that says nothing at all is given up a little after it should have given up itself. */
const SILENCE_MS = limits.statementMs + 2000

// ~/.pgpass is read by `pg`, which announces on stderr that it will not for ever.
process.noDeprecation = true

const client = new Client({
  host: address.host,
  port: address.port,
  ...(address.user === undefined ? {} : { user: address.user }),
  ...(address.database === undefined ? {} : { database: address.database }),
  ...(password === undefined ? {} : { password }),
  // Given always: PGSSLMODE must not undo what was judged.
  ssl: address.tls ? { minVersion: 'TLSv1.2', ...(authorities === undefined ? {} : { ca: authorities }) } : false,
  client_encoding: 'UTF8',
  application_name: 'scelle',
  options: '',
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: limits.connectMs,
  query_timeout: SILENCE_MS,
  types: { getTypeParser: valueParser },
})
let lost: PostgresRefusal | undefined
client.on('error', (error) => { lost ??= { ...postgresRefusal(error, place), lost: true } })

function ring(): void {
  Atomics.add(bell, 0, 1)
  Atomics.notify(bell, 0)
}

function say(answer: PostgresAnswer): void {
  port.postMessage(answer)
  ring()
}

const { connection } = client as unknown as { readonly connection: EventEmitter & { readonly stream: { destroy(): void } } }
// Without TLS nobody knows who listens there: the password itself is not said, only proved (SCRAM).
if (!address.tls) {
  connection.on('authenticationCleartextPassword', () => {
    lost = { code: 'database.login', facts: { host: place.host }, lost: true }
    hangUp()
  })
}

/** Nothing that comes late may be taken for the answer to something else. */
function hangUp(): void {
  connection.stream.destroy()
}

async function asked({ sql, name, values }: { sql: string; name?: string; values?: readonly SqlValue[] }): Promise<PostgresAnswer> {
  if (lost !== undefined) return lost
  try {
    const config = { text: sql, rowMode: 'array' as const, ...(name === undefined ? {} : { name }), ...(values === undefined ? {} : { values: [...values] }) }
    const result = await client.query<SqlValue[]>(config as QueryArrayConfig) as QueryArrayResult<SqlValue[]> | QueryArrayResult<SqlValue[]>[]
    const last = Array.isArray(result) ? result.at(-1) : result
    return { columns: last?.fields.map((field) => field.name) ?? [], rows: last?.rows ?? [], count: last?.rowCount ?? 0, command: last?.command ?? '' }
  } catch (error) {
    const refusal = lost ?? postgresRefusal(error, place)
    if (refusal.lost) {
      lost ??= refusal
      hangUp()
    }
    return refusal
  }
}

async function bye(): Promise<void> {
  if (lost === undefined) await client.end().catch(() => undefined)
  say({ columns: [], rows: [], count: 0, command: 'END' })
  port.close()
}

async function greeted(): Promise<PostgresAnswer> {
  try {
    await client.connect()
  } catch (error) {
    lost ??= { ...postgresRefusal(error, place), lost: true }
    return lost
  }
  const answer = await asked({ sql: 'SELECT pg_backend_pid()' })
  // The number that the server gave with its greeting is its own process; a pooler gives one that leads to itself.
  const direct = 'rows' in answer && answer.rows[0]?.[0] === (client as unknown as { readonly processID: number }).processID
  return 'rows' in answer && !direct ? { code: 'database.pooled', facts: { host: place.host }, lost: true } : answer
}

port.on('message', (request: PostgresRequest) => {
  const { sql } = request
  if (sql === undefined) void bye()
  else void asked({ ...request, sql }).then(say)
})
process.on('uncaughtException', (error) => {
  lost ??= { ...postgresRefusal(error, place), lost: true }
  say(lost)
})
process.on('exit', () => {
  Atomics.store(bell, 1, 1)
  ring()
})
say(await greeted())
