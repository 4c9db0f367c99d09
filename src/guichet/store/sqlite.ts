// The store's SQL on SQLite: one connection, so one caller at a time.
import type { Database, Statement } from '../../system/world.ts'
import type { Sql, SqlDatabase } from './sql.ts'

export function sqliteDatabase(database: Database): SqlDatabase {
  const statements = new Map<string, Statement>()
  const prepared = (text: string): Statement => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const made = database.prepare(text.replaceAll(/\$(\d+)/g, '?$1'))
    statements.set(text, made)
    return made
  }
  const direct: Sql = {
    query: async (text, params = []) => prepared(text).all(...params),
    async insert(table, columns, rows, tail) {
      const statement = prepared(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')}) ${tail}`)
      return rows.flatMap((row) => statement.all(...row))
    },
  }
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
  return {
    dialect: 'sqlite',
    query: (text, params) => inTurn(() => direct.query(text, params)),
    insert: (table, columns, rows, tail) => inTurn(() => direct.insert(table, columns, rows, tail)),
    transaction: (work) => inTurn(async () => {
      database.exec('BEGIN IMMEDIATE')
      try {
        const result = await work(direct)
        database.exec('COMMIT')
        return result
      } catch (error) {
        try {
          database.exec('ROLLBACK')
        } catch {
          // A failed COMMIT may have rolled back already.
        }
        throw error
      }
    }),
    close: () => inTurn(async () => { database.close() }),
  }
}
