// Who we are there: a bearer token (RFC 6750), OAuth 2 client credentials (RFC 6749 §4.4) when a client identifier is set,
// or a client certificate alone. A token that was given is kept in memory until shortly before its end.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { msOfInstant } from '../../../system/time.ts'
import type { Link } from '../../adapter.ts'
import { credential, headerCredential } from '../../credential.ts'
import { call, readJson } from '../../http-call.ts'
import { failedExchange, refusedBy } from '../../http-outcome.ts'
import type { Outcome } from '../../outcome.ts'

/** `kept`: the token was there before this request. */
export interface Authorized { readonly ok: true; readonly headers: Readonly<Record<string, string>>; readonly kept: boolean }
export type Authorization = Authorized | { readonly ok: false; readonly outcome: Exclude<Outcome, { class: 'definite_success' }> }

const Token = z.looseObject({ access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/), token_type: z.string().regex(/^bearer$/i), expires_in: z.number().positive().optional() })

/** When the server does not say how long. */
const DEFAULT_SECONDS = 300
const MARGIN_MS = 30_000

/** By destination and client; the secret is in the name as a digest, so that a new one brings a new token. */
const tokens = new Map<string, { readonly token: string; readonly untilMs: number; readonly place: string }>()

export async function authorize(link: Link): Promise<Authorization> {
  const clientId = link.setup.options['clientId']
  if (clientId !== undefined) return clientCredentials(link, clientId)
  const token = await headerCredential(link, 'token')
  if (token.ok) return { ok: true, headers: { authorization: `Bearer ${token.value}` }, kept: false }
  if (token.outcome.code === 'no-secret' && link.reach.tls?.certificate !== undefined) return { ok: true, headers: {}, kept: false }
  return token
}

/** After the server ended it. */
export function forgetToken({ setup }: Link): void {
  for (const [name, { place }] of tokens) if (place === setup.url) tokens.delete(name)
}

async function clientCredentials(link: Link, clientId: string): Promise<Authorization> {
  const secret = await credential(link, 'client-secret')
  if (!secret.ok) return secret
  const { url } = link.setup
  const name = createHash('sha256').update(JSON.stringify([url, clientId, secret.value])).digest('hex')
  const now = msOfInstant(link.now()) ?? 0
  const known = tokens.get(name)
  if (known !== undefined && known.untilMs > now) return { ok: true, headers: { authorization: `Bearer ${known.token}` }, kept: true }
  // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
  const basic = Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret.value)}`).toString('base64')
  try {
    const reply = await call(link, {
      line: 'POST /oauth/token', body: Buffer.from('grant_type=client_credentials'),
      headers: { 'accept': 'application/json', 'authorization': `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    })
    const given = reply.status === 200 ? readJson(reply, Token) : undefined
    if (given === undefined) return { ok: false, outcome: tokenRefused(reply, link) }
    tokens.set(name, { token: given.access_token, untilMs: now + (given.expires_in ?? DEFAULT_SECONDS) * 1000 - MARGIN_MS, place: url })
    return { ok: true, headers: { authorization: `Bearer ${given.access_token}` }, kept: false }
  } catch (error) {
    // Whatever became of the question, no notice left.
    const outcome = failedExchange(error)
    return { ok: false, outcome: outcome.class === 'unknown' ? { class: 'not_sent', code: `token-${outcome.code}` } : outcome as Exclude<Outcome, { class: 'definite_success' }> }
  }
}

/** A refusal to give a token is about us (RFC 6749 §5.2); what the server could not do is no sending. */
function tokenRefused(reply: Awaited<ReturnType<typeof call>>, link: Link): Exclude<Outcome, { class: 'definite_success' }> {
  const refused = refusedBy(reply, link.now())
  if (refused.class === 'unknown') return { class: 'not_sent', code: 'token-not-given' }
  return refused.class === 'definite_reject' || refused.class === 'auth' ? { class: 'auth', code: 'client-refused', httpStatus: reply.status } : refused
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
