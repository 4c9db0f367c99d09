// What our server calls an account or a status: docs.joinmastodon.org/methods/{accounts,search,statuses}. Questions only;
// for what is elsewhere our server is asked to find it (`resolve`). Never a status that may not be fetched: see report.ts.
import { z } from 'zod'
import type { HttpReply } from '../../../system/world.ts'
import type { Link } from '../../adapter.ts'
import { call, readJson } from '../../http-call.ts'
import { failedExchange } from '../../http-outcome.ts'
import type { Outcome } from '../../outcome.ts'
import { refusedThere } from './refusal.ts'
import type { ReportBody } from './report.ts'

type Failed = Exclude<Outcome, { class: 'definite_success' }>
type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly outcome: Failed }

const Id = z.string().regex(/^\d{1,30}$/)
export const Account = z.looseObject({ id: Id, acct: z.string().max(500), suspended: z.boolean().nullish() })
export const Status = z.looseObject({ id: Id, account: Account })
const Search = z.looseObject({ accounts: z.array(Account).max(40), statuses: z.array(Status).max(40) })

export async function resolveReport(body: ReportBody, link: Link, headers: Readonly<Record<string, string>>): Promise<Found<{ accountId: string; statusIds: string[] }>> {
  try {
    const statusIds: string[] = []
    let accountId = body.account_id
    if (body.account !== undefined) {
      const found = await accountOf(body.account, body.resolve !== false, link, headers)
      if (!found.ok) return found
      accountId = found.value
    }
    for (const address of body.statuses ?? []) {
      const found = await statusAt(address, link, headers)
      if (!found.ok) return found
      statusIds.push(found.value.id)
      accountId ??= found.value.account.id
      // Another account's status in the same report would be dropped there in silence.
      if (found.value.account.id !== accountId) return notFound('other-account')
    }
    const [first] = body.status_ids ?? []
    if (accountId === undefined && first !== undefined) {
      const reply = await ask(link, `/api/v1/statuses/${first}`, headers)
      const status = reply.status === 200 ? readJson(reply, Status) : undefined
      if (status === undefined) return reply.status === 404 ? notFound('not-found') : unanswered(reply, link)
      accountId = status.account.id
    }
    return accountId === undefined ? notFound('no-account-id') : { ok: true, value: { accountId, statusIds } }
  } catch (error) {
    const outcome = failedExchange(error) as Failed
    return { ok: false, outcome: outcome.class === 'unknown' ? { class: 'not_sent', code: `resolve-${outcome.code}` } : outcome }
  }
}

/** `ana` here, `ana@other.example` elsewhere. A look-up knows what our server knows: `skip_webfinger`. */
async function accountOf(name: string, mayAskElsewhere: boolean, link: Link, headers: Readonly<Record<string, string>>): Promise<Found<string>> {
  if (!name.includes('@') || !mayAskElsewhere) {
    const reply = await ask(link, `/api/v1/accounts/lookup?${new URLSearchParams({ acct: name }).toString()}`, headers)
    const account = reply.status === 200 ? readJson(reply, Account) : undefined
    return account === undefined ? (reply.status === 404 ? notFound('handle-not-resolved') : unanswered(reply, link)) : { ok: true, value: account.id }
  }
  const found = await search(`@${name}`, 'accounts', link, headers)
  if (!found.ok) return found
  const account = found.value.accounts.find(({ acct }) => acct.toLowerCase() === name.toLowerCase())
  return account === undefined ? notFound('handle-not-resolved') : { ok: true, value: account.id }
}

async function statusAt(address: string, link: Link, headers: Readonly<Record<string, string>>): Promise<Found<z.infer<typeof Status>>> {
  const found = await search(address, 'statuses', link, headers)
  if (!found.ok) return found
  const [status] = found.value.statuses
  return status === undefined ? notFound('not-found') : { ok: true, value: status }
}

async function search(q: string, type: 'accounts' | 'statuses', link: Link, headers: Readonly<Record<string, string>>): Promise<Found<z.infer<typeof Search>>> {
  const reply = await ask(link, `/api/v2/search?${new URLSearchParams({ q, type, resolve: 'true', limit: '5' }).toString()}`, headers)
  const found = reply.status === 200 ? readJson(reply, Search) : undefined
  return found === undefined ? unanswered(reply, link) : { ok: true, value: found }
}

/** @throws what `http.exchange` throws */
export async function ask(link: Link, path: string, headers: Readonly<Record<string, string>>): Promise<HttpReply> {
  return call(link, { line: `GET ${path}`, headers: { accept: 'application/json', ...headers } })
}

const notFound = (code: string): { ok: false; outcome: Failed } => ({ ok: false, outcome: { class: 'definite_reject', code } })

/** Nothing was reported, whatever it meant. */
function unanswered(reply: HttpReply, link: Link): { ok: false; outcome: Failed } {
  const refused = refusedThere(reply, link.now())
  return { ok: false, outcome: refused.class === 'unknown' ? { class: 'not_sent', code: `resolve-${refused.code}` } : refused }
}
