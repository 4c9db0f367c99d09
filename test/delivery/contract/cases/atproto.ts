// com.atproto.moderation.createReport on a scripted stage: a session, look-ups, a number for each report.
import { atproto } from '../../../../src/delivery/destinations/atproto/atproto.ts'
import { completed } from '../../../../src/delivery/destinations/atproto/report.ts'
import { SCENES, type AdapterCase, type Seen } from '../adapter-case.ts'
import { json, openHttpStage, type StageAnswer } from '../http-stage.ts'
import { rowOf } from '../rows.ts'
import { CSAM_CODES, locator, sendable, type SentLocator } from '../sendables.ts'

const row = rowOf('bluesky')
export const DID = 'did:plc:abcdefghijklmnopqrstuvwx'
export const CID = 'bafyreihzwnyumvubacqyflkxpsejegc6sxwkcaxv3iwm3lyn2qdfpjyvhu'
const PASSWORD = 'canary-app-password-77'

export const post = (number: number, ids: Readonly<Record<string, string>> = { handle: 'ana.example' }): SentLocator => {
  const name = ids['did'] ?? ids['handle'] ?? ''
  return locator(number, { canonical: `https://bsky.app/profile/${name}/post/mark-locator-${number}`, ids: { ...ids, rkey: `mark-locator-${number}` } })
}
export const account = (ids: Readonly<Record<string, string>> = { handle: 'ana.example' }): SentLocator => locator(0, { kind: 'account', what: 'profile', canonical: `https://bsky.app/profile/${ids['did'] ?? ids['handle'] ?? ''}`, ids })

let reports = 0

/** A token that says when it ends. */
const token = `e30.${Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString('base64url')}.c2ln`

export function asideOf({ line, body }: Seen): StageAnswer | undefined {
  if (line.startsWith('POST /xrpc/com.atproto.server.createSession')) {
    const { password } = JSON.parse(body.toString('utf8')) as { password: string }
    return password === PASSWORD ? json(200, { did: 'did:plc:ourselvesourselvesours22', handle: 'desk.example', accessJwt: token, refreshJwt: 'never-kept' }) : json(401, { error: 'AuthenticationRequired', message: 'Invalid identifier or password' })
  }
  if (line.startsWith('GET /xrpc/com.atproto.identity.resolveHandle?handle=ana.example')) return json(200, { did: DID })
  if (line.startsWith('GET /xrpc/com.atproto.repo.getRecord') && line.includes('mark-locator-')) return json(200, { uri: 'at://x', cid: CID, value: {} })
  return undefined
}

export const atprotoCase: AdapterCase = {
  adapter: atproto,
  destination: 'bluesky',
  secrets: { 'app-password': PASSWORD },
  scenes: SCENES,
  options: { handle: 'desk.example' },
  arrives: (payload) => completed(payload, { authority: DID, record: { collection: 'app.bsky.feed.post', rkey: 'mark-locator-1', cid: CID } }),
  takes: [
    { name: 'a post by its handle', sendable: sendable(row, { locators: [post(1)] }) },
    { name: 'three subjects', parts: 3, sendable: sendable(row, { locators: [post(1, { did: DID }), post(2, { did: DID, cid: CID }), account()] }) },
    { name: 'a child’s image: nothing is fetched', sendable: sendable(row, { locators: [post(1)], prohibited: true, codes: CSAM_CODES }) },
    { name: 'grooming: nothing is fetched', sendable: sendable(row, { locators: [post(1)], mayFetch: false }) },
  ],
  refuses: [
    { name: 'a harm without a reason', sendable: sendable(row, { locators: [post(1)], codes: { offences: [] } }), code: 'no-type' },
    { name: 'no content', sendable: sendable(row, { locators: [] }), code: 'no-locator' },
    { name: 'another site', sendable: sendable(row, { locators: [post(1), locator(2)] }), code: 'no-locator' },
  ],
  openStage: async () => openHttpStage({
    aside: asideOf,
    accept: ({ body }) => json(200, { ...(JSON.parse(body.toString('utf8')) as object), id: (reports += 1), reportedBy: 'did:plc:x', createdAt: '2026-11-23T17:00:00.000Z' }),
    reject: json(400, { error: 'InvalidRequest', message: 'Input/reason must not be longer than 2000 graphemes' }),
  }),
}
