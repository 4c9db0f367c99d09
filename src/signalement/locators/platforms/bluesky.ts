// Bluesky. A report names a record by `at://<did>/<collection>/<rkey>` and its cid (lexicon com.atproto.moderation.createReport).
// An address with a handle is not durable: the handle may change hands (atproto.com/specs/at-uri-scheme).
import { decoded, type Address } from '../address.ts'
import type { LocatorNote, MissingPart } from '../located.ts'
import { NONE, profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://bsky.app/profile/'
/** atproto.com/specs/did: two methods are blessed. */
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]{1,200})$/
/** atproto.com/specs/handle: a domain name. */
const HANDLE = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** atproto.com/specs/record-key. */
const KEY = /^(?!\.{1,2}$)[A-Za-z0-9._~:-]{1,512}$/
const COLLECTION = /^[a-zA-Z][a-zA-Z0-9.-]{2,316}$/
const POSTS = 'app.bsky.feed.post'

interface Owner { readonly name: string; readonly ids: Readonly<Record<string, string>>; readonly missing: readonly MissingPart[]; readonly notes: readonly LocatorNote[] }

function ownerOf(text: string): Owner | undefined {
  if (DID.test(text)) return { name: text, ids: { did: text }, missing: [], notes: [] }
  const handle = text.toLowerCase()
  return HANDLE.test(handle) ? { name: handle, ids: { handle }, missing: ['did'], notes: ['handle-changes'] } : undefined
}

function account(text: string): Reading | undefined {
  const owner = ownerOf(text)
  return owner === undefined ? undefined : profile(`${HOME}${owner.name}`, owner.ids, owner)
}

/** `kind` as the site's addresses say it. */
function record(text: string, kind: string, rkey: string | undefined): Reading | undefined {
  const owner = ownerOf(text)
  if (owner === undefined || rkey === undefined || !KEY.test(rkey)) return undefined
  const ids = { ...owner.ids, rkey }
  if (kind === 'post') return reading('url', 'post', `${HOME}${owner.name}/post/${rkey}`, ids, { missing: [...owner.missing, 'cid'], notes: owner.notes })
  return kind === 'lists' || kind === 'feed' ? reading('url', 'page', `${HOME}${owner.name}/${kind}/${rkey}`, ids, owner) : undefined
}

function read({ parts, domain, sub }: Address): Read | undefined {
  const [first = '', second, kind, rkey] = parts
  // Each user of bsky.social has a name under it, and its address leads to the profile.
  if (domain === 'bsky.social') return sub === '' ? undefined : readFrom(0, account(`${sub}.bsky.social`))
  if (sub !== '' || first !== 'profile' || second === undefined) return undefined
  return kind === undefined ? readFrom(2, account(second)) : readFrom(4, record(second, kind, rkey))
}

/** `at://authority[/collection[/rkey]]`. */
export function readAtUri(text: string): Reading | undefined {
  const [authority = '', collection, rkey, ...more] = text.slice(text.indexOf(':') + 1).replace(/^\/\//, '').replace(/\/$/, '').split('/').map(decoded)
  if (more.length > 0) return undefined
  if (collection === undefined || (collection === 'app.bsky.actor.profile' && rkey === 'self')) return account(authority)
  if (collection === POSTS) return record(authority, 'post', rkey)
  const owner = ownerOf(authority)
  if (owner === undefined || !COLLECTION.test(collection) || (rkey !== undefined && !KEY.test(rkey))) return undefined
  return reading('url', 'unknown', `at://${owner.name}/${collection}${rkey === undefined ? '' : `/${rkey}`}`, { ...owner.ids, collection, ...(rkey === undefined ? {} : { rkey }) }, owner)
}

export const bluesky: PlatformReader = {
  platform: 'bluesky', domains: ['bsky.app', 'bsky.social'], home: '', fronts: /^(?:main|staging)$/, pages: new Set(['settings', 'notifications', 'messages', 'feeds', 'lists', 'about', 'support', 'moderation']),
  searches: new Set(['search', 'hashtag', 'topic']), display: NONE, read, handle: (name) => account(name) ?? shortName(name),
}

/** `ana` stands for `ana.bsky.social`, where most accounts are; it is said to be a guess by asking for the DID. */
function shortName(name: string): Reading | undefined {
  return /^[a-z0-9-]{3,18}$/i.test(name) ? account(`${name}.bsky.social`) : undefined
}
