// Facebook. Ids are unique over the whole site, whatever they name, so a number beats a name; user names ignore case and
// full stops (facebook.com/help/105399436216001). What a reviewer wants is the permalink with the number (`pfbid…` and
// share links hide it).
import { param, type Address } from '../address.ts'
import type { LocatorNote } from '../located.ts'
import { idsOf, profile, reading, shortLink, type PlatformReader, type Reading } from '../platform.ts'

const HOME = 'https://www.facebook.com/'
const ID = /^\d{1,20}$/
const POST = /^(?:\d{1,20}|pfbid[A-Za-z0-9]{5,100})$/
const USER = /^[a-z0-9.]{1,64}$/i
/** Pages made without a user name: `Nom-de-la-page-100012345678901`. */
const NAMED_ID = /^.+-(\d{8,20})$/
const CODE = /^[A-Za-z0-9_-]{4,64}$/
const COMMENT = /^[A-Za-z0-9_=-]{1,200}$/
/** Parts of a profile that are still the same account. */
const TABS: ReadonlySet<string> = new Set(['about', 'photos', 'videos', 'friends', 'followers', 'following', 'reels', 'posts', 'likes', 'mentions', 'groups', 'music', 'live', 'photos_by', 'photos_of', 'reels_tab'])
const PAGES: ReadonlySet<string> = new Set([
  'login', 'login.php', 'help', 'settings', 'policies', 'privacy', 'policy.php', 'about', 'legal', 'business', 'ads', 'gaming', 'notifications', 'friends', 'bookmarks',
  'saved', 'home.php', 'index.php', 'reg', 'r.php', 'recover', 'checkpoint', 'terms', 'terms.php', 'careers', 'l.php', 'sharer', 'sharer.php', 'share.php', 'dialog', 'plugins', 'ajax', 'tr', 'campaign',
  'watch', 'marketplace', 'messages', 'groups', 'events', 'stories', 'reel', 'reels', 'pages', 'people', 'p', 'pg', 'media', 'photo', 'photo.php', 'photos', 'video.php', 'story.php', 'permalink.php', 'profile.php', 'share', 't', 'live', 'flx',
])
const SEARCHES: ReadonlySet<string> = new Set(['search', 'hashtag', 'public', 'directory'])

/** A user name as the site compares it. */
const folded = (text: string): string => text.toLowerCase().replaceAll('.', '')

interface Owner { readonly id?: string; readonly user?: string }

function ownerOf(text: string): Owner | undefined {
  const number = NAMED_ID.exec(text)?.[1]
  if (number !== undefined) return { id: number }
  const name = USER.test(text) ? folded(text) : ''
  if (ID.test(name)) return { id: name }
  return name === '' || PAGES.has(name) || SEARCHES.has(name) ? undefined : { user: name }
}

function account(text: string): Reading | undefined {
  const { id, user } = ownerOf(text) ?? {}
  if (id !== undefined) return profile(`${HOME}profile.php?id=${id}`, { id })
  return user === undefined ? undefined : profile(`${HOME}${user}`, { user }, { missing: ['numeric-id'], notes: ['handle-changes'] })
}

/** A comment is named by its post and its own number. */
function withComment(address: Address, content: Reading): Reading {
  const comment = param(address, 'reply_comment_id') ?? param(address, 'comment_id')
  if (comment === undefined || !COMMENT.test(comment)) return content
  const { canonical, ids } = content
  return { ...content, what: 'comment', canonical: `${canonical}${canonical.includes('?') ? '&' : '?'}comment_id=${encodeURIComponent(comment)}`, ids: { ...ids, comment } }
}

function post(address: Address, owner: string, text: string): Reading | undefined {
  if (!POST.test(text)) return undefined
  const { id, user } = ownerOf(owner) ?? {}
  if (id !== undefined) return withComment(address, reading('url', 'post', `${HOME}permalink.php?story_fbid=${text}&id=${id}`, { post: text, id }, { missing: ID.test(text) ? [] : ['numeric-id'] }))
  return user === undefined ? undefined : withComment(address, reading('url', 'post', `${HOME}${user}/posts/${text}`, { post: text, user }, { missing: ['numeric-id'], notes: ['handle-changes'] }))
}

const byNumber = (address: Address, what: 'video' | 'photo', path: string, id: string | undefined, user?: string): Reading | undefined =>
  (id !== undefined && ID.test(id) ? withComment(address, reading('media', what, `${HOME}${path}${id}`, idsOf({ [what === 'video' ? 'videoId' : 'photoId']: id, user }))) : undefined)
const video = (address: Address, id: string | undefined, user?: string): Reading | undefined => byNumber(address, 'video', 'watch/?v=', id, user)
const photo = (address: Address, id: string | undefined, user?: string): Reading | undefined => byNumber(address, 'photo', 'photo/?fbid=', id, user)

function thread(id: string | undefined): Reading | undefined {
  return id !== undefined && CODE.test(id) ? reading('message', 'message', `${HOME}messages/t/${id}`, { thread: id }, { missing: ['message-link'], notes: ['private-space'] }) : undefined
}

function group(address: Address, name: string, [kind, id]: readonly string[]): Reading | undefined {
  if (!/^[a-z0-9.]{1,64}$/i.test(name)) return undefined
  const ids = { group: name.toLowerCase() }
  const base = `${HOME}groups/${ids.group}`
  const number = kind === 'posts' || kind === 'permalink' ? id : param(address, 'multi_permalinks')
  if (number !== undefined) return POST.test(number) ? withComment(address, reading('url', 'post', `${base}/posts/${number}`, { ...ids, post: number }, { missing: ID.test(number) ? [] : ['numeric-id'] })) : undefined
  if (kind === 'user') return id !== undefined && ID.test(id) ? profile(`${HOME}profile.php?id=${id}`, { id }) : undefined
  return reading('url', 'group', base, ids, { missing: ['content-link'] })
}

function story(owner: string, card: string | undefined): Reading | undefined {
  if (!USER.test(owner)) return undefined
  const notes: LocatorNote[] = ['expires']
  const user = folded(owner)
  const base = `${HOME}stories/${user}/`
  if (user === '') return undefined
  if (card === undefined) return reading('media', 'story', base, { user }, { missing: ['content-link'], notes })
  return /^[A-Za-z0-9_=-]{4,200}$/.test(card) ? reading('media', 'story', `${base}${card}/`, { user, story: card }, { notes }) : undefined
}

function share(parts: readonly string[]): Reading | undefined {
  const [kind, code] = parts.length > 2 ? parts.slice(1) : ['', parts[1]]
  if (code === undefined || !CODE.test(code) || (kind !== '' && !/^[a-z]$/.test(kind ?? ''))) return undefined
  return shortLink(`${HOME}share/${kind === '' ? '' : `${kind}/`}${code}/`, code, 'share-link')
}

function byOwner(address: Address, [owner = '', kind, ...rest]: readonly string[]): Reading | undefined {
  const last = rest.at(-1) ?? ''
  const user = ownerOf(owner)?.user
  if (kind === undefined) {
    const id = param(address, 'story_fbid')
    return id === undefined ? account(owner) : post(address, owner, id)
  }
  if ((kind === 'posts' || kind === 'permalink') && rest.length > 0) return post(address, owner, last)
  if (kind === 'videos' && rest.length > 0) return video(address, last, user)
  if (kind === 'photos' && rest.length > 0) return photo(address, last, user)
  if (kind === 'reel' && ID.test(last)) return reel(address, last)
  return TABS.has(kind) ? account(owner) : undefined
}

const reel = (address: Address, id: string): Reading => withComment(address, reading('media', 'short-video', `${HOME}reel/${id}`, { videoId: id }))

function read(address: Address): Reading | undefined {
  const { parts, domain } = address
  const [first = '', second, third] = parts
  if (address.sub !== '') return undefined
  if (domain === 'fb.watch') return CODE.test(first) ? shortLink(`https://fb.watch/${first}/`, first) : undefined
  if (domain === 'fb.me') return CODE.test(first) ? shortLink(`https://fb.me/${parts.join('/')}`, first) : undefined
  if (domain === 'm.me') return account(first)
  if (domain === 'messenger.com') return first === 't' ? thread(second) : undefined
  switch (first) {
    case 'profile.php': {
      const id = param(address, 'id')
      return id !== undefined && ID.test(id) ? account(id) : reading('url', 'page', `${HOME}profile.php`, {}, { missing: ['profile'] })
    }
    case 'story.php':
    case 'permalink.php': return post(address, param(address, 'id') ?? '', param(address, 'story_fbid') ?? '')
    case 'photo':
    case 'photo.php': return photo(address, param(address, 'fbid'))
    case 'video.php':
    case 'watch': return video(address, param(address, 'v'))
    case 'reel':
    case 'reels': return second !== undefined && ID.test(second) ? reel(address, second) : undefined
    case 'groups': return second === undefined ? undefined : group(address, second, parts.slice(2))
    case 'events': return second !== undefined && ID.test(second) ? reading('event', 'event', `${HOME}events/${second}`, { event: second }) : undefined
    case 'marketplace': return second === 'item' && third !== undefined && ID.test(third) ? reading('url', 'page', `${HOME}marketplace/item/${third}/`, { item: third }) : undefined
    case 'stories': return second === undefined ? undefined : story(second, third)
    case 'messages': return second === 't' ? thread(third) : undefined
    case 'share': return share(parts)
    case 'people':
    case 'pages': return ID.test(parts.at(-1) ?? '') && parts.length > 2 ? account(parts.at(-1) ?? '') : undefined
    case 'p':
    case 'pg': return second === undefined ? undefined : account(second)
    case 'media': return album(param(address, 'set'))
    default: return PAGES.has(first.toLowerCase()) || SEARCHES.has(first.toLowerCase()) ? undefined : byOwner(address, parts)
  }
}

function album(set: string | undefined): Reading | undefined {
  return set !== undefined && /^[a-z]{1,4}\.[\d.]{1,80}$/.test(set) ? reading('media', 'album', `${HOME}media/set/?set=${set}`, { album: set }) : undefined
}

export const facebook: PlatformReader = {
  platform: 'facebook', domains: ['facebook.com', 'fb.com', 'fb.watch', 'fb.me', 'm.me', 'messenger.com'], home: 'www.',
  fronts: /^(?:m|mobile|touch|mbasic|web|d|free|0|[a-z]{2}-[a-z]{2})$/, pages: PAGES, searches: SEARCHES, read, handle: account,
}
