// Who asks: a bearer token of the clients file, or a short one got with client credentials (RFC 6749 §4.4, RFC 6750).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holderOf, type Client } from './clients-file.ts'
import type { Guichet } from './guichet.ts'
import { LIMITS } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { ShortTokens } from './short-tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that is behind `requireClient`. */
    client: Client | undefined
  }
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]{16,512}=*)$/i
const CHALLENGE = 'Bearer realm="guichet"'

export type Limiter = ReturnType<FastifyInstance['createRateLimit']>

export interface Limiters {
  /** Requests, by client. */
  readonly requests: Limiter
  /** Refused credentials, by address. */
  readonly refusals: Limiter
  /** Addresses that were refused too often, and the monotonic time until which. */
  readonly stopped: Map<string, number>
}

/** A flood from everywhere must not fill the memory; who is forgotten is counted again. */
const MAX_STOPPED = 10_000

/**
 * Counts one refusal. Good credentials are never kept waiting: tokens are 256 bits of chance, and others behind the same
 * address may be the ones who guess.
 * @throws Refusal `too-many-requests` when this address was refused too often
 */
export async function countRefusal({ world }: Pick<Guichet, 'world'>, limiters: Limiters, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const answer = await limiters.refusals(request)
  if (answer.isAllowed || !answer.isExceeded) return
  if (limiters.stopped.size >= MAX_STOPPED) limiters.stopped.clear()
  limiters.stopped.set(request.ip, world.clock.monotonicMs() + answer.ttlInSeconds * 1000)
  reply.header('retry-after', String(answer.ttlInSeconds))
  throw new Refusal('too-many-requests', { seconds: answer.ttlInSeconds })
}

function isStopped({ world }: Pick<Guichet, 'world'>, { stopped }: Limiters, request: FastifyRequest): boolean {
  const until = stopped.get(request.ip)
  if (until === undefined) return false
  if (until > world.clock.monotonicMs()) return true
  stopped.delete(request.ip)
  return false
}

/** An `onRequest` hook. What is not known here is looked up in the store only for an address that may still be refused. */
export function requireClient(guichet: Guichet, limiters: Limiters, tokens: ShortTokens) {
  const clientOf = async (token: string, request: FastifyRequest): Promise<Client | undefined> => {
    const fixed = holderOf(guichet.clients.clients, token)
    if (fixed !== undefined) return fixed
    const id = tokens.known(token) ?? (isStopped(guichet, limiters, request) ? undefined : await tokens.lookedUp(token))
    // A client that is no longer in the file has no good token left.
    return id === undefined ? undefined : guichet.clients.clients.find((each) => each.id === id)
  }
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
    const client = token === undefined ? undefined : await clientOf(token, request)
    if (client === undefined) {
      await countRefusal(guichet, limiters, request, reply)
      reply.header('www-authenticate', token === undefined ? CHALLENGE : `${CHALLENGE}, error="invalid_token"`)
      throw new Refusal('unauthorized', {})
    }
    request.client = client
    const answer = await limiters.requests(request)
    if (answer.isAllowed) return
    reply.headers({ 'ratelimit-limit': String(answer.max), 'ratelimit-remaining': String(answer.remaining), 'ratelimit-reset': String(answer.ttlInSeconds) })
    if (!answer.isExceeded) return
    reply.header('retry-after', String(answer.ttlInSeconds))
    throw new Refusal('too-many-requests', { seconds: answer.ttlInSeconds })
  }
}

/** The caller, on a route behind `requireClient`. */
export function callerOf(request: FastifyRequest): Client {
  if (request.client === undefined) throw new Refusal('unauthorized', {})
  return request.client
}

/** `POST /oauth/token`: RFC 6749 §4.4, credentials in Basic (§2.3.1) or in the body. Errors: §5.2. */
export function tokenRoute(app: FastifyInstance, guichet: Guichet, limiters: Limiters, tokens: ShortTokens): void {
  app.post('/oauth/token', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'pragma': 'no-cache' })
    const form = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Readonly<Record<string, unknown>>
    if (typeof form['grant_type'] !== 'string') return reply.code(400).send({ error: 'invalid_request' })
    if (form['grant_type'] !== 'client_credentials') return reply.code(400).send({ error: 'unsupported_grant_type' })
    const given = basicOf(request.headers.authorization) ?? { id: form['client_id'], secret: form['client_secret'] }
    const client = typeof given.id === 'string' && typeof given.secret === 'string' ? holderOf(guichet.clients.clients.filter(({ id }) => id === given.id), given.secret) : undefined
    if (client === undefined) {
      await countRefusal(guichet, limiters, request, reply)
      return reply.code(401).header('www-authenticate', 'Basic realm="guichet"').send({ error: 'invalid_client' })
    }
    const token = await tokens.made(client.id)
    return reply.send({ access_token: token, token_type: 'Bearer', expires_in: LIMITS.accessTokenSeconds })
  })
}

function basicOf(header: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]{1,1024}={0,2})$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [, id, secret] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  if (id === undefined || secret === undefined) return undefined
  try {
    return { id: decodeURIComponent(id.replaceAll('+', ' ')), secret: decodeURIComponent(secret.replaceAll('+', ' ')) }
  } catch {
    return undefined
  }
}
