import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate, locateHandle } from '../../../src/signalement/locators/locate.ts'
import { LOCATOR_NOTES, MISSING_PARTS, type Located } from '../../../src/signalement/locators/located.ts'
import { Locator } from '../../../src/signalement/signalement.ts'
import { PLATFORMS } from '../../../src/signalement/vocabulary.ts'
import { contents, dressings } from './spellings.ts'

const RUNS = Number(process.env['LOCATOR_RUNS'] ?? 3000)

function found(text: string): Located {
  const result = locate(text)
  if (!result.ok) throw new Error(`${text}: ${result.refusal}`)
  return result.located
}

/** The canonical form is one: read again, it says the same, and it names nothing that was not in the first. */
function settled(located: Located): void {
  const again = found(located.canonical)
  expect({ platform: again.platform, kind: again.kind, canonical: again.canonical }, located.canonical).toEqual({ platform: located.platform, kind: located.kind, canonical: located.canonical })
  for (const [name, value] of Object.entries(again.ids)) expect(located.ids[name], `${name} of ${located.canonical}`).toBe(value)
  expect(Locator.safeParse({ kind: located.kind, what: located.what, raw: located.raw, canonical: located.canonical, ids: located.ids }).error).toBeUndefined()
  expect(located.missing.every((part) => MISSING_PARTS.includes(part)) && located.notes.every((note) => LOCATOR_NOTES.includes(note))).toBe(true)
  expect(new Set(located.notes).size).toBe(located.notes.length)
}

const HOSTS = [
  'www.facebook.com', 'm.facebook.com', 'l.facebook.com', 'fb.watch', 'messenger.com', 'www.instagram.com', 'ig.me', 'x.com', 'twitter.com', 'pic.twitter.com', 'nitter.net', 'www.tiktok.com', 'vm.tiktok.com',
  'www.snapchat.com', 't.snapchat.com', 'story.snapchat.com', 'discord.com', 'discord.gg', 'cdn.discordapp.com', 'yubo.live', 'mym.fans', 'www.youtube.com', 'youtu.be', 'bsky.app', 'ana.bsky.social', 'mastodon.social',
  'social.example', 'framatube.org', 't.me', 'ana.t.me', 'chat.whatsapp.com', 'whatsapp.com', 'wa.me', 'www.twitch.tv', 'clips.twitch.tv', 'www.reddit.com', 'redd.it', 'i.redd.it', 'bit.ly', 't.co', 'example.com', 'exemple.fr:8443', 'xn--e1afmkfd.example', 'www.google.com', 'vk.com',
]
const WORDS = [
  'p', 'reel', 'stories', 'posts', 'videos', 'watch', 'video', 'status', 'groups', 'channels', '@me', '@ana', '@ana@autre.example', 'ana', 'Ana.B', 'add', 'share', 'c', 's', 'r', 'comments', 'comment', 'user', 'u', 'w', 'users', 'statuses', 'profile', 'post',
  'attachments', 'live', 'shorts', 'invite', '+abcdefghij', '123456', '123456789012345678', '112345678901234567', 'C0dEXaMpLe1', 'pfbid0abcdefg', 'profile.php', 'story.php', 'l.php', 'url', 'redirect', 'watch?v=C0dEXaMpLe1', '..', '.', '%2E', '%2e%2E', 'a%2Fb', '%', '%zz', '%4%31', '%C3%A9', 'é', 'fin.', 'fin...', 'fin)', '(fin)', '(fin...)', '%20', '%E2%80%8B', '%00',
]
const QUERIES = ['', '?', '?v=C0dEXaMpLe1', '?id=100001234567890&story_fbid=123456789012345', '?u=https%3A%2F%2Fexample.com%2Fa', '?q=javascript:x', '?utm_source=x', '?b=2&a=1', '?a[]=1&a%5B%5D=2', '?a=1&A=2', '?;a=1', '?x=1;y=2&b', '?/forum/3&x=1', '?a=%41%2e', '?a=(1', '?fbclid=x&', '?phone=33639980000', '?v=a&v=b', '?a=1.', '?lc=abcdefghijklmnop&v=C0dEXaMpLe1']
const HASHES = ['', '#', '#p123', '#:~:text=x', '#x:~:text=y', '#_=_', '#!/a', '#fin.', '#Echobox=1', '#%41']
const nearly = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }))
const addresses = fc.tuple(fc.constantFrom('https://', 'http://', '', '//', 'https:/'), fc.constantFrom(...HOSTS), fc.array(nearly, { maxLength: 5 }), fc.constantFrom('', '/'), fc.constantFrom(...QUERIES), fc.constantFrom(...HASHES))
  .map(([scheme, host, parts, end, query, hash]) => `${scheme}${host}${parts.length > 0 ? '/' : ''}${parts.join('/')}${end}${query}${hash}`)

describe('whatever is pasted', () => {
  const anything = fc.oneof(
    { weight: 6, arbitrary: addresses }, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.tuple(fc.constantFrom('at://', 'acct:', 'snapchat:name/', 'yubo:user/', 'discord:user/', 'mastodon:user/', 'peertube:user/', '@'), fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('ana@social.example', 'did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3k', 'ana.example/app.bsky.graph.list/a.'))).map((parts) => parts.join('')),
  )

  it('is located or refused, never thrown; and its canonical form is one', () => {
    let located = 0
    fc.assert(fc.property(anything, (text) => {
      const result = locate(text)
      if (!result.ok) return
      located += 1
      settled(result.located)
    }), { numRuns: RUNS * 4 })
    expect(located).toBeGreaterThan(RUNS)
  })

  it('a handle of any platform as well', () => {
    let located = 0
    fc.assert(fc.property(fc.constantFrom(...PLATFORMS), fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }), fc.constantFrom('Ana B', 'ana@social.example', '+33 6 39 98 00 00', 'ana.', '😀', '@@', 'É'.repeat(200))), (platform, name) => {
      const result = locateHandle(platform, name)
      if (!result.ok) return
      located += 1
      settled(result.located)
    }), { numRuns: RUNS })
    expect(located).toBeGreaterThan(RUNS / 4)
  })
})

describe('one content', () => {
  it('is met under each of its spellings, however it is pasted', () => {
    fc.assert(fc.property(contents, fc.nat(), fc.nat(), dressings, dressings, ({ platform, spellings }, one, other, dress, clothe) => {
      const first = found(dress(spellings[one % spellings.length] ?? ''))
      const second = found(clothe(spellings[other % spellings.length] ?? ''))
      expect(first.platform, first.raw).toBe(platform)
      expect(first.canonical, `${first.raw} | ${second.raw}`).toBe(second.canonical)
      expect(first.kind).toBe(second.kind)
      settled(first)
    }), { numRuns: RUNS * 2 })
  })

  it('never meets another', () => {
    fc.assert(fc.property(fc.array(contents, { minLength: 30, maxLength: 30 }), fc.nat(), (all, pick) => {
      const byCanonical = new Map<string, string>()
      for (const { identity, spellings } of all) {
        const { canonical } = found(`https://${spellings[pick % spellings.length] ?? ''}`)
        expect(byCanonical.get(canonical) ?? identity, canonical).toBe(identity)
        byCanonical.set(canonical, identity)
      }
    }), { numRuns: RUNS / 10 })
  })

  it('nor one that differs by a single character of its number or code', () => {
    let compared = 0
    fc.assert(fc.property(contents, fc.nat(), fc.nat(), ({ spellings }, pick, at) => {
      const spelling = spellings[pick % spellings.length] ?? ''
      const positions = [...spelling.matchAll(/\d{6,}/g)].flatMap(({ index, 0: run }) => [...run].map((_, offset) => index + offset))
      const index = positions[at % Math.max(1, positions.length)]
      if (index === undefined) return
      compared += 1
      const changed = `${spelling.slice(0, index)}${spelling[index] === '9' ? '8' : '9'}${spelling.slice(index + 1)}`
      const [one, other] = [locate(spelling), locate(changed)]
      if (one.ok && other.ok) expect(other.located.canonical, changed).not.toBe(one.located.canonical)
    }), { numRuns: RUNS })
    expect(compared).toBeGreaterThan(RUNS / 10)
  })
})

describe('sites that nobody here knows', () => {
  const segment = fc.string({ unit: fc.constantFrom(...'abcABC019-_~é'), minLength: 1, maxLength: 6 })
  const pair = fc.tuple(fc.constantFrom('id', 'p', 't', 's', 'ref', 'page', 'a[]', 'ID', 'source'), segment)
  const place = fc.record({
    scheme: fc.constantFrom('https', 'http'), host: fc.constantFrom('example.com', 'www.example.com', 'a.example.fr'), path: fc.array(segment, { maxLength: 3 }), slash: fc.constantFrom('', '/'),
    query: fc.array(pair, { maxLength: 3 }), hash: fc.constantFrom('', 'c1', 'c2', '/route', '!a'),
  })
  type Place = typeof place extends fc.Arbitrary<infer T> ? T : never
  const spell = ({ scheme, host, path, slash, query, hash }: Place): string =>
    `${scheme}://${host}/${path.join('/')}${path.length > 0 ? slash : ''}${query.length > 0 ? `?${query.map((item) => item.join('=')).join('&')}` : ''}${hash === '' ? '' : `#${hash}`}`
  /** Everything counts; of the query, the order of values under one name, whatever its capitals. */
  const identity = ({ scheme, host, path, slash, query, hash }: Place): string => JSON.stringify([
    scheme, host, path, path.length > 0 ? slash : '', hash,
    Object.entries(Object.groupBy(query, ([name]) => name.toLowerCase())).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ])

  it('two addresses meet only when nothing that counts differs', () => {
    fc.assert(fc.property(place, place, (one, other) => {
      expect(found(spell(one)).canonical === found(spell(other)).canonical).toBe(identity(one) === identity(other))
    }), { numRuns: RUNS })
    // Neighbours: one member changed.
    fc.assert(fc.property(place, place, fc.constantFrom('scheme', 'host', 'path', 'slash', 'query', 'hash'), (one, other, member) => {
      const near = { ...one, [member]: other[member] }
      expect(found(spell(one)).canonical === found(spell(near)).canonical, `${spell(one)} | ${spell(near)}`).toBe(identity(one) === identity(near))
    }), { numRuns: RUNS })
  })

  it('tracking and needless escapes do not part one content', () => {
    fc.assert(fc.property(place, fc.constantFrom('utm_source=x', 'fbclid=abc', 'gclid=1', 'igsh=1', 'xtor=AL-1'), (one, tracking) => {
      const plain = spell({ ...one, hash: '' })
      expect(found(`${plain}${plain.includes('?') ? '&' : '?'}${tracking}`).canonical).toBe(found(plain).canonical)
      expect(found(plain.replace(/[a-z](?=[^/]*$)/, (char) => (plain.includes('?') ? char : `%${char.charCodeAt(0).toString(16)}`))).canonical).toBe(found(plain).canonical)
    }), { numRuns: RUNS })
  })
})
