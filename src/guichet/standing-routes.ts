// Where notices stand. A sender sees its own: of the others it is not even told that they are there.
import type { FastifyInstance } from 'fastify'
import type { StandingPage } from '../signalement/reporting-api/answers.ts'
import { callerOf } from './access.ts'
import type { Client } from './clients-file.ts'
import type { Guichet } from './guichet.ts'
import { LIMITS } from './limits.ts'
import { Refusal } from './refusal.ts'
import { standingOf } from './standing.ts'
import type { NoticeRow } from './store/guichet-store.ts'

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const PAGE = 50

export function standingRoutes(app: FastifyInstance, guichet: Guichet): void {
  app.get<{ Params: { id: string } }>('/v1/signalements/:id', async (request, reply) => reply.send(standingOf(await ownNotice(guichet, callerOf(request), request.params.id))))

  app.get<{ Querystring: Readonly<Record<string, string | string[]>> }>('/v1/signalements', async (request, reply) => {
    const { correlationId, cursor, limit, ...others } = request.query
    const [unknown] = Object.keys(others)
    if (unknown !== undefined) throw new Refusal('bad-query', { parameter: unknown.slice(0, 50) })
    if (correlationId !== undefined && !(typeof correlationId === 'string' && UUID.test(correlationId))) throw new Refusal('bad-query', { parameter: 'correlationId' })
    const asked = limit === undefined ? PAGE : typeof limit === 'string' && /^\d{1,3}$/.test(limit) ? Number(limit) : 0
    if (asked < 1 || asked > LIMITS.pageItems) throw new Refusal('bad-query', { parameter: 'limit' })
    const beforeSeq = cursor === undefined ? undefined : seqOf(cursor)
    const rows = await guichet.store.ofClient(callerOf(request).id, {
      limit: asked + 1, ...(correlationId === undefined ? {} : { correlationId }), ...(beforeSeq === undefined ? {} : { beforeSeq }),
    })
    const items = rows.slice(0, asked)
    const last = items.at(-1)
    const page: StandingPage = { items: items.map(standingOf), ...(rows.length > asked && last !== undefined ? { nextCursor: cursorOf(last.seq) } : {}) }
    return reply.send(page)
  })
}

/** @throws Refusal `not-found` */
export async function ownNotice(guichet: Guichet, client: Client, id: string): Promise<NoticeRow> {
  const row = UUID.test(id) ? await guichet.store.row(id) : undefined
  if (row === undefined || row.client !== client.id) throw new Refusal('not-found', {})
  return row
}

/** Opaque to senders: it may change. */
const cursorOf = (seq: number): string => Buffer.from(`1.${seq}`).toString('base64url')

function seqOf(cursor: string | readonly string[]): number {
  const seq = typeof cursor === 'string' ? /^1\.(\d{1,15})$/.exec(Buffer.from(cursor.slice(0, 500), 'base64url').toString('latin1'))?.[1] : undefined
  if (seq === undefined) throw new Refusal('bad-query', { parameter: 'cursor' })
  return Number(seq)
}
