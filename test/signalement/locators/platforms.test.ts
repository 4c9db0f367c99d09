// Addresses as people paste them, platform by platform, and what each one is.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/signalement/locators/locate.ts'
import type { Located } from '../../../src/signalement/locators/located.ts'
import { PLATFORM_READERS } from '../../../src/signalement/locators/registry.ts'
import { PLATFORMS } from '../../../src/signalement/vocabulary.ts'
import { repository } from '../../architecture/lint-run.ts'

function found(text: string): Located {
  const result = locate(text)
  if (!result.ok) throw new Error(`${text}: ${result.refusal}`)
  return result.located
}

/** Pasted, what it is, canonical, what is missing, a note that must be there. */
type Row = readonly [pasted: string, what: string, canonical: string, missing?: string, note?: string]

const TABLE: { readonly [platform: string]: readonly Row[] } = {
  facebook: [
    ['https://www.facebook.com/ana.exemple/posts/123456789012345', 'post', 'https://www.facebook.com/anaexemple/posts/123456789012345', 'numeric-id', 'handle-changes'],
    ['https://www.facebook.com/100001234567890/posts/123456789012345?__cft__[0]=AZ&__tn__=%2CO', 'post', 'https://www.facebook.com/permalink.php?story_fbid=123456789012345&id=100001234567890', '', 'tracking-dropped'],
    ['https://m.facebook.com/story.php?story_fbid=pfbid02abcDEF&id=100001234567890', 'post', 'https://www.facebook.com/permalink.php?story_fbid=pfbid02abcDEF&id=100001234567890', 'numeric-id', 'host-folded'],
    ['https://www.facebook.com/ana.exemple/posts/pfbid02abcDEF?comment_id=987654321098765', 'comment', 'https://www.facebook.com/anaexemple/posts/pfbid02abcDEF?comment_id=987654321098765', 'numeric-id'],
    ['https://www.facebook.com/watch/?v=123456789012345', 'video', 'https://www.facebook.com/watch/?v=123456789012345'],
    ['https://www.facebook.com/ana.exemple/videos/vb.1/123456789012345/', 'video', 'https://www.facebook.com/watch/?v=123456789012345'],
    ['https://www.facebook.com/photo.php?fbid=123456789012345&set=a.98765&type=3', 'photo', 'https://www.facebook.com/photo/?fbid=123456789012345'],
    ['https://www.facebook.com/media/set/?set=a.123456789012345&type=3', 'album', 'https://www.facebook.com/media/set/?set=a.123456789012345'],
    ['https://www.facebook.com/groups/1234567890/permalink/987654321012345/', 'post', 'https://www.facebook.com/groups/1234567890/posts/987654321012345'],
    ['https://www.facebook.com/groups/Classe.Exemple', 'group', 'https://www.facebook.com/groups/classe.exemple', 'content-link'],
    ['https://www.facebook.com/reel/123456789012345?mibextid=x', 'short-video', 'https://www.facebook.com/reel/123456789012345'],
    ['https://www.facebook.com/stories/100001234567890/UzpfSVNDOjEyMzQ=/?view_single=1', 'story', 'https://www.facebook.com/stories/100001234567890/UzpfSVNDOjEyMzQ=/', '', 'expires'],
    ['https://www.facebook.com/profile.php?id=100001234567890', 'profile', 'https://www.facebook.com/profile.php?id=100001234567890'],
    ['https://www.facebook.com/profile.php?ref=1', 'page', 'https://www.facebook.com/profile.php', 'profile'],
    ['https://fr-fr.facebook.com/people/Nom-Inventé/100001234567890/', 'profile', 'https://www.facebook.com/profile.php?id=100001234567890', '', 'host-folded'],
    ['https://www.facebook.com/p/Une-Page-Inventee-61550001234567/', 'profile', 'https://www.facebook.com/profile.php?id=61550001234567'],
    ['https://www.facebook.com/Ana.Exemple', 'profile', 'https://www.facebook.com/anaexemple', 'numeric-id'],
    ['https://www.facebook.com/events/123456789012345/', 'event', 'https://www.facebook.com/events/123456789012345'],
    ['https://www.facebook.com/messages/t/123456789012345', 'message', 'https://www.facebook.com/messages/t/123456789012345', 'message-link', 'private-space'],
    ['https://fb.watch/abCD12_-x/', 'short-link', 'https://fb.watch/abCD12_-x/', 'final-link', 'short-link'],
    ['https://www.facebook.com/share/p/AbCdEf123/?mibextid=x', 'short-link', 'https://www.facebook.com/share/p/AbCdEf123/', 'final-link', 'share-link'],
    ['https://www.facebook.com/?ref=logo', 'page', 'https://www.facebook.com/?ref=logo', 'content-link', 'home-page'],
    ['https://www.facebook.com/hashtag/exemple', 'page', 'https://www.facebook.com/hashtag/exemple', 'content-link', 'search-page'],
    ['https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Freel%2F123456789012345', 'short-video', 'https://www.facebook.com/reel/123456789012345', '', 'unwrapped'],
    ['https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fana%2Fposts%2F123456789012345&width=500', 'post', 'https://www.facebook.com/ana/posts/123456789012345', 'numeric-id', 'unwrapped'],
  ],
  instagram: [
    ['https://www.instagram.com/p/C0dEXaMpLe1/?igsh=MzRlODBiNWFlZA==', 'post', 'https://www.instagram.com/p/C0dEXaMpLe1/', '', 'case-matters'],
    ['https://www.instagram.com/ana.exemple/reel/C0dEXaMpLe1/', 'short-video', 'https://www.instagram.com/p/C0dEXaMpLe1/'],
    ['https://www.instagram.com/p/C0dEXaMpLe1/c/18012345678901234/', 'comment', 'https://www.instagram.com/p/C0dEXaMpLe1/c/18012345678901234/'],
    ['https://www.instagram.com/stories/Ana.Exemple/3212345678901234567/', 'story', 'https://www.instagram.com/stories/ana.exemple/3212345678901234567/', '', 'expires'],
    ['https://www.instagram.com/stories/ana.exemple/', 'story', 'https://www.instagram.com/stories/ana.exemple/', 'content-link', 'expires'],
    ['https://www.instagram.com/stories/highlights/17912345678901234/', 'album', 'https://www.instagram.com/stories/highlights/17912345678901234/'],
    ['https://www.instagram.com/Ana.Exemple/', 'profile', 'https://www.instagram.com/ana.exemple/', '', 'handle-changes'],
    ['https://www.instagram.com/share/reel/BAabc123/', 'short-link', 'https://www.instagram.com/share/reel/BAabc123/', 'final-link', 'share-link'],
    ['https://www.instagram.com/explore/tags/exemple/', 'page', 'https://www.instagram.com/explore/tags/exemple/', 'content-link', 'search-page'],
    ['https://www.instagram.com/accounts/login/?next=%2Fp%2FC0dEXaMpLe1%2F', 'post', 'https://www.instagram.com/p/C0dEXaMpLe1/', '', 'unwrapped'],
    ['https://www.instagram.com/direct/t/110123456789012345/', 'message', 'https://www.instagram.com/direct/t/110123456789012345/', 'message-link', 'private-space'],
    ['https://www.ddinstagram.com/p/C0dEXaMpLe1/', 'post', 'https://www.instagram.com/p/C0dEXaMpLe1/', '', 'mirror-site'],
  ],
  snapchat: [
    ['https://www.snapchat.com/add/Ana_Exemple?share_id=x', 'profile', 'https://www.snapchat.com/add/ana_exemple'],
    ['https://snapchat.com/@ana_exemple', 'profile', 'https://www.snapchat.com/add/ana_exemple'],
    ['https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPwAAY', 'short-video', 'https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPwAAY', 'username', 'case-matters'],
    ['https://www.snapchat.com/p/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f/1234567890123456', 'story', 'https://www.snapchat.com/p/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f/1234567890123456', 'username', 'expires'],
    ['https://www.snapchat.com/t/AbCdEf12', 'short-link', 'https://www.snapchat.com/t/AbCdEf12', 'final-link', 'share-link'],
    ['https://t.snapchat.com/AbCdEf12', 'short-link', 'https://www.snapchat.com/t/AbCdEf12', 'final-link'],
    ['https://www.snapchat.com/', 'page', 'https://www.snapchat.com/', 'username', 'home-page'],
  ],
  x: [
    ['https://twitter.com/Ana_Exemple/status/1234567890123456789?s=20&t=abc', 'post', 'https://x.com/i/status/1234567890123456789', '', 'renamed-account'],
    ['https://mobile.twitter.com/i/web/status/1234567890123456789', 'post', 'https://x.com/i/status/1234567890123456789', '', 'host-folded'],
    ['https://vxtwitter.com/ana/status/1234567890123456789', 'post', 'https://x.com/i/status/1234567890123456789', '', 'mirror-site'],
    ['https://x.com/Ana_Exemple', 'profile', 'https://x.com/ana_exemple', '', 'handle-changes'],
    ['https://x.com/i/user/123456', 'profile', 'https://x.com/i/user/123456'],
    ['https://x.com/search?q=exemple', 'page', 'https://x.com/search?q=exemple', 'content-link', 'search-page'],
    ['https://x.com/hashtag/exemple', 'page', 'https://x.com/hashtag/exemple', 'content-link', 'search-page'],
    ['https://x.com/home', 'page', 'https://x.com/home', 'content-link', 'home-page'],
    ['https://x.com/i/flow/login?redirect_after_login=%2Fana%2Fstatus%2F1234567890123456789', 'post', 'https://x.com/i/status/1234567890123456789', '', 'unwrapped'],
    ['https://pic.twitter.com/AbCdEf1234', 'short-link', 'https://pic.twitter.com/AbCdEf1234', 'final-link', 'short-link'],
    ['https://x.com/i/spaces/1YqKDabcdEfG', 'live', 'https://x.com/i/spaces/1YqKDabcdEfG'],
    ['https://x.com/messages/123456-789012', 'message', 'https://x.com/messages/123456-789012', 'message-link', 'private-space'],
  ],
  tiktok: [
    ['https://www.tiktok.com/@ana.exemple/video/7234567890123456789?is_from_webapp=1', 'short-video', 'https://www.tiktok.com/@_/video/7234567890123456789', '', 'renamed-account'],
    ['https://www.tiktok.com/@ana.exemple/photo/7234567890123456789', 'photo', 'https://www.tiktok.com/@_/video/7234567890123456789'],
    ['https://vm.tiktok.com/ZMabc123/', 'short-link', 'https://vm.tiktok.com/ZMabc123/', 'final-link', 'short-link'],
    ['https://vt.tiktok.com/ZSabc123', 'short-link', 'https://vt.tiktok.com/ZSabc123/', 'final-link'],
    ['https://www.tiktok.com/t/ZTabc123/', 'short-link', 'https://www.tiktok.com/t/ZTabc123/', 'final-link'],
    ['https://www.tiktok.com/@Ana.Exemple', 'profile', 'https://www.tiktok.com/@ana.exemple'],
    ['https://www.tiktok.com/@ana.exemple/live', 'live', 'https://www.tiktok.com/@ana.exemple/live', '', 'expires'],
    ['https://www.tiktok.com/tag/exemple', 'page', 'https://www.tiktok.com/tag/exemple', 'content-link', 'search-page'],
  ],
  discord: [
    ['https://discord.com/channels/123456789012345678/234567890123456789/1234567890123456789', 'message', 'https://discord.com/channels/123456789012345678/234567890123456789/1234567890123456789'],
    ['https://canary.discordapp.com/channels/@me/234567890123456789/1234567890123456789', 'message', 'https://discord.com/channels/@me/234567890123456789/1234567890123456789', '', 'private-space'],
    ['https://discord.com/channels/123456789012345678/234567890123456789', 'channel', 'https://discord.com/channels/123456789012345678/234567890123456789', 'message-link'],
    ['https://discord.com/channels/123456789012345678', 'server', 'https://discord.com/channels/123456789012345678', 'message-link'],
    ['discord.gg/AbCdEf', 'invitation', 'https://discord.gg/AbCdEf', 'message-link', 'invitation'],
    ['https://cdn.discordapp.com/attachments/123456789012345678/234567890123456789/image0.png?ex=66&is=65&hm=ab', 'unknown', 'https://cdn.discordapp.com/attachments/123456789012345678/234567890123456789/image0.png', 'message-link', 'expires'],
    ['https://discord.com/users/123456789012345678', 'profile', 'https://discord.com/users/123456789012345678'],
  ],
  yubo: [
    ['https://www.yubo.live/fr', 'page', 'https://www.yubo.live/fr', 'username', 'home-page'],
    ['https://share.yubo.live/abc123', 'unknown', 'https://share.yubo.live/abc123', 'username'],
  ],
  mym: [
    ['https://www.mym.fans/Ana.Exemple', 'profile', 'https://mym.fans/ana.exemple', '', 'paywalled'],
    ['https://mym.fans/ana/media/12345', 'post', 'https://mym.fans/ana/media/12345', '', 'paywalled'],
    ['https://mym.fans/ana?media=12345', 'unknown', 'https://mym.fans/ana?media=12345', 'content-link'],
  ],
  youtube: [
    ['https://youtu.be/dQw4w9WgXcQ?si=abc&t=42', 'video', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', '', 'case-matters'],
    ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 'short-video', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://www.youtube.com/live/dQw4w9WgXcQ?feature=share', 'live', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVM', 'video', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', '', 'host-folded'],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzAbCdEfGhIjKlMnOp4AaABAg', 'comment', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzAbCdEfGhIjKlMnOp4AaABAg'],
    ['https://www.youtube.com/@Ana-Exemple/videos', 'profile', 'https://www.youtube.com/@ana-exemple'],
    ['https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv', 'profile', 'https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv'],
    ['https://www.youtube.com/playlist?list=PLabcdefghijklmnop', 'album', 'https://www.youtube.com/playlist?list=PLabcdefghijklmnop'],
    ['https://www.youtube.com/results?search_query=x', 'page', 'https://www.youtube.com/results?search_query=x', 'content-link', 'search-page'],
  ],
  bluesky: [
    ['https://bsky.app/profile/ana.bsky.social/post/3jwdwj2ctlk26', 'post', 'https://bsky.app/profile/ana.bsky.social/post/3jwdwj2ctlk26', 'did,cid', 'handle-changes'],
    ['at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3jwdwj2ctlk26', 'post', 'https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz/post/3jwdwj2ctlk26', 'cid'],
    ['https://bsky.app/profile/Ana.example', 'profile', 'https://bsky.app/profile/ana.example', 'did', 'handle-changes'],
    ['https://ana.bsky.social/', 'profile', 'https://bsky.app/profile/ana.bsky.social', 'did'],
    ['at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.graph.list/3jwdwj2ctlk26', 'unknown', 'at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.graph.list/3jwdwj2ctlk26'],
    ['https://bsky.app/search?q=x', 'page', 'https://bsky.app/search?q=x', 'content-link', 'search-page'],
  ],
  mastodon: [
    ['https://social.example/@Ana/112345678901234567', 'post', 'https://social.example/@ana/112345678901234567', 'status-on-our-server', 'fediverse-guess'],
    ['https://social.example/users/ana/statuses/112345678901234567', 'post', 'https://social.example/@ana/112345678901234567', 'status-on-our-server'],
    ['https://mamot.fr/@ana@social.example/112345678901234567', 'post', 'https://mamot.fr/@ana@social.example/112345678901234567', 'status-on-our-server'],
    ['https://piaille.fr/@ana', 'profile', 'mastodon:user/ana@piaille.fr', 'status-on-our-server'],
    ['@Ana@social.example', 'profile', 'mastodon:user/ana@social.example', 'status-on-our-server', 'fediverse-guess'],
  ],
  peertube: [
    // The pair of spellings that docs.joinpeertube.org gives as its example.
    ['https://video.example/w/kkGMgK9ZtnKfYAgnEtQxbv', 'video', 'https://video.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d', '', 'fediverse-guess'],
    ['https://video.example/videos/watch/9C9DE5E8-0a1e-484a-b099-e80766180a6d;threadId=12', 'comment', 'https://video.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d;threadId=12'],
    ['https://framatube.org/a/ana', 'profile', 'peertube:user/ana@framatube.org'],
  ],
  telegram: [
    ['https://t.me/s/Exemple_Canal/123', 'message', 'https://t.me/exemple_canal/123'],
    ['https://t.me/c/1234567890/12/345', 'message', 'https://t.me/c/1234567890/345', '', 'private-space'],
    ['https://t.me/exemple_canal/123?comment=45', 'comment', 'https://t.me/exemple_canal/123?comment=45'],
    ['https://t.me/+AbCdEfGhIjKlMnOp', 'invitation', 'https://t.me/+AbCdEfGhIjKlMnOp', 'message-link', 'invitation'],
    ['https://t.me/+33639980000', 'profile', 'https://t.me/+33639980000', 'username', 'phone-number'],
    ['https://exemple_canal.t.me', 'profile', 'https://t.me/exemple_canal'],
    ['https://t.me/addstickers/Exemple', 'page', 'https://t.me/addstickers/Exemple', 'content-link', 'home-page'],
  ],
  whatsapp: [
    ['https://chat.whatsapp.com/invite/AbCdEfGhIjKlMnOpQrStUv', 'invitation', 'https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv', 'message-link', 'invitation'],
    ['https://whatsapp.com/channel/0029VaAbCdEfGhIjKlMnOp/123', 'post', 'https://whatsapp.com/channel/0029VaAbCdEfGhIjKlMnOp/123'],
    ['https://www.whatsapp.com/channel/0029VaAbCdEfGhIjKlMnOp', 'channel', 'https://whatsapp.com/channel/0029VaAbCdEfGhIjKlMnOp', 'content-link'],
    ['https://api.whatsapp.com/send?phone=%2B33%206%2039%2098%2000%2000&text=x', 'profile', 'https://wa.me/33639980000', '', 'phone-number'],
  ],
  twitch: [
    ['https://m.twitch.tv/videos/1234567890?t=1h2m', 'video', 'https://www.twitch.tv/videos/1234567890'],
    ['https://www.twitch.tv/ana/clip/DrôleDeClip', 'unknown', 'https://www.twitch.tv/ana/clip/Dr%C3%B4leDeClip', 'content-link'],
    ['https://www.twitch.tv/ana/clip/FunnyClip-AbC_1', 'video', 'https://clips.twitch.tv/FunnyClip-AbC_1', '', 'case-matters'],
    ['https://www.twitch.tv/Ana_Exemple', 'profile', 'https://www.twitch.tv/ana_exemple'],
    ['https://www.twitch.tv/directory/category/x', 'page', 'https://www.twitch.tv/directory/category/x', 'content-link', 'search-page'],
  ],
  reddit: [
    ['https://old.reddit.com/r/Exemple/comments/1abcde/un_titre/?utm_source=share', 'post', 'https://www.reddit.com/comments/1abcde', '', 'host-folded'],
    ['https://www.reddit.com/r/exemple/comments/1abcde/un_titre/kxyz123/', 'comment', 'https://www.reddit.com/comments/1abcde/_/kxyz123'],
    ['https://redd.it/1abcde', 'post', 'https://www.reddit.com/comments/1abcde'],
    ['https://www.reddit.com/r/exemple/s/AbCdEf1234', 'short-link', 'https://www.reddit.com/r/exemple/s/AbCdEf1234', 'final-link', 'share-link'],
    ['https://www.reddit.com/u/Ana-Exemple', 'profile', 'https://www.reddit.com/user/ana-exemple'],
    ['https://i.redd.it/abcdef123456.jpg', 'photo', 'https://i.redd.it/abcdef123456.jpg'],
    ['https://www.reddit.com/over18?dest=https%3A%2F%2Fwww.reddit.com%2Fr%2Fexemple%2Fcomments%2F1abcde%2F', 'post', 'https://www.reddit.com/comments/1abcde', '', 'unwrapped'],
  ],
  autre: [
    ['https://t.co/AbCdEf1234', 'short-link', 'https://t.co/AbCdEf1234', 'final-link', 'short-link'],
    ['https://bit.ly/3AbCdEf', 'short-link', 'https://bit.ly/3AbCdEf', 'final-link', 'case-matters'],
    ['http://Forum.Example.com:80/viewtopic.php?t=12&utm_source=x&f=3#p456', 'page', 'http://forum.example.com/viewtopic.php?f=3&t=12#p456', '', 'http-only'],
    ['https://example.com/a%7eb/%c3%a9', 'page', 'https://example.com/a~b/%C3%A9', '', 'unknown-platform'],
    ['https://example.com./', 'page', 'https://example.com/', '', 'home-page'],
    ['https://x.com:8443/ana/status/1234567890123456789', 'page', 'https://x.com:8443/ana/status/1234567890123456789', '', 'port'],
    ['https://www.google.com/search?q=exemple', 'page', 'https://www.google.com/search?q=exemple', 'content-link', 'search-page'],
    ['https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.com%2Fpage', 'page', 'https://example.com/page', '', 'unwrapped'],
    ['https://vk.com/away.php?to=https%3A%2F%2Fexample.com%2Fpage', 'page', 'https://example.com/page', '', 'unwrapped'],
    ['https://exempleabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopq.onion/a', 'page', 'https://exempleabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopq.onion/a', '', 'unknown-platform'],
    ['http://1.1.1.1/a', 'page', 'http://1.1.1.1/a', '', 'http-only'],
    ['hxxps://example[.]com/a', 'page', 'https://example.com/a', '', 'defanged'],
    ['example.com:8080/x', 'page', 'https://example.com:8080/x', '', 'scheme-added'],
    ['https://nitter.net/about', 'page', 'https://nitter.net/about', ''],
    ['https://medium.example/@ana/un-titre-0123456789ab', 'page', 'https://medium.example/@ana/un-titre-0123456789ab', '', 'unknown-platform'],
  ],
}

describe.each(Object.entries(TABLE))('%s', (platform, rows) => {
  it.each(rows.map((row) => ({ pasted: row[0], row })))('$pasted', ({ row: [pasted, what, canonical, missing = '', note] }) => {
    const located = found(pasted)
    expect({ platform: located.platform, what: located.what, canonical: located.canonical, missing: located.missing.join(',') }).toEqual({ platform, what, canonical, missing })
    if (note !== undefined) expect(located.notes).toContain(note)
    expect(located.raw).toBe(pasted)
    expect(found(canonical)).toMatchObject({ platform, canonical, kind: located.kind })
  })
})

describe('the registry', () => {
  it('is the list of files, and reads every platform of the vocabulary', () => {
    const files = readdirSync(join(repository, 'src/signalement/locators/platforms')).map((name) => name.replace(/\.ts$/, ''))
    expect(PLATFORM_READERS.map(({ platform }) => platform as string).toSorted()).toEqual(files.toSorted())
    expect([...files, 'autre'].toSorted()).toEqual([...PLATFORMS].toSorted())
    expect(Object.keys(TABLE).toSorted()).toEqual([...PLATFORMS].toSorted())
  })

  it('gives no domain to two platforms', () => {
    const domains = PLATFORM_READERS.flatMap((reader) => [...reader.domains, ...(reader.mirrors ?? [])])
    expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([])
  })
})

describe('ids', () => {
  it.each([
    ['https://twitter.com/Ana/status/1234567890123456789', { statusId: '1234567890123456789', user: 'ana' }],
    ['https://discord.com/channels/123456789012345678/234567890123456789/1234567890123456789', { guild: '123456789012345678', channel: '234567890123456789', message: '1234567890123456789' }],
    ['at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3jwdwj2ctlk26', { did: 'did:plc:44ybard66vv44zksje25o7dz', rkey: '3jwdwj2ctlk26' }],
    ['https://social.example/@Ana/112345678901234567', { host: 'social.example', statusId: '112345678901234567', user: 'ana' }],
    ['https://www.facebook.com/groups/1234567890/posts/987654321012345/?comment_id=111222333444555', { group: '1234567890', post: '987654321012345', comment: '111222333444555' }],
    ['https://www.instagram.com/stories/ana/3212345678901234567/', { user: 'ana', story: '3212345678901234567' }],
  ])('%s', (pasted, ids) => {
    expect(found(pasted).ids).toEqual(ids)
  })
})
