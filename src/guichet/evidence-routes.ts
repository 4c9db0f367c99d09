// Evidence of a notice: a reference to where it is held, or its bytes in parts, whole once their digest is right. Never for
// material that may show a child, as a later revision may say: no byte, no reference.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mayShowChild, needsStatement } from '../signalement/child-protection.ts'
import { callerOf } from './access.ts'
import { nowMs, type Guichet } from './guichet.ts'
import { judged } from './judge.ts'
import { EVIDENCE_TYPES, LIMITS } from './limits.ts'
import { Refusal } from './refusal.ts'
import { ownNotice } from './standing-routes.ts'
import type { NoticeRow, PartOutcome } from './store/guichet-store.ts'

export const EVIDENCE_REFERENCE_FORMAT = 'evidence-reference/1'

/** Who holds the item and under which name. No address: nothing is there to be fetched. */
export const EvidenceReference = z.strictObject({
  format: z.literal(EVIDENCE_REFERENCE_FORMAT),
  heldBy: z.string().min(1).max(200),
  reference: z.string().min(1).max(200).regex(/^[^\s/:]+(?:[ /][^\s/:]+)*$/),
  mimeType: z.enum(EVIDENCE_TYPES),
  bytes: z.int().nonnegative(),
})

interface Params { readonly id: string; readonly sha256: string }
const PATH = '/v1/signalements/:id/evidence/:sha256'

export function evidenceRoutes(app: FastifyInstance, guichet: Guichet): void {
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMITS.partBytes }, (_request, body, done) => { done(null, body) })
  app.removeContentTypeParser('application/json')
  app.removeContentTypeParser('text/plain')

  app.head<{ Params: Params }>(PATH, async (request, reply) => {
    const row = await allowed(guichet, request)
    const found = await guichet.store.evidenceRow(row.id, request.params.sha256)
    return offsets(reply, found?.received ?? 0, found?.complete ?? false).header('content-length', '0').send()
  })

  app.put<{ Params: Params }>(PATH, { bodyLimit: LIMITS.partBytes }, async (request, reply) => {
    const row = await allowed(guichet, request)
    if (needsStatement(row.harm, row.ageBand) && request.headers['evidence-statement'] !== 'shows-no-child') throw new Refusal('evidence-statement-needed', {})
    const [given = ''] = (request.headers['content-type'] ?? '').split(';')
    const type = given.trim().toLowerCase()
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (type === 'application/json') return keepReference(guichet, row, request.params.sha256, body, reply)
    if (!EVIDENCE_TYPES.includes(type)) throw new Refusal('unsupported-type', { expected: EVIDENCE_TYPES.join(', ') })
    const { start, total } = rangeOf(request.headers['content-range'], body.length)
    if (total > LIMITS.evidenceBytes) throw new Refusal('evidence-too-large', { maxBytes: LIMITS.evidenceBytes })
    const outcome = await guichet.store.addPart({
      notice: row.id, sha256: request.params.sha256, mime: type, total, start, bytes: body, atMs: nowMs(guichet), maxItems: LIMITS.evidenceItems,
    })
    return answerPart(outcome, request.params.sha256, total, reply)
  })
}

/** @throws Refusal `bad-digest`, `not-found`, `evidence-refused` */
async function allowed(guichet: Guichet, request: FastifyRequest<{ Params: Params }>): Promise<NoticeRow> {
  if (!/^[0-9a-f]{64}$/.test(request.params.sha256)) throw new Refusal('bad-digest', {})
  const row = await ownNotice(guichet, callerOf(request), request.params.id)
  if (mayShowChild(row.harm, row.ageBand) || await guichet.store.isProtected(row.id)) throw new Refusal('evidence-refused', {})
  return row
}

/** RFC 9110 §14.4 in a PUT (§14.5): `bytes 0-4194303/10000000`; without it, the body is the whole. @throws Refusal `bad-range` */
function rangeOf(header: string | undefined, length: number): { readonly start: number; readonly total: number } {
  if (length === 0) throw new Refusal('bad-range', {})
  if (header === undefined) return { start: 0, total: length }
  const [, first, last, total] = (/^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header) ?? []).map(Number)
  if (first === undefined || last === undefined || total === undefined || last - first + 1 !== length || last >= total) throw new Refusal('bad-range', {})
  return { start: first, total }
}

const offsets = (reply: FastifyReply, received: number, complete: boolean): FastifyReply =>
  reply.headers({ 'upload-offset': String(received), 'upload-complete': complete ? '?1' : '?0' })

function answerPart(outcome: PartOutcome, sha256: string, total: number, reply: FastifyReply): FastifyReply {
  if (outcome.outcome === 'already') return offsets(reply, total, true).code(200).send({ sha256, received: total, complete: true })
  if (outcome.outcome === 'kept') {
    return offsets(reply, outcome.received, outcome.complete).code(outcome.complete ? 201 : 202).send({ sha256, received: outcome.received, complete: outcome.complete })
  }
  if (outcome.outcome === 'elsewhere') {
    offsets(reply, outcome.received, false)
    throw new Refusal('range-elsewhere', { offset: outcome.received })
  }
  if (outcome.outcome === 'protected') throw new Refusal('evidence-refused', {})
  if (outcome.outcome === 'digest-mismatch') throw new Refusal('digest-mismatch', {})
  throw outcome.outcome === 'too-many' ? new Refusal('evidence-too-many', { max: LIMITS.evidenceItems }) : new Refusal('evidence-differs', {})
}

async function keepReference(guichet: Guichet, row: NoticeRow, sha256: string, body: Buffer, reply: FastifyReply): Promise<FastifyReply> {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refusal('not-json', {})
  }
  const { heldBy, reference, mimeType, bytes } = judged(EvidenceReference, value)
  const outcome = await guichet.store.addReference({ notice: row.id, sha256, mime: mimeType, bytes, heldBy, reference, atMs: nowMs(guichet), maxItems: LIMITS.evidenceItems })
  if (outcome === 'protected') throw new Refusal('evidence-refused', {})
  if (outcome === 'too-many') throw new Refusal('evidence-too-many', { max: LIMITS.evidenceItems })
  if (outcome === 'other-kind') throw new Refusal('evidence-differs', {})
  return reply.code(outcome === 'kept' ? 201 : 200).send({ sha256, received: 0, complete: true })
}
