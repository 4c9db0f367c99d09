// Credentials at the moment of use: asked for by name, put into one header, kept nowhere.
import type { Link } from './adapter.ts'
import type { Outcome } from './outcome.ts'

type Auth = Extract<Outcome, { class: 'auth' }>

export type Credential = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly outcome: Auth }

/** What a header may hold of a secret: RFC 9110 §5.5, visible ASCII. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/

/** One that goes into a header. */
export async function headerCredential(link: Link, name: string): Promise<Credential> {
  const found = await credential(link, name)
  return found.ok && !TOKEN.test(found.value) ? { ok: false, outcome: { class: 'auth', code: 'bad-secret' } } : found
}

/** Without the line end that an editor leaves. */
export async function credential(link: Link, name: string): Promise<Credential> {
  const value = (await link.secret(name))?.replace(/[\r\n]+$/, '')
  return value === undefined || value === '' ? { ok: false, outcome: { class: 'auth', code: 'no-secret' } } : { ok: true, value }
}
