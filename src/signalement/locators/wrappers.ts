// Addresses that carry another one: exits of social networks, login pages that remember where one was going, search
// results, mail scanners. What they carry can be read without the network.
import { param } from './address.ts'

interface Wrapper {
  /** Whole path, trailing slashes aside. */
  readonly path: RegExp
  readonly parameters: readonly string[]
}

const wrapper = (path: RegExp, ...parameters: readonly string[]): Wrapper => ({ path, parameters })
const ANY = /^/

/** By host, `www.` and `m.` left out. */
const WRAPPERS: Readonly<Record<string, readonly Wrapper[]>> = {
  'l.facebook.com': [wrapper(/^\/l\.php$/, 'u')],
  'lm.facebook.com': [wrapper(/^\/l\.php$/, 'u')],
  'facebook.com': [
    wrapper(/^\/(?:l\.php|flx\/warn|sharer\.php|sharer\/sharer\.php|share\.php)$/, 'u'), wrapper(/^\/login(?:\.php|\/.*)?$/, 'next'),
    wrapper(/^\/(?:v[\d.]+\/)?plugins\/(?:post|video)\.php$/, 'href'),
  ],
  'l.messenger.com': [wrapper(/^\/l\.php$/, 'u')],
  'l.instagram.com': [wrapper(ANY, 'u')],
  'instagram.com': [wrapper(/^\/accounts\/login$/, 'next')],
  'l.threads.net': [wrapper(ANY, 'u')],
  'l.threads.com': [wrapper(ANY, 'u')],
  'l.wl.co': [wrapper(/^\/l$/, 'u')],
  'youtube.com': [wrapper(/^\/redirect$/, 'q'), wrapper(/^\/attribution_link$/, 'u')],
  'consent.youtube.com': [wrapper(ANY, 'continue')],
  'consent.google.com': [wrapper(ANY, 'continue')],
  'out.reddit.com': [wrapper(ANY, 'url')],
  'reddit.com': [wrapper(/^\/over18$/, 'dest'), wrapper(/^\/login$/, 'dest')],
  'x.com': [wrapper(/^\/(?:login|i\/flow\/login)$/, 'redirect_after_login'), wrapper(/^\/i\/redirect$/, 'url')],
  'twitter.com': [wrapper(/^\/(?:login|i\/flow\/login)$/, 'redirect_after_login'), wrapper(/^\/i\/redirect$/, 'url')],
  'tiktok.com': [wrapper(/^\/link\/v2$/, 'target'), wrapper(/^\/login$/, 'redirect_url')],
  'go.bsky.app': [wrapper(/^\/redirect$/, 'u')],
  't.me': [wrapper(/^\/iv$/, 'url')],
  'vk.com': [wrapper(/^\/away(?:\.php)?$/, 'to')],
  'away.vk.com': [wrapper(/^\/away\.php$/, 'to')],
  'linkedin.com': [wrapper(/^\/(?:redir\/redirect|safety\/go)$/, 'url')],
  't.umblr.com': [wrapper(/^\/redirect$/, 'z')],
  'duckduckgo.com': [wrapper(/^\/l$/, 'uddg')],
  'steamcommunity.com': [wrapper(/^\/linkfilter$/, 'u', 'url')],
  'slack-redir.net': [wrapper(/^\/link$/, 'url')],
  'gate.sc': [wrapper(ANY, 'url')],
}
const GOOGLE = /^google\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/
const GOOGLE_WRAPPERS: readonly Wrapper[] = [wrapper(/^\/url$/, 'q', 'url')]
/** Microsoft Defender "Safe Links", in mails. */
const SAFE_LINKS: readonly Wrapper[] = [wrapper(ANY, 'url')]

/** What may be read out of addresses of this host. */
export function wrappersOf(host: string): readonly Wrapper[] | undefined {
  const bare = host.replace(/^(?:www|m|mobile|old|np|[a-z]{2}-[a-z]{2})\./, '')
  if (Object.hasOwn(WRAPPERS, bare)) return WRAPPERS[bare]
  if (GOOGLE.test(bare)) return GOOGLE_WRAPPERS
  return bare.endsWith('.safelinks.protection.outlook.com') ? SAFE_LINKS : undefined
}

/** The address carried, made absolute; undefined when there is none. */
export function carried(wrappers: readonly Wrapper[], url: URL): string | undefined {
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname
  for (const { path: pattern, parameters } of wrappers) {
    if (!pattern.test(path)) continue
    for (const name of parameters) {
      const inner = param(url, name)
      if (inner === undefined) continue
      if (/^[a-z][a-z0-9+.-]*:/i.test(inner)) return inner
      if (inner.startsWith('//')) return `https:${inner}`
      if (inner.startsWith('/')) return `https://${url.hostname}${inner}`
      if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]|$)/i.test(inner)) return `https://${inner}`
    }
  }
  return undefined
}
