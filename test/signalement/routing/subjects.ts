// A subject that has all that a destination may ask, so that each test takes away one thing.
import type { RouteSubject } from '../../../src/signalement/routing/route-subject.ts'

export function subject(over: Partial<RouteSubject> = {}): RouteSubject {
  return {
    harm: 'cyberharcelement', ageBand: '15_17', platform: 'instagram', urgency: 'high', representation: 'parent', authority: 'trusted_flagger',
    inFlaggerArea: true, consent: ['any'], hasLocators: true, locatorKinds: ['url'], missing: [], hasPublicLocator: true, privateMessage: false,
    hasAccount: true, hasExplanation: true, hasIdentity: true, hasGoodFaith: true, hasHostContact: true, hasLegalOrder: false, country: 'FR', ...over,
  }
}
