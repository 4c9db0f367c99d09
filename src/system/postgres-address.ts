// The address of a PostgreSQL database, as `postgres://user@host:5432/base?sslmode=verify-full&sslrootcert=/etc/ca.pem`.
// It is typed, stored in settings and shown: a password has no place in it.
import { Failure } from './failure.ts'
import { isLoopbackName } from './http-reach.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** Arguments and settings are read by others. Nothing was tried. */
    'database.password-in-address': { host: string }
    /** `parameter`: one that is not known, or whose value is not. */
    'database.bad-address': { parameter?: string }
    /** Beyond this machine only `sslmode=verify-full` is spoken. */
    'database.not-encrypted': { host: string }
  }
}

export interface PostgresAddress {
  /** A name, an address without brackets, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  /** Undefined: what PGUSER and PGDATABASE say, then the user of the session. */
  readonly user: string | undefined
  readonly database: string | undefined
  readonly tls: boolean
  /** File of the authorities that may have signed the server's certificate, in the place of the system's. */
  readonly authorities: string | undefined
}

const DEFAULT_PORT = 5432
const PARAMETERS: ReadonlySet<string> = new Set(['host', 'sslmode', 'sslrootcert'])
const MODES: ReadonlySet<string> = new Set(['disable', 'verify-full'])

export function isPostgresAddress(place: string): boolean {
  return /^postgres(ql)?:\/\//i.test(place)
}

/**
 * @param env PGHOST stands where the address names no host, as libpq does
 * @throws `database.password-in-address`, `database.bad-address`, `database.not-encrypted`
 */
export function parsePostgresAddress(place: string, env: Readonly<Record<string, string | undefined>>): PostgresAddress {
  if (!URL.canParse(place)) throw new Failure('database.bad-address', {})
  const url = new URL(place)
  const query = new Map(url.searchParams)
  const host = hostOf(url, query, env)
  if (url.password !== '' || query.has('password') || query.has('sslpassword')) throw new Failure('database.password-in-address', { host })
  for (const name of query.keys()) if (!PARAMETERS.has(name)) throw new Failure('database.bad-address', { parameter: name })
  const mode = query.get('sslmode')
  // Modes that encrypt without knowing to whom are refused, not raised: who wrote one would believe that it holds.
  if (mode !== undefined && !MODES.has(mode)) throw new Failure('database.bad-address', { parameter: 'sslmode' })
  const tls = mode === 'verify-full'
  if (!tls && !host.startsWith('/') && !isLoopbackName(host)) throw new Failure('database.not-encrypted', { host })
  return {
    host, tls,
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    user: plain(url.username),
    database: plain(url.pathname.replace(/^\//, '')),
    authorities: query.get('sslrootcert'),
  }
}

function hostOf(url: URL, query: ReadonlyMap<string, string>, env: Readonly<Record<string, string | undefined>>): string {
  const named = query.get('host') ?? plain(url.hostname.replace(/^\[|\]$/g, ''))
  const host = named === undefined || named === '' ? env['PGHOST'] : named
  return host === undefined || host === '' ? 'localhost' : host
}

function plain(part: string): string | undefined {
  if (part === '') return undefined
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Failure('database.bad-address', {})
  }
}
