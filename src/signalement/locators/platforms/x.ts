// X, formerly Twitter. A status is found by its number alone: the name before it may change, or be another's (help.x.com
// shows `/<user>/status/<id>`), so the canonical form leaves it out. User names: letters, digits, `_`, up to 15, case ignored.
import { param, type Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, shortLink, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://x.com/'
const USER = /^\w{1,20}$/
const ID = /^\d{1,20}$/
const CODE = /^[A-Za-z0-9]{1,40}$/
const TABS: ReadonlySet<string> = new Set(['with_replies', 'media', 'likes', 'highlights', 'followers', 'following', 'articles', 'photo', 'header_photo', 'verified_followers', 'superfollows', 'about'])
const PAGES: ReadonlySet<string> = new Set(['home', 'login', 'signup', 'i', 'settings', 'notifications', 'messages', 'compose', 'tos', 'privacy', 'about', 'download', 'logout', 'account', 'intent', 'share', 'jobs', 'help', 'statuses', 'oauth', 'widgets'])
const SEARCHES: ReadonlySet<string> = new Set(['search', 'search-advanced', 'hashtag', 'explore'])

const DISPLAY: ReadonlySet<string> = new Set(['s', 't', 'lang', 'cxt', 'cn', 'refsrc', 'ref', 'src', 'mx', 'original_referer', 'related', 'theme', 'prefetchtimestamp'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) && !SEARCHES.has(user) ? profile(`${HOME}${user}`, { user }, { notes: ['handle-changes'] }) : undefined
}

const accountById = (id: string | undefined): Reading | undefined => (id !== undefined && ID.test(id) ? profile(`${HOME}i/user/${id}`, { id }) : undefined)

/** The number of a picture is kept aside: the status is what is reported, with all its pictures. */
function status(parts: readonly string[], at: number, owner?: string): Read | undefined {
  const id = parts[at]
  if (id === undefined || !ID.test(id)) return undefined
  const kind = parts[at + 1]
  const number = parts[at + 2]
  const shown = (kind === 'photo' || kind === 'video') && number !== undefined && /^\d$/.test(number) ? { [kind]: number } : undefined
  const found = reading('url', 'post', `${HOME}i/status/${id}`, idsOf({ statusId: id, user: owner?.toLowerCase(), ...shown }), { notes: owner === undefined ? [] : ['renamed-account'] })
  return readFrom(at + (shown === undefined ? 1 : 3), found)
}

/** Under `/i/`. */
function inside(parts: readonly string[]): Read | undefined {
  const [, kind, id] = parts
  switch (kind) {
    case 'status': return status(parts, 2)
    case 'web': return id === 'status' ? status(parts, 3) : undefined
    case 'user': return readFrom(3, accountById(id))
    case 'spaces':
    case 'broadcasts': return id !== undefined && CODE.test(id) ? readFrom(3, reading('media', 'live', `${HOME}i/${kind}/${id}`, { live: id }, { notes: ['case-matters'] })) : undefined
    case 'communities': return id !== undefined && ID.test(id) ? readFrom(3, reading('url', 'group', `${HOME}i/communities/${id}`, { community: id }, { missing: ['content-link'] })) : undefined
    default: return undefined
  }
}

function intent(address: Address): Read | undefined {
  const name = param(address, 'screen_name')
  const byId = accountById(param(address, 'user_id'))
  // The name beside a number only repeats it.
  if (byId !== undefined) return readFrom(2, byId, name === undefined ? ['user_id'] : ['user_id', 'screen_name'])
  return readFrom(2, account(name ?? ''), ['screen_name'])
}

function read(address: Address): Read | undefined {
  const { parts, sub } = address
  const [at = '', second] = parts
  const first = at.startsWith('@') ? at.slice(1) : at
  if (sub === 'pic') return CODE.test(first) ? readFrom(1, shortLink(`https://pic.twitter.com/${first}`, first)) : undefined
  if (sub !== '') return undefined
  if (at === 'i') return inside(parts)
  if (at === 'intent') return second === 'user' || second === 'follow' ? intent(address) : undefined
  if (at === 'messages') {
    return second !== undefined && /^\d+(?:-\d+)?$/.test(second) && second.length < 60
      ? readFrom(2, reading('message', 'message', `${HOME}messages/${second}`, { thread: second }, { missing: ['message-link'], notes: ['private-space'] })) : undefined
  }
  if (at === 'statuses') return status(parts, 1)
  if (!USER.test(first) || PAGES.has(first.toLowerCase()) || SEARCHES.has(first.toLowerCase())) return undefined
  if (second === 'status' || second === 'statuses') return status(parts, 2, first)
  return readFrom(second !== undefined && TABS.has(second) ? 2 : 1, account(first))
}

export const x: PlatformReader = {
  platform: 'x', domains: ['x.com', 'twitter.com'], home: '', fronts: /^(?:m|mobile)$/,
  // Previews and copies of the same statuses under the same paths: what is taken down on X is gone there.
  mirrors: ['fxtwitter.com', 'vxtwitter.com', 'fixupx.com', 'fixvx.com', 'nitter.net', 'xcancel.com'],
  pages: PAGES, searches: SEARCHES, hashBang: true, display: DISPLAY, displayFragment: /^#(?:m|r)$/, read, handle: account,
}
