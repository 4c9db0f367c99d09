// Notices in, one or a hundred at a time. 202 is said after the commit and not before.
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { effectiveHarm } from '../signalement/child-protection.ts'
import { clockOf } from '../signalement/clock.ts'
import type { Accepted, BatchLine } from '../signalement/reporting-api/answers.ts'
import { Notice } from '../signalement/reporting-api/notice.ts'
import { URGENCIES } from '../signalement/vocabulary.ts'
import { instantOfMs, msOfInstant } from '../system/time.ts'
import { callerOf } from './access.ts'
import { languageOf, nowMs, type Guichet } from './guichet.ts'
import { judged } from './judge.ts'
import { LIMITS } from './limits.ts'
import { problemOf, Refusal } from './refusal.ts'
import type { Acceptance, Arrival } from './store/guichet-store.ts'

/** Visible ASCII, taken as it is. draft-ietf-httpapi-idempotency-key-header-07 without its quotes. */
const KEY = /^[\x21-\x7e]{1,128}$/

export function noticeRoutes(app: FastifyInstance, guichet: Guichet): void {
  app.addContentTypeParser(['application/json', 'application/x-ndjson'], { parseAs: 'buffer' }, (_request, body, done) => { done(null, body) })

  app.post('/v1/signalements', { bodyLimit: LIMITS.noticeBytes }, async (request, reply) => {
    requireType(request, 'application/json')
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || !KEY.test(key)) throw new Refusal('idempotency-key-needed', { max: LIMITS.keyCharacters })
    const body = bodyOf(request)
    const [answer] = await guichet.intake.take([arrivalOf(guichet, callerOf(request).id, key, jsonOf(body), () => body)])
    if (answer === undefined || answer.outcome === 'conflict') throw new Refusal('idempotency-conflict', {})
    if (answer.outcome === 'replayed') reply.header('idempotency-replayed', 'true')
    return reply.code(202).header('location', `/v1/signalements/${answer.id}`).send(acceptedOf(answer))
  })

  app.post('/v1/signalements/batch', { bodyLimit: LIMITS.batchBytes }, async (request, reply) => {
    requireType(request, 'application/x-ndjson')
    const lines = linesOf(bodyOf(request))
    if (lines.length === 0) throw new Refusal('empty-batch', {})
    if (lines.length > LIMITS.batchLines) throw new Refusal('too-many-lines', { max: LIMITS.batchLines })
    const client = callerOf(request).id
    const found: (Arrival | Refusal)[] = []
    for (const line of lines) {
      found.push(judgedLine(guichet, client, line))
      // Others are answered between two lines, however long they are.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    const answers = [...await guichet.intake.take(found.filter((each): each is Arrival => !(each instanceof Refusal)))]
    const words = guichet.words[languageOf(request.headers['accept-language'])]
    const said = found.map((each, index): BatchLine => {
      const refusal = each instanceof Refusal ? each : undefined
      const answer = refusal === undefined ? answers.shift() : undefined
      if (answer !== undefined && answer.outcome !== 'conflict') return { line: index + 1, accepted: acceptedOf(answer), ...(answer.outcome === 'replayed' ? { replayed: true } : {}) }
      return { line: index + 1, problem: problemOf(refusal ?? new Refusal('idempotency-conflict', {}), words) }
    })
    return reply.code(200).headers({ 'content-type': 'application/x-ndjson', 'content-language': words.language, 'vary': 'accept-language' })
      .send(Buffer.from(`${said.map((line) => JSON.stringify(line)).join('\n')}\n`))
  })
}

function acceptedOf(answer: Exclude<Acceptance, { outcome: 'conflict' }>): Accepted {
  return { id: answer.id, receivedAt: instantOfMs(answer.receivedMs), state: 'received' }
}

function requireType(request: FastifyRequest, type: string): void {
  const [given = ''] = (request.headers['content-type'] ?? '').split(';')
  if (given.trim().toLowerCase() !== type) throw new Refusal('unsupported-type', { expected: type })
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws Refusal `not-json` */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(STRICT.decode(bytes))
  } catch {
    throw new Refusal('not-json', {})
  }
}

function linesOf(body: Buffer): readonly Buffer[] {
  const lines: Buffer[] = []
  for (let start = 0; start < body.length && lines.length <= LIMITS.batchLines;) {
    const end = body.indexOf(10, start)
    lines.push(body.subarray(start, end === -1 ? body.length : end))
    start = end === -1 ? body.length : end + 1
  }
  return lines
}

/** Of what was judged: text of any depth would not be written again. */
const compact = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

function judgedLine(guichet: Guichet, client: string, line: Buffer): Arrival | Refusal {
  try {
    if (line.length > LIMITS.noticeBytes + 1024) throw new Refusal('too-large', { maxBytes: LIMITS.noticeBytes })
    const value = jsonOf(line)
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2 || !('key' in value && 'notice' in value)) throw new Refusal('bad-batch-line', {})
    const { key, notice } = value
    if (typeof key !== 'string' || !KEY.test(key)) throw new Refusal('idempotency-key-needed', { max: LIMITS.keyCharacters })
    return arrivalOf(guichet, client, key, notice, compact)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** @throws Refusal `invalid-notice` */
function arrivalOf(guichet: Guichet, client: string, key: string, value: unknown, bytesOf: (value: unknown) => Buffer): Arrival {
  const notice = judged(Notice, value)
  const bytes = bytesOf(value)
  const receivedMs = nowMs(guichet)
  const clock = clockOf({
    harm: effectiveHarm(notice.harm, notice.ageBand), urgency: notice.urgency, authority: notice.notifier.authority, inFlaggerArea: false,
    createdAt: instantOfMs(receivedMs), order: notice.legalOrder,
  }, guichet.clocks)
  return {
    id: guichet.world.random.uuid(), client, key, digest: createHash('sha256').update(bytes).digest('hex'), correlationId: notice.correlationId, test: notice.test,
    harm: notice.harm, ageBand: notice.ageBand, urgency: URGENCIES.indexOf(notice.urgency), dueMs: msOfInstant(clock.dueAt) ?? receivedMs, receivedMs, notice: bytes,
  }
}
