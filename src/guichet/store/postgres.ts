// The store's SQL on PostgreSQL, as safe on its way as the store of a team: beyond this machine only TLS to a server whose
// certificate and name were verified. The password comes from the secrets or from PGPASSWORD, never from the address.
import type { PoolClient } from 'pg'
import { Failure, isFailure } from '../../system/failure.ts'
import { postgresConnection, type PostgresConnection } from '../../system/postgres.ts'
import type { Sql, SqlDatabase, SqlParam, SqlRow } from './sql.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** `reason` as `ECONNREFUSED`, `SELF_SIGNED_CERT_IN_CHAIN`, `NO_TLS`, or an SQLSTATE. */
    'guichet.database-unreachable': { reason: string }
    'guichet.password-in-address': Record<never, never>
  }
}

const INT8 = 20

/** Nobody was there, or it went away: worth asking again. SQLSTATE classes 08 and 57P, 53, and errors of the network or of TLS. */
function unreachable(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && /^(08|57P|53|28|3D|E[A-Z]+$|ERR_(TLS|SSL)_|SELF_SIGNED|UNABLE_TO|[A-Z_]*CERT)/.test(code)) return new Failure('guichet.database-unreachable', { reason: code })
  if (!(error instanceof Error)) return error
  if (/does not support SSL/.test(error.message)) return new Failure('guichet.database-unreachable', { reason: 'NO_TLS' })
  return /terminated|timeout|not queryable/i.test(error.message) ? new Failure('guichet.database-unreachable', { reason: 'TERMINATED' }) : error
}

/** @throws `guichet.password-in-address`, `database.bad-address`, `database.not-encrypted`, `system.io` */
function connectionTo(address: string, password: string | undefined): PostgresConnection {
  try {
    return postgresConnection(address, password)
  } catch (error) {
    // The same fault; its remedy names the secret of the guichet.
    throw isFailure(error, 'database.password-in-address') ? new Failure('guichet.password-in-address', {}) : error
  }
}

type Run = (text: string, params: readonly (SqlParam | readonly SqlParam[])[], name?: string) => Promise<readonly SqlRow[]>

const typeOf = (value: SqlParam | undefined): string => (typeof value === 'number' ? 'bigint' : value instanceof Uint8Array ? 'bytea' : 'text')

function sqlOver(run: Run): Sql {
  return {
    query: (text, params = []) => run(text, params),
    insert(table, columns, rows, tail) {
      // One array a column: the statement is the same for any number of rows, so that it is prepared once.
      const arrays = columns.map((_, index) => rows.map((row) => row[index] ?? null))
      const types = arrays.map((values) => typeOf(values.find((value) => value !== null)))
      const given = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')
      return run(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM unnest(${given}) WITH ORDINALITY AS given (${columns.join(', ')}, place) ORDER BY place ${tail}`, arrays, `insert ${table}`)
    },
  }
}

/** @throws as `connectionTo`; `guichet.database-unreachable` by what is asked of it */
export async function postgresDatabase(address: string, password: string | undefined): Promise<SqlDatabase> {
  const connection = connectionTo(address, password)
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    ...connection, max: 6, connectionTimeoutMillis: 10_000, application_name: 'scelle guichet', options: '-c synchronous_commit=on',
    types: { getTypeParser: ((type: number, format: 'text' | 'binary') => (type === INT8 ? Number : pg.types.getTypeParser(type, format))) as typeof pg.types.getTypeParser },
  })
  // A connection that dies while nobody uses it is replaced at the next use.
  pool.on('error', () => {})
  const rows = (client: Pick<PoolClient, 'query'>): Run => async (text, params, name) => (await client.query({ text, values: [...params], ...(name === undefined ? {} : { name }) })).rows as SqlRow[]
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw unreachable(error)
    }
  }
  const direct = sqlOver((text, params, name) => guarded(() => rows(pool)(text, params, name)))
  return {
    dialect: 'postgres',
    ...direct,
    transaction: (work, lock) => guarded(async () => {
      const client = await pool.connect()
      // Lost while in hand: the statement under way says so.
      const lost = (): void => {}
      client.on('error', lost)
      let broken = false
      try {
        await client.query(lock === undefined ? 'BEGIN' : `BEGIN; SELECT pg_advisory_xact_lock(${lock})`)
        const result = await work(sqlOver(rows(client)))
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch(() => { broken = true })
        throw error
      } finally {
        client.off('error', lost)
        client.release(broken)
      }
    }),
    close: () => pool.end(),
  }
}
