// What went wrong as an answer: a problem in the caller's language, and nothing of the request in it.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isFailure } from '../system/failure.ts'
import { languageOf, type Guichet } from './guichet.ts'
import { problemOf, Refusal } from './refusal.ts'

export function answerError(guichet: Pick<Guichet, 'words'>, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error, request)
  const words = guichet.words[languageOf(request.headers['accept-language'])]
  if (refusal.code === 'unavailable') reply.header('retry-after', String((refusal.facts as { seconds: number }).seconds))
  return reply.code(refusal.status).headers({ 'content-type': 'application/problem+json', 'content-language': words.language, 'vary': 'accept-language' })
    .send(Buffer.from(JSON.stringify(problemOf(refusal, words))))
}

const WANTED: Readonly<Record<string, string>> = { '/v1/signalements': 'application/json', '/v1/signalements/batch': 'application/x-ndjson' }

/** Total. A store that cannot write for now is worth another try; what else is not known here is a defect. */
export function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error
  if (isFailure(error, 'system.disk-full') || isFailure(error, 'system.io') || isFailure(error, 'database.locked') || isFailure(error, 'guichet.database-unreachable')) {
    return new Refusal('unavailable', { seconds: 10 })
  }
  const { code, statusCode = 500 } = error as Partial<FastifyError>
  const { url = '', bodyLimit } = request.routeOptions
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('too-large', { maxBytes: bodyLimit })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('unsupported-type', { expected: WANTED[url] ?? 'application/x-www-form-urlencoded' })
  return statusCode >= 400 && statusCode < 500 ? new Refusal('bad-request', {}) : new Refusal('internal', {})
}
