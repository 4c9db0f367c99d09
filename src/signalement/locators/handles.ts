// Accounts typed apart from any address: a name means nothing without its platform. Where a platform gives people no
// public address, the name itself is the locator, written `yubo:user/<name>`.
import { decoded } from './address.ts'
import { hostFacts } from './hosts.ts'
import type { LocatorNote, LocatorRefusal } from './located.ts'
import { scriptWarnings } from './lookalike.ts'
import { withoutHidden } from './paste.ts'
import { profile, type Reading } from './platform.ts'
import { PLATFORM_READERS } from './registry.ts'
import type { Platform } from '../vocabulary.ts'

const MAX_HANDLE = 200
const QUOTES = /^[<«“„"'`\s]+|[>»”"'`,;\s]+$/g
const ADDRESS = /^(?:https?|hxxps?|at):|^www\.|^[^\s/@]+\.[a-z]{2,}\/|^[a-z]+:(?:user|name)\//i
/** Where names have no capitals, a capital tells of the name that is displayed. */
const LOWER_CASE_ONLY: ReadonlySet<Platform> = new Set(['snapchat', 'instagram', 'tiktok', 'discord'])

/** A name on a platform, not an address. */
export function readHandle(platform: Platform, handle: string, notes: LocatorNote[]): OwnScheme {
  const name = withoutHidden(handle, notes).replaceAll(QUOTES, '').replace(/^@/, '').trim()
  if (name === '') return { ok: false, refusal: 'empty' }
  if (name.length > MAX_HANDLE) return { ok: false, refusal: 'too-long' }
  const reader = PLATFORM_READERS.find((each) => each.platform === platform)
  if (reader === undefined) return ownScheme(`acct:${name}`) ?? { ok: false, refusal: 'handle-alone' }
  if (onPrivateServer(platform, name)) return { ok: false, refusal: 'private-address' }
  if (LOWER_CASE_ONLY.has(platform) && /\p{Lu}/u.test(name)) notes.push('display-name')
  return { ok: true, platform, reading: reader.handle(name) ?? displayName(platform, name) }
}

/** Whether it is an address that was given where a name was asked for. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text)
}

export type OwnScheme =
  | { readonly ok: true; readonly platform: Platform; readonly reading: Reading }
  | { readonly ok: false; readonly refusal: LocatorRefusal }

const OWN = /^([a-z]+):(user|name)\/([^/?#]+)$/i

/** `yubo:user/x`, `snapchat:name/Ana%20B`, `acct:user@host` (RFC 7565). Undefined for any other scheme. */
export function ownScheme(text: string): OwnScheme | undefined {
  const acct = /^acct:(?=[^@]+@[^@]+$)(.+)$/i.exec(text)?.[1]
  const [, scheme = '', form = '', value = ''] = acct === undefined ? OWN.exec(text) ?? [] : ['', 'mastodon', 'user', acct]
  const reader = PLATFORM_READERS.find(({ platform }) => platform === scheme.toLowerCase())
  if (reader === undefined) return undefined
  const notes: LocatorNote[] = []
  const name = withoutHidden(decoded(value), notes).trim()
  if (name === '' || name.length > MAX_HANDLE) return { ok: false, refusal: 'not-a-url' }
  if (form.toLowerCase() === 'name') return { ok: true, platform: reader.platform, reading: displayName(reader.platform, name) }
  if (onPrivateServer(reader.platform, name)) return { ok: false, refusal: 'private-address' }
  const found = reader.handle(name)
  if (found === undefined) return { ok: false, refusal: 'not-a-url' }
  // Any software of the fediverse names its accounts so.
  return { ok: true, platform: reader.platform, reading: acct === undefined ? found : { ...found, notes: [...found.notes, 'fediverse-guess'] } }
}

/** `name@host`, with a host that is no place on the internet. */
function onPrivateServer(platform: Platform, name: string): boolean {
  const host = platform === 'mastodon' || platform === 'peertube' ? name.split('@')[1] : undefined
  const url = host === undefined ? null : URL.parse(`https://${host}`)
  return url !== null && hostFacts(url.hostname).refusal === 'private-address'
}

/** Spaces, emoji, accents: what others see, not what names the account. Kept, so that the work is not lost, and said. */
function displayName(platform: Platform, name: string): Reading {
  const shown = name.normalize('NFC').replaceAll(/\s+/g, ' ')
  return profile(`${platform}:name/${encodeURIComponent(shown)}`, { displayName: shown }, {
    missing: ['username'], notes: ['display-name', ...scriptWarnings(shown.split(' '))],
  })
}
