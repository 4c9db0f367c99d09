// Two contents never meet: an address of which the reader leaves something over keeps what it left.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/signalement/locators/locate.ts'
import type { Located } from '../../../src/signalement/locators/located.ts'
import { PLATFORM_READERS } from '../../../src/signalement/locators/registry.ts'
import { isTracking } from '../../../src/signalement/locators/tracking.ts'
import { PLATFORMS } from '../../../src/signalement/vocabulary.ts'
import { KNOWN_ADDRESSES } from './known-addresses.ts'
import { contents } from './spellings.ts'

const RUNS = Number(process.env['LOCATOR_RUNS'] ?? 3000)

function found(text: string): Located {
  const result = locate(text)
  if (!result.ok) throw new Error(`${text}: ${result.refusal}`)
  return result.located
}

describe('two contents, one letter apart from what their reader looks at', () => {
  it.each([
    ['facebook.com/groups/1234567890?view=permalink&id=11111111111', 'facebook.com/groups/1234567890?view=permalink&id=22222222222', 'facebook.com/groups/1234567890'],
    ['facebook.com/groups/1234567890/11111111111/', 'facebook.com/groups/1234567890/22222222222/', 'facebook.com/groups/1234567890'],
    ['facebook.com/groups/1234567890/pending_posts/11111111111', 'facebook.com/groups/1234567890/pending_posts/22222222222', 'facebook.com/groups/1234567890'],
    ['facebook.com/groups/1234567890?inconnu=1', 'facebook.com/groups/1234567890?inconnu=2', 'facebook.com/groups/1234567890'],
    ['facebook.com/pg/PageInventee/posts/11111111111', 'facebook.com/pg/PageInventee/posts/22222222222', 'facebook.com/pg/PageInventee'],
    ['facebook.com/PageInventee/reels/11111111111', 'facebook.com/PageInventee/reels/22222222222', 'facebook.com/PageInventee/reels'],
    ['facebook.com/profile.php?id=100001234567890&story_fbid=11111111111', 'facebook.com/profile.php?id=100001234567890&story_fbid=22222222222', 'facebook.com/profile.php?id=100001234567890'],
    ['facebook.com/profile.php?id=100001234567890&story_fbid=a-b', 'facebook.com/profile.php?id=100001234567890&story_fbid=a-c', 'facebook.com/profile.php?id=100001234567890'],
    ['facebook.com/events/1234567890/permalink/11111111111', 'facebook.com/events/1234567890/permalink/22222222222', 'facebook.com/events/1234567890'],
    ['facebook.com/pages/Une-Page/1234567890/posts/11111111111', 'facebook.com/pages/Une-Page/1234567890/posts/22222222222', 'facebook.com/pages/Une-Page/1234567890'],
    ['facebook.com/ana/posts/1234567890?comment_id=11&comment_id=12', 'facebook.com/ana/posts/1234567890?comment_id=11&comment_id=13', 'facebook.com/ana/posts/1234567890'],
    ['fb.me/AbCd/x%3Fy', 'fb.me/AbCd/x?y', 'fb.me/AbCd/x'],
    ['youtube.com/channel/UCabcdefghijklmnopqrstuv/community?lb=UgkxAbCdEfGhIjKlMnO1', 'youtube.com/channel/UCabcdefghijklmnopqrstuv/community?lb=UgkxAbCdEfGhIjKlMnO2', 'youtube.com/channel/UCabcdefghijklmnopqrstuv'],
    ['youtube.com/@ana/community?lb=UgkxAbCdEfGhIjKlMnO1', 'youtube.com/@ana/community?lb=UgkxAbCdEfGhIjKlMnO2', 'youtube.com/@ana'],
    ['youtube.com/embed/videoseries?list=PLabcdefghijklmnop', 'youtube.com/embed/videoseries?list=PLabcdefghijklmnoq', 'youtube.com/embed/videoseries'],
    ['youtube.com/embed/live_stream?channel=UCabcdefghijklmnopqrstuv', 'youtube.com/embed/live_stream?channel=UCabcdefghijklmnopqrstuw', 'youtube.com/embed/live_stream'],
    ['tiktok.com/@ana/video/7234567890123456789?share_comment_id=11111111', 'tiktok.com/@ana/video/7234567890123456789?share_comment_id=22222222', 'tiktok.com/@ana/video/7234567890123456789'],
    ['mym.fans/ana#media-1', 'mym.fans/ana#media-2', 'mym.fans/ana'],
    ['instagram.com/ana/guides/11111', 'instagram.com/ana/guides/22222', 'instagram.com/ana'],
    ['x.com/ana/media/1', 'x.com/ana/media/2', 'x.com/ana/media'],
    ['discord.com/invite/AbCdEf?event=1', 'discord.com/invite/AbCdEf?event=2', 'discord.gg/AbCdEf'],
    ['reddit.com/r/exemple/wiki/une', 'reddit.com/r/exemple/wiki/deux', 'reddit.com/r/exemple'],
    ['reddit.com/user/ana/m/une', 'reddit.com/user/ana/m/deux', 'reddit.com/user/ana'],
    ['t.me/ana_exemple?start=1', 't.me/ana_exemple?start=2', 't.me/ana_exemple'],
    ['social.example/@ana/112345678901234567/une', 'social.example/@ana/112345678901234567/deux', 'social.example/@ana/112345678901234567'],
    ['social.example/@ana/112345678901234567?a=1', 'social.example/@ana/112345678901234567?a=2', 'social.example/@ana/112345678901234567'],
  ])('%s', (...addresses) => {
    expect(new Set(addresses.map((address) => found(`https://${address}`).canonical)).size).toBe(addresses.length)
  })
})

describe('one content in spellings of several times', () => {
  it.each([
    ['facebook.com/groups/1234567890/posts/11111111111', 'facebook.com/groups/1234567890/permalink/11111111111/', 'm.facebook.com/groups/1234567890?view=permalink&id=11111111111', 'facebook.com/groups/1234567890/11111111111/'],
    ['facebook.com/watch/?v=11111111111', 'facebook.com/reel/11111111111', 'facebook.com/ana/videos/11111111111', 'facebook.com/video.php?v=11111111111', 'facebook.com/ana/reels/11111111111'],
    ['facebook.com/permalink.php?story_fbid=11111111111&id=100001234567890', 'facebook.com/profile.php?id=100001234567890&story_fbid=11111111111'],
    ['facebook.com/ana/posts/11111111111', 'facebook.com/pg/ana/posts/11111111111'],
    ['facebook.com/ana', 'facebook.com/#!/ana'],
    ['youtube.com/post/UgkxAbCdEfGhIjKlMnO1', 'youtube.com/@ana/community?lb=UgkxAbCdEfGhIjKlMnO1', 'youtube.com/channel/UCabcdefghijklmnopqrstuv/community?lb=UgkxAbCdEfGhIjKlMnO1'],
    ['x.com/i/status/1234567890123456789', 'twitter.com/#!/ana/status/1234567890123456789', 'x.com/ana/status/1234567890123456789/photo/2'],
    ['x.com/ana', 'twitter.com/@ana', 'twitter.com/#!/ana', 'twitter.com/?lang=fr#!/ana'],
    ['instagram.com/ana', 'instagram.com/@ana'],
    ['threads.com/@ana', 'threads.net/@ana', 'www.threads.net/@ana', 'www.threads.com/@ana'],
  ])('%s', (...addresses) => {
    expect(new Set(addresses.map((address) => found(`https://${address}`).canonical)).size).toBe(1)
  })

  it('the picture of a status and the owner of a video are kept aside', () => {
    expect(found('https://x.com/ana/status/1234567890123456789/photo/2').ids).toEqual({ statusId: '1234567890123456789', user: 'ana', photo: '2' })
    expect(found('https://www.facebook.com/Ana.B/videos/11111111111').ids).toEqual({ videoId: '11111111111', user: 'anab' })
  })
})

describe('an address of which something is left over', () => {
  it('says what is sure of it, and stays private where it was', () => {
    expect(found('https://discord.com/channels/@me/234567890123456789/1234567890123456789?inconnu=1')).toMatchObject({
      platform: 'discord', kind: 'message', what: 'message', ids: { channel: '234567890123456789', message: '1234567890123456789' }, notes: ['private-space'],
    })
    expect(found('https://x.com/ana/status/1234567890123456789?inconnu=1')).toMatchObject({ platform: 'x', kind: 'url', what: 'unknown', ids: { statusId: '1234567890123456789', user: 'ana' }, missing: [] })
    expect(found('https://www.tiktok.com/@ana/video/7234567890123456789/inconnu').missing).toEqual(['content-link'])
  })
})

describe('whatever a reader knows', () => {
  const rows = PLATFORMS.flatMap((platform) => (KNOWN_ADDRESSES[platform] ?? []).flatMap(([pasted, , canonical]) => [pasted, canonical].map((address) => ({ platform: platform as string, address }))))
    .filter(({ address }) => /^https?:/.test(address) && found(address).notes.every((note) => note !== 'unwrapped' && note !== 'defanged'))
  const known = fc.oneof(fc.constantFrom(...rows), contents.chain(({ platform, spellings }) => fc.constantFrom(...spellings).map((address) => ({ platform: platform as string, address: `https://${address}` }))))
    .filter(({ address }) => !address.includes('#'))
  const value = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), minLength: 1, maxLength: 19 })
  const segment = fc.oneof(value.map((text) => `zq-${text}`), fc.stringMatching(/^[1-9]\d{4,18}$/), value)
  /** After the number of a post, Reddit writes its title, which any text may stand for. */
  const isTitle = (address: string): boolean => /\/comments\/[^/?]+\/?(?:\?|$)/.test(address)

  /** Whether two addresses are taken for one content; a refused one is taken for none. */
  function meet(platform: string, one: string, other: string): boolean {
    const [first, second] = [locate(one), locate(other)]
    if (!first.ok || !second.ok) return false
    expect([platform, 'autre', 'mastodon', 'peertube'], one).toContain(first.located.platform)
    return first.located.canonical === second.located.canonical
  }
  const withQuery = (address: string, piece: string): string => `${address}${address.includes('?') ? '&' : '?'}${piece}`

  it('is tried on every platform', () => {
    expect(new Set(rows.map(({ platform }) => platform))).toEqual(new Set(PLATFORMS))
  })

  it('a further segment parts two contents', () => {
    fc.assert(fc.property(known, segment, segment, ({ platform, address }, one, other) => {
      fc.pre(one !== other && !isTitle(address))
      const [path = '', query] = address.split('?')
      const further = (text: string): string => `${path.replace(/\/$/, '')}/${text}${query === undefined ? '' : `?${query}`}`
      expect(meet(platform, further(one), further(other)), `${further(one)} | ${further(other)}`).toBe(false)
      // `t.me/exemple/4/4` is the fourth message, in the topic that it opened.
      if (one.startsWith('zq-')) expect(meet(platform, further(one), address), further(one)).toBe(false)
    }), { numRuns: RUNS * 3 })
  })

  it('a parameter that nobody knows parts them too', () => {
    const names = fc.oneof(value.map((text) => `zq${text}`), fc.constantFrom('id', 'v', 'p', 'post', 'comment', 'story', 'media', 'item', 'page', 'event', 'lb', 'lc', 'start', 'q'))
    fc.assert(fc.property(known, names, value, value, ({ platform, address }, name, one, other) => {
      const reader = PLATFORM_READERS.find((each) => each.platform === found(address).platform)
      fc.pre(one !== other && !isTracking(name) && reader?.display.has(name) !== true)
      expect(meet(platform, withQuery(address, `${name}=${one}`), withQuery(address, `${name}=${other}`)), withQuery(address, `${name}=${one} | ${other}`)).toBe(false)
    }), { numRuns: RUNS * 3 })
  })

  it('and so does a fragment', () => {
    fc.assert(fc.property(known, value, value, ({ platform, address }, one, other) => {
      fc.pre(one !== other)
      expect(meet(platform, `${address}#zq-${one}`, `${address}#zq-${other}`), `${address}#zq-${one}`).toBe(false)
    }), { numRuns: RUNS })
  })

  it('a parameter of the platform’s list does not', () => {
    fc.assert(fc.property(known, fc.nat(), value, ({ address }, pick, text) => {
      const { canonical, platform, what } = found(address)
      const names = [...PLATFORM_READERS.find((each) => each.platform === platform)?.display ?? []]
      const name = names[pick % Math.max(1, names.length)]
      fc.pre(name !== undefined && what !== 'page' && what !== 'unknown' && !/inconnu/.test(address) && !address.includes(`${name}=`))
      expect(found(withQuery(address, `${encodeURIComponent(name ?? '')}=${text}`)).canonical).toBe(canonical)
    }), { numRuns: RUNS })
  })
})
