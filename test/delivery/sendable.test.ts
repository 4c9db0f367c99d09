// The one way from a record to a machine destination: what its row does not allow is not in what an adapter gets.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendableOf } from '../../src/delivery/sendable.ts'
import { LEAVING_FIELDS, type Destination, type LeavingField } from '../../src/signalement/destination.ts'
import { NOW, sampleRecord } from '../signalement/sample-record.ts'
import { CODES } from './contract/sendables.ts'
import { rowOf } from './contract/rows.ts'

const GUICHET = rowOf('guichet')
/** Every text of the record, under a mark that says which field may carry it. */
const MARKS: Readonly<Partial<Record<LeavingField, readonly string[]>>> = {
  locators: ['mark-canonical', 'mark-ids'], account: ['mark.handle'], explanation: ['mark-explanation'], offences: ['mark-offence'], notifierName: ['mark-name'], notifierEmail: ['mark-email'], notifierOrg: ['mark-org'],
  hashes: ['mark-origin'], legalOrder: ['mark-order', 'mark-reference'], country: ['XQ'], observedAt: ['2001-02-03T04:05:06.000Z'], occurredAt: ['2002-03-04T05:06:07.000Z'], category: ['STATEMENT_CATEGORY_CYBER_VIOLENCE'], language: ['qqx'],
}
/** These leave for nobody. */
const NEVER = ['mark-raw', 'mark-colleague', 'mark-display', 'mark-policy', 'mark-evidence', 'mark-unverified', 'mark-clock', 'mark-urgency', 'mark-consent', 'mark-attestation', 'mark-campaign']

const MARKED = sampleRecord(1, {
  createdBy: 'mark-colleague', observedAt: '2001-02-03T04:05:06.000Z', occurredAt: '2002-03-04T05:06:07.000Z', urgencyReason: 'mark-urgency', dsaCategory: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
  offences: [{ article: 'CP 222', label: 'mark-offence', checkedOn: '2026-11-23', verified: true }, { article: 'CP 1', label: 'mark-unverified', checkedOn: '2026-11-23', verified: false }],
  target: { platform: 'instagram', locators: [{ kind: 'url', what: 'post', raw: 'https://mark-raw.example/', canonical: 'https://mark-canonical.example/', ids: { shortcode: 'mark-ids' } }], account: { handle: 'mark.handle', displayName: 'mark-display' } },
  explanation: 'mark-explanation', language: 'qqx', country: 'XQ', hashes: [{ alg: 'sha256', value: 'ab'.repeat(32), origin: 'mark-origin' }],
  notifier: { authority: 'trusted_flagger', org: 'mark-org', name: 'mark-name', email: 'mark-email@example.org', identity: 'disclosed' },
  legalOrder: { authority: 'mark-order', reference: 'mark-reference', issuedAt: '2026-11-22T08:00:00.000Z' },
  attestation: { goodFaith: true, by: 'mark-attestation', at: NOW }, retention: { policy: 'mark-policy', expiresAt: '2028-11-22T17:00:00.000Z', keyId: '00000000' },
  clock: { basis: 'internal_target', dueAt: '2026-11-24T17:00:00.000Z', source: 'mark-clock' },
})

const about = { inFlaggerArea: true, codes: CODES, now: NOW, test: false }
const given = (row: Partial<Destination>, record = MARKED, changes: Partial<typeof about> = {}) => sendableOf(record, { ...GUICHET, identity: 'optional', ...row }, { ...about, ...changes })

describe('what an adapter gets', () => {
  it('holds no text of a field that the row does not allow', () => {
    fc.assert(fc.property(fc.subarray([...LEAVING_FIELDS]), (allow) => {
      const text = JSON.stringify(given({ allow }))
      for (const [field, marks = []] of Object.entries(MARKS)) for (const mark of marks) {
        expect(text.includes(mark), `${mark} with ${allow.join(' ')}`).toBe(allow.includes(field as LeavingField))
      }
      for (const mark of NEVER) expect(text).not.toContain(mark)
    }), { numRuns: 300 })
  })

  it('allows nothing, gets nothing but what names the request itself', () => {
    const { key: _key, codes: _codes, ...rest } = given({ allow: [] })
    expect(rest).toEqual({ outgoing: {}, locators: [], notifier: { authority: 'individual', identity: 'disclosed' }, prohibited: false, mayFetch: true, id: MARKED.id, revision: 1, createdAt: NOW, now: NOW })
  })

  it('a channel that never takes the notifier’s name gets none, even when the row lists it', () => {
    const text = JSON.stringify(given({ identity: 'never' }))
    expect(text).not.toMatch(/mark-name|mark-email/)
    expect(text).toContain('mark-org')
  })

  it('a withheld identity is withheld from all', () => {
    const withheld = given({}, { ...MARKED, notifier: { ...MARKED.notifier, identity: 'withheld' } })
    expect(JSON.stringify(withheld)).not.toMatch(/mark-name|mark-email/)
    expect(withheld.notifier.identity).toBe('withheld')
  })

  it('outside its area a trusted flagger is anybody: recital 61', () => {
    expect(given({}).notifier.authority).toBe('trusted_flagger')
    const outside = given({}, MARKED, { inFlaggerArea: false })
    expect(outside.notifier.authority).toBe('individual')
    expect(JSON.stringify(outside)).not.toContain('trusted_flagger')
    expect(given({ allow: GUICHET.allow.filter((field) => field !== 'authority') }).notifier.authority).toBe('individual')
  })

  it.each([
    ['csam', '18plus', true, false], ['revenge_porn', 'lt15', true, false], ['revenge_porn', 'unknown', true, false], ['revenge_porn', '18plus', false, true], ['haine', 'lt15', false, true],
    ['grooming', 'lt15', false, false], ['grooming', '18plus', false, true], ['contenu_pornographique', 'unknown', false, false],
  ] as const)('%s of %s: prohibited %s, may be fetched %s', (harm, ageBand, prohibited, mayFetch) => {
    expect(given({}, { ...MARKED, harm, victim: { ...MARKED.victim, ageBand } })).toMatchObject({ prohibited, mayFetch })
  })

  it('has one key for the same locators in any order, another for other locators, a revision, a destination or a test', () => {
    const key = given({}).key(['b', 'a'])
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(given({}).key(['a', 'b'])).toBe(key)
    const others = [given({}).key(['a']), given({ id: 'mastodon' }).key(['a', 'b']), given({}, { ...MARKED, revision: 2 }).key(['a', 'b']), given({}, MARKED, { test: true }).key(['a', 'b']), given({}, sampleRecord(2)).key(['a', 'b'])]
    expect(new Set([key, ...others]).size).toBe(others.length + 1)
  })
})
