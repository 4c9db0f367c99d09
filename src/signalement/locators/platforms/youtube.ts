// YouTube. A video has 11 characters whose case counts, whatever shows it: `watch?v=`, `youtu.be/`, `/shorts/`, `/embed/`,
// `/live/` (developers.google.com/youtube: the id is what the API takes). A channel may be named four ways.
import { param, type Address } from '../address.ts'
import { idsOf, profile, reading, type PlatformReader, type Reading } from '../platform.ts'
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

function video(address: Address, id: string | undefined, what: ContentKind = 'video'): Reading | undefined {
  if (id === undefined || !VIDEO.test(id)) return undefined
  const comment = param(address, 'lc')
  if (comment !== undefined && /^[A-Za-z0-9_.-]{10,80}$/.test(comment)) return reading('message', 'comment', `${HOME}watch?v=${id}&lc=${comment}`, { videoId: id, comment }, { notes: ['case-matters'] })
  return reading('media', what, `${HOME}watch?v=${id}`, { videoId: id }, { notes: ['case-matters'] })
}

function handle(name: string): Reading | undefined {
  if (CHANNEL.test(name)) return profile(`${HOME}channel/${name}`, { channel: name }, { notes: ['case-matters'] })
  const user = name.normalize('NFC').toLowerCase()
  return HANDLE.test(user) && !/[.·-]$/.test(user) ? profile(`${HOME}@${encodeURIComponent(user)}`, { user }, { notes: ['handle-changes'] }) : undefined
}

function old(kind: string, name: string | undefined): Reading | undefined {
  return name !== undefined && /^[\p{L}\p{M}\p{N}_-]{1,100}$/u.test(name) ? profile(`${HOME}${kind}/${encodeURIComponent(name)}`, idsOf({ [kind === 'c' ? 'customName' : 'user']: name })) : undefined
}

function list(id: string | undefined): Reading | undefined {
  return id !== undefined && LIST.test(id) ? reading('media', 'album', `${HOME}playlist?list=${id}`, { list: id }, { notes: ['case-matters'] }) : undefined
}

function read(address: Address): Reading | undefined {
  const { parts, domain, sub } = address
  const [first = '', second] = parts
  if (sub !== '') return undefined
  if (domain === 'youtu.be') return video(address, first)
  if (first.startsWith('@')) {
    if (second === 'live') return handle(first.slice(1))?.what === 'profile' ? liveOf(first.slice(1).toLowerCase()) : undefined
    return handle(first.slice(1))
  }
  if (first === 'watch' && second === undefined) return video(address, param(address, 'v')) ?? list(param(address, 'list'))
  if (Object.hasOwn(SHOWN, first)) return video(address, second, SHOWN[first])
  switch (first) {
    case 'channel': return second !== undefined && CHANNEL.test(second) ? handle(second) : undefined
    case 'c':
    case 'user': return old(first, second)
    case 'playlist': return list(param(address, 'list'))
    case 'clip': return second !== undefined && LIST.test(second) ? reading('media', 'video', `${HOME}clip/${second}`, { clip: second }, { notes: ['case-matters'] }) : undefined
    case 'post': return second !== undefined && LIST.test(second) ? reading('url', 'post', `${HOME}post/${second}`, { post: second }, { notes: ['case-matters'] }) : undefined
    default: return undefined
  }
}

/** What a channel shows now: another thing tomorrow. */
function liveOf(name: string): Reading {
  const user = name.normalize('NFC')
  return reading('media', 'live', `${HOME}@${encodeURIComponent(user)}/live`, { user }, { missing: ['content-link'], notes: ['expires'] })
}

export const youtube: PlatformReader = {
  platform: 'youtube', domains: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'], home: 'www.', fronts: /^(?:m|music|gaming)$/, pages: PAGES, searches: SEARCHES, read, handle,
}
