// What only the network knows of a subject: the DID of a handle, the cid of a record. Questions only; nothing is reported.
import { z } from 'zod'
import type { Link } from '../../adapter.ts'
import { call, readJson } from '../../http-call.ts'
import type { Outcome } from '../../outcome.ts'
import { before, beforeSending } from './session.ts'
import { isDid, type Subject } from './subject.ts'

type Failed = Exclude<Outcome, { class: 'definite_success' }>
export type Resolved = { readonly ok: true; readonly subject: Subject } | { readonly ok: false; readonly outcome: Failed }

const Identity = z.looseObject({ did: z.string().refine(isDid) })
const Found = z.looseObject({ cid: z.string().regex(/^[A-Za-z0-9]{8,200}$/) })

export async function resolveSubject(subject: Subject, link: Link): Promise<Resolved> {
  try {
    const known = isDid(subject.authority) ? { ok: true as const, subject } : await withDid(subject, link)
    return known.ok && known.subject.record !== undefined && known.subject.record.cid === undefined ? await withCid(known.subject, known.subject.record, link) : known
  } catch (error) {
    return { ok: false, outcome: beforeSending(error, 'resolve') }
  }
}

/** The DID alone: identity, no content. */
export async function resolveAuthority(subject: Subject, link: Link): Promise<Resolved> {
  try {
    return isDid(subject.authority) ? { ok: true, subject } : await withDid(subject, link)
  } catch (error) {
    return { ok: false, outcome: beforeSending(error, 'resolve') }
  }
}

async function withDid(subject: Subject, link: Link): Promise<Resolved> {
  const reply = await ask(link, 'com.atproto.identity.resolveHandle', { handle: subject.authority })
  const identity = reply.status === 200 ? readJson(reply, Identity) : undefined
  if (identity !== undefined) return { ok: true, subject: { ...subject, authority: identity.did } }
  // It answers 400 for a name that nobody has.
  if (reply.status === 400 || reply.status === 404) return { ok: false, outcome: { class: 'definite_reject', code: 'handle-not-resolved', httpStatus: reply.status } }
  return { ok: false, outcome: before(reply, link, 'resolve') }
}

async function withCid(subject: Subject, record: NonNullable<Subject['record']>, link: Link): Promise<Resolved> {
  const { collection, rkey } = record
  const reply = await ask(link, 'com.atproto.repo.getRecord', { repo: subject.authority, collection, rkey })
  const found = reply.status === 200 ? readJson(reply, Found) : undefined
  if (found !== undefined) return { ok: true, subject: { ...subject, record: { collection, rkey, cid: found.cid } } }
  if (reply.status === 400 || reply.status === 404) return { ok: false, outcome: { class: 'definite_reject', code: 'not-found', httpStatus: reply.status } }
  return { ok: false, outcome: before(reply, link, 'resolve') }
}

/** @throws what `http.exchange` throws */
export async function ask(link: Link, method: string, query: Readonly<Record<string, string | readonly string[]>>, more: { readonly base?: string; readonly headers?: Readonly<Record<string, string>> } = {}): ReturnType<typeof call> {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]))
  return call(link, { line: `GET /xrpc/${method}?${new URLSearchParams(pairs).toString()}`, headers: { accept: 'application/json', ...more.headers }, ...(more.base === undefined ? {} : { base: more.base }) })
}
