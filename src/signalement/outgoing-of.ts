// What of a record could leave, flat, for the one door to a form: packet/outgoing.ts. What a destination may have of it
// is its own allow-list.
import { effectiveHarm } from './child-protection.ts'
import type { Outgoing } from './packet/outgoing.ts'
import type { Locator, Signalement } from './signalement.ts'
import type { Platform } from './vocabulary.ts'

/** @param inFlaggerArea a notice outside the trusted flagger's area must not carry the quality: recital 61 DSA */
export function outgoingOf(record: Signalement, inFlaggerArea: boolean): Outgoing {
  const { target, victim, notifier, legalOrder } = record
  const withheld = notifier.identity === 'withheld'
  return {
    id: record.id,
    locators: target.locators.map((locator) => addressOf(locator, target.platform)),
    platform: target.platform,
    account: target.account?.handle ?? commonUser(target.locators),
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

/**
 * As a reviewer expects it. The canonical form leaves the handle out where the number alone finds the content (it outlives
 * a change of name); what is sent has it. A username that has no address is said as one, not as an address.
 */
export function addressOf({ canonical, ids }: Pick<Locator, 'canonical' | 'ids'>, platform: Platform): string {
  const user = ids['user']
  if (user !== undefined && /^[\w.-]+$/.test(user)) {
    if (platform === 'x') return canonical.replace(/^(https:\/\/x\.com\/)i(\/status\/)/, `$1${user}$2`)
    if (platform === 'tiktok') return canonical.replace(/^(https:\/\/www\.tiktok\.com\/)@_(\/)/, `$1@${user}$2`)
  }
  const handle = /^([a-z]+):(?:user|name)\/(.+)$/.exec(canonical)
  return handle === null ? canonical : `${handle[1]} : ${decoded(handle[2] ?? '')}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The account that all the contents are of; undefined when they are of several. */
function commonUser(locators: readonly Locator[]): string | undefined {
  const users = new Set(locators.map(({ ids }) => ids['user']))
  return users.size === 1 ? [...users][0] : undefined
}
