// MYM. The profile and the address of the media, as the creator's page shows them (support.mym.fans 360013843379); media
// are paid for, so that a reviewer who has not subscribed sees nothing.
import type { Address } from '../address.ts'
import { NONE, profile, readFrom, reading, WWW_ONLY, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://mym.fans/'
const USER = /^[a-z0-9][a-z0-9._-]{0,38}[a-z0-9_]$/
const PAGES: ReadonlySet<string> = new Set(['app', 'login', 'signup', 'sign-in', 'sign-up', 'legal', 'terms', 'privacy', 'faq', 'about', 'blog', 'help', 'contact', 'creators', 'fr', 'en', 'es', 'it', 'de'])

function handle(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) ? profile(`${HOME}${user}`, { user }, { notes: ['paywalled'] }) : undefined
}

function read({ parts, sub }: Address): Read | undefined {
  const [first = '', ...rest] = parts
  const user = first.toLowerCase()
  // How media are named in the address was not read in any document: everything that may name one is kept.
  if (sub !== '' || PAGES.has(user) || !USER.test(user)) return undefined
  if (rest.length === 0) return readFrom(1, profile(`${HOME}${user}`, { user }, { notes: ['paywalled'] }))
  return rest.every((part) => /^[\w-]{1,100}$/.test(part)) ? readFrom(parts.length, reading('media', 'post', `${HOME}${user}/${rest.join('/')}`, { user }, { notes: ['paywalled'] })) : undefined
}

export const mym: PlatformReader = { platform: 'mym', domains: ['mym.fans'], home: '', fronts: WWW_ONLY, pages: PAGES, searches: NONE, display: NONE, read, handle }
