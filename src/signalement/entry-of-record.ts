// A record as the texts that would make it again: what an edit starts from.
import type { Entry } from './entry.ts'
import type { Signalement } from './signalement.ts'

export function entryOfRecord(record: Signalement): Entry {
  const { target, victim, notifier, legalOrder } = record
  const texts: { [field in keyof Entry]: string | undefined } = {
    harm: record.harm, subHarm: record.subHarm, ageBand: victim.ageBand,
    urls: target.locators.filter(({ kind, raw }) => kind !== 'account' || /[./:]/.test(raw)).map(({ raw }) => raw).join('\n'),
    platform: target.platform, account: target.account?.handle, accountId: target.account?.id, displayName: target.account?.displayName,
    channel: record.intake.channel, explanation: record.explanation, observedAt: record.observedAt, occurredAt: record.occurredAt,
    urgency: record.urgency, urgencyReason: record.urgencyReason, language: record.language, country: record.country,
    isCaller: victim.isCaller ? 'oui' : 'non', representation: victim.representation,
    consent: victim.consent.map(({ by, to }) => `${by}:${to}`).join('\n'),
    authority: notifier.authority, organisation: notifier.org, flaggerArea: notifier.flaggerArea, notifierName: notifier.name,
    notifierEmail: notifier.email, identity: notifier.identity, goodFaith: record.attestation === undefined ? undefined : 'oui',
    hashes: record.hashes.map(({ alg, value, origin }) => `${alg}:${value} ${origin}`).join('\n'),
    orderAuthority: legalOrder?.authority, orderReference: legalOrder?.reference, orderIssuedAt: legalOrder?.issuedAt,
  }
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ''))
}
