// Messages that wait for their receiver, tokens and sessions. Of a token or a session only its digest is kept.
import type { GuichetStore } from './guichet-store.ts'
import { number, text, type SqlDatabase } from './sql.ts'

type Messages = Pick<GuichetStore, 'takeMessages' | 'settleMessage' | 'messages'>

export function messagesOf(database: SqlDatabase): Messages {
  // Two guichets on one PostgreSQL never take the same message.
  const skip = database.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''
  return {
    takeMessages: (nowMs, leaseMs, limit) => database.transaction(async (sql) => {
      const rows = await sql.query(
        `UPDATE webhooks SET next_ms = $1, attempts = attempts + 1
         WHERE id IN (SELECT id FROM webhooks WHERE state = $2 AND next_ms <= $3 ORDER BY next_ms LIMIT $4 ${skip}) RETURNING id, client, body, attempts`,
        [nowMs + leaseMs, 'pending', nowMs, limit],
      )
      return rows.map((row) => ({ id: text(row, 'id'), client: text(row, 'client'), body: text(row, 'body'), attempts: number(row, 'attempts') - 1 }))
    }),
    async settleMessage(id, outcome) {
      if (outcome.state === 'pending') await database.query('UPDATE webhooks SET next_ms = $1 WHERE id = $2', [outcome.nextMs, id])
      else await database.query('UPDATE webhooks SET state = $1 WHERE id = $2', [outcome.state, id])
    },
    async messages(notice) {
      const rows = await database.query('SELECT id, state, attempts FROM webhooks WHERE notice = $1 ORDER BY id', [notice])
      return rows.map((row) => ({ id: text(row, 'id'), state: text(row, 'state'), attempts: number(row, 'attempts') }))
    },
  }
}

type Access = Pick<GuichetStore, 'keepToken' | 'tokenClient' | 'keepSession' | 'sessionPerson' | 'endSession'>

export function accessOf(database: SqlDatabase): Access {
  return {
    keepToken: (digest, client, expiresMs, nowMs) => database.transaction(async (sql) => {
      await sql.query('DELETE FROM access_tokens WHERE expires_ms <= $1', [nowMs])
      await sql.query('INSERT INTO access_tokens (digest, client, expires_ms) VALUES ($1, $2, $3)', [digest, client, expiresMs])
    }),
    async tokenClient(digest, nowMs) {
      const [row] = await database.query('SELECT client, expires_ms FROM access_tokens WHERE digest = $1 AND expires_ms > $2', [digest, nowMs])
      return row === undefined ? undefined : { client: text(row, 'client'), expiresMs: number(row, 'expires_ms') }
    },
    keepSession: (digest, person, expiresMs, nowMs) => database.transaction(async (sql) => {
      await sql.query('DELETE FROM sessions WHERE expires_ms <= $1', [nowMs])
      await sql.query('INSERT INTO sessions (digest, person, expires_ms) VALUES ($1, $2, $3)', [digest, person, expiresMs])
    }),
    async sessionPerson(digest, nowMs) {
      const [row] = await database.query('SELECT person FROM sessions WHERE digest = $1 AND expires_ms > $2', [digest, nowMs])
      return row === undefined ? undefined : text(row, 'person')
    },
    async endSession(digest) {
      await database.query('DELETE FROM sessions WHERE digest = $1', [digest])
    },
  }
}
