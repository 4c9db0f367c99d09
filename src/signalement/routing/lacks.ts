// What a destination asks and this signalement does not have yet.
import { mayWithholdIdentity } from '../child-protection.ts'
import type { Destination, LackCode } from '../destination.ts'
import { MISSING_PARTS } from '../locators/located.ts'
import type { RouteSubject } from './route-subject.ts'

export function lacksOf(destination: Destination, subject: RouteSubject): readonly LackCode[] {
  const { form, role, excludes, identity, allow, needsConsent, needs = [] } = destination
  const asks = new Set((form?.fields ?? []).filter(({ required }) => required).map(({ value }) => value))
  const found = new Set<LackCode>()
  if (needsConsent && !subject.consent.includes('any') && !subject.consent.includes(destination.id)) found.add('consent')
  if (excludes.includes('no-public-locator') && !subject.hasPublicLocator) found.add('public-locator')
  else if (asks.has('locators') && !subject.hasLocators) found.add('locator')
  // Who removes needs the exact place; others need what they name.
  for (const part of subject.missing) if (role === 'platform' || role === 'network' ? asks.size > 0 : needs.includes(part)) found.add(part)
  for (const need of needs) if (!MISSING_PARTS.some((part) => part === need) && isMissing(need, subject)) found.add(need)
  if (needs.includes('username') ? !subject.hasAccount : asks.has('account') && !subject.hasAccount) found.add(needs.includes('username') ? 'username' : 'account')
  if (asks.has('explanation') && !subject.hasExplanation) found.add('explanation')
  if (asks.has('country') && subject.country === '') found.add('country')
  if (asks.has('goodFaith') && !subject.hasGoodFaith) found.add('good-faith')
  // DSA Art. 16(2)(c) waives the name in a notice under Art. 16, and nowhere else.
  const waived = allow.includes('goodFaith') && mayWithholdIdentity(subject.harm, subject.ageBand)
  if (identity === 'required' && allow.includes('notifierEmail') && !subject.hasIdentity && !waived) found.add('identity')
  return [...found]
}

function isMissing(need: LackCode, subject: RouteSubject): boolean {
  switch (need) {
    case 'consent':
      return subject.consent.length === 0
    case 'identity':
      return !subject.hasIdentity
    case 'explanation':
      return !subject.hasExplanation
    case 'locator':
      return !subject.hasLocators
    case 'public-locator':
      return !subject.hasPublicLocator
    case 'account':
      return !subject.hasAccount
    case 'good-faith':
      return !subject.hasGoodFaith
    case 'country':
      return subject.country === ''
    case 'host-contact':
      return !subject.hasHostContact
    default:
      return subject.missing.includes(need)
  }
}
