// Revisions of one signalement: as soon as one may show a child, evidence of it and of those before it is taken no more, and
// what was taken is erased in the same commit. The sender looked again and saw a child: the picture is the same.
import { mayShowChild } from '../../signalement/child-protection.ts'
import { AGE_BANDS, HARMS } from '../../signalement/vocabulary.ts'
import { bytes, number, text, type Sql, type SqlDatabase } from './sql.ts'

/** Of whom and of what, from a notice that was judged good. */
interface Revision {
  readonly client: string
  readonly correlationId: string
  readonly receivedMs: number
  /** JSON, UTF-8. */
  readonly notice: Uint8Array
}

export const ERASED = 'evidence-erased'

const numberOf = (notice: Uint8Array): number => (JSON.parse(Buffer.from(notice).toString('utf8')) as { readonly revision: number }).revision

/** PostgreSQL works for many at once: whoever adds evidence holds its notice until the commit, so that nothing slips in behind. */
const held = (dialect: SqlDatabase['dialect'], how: 'SHARE' | 'UPDATE'): string | undefined => (dialect === 'postgres' ? `FOR ${how}` : undefined)

/** For a revision that may show a child, in the transaction that keeps it. */
export async function protectChild(sql: Sql, dialect: SqlDatabase['dialect'], { client, correlationId, receivedMs, notice }: Revision): Promise<void> {
  const lock = held(dialect, 'UPDATE')
  if (lock !== undefined) await sql.query(`SELECT id FROM notices WHERE client = $1 AND correlation = $2 ORDER BY seq ${lock}`, [client, correlationId])
  const revision = numberOf(notice)
  await sql.query(
    `INSERT INTO child_protection (client, correlation, revision) VALUES ($1, $2, $3) ON CONFLICT (client, correlation)
     DO UPDATE SET revision = CASE WHEN excluded.revision > child_protection.revision THEN excluded.revision ELSE child_protection.revision END`,
    [client, correlationId, revision],
  )
  const rows = await sql.query('SELECT id, notice FROM notices WHERE client = $1 AND correlation = $2 AND EXISTS (SELECT 1 FROM evidence WHERE evidence.notice = notices.id)', [client, correlationId])
  for (const row of rows) {
    if (numberOf(bytes(row, 'notice')) > revision) continue
    const id = text(row, 'id')
    await sql.query('DELETE FROM evidence_parts WHERE notice = $1', [id])
    await sql.query('DELETE FROM evidence WHERE notice = $1', [id])
    await sql.query('INSERT INTO history (notice, at_ms, actor, action, detail) VALUES ($1, $2, $3, $4, NULL)', [id, receivedMs, client, ERASED])
  }
}

/** Whether this notice, or a later revision of it, may show a child. */
export async function isProtected(sql: Sql, notice: string): Promise<boolean> {
  const [row] = await sql.query('SELECT child_protection.revision AS revision FROM notices JOIN child_protection ON child_protection.client = notices.client AND child_protection.correlation = notices.correlation WHERE notices.id = $1', [notice])
  if (row === undefined) return false
  const [content] = await sql.query('SELECT notice FROM notices WHERE id = $1', [notice])
  return content === undefined || numberOf(bytes(content, 'notice')) <= number(row, 'revision')
}

/** As `isProtected`, and it stays so until the end of the transaction. */
export async function isProtectedNow(sql: Sql, dialect: SqlDatabase['dialect'], notice: string): Promise<boolean> {
  const lock = held(dialect, 'SHARE')
  if (lock !== undefined) await sql.query(`SELECT id FROM notices WHERE id = $1 ${lock}`, [notice])
  return isProtected(sql, notice)
}

/** For notices that were kept before this was. */
export async function protectKept(sql: Sql, dialect: SqlDatabase['dialect']): Promise<void> {
  const kinds = HARMS.flatMap((harm) => AGE_BANDS.filter((age) => mayShowChild(harm, age)).map((age) => `${harm} ${age}`))
  const rows = await sql.query(`SELECT id FROM notices WHERE harm || ' ' || age IN (${kinds.map((_, index) => `$${index + 1}`).join(', ')}) ORDER BY seq`, kinds)
  for (const each of rows) {
    const [row] = await sql.query('SELECT client, correlation, received_ms, notice FROM notices WHERE id = $1', [text(each, 'id')])
    if (row !== undefined) await protectChild(sql, dialect, { client: text(row, 'client'), correlationId: text(row, 'correlation'), receivedMs: number(row, 'received_ms'), notice: bytes(row, 'notice') })
  }
}
