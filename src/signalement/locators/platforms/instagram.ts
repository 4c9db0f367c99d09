// Instagram. A shortcode names one media, in whatever way it is shown (`/p/`, `/reel/`, `/tv/`), and its case counts; user
// names do not tell capitals apart. A story is gone after 24 hours.
import { param, type Address } from '../address.ts'
import { idsOf, profile, reading, shortLink, type PlatformReader, type Reading } from '../platform.ts'

const HOME = 'https://www.instagram.com/'
/** Posts of private accounts have a longer code. */
const CODE = /^[A-Za-z0-9_-]{5,64}$/
const USER = /^(?!.*\.$)[a-z0-9._]{1,30}$/i
const ID = /^\d{5,25}$/
const MEDIA: Readonly<Record<string, 'post' | 'short-video' | 'video'>> = { p: 'post', reel: 'short-video', reels: 'short-video', tv: 'video' }
const TABS: ReadonlySet<string> = new Set(['reels', 'tagged', 'saved', 'channel', 'followers', 'following', 'guides', 'related_profiles'])
const PAGES: ReadonlySet<string> = new Set(['accounts', 'about', 'legal', 'privacy', 'developer', 'press', 'download', 'web', 'challenge', 'direct', 'stories', 'p', 'reel', 'reels', 'tv', 's', 'share', 'emails', 'terms', 'api', 'ar', '_u', 'your_activity'])
const SEARCHES: ReadonlySet<string> = new Set(['explore', 'topics', 'popular'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) && !SEARCHES.has(user) ? profile(`${HOME}${user}/`, { user }, { notes: ['handle-changes'] }) : undefined
}

function media(kind: string, code: string, rest: readonly string[], owner?: string): Reading | undefined {
  // `/reels/audio/<id>` is a sound.
  if (!CODE.test(code) || code === 'audio' || code === 'videos') return undefined
  const user = owner?.toLowerCase()
  const [mark, comment, reply, answer] = rest
  if (mark === 'c' && comment !== undefined && ID.test(comment)) {
    const path = `${comment}/${reply === 'r' && answer !== undefined && ID.test(answer) ? `r/${answer}/` : ''}`
    return reading('message', 'comment', `${HOME}p/${code}/c/${path}`, idsOf({ code, comment, reply: reply === 'r' ? answer : undefined, user }), { notes: ['case-matters'] })
  }
  return reading('media', MEDIA[kind] ?? 'post', `${HOME}p/${code}/`, idsOf({ code, user }), { notes: ['case-matters'] })
}

function story(owner: string, id: string | undefined): Reading | undefined {
  if (owner === 'highlights') return id !== undefined && ID.test(id) ? reading('media', 'album', `${HOME}stories/highlights/${id}/`, { highlight: id }) : undefined
  const user = owner.toLowerCase()
  if (!USER.test(user)) return undefined
  if (id === undefined) return reading('media', 'story', `${HOME}stories/${user}/`, { user }, { missing: ['content-link'], notes: ['expires'] })
  return ID.test(id) ? reading('media', 'story', `${HOME}stories/${user}/${id}/`, { user, story: id }, { notes: ['expires'] }) : undefined
}

function highlightLink(address: Address, code: string): Reading | undefined {
  const id = param(address, 'story_media_id')
  return /^[A-Za-z0-9_=-]{4,200}$/.test(code) ? shortLink(`${HOME}s/${code}${id !== undefined && /^[\d_]{5,60}$/.test(id) ? `?story_media_id=${id}` : ''}`, code, 'share-link') : undefined
}

function read(address: Address): Reading | undefined {
  const { parts, domain, sub } = address
  const [first = '', second, third] = parts
  if (sub !== '' || parts.length === 0) return undefined
  if (domain === 'ig.me') return first === 'm' && second !== undefined ? account(second) : CODE.test(first) ? shortLink(`https://ig.me/${parts.join('/')}`, first) : undefined
  if (Object.hasOwn(MEDIA, first)) return second !== undefined ? media(first, second, parts.slice(2)) : undefined
  if (second !== undefined && third !== undefined && Object.hasOwn(MEDIA, second) && USER.test(first) && !PAGES.has(first)) return media(second, third, parts.slice(3), first)
  switch (first) {
    case 'stories': return second === undefined ? undefined : story(second, third)
    case 's': return second === undefined ? undefined : highlightLink(address, second)
    case 'share': {
      const code = parts.at(-1) ?? ''
      return parts.length > 1 && parts.length < 4 && CODE.test(code) ? shortLink(`${HOME}${parts.map(encodeURIComponent).join('/')}/`, code, 'share-link') : undefined
    }
    case 'direct': return second === 't' && third !== undefined && ID.test(third) ? reading('message', 'message', `${HOME}direct/t/${third}/`, { thread: third }, { missing: ['message-link'], notes: ['private-space'] }) : undefined
    case '_u': return second === undefined ? undefined : account(second)
    default: return PAGES.has(first) || SEARCHES.has(first) || (second !== undefined && !TABS.has(second)) ? undefined : account(first)
  }
}

export const instagram: PlatformReader = {
  platform: 'instagram', domains: ['instagram.com', 'instagr.am', 'ig.me'], home: 'www.', fronts: /^(?:m|mobile|[a-z]{2}-[a-z]{2})$/,
  mirrors: ['ddinstagram.com', 'kkinstagram.com'], pages: PAGES, searches: SEARCHES, read, handle: account,
}
