// Notices and what became of them.
import { mayShowChild } from '../../signalement/child-protection.ts'
import type { AgeBand, Harm } from '../../signalement/vocabulary.ts'
import type { Acceptance, Arrival, DecisionKind, GuichetStore, NoticeRow } from './guichet-store.ts'
import { protectChild } from './revisions.ts'
import { bytes, maybeNumber, maybeText, number, text, type SqlDatabase, type SqlRow } from './sql.ts'

const COLUMNS = ['id', 'client', 'idem_key', 'digest', 'correlation', 'test', 'harm', 'age', 'urgency', 'due_ms', 'state', 'received_ms', 'updated_ms', 'notice'] as const
const SHOWN = 'seq, id, client, correlation, test, harm, age, urgency, due_ms, state, received_ms, updated_ms, decision, grounds, decided_ms'

function rowOf(row: SqlRow): NoticeRow {
  const kind = maybeText(row, 'decision') as DecisionKind | undefined
  const grounds = maybeText(row, 'grounds')
  return {
    seq: number(row, 'seq'), id: text(row, 'id'), client: text(row, 'client'), correlationId: text(row, 'correlation'), test: number(row, 'test') === 1,
    harm: text(row, 'harm') as Harm, ageBand: text(row, 'age') as AgeBand, urgency: number(row, 'urgency'), dueMs: number(row, 'due_ms'),
    state: text(row, 'state') as NoticeRow['state'], receivedMs: number(row, 'received_ms'), updatedMs: number(row, 'updated_ms'),
    ...(kind === undefined ? {} : { decision: { kind, atMs: maybeNumber(row, 'decided_ms') ?? 0, ...(grounds === undefined ? {} : { grounds }) } }),
  }
}

const valuesOf = (one: Arrival) => [
  one.id, one.client, one.key, one.digest, one.correlationId, one.test ? 1 : 0, one.harm, one.ageBand, one.urgency, one.dueMs, 'received', one.receivedMs, one.receivedMs, one.notice,
]

/** Numbers come in the order of the commits, so that no page of a list misses a late one. */
const ACCEPTING = 7_310_917

type Notices = Pick<GuichetStore, 'accept' | 'row' | 'content' | 'ofClient' | 'queue' | 'move' | 'history'>

export function noticesOf(database: SqlDatabase): Notices {
  return {
    accept: (arrivals) => database.transaction(async (sql) => {
      const kept = new Set((await sql.insert('notices', COLUMNS, arrivals.map(valuesOf), 'ON CONFLICT (client, idem_key) DO NOTHING RETURNING id')).map((row) => text(row, 'id')))
      const answers: Acceptance[] = []
      for (const one of arrivals) {
        if (kept.has(one.id)) {
          if (mayShowChild(one.harm, one.ageBand)) await protectChild(sql, database.dialect, one)
          answers.push({ outcome: 'accepted', id: one.id, receivedMs: one.receivedMs })
          continue
        }
        const [first] = await sql.query('SELECT id, digest, received_ms FROM notices WHERE client = $1 AND idem_key = $2', [one.client, one.key])
        answers.push(first !== undefined && text(first, 'digest') === one.digest ? { outcome: 'replayed', id: text(first, 'id'), receivedMs: number(first, 'received_ms') } : { outcome: 'conflict' })
      }
      return answers
    }, ACCEPTING),
    async row(id) {
      const [row] = await database.query(`SELECT ${SHOWN} FROM notices WHERE id = $1`, [id])
      return row === undefined ? undefined : rowOf(row)
    },
    async content(id) {
      const [row] = await database.query('SELECT notice FROM notices WHERE id = $1', [id])
      return row === undefined ? undefined : bytes(row, 'notice')
    },
    async ofClient(client, { correlationId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) {
      const rows = correlationId === undefined
        ? await database.query(`SELECT ${SHOWN} FROM notices WHERE client = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3`, [client, beforeSeq, limit])
        : await database.query(`SELECT ${SHOWN} FROM notices WHERE client = $1 AND correlation = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4`, [client, correlationId, beforeSeq, limit])
      return rows.map(rowOf)
    },
    async queue({ test, states, harm, offset, limit }) {
      const params = [test ? 1 : 0, ...states, ...(harm === undefined ? [] : [harm])]
      const where = `test = $1 AND state IN (${states.map((_, index) => `$${index + 2}`).join(', ')})${harm === undefined ? '' : ` AND harm = $${params.length}`}`
      const [[count], rows] = await Promise.all([
        database.query(`SELECT COUNT(*) AS total FROM notices WHERE ${where}`, params),
        database.query(`SELECT ${SHOWN} FROM notices WHERE ${where} ORDER BY urgency, due_ms, seq LIMIT $${params.length + 1} OFFSET $${params.length + 2}`, [...params, limit, offset]),
      ])
      return { total: count === undefined ? 0 : number(count, 'total'), rows: rows.map(rowOf) }
    },
    move: ({ id, from, to, atMs, actor, decision, message }) => database.transaction(async (sql) => {
      const [moved] = await sql.query(
        `UPDATE notices SET state = $1, updated_ms = $2, decision = $3, grounds = $4, decided_ms = $5 WHERE id = $6 AND state = $7 RETURNING ${SHOWN}`,
        [to, atMs, decision?.kind ?? null, decision?.grounds ?? null, decision === undefined ? null : atMs, id, from],
      )
      if (moved === undefined) return undefined
      const row = rowOf(moved)
      await sql.query('INSERT INTO history (notice, at_ms, actor, action, detail) VALUES ($1, $2, $3, $4, $5)', [id, atMs, actor, to, decision?.grounds ?? null])
      const told = message?.(row)
      if (told !== undefined) {
        await sql.query('INSERT INTO webhooks (id, client, notice, body, state, attempts, next_ms) VALUES ($1, $2, $3, $4, $5, 0, $6)', [told.id, row.client, id, told.body, 'pending', atMs])
      }
      return row
    }),
    async history(id) {
      const rows = await database.query('SELECT at_ms, actor, action, detail FROM history WHERE notice = $1 ORDER BY seq', [id])
      return rows.map((row) => {
        const detail = maybeText(row, 'detail')
        return { atMs: number(row, 'at_ms'), actor: text(row, 'actor'), action: text(row, 'action'), ...(detail === undefined ? {} : { detail }) }
      })
    },
  }
}
