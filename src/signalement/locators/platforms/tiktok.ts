// TikTok. A video is found by its number; the name before it may be any (yt-dlp writes `@_`, extractor/tiktok.py), so the
// canonical form leaves it out. `vm.`, `vt.` and `/t/` links hide the number. User names ignore case.
import type { Address } from '../address.ts'
import { idsOf, profile, reading, shortLink, type PlatformReader, type Reading } from '../platform.ts'

const HOME = 'https://www.tiktok.com/'
const USER = /^(?!.*\.$)[a-z0-9_.]{1,24}$/
const ID = /^\d{6,21}$/
const CODE = /^[A-Za-z0-9_-]{4,40}$/
const PAGES: ReadonlySet<string> = new Set(['foryou', 'following', 'friends', 'login', 'signup', 'about', 'legal', 'setting', 'settings', 'upload', 'messages', 'business', 'community-guidelines', 'live', 'feedback', 'embed', 'video', 'share', 'v', 't'])
const SEARCHES: ReadonlySet<string> = new Set(['search', 'tag', 'discover', 'explore', 'music', 'channel', 'place'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && user !== '_' ? profile(`${HOME}@${user}`, { user }, { notes: ['handle-changes'] }) : undefined
}

function video(id: string | undefined, owner?: string, what: 'short-video' | 'photo' = 'short-video'): Reading | undefined {
  if (id === undefined || !ID.test(id)) return undefined
  const user = owner === undefined || owner === '_' ? '' : owner.toLowerCase()
  return reading('media', what, `${HOME}@_/video/${id}`, idsOf({ videoId: id, user: USER.test(user) ? user : '' }), { notes: user === '' ? [] : ['renamed-account'] })
}

function read({ parts, sub }: Address): Reading | undefined {
  const [first = '', second, third] = parts
  if (sub === 'vm' || sub === 'vt') return CODE.test(first) ? shortLink(`https://${sub}.tiktok.com/${first}/`, first) : undefined
  if (sub !== '') return undefined
  if (first.startsWith('@')) {
    const owner = first.slice(1)
    if (second === 'video') return video(third, owner)
    if (second === 'photo') return video(third, owner, 'photo')
    if (second === 'live' && USER.test(owner.toLowerCase())) return reading('media', 'live', `${HOME}@${owner.toLowerCase()}/live`, { user: owner.toLowerCase() }, { notes: ['expires'] })
    return second === undefined ? account(owner) : undefined
  }
  switch (first) {
    case 'video': return video(second)
    case 'v': return video(second?.replace(/\.html$/, ''))
    case 'embed':
    case 'player': return video(second !== undefined && /^v\d$/.test(second) ? third : second)
    case 'share': return second === 'video' ? video(third) : undefined
    case 't': return second !== undefined && CODE.test(second) ? shortLink(`${HOME}t/${second}/`, second) : undefined
    default: return undefined
  }
}

export const tiktok: PlatformReader = {
  platform: 'tiktok', domains: ['tiktok.com'], home: 'www.', fronts: /^(?:m|us|[a-z]{2}-[a-z]{2})$/, mirrors: ['vxtiktok.com', 'tnktok.com'],
  pages: PAGES, searches: SEARCHES, read, handle: account,
}
