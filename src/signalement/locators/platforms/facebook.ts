// Facebook. Ids are unique over the whole site, whatever they name, so a number beats a name; user names ignore case and
// full stops (facebook.com/help/105399436216001). What a reviewer wants is the permalink with the number (`pfbid…` and
// share links hide it).
import { param, type Address } from '../address.ts'
import type { LocatorNote } from '../located.ts'
import { idsOf, profile, readFrom, reading, shortLink, type PlatformReader, type Read, type Reading } from '../platform.ts'

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
/** Lists of a group, not one post. */
const GROUP_TABS: ReadonlySet<string> = new Set(['about', 'members', 'media', 'photos', 'videos', 'files', 'events', 'discussion', 'announcements', 'topics'])
/** Who shared, and where it was seen: `set` is the album around a photo, `idorvanity` the group around a content. */
const DISPLAY: ReadonlySet<string> = new Set([
  'ref', 'refid', 'refsrc', 'ref_type', 'ref_source', 'ref_component', 'ref_page', 'ref_notif_type', 'fref', 'hc_ref', 'hc_location', 'pnref', 'ls_ref', 'source', 'source_ref', 'locale', 'locale2', 'lang', 'set', 'type', 'theater', 'force_theater', 'paipv', 'eav', '_rdr', '_rdc', 'rdid',
  'share_url', 'sfnsn', 's', 'fs', 'view_single', 'notif_id', 'notif_t', 'hoisted_section_header_type', 'idorvanity', 'av', 'app', 'sk', 'acontext', 'action_history', 'extid', 'd', 'vh', 't', '__so__', '__rv__', 'wtsid', 'checkpoint_src', 'hrc', 'flite', 'lst', 'bucket_id', 'active_tab',
  'comment_tracking', 'tracking', 'referral_code', 'referral_story_type', 'launch_app_store', 'm_entstream_source', 'anchor_composer', '_fb_noscript', 'should_open_composer', 'cb', 'opaqueCursor', 'tsid',
])
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

/** A comment is named by its post and its own number; the comment it answers needs no naming. */
function withComment(address: Address, content: Read | undefined): Read | undefined {
  if (content === undefined || address.search === '') return content
  const reply = param(address, 'reply_comment_id')
  const comment = reply ?? param(address, 'comment_id')
  if (comment === undefined || !COMMENT.test(comment)) return content
  const { found, parts, parameters } = content
  const { canonical, ids } = found
  return readFrom(parts, { ...found, what: 'comment', canonical: `${canonical}${canonical.includes('?') ? '&' : '?'}comment_id=${encodeURIComponent(comment)}`, ids: { ...ids, comment } },
    [...parameters, 'comment_id', ...(reply === undefined ? [] : ['reply_comment_id'])])
}

/** `names`: the parameters that gave its numbers. */
function post(address: Address, parts: number, owner: string, text: string, names?: readonly string[]): Read | undefined {
  if (!POST.test(text)) return undefined
  const { id, user } = ownerOf(owner) ?? {}
  if (id !== undefined) return withComment(address, readFrom(parts, reading('url', 'post', `${HOME}permalink.php?story_fbid=${text}&id=${id}`, { post: text, id }, { missing: ID.test(text) ? [] : ['numeric-id'] }), names))
  return user === undefined ? undefined : withComment(address, readFrom(parts, reading('url', 'post', `${HOME}${user}/posts/${text}`, { post: text, user }, { missing: ['numeric-id'], notes: ['handle-changes'] }), names))
}

/** A reel is a video with another page around it: one number, one content. */
function video(address: Address, parts: number, id: string | undefined, { user, what = 'video', names }: { readonly user?: string | undefined; readonly what?: 'video' | 'short-video'; readonly names?: readonly string[] } = {}): Read | undefined {
  return id !== undefined && ID.test(id) ? withComment(address, readFrom(parts, reading('media', what, `${HOME}watch/?v=${id}`, idsOf({ videoId: id, user })), names)) : undefined
}

function photo(address: Address, parts: number, id: string | undefined, user?: string, names?: readonly string[]): Read | undefined {
  return id !== undefined && ID.test(id) ? withComment(address, readFrom(parts, reading('media', 'photo', `${HOME}photo/?fbid=${id}`, idsOf({ photoId: id, user })), names)) : undefined
}

function thread(parts: number, id: string | undefined): Read | undefined {
  return id !== undefined && CODE.test(id) ? readFrom(parts, reading('message', 'message', `${HOME}messages/t/${id}`, { thread: id }, { missing: ['message-link'], notes: ['private-space'] })) : undefined
}

function group(address: Address, name: string, kind: string | undefined, number: string | undefined): Read | undefined {
  if (!/^[a-z0-9.]{1,64}$/i.test(name)) return undefined
  const ids = { group: name.toLowerCase() }
  const base = `${HOME}groups/${ids.group}`
  const inGroup = (parts: number, id: string, names?: readonly string[]): Read | undefined =>
    withComment(address, readFrom(parts, reading('url', 'post', `${base}/posts/${id}`, { ...ids, post: id }, { missing: ID.test(id) ? [] : ['numeric-id'] }), names))
  if ((kind === 'posts' || kind === 'permalink') && number !== undefined && POST.test(number)) return inGroup(4, number)
  if (kind === 'user' && number !== undefined && ID.test(number)) return readFrom(4, profile(`${HOME}profile.php?id=${number}`, { id: number }))
  if (kind !== undefined && /^\d{5,20}$/.test(kind)) return inGroup(3, kind)
  const several = param(address, 'multi_permalinks')
  const shown = param(address, 'view') === 'permalink' ? param(address, 'id') : undefined
  if (kind === undefined && several !== undefined && POST.test(several)) return inGroup(2, several, ['multi_permalinks'])
  if (kind === undefined && shown !== undefined && POST.test(shown)) return inGroup(2, shown, ['view', 'id'])
  return readFrom(kind !== undefined && GROUP_TABS.has(kind) ? 3 : 2, reading('url', 'group', base, ids, { missing: ['content-link'] }))
}

function event(address: Address, [, id, kind, number]: readonly string[]): Read | undefined {
  if (id === undefined || !ID.test(id)) return undefined
  if (kind === 'permalink' && number !== undefined && ID.test(number)) return withComment(address, readFrom(4, reading('url', 'post', `${HOME}events/${id}/permalink/${number}`, { event: id, post: number })))
  return readFrom(2, reading('event', 'event', `${HOME}events/${id}`, { event: id }))
}

function story(owner: string, card: string | undefined): Read | undefined {
  if (!USER.test(owner)) return undefined
  const notes: LocatorNote[] = ['expires']
  const user = folded(owner)
  const base = `${HOME}stories/${user}/`
  if (user === '') return undefined
  if (card === undefined) return readFrom(2, reading('media', 'story', base, { user }, { missing: ['content-link'], notes }))
  return /^[A-Za-z0-9_=-]{4,200}$/.test(card) ? readFrom(3, reading('media', 'story', `${base}${card}/`, { user, story: card }, { notes })) : undefined
}

function share(parts: readonly string[]): Read | undefined {
  const [kind, code] = parts.length > 2 ? parts.slice(1) : ['', parts[1]]
  if (code === undefined || !CODE.test(code) || (kind !== '' && !/^[a-z]$/.test(kind ?? ''))) return undefined
  return readFrom(kind === '' ? 2 : 3, shortLink(`${HOME}share/${kind === '' ? '' : `${kind}/`}${code}/`, code, 'share-link'))
}

/** `parts[at]` is the owner. Before a number may stand a title, or the album: any does. */
function byOwner(address: Address, at: number): Read | undefined {
  const [owner = '', kind, ...rest] = at === 0 ? address.parts : address.parts.slice(at)
  const last = rest.length > 2 ? undefined : rest.at(-1)
  const all = address.parts.length
  const user = ownerOf(owner)?.user
  if (kind === undefined) {
    const id = param(address, 'story_fbid')
    return (id === undefined ? undefined : post(address, all, owner, id, ['story_fbid'])) ?? readFrom(all, account(owner))
  }
  if (last !== undefined) {
    if (kind === 'posts' || kind === 'permalink') return post(address, all, owner, last)
    if (kind === 'videos') return video(address, all, last, { user })
    if (kind === 'photos') return photo(address, all, last, user)
    if ((kind === 'reel' || kind === 'reels') && rest.length === 1 && ID.test(last)) return video(address, all, last, { user, what: 'short-video' })
  }
  return readFrom(at + (TABS.has(kind) ? 2 : 1), account(owner))
}

function byId(address: Address): Read | undefined {
  const id = param(address, 'id')
  if (id === undefined || !ID.test(id)) return readFrom(1, reading('url', 'page', `${HOME}profile.php`, {}, { missing: ['profile'] }))
  const text = param(address, 'story_fbid')
  return (text === undefined ? undefined : post(address, 1, id, text, ['id', 'story_fbid'])) ?? readFrom(1, account(id), ['id'])
}

function read(address: Address): Read | undefined {
  const { parts, domain } = address
  const [first = '', second, third] = parts
  if (address.sub !== '') return undefined
  if (domain === 'fb.watch' || domain === 'fb.me') return CODE.test(first) ? readFrom(1, shortLink(`https://${domain}/${first}${domain === 'fb.me' ? '' : '/'}`, first)) : undefined
  if (domain === 'm.me') return readFrom(1, account(first))
  if (domain === 'messenger.com') return first === 't' ? thread(2, second) : undefined
  switch (first) {
    case 'profile.php': return byId(address)
    case 'story.php':
    case 'permalink.php': return post(address, 1, param(address, 'id') ?? '', param(address, 'story_fbid') ?? '', ['id', 'story_fbid'])
    case 'photo':
    case 'photo.php': return photo(address, 1, param(address, 'fbid'), undefined, ['fbid'])
    case 'video.php':
    case 'watch': return video(address, 1, param(address, 'v'), { names: ['v'] })
    case 'reel':
    case 'reels': return video(address, 2, second, { what: 'short-video' })
    case 'groups': return second === undefined ? undefined : group(address, second, third, parts[3])
    case 'events': return event(address, parts)
    case 'marketplace': return second === 'item' && third !== undefined && ID.test(third) ? readFrom(3, reading('url', 'page', `${HOME}marketplace/item/${third}/`, { item: third })) : undefined
    case 'stories': return second === undefined ? undefined : story(second, third)
    case 'messages': return second === 't' ? thread(3, third) : undefined
    case 'share': return share(parts)
    case 'people':
    case 'pages': return third !== undefined && ID.test(third) ? readFrom(3, account(third)) : undefined
    case 'p':
    case 'pg': return second === undefined ? undefined : byOwner(address, 1)
    case 'media': return second === 'set' ? album(param(address, 'set')) : undefined
    default: return PAGES.has(first.toLowerCase()) || SEARCHES.has(first.toLowerCase()) ? undefined : byOwner(address, 0)
  }
}

function album(set: string | undefined): Read | undefined {
  return set !== undefined && /^[a-z]{1,4}\.[\d.]{1,80}$/.test(set) ? readFrom(2, reading('media', 'album', `${HOME}media/set/?set=${set}`, { album: set }), ['set']) : undefined
}

export const facebook: PlatformReader = {
  platform: 'facebook', domains: ['facebook.com', 'fb.com', 'fb.watch', 'fb.me', 'm.me', 'messenger.com'], home: 'www.',
  fronts: /^(?:m|mobile|touch|mbasic|web|d|free|0|[a-z]{2}-[a-z]{2})$/, pages: PAGES, searches: SEARCHES, hashBang: true, display: DISPLAY, read, handle: account,
}
