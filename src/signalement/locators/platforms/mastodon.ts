// Mastodon. Servers have any name, so a status is known by the shape of its path: `/@user/<15 to 20 digits>`
// (mastodon/mastodon: config/routes.rb). Other software uses the shape too: it is said to be a guess. A report needs the
// status as our own server numbers it (docs.joinmastodon.org/methods/reports).
import type { Address } from '../address.ts'
import { partsOf } from '../address.ts'
import { idsOf, NONE, profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const STATUS = /^\d{15,20}$/
const USER = /^[a-z0-9_](?:[a-z0-9_.-]{0,62}[a-z0-9_])?$/
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/
/** What a path of ours looks like, before it is cut: most addresses are not. */
const SHAPE = /^\/(?:@|users\/|web\/|deck\/|statuses\/).*\/\d{15,20}(?:\/|$)/

/** `user` or `user@other.host`. */
function nameOf(text: string): string | undefined {
  const [user = '', host, more] = text.toLowerCase().split('@')
  return more === undefined && USER.test(user) && (host === undefined || HOST.test(host)) ? text.toLowerCase() : undefined
}

function status(host: string, parts: readonly string[]): Read | undefined {
  const before = parts[0] === 'web' || parts[0] === 'deck' ? 1 : 0
  const [first = '', second = '', third, fourth] = before === 0 ? parts : parts.slice(before)
  if (first === 'statuses') return STATUS.test(second) ? readFrom(before + 2, post(host, second)) : undefined
  if (first === 'users') return third === 'statuses' && fourth !== undefined && STATUS.test(fourth) ? readFrom(before + 4, post(host, fourth, nameOf(second))) : undefined
  return first.startsWith('@') && STATUS.test(second) ? readFrom(before + (third === 'embed' ? 3 : 2), post(host, second, nameOf(first.slice(1)))) : undefined
}

function post(host: string, statusId: string, user?: string): Reading {
  return reading('url', 'post', user === undefined ? `https://${host}/web/statuses/${statusId}` : `https://${host}/@${user}/${statusId}`, idsOf({ host, statusId, user }), { missing: ['status-on-our-server'] })
}

/** On a host that no file knows. */
export function readStatusPath(host: string, pathname: string): Read | undefined {
  if (!SHAPE.test(pathname)) return undefined
  const found = status(host, partsOf(pathname))
  return found === undefined ? undefined : { ...found, found: { ...found.found, notes: ['fediverse-guess'] } }
}

function read({ parts, domain, sub }: Address): Read | undefined {
  const [first = '', second] = parts
  if (sub !== '') return undefined
  const found = status(domain, parts)
  if (found !== undefined) return found
  const user = first === 'users' && second !== undefined ? nameOf(second) : first.startsWith('@') && (second === undefined || /^(?:with_replies|media|followers|following)$/.test(second)) ? nameOf(first.slice(1)) : undefined
  return user === undefined ? undefined : readFrom(second === undefined ? 1 : 2, handle(user.includes('@') ? user : `${user}@${domain}`))
}

/** `user@host`: without its server, a name of the fediverse names nobody. */
function handle(name: string): Reading | undefined {
  const full = nameOf(name)
  const host = full?.split('@')[1]
  return full === undefined || host === undefined ? undefined : profile(`mastodon:user/${full}`, { user: full.slice(0, full.indexOf('@')), host }, { missing: ['status-on-our-server'] })
}

/** The servers most used in France, and the largest: their profiles are read too. */
export const mastodon: PlatformReader = {
  platform: 'mastodon', home: '', fronts: /^$/, display: NONE, read, handle,
  domains: ['mastodon.social', 'mastodon.online', 'mstdn.social', 'mstdn.fr', 'mamot.fr', 'piaille.fr', 'framapiaf.org', 'mastodon.xyz', 'pouet.chapril.org', 'social.numerique.gouv.fr'],
  pages: new Set(['about', 'auth', 'settings', 'home', 'notifications', 'public', 'privacy-policy', 'terms-of-service', 'getting-started', 'deck', 'conversations']), searches: new Set(['explore', 'tags', 'search', 'directory']),
}
