// Instagram. A shortcode names one media, in whatever way it is shown (`/p/`, `/reel/`, `/tv/`), and its case counts; user
// names do not tell capitals apart. A story is gone after 24 hours.
import { param, type Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, shortLink, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://www.instagram.com/'
/** Posts of private accounts have a longer code. */
const CODE = /^[A-Za-z0-9_-]{5,64}$/
const USER = /^(?!.*\.$)[a-z0-9._]{1,30}$/i
const ID = /^\d{5,25}$/
const MEDIA: Readonly<Record<string, 'post' | 'short-video' | 'video'>> = { p: 'post', reel: 'short-video', reels: 'short-video', tv: 'video' }
const TABS: ReadonlySet<string> = new Set(['reels', 'tagged', 'saved', 'channel', 'followers', 'following', 'guides', 'related_profiles'])
const PAGES: ReadonlySet<string> = new Set(['accounts', 'about', 'legal', 'privacy', 'developer', 'press', 'download', 'web', 'challenge', 'direct', 'stories', 'p', 'reel', 'reels', 'tv', 's', 'share', 'emails', 'terms', 'api', 'ar', '_u', 'your_activity'])
const SEARCHES: ReadonlySet<string> = new Set(['explore', 'topics', 'popular'])

/** `img_index` is the picture that is shown first: a report names the whole post. */
const DISPLAY: ReadonlySet<string> = new Set(['hl', 'img_index', 'taken-by', 'theme', 'ref', 'locale', '__pwa', '__coig_restricted', 'variant'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) && !SEARCHES.has(user) ? profile(`${HOME}${user}/`, { user }, { notes: ['handle-changes'] }) : undefined
}

/** `before`: how many segments stand before `rest`. */
function media(kind: string, code: string, rest: readonly string[], before: number, owner?: string): Read | undefined {
  // `/reels/audio/<id>` is a sound.
  if (!CODE.test(code) || code === 'audio' || code === 'videos') return undefined
  const user = owner?.toLowerCase()
  const [mark, comment, reply, answer] = rest
  if (mark === 'c' && comment !== undefined && ID.test(comment)) {
    const replied = reply === 'r' && answer !== undefined && ID.test(answer) ? answer : undefined
    const path = `${comment}/${replied === undefined ? '' : `r/${replied}/`}`
    return readFrom(before + (replied === undefined ? 2 : 4), reading('message', 'comment', `${HOME}p/${code}/c/${path}`, idsOf({ code, comment, reply: replied, user }), { notes: ['case-matters'] }))
  }
  const shown = mark !== 'embed' ? 0 : comment === 'captioned' ? 2 : 1
  return readFrom(before + shown, reading('media', MEDIA[kind] ?? 'post', `${HOME}p/${code}/`, idsOf({ code, user }), { notes: ['case-matters'] }))
}

function story(owner: string, id: string | undefined): Reading | undefined {
  if (owner === 'highlights') return id !== undefined && ID.test(id) ? reading('media', 'album', `${HOME}stories/highlights/${id}/`, { highlight: id }) : undefined
  const user = owner.toLowerCase()
  if (!USER.test(user)) return undefined
  if (id === undefined) return reading('media', 'story', `${HOME}stories/${user}/`, { user }, { missing: ['content-link'], notes: ['expires'] })
  return ID.test(id) ? reading('media', 'story', `${HOME}stories/${user}/${id}/`, { user, story: id }, { notes: ['expires'] }) : undefined
}

function highlightLink(address: Address, code: string): Read | undefined {
  if (!/^[A-Za-z0-9_=-]{4,200}$/.test(code)) return undefined
  const id = param(address, 'story_media_id')
  return id !== undefined && /^[\d_]{5,60}$/.test(id) ? readFrom(2, shortLink(`${HOME}s/${code}?story_media_id=${id}`, code, 'share-link'), ['story_media_id']) : readFrom(2, shortLink(`${HOME}s/${code}`, code, 'share-link'))
}

function read(address: Address): Read | undefined {
  const { parts, domain, sub } = address
  const [first = '', second, third] = parts
  if (sub !== '' || parts.length === 0) return undefined
  if (domain === 'ig.me') return first === 'm' && second !== undefined ? readFrom(2, account(second)) : CODE.test(first) ? readFrom(1, shortLink(`https://ig.me/${first}`, first)) : undefined
  if (Object.hasOwn(MEDIA, first)) return second !== undefined ? media(first, second, parts.slice(2), 2) : undefined
  if (second !== undefined && third !== undefined && Object.hasOwn(MEDIA, second) && USER.test(first) && !PAGES.has(first)) return media(second, third, parts.slice(3), 3, first)
  switch (first) {
    case 'stories': return second === undefined ? undefined : readFrom(third === undefined ? 2 : 3, story(second, third))
    case 's': return second === undefined ? undefined : highlightLink(address, second)
    case 'share': {
      const code = parts.at(-1) ?? ''
      return parts.length > 1 && parts.length < 4 && CODE.test(code) ? readFrom(parts.length, shortLink(`${HOME}${parts.map(encodeURIComponent).join('/')}/`, code, 'share-link')) : undefined
    }
    case 'direct': return second === 't' && third !== undefined && ID.test(third) ? readFrom(3, reading('message', 'message', `${HOME}direct/t/${third}/`, { thread: third }, { missing: ['message-link'], notes: ['private-space'] })) : undefined
    case '_u': return second === undefined ? undefined : readFrom(2, account(second))
    default: return second !== undefined && !TABS.has(second) ? undefined : readFrom(second === undefined ? 1 : 2, account(first.startsWith('@') ? first.slice(1) : first))
  }
}

export const instagram: PlatformReader = {
  platform: 'instagram', domains: ['instagram.com', 'instagr.am', 'ig.me'], home: 'www.', fronts: /^(?:m|mobile|[a-z]{2}-[a-z]{2})$/,
  mirrors: ['ddinstagram.com', 'kkinstagram.com'], pages: PAGES, searches: SEARCHES, display: DISPLAY, read, handle: account,
}
