// A statement on PostgreSQL: prepared once on the server under a name, its rows read whole or a page at a time.
import { numberedParameters } from './postgres-sql.ts'
import type { PostgresLink, PostgresResult } from './postgres-link.ts'
import type { SqlRow, SqlValue, Statement } from './world.ts'

/** A page in memory, whatever the table holds. */
const PAGE_ROWS = 1000

/** @param write runs what changes rows: as the one writer, in a transaction of its own where there is none yet */
export function postgresStatement(link: PostgresLink, sql: string, { write }: { readonly write: <T>(work: () => T) => T }): Statement {
  const text = numberedParameters(sql)
  const ask = (values: readonly SqlValue[]): PostgresResult => link.ask({ ...link.prepared(text), values: values.map(ownMemory) })
  const rows = (values: readonly SqlValue[]): SqlRow[] => rowsOf(ask(values))
  return {
    run: (...values) => write(() => ask(values).count),
    insert: (...values) => write(() => Number(ask(values).rows[0]?.[0])),
    get: (...values) => rows(values)[0],
    all: (...values) => rows(values),
    iterate: (...values) => pages(link, text, values),
  }
}

/** WITH HOLD: the server keeps the rows, also past the end of a transaction that comes in between. */
function* pages(link: PostgresLink, text: string, values: readonly SqlValue[]): IterableIterator<SqlRow> {
  const cursor = link.newCursor()
  link.ask({ sql: `DECLARE ${cursor} NO SCROLL CURSOR WITH HOLD FOR ${text}`, values: values.map(ownMemory) })
  try {
    for (;;) {
      const page = rowsOf(link.ask({ sql: `FETCH ${PAGE_ROWS} FROM ${cursor}`, values: [] }))
      yield* page
      if (page.length < PAGE_ROWS) return
    }
  } finally {
    close(link, cursor)
  }
}

/** A transaction that failed has closed it already, a lost connection too. */
function close(link: PostgresLink, cursor: string): void {
  try {
    if (!link.lost) link.ask({ sql: `CLOSE ${cursor}`, values: [] })
  } catch {
    // What ended the reading is told, not this.
  }
}

function rowsOf({ columns, rows }: PostgresResult): SqlRow[] {
  return rows.map((row) => {
    const named: Record<string, SqlValue> = {}
    for (const [index, column] of columns.entries()) named[column] = row[index] ?? null
    return named
  })
}

/** A slice goes to the other thread alone, not with all of the memory that it is a slice of. */
function ownMemory(value: SqlValue): SqlValue {
  return value instanceof Uint8Array && value.byteLength !== value.buffer.byteLength ? new Uint8Array(value) : value
}
