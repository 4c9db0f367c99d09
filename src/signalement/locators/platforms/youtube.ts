// YouTube. A video has 11 characters whose case counts, whatever shows it: `watch?v=`, `youtu.be/`, `/shorts/`, `/embed/`,
// `/live/` (developers.google.com/youtube: the id is what the API takes). A channel may be named four ways.
import { param, type Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'
import type { ContentKind } from '../../vocabulary.ts'

const HOME = 'https://www.youtube.com/'
const VIDEO = /^[A-Za-z0-9_-]{11}$/
const CHANNEL = /^UC[A-Za-z0-9_-]{22}$/
const LIST = /^[A-Za-z0-9_-]{10,64}$/
/** 3 to 30 letters of any alphabet, digits, `_`, `-`, `.` and `·`; case does not count (support.google.com/youtube 11585688). */
const HANDLE = /^[\p{L}\p{M}\p{N}_.·-]{2,40}$/u
const SHOWN: Readonly<Record<string, ContentKind>> = { shorts: 'short-video', embed: 'video', live: 'live', v: 'video', e: 'video', watch: 'video' }
const PAGES: ReadonlySet<string> = new Set(['feed', 'account', 'premium', 'about', 'reporthistory', 'signin', 'logout', 'gaming', 'kids', 'howyoutubeworks', 't', 'upload', 'new', 'redirect', 'creators', 'ads'])
const SEARCHES: ReadonlySet<string> = new Set(['results', 'hashtag', 'playlist'])

const TABS: ReadonlySet<string> = new Set(['featured', 'videos', 'shorts', 'streams', 'playlists', 'community', 'posts', 'about', 'channels', 'discussion', 'releases', 'podcasts', 'courses', 'store'])
/** Words of 11 characters that `/embed/` takes in place of a video (developers.google.com/youtube/player_parameters). */
const PLAYERS: ReadonlySet<string> = new Set(['videoseries', 'live_stream'])
/** `list` is where a video was seen; alone, it is what is read. */
const DISPLAY: ReadonlySet<string> = new Set([
  't', 'start', 'end', 'time_continue', 'si', 'feature', 'app', 'list', 'index', 'pp', 'ab_channel', 'hl', 'gl', 'cc_load_policy', 'cc_lang_pref', 'persist_hl', 'persist_gl', 'persist_app', 'themeRefresh', 'theme', 'cbrd', 'ucbcb', 'noapp', 'has_verified', 'bpctr', 'rco',
  'source_ve_path', 'embeds_referring_euri', 'embeds_referring_origin', 'embeds_euri', 'embeds_loader_url_for_pings', 'autoplay', 'mute', 'controls', 'loop', 'rel', 'modestbranding', 'enablejsapi', 'origin', 'playsinline', 'showinfo', 'fs', 'iv_load_policy', 'disablekb',
  'color', 'widget_referrer', 'widgetid', 'wmode', 'version', 'vq', 'sub_confirmation', 'view_as', 'sort', 'flow', 'view', 'shelf_id', 'playnext', 'start_radio', 'rv', 'shuffle', 'annotation_id', 'src_vid', 'sttick', 'ra', 'inf', 'cbr', 'disable_polymer', 'layout',
])

/** `names`: the parameter that gave the id, if one did. */
function video(address: Address, parts: number, id: string | undefined, what: ContentKind = 'video', names: readonly string[] = []): Read | undefined {
  if (id === undefined || !VIDEO.test(id) || PLAYERS.has(id)) return undefined
  const comment = param(address, 'lc')
  if (comment !== undefined && /^[A-Za-z0-9_.-]{10,80}$/.test(comment)) return readFrom(parts, reading('message', 'comment', `${HOME}watch?v=${id}&lc=${comment}`, { videoId: id, comment }, { notes: ['case-matters'] }), [...names, 'lc'])
  return readFrom(parts, reading('media', what, `${HOME}watch?v=${id}`, { videoId: id }, { notes: ['case-matters'] }), names)
}

function handle(name: string): Reading | undefined {
  if (CHANNEL.test(name)) return profile(`${HOME}channel/${name}`, { channel: name }, { notes: ['case-matters'] })
  const user = name.normalize('NFC').toLowerCase()
  return HANDLE.test(user) && !/[.·-]$/.test(user) ? profile(`${HOME}@${encodeURIComponent(user)}`, { user }, { notes: ['handle-changes'] }) : undefined
}

function old(kind: string, name: string | undefined): Reading | undefined {
  return name !== undefined && /^[\p{L}\p{M}\p{N}_-]{1,100}$/u.test(name) ? profile(`${HOME}${kind}/${encodeURIComponent(name)}`, idsOf({ [kind === 'c' ? 'customName' : 'user']: name })) : undefined
}

function list(address: Address, parts: number): Read | undefined {
  const id = param(address, 'list')
  return id !== undefined && LIST.test(id) ? readFrom(parts, reading('media', 'album', `${HOME}playlist?list=${id}`, { list: id }, { notes: ['case-matters'] }), ['list']) : undefined
}

function post(parts: number, id: string | undefined, names: readonly string[] = []): Read | undefined {
  return id !== undefined && LIST.test(id) ? readFrom(parts, reading('url', 'post', `${HOME}post/${id}`, { post: id }, { notes: ['case-matters'] }), names) : undefined
}

/** A channel under one of its names, which take `names` segments: its tabs show the same one, but for a post of its community. */
function channel(address: Address, names: number, found: Reading | undefined): Read | undefined {
  const tab = address.parts[names]
  const shown = tab === 'community' || tab === 'posts' ? post(names + 1, param(address, 'lb'), ['lb']) : undefined
  return shown ?? readFrom(names + (tab !== undefined && TABS.has(tab) ? 1 : 0), found)
}

function read(address: Address): Read | undefined {
  const { parts, domain, sub } = address
  const [first = '', second] = parts
  if (sub !== '') return undefined
  if (domain === 'youtu.be') return video(address, 1, first)
  if (first.startsWith('@')) {
    const found = handle(first.slice(1))
    if (second === 'live') return found?.what === 'profile' ? readFrom(2, liveOf(first.slice(1).toLowerCase())) : undefined
    return channel(address, 1, found)
  }
  if (first === 'watch' && second === undefined) return video(address, 1, param(address, 'v'), 'video', ['v']) ?? list(address, 1)
  if (first === 'embed' && second === 'videoseries') return list(address, 2)
  if (Object.hasOwn(SHOWN, first)) return video(address, 2, second, SHOWN[first])
  switch (first) {
    case 'channel': return second !== undefined && CHANNEL.test(second) ? channel(address, 2, handle(second)) : undefined
    case 'c':
    case 'user': return channel(address, 2, old(first, second))
    case 'playlist': return list(address, 1)
    case 'clip': return second !== undefined && LIST.test(second) ? readFrom(2, reading('media', 'video', `${HOME}clip/${second}`, { clip: second }, { notes: ['case-matters'] })) : undefined
    case 'post': return post(2, second)
    default: return undefined
  }
}

/** What a channel shows now: another thing tomorrow. */
function liveOf(name: string): Reading {
  const user = name.normalize('NFC')
  return reading('media', 'live', `${HOME}@${encodeURIComponent(user)}/live`, { user }, { missing: ['content-link'], notes: ['expires'] })
}

export const youtube: PlatformReader = {
  platform: 'youtube', domains: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'], home: 'www.', fronts: /^(?:m|music|gaming)$/, pages: PAGES, searches: SEARCHES, display: DISPLAY,
  displayFragment: /^#(?:t=[\dhms]+|bottom-sheet|dialog|searching)$/, read, handle,
}
