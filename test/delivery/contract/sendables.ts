// Invented signalements as an adapter gets them: whole ones to start from, and any at all. Every text is a mark of its own,
// so that what leaves can be traced to the member it came from.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Sendable } from '../../../src/delivery/adapter.ts'
import type { HarmCodes } from '../../../src/signalement/harm-table.ts'
import { LEAVING_FIELDS, type Destination, type LeavingField } from '../../../src/signalement/destination.ts'
import { addressOf } from '../../../src/signalement/outgoing-of.ts'
import type { Outgoing } from '../../../src/signalement/packet/outgoing.ts'
import type { Locator } from '../../../src/signalement/signalement.ts'
import { AGE_BANDS, AUTHORITIES, CONTENT_KINDS, DSA_CATEGORIES, HARMS, LOCATOR_KINDS, PLATFORMS, REPRESENTATIONS, URGENCIES, type Platform } from '../../../src/signalement/vocabulary.ts'
import { sampleId } from '../../signalement/sample-record.ts'
import { NOW } from './adapter-case.ts'

const PROVENANCE = { source: 'invented', checkedOn: '2026-11-23', verified: true }

export const CODES: HarmCodes = {
  offences: [],
  atproto: { reasons: ['tools.ozone.report.defs#reasonHarassmentTargeted'], ...PROVENANCE },
  xarf: { category: 'content', type: 'csem', exploitation: 'sextortion', ...PROVENANCE },
  ncmec: { incidentType: 'Online Enticement of Children for Sexual Acts', annotations: ['sextortion'], ...PROVENANCE },
}
export const CSAM_CODES: HarmCodes = {
  offences: [],
  atproto: { reasons: ['tools.ozone.report.defs#reasonChildSafetyCSAM'], ...PROVENANCE },
  xarf: { category: 'content', type: 'csam', ...PROVENANCE },
  ncmec: { incidentType: 'Child Pornography (possession, manufacture, and distribution)', ...PROVENANCE },
}

export type SentLocator = Omit<Locator, 'raw'>

export function locator(number: number, over: Partial<SentLocator> = {}): SentLocator {
  return { kind: 'url', what: 'post', canonical: `https://content.example/mark-locator-${number}`, ids: { postId: `mark-id-${number}` }, ...over }
}

/** All that may ever leave; `over` replaces members of `outgoing`. */
export function wholeOutgoing(locators: readonly SentLocator[], platform: Platform = 'autre'): Outgoing {
  return {
    id: sampleId(77), locators: locators.map((each) => addressOf(each, platform)), platform, account: 'mark.account',
    explanation: 'mark-explanation : depuis une semaine, ce compte publie chaque jour des moqueries et des menaces.',
    harm: 'cyberharcelement', category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE', offences: ['Code pénal 222-33-2-2, mark-offence'], observedAt: '2026-11-22T08:30:00.000Z', occurredAt: '2026-11-21T08:30:00.000Z',
    language: 'fr', country: 'FR', ageBand: 'lt15', representation: 'parent', urgency: 'high', notifierName: 'mark-name', notifierEmail: 'mark-email@example.org', notifierOrg: 'mark-org',
    authority: 'trusted_flagger', goodFaith: true, hashes: [`sha256 ${'ab'.repeat(32)} (mark-origin)`], legalOrder: 'mark-order, 2026/1',
  }
}

export interface SendableParts extends Partial<Omit<Sendable, 'outgoing' | 'locators' | 'key'>> {
  readonly outgoing?: Partial<Outgoing>
  readonly locators?: readonly SentLocator[]
  readonly platform?: Platform
}

/** A signalement with everything in it, cut to what the destination may have. */
export function sendable(destination: Pick<Destination, 'id' | 'allow'>, parts: SendableParts = {}): Sendable {
  const { outgoing: over = {}, locators = [locator(1)], platform = 'autre', ...rest } = parts
  const id = rest.id ?? sampleId(77)
  const revision = rest.revision ?? 1
  const whole: Outgoing = { ...wholeOutgoing(locators, platform), id, ...over }
  const may = (field: LeavingField): boolean => destination.allow.includes(field)
  const outgoing = Object.fromEntries(LEAVING_FIELDS.filter((field) => may(field) && whole[field] !== undefined).map((field) => [field, whole[field]])) as Outgoing
  return {
    codes: CODES, prohibited: false, mayFetch: rest.prohibited !== true, createdAt: '2026-11-22T09:00:00.000Z', now: NOW,
    notifier: { authority: may('authority') ? 'trusted_flagger' : 'individual', identity: may('notifierName') || may('notifierEmail') ? 'disclosed' : 'withheld' },
    ...(may('hashes') ? { hashes: [{ alg: 'sha256' as const, value: 'ab'.repeat(32), origin: 'mark-origin' }] } : {}),
    ...(may('offences') ? { offences: [{ article: 'Code pénal 222-33-2-2', label: 'mark-offence', checkedOn: '2026-11-23', verified: true }] } : {}),
    ...(may('legalOrder') ? { legalOrder: { authority: 'mark-order', reference: '2026/1', issuedAt: '2026-11-22T08:00:00.000Z' } } : {}),
    ...(may('category') ? { dsaCategory: 'STATEMENT_CATEGORY_CYBER_VIOLENCE' as const, dsaKeyword: ['CYBER_HARASSMENT' as const] } : {}),
    ...rest,
    locators: may('locators') ? locators : [], outgoing, id, revision,
    key: (some) => createHash('sha256').update(JSON.stringify([id, destination.id, some.toSorted(), revision])).digest('hex'),
  }
}

const hostile = (max: number): fc.Arbitrary<string> => fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: Math.min(max, 200) }), fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: Math.min(max, 400) }),
  fc.constantFrom('\ud800', '\u202e\u0000', '</x>&"\'<!--', '&e; &#0; &amp; ]]>', '\r\n.\r\nRCPT TO:<a@b.example>', '👨‍👩‍👧‍👦'.repeat(Math.min(max, 300)).slice(0, max), 'é'.repeat(max), '../../../etc/passwd', 'javascript:alert(1)'),
).filter((text) => text.length > 0 && text.length <= max)

const anyLocator: fc.Arbitrary<SentLocator> = fc.record({
  kind: fc.constantFrom(...LOCATOR_KINDS), what: fc.constantFrom(...CONTENT_KINDS),
  canonical: fc.oneof(fc.webUrl(), fc.constantFrom('https://bsky.app/profile/ana.example/post/3kabc', 'https://social.example/@ana/112233445566778899', 'mastodon:user/ana@social.example'), hostile(400)),
  ids: fc.dictionary(fc.constantFrom('did', 'handle', 'rkey', 'cid', 'statusId', 'user', 'host', 'accountId', 'collection', 'postId'), fc.oneof(fc.constantFrom('ana.example', 'did:plc:abcdefghijklmnopqrstuvwx', '3kabc', '112233445566778899', 'social.example'), hostile(100))),
})

/** Anything that a record can hold and more: an adapter may refuse it, and nothing else. */
export function anySendable(destination: Pick<Destination, 'id' | 'allow'>): fc.Arbitrary<Sendable> {
  return fc.record({
    platform: fc.constantFrom(...PLATFORMS), locators: fc.array(anyLocator, { maxLength: 6 }), absent: fc.subarray([...LEAVING_FIELDS]),
    prohibited: fc.boolean(), fetchable: fc.boolean(), codes: fc.constantFrom(CODES, CSAM_CODES, { offences: [] }), revision: fc.integer({ min: 1, max: 99 }), number: fc.integer({ min: 1, max: 1_000_000 }),
    outgoing: fc.record({
      account: hostile(200), explanation: hostile(5000), harm: fc.constantFrom(...HARMS), category: fc.constantFrom(...DSA_CATEGORIES), language: fc.constantFrom('fr', 'en', 'pt-BR'), country: fc.constantFrom('FR', 'BE'),
      ageBand: fc.constantFrom(...AGE_BANDS), representation: fc.constantFrom(...REPRESENTATIONS), urgency: fc.constantFrom(...URGENCIES), notifierName: hostile(200), notifierOrg: hostile(200),
      authority: fc.constantFrom(...AUTHORITIES), goodFaith: fc.boolean(), legalOrder: hostile(400), offences: fc.array(hostile(300), { maxLength: 3 }), hashes: fc.array(hostile(300), { maxLength: 3 }),
    }, { requiredKeys: [] }),
  }).map(({ platform, locators, absent, prohibited, fetchable, codes, revision, number, outgoing }) => sendable(
    { id: destination.id, allow: destination.allow.filter((field) => !absent.includes(field)) },
    { platform, locators, prohibited, mayFetch: fetchable && !prohibited, codes, revision, id: sampleId(number), outgoing },
  ))
}

/** A deep copy that cannot be changed; functions stay. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  const copy = Array.isArray(value) ? value.map(frozen) : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, frozen(each)]))
  return Object.freeze(copy) as T
}
