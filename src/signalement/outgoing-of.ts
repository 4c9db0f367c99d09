// What of a record could leave, flat, for the one door to a form: packet/outgoing.ts. What a destination may have of it
// is its own allow-list.
import { effectiveHarm } from './child-protection.ts'
import type { Outgoing } from './packet/outgoing.ts'
import type { Signalement } from './signalement.ts'

/** @param inFlaggerArea a notice outside the trusted flagger's area must not carry the quality: recital 61 DSA */
export function outgoingOf(record: Signalement, inFlaggerArea: boolean): Outgoing {
  const { target, victim, notifier, legalOrder } = record
  const withheld = notifier.identity === 'withheld'
  return {
    id: record.id,
    locators: target.locators.map(({ canonical }) => canonical),
    platform: target.platform,
    account: target.account?.handle ?? target.locators.find(({ kind }) => kind === 'account')?.ids['user'],
    explanation: record.explanation,
    harm: effectiveHarm(record.harm, victim.ageBand),
    category: record.dsaCategory,
    offences: record.offences.filter(({ verified }) => verified).map(({ article, label }) => `${article}, ${label}`),
    observedAt: record.observedAt, occurredAt: record.occurredAt, language: record.language, country: record.country,
    ageBand: victim.ageBand, representation: victim.representation, urgency: record.urgency,
    notifierName: withheld ? undefined : notifier.name, notifierEmail: withheld ? undefined : notifier.email, notifierOrg: notifier.org,
    authority: notifier.authority === 'trusted_flagger' && !inFlaggerArea ? 'individual' : notifier.authority,
    goodFaith: record.attestation !== undefined,
    hashes: record.hashes.map(({ alg, value, origin }) => `${alg} ${value} (${origin})`),
    legalOrder: legalOrder === undefined ? undefined : `${legalOrder.authority}, ${legalOrder.reference}`,
  }
}
