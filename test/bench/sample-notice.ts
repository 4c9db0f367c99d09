// An invented notice of the size that a counsellor's signalement has.
import { NOW, sampleId, sampleRecord } from '../signalement/sample-record.ts'

export function sampleNotice(number: number): unknown {
  const { harm, urgency, target: { platform, locators }, explanation, notifier } = sampleRecord(number)
  return {
    format: 'notice/1', correlationId: sampleId(number), revision: 1, test: true, harm, ageBand: 'lt15', urgency, platform,
    locators: locators.map(({ raw: _raw, ...locator }) => locator), explanation, language: 'fr', country: 'FR', observedAt: NOW, representation: 'parent',
    notifier: { authority: notifier.authority, organisation: notifier.org, name: notifier.name, email: notifier.email, identity: 'disclosed' }, goodFaith: true,
  }
}
