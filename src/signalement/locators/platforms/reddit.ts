// Reddit. A post and a comment have a number in base 36 (`t3_`, `t1_`: reddit.com/dev/api), which is enough: the name of the
// community and the title in the address are for people. `/s/` links hide the number.
import type { Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, shortLink, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://www.reddit.com/'
const ID = /^[0-9a-z]{3,13}$/
const USER = /^[\w-]{3,20}$/
const COMMUNITY = /^\w{2,21}$/
const CODE = /^[A-Za-z0-9]{6,20}$/
const PAGES: ReadonlySet<string> = new Set(['login', 'register', 'settings', 'prefs', 'submit', 'policies', 'rules', 'help', 'wiki', 'coins', 'premium', 'notifications', 'chat', 'message', 'about', 'over18', 'account', 'r', 'u', 'user', 'comments', 'gallery', 'tb', 'video'])
const SEARCHES: ReadonlySet<string> = new Set(['search', 'explore', 't', 'topics', 'subreddits', 'best', 'hot', 'new', 'top'])

const DISPLAY: ReadonlySet<string> = new Set([
  'share_id', 'context', 'sort', 'depth', 'rdt', 'ref', 'ref_source', 'ref_campaign', 'st', 'sh', 'correlation_id', 'post_fullname', 'tl', 'embed_host_url', '$deep_link', '$3p', '_branch_match_id', '_branch_referrer', 'solution', 'js_challenge', 'token', 'jsc_orig_r', 'onetap_auto', 'chainedPosts',
  // Of picture and video files.
  'width', 'height', 'crop', 'auto', 's', 'format', 'blur', 'frame', 'disable', 'enable', 'v', 'f', 'a', 'source',
])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase().replace(/^\/?u(?:ser)?\//, '')
  return USER.test(user) ? profile(`${HOME}user/${user}`, { user }) : undefined
}

/**
 * After `/comments/`: the post, its title, the comment; or the post, the word `comment`, the comment. The title is for
 * people: any does. `before`: how many segments stand before.
 */
function post([postId = '', title, commentId]: readonly string[], before: number, more: Readonly<Record<string, string | undefined>> = {}): Read | undefined {
  const id = postId.toLowerCase()
  if (!ID.test(id)) return undefined
  if (commentId === undefined) return readFrom(before + (title === undefined ? 1 : 2), reading('url', 'post', `${HOME}comments/${id}`, idsOf({ post: id, ...more })))
  const comment = commentId.toLowerCase()
  return ID.test(comment) ? readFrom(before + 3, reading('message', 'comment', `${HOME}comments/${id}/_/${comment}`, idsOf({ post: id, comment, ...more }))) : undefined
}

function community(name: string, [kind, ...rest]: readonly string[]): Read | undefined {
  const group = name.toLowerCase()
  if (!COMMUNITY.test(group)) return undefined
  if (kind === 'comments') return post(rest, 3, { group })
  if (kind === 's') return rest[0] !== undefined && CODE.test(rest[0]) ? readFrom(4, shortLink(`${HOME}r/${group}/s/${rest[0]}`, rest[0], 'share-link')) : undefined
  return readFrom(kind !== undefined && /^(?:hot|new|top|rising|about|wiki)$/.test(kind) ? 3 : 2, reading('url', 'group', `${HOME}r/${group}`, { group }, { missing: ['content-link'] }))
}

function person(name: string, [kind, ...rest]: readonly string[]): Read | undefined {
  const user = name.toLowerCase()
  if (!USER.test(user)) return undefined
  if (kind === 'comments' && rest.length > 0) return post(rest, 3, { user })
  if (kind === 's') return rest[0] !== undefined && CODE.test(rest[0]) ? readFrom(4, shortLink(`${HOME}user/${user}/s/${rest[0]}`, rest[0], 'share-link')) : undefined
  return readFrom(kind !== undefined && /^(?:submitted|comments|about|gilded|upvoted)$/.test(kind) ? 3 : 2, account(user))
}

function file(sub: string, [name = '', quality]: readonly string[]): Read | undefined {
  if (!/^[A-Za-z0-9]{6,30}(?:\.[a-z0-9]{2,4})?$/.test(name)) return undefined
  const ids = { file: name }
  // A preview is the picture itself, smaller.
  if (sub !== 'v') return readFrom(1, reading('media', 'photo', `https://i.redd.it/${name}`, ids, { notes: ['case-matters'] }))
  // One video in the sizes that players choose from.
  return readFrom(quality !== undefined && /^(?:DASH|CMAF|HLS)[\w.-]*$/.test(quality) ? 2 : 1, reading('media', 'video', `https://v.redd.it/${name}`, ids, { notes: ['case-matters'] }))
}

function read({ parts, domain, sub }: Address): Read | undefined {
  const [first = '', second = ''] = parts
  if (domain === 'redd.it') return sub === '' ? (parts.length === 1 ? post(parts, 0) : undefined) : /^(?:i|v|preview)$/.test(sub) ? file(sub, parts) : undefined
  if (sub !== '') return undefined
  switch (first) {
    case 'r': return community(second, parts.slice(2))
    case 'u':
    case 'user': return person(second, parts.slice(2))
    case 'comments': return post(parts.slice(1), 1)
    case 'gallery':
    case 'tb': return post([second], 1)
    default: return undefined
  }
}

export const reddit: PlatformReader = {
  platform: 'reddit', domains: ['reddit.com', 'redd.it'], home: 'www.', fronts: /^(?:old|new|np|m|sh|amp|ssl|[a-z]{2})$/, mirrors: ['rxddit.com', 'vxreddit.com'],
  pages: PAGES, searches: SEARCHES, display: DISPLAY, displayFragment: /^#(?:lightbox|comments)$/, read, handle: account,
}
