// What is no locator, and why; what is suspicious, and why.
import { describe, expect, it } from 'vitest'
import { locate, locateHandle } from '../../../src/signalement/locators/locate.ts'
import type { Located } from '../../../src/signalement/locators/located.ts'
import { remedyFor } from '../../../src/signalement/locators/locator-words.ts'
import { locatorWords as en } from '../../../src/messages/en/locators.ts'
import { locatorWords as fr } from '../../../src/messages/fr/locators.ts'

function found(text: string): Located {
  const result = locate(text)
  if (!result.ok) throw new Error(`${text}: ${result.refusal}`)
  return result.located
}

describe('refused', () => {
  it.each([
    ['', 'empty'], [' \n ', 'empty'], ['«»', 'empty'], ['\u200b', 'empty'],
    ['bonjour', 'not-a-url'], ['photo.jpg', 'not-a-url'], ['IMG_2041.HEIC', 'not-a-url'], ['12.50', 'not-a-url'], ['ana@example.com', 'not-a-url'], ['https://exa mple', 'text-around'], ['https://a..b/', 'not-a-url'], ['https://%zz/', 'not-a-url'],
    [`https://${'a'.repeat(64)}.example/`, 'not-a-url'], ['at://nope', 'not-a-url'], ['at://did:plc:court/app.bsky.feed.post/3k', 'not-a-url'],
    ['https://', 'no-host'], ['https://?q=1', 'no-host'], ['http:///', 'no-host'],
    ['javascript:alert(1)', 'scheme'], ['JaVaScRiPt:alert(1)', 'scheme'], ['file:///etc/passwd', 'scheme'], ['data:text/html,x', 'scheme'], ['ftp://example.com/a', 'scheme'], ['mailto:ana@example.com', 'scheme'], ['tel:0639980000', 'scheme'],
    ['tg://resolve?domain=x', 'scheme'], ['intent://x#Intent;end', 'scheme'], ['view-source:https://example.com', 'scheme'], ['blob:https://example.com/1', 'scheme'],
    ['https://ana:secret@example.com/', 'credentials'], ['https://instagram.com@evil.example/p/C0dEXaMpLe1', 'credentials'], ['https://:x@example.com/', 'credentials'],
    [`https://example.com/${'a'.repeat(10_240)}`, 'too-long'], [`https://example.com/${'é'.repeat(1500)}`, 'too-long'], ['x'.repeat(10_000_000), 'too-long'],
    ['https://x.com/ana/status/1 regarde', 'text-around'], ['https://example.com/a https://example.com/b', 'text-around'], ['https://example.com/a\nhttps://example.com/b', 'text-around'], ['https://www.instagram.com/p/C0dEXaMpLe1https://www.instagram.com/p/C0dEXaMpLe2', 'text-around'],
    ['https://www.facebook.com/ana/posts/1234…', 'truncated'], ['https://example.com/long...', 'truncated'],
    ['@ana', 'handle-alone'], ['@Ana Exemple', 'text-around'],
    ['yubo:user/a b', 'text-around'], ['yubo:user/%20', 'not-a-url'],
  ])('%j: %s', (pasted, refusal) => {
    expect(locate(pasted)).toEqual({ ok: false, refusal })
  })

  it.each([
    'http://localhost/', 'localhost:3000', 'http://a.localhost/', 'http://imprimante/', 'http://nas.local/', 'http://x.internal/', 'http://box.home.arpa/', 'http://pc.lan/', 'http://localhost./',
    'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://0x7f.1/', 'http://10.1.2.3/', 'http://172.16.0.1/', 'http://172.31.255.255/', 'http://192.168.1.1/', 'http://3232235777/',
    'http://169.254.169.254/latest', 'http://100.64.0.1/', 'http://0.0.0.0/', 'http://0/', 'http://224.0.0.1/', 'http://255.255.255.255/', 'http://192.0.2.1/', 'http://198.18.0.1/', 'http://198.51.100.7/', 'http://203.0.113.9/', 'http://１２７.0.0.1/',
    'http://[::1]/', 'http://[::]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:8.8.8.8]/', 'http://[fe80::1]/', 'http://[fd00::1]/', 'http://[ff02::1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://[2001:db8::1]/', 'http://[2001::1]/', 'http://[3fff::1]/', '[::1]:8080/x',
    '@ana@localhost', 'mastodon:user/ana@192.168.0.1', 'https://l.facebook.com/l.php?u=http%3A%2F%2F169.254.169.254%2F',
  ])('%s is a private address', (pasted) => {
    expect(locate(pasted)).toEqual({ ok: false, refusal: 'private-address' })
  })

  it('the same when a wrapper carries it', () => {
    for (const [inner, refusal] of [['javascript:alert(1)', 'scheme'], ['file:///etc/passwd', 'scheme'], ['https://a:b@example.com/', 'credentials'], ['http://127.1/', 'private-address'], ['https://', 'no-host']]) {
      expect(locate(`https://l.facebook.com/l.php?u=${encodeURIComponent(inner ?? '')}`)).toEqual({ ok: false, refusal })
      expect(locate(`https://www.google.com/url?q=${encodeURIComponent(`https://vk.com/away.php?to=${encodeURIComponent(inner ?? '')}`)}`)).toEqual({ ok: false, refusal })
    }
  })

  it('a nest of wrappers, beyond six', () => {
    const nest = (depth: number): string => (depth === 0 ? 'https://example.com/a' : `https://l.facebook.com/l.php?u=${encodeURIComponent(nest(depth - 1))}`)
    expect(found(nest(6))).toMatchObject({ canonical: 'https://example.com/a', notes: ['unwrapped', 'unknown-platform'] })
    expect(locate(`https://l.facebook.com/l.php?u=${'https://l.facebook.com/l.php?u='.repeat(8)}https://example.com/a`)).toEqual({ ok: false, refusal: 'nested-too-deep' })
  })

  it('public neighbours of private addresses are taken', () => {
    for (const host of ['172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '192.167.1.1', '169.253.1.1', '198.17.0.1', '[2606:4700::1]', '[2a00::1]', 'localhost.example.com', 'local.example']) expect(found(`https://${host}/a`).platform).toBe('autre')
  })
})

describe('looked at twice', () => {
  it.each([
    ['https://faceb00k.com/ana', 'lookalike-host'], ['https://instagram.com.evil.example/p/C0dEXaMpLe1', 'lookalike-host'], ['https://tik-tok.com/@ana', 'lookalike-host'], ['https://instagram.example/', 'lookalike-host'], ['https://lnstagram.com/', 'lookalike-host'],
    ['https://instagram-verify.example/', 'lookalike-host'], ['https://www.facebok.com/', 'lookalike-host'], ['https://snapchatlogin.example/', 'lookalike-host'], ['https://twltter.com/', 'lookalike-host'], ['https://xn--fcebook-8va.com/', 'lookalike-host'],
    ['https://fаcebook.com/a', 'mixed-script'], ['https://fаcebook.com/a', 'homoglyph'], ['https://fаcebook.com/a', 'lookalike-host'], ['https://tıktok.com/', 'lookalike-host'], ['https://аррӏе.example/', 'homoglyph'],
    ['https://école.example/', 'punycode'], ['https://www.insta\u200bgram.com/p/C0dEXaMpLe1/', 'invisible-characters'], ['https://example.com/\u202egpj.exe', 'invisible-characters'],
  ])('%s: %s', (pasted, note) => {
    expect(found(pasted).notes).toContain(note)
    if (note !== 'invisible-characters') expect(found(pasted).platform).toBe('autre')
  })

  it('ordinary names are not suspected', () => {
    for (const host of ['example.com', 'www.lemonde.example', 'disco.example', 'réseau.example', 'пример.example', '例え.example', 'facture.example', 'discours.example', 'youth.example', 'edit.example']) {
      expect(found(`https://${host}/a`).notes.filter((note) => note !== 'punycode' && note !== 'unknown-platform'), host).toEqual([])
    }
  })

  it('capitals, Unicode and full width spell the same host', () => {
    expect(found('https://WWW.Instagram.COM/p/C0dEXaMpLe1').canonical).toBe('https://www.instagram.com/p/C0dEXaMpLe1/')
    expect(found('https://ｗｗｗ.instagram.com/p/C0dEXaMpLe1').canonical).toBe('https://www.instagram.com/p/C0dEXaMpLe1/')
    expect(found('https://ÉCOLE.example/a').canonical).toBe(found('https://xn--cole-9oa.example/a').canonical)
  })
})

describe('words', () => {
  it('a remedy is the platform’s own where there is one', () => {
    expect(remedyFor(fr, 'discord', 'message-link')).toContain('Copier le lien du message')
    expect(remedyFor(en, 'discord', 'message-link')).toContain('Copy Message Link')
    expect(remedyFor(fr, 'autre', 'content-link')).toBe(fr.missing['content-link'].remedy)
  })
})

describe('a handle', () => {
  it.each([
    ['snapchat', '@ana_exemple', 'https://www.snapchat.com/add/ana_exemple', '', []],
    ['snapchat', 'Ana_Exemple', 'https://www.snapchat.com/add/ana_exemple', '', ['display-name']],
    ['snapchat', 'Ana 🦋', 'snapchat:name/Ana%20%F0%9F%A6%8B', 'username', ['display-name']],
    ['snapchat', 'https://snapchat.com/@ana_exemple', 'https://www.snapchat.com/add/ana_exemple', '', []],
    ['yubo', 'ana.exemple', 'yubo:user/ana.exemple', '', []],
    ['yubo', 'Ana', 'yubo:user/ana', '', ['display-name']],
    ['yubo', 'Ana Exemple', 'yubo:name/Ana%20Exemple', 'username', ['display-name']],
    ['instagram', '« ana.exemple »', 'https://www.instagram.com/ana.exemple/', '', ['handle-changes']],
    ['instagram', 'аna', 'instagram:name/%D0%B0na', 'username', ['display-name', 'mixed-script', 'homoglyph']],
    ['tiktok', 'ana.exemple', 'https://www.tiktok.com/@ana.exemple', '', ['handle-changes']],
    ['x', '@Ana', 'https://x.com/ana', '', ['handle-changes']],
    ['discord', 'ana.exemple', 'discord:user/ana.exemple', 'message-link', ['handle-changes']],
    ['discord', '123456789012345678', 'https://discord.com/users/123456789012345678', '', []],
    ['facebook', '100001234567890', 'https://www.facebook.com/profile.php?id=100001234567890', '', []],
    ['whatsapp', '+33 6 39 98 00 00', 'https://wa.me/33639980000', '', ['phone-number']],
    ['telegram', '@exemple_canal', 'https://t.me/exemple_canal', '', ['handle-changes']],
    ['mastodon', '@ana@social.example', 'mastodon:user/ana@social.example', 'status-on-our-server', []],
    ['mastodon', '@ana', 'mastodon:name/ana', 'username', ['display-name']],
    ['peertube', 'ana@video.example', 'peertube:user/ana@video.example', '', []],
    ['bluesky', 'did:plc:44ybard66vv44zksje25o7dz', 'https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz', '', []],
    ['bluesky', 'ana.example', 'https://bsky.app/profile/ana.example', 'did', ['handle-changes']],
    ['reddit', 'u/Ana', 'https://www.reddit.com/user/ana', '', []],
    ['youtube', '@Ana', 'https://www.youtube.com/@ana', '', ['handle-changes']],
    ['twitch', 'Ana', 'https://www.twitch.tv/ana', '', ['handle-changes']],
    ['mym', 'ana.exemple', 'https://mym.fans/ana.exemple', '', ['paywalled']],
  ] as const)('%s, %s', (platform, name, canonical, missing, notes) => {
    const result = locateHandle(platform, name)
    if (!result.ok) throw new Error(result.refusal)
    expect(result.located).toMatchObject({ raw: name, platform, kind: 'account', what: 'profile', canonical, notes })
    expect(result.located.missing.join(',')).toBe(missing)
  })

  it.each([
    ['snapchat', ' ', 'empty'], ['snapchat', '@', 'empty'], ['snapchat', 'a'.repeat(201), 'too-long'], ['autre', 'ana', 'handle-alone'], ['mastodon', 'ana@localhost.', 'private-address'], ['mastodon', 'ana@192.168.0.1', 'private-address'],
    ['snapchat', 'https://a:b@example.com', 'credentials'],
  ] as const)('%s, %j is refused: %s', (platform, name, refusal) => {
    expect(locateHandle(platform, name)).toEqual({ ok: false, refusal })
  })
})
