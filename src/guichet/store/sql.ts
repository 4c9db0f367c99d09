// The little of SQL that the store needs, so that its statements are written once for both databases.

export type SqlParam = string | number | Uint8Array | null
export type SqlRow = Readonly<Record<string, unknown>>

export interface Sql {
  /** Parameters are `$1`, `$2`…; whole numbers come back as numbers, bytes as Uint8Array. */
  query(text: string, params?: readonly SqlParam[]): Promise<readonly SqlRow[]>
  /** Many rows in their order; `tail` as `ON CONFLICT … DO NOTHING RETURNING id`. Returns what the tail returns. */
  insert(table: string, columns: readonly string[], rows: readonly (readonly SqlParam[])[], tail: string): Promise<readonly SqlRow[]>
}

export interface SqlDatabase extends Sql {
  readonly dialect: 'sqlite' | 'postgres'
  /** All or nothing; on the disk when it resolves. Those with the same `lock` follow each other, whoever makes them. */
  transaction<T>(work: (sql: Sql) => Promise<T>, lock?: number): Promise<T>
  close(): Promise<void>
}

export const number = (row: SqlRow, name: string): number => Number(row[name])
export const text = (row: SqlRow, name: string): string => String(row[name])
/** Undefined for NULL. */
export const maybeText = (row: SqlRow, name: string): string | undefined => (typeof row[name] === 'string' ? row[name] : undefined)
export const maybeNumber = (row: SqlRow, name: string): number | undefined => (row[name] === null || row[name] === undefined ? undefined : Number(row[name]))
export const bytes = (row: SqlRow, name: string): Uint8Array => (row[name] instanceof Uint8Array ? row[name] : new Uint8Array())
