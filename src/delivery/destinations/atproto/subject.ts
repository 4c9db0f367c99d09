// What a report is about: an account (com.atproto.admin.defs#repoRef) or one version of a record (com.atproto.repo.strongRef).
// What only the network knows (the DID behind a handle, the cid of a post) is open in the payload and filled in by `send`.
import type { SendableLocator } from '../../adapter.ts'

/** atproto.com/specs/did, /handle, /record-key, /nsid. */
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]{1,200})$/
const HANDLE = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const KEY = /^(?!\.{1,2}$)[A-Za-z0-9._~:-]{1,512}$/
const COLLECTION = /^[a-zA-Z][a-zA-Z0-9.-]{2,316}$/
const CID = /^[A-Za-z0-9+]{8,200}$/

export const POSTS = 'app.bsky.feed.post'

/** `authority`: a DID, or a handle that is still to be resolved. */
export interface Subject {
  readonly authority: string
  readonly record?: { readonly collection: string; readonly rkey: string; readonly cid?: string }
}

/** Undefined: this locator names nothing there. */
export function subjectOf({ kind, canonical, ids }: SendableLocator): Subject | undefined {
  const { did, handle, rkey, cid } = ids
  const authority = did !== undefined && DID.test(did) ? did : handle !== undefined && HANDLE.test(handle) ? handle : undefined
  if (authority === undefined) return undefined
  if (rkey === undefined) return kind === 'account' ? { authority } : undefined
  const collection = ids['collection'] ?? collectionOf(canonical)
  if (collection === undefined || !COLLECTION.test(collection) || !KEY.test(rkey)) return undefined
  return { authority, record: { collection, rkey, ...(cid !== undefined && CID.test(cid) ? { cid } : {}) } }
}

/** The site's addresses name kinds of records by words of their own. */
function collectionOf(canonical: string): string | undefined {
  const word = /^https:\/\/bsky\.app\/profile\/[^/]+\/(post|lists|feed)\//.exec(canonical)?.[1]
  return word === 'post' ? POSTS : word === 'lists' ? 'app.bsky.graph.list' : word === 'feed' ? 'app.bsky.feed.generator' : undefined
}

export const isDid = (authority: string): boolean => DID.test(authority)

export function uriOf({ authority, record }: Subject): string {
  return record === undefined ? `at://${authority}` : `at://${authority}/${record.collection}/${record.rkey}`
}

/** As the payload says it: `handle` in the place of `did`, and no `cid`, while they are open. */
export function wireOf(subject: Subject): Record<string, string> {
  const { authority, record } = subject
  if (record === undefined) return { $type: 'com.atproto.admin.defs#repoRef', ...(isDid(authority) ? { did: authority } : { handle: authority }) }
  return { $type: 'com.atproto.repo.strongRef', uri: uriOf(subject), ...(record.cid === undefined ? {} : { cid: record.cid }) }
}

/** What `wireOf` wrote. */
export function subjectOfWire(wire: Readonly<Record<string, string>>): Subject | undefined {
  const { did, handle, uri, cid } = wire
  const account = did ?? handle
  if (account !== undefined) return { authority: account }
  const [, authority, collection, rkey] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri ?? '') ?? []
  if (authority === undefined || collection === undefined || rkey === undefined) return undefined
  return { authority, record: { collection, rkey, ...(cid === undefined ? {} : { cid }) } }
}
