// Who sits at the desk: a cookie that only this server reads, a token against forged forms made from it.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { holderOf, tokenSha256 } from '../clients-file.ts'
import { nowMs, type Guichet } from '../guichet.ts'
import { LIMITS } from '../limits.ts'

export interface Session {
  readonly person: string
  /** To be sent back by each form. */
  readonly csrf: string
}

const SESSION = 'guichet_session'
const LOGIN = 'guichet_login'
const TOKEN = /^[A-Za-z0-9_-]{43}$/

const cookieOptions = (guichet: Guichet, seconds: number) => ({ path: '/desk', httpOnly: true, sameSite: 'strict', secure: guichet.secure, maxAge: seconds } as const)
const csrfOf = (token: string): string => createHash('sha256').update(`csrf ${token}`).digest('base64url')
const cookieOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.cookies[name]
  return value !== undefined && TOKEN.test(value) ? value : undefined
}

export async function sessionOf(guichet: Guichet, request: FastifyRequest): Promise<Session | undefined> {
  const token = cookieOf(request, SESSION)
  const person = token === undefined ? undefined : await guichet.store.sessionPerson(tokenSha256(token), nowMs(guichet))
  // Who is no longer in the file has no session left.
  if (token === undefined || person === undefined || guichet.clients.desk.every(({ id }) => id !== person)) return undefined
  return { person, csrf: csrfOf(token) }
}

/** The form of the login has its own token: nobody is logged in as somebody else by a foreign page. */
export function loginCsrf(guichet: Guichet, request: FastifyRequest, reply: FastifyReply): string {
  const token = cookieOf(request, LOGIN) ?? newToken(guichet)
  reply.setCookie(LOGIN, token, cookieOptions(guichet, 3600))
  return csrfOf(token)
}

export function isLoginForm(request: FastifyRequest, given: string): boolean {
  const token = cookieOf(request, LOGIN)
  return token !== undefined && isOwnForm(request, csrfOf(token), given)
}

/** RFC 9110 has no word for it; Fetch Metadata has: the form was one of ours. Browsers without it have the token alone. */
export function isOwnForm(request: FastifyRequest, csrf: string, given: string): boolean {
  const site = request.headers['sec-fetch-site']
  return (site === undefined || site === 'same-origin') && isSame(Buffer.from(given), Buffer.from(csrf))
}

/** Bytes, not characters: `é` is one of these and two of those. */
const isSame = (given: Buffer, expected: Buffer): boolean => given.length === expected.length && timingSafeEqual(given, expected)

export async function logIn(guichet: Guichet, reply: FastifyReply, name: string, token: string): Promise<boolean> {
  const person = holderOf(guichet.clients.desk.filter(({ id }) => id === name), token)
  if (person === undefined) return false
  const session = newToken(guichet)
  const now = nowMs(guichet)
  await guichet.store.keepSession(tokenSha256(session), person.id, now + LIMITS.sessionSeconds * 1000, now)
  reply.setCookie(SESSION, session, cookieOptions(guichet, LIMITS.sessionSeconds)).clearCookie(LOGIN, { path: '/desk' })
  return true
}

export async function logOut(guichet: Guichet, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = cookieOf(request, SESSION)
  if (token !== undefined) await guichet.store.endSession(tokenSha256(token))
  reply.clearCookie(SESSION, { path: '/desk' })
}

const newToken = ({ world }: Guichet): string => Buffer.from(world.random.bytes(32)).toString('base64url')
