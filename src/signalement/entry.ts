// What a person gives, as text, whatever the door: a flag, an answer, a cell of a spreadsheet, a member of JSONL. One
// composer (compose.ts) makes a record of it or says all that is wrong.

export const ENTRY_FIELDS = [
  'harm', 'subHarm', 'ageBand', 'urls', 'platform', 'account', 'accountId', 'displayName', 'channel', 'explanation',
  'observedAt', 'occurredAt', 'urgency', 'urgencyReason', 'language', 'country', 'isCaller', 'representation', 'consent',
  'authority', 'organisation', 'flaggerArea', 'notifierName', 'notifierEmail', 'identity', 'goodFaith',
  'hashes', 'attachment', 'campaign', 'orderAuthority', 'orderReference', 'orderIssuedAt',
] as const
export type EntryField = (typeof ENTRY_FIELDS)[number]

/** Texts as typed, trimmed; an absent or empty one was not given. `urls` and `hashes` hold one a line. */
export type Entry = { readonly [field in EntryField]?: string }
