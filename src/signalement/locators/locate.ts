// From what a person pastes to the one exact place of a content (DSA Art. 16(2)(b)). Pure, total, offline: nothing is
// ever fetched, what cannot be known offline is said to be missing.
import { partsOf, type Address } from './address.ts'
import { isAddress, ownScheme, readHandle } from './handles.ts'
import { hostFacts, type HostFacts } from './hosts.ts'
import type { LocateResult, LocatorNote, LocatorRefusal } from './located.ts'
import { cleanPaste, guardEnd, isClean, isCut } from './paste.ts'
import { plainUrl } from './plain-url.ts'
import { reading, shortLink, type PlatformReader, type Read, type Reading } from './platform.ts'
import { readAtUri } from './platforms/bluesky.ts'
import { mastodon, readStatusPath } from './platforms/mastodon.ts'
import { peertube, readVideoPath } from './platforms/peertube.ts'
import { restOf, restOfQuery } from './rest.ts'
import type { Platform } from '../vocabulary.ts'
import { carried } from './wrappers.ts'

/** In UTF-16 units, as given and as canonical form. Browsers and forms cut longer ones. */
export const MAX_LOCATOR = 2048
/** Addresses inside addresses; beyond, somebody plays. */
const MAX_DEPTH = 6

const SCHEME = /^([a-z][a-z0-9+.-]*):/i
/** `example.com:8080/x`, typed without its scheme. */
const HOST_AND_PORT = /^(?:[^\s/?#@:]+\.[^\s/?#@:]+|localhost):\d{1,5}(?:[/?#]|$)/i
/** A name with a dot and a last label that begins with a letter, an IPv4 or an IPv6 address. */
const HOST_FIRST = /^(?:(?:[^\s/?#@:.[\]]+\.)+(?![\d-])[^\s/?#@:.[\]]{2,}\.?|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|localhost)(?::\d{1,5})?(?:[/?#]|$)/i
/** Not an address but a file of the counsellor's disk. */
const FILE_NAME = /^[^/?#]+\.(?:jpe?g|png|gif|webp|heic|mp4|mov|pdf|docx?|xlsx?|csv|txt|html?|zip|eml)$/i

/** Two addresses pasted without a blank: nobody knows where the first one ends. */
const isGlued = (text: string): boolean => text.includes('://', 9) && /[\w-]https?:\/\//i.test(text)

const refused = (refusal: LocatorRefusal): LocateResult => ({ ok: false, refusal })

/** Never throws. */
export function locate(text: string): LocateResult {
  const raw = text.trim()
  if (raw === '') return refused('empty')
  if (raw.length > MAX_LOCATOR) return refused('too-long')
  const notes: LocatorNote[] = []
  if (isClean(raw)) return ofUrl(raw, raw, notes, 0)
  if (isCut(raw)) return refused('truncated')
  const clean = cleanPaste(raw, notes)
  if (clean === '') return refused('empty')
  return /\s/.test(clean) ? refused('text-around') : ofText(clean, raw, notes)
}

/** An account by its name on a platform; its address does as well. Never throws. */
export function locateHandle(platform: Platform, handle: string): LocateResult {
  const raw = handle.trim()
  if (raw === '') return refused('empty')
  if (isAddress(raw)) return locate(raw)
  const notes: LocatorNote[] = []
  const account = readHandle(platform, raw, notes)
  return account.ok ? done(raw, account.platform, account.reading, notes) : refused(account.refusal)
}

function ofText(text: string, raw: string, notes: LocatorNote[]): LocateResult {
  const armed = rearmed(text)
  if (armed !== text) notes.push('defanged')
  const scheme = SCHEME.exec(armed)?.[1]?.toLowerCase()
  if (scheme === 'https' || scheme === 'http') return ofUrl(armed, raw, notes, 0)
  if (scheme !== undefined && !HOST_AND_PORT.test(armed)) {
    if (scheme === 'at') return done(raw, 'bluesky', readAtUri(armed), notes)
    const account = ownScheme(armed)
    return account === undefined ? refused('scheme') : account.ok ? done(raw, account.platform, account.reading, notes) : refused(account.refusal)
  }
  notes.push('scheme-added')
  if (armed.startsWith('//')) return ofUrl(`https:${armed}`, raw, notes, 0)
  if (armed.startsWith('@')) {
    const account = ownScheme(`acct:${armed.slice(1)}`)
    return account?.ok === true ? done(raw, account.platform, account.reading, notes.filter((note) => note !== 'scheme-added')) : refused(account?.ok === false && account.refusal === 'private-address' ? account.refusal : 'handle-alone')
  }
  return HOST_FIRST.test(armed) && !FILE_NAME.test(armed) ? ofUrl(`https://${armed}`, raw, notes, 0) : refused('not-a-url')
}

/** Investigators write `hxxps://example[.]com` so that nobody clicks. Only what stands before the path is made good. */
function rearmed(text: string): string {
  if (!/^hxxp|\[\.?:?\]|\[dot\]/i.test(text)) return text
  const schemed = text.replace(/^hxxp/i, 'http').replace('[:]', ':')
  const path = schemed.indexOf('/', schemed.indexOf('//') < 0 ? 0 : schemed.indexOf('//') + 2)
  const host = path < 0 ? schemed : schemed.slice(0, path)
  return host.replaceAll(/\[(?:\.|dot)\]/gi, '.') + (path < 0 ? '' : schemed.slice(path))
}

function ofUrl(text: string, raw: string, notes: LocatorNote[], depth: number): LocateResult {
  if (isGlued(text)) return refused('text-around')
  const url = URL.parse(text)
  if (url === null) return refused(/^https?:[\\/]*(?:[?#:]|$)/i.test(text) ? 'no-host' : 'not-a-url')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('scheme')
  if (url.username !== '' || url.password !== '') return refused('credentials')
  const facts = hostFacts(url.hostname)
  if (facts.refusal !== undefined) return refused(facts.refusal)
  const banged = facts.reader?.hashBang === true && url.port === '' ? underHashBang(url, facts.reader) : undefined
  if (banged !== undefined) return depth >= MAX_DEPTH ? refused('nested-too-deep') : ofUrl(banged, raw, notes, depth + 1)
  if (facts.wrappers !== undefined && url.port === '') {
    const inner = carried(facts.wrappers, url)
    if (inner !== undefined) {
      if (depth >= MAX_DEPTH) return refused('nested-too-deep')
      if (!notes.includes('unwrapped')) notes.push('unwrapped')
      return ofUrl(inner, raw, notes, depth + 1)
    }
  }
  notes.push(...facts.notes)
  if (url.port !== '') return ofPort(url, facts, raw, notes)
  return facts.reader === undefined ? ofUnknown(url, facts, raw, notes) : ofPlatform(url, facts, raw, notes)
}

/** `https://twitter.com/#!/ana` said `https://twitter.com/ana`. */
function underHashBang({ hostname, pathname, search, hash }: URL, reader: PlatformReader): string | undefined {
  return hash.startsWith('#!/') && pathname === '/' && restOfQuery(search, [], reader) !== 'parameter' ? `https://${hostname}${hash.slice(2)}` : undefined
}

function ofPlatform(url: URL, facts: HostFacts, raw: string, notes: LocatorNote[]): LocateResult {
  const { reader, domain, sub, mirror } = facts
  if (reader === undefined) return ofUnknown(url, facts, raw, notes)
  const { search } = url
  const address: Address = { domain, sub, parts: partsOf(url.pathname), search }
  const [first] = address.parts
  const read = reader.read(address)
  const rest = read === undefined ? 'place' : restOf(address, url.hash, read, reader)
  if (read !== undefined && (rest === 'nothing' || rest === 'display')) {
    if (rest === 'display') notes.push('tracking-dropped')
    return done(raw, reader.platform, read.found, notes)
  }
  if (mirror && read === undefined) return ofUnknown(url, facts, raw, notes)
  const host = mirror || sub !== '' ? facts.host : `${reader.home}${domain}`
  const { canonical, trackingDropped } = plainUrl(url, `https://${host}`)
  if (trackingDropped) notes.push('tracking-dropped')
  if (read !== undefined) return done(raw, reader.platform, beyond(read, canonical, rest === 'place', reader), notes)
  const page = first === undefined || reader.pages.has(first.toLowerCase())
  const results = !page && sub === '' && reader.searches.has(first.toLowerCase())
  if (page) notes.push('home-page')
  if (results) notes.push('search-page')
  return done(raw, reader.platform, reading('url', page || results ? 'page' : 'unknown', canonical, {}, { missing: [reader.missing ?? 'content-link'] }), notes)
}

/** An address that says more than its reading: its own spelling, and what is sure of it. A private place stays private. */
function beyond({ found }: Read, canonical: string, further: boolean, { missing }: PlatformReader): Reading {
  const { kind, what, ids, notes } = found
  const isPrivate = what === 'message'
  const unsaid = further || kind === 'account'
  return reading(isPrivate ? kind : 'url', isPrivate ? what : 'unknown', canonical, ids, { missing: unsaid ? [missing ?? 'content-link'] : found.missing, notes })
}

function ofUnknown(url: URL, { host, shortener, resultPages }: HostFacts, raw: string, notes: LocatorNote[]): LocateResult {
  const { pathname } = url
  if (shortener && pathname !== '/') {
    return done(raw, 'autre', shortLink(plainUrl(url, `https://${host}`).canonical, /^\/([\w-]{1,64})\/?$/.exec(pathname)?.[1]), notes)
  }
  // Shapes of the fediverse, whose servers have any name.
  const video = readVideoPath(host, pathname)
  if (video !== undefined) return ofFediverse(url, video, peertube, raw, notes) ?? ofPage(url, host, resultPages, raw, notes)
  const status = readStatusPath(host, pathname)
  return (status === undefined ? undefined : ofFediverse(url, status, mastodon, raw, notes)) ?? ofPage(url, host, resultPages, raw, notes)
}

function ofFediverse({ pathname, search, hash }: URL, read: Read, reader: PlatformReader, raw: string, notes: readonly LocatorNote[]): LocateResult | undefined {
  const rest = restOf({ parts: partsOf(pathname), search }, hash, read, reader)
  if (rest === 'place' || rest === 'parameter') return undefined
  const shaped = notes.filter((note) => note !== 'unknown-platform')
  return done(raw, reader.platform, read.found, rest === 'display' ? [...shaped, 'tracking-dropped'] : shaped)
}

function ofPage(url: URL, host: string, resultPages: RegExp | undefined, raw: string, notes: LocatorNote[]): LocateResult {
  const { pathname } = url
  const { canonical, trackingDropped } = plainUrl(url, `${url.protocol}//${host}`)
  if (trackingDropped) notes.push('tracking-dropped')
  if (url.protocol === 'http:') notes.push('http-only')
  const results = resultPages?.test(pathname) === true && (pathname !== '/' || url.search !== '')
  if (results) notes.push('search-page')
  else if (pathname === '/' && url.search === '' && url.hash === '') notes.push('home-page')
  return done(raw, 'autre', reading('url', 'page', canonical, {}, { missing: results ? ['content-link'] : [] }), notes)
}

/** Another port is another service: no platform's rule holds there. */
function ofPort(url: URL, { reader }: HostFacts, raw: string, notes: LocatorNote[]): LocateResult {
  const host = url.hostname.replace(/\.$/, '')
  const { canonical, trackingDropped } = plainUrl(url, `${url.protocol}//${host}:${url.port}`)
  if (trackingDropped) notes.push('tracking-dropped')
  if (url.protocol === 'http:') notes.push('http-only')
  if (reader !== undefined) notes.push('unknown-platform')
  return done(raw, 'autre', reading('url', 'page', canonical, {}), [...notes.filter((note) => note !== 'host-folded' && note !== 'mirror-site'), 'port'])
}

function done(raw: string, platform: Platform, found: Reading | undefined, notes: readonly LocatorNote[]): LocateResult {
  if (found === undefined) return refused('not-a-url')
  const { kind, what, ids, missing } = found
  const canonical = guardEnd(found.canonical)
  if (canonical.length > MAX_LOCATOR) return refused('too-long')
  if (isGlued(canonical)) return refused('text-around')
  return { ok: true, located: { raw, platform, kind, what, canonical, ids, missing, notes: merged(notes, found.notes) } }
}

function merged(some: readonly LocatorNote[], others: readonly LocatorNote[]): readonly LocatorNote[] {
  if (others.length === 0) return some
  return some.length === 0 ? others : [...some, ...others.filter((note) => !some.includes(note))]
}
