// What routing asks of a signalement: nothing of its words, addresses or people.
import type { Located } from '../locators/located.ts'
import type { Signalement } from '../signalement.ts'
import type { AgeBand, Authority, Harm, LocatorKind, Platform, Representation, Urgency } from '../vocabulary.ts'

export interface RouteSubject {
  readonly harm: Harm
  readonly ageBand: AgeBand
  readonly platform: Platform
  readonly urgency: Urgency
  readonly representation: Representation
  readonly authority: Authority
  /** Within the trusted flagger's area of expertise: DSA Art. 22. */
  readonly inFlaggerArea: boolean
  /** Destinations that were agreed to; `any` for all. */
  readonly consent: readonly string[]
  readonly hasLocators: boolean
  readonly locatorKinds: readonly LocatorKind[]
  /** Parts that a reviewer would still need. */
  readonly missing: readonly Located['missing'][number][]
  /** Whether anybody can see it: else it is a private message or nothing that PHAROS takes. */
  readonly hasPublicLocator: boolean
  readonly privateMessage: boolean
  readonly hasAccount: boolean
  readonly hasExplanation: boolean
  /** Name and e-mail of the notifier. */
  readonly hasIdentity: boolean
  readonly hasGoodFaith: boolean
  /** The abuse contact of an unknown site's host was given. */
  readonly hasHostContact: boolean
  readonly hasLegalOrder: boolean
  /** ISO 3166; empty when it is not known. */
  readonly country: string
}

export interface SubjectCircumstances {
  readonly inFlaggerArea: boolean
  /** The record's locators, read again: what is missing in them. */
  readonly located?: readonly Located[]
  readonly hasHostContact?: boolean
}

export function subjectOf(record: Signalement, { inFlaggerArea, located = [], hasHostContact = false }: SubjectCircumstances): RouteSubject {
  const { target, victim, notifier } = record
  const isPrivate = new Set(located.filter(({ notes }) => notes.includes('private-space')).map(({ canonical }) => canonical))
  const open = target.locators.filter(({ canonical, what }) => what !== 'message' && !isPrivate.has(canonical) && /^https?:/.test(canonical))
  return {
    harm: record.harm, ageBand: victim.ageBand, platform: target.platform, urgency: record.urgency, representation: victim.representation,
    authority: notifier.authority, inFlaggerArea,
    consent: victim.consent.map(({ to }) => to),
    hasLocators: target.locators.length > 0,
    locatorKinds: [...new Set(target.locators.map(({ kind }) => kind))],
    missing: [...new Set(located.flatMap(({ missing }) => missing))],
    hasPublicLocator: open.length > 0,
    privateMessage: open.length === 0 && target.locators.some(({ what, canonical }) => what === 'message' || isPrivate.has(canonical)),
    hasAccount: target.account !== undefined || target.locators.some(({ kind }) => kind === 'account'),
    hasExplanation: record.explanation !== '',
    hasIdentity: notifier.name !== undefined && notifier.email !== undefined,
    hasGoodFaith: record.attestation !== undefined,
    hasHostContact,
    hasLegalOrder: record.legalOrder !== undefined,
    country: record.country,
  }
}
