// Twitch. Videos by number, clips by name (case kept), channels by user name (case ignored): dev.twitch.tv/docs/api/reference.
import { param, type Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://www.twitch.tv/'
const USER = /^[a-z0-9]\w{1,24}$/
const ID = /^v?(\d{5,14})$/
const CLIP = /^[A-Za-z0-9_-]{3,120}$/
const TABS: ReadonlySet<string> = new Set(['about', 'videos', 'clips', 'schedule', 'chat', 'home'])
const PAGES: ReadonlySet<string> = new Set(['login', 'signup', 'settings', 'downloads', 'jobs', 'turbo', 'store', 'p', 'inventory', 'wallet', 'drops', 'prime', 'subscriptions', 'friends', 'messages', 'user', 'broadcast', 'videos', 'clip', 'team', 'embed', 'collections'])
const SEARCHES: ReadonlySet<string> = new Set(['directory', 'search', 'tags'])

const DISPLAY: ReadonlySet<string> = new Set(['t', 'time', 'filter', 'range', 'sort', 'referrer', 'tt_content', 'tt_medium', 'tt_email_id', 'featured', 'sr', 'parent', 'autoplay', 'muted', 'lang', 'desktop-redirect', 'no-mobile-redirect', 'no-reload', 'popout', 'darkpopout'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) && !SEARCHES.has(user) ? profile(`${HOME}${user}`, { user }, { notes: ['handle-changes'] }) : undefined
}

function video(text: string | undefined, owner?: string): Reading | undefined {
  const id = ID.exec(text ?? '')?.[1]
  return id === undefined ? undefined : reading('media', 'video', `${HOME}videos/${id}`, idsOf({ videoId: id, user: owner?.toLowerCase() }))
}

function clip(slug: string | undefined, owner?: string): Reading | undefined {
  return slug !== undefined && CLIP.test(slug) ? reading('media', 'video', `https://clips.twitch.tv/${slug}`, idsOf({ clip: slug, user: owner?.toLowerCase() }), { notes: ['case-matters'] }) : undefined
}

function read(address: Address): Read | undefined {
  const { parts, sub } = address
  const [first = '', second, third] = parts
  if (sub === 'clips') return first === 'embed' ? readFrom(1, clip(param(address, 'clip')), ['clip']) : readFrom(1, clip(first))
  if (sub === 'player') return readFrom(0, video(param(address, 'video')), ['video']) ?? readFrom(0, account(param(address, 'channel') ?? ''), ['channel'])
  if (sub !== '') return undefined
  if (first === 'videos') return readFrom(2, video(second))
  if (first === 'clip') return readFrom(2, clip(second))
  if (first === 'popout' || first === 'moderator') return second === undefined ? undefined : readFrom(third === 'chat' ? 3 : 2, account(second))
  if (!USER.test(first.toLowerCase())) return undefined
  if (second === 'video' || second === 'v') return readFrom(3, video(third, first))
  if (second === 'clip') return readFrom(3, clip(third, first))
  return readFrom(second !== undefined && TABS.has(second) ? 2 : 1, account(first))
}

export const twitch: PlatformReader = { platform: 'twitch', domains: ['twitch.tv'], home: 'www.', fronts: /^(?:m|go|[a-z]{2}-[a-z]{2})$/, pages: PAGES, searches: SEARCHES, display: DISPLAY, read, handle: account }
