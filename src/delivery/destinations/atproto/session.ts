// A session by app password (com.atproto.server.createSession). Its token stays in memory, until shortly before the end
// that it names itself.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { HttpReply } from '../../../system/world.ts'
import { msOfInstant } from '../../../system/time.ts'
import type { Link } from '../../adapter.ts'
import { credential } from '../../credential.ts'
import { call, readJson } from '../../http-call.ts'
import { failedExchange, refusedBy } from '../../http-outcome.ts'
import type { Outcome } from '../../outcome.ts'

type Failed = Exclude<Outcome, { class: 'definite_success' }>

/** `kept`: it was there before this request. */
export interface Session { readonly ok: true; readonly headers: Readonly<Record<string, string>>; readonly kept: boolean; readonly name: string }
export type SessionResult = Session | { readonly ok: false; readonly outcome: Failed }

const Created = z.looseObject({ accessJwt: z.string().regex(/^[\x21-\x7e]{1,8192}$/), did: z.string().max(300) })
const Claims = z.looseObject({ exp: z.number() })

const DEFAULT_MS = 10 * 60_000
const MARGIN_MS = 60_000

const sessions = new Map<string, { readonly token: string; readonly untilMs: number }>()

export async function openSession(link: Link): Promise<SessionResult> {
  const { url, options } = link.setup
  const identifier = options['handle'] ?? ''
  const password = await credential(link, 'app-password')
  if (!password.ok) return password
  const name = createHash('sha256').update(JSON.stringify([url, identifier, password.value])).digest('hex')
  const now = msOfInstant(link.now()) ?? 0
  const known = sessions.get(name)
  if (known !== undefined && known.untilMs > now) return session(known.token, true, name)
  try {
    const reply = await call(link, {
      line: 'POST /xrpc/com.atproto.server.createSession', headers: { 'accept': 'application/json', 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ identifier, password: password.value })),
    })
    const created = reply.status === 200 ? readJson(reply, Created) : undefined
    if (created === undefined) return { ok: false, outcome: before(reply, link, 'session') }
    sessions.set(name, { token: created.accessJwt, untilMs: endOf(created.accessJwt, now) - MARGIN_MS })
    return session(created.accessJwt, false, name)
  } catch (error) {
    return { ok: false, outcome: beforeSending(error, 'session') }
  }
}

export function endSession({ name }: Session): void {
  sessions.delete(name)
}

const session = (token: string, kept: boolean, name: string): Session => ({ ok: true, headers: { authorization: `Bearer ${token}` }, kept, name })

/** RFC 7519 §4.1.4; read for its time only, never trusted for anything. */
function endOf(token: string, now: number): number {
  const claims = readJson({ body: Buffer.from(token.split('.')[1] ?? '', 'base64url') }, Claims)
  return claims === undefined ? now + DEFAULT_MS : Math.min(claims.exp * 1000, now + 24 * 3_600_000)
}

/** A question that came before the report was not answered well: nothing was reported. */
export function before(reply: HttpReply, link: Link, what: string): Failed {
  const refused = refusedBy(reply, link.now())
  if (refused.class === 'unknown') return { class: 'not_sent', code: `${what}-${refused.code}` }
  const isLogin = what === 'session' && (refused.class === 'auth' || refused.class === 'definite_reject')
  return isLogin ? { class: 'auth', code: 'login-refused', httpStatus: reply.status } : refused
}

/** The same, when there was no answer. */
export function beforeSending(error: unknown, what: string): Failed {
  const outcome = failedExchange(error) as Failed
  return outcome.class === 'unknown' ? { class: 'not_sent', code: `${what}-${outcome.code}` } : outcome
}
