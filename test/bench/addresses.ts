// Addresses such as a desk sees them: every platform, tracking, wrappers, short links, unknown sites, some refused. The
// same ones in each run.
let state = 0x2545f491
function chance(below: number): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % below
}
const digits = (length: number): string => `1${Array.from({ length: length - 1 }, () => chance(10)).join('')}`
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const code = (length: number): string => Array.from({ length }, () => LETTERS[chance(64)]).join('')
const user = (): string => `exemple_${chance(1_000_000).toString(36)}`

const KINDS: readonly (() => string)[] = [
  () => `https://www.instagram.com/p/${code(11)}/?igsh=${code(16)}%3D%3D&utm_source=ig_web_copy_link`,
  () => `https://www.instagram.com/reel/${code(11)}/?igshid=${code(12)}`,
  () => `https://www.instagram.com/${user()}/`,
  () => `https://www.instagram.com/stories/${user()}/${digits(19)}/`,
  () => `https://www.facebook.com/${user().replace('_', '.')}/posts/pfbid0${code(58).replaceAll(/[-_]/g, 'x')}?__cft__[0]=${code(40)}&__tn__=%2CO%2CP-R`,
  () => `https://m.facebook.com/story.php?story_fbid=${digits(15)}&id=${digits(15)}&mibextid=${code(6)}`,
  () => `https://www.facebook.com/groups/${digits(15)}/posts/${digits(16)}/?comment_id=${digits(16)}`,
  () => `https://www.facebook.com/share/p/${code(12)}/?mibextid=${code(6)}`,
  () => `https://twitter.com/${user()}/status/${digits(19)}?s=20&t=${code(22)}`,
  () => `https://x.com/${user()}/status/${digits(19)}`,
  () => `https://www.tiktok.com/@${user()}/video/${digits(19)}?is_from_webapp=1&sender_device=pc&web_id=${digits(19)}`,
  () => `https://vm.tiktok.com/ZM${code(7)}/`,
  () => `https://www.snapchat.com/add/${user()}?share_id=${code(20)}&locale=fr-FR`,
  () => `https://discord.com/channels/${digits(18)}/${digits(18)}/${digits(19)}`,
  () => `https://youtu.be/${code(11)}?si=${code(16)}`,
  () => `https://www.youtube.com/watch?v=${code(11)}&list=PL${code(32)}&index=${chance(90)}`,
  () => `https://t.me/${user()}/${chance(99_999)}`,
  () => `https://bsky.app/profile/${user().replace('_', '-')}.bsky.social/post/3l${code(11).toLowerCase().replaceAll(/[-_]/g, 'a')}`,
  () => `https://www.reddit.com/r/exemple/comments/${chance(2_000_000_000).toString(36).padStart(6, '1')}/un_titre_assez_long/?utm_source=share&utm_medium=web2x`,
  () => `https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D${code(11).replaceAll('-', 'a')}&h=AT${code(60)}`,
  () => `https://social${chance(400)}.example/@${user()}/${digits(18)}`,
  () => `https://forum${chance(20_000)}.example.com/viewtopic.php?f=${chance(30)}&t=${chance(100_000)}&utm_source=x#p${chance(1_000_000)}`,
  () => `https://www.exemple${chance(2000)}.fr/articles/2026/11/${code(20)}.html`,
  () => `<https://www.twitch.tv/videos/${digits(10)}>.`,
  () => `instagram.com/p/${code(11)}`,
  () => `http://192.168.${chance(256)}.${chance(256)}/partage/${code(8)}`,
]

export function addresses(count: number): string[] {
  state = 0x2545f491
  return Array.from({ length: count }, () => (KINDS[chance(KINDS.length)] ?? (() => ''))())
}
