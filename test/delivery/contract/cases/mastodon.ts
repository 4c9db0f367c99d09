// POST /api/v1/reports on a scripted stage: our server finds accounts and statuses, and numbers the reports.
import { mastodon } from '../../../../src/delivery/destinations/mastodon/mastodon.ts'
import { completed, reportBody } from '../../../../src/delivery/destinations/mastodon/report.ts'
import { SCENES, type AdapterCase, type Seen } from '../adapter-case.ts'
import { json, openHttpStage, type StageAnswer } from '../http-stage.ts'
import { rowOf } from '../rows.ts'
import { CSAM_CODES, locator, sendable, type SentLocator } from '../sendables.ts'

const row = rowOf('mastodon')

export const status = (number: number, host = 'other.example', user: string | undefined = 'ana'): SentLocator => {
  const statusId = `1122334455667788${String(number).padStart(2, '0')}`
  return locator(number, { canonical: user === undefined ? `https://${host}/web/statuses/${statusId}` : `https://${host}/@${user}/${statusId}`, ids: { host, statusId, ...(user === undefined ? {} : { user }) } })
}
export const person = (user: string, host: string): SentLocator => locator(0, { kind: 'account', what: 'profile', canonical: `mastodon:user/${user}@${host}`, ids: { user, host } })

export function asideOf({ line }: Seen): StageAnswer | undefined {
  const url = new URL(line.slice(line.indexOf(' ') + 1), 'http://stage')
  const ana = { id: '500', acct: 'ana@other.example' }
  if (url.pathname === '/api/v2/search') {
    const q = url.searchParams.get('q') ?? ''
    if (url.searchParams.get('type') === 'accounts') return json(200, { accounts: q === '@ana@other.example' ? [ana] : [], statuses: [] })
    return json(200, { accounts: [], statuses: q.startsWith('https://other.example/') ? [{ id: `9${q.slice(-2)}`, account: ana }] : [] })
  }
  if (url.pathname === '/api/v1/accounts/lookup' && url.searchParams.get('acct') === ana.acct) return json(200, ana)
  return undefined
}

let reports = 0

export const mastodonCase: AdapterCase = {
  adapter: mastodon,
  destination: 'mastodon',
  secrets: { 'access-token': 'canary-mastodon-token-5a5a' },
  scenes: SCENES,
  options: { domain: 'our.example' },
  arrives: (payload) => completed(reportBody(payload) ?? { category: 'other' }, { accountId: '500', statusIds: ['901', '902'] }),
  takes: [
    { name: 'two statuses of one account elsewhere', sendable: sendable(row, { locators: [status(1), status(2)] }) },
    { name: 'three accounts, one of them by two contents', parts: 3, sendable: sendable(row, { locators: [status(1), person('ana', 'other.example'), status(3, 'our.example', 'eve'), status(4, 'our.example', 'bob@third.example')] }) },
    { name: 'a status whose author is not told', sendable: sendable(row, { locators: [locator(1, { canonical: 'https://our.example/web/statuses/112233445566778801', ids: { host: 'our.example', statusId: '112233445566778801' } })] }) },
    { name: 'a child’s image: named, not fetched', sendable: sendable(row, { locators: [status(1), status(2)], prohibited: true, codes: CSAM_CODES }) },
    { name: 'grooming: named, not fetched', sendable: sendable(row, { locators: [status(1), status(2)], mayFetch: false }) },
  ],
  refuses: [
    { name: 'no content', sendable: sendable(row, { locators: [] }), code: 'no-locator' },
    { name: 'another site', sendable: sendable(row), code: 'no-locator' },
    { name: 'a child’s image whose author only a fetch would tell', sendable: sendable(row, { prohibited: true, locators: [locator(1, { canonical: 'https://other.example/web/statuses/112233445566778801', ids: { host: 'other.example', statusId: '112233445566778801' } })] }), code: 'no-account-id' },
  ],
  openStage: async () => openHttpStage({ aside: asideOf, accept: () => json(200, { id: String((reports += 1)), action_taken: false, category: 'legal' }), reject: json(422, { error: 'Validation failed: Comment is too long' }) }),
}
