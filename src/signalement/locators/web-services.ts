// Hosts of no platform that are met all the time: link shorteners, whose target only the network knows, and search
// engines, whose pages are not a content.

/** `t.co` too: what is behind it may be anywhere. */
const SHORTENERS: ReadonlySet<string> = new Set([
  't.co', 'bit.ly', 'bitly.com', 'j.mp', 'tinyurl.com', 'goo.gl', 'ow.ly', 'is.gd', 'v.gd', 'buff.ly', 'cutt.ly', 'rebrand.ly', 'rb.gy', 'shorturl.at', 't.ly',
  'tiny.cc', 'lnkd.in', 'dlvr.it', 'urlz.fr', 'vk.cc', 'amzn.to', 'trib.al', 'shorturl.fm', 's.id', 'qr.ae',
])

export function isShortener(host: string): boolean {
  return SHORTENERS.has(host.replace(/^www\./, ''))
}

/** Names of one site that shows the same contents under each: Threads moved from `.net` to `.com` in 2025. */
const NAMES_OF_ONE: ReadonlyMap<string, string> = new Map(['threads.net', 'www.threads.net', 'threads.com'].map((host) => [host, 'www.threads.com']))

/** The name that its site goes by now; its own for any other host. */
export function presentName(host: string): string {
  return NAMES_OF_ONE.get(host) ?? host
}

const ENGINES: readonly (readonly [host: RegExp, path: RegExp])[] = [
  [/^(?:www|images)\.google\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/, /^\/(?:search|imgres|images)/],
  [/^(?:www\.)?bing\.com$/, /^\/(?:search|images|videos)/],
  [/^(?:www\.)?duckduckgo\.com$/, /^\/$/],
  [/^(?:www\.)?qwant\.com$/, /^\/$/],
  [/^(?:www\.)?ecosia\.org$/, /^\/(?:search|images|videos)/],
  [/^(?:[a-z]{2}\.)?(?:images\.)?search\.yahoo\.com$/, /^\//],
  [/^(?:www\.)?yandex\.(?:com|ru)$/, /^\/(?:search|images)/],
  [/^lens\.google\.com$/, /^\//],
]

/** The paths of its result pages, for a search engine. */
export function resultPages(host: string): RegExp | undefined {
  return ENGINES.find(([pattern]) => pattern.test(host))?.[1]
}
