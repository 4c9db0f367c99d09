// Yubo. Contents have no public address: a report names the account as the app shows it, with the date (guide for law
// enforcement, yubo.live, 3 March 2025). Links shared from the app lead to a place that only the app knows.
import type { Address } from '../address.ts'
import { NONE, profile, WWW_ONLY, type PlatformReader, type Reading } from '../platform.ts'

const USER = /^[a-z0-9][a-z0-9._-]{0,38}[a-z0-9_]$/

function handle(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) ? profile(`yubo:user/${user}`, { user }, user === name ? {} : { notes: ['display-name'] }) : undefined
}

export const yubo: PlatformReader = {
  platform: 'yubo', domains: ['yubo.live'], home: 'www.', fronts: WWW_ONLY, pages: new Set(['fr', 'en', 'safety', 'blog', 'law-enforcement', 'terms', 'privacy', 'support']),
  searches: NONE, display: NONE, missing: 'username', read: (_address: Address) => undefined, handle,
}
