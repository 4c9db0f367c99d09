// The Reference Data Set of the NSRL (RDSv3): an SQLite database of known software, up to hundreds of gigabytes. Exhibits are
// looked up in its own index; without one it is read through once. Only its tables are asked: a view of a foreign database may
// be any query.
import { createHash } from 'node:crypto'
import { Failure, isFailure } from '../../system/failure.ts'
import { interrupted } from '../../system/errno.ts'
import type { Database, DigestName, World } from '../../system/world.ts'
import type { KnownDigests } from './known-digests.ts'
import { isDigest } from './list-row.ts'
import type { ListRow } from './list-row.ts'
import type { ListFacts } from './read-list.ts'
import type { Subject } from './subjects.ts'

const TABLES = ['FILE', 'METADATA', 'DISTINCT_HASH']
const NAMES = ['sha256', 'sha1', 'md5'] as const satisfies readonly DigestName[]
const PER_LOOKUP = 21
const LOOKED_AT = 10_000

interface HashTable {
  readonly table: string
  readonly digests: readonly (typeof NAMES)[number][]
  readonly indexed: readonly string[]
  readonly columns: ReadonlySet<string>
}

/** @throws `match.not-a-list`, `match.list-in-use`, `match.empty-list`, `database.damaged`, `input.missing`, `system.interrupted` */
export async function matchNsrl(world: World, path: string, subjects: readonly Subject[], known: KnownDigests): Promise<ListFacts> {
  for (const beside of ['-wal', '-journal']) if (((await world.files.facts(path + beside))?.size ?? 0) > 0) throw new Failure('match.list-in-use', { path })
  const { sha256, size } = await digestOf(world, path)
  const database = await world.databases.openForeign(path)
  try {
    const table = hashTable(database)
    if (table === undefined) throw new Failure('match.not-a-list', { path })
    const entries = Number(database.prepare(`SELECT count(*) AS n FROM ${quoted(table.table)}`).get()?.['n'] ?? 0)
    if (entries === 0) throw new Failure('match.empty-list', { path })
    const product = productOf(database)
    known.compares(table.digests)
    if (table.indexed.includes('sha256')) lookUp(world, database, table, subjects, known, product)
    else readThrough(world, database, table, known)
    return { kind: 'nsrl', sha256, size, entries }
  } finally {
    database.close()
  }
}

async function digestOf(world: World, path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of world.files.stream(path)) {
      if (world.signal.aborted) throw interrupted(world.signal)
      hash.update(chunk)
      size += chunk.length
    }
  } catch (error) {
    throw isFailure(error, 'system.io') ? new Failure('input.missing', { path }, error) : error
  }
  return { sha256: hash.digest('hex'), size }
}

function hashTable(database: Database): HashTable | undefined {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' LIMIT 1000`).all().map(({ name }) => String(name))
  const table = TABLES.map((wanted) => tables.find((name) => name.toUpperCase() === wanted)).find((name) => name !== undefined)
  if (table === undefined) return undefined
  const columns = columnsOf(database, table)
  const digests = NAMES.filter((name) => columns.has(name))
  return digests.length === 0 ? undefined : { table, digests, indexed: leadingColumns(database, table), columns }
}

function columnsOf(database: Database, table: string): ReadonlySet<string> {
  return new Set(database.prepare(`PRAGMA table_info(${quoted(table)})`).all().map(({ name }) => String(name).toLowerCase()))
}

/** Columns by which an index finds rows at once. */
function leadingColumns(database: Database, table: string): string[] {
  return database.prepare(`PRAGMA index_list(${quoted(table)})`).all().filter(({ partial }) => Number(partial) === 0)
    .flatMap(({ name }) => database.prepare(`PRAGMA index_info(${quoted(String(name))})`).all().filter(({ seqno }) => Number(seqno) === 0))
    .map(({ name }) => String(name).toLowerCase())
}

function lookUp(world: World, database: Database, { table, digests, indexed, columns }: HashTable, subjects: readonly Subject[], known: KnownDigests, product: (id: unknown) => string | undefined): void {
  const select = selected(digests, columns)
  const statements = NAMES.filter((name) => digests.includes(name) && indexed.includes(name))
    .map((name) => ({ name, statement: database.prepare(`SELECT ${select} FROM ${quoted(table)} WHERE ${name} IN (?, ?) LIMIT ${PER_LOOKUP}`) }))
  for (const [at, subject] of subjects.entries()) {
    if (world.signal.aborted) throw interrupted(world.signal)
    for (const { name, statement } of statements) {
      const digest = subject.digests[name]
      if (digest === undefined) continue
      const rows = statement.all(digest.toUpperCase(), digest)
      for (const row of rows) {
        const made = product(row['package_id'])
        known.exact(at, digestsOf(row), name, { ...labelOf(row), ...(made === undefined ? {} : { product: made }) })
      }
      if (rows.length > 0) break
    }
  }
}

function readThrough(world: World, database: Database, { table, digests, columns }: HashTable, known: KnownDigests): void {
  let line = 0
  for (const row of database.prepare(`SELECT ${selected(digests, columns)} FROM ${quoted(table)}`).iterate()) {
    line += 1
    if (line % LOOKED_AT === 0 && world.signal.aborted) throw interrupted(world.signal)
    const found = digestsOf(row)
    if (Object.keys(found).length > 0) known.row({ digests: found, label: Buffer.from(labelOf(row).label ?? '', 'utf8').toString('latin1') }, line)
  }
}

/** No value is longer than what is shown of it. */
function selected(digests: readonly string[], columns: ReadonlySet<string>): string {
  return [
    ...digests.map((name) => `substr(${name}, 1, 129) AS ${name}`), ...(columns.has('file_name') ? ['substr(file_name, 1, 300) AS file_name'] : []),
    ...(columns.has('package_id') ? ['package_id'] : []),
  ].join(', ')
}

type Row = Readonly<Record<string, unknown>>

function digestsOf(row: Row): ListRow['digests'] {
  const out: { [name: string]: string } = {}
  for (const name of NAMES) {
    const value = row[name]
    if (typeof value === 'string' && isDigest(name, value)) out[name] = value.toLowerCase()
  }
  return out
}

function labelOf(row: Row): { label?: string } {
  const name = row['file_name']
  return typeof name === 'string' && name !== '' ? { label: name } : {}
}

/** Name and version of a package, when the database tells them and finds them at once. */
function productOf(database: Database): (id: unknown) => string | undefined {
  const table = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND upper(name) = 'PKG' AND sql LIKE 'CREATE TABLE%'`).get()?.['name']
  if (typeof table !== 'string') return () => undefined
  const columns = columnsOf(database, table)
  const keyed = leadingColumns(database, table).includes('package_id') || Number(database.prepare(`SELECT count(*) AS n FROM pragma_table_info(?) WHERE name = 'package_id' AND pk = 1`).get(table)?.['n']) === 1
  if (!keyed || !columns.has('name')) return () => undefined
  const statement = database.prepare(`SELECT substr(name, 1, 200) AS name${columns.has('version') ? ', substr(version, 1, 100) AS version' : ''} FROM ${quoted(table)} WHERE package_id = ? LIMIT 1`)
  return (id) => {
    if (typeof id !== 'number' && typeof id !== 'string' && typeof id !== 'bigint') return undefined
    const row = statement.get(id)
    const parts = [row?.['name'], row?.['version']].filter((part) => typeof part === 'string' && part !== '')
    return parts.length === 0 ? undefined : parts.join(' ')
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
