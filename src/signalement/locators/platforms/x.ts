// X, formerly Twitter. A status is found by its number alone: the name before it may change, or be another's (help.x.com
// shows `/<user>/status/<id>`), so the canonical form leaves it out. User names: letters, digits, `_`, up to 15, case ignored.
import { param, type Address } from '../address.ts'
import { idsOf, profile, reading, shortLink, type PlatformReader, type Reading } from '../platform.ts'

const HOME = 'https://x.com/'
const USER = /^\w{1,20}$/
const ID = /^\d{1,20}$/
const CODE = /^[A-Za-z0-9]{1,40}$/
const TABS: ReadonlySet<string> = new Set(['with_replies', 'media', 'likes', 'highlights', 'followers', 'following', 'articles', 'photo', 'header_photo', 'verified_followers', 'superfollows', 'about'])
const PAGES: ReadonlySet<string> = new Set(['home', 'login', 'signup', 'i', 'settings', 'notifications', 'messages', 'compose', 'tos', 'privacy', 'about', 'download', 'logout', 'account', 'intent', 'share', 'jobs', 'help', 'statuses', 'oauth', 'widgets'])
const SEARCHES: ReadonlySet<string> = new Set(['search', 'search-advanced', 'hashtag', 'explore'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) && !SEARCHES.has(user) ? profile(`${HOME}${user}`, { user }, { notes: ['handle-changes'] }) : undefined
}

const accountById = (id: string | undefined): Reading | undefined => (id !== undefined && ID.test(id) ? profile(`${HOME}i/user/${id}`, { id }) : undefined)

function status(id: string | undefined, owner?: string): Reading | undefined {
  if (id === undefined || !ID.test(id)) return undefined
  return reading('url', 'post', `${HOME}i/status/${id}`, idsOf({ statusId: id, user: owner?.toLowerCase() }), { notes: owner === undefined ? [] : ['renamed-account'] })
}

function inside([kind, id, more]: readonly string[]): Reading | undefined {
  switch (kind) {
    case 'status': return status(id)
    case 'web': return id === 'status' ? status(more) : undefined
    case 'user': return accountById(id)
    case 'spaces':
    case 'broadcasts': return id !== undefined && CODE.test(id) ? reading('media', 'live', `${HOME}i/${kind}/${id}`, { live: id }, { notes: ['case-matters'] }) : undefined
    case 'communities': return id !== undefined && ID.test(id) ? reading('url', 'group', `${HOME}i/communities/${id}`, { community: id }, { missing: ['content-link'] }) : undefined
    default: return undefined
  }
}

function read(address: Address): Reading | undefined {
  const { parts, sub } = address
  const [first = '', second, third] = parts
  if (sub === 'pic') return CODE.test(first) ? shortLink(`https://pic.twitter.com/${first}`, first) : undefined
  if (sub !== '') return undefined
  if (first === 'i') return inside(parts.slice(1))
  if (first === 'intent') return accountById(param(address, 'user_id')) ?? account(param(address, 'screen_name') ?? '')
  if (first === 'messages') {
    return second !== undefined && /^\d+(?:-\d+)?$/.test(second) && second.length < 60
      ? reading('message', 'message', `${HOME}messages/${second}`, { thread: second }, { missing: ['message-link'], notes: ['private-space'] }) : undefined
  }
  if (first === 'statuses') return status(second)
  if (!USER.test(first) || PAGES.has(first.toLowerCase()) || SEARCHES.has(first.toLowerCase())) return undefined
  if (second === 'status' || second === 'statuses') return status(third, first)
  return second === undefined || TABS.has(second) ? account(first) : undefined
}

export const x: PlatformReader = {
  platform: 'x', domains: ['x.com', 'twitter.com'], home: '', fronts: /^(?:m|mobile)$/,
  // Previews and copies of the same statuses under the same paths: what is taken down on X is gone there.
  mirrors: ['fxtwitter.com', 'vxtwitter.com', 'fixupx.com', 'fixvx.com', 'nitter.net', 'xcancel.com'],
  pages: PAGES, searches: SEARCHES, read, handle: account,
}
