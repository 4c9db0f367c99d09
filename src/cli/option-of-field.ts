// Which option gives which answer.
import type { EntryField } from '../signalement/entry.ts'
import type { OptionKey } from './command-table.ts'
import { optionName } from './raw-input.ts'

export const OPTION_OF: { readonly [field in EntryField]?: OptionKey } = {
  harm: 'harm', subHarm: 'subHarm', ageBand: 'age', platform: 'platform', account: 'account', accountId: 'accountId', displayName: 'displayName', channel: 'channel',
  explanation: 'explanation', observedAt: 'observedAt', occurredAt: 'occurredAt', urgency: 'urgency', urgencyReason: 'urgencyReason', language: 'noticeLanguage',
  country: 'country', isCaller: 'caller', representation: 'representation', authority: 'authority', organisation: 'organisation', notifierName: 'notifierName',
  notifierEmail: 'notifierEmail', identity: 'identity', attachment: 'attach', campaign: 'campaign',
  orderAuthority: 'orderAuthority', orderReference: 'orderReference', orderIssuedAt: 'orderIssuedAt',
}
export const MANY_OF: { readonly [field in EntryField]?: OptionKey } = { urls: 'url', consent: 'consent', hashes: 'hash' }

/** The option that a person would correct. */
export function optionOfField(field: string): string {
  if (field === 'goodFaith') return optionName('goodFaith')
  const key = { ...OPTION_OF, ...MANY_OF }[field as EntryField]
  return key === undefined ? field : optionName(key)
}
