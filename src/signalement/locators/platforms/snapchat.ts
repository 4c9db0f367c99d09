// Snapchat. A report needs the user name (values.snap.com), which is not the name displayed: 3 to 15 lower-case letters,
// digits, `-`, `_` or `.`, beginning with a letter. Spotlight videos and public stories have addresses; snaps have none.
import type { Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, shortLink, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://www.snapchat.com/'
const USER = /^[a-z][a-z0-9._-]{1,14}$/
const ID = /^[A-Za-z0-9_-]{8,200}$/
const PAGES: ReadonlySet<string> = new Set(['download', 'about', 'ads', 'privacy', 'terms', 'web', 'login', 'unlock', 'create', 'lens', 'spotlight', 'discover', 'add', 'p', 'u', 't', 's', 'story', 'map', 'l', 'plus', 'safety'])

const DISPLAY: ReadonlySet<string> = new Set(['share_id', 'sid', 'locale', 'lang', 'timestamp', 'ts', 'sc_referrer', 'referrer', 'sc_ua', 'web_client_id', 'sender_web_id', 'device_type', 'use_mirroring'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && /[a-z0-9]$/.test(user) ? profile(`${HOME}add/${user}`, { user }) : undefined
}

function spotlight(id: string, owner?: string): Reading | undefined {
  if (!ID.test(id)) return undefined
  const user = owner?.toLowerCase()
  return reading('media', 'short-video', `${HOME}spotlight/${id}`, idsOf({ videoId: id, user }), { missing: user === undefined ? ['username'] : [], notes: ['case-matters'] })
}

/** A story of a public profile, by the profile's own identifier or by its user. */
function story(path: string, ids: Readonly<Record<string, string>>, user: boolean): Reading {
  return reading('media', 'story', `${HOME}${path}`, ids, { missing: user ? [] : ['username'], notes: ['expires', 'case-matters'] })
}

/** `before`: how many segments stand before `kind`. */
function byUser(name: string, [kind, id]: readonly string[], before: number): Read | undefined {
  const user = name.toLowerCase()
  if (!USER.test(user)) return undefined
  if (kind === undefined) return readFrom(before, account(user))
  if (kind === 'spotlight') return id === undefined ? readFrom(before + 1, account(user)) : readFrom(before + 2, spotlight(id, user))
  if (kind === 'highlight' || kind === 'highlights') return id !== undefined && ID.test(id) ? readFrom(before + 2, reading('media', 'album', `${HOME}@${user}/highlight/${id}`, { user, highlight: id }, { notes: ['case-matters'] })) : undefined
  return ID.test(kind) ? readFrom(before + 1, story(`@${user}/${kind}`, { user, story: kind }, true)) : undefined
}

function read({ parts, sub }: Address): Read | undefined {
  const [first = '', second, third] = parts
  if (sub === 't' || (sub === '' && first === 't')) {
    const code = sub === 't' ? first : second
    return code !== undefined && ID.test(code) ? readFrom(sub === 't' ? 1 : 2, shortLink(`${HOME}t/${code}`, code, 'share-link')) : undefined
  }
  if (sub === 'story') return first === 's' ? byUser((second ?? '').replace(/^@/, ''), [], 2) : byUser(first.replace(/^@/, ''), [], 1)
  if (sub !== '') return undefined
  if (first.startsWith('@')) return byUser(first.slice(1), parts.slice(1), 1)
  switch (first) {
    case 'add': return second === undefined ? undefined : byUser(second.replace(/^@/, ''), parts.slice(2), 2)
    case 'spotlight': return second === undefined ? undefined : readFrom(2, spotlight(second))
    case 'p': return second !== undefined && third !== undefined && /^[0-9a-f-]{36}$/i.test(second) && ID.test(third)
      ? readFrom(3, story(`p/${second.toLowerCase()}/${third}`, { profile: second.toLowerCase(), story: third }, false)) : undefined
    default: return undefined
  }
}

export const snapchat: PlatformReader = {
  platform: 'snapchat', domains: ['snapchat.com'], home: 'www.', fronts: /^m$/, pages: PAGES, searches: new Set(['explore', 'topic', 'search']),
  missing: 'username', display: DISPLAY, read, handle: account,
}
