// TikTok. A video is found by its number; the name before it may be any (yt-dlp writes `@_`, extractor/tiktok.py), so the
// canonical form leaves it out. `vm.`, `vt.` and `/t/` links hide the number. User names ignore case.
import { param, type Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, shortLink, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://www.tiktok.com/'
const USER = /^(?!.*\.$)[a-z0-9_.]{1,24}$/
const ID = /^\d{6,21}$/
const CODE = /^[A-Za-z0-9_-]{4,40}$/
const PAGES: ReadonlySet<string> = new Set(['foryou', 'following', 'friends', 'login', 'signup', 'about', 'legal', 'setting', 'settings', 'upload', 'messages', 'business', 'community-guidelines', 'live', 'feedback', 'embed', 'video', 'share', 'v', 't'])
const SEARCHES: ReadonlySet<string> = new Set(['search', 'tag', 'discover', 'explore', 'music', 'channel', 'place'])

/** Who shared, from which device, and the search or the feed that the reader came from. */
const DISPLAY: ReadonlySet<string> = new Set([
  'is_from_webapp', 'sender_device', 'sender_web_id', 'web_id', 'is_copy_url', 'lang', 'language', '_r', '_t', '_d', '_svg', 'u_code', 'preview_pb', 'share_app_id', 'share_app_name', 'share_link_id', 'share_iid', 'share_item_id',
  'share_author_id', 'share_scene', 'sec_user_id', 'user_id', 'timestamp', 'tt_from', 'source', 'checksum', 'enable_checksum', 'social_share_type', 'social_sharing', 'ug_btm', 'ug_source', 'ug_medium', 'ug_photo_idx', 'refer', 'referer_url', 'referer_video_id', 'embed_source',
  'enter_method', 'enter_from', 'region', 'share_region', 'mid', 'q', 't', 'k', 'did', 'iid', 'aid', 'app', 'click_reason', 'gd_label', 'link_reflow_popup_iteration_sharer', 'reflow_sign', 'ec_mobile', 'traffic_type', 'autoplay', 'loop', 'controls', 'music_info', 'description', 'rel', 'muted',
])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && user !== '_' ? profile(`${HOME}@${user}`, { user }, { notes: ['handle-changes'] }) : undefined
}

function video(address: Address, parts: number, id: string | undefined, owner?: string, what: 'short-video' | 'photo' = 'short-video'): Read | undefined {
  if (id === undefined || !ID.test(id)) return undefined
  const user = owner === undefined || owner === '_' ? '' : owner.toLowerCase()
  const ids = { videoId: id, user: USER.test(user) ? user : '' }
  const more = { notes: user === '' ? [] : ['renamed-account'] as const }
  const comment = param(address, 'share_comment_id')
  if (comment !== undefined && ID.test(comment)) return readFrom(parts, reading('message', 'comment', `${HOME}@_/video/${id}?share_comment_id=${comment}`, idsOf({ ...ids, comment }), more), ['share_comment_id'])
  return readFrom(parts, reading('media', what, `${HOME}@_/video/${id}`, idsOf(ids), more))
}

function read(address: Address): Read | undefined {
  const { parts, sub } = address
  const [first = '', second, third] = parts
  if (sub === 'vm' || sub === 'vt') return CODE.test(first) ? readFrom(1, shortLink(`https://${sub}.tiktok.com/${first}/`, first)) : undefined
  if (sub !== '') return undefined
  if (first.startsWith('@')) {
    const owner = first.slice(1)
    if (second === 'video') return video(address, 3, third, owner)
    if (second === 'photo') return video(address, 3, third, owner, 'photo')
    if (second === 'live' && USER.test(owner.toLowerCase())) return readFrom(2, reading('media', 'live', `${HOME}@${owner.toLowerCase()}/live`, { user: owner.toLowerCase() }, { notes: ['expires'] }))
    return readFrom(1, account(owner))
  }
  switch (first) {
    case 'video': return video(address, 2, second)
    case 'v': return video(address, 2, second?.replace(/\.html$/, ''))
    case 'embed':
    case 'player': return second !== undefined && /^v\d$/.test(second) ? video(address, 3, third) : video(address, 2, second)
    case 'share': return second === 'video' ? video(address, 3, third) : undefined
    case 't': return second !== undefined && CODE.test(second) ? readFrom(2, shortLink(`${HOME}t/${second}/`, second)) : undefined
    default: return undefined
  }
}

export const tiktok: PlatformReader = {
  platform: 'tiktok', domains: ['tiktok.com'], home: 'www.', fronts: /^(?:m|us|[a-z]{2}-[a-z]{2})$/, mirrors: ['vxtiktok.com', 'tnktok.com'],
  pages: PAGES, searches: SEARCHES, display: DISPLAY, read, handle: account,
}
