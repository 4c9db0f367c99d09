// Invented contents of every platform, each with the spellings that people paste for it.
import fc from 'fast-check'
import type { Platform } from '../../../src/signalement/vocabulary.ts'

export interface Content {
  readonly platform: Platform
  /** What makes it another content than any other: platform, kind, ids. */
  readonly identity: string
  /** Addresses without scheme, that all name it. */
  readonly spellings: readonly string[]
}

const chars = (alphabet: string, min: number, max = min): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max })
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const BASE64 = `${LOWER}${LOWER.toUpperCase()}0123456789-_`
const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`
const digits = (min: number, max = min): fc.Arbitrary<string> => fc.tuple(fc.constantFrom(...'123456789'), chars('0123456789', min - 1, max - 1)).map((parts) => parts.join(''))
/** A name that no site keeps for itself. */
const user = chars(LOWER, 3, 10).map((text) => `zq${text}`)
const upper = (text: string): string => text.toUpperCase()

function content(platform: Platform, identity: string, ...spellings: readonly string[]): Content {
  return { platform, identity: `${platform} ${identity}`, spellings }
}

const facebook = fc.oneof(
  fc.tuple(user, digits(15)).map(([who, id]) => content('facebook', `post ${who} ${id}`, `www.facebook.com/${who}/posts/${id}`, `m.facebook.com/${upper(who)}/posts/${id}/`, `fr-fr.facebook.com/${who[0]}.${who.slice(1)}/posts/un-titre/${id}?ref=share`, `www.facebook.com/pg/${who}/posts/${id}`)),
  fc.tuple(digits(15), digits(15)).map(([who, id]) => content('facebook', `post #${who} ${id}`, `www.facebook.com/permalink.php?story_fbid=${id}&id=${who}`, `m.facebook.com/story.php?id=${who}&story_fbid=${id}&mibextid=x`, `facebook.com/${who}/posts/${id}`, `www.facebook.com/profile.php?id=${who}&story_fbid=${id}`)),
  fc.tuple(user, digits(15)).map(([who, id]) => content('facebook', `video ${id}`, `www.facebook.com/watch/?v=${id}`, `www.facebook.com/watch?ref=search&v=${id}`, `web.facebook.com/${who}/videos/${id}/`, `www.facebook.com/video.php?v=${id}`, `www.facebook.com/${who}/videos/titre/${id}`, `www.facebook.com/reel/${id}`, `m.facebook.com/reel/${id}/?s=single_unit`, `www.facebook.com/${who}/reels/${id}`)),
  fc.tuple(user, digits(15)).map(([who, id]) => content('facebook', `photo ${id}`, `www.facebook.com/photo/?fbid=${id}&set=a.1`, `www.facebook.com/photo.php?fbid=${id}`, `mbasic.facebook.com/${who}/photos/a.12/${id}`)),
  fc.tuple(digits(15), digits(15)).map(([group, id]) => content('facebook', `group ${group} ${id}`, `www.facebook.com/groups/${group}/posts/${id}/`, `m.facebook.com/groups/${group}/permalink/${id}`, `www.facebook.com/groups/${group}/?multi_permalinks=${id}&hoisted_section_header_type=x`, `m.facebook.com/groups/${group}?view=permalink&id=${id}`, `www.facebook.com/groups/${group}/${id}/`)),
  digits(15).map((id) => content('facebook', `profile #${id}`, `www.facebook.com/profile.php?id=${id}`, `m.facebook.com/profile.php?id=${id}&sk=about`, `facebook.com/${id}`, `www.facebook.com/people/Nom-Inventé/${id}/`)),
  user.map((who) => content('facebook', `profile ${who}`, `www.facebook.com/${who}`, `facebook.com/${upper(who)}/`, `touch.facebook.com/${who}/about`, `m.me/${who}`, `www.facebook.com/#!/${who}`)),
)
const instagram = fc.oneof(
  fc.tuple(chars(BASE64, 11), user).map(([code, who]) => content('instagram', `media ${code}`, `www.instagram.com/p/${code}/`, `instagram.com/reel/${code}/?igsh=abc`, `www.instagram.com/${who}/p/${code}`, `m.instagram.com/tv/${code}/?utm_source=x`, `instagr.am/p/${code}`, `www.instagram.com/reels/${code}/`)),
  user.map((who) => content('instagram', `profile ${who}`, `www.instagram.com/${who}/`, `instagram.com/${upper(who)}`, `www.instagram.com/${who}/reels/?hl=fr`, `www.instagram.com/@${who}`)),
  fc.tuple(user, digits(18)).map(([who, id]) => content('instagram', `story ${who} ${id}`, `www.instagram.com/stories/${who}/${id}/`, `instagram.com/stories/${upper(who)}/${id}?igshid=x`)),
)
const x = fc.oneof(
  fc.tuple(digits(18), user, user).map(([id, who, later]) => content('x', `status ${id}`, `x.com/${who}/status/${id}`, `twitter.com/${later}/status/${id}?s=20&t=abc`, `mobile.twitter.com/i/web/status/${id}`, `x.com/i/status/${id}`, `www.x.com/${who}/statuses/${id}/photo/1`, `nitter.net/${who}/status/${id}`, `fxtwitter.com/${who}/status/${id}`, `twitter.com/#!/${who}/status/${id}`)),
  user.map((who) => content('x', `profile ${who}`, `x.com/${who}`, `twitter.com/${upper(who)}/with_replies`, `x.com/${who}?lang=fr`, `twitter.com/@${who}`)),
)
const tiktok = fc.oneof(
  fc.tuple(digits(19), user).map(([id, who]) => content('tiktok', `video ${id}`, `www.tiktok.com/@${who}/video/${id}`, `m.tiktok.com/v/${id}.html`, `www.tiktok.com/embed/v2/${id}`, `www.tiktok.com/@${upper(who)}/photo/${id}?is_from_webapp=1`, `tiktok.com/@_/video/${id}`)),
  user.map((who) => content('tiktok', `profile ${who}`, `www.tiktok.com/@${who}`, `tiktok.com/@${upper(who)}?lang=fr`)),
  chars(ALNUM, 9).map((code) => content('tiktok', `short ${code}`, `vm.tiktok.com/${code}/`, `vm.tiktok.com/${code}`)),
)
const others = fc.oneof(
  fc.tuple(digits(18), digits(18), digits(19)).map((ids) => content('discord', `message ${ids.join(' ')}`, `discord.com/channels/${ids.join('/')}`, `ptb.discord.com/channels/${ids.join('/')}`, `discordapp.com/channels/${ids.join('/')}/`, `canary.discordapp.com/channels/${ids.join('/')}`)),
  chars(ALNUM, 8).map((code) => content('discord', `invitation ${code}`, `discord.gg/${code}`, `discord.com/invite/${code}`, `www.discordapp.com/invite/${code}`)),
  fc.tuple(chars(BASE64, 11), user).map(([id]) => content('youtube', `video ${id}`, `www.youtube.com/watch?v=${id}`, `youtu.be/${id}?si=x`, `m.youtube.com/watch?app=desktop&v=${id}&t=3s`, `www.youtube.com/shorts/${id}?feature=share`, `www.youtube-nocookie.com/embed/${id}`, `music.youtube.com/watch?v=${id}&list=x`, `www.youtube.com/live/${id}`)),
  fc.tuple(chars(BASE64, 22), user).map(([id, who]) => content('youtube', `post ${id}`, `www.youtube.com/post/${id}`, `m.youtube.com/@${who}/community?lb=${id}`, `www.youtube.com/channel/UCabcdefghijklmnopqrstuv/community?lb=${id}`)),
  user.map((who) => content('youtube', `channel ${who}`, `www.youtube.com/@${who}`, `youtube.com/@${upper(who)}/videos`)),
  user.map((who) => content('snapchat', `profile ${who}`, `www.snapchat.com/add/${who}`, `snapchat.com/@${upper(who)}`, `www.snapchat.com/add/${who}?share_id=x`)),
  fc.tuple(chars(BASE64, 40), user).map(([id, who]) => content('snapchat', `spotlight ${id}`, `www.snapchat.com/spotlight/${id}`, `snapchat.com/@${who}/spotlight/${id}?share_id=x`)),
  fc.tuple(user, digits(1, 6)).map(([who, id]) => content('telegram', `message ${who} ${id}`, `t.me/${who}/${id}`, `t.me/s/${upper(who)}/${id}`, `telegram.me/${who}/${id}?single`, `${who}.t.me/${id}`, `t.me/${who}/7/${id}`)),
  chars(BASE64, 22).filter((hash) => !/^\d+$/.test(hash)).map((hash) => content('telegram', `invitation ${hash}`, `t.me/+${hash}`, `t.me/joinchat/${hash}`, `telegram.me/%2B${hash}`)),
  fc.tuple(chars(ALNUM, 22), digits(1, 5)).map(([id, post]) => content('whatsapp', `channel ${id} ${post}`, `whatsapp.com/channel/${id}/${post}`, `www.whatsapp.com/channel/${id}/${post}?lang=fr`)),
  digits(9, 11).map((number) => content('twitch', `video ${number}`, `www.twitch.tv/videos/${number}`, `m.twitch.tv/videos/${number}?t=1h`, `twitch.tv/quelquun/video/${number}`)),
  chars(ALNUM, 20).map((slug) => content('twitch', `clip ${slug}`, `clips.twitch.tv/${slug}`, `www.twitch.tv/quelquun/clip/${slug}?filter=x`, `clips.twitch.tv/embed?clip=${slug}`)),
  fc.tuple(chars(`${LOWER}0123456789`, 6, 7), user).map(([id, group]) => content('reddit', `post ${id}`, `www.reddit.com/r/${group}/comments/${id}/un_titre/`, `old.reddit.com/comments/${id}`, `redd.it/${id}`, `reddit.com/r/${upper(group)}/comments/${id}?share_id=x`, `www.reddit.com/gallery/${id}`)),
  fc.tuple(chars(`${LOWER}0123456789`, 6, 7), chars(`${LOWER}0123456789`, 7)).map(([id, comment]) => content('reddit', `comment ${id} ${comment}`, `www.reddit.com/r/exemple/comments/${id}/titre/${comment}/`, `np.reddit.com/r/exemple/comments/${id}/comment/${comment}/?context=3`)),
  fc.tuple(chars('abcdefghijklmnopqrstuvwxyz234567', 24), chars(LOWER, 13)).map(([did, key]) => content('bluesky', `post ${did} ${key}`, `bsky.app/profile/did:plc:${did}/post/${key}`, `bsky.app/profile/did%3Aplc%3A${did}/post/${key}?ref_src=embed`)),
  fc.tuple(user, chars(LOWER, 13)).map(([who, key]) => content('bluesky', `post @${who} ${key}`, `bsky.app/profile/${who}.bsky.social/post/${key}`, `www.bsky.app/profile/${upper(who)}.bsky.social/post/${key}/`)),
  fc.tuple(user, digits(18)).map(([who, id]) => content('mastodon', `status ${who} ${id}`, `social.example/@${who}/${id}`, `social.example/users/${upper(who)}/statuses/${id}`, `social.example/web/@${who}/${id}`)),
  fc.uuid().map((id) => content('peertube', `video ${id}`, `video.example/videos/watch/${id}`, `video.example/w/${id}?start=3s`, `video.example/videos/embed/${upper(id)}`)),
  user.map((who) => content('mym', `profile ${who}`, `mym.fans/${who}`, `www.mym.fans/${upper(who)}/?utm_source=x`)),
)
export const contents: fc.Arbitrary<Content> = fc.oneof({ weight: 2, arbitrary: facebook }, instagram, x, tiktok, { weight: 5, arbitrary: others })

/** How a spelling reaches us: scheme, capitals in the host, wrappers, punctuation, tracking. */
export const dressings: fc.Arbitrary<(address: string) => string> = fc.constantFrom(
  (address) => `https://${address}`,
  (address) => `http://${address}`,
  (address) => address,
  (address) => `  https://${address} \n`,
  (address) => `<https://${address}>`,
  (address) => `« https://${address} ».`,
  (address) => `(https://${address})`,
  (address) => `HTTPS://${address.replace(/^[^/?]+/, upper)}`,
  (address) => `https://${address.replace('/', ':443/')}`,
  (address) => `https://${address.replace('/', './')}`,
  (address) => `https://${address}${address.includes('?') ? '&' : '?'}utm_source=newsletter&fbclid=IwAR0`,
  (address) => `https://${address}#_=_`,
  (address) => `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://${address}`)}&h=AT0abc`,
  (address) => `https://l.instagram.com/?u=${encodeURIComponent(`https://${address}`)}&e=AT0`,
  (address) => `https://www.google.com/url?sa=t&url=${encodeURIComponent(`https://${address}`)}&usg=AOv`,
  (address) => `https://www.google.fr/url?q=${encodeURIComponent(`https://l.facebook.com/l.php?u=${encodeURIComponent(`https://${address}`)}`)}`,
  (address) => `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://${address}`)}&data=05`,
  (address) => `hxxps://${address.replace('.', '[.]')}`,
  (address) => `https://${address.slice(0, 5)}\u200b${address.slice(5)}\ufeff`,
)
