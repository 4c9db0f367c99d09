// The body of POST /api/v1/reports: one account of our server's numbering, and statuses of it. What our server has not told
// yet is open in the payload: `account` (a name) in the place of `account_id`, `statuses` (addresses) beside `status_ids`.
import { z } from 'zod'
import { canonicalText } from '../../../signalement/packet/canonical-text.ts'
import { fitText } from '../../../signalement/packet/fit-text.ts'
import type { PreparedPart, PrepareResult, Sendable, SendableLocator, Setup } from '../../adapter.ts'
import { readJson } from '../../http-call.ts'
import type { Payload } from '../../payload.ts'

/** mastodon/mastodon, app/models/report.rb. */
const COMMENT_MAX = 1000
/** Leaves room for a sentence beside the addresses. */
const ADDRESSES_MAX = 700
const CATEGORIES = ['legal', 'violation', 'other'] as const
/** Ours: a report that a moderator can still read. */
const MAX_STATUSES = 50

const Body = z.strictObject({
  account: z.string().optional(), account_id: z.string().optional(), status_ids: z.array(z.string()).optional(), statuses: z.array(z.string()).optional(),
  comment: z.string().optional(), category: z.enum(CATEGORIES), forward: z.literal(true).optional(),
  /** Ours: an account that our server does not know is not asked for elsewhere. */
  resolve: z.literal(false).optional(),
})
export type ReportBody = z.infer<typeof Body>

/** A locator as Mastodon sees it from our server. */
interface Target {
  readonly canonical: string
  /** `ana` on our server, `ana@other.example` elsewhere; undefined when the address does not tell. */
  readonly account: string | undefined
  /** `id`: of our server. */
  readonly status?: { readonly id: string } | { readonly address: string }
}

/** Pure. One account a report: one part for each, and for each status whose author is not known. */
export function prepareReports(sendable: Sendable, setup: Setup): PrepareResult {
  const domain = ownDomain(setup)
  if (domain === undefined) return { ok: false, code: 'no-setting', detail: 'url' }
  const category = CATEGORIES.find((each) => each === (setup.options['category'] ?? (sendable.dsaCategory === undefined && !sendable.prohibited ? 'other' : 'legal')))
  if (category === undefined) return { ok: false, code: 'no-setting', detail: 'category' }
  if (sendable.locators.length === 0) return { ok: false, code: 'no-locator' }
  const targets: Target[] = []
  for (const locator of sendable.locators) {
    const target = targetOf(locator, domain)
    if (target === undefined) return { ok: false, code: 'no-locator', detail: locator.canonical }
    // To ask who wrote a status is to fetch it, and to have our server fetch it with its pictures.
    if (!sendable.mayFetch && target.account === undefined) return { ok: false, code: 'no-account-id', detail: locator.canonical }
    if (!sendable.mayFetch && target.status !== undefined && 'address' in target.status && target.status.address.length > ADDRESSES_MAX) return { ok: false, code: 'too-large', detail: locator.canonical }
    targets.push(target)
  }
  return { ok: true, parts: groups(targets, sendable.mayFetch).map((group) => partOf(group, category, sendable, setup)) }
}

/** The name behind the `@` of our accounts; it may differ from the host of the web address. */
function ownDomain({ url, options }: Setup): string | undefined {
  return options['domain']?.toLowerCase() ?? (URL.canParse(url) ? new URL(url).host : undefined)
}

function targetOf({ canonical, ids, kind }: SendableLocator, domain: string): Target | undefined {
  const { host, user, statusId } = ids
  if (host === undefined || (user !== undefined && !/^[a-z0-9_.-]+(?:@[a-z0-9.-]+)?$/i.test(user))) return undefined
  const account = user === undefined ? undefined : fromHere(user.includes('@') ? user : `${user}@${host}`, domain)
  if (statusId === undefined) return account !== undefined && kind === 'account' ? { canonical, account } : undefined
  if (!/^\d{1,20}$/.test(statusId)) return undefined
  if (host.toLowerCase() === domain) return { canonical, account, status: { id: statusId } }
  return canonical.startsWith('https://') ? { canonical, account, status: { address: canonical } } : undefined
}

function fromHere(account: string, domain: string): string {
  return account.toLowerCase().endsWith(`@${domain}`) ? account.slice(0, account.lastIndexOf('@')) : account
}

function groups(targets: readonly Target[], mayFetch: boolean): Target[][] {
  const made: Target[][] = []
  const openOf = new Map<string, Target[]>()
  for (const target of targets) {
    const open = target.account === undefined ? undefined : openOf.get(target.account)
    if (open !== undefined && open.length < MAX_STATUSES && (mayFetch || addresses([...open, target]).length <= ADDRESSES_MAX)) {
      open.push(target)
      continue
    }
    const group = [target]
    made.push(group)
    if (target.account !== undefined) openOf.set(target.account, group)
  }
  return made
}

const addressList = (group: readonly Target[]): string[] => group.flatMap(({ status }) => (status !== undefined && 'address' in status ? [status.address] : []))
const addresses = (group: readonly Target[]): string => addressList(group).join('\n')

function partOf(group: readonly Target[], category: ReportBody['category'], sendable: Sendable, { options }: Setup): PreparedPart {
  const { outgoing, mayFetch } = sendable
  const account = group[0]?.account
  const ids = group.flatMap(({ status }) => (status !== undefined && 'id' in status ? [status.id] : []))
  const elsewhere = addressList(group)
  // Of what may not be fetched only the address is said: our server is not made to fetch it, now or when it goes.
  const said = canonicalText([...(mayFetch ? [] : elsewhere), ...(outgoing.explanation === undefined ? [] : [outgoing.explanation])].join('\n')).text
  const comment = fitText(said, { unit: 'characters', max: COMMENT_MAX })
  const body: ReportBody = {
    ...(account === undefined ? {} : { account }), ...(ids.length === 0 ? {} : { status_ids: ids }), ...(mayFetch && elsewhere.length > 0 ? { statuses: elsewhere } : {}),
    ...(comment.text === '' ? {} : { comment: comment.text }), category, ...(options['forward'] === 'true' ? { forward: true as const } : {}),
    // To find an account elsewhere is to fetch its pictures and its pinned statuses: ActivityPub::ProcessAccountService.
    ...(!mayFetch && account?.includes('@') === true ? { resolve: false as const } : {}),
  }
  return {
    locators: group.map(({ canonical }) => canonical),
    fields: ['locators', ...(outgoing.explanation === undefined ? [] : ['explanation']), ...(sendable.dsaCategory === undefined ? [] : ['category'])],
    ...(comment.lost > 0 ? { cut: ['explanation'] } : {}),
    payload: { kind: 'http', line: 'POST /api/v1/reports', headers: { 'accept': 'application/json', 'content-type': 'application/json' }, body: encoded(body) },
  }
}

const encoded = (body: ReportBody): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(body)))

/** Undefined when it is no report of ours. */
export function reportBody({ body }: Payload): ReportBody | undefined {
  return readJson({ body: Buffer.from(body) }, Body)
}

/** The body as it goes: numbers of our server in the place of names and addresses, and nothing else changed. */
export function completed({ account: _name, statuses: _addresses, resolve: _resolve, account_id, status_ids = [], ...rest }: ReportBody, found: { readonly accountId: string; readonly statusIds: readonly string[] }): Uint8Array {
  const all = [...status_ids, ...found.statusIds]
  return encoded({ account_id: account_id ?? found.accountId, ...(all.length === 0 ? {} : { status_ids: all }), ...rest })
}
