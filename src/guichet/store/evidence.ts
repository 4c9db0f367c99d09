// Evidence that came with a notice: parts in their order, whole once its digest was found to be the one announced.
import { createHash } from 'node:crypto'
import type { EvidenceRow, GuichetStore, PartOutcome } from './guichet-store.ts'
import { isProtected, isProtectedNow } from './revisions.ts'
import { bytes, maybeText, number, text, type Sql, type SqlDatabase, type SqlRow } from './sql.ts'

const SHOWN = 'sha256, kind, mime, total, received, complete, held_by, reference'

function rowOf(row: SqlRow): EvidenceRow {
  const heldBy = maybeText(row, 'held_by')
  const reference = maybeText(row, 'reference')
  return {
    sha256: text(row, 'sha256'), kind: text(row, 'kind') as EvidenceRow['kind'], mime: text(row, 'mime'), total: number(row, 'total'), received: number(row, 'received'),
    complete: number(row, 'complete') === 1, ...(heldBy === undefined ? {} : { heldBy }), ...(reference === undefined ? {} : { reference }),
  }
}

const one = async (sql: Sql, notice: string, sha256: string): Promise<EvidenceRow | undefined> => {
  const [row] = await sql.query(`SELECT ${SHOWN} FROM evidence WHERE notice = $1 AND sha256 = $2`, [notice, sha256])
  return row === undefined ? undefined : rowOf(row)
}

const isFull = async (sql: Sql, notice: string, maxItems: number): Promise<boolean> => {
  const [row] = await sql.query('SELECT COUNT(*) AS items FROM evidence WHERE notice = $1', [notice])
  return row !== undefined && number(row, 'items') >= maxItems
}

async function* partsOf(sql: Sql, notice: string, sha256: string): AsyncIterable<Uint8Array> {
  for (let start = 0; ;) {
    const [row] = await sql.query('SELECT bytes FROM evidence_parts WHERE notice = $1 AND sha256 = $2 AND start = $3', [notice, sha256, start])
    if (row === undefined) return
    const part = bytes(row, 'bytes')
    if (part.length === 0) return
    yield part
    start += part.length
  }
}

type Evidence = Pick<GuichetStore, 'addPart' | 'addReference' | 'isProtected' | 'evidence' | 'evidenceRow' | 'evidenceBytes'>

export function evidenceOf(database: SqlDatabase): Evidence {
  return {
    addPart: (part) => database.transaction(async (sql): Promise<PartOutcome> => {
      const { notice, sha256, mime, total, start, atMs } = part
      if (await isProtectedNow(sql, database.dialect, notice)) return { outcome: 'protected' }
      const known = await one(sql, notice, sha256)
      if (known?.kind === 'reference') return { outcome: 'other-kind' }
      if (known?.complete === true) return { outcome: 'already' }
      if (known === undefined) {
        if (start !== 0) return { outcome: 'elsewhere', received: 0 }
        if (await isFull(sql, notice, part.maxItems)) return { outcome: 'too-many' }
        await sql.query(
          'INSERT INTO evidence (notice, sha256, kind, mime, total, received, complete, at_ms) VALUES ($1, $2, $3, $4, $5, 0, 0, $6) ON CONFLICT (notice, sha256) DO NOTHING',
          [notice, sha256, 'bytes', mime, total, atMs],
        )
      }
      const [grown] = await sql.query(
        'UPDATE evidence SET received = received + $1 WHERE notice = $2 AND sha256 = $3 AND received = $4 AND total = $5 AND mime = $6 AND complete = 0 RETURNING received',
        [part.bytes.length, notice, sha256, start, total, mime],
      )
      if (grown === undefined) return { outcome: 'elsewhere', received: (await one(sql, notice, sha256))?.received ?? 0 }
      await sql.query('INSERT INTO evidence_parts (notice, sha256, start, bytes) VALUES ($1, $2, $3, $4)', [notice, sha256, start, part.bytes])
      const received = number(grown, 'received')
      if (received < total) return { outcome: 'kept', received, complete: false }
      const hash = createHash('sha256')
      for await (const each of partsOf(sql, notice, sha256)) hash.update(each)
      if (hash.digest('hex') !== sha256) {
        await sql.query('DELETE FROM evidence_parts WHERE notice = $1 AND sha256 = $2', [notice, sha256])
        await sql.query('DELETE FROM evidence WHERE notice = $1 AND sha256 = $2', [notice, sha256])
        return { outcome: 'digest-mismatch' }
      }
      await sql.query('UPDATE evidence SET complete = 1 WHERE notice = $1 AND sha256 = $2', [notice, sha256])
      return { outcome: 'kept', received, complete: true }
    }),
    addReference: (given) => database.transaction(async (sql) => {
      if (await isProtectedNow(sql, database.dialect, given.notice)) return 'protected'
      const known = await one(sql, given.notice, given.sha256)
      if (known !== undefined) return known.kind === 'reference' && known.heldBy === given.heldBy && known.reference === given.reference ? 'already' : 'other-kind'
      if (await isFull(sql, given.notice, given.maxItems)) return 'too-many'
      await sql.query(
        'INSERT INTO evidence (notice, sha256, kind, mime, total, received, complete, held_by, reference, at_ms) VALUES ($1, $2, $3, $4, $5, 0, 1, $6, $7, $8)',
        [given.notice, given.sha256, 'reference', given.mime, given.bytes, given.heldBy, given.reference, given.atMs],
      )
      return 'kept'
    }),
    isProtected: (notice) => isProtected(database, notice),
    async evidence(notice) {
      return (await database.query(`SELECT ${SHOWN} FROM evidence WHERE notice = $1 ORDER BY at_ms, sha256`, [notice])).map(rowOf)
    },
    evidenceRow: (notice, sha256) => one(database, notice, sha256),
    evidenceBytes: (notice, sha256) => partsOf(database, notice, sha256),
  }
}
