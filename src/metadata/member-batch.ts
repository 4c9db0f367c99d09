// Files inside a document, given within the budget of one request: what does not fit is asked for again from where it stopped.
import { createHash } from 'node:crypto'
import type { Member, ReadingContext } from './reading.ts'

type Unread = NonNullable<Member['unread']>
export interface Candidate {
  readonly name: string
  readonly relation: string
  /** As the directory tells, 0 when it does not; a hint, never trusted. */
  readonly size: number
  /** Its bytes, or why they cannot be had. */
  load(): Promise<Buffer | Unread> | Buffer | Unread
}

/** The parent lists no more than that. */
const LIMIT = 1000
const NAME_LIMIT = 500

export async function memberBatch(candidates: readonly Candidate[], { from, bytes }: ReadingContext['members']): Promise<{ readonly members: readonly Member[]; readonly membersFrom?: number }> {
  const members: Member[] = []
  let used = 0
  for (const [index, candidate] of candidates.slice(0, LIMIT).entries()) {
    if (index < from) continue
    const { relation, size } = candidate
    const name = candidate.name.slice(0, NAME_LIMIT)
    if (size > bytes || bytes === 0) {
      members.push({ name, relation, size })
      continue
    }
    if (used > 0 && used + size > bytes) return { members, membersFrom: index }
    const content = await candidate.load()
    if (typeof content === 'string') {
      members.push({ name, relation, size, unread: content })
      continue
    }
    if (used > 0 && used + content.length > bytes) return { members, membersFrom: index }
    const sha256 = createHash('sha256').update(content).digest('hex')
    const fits = content.length <= bytes
    if (fits) used += content.length
    members.push({ name, relation, size: content.length, sha256, ...(fits ? { bytes: content } : {}) })
  }
  return { members }
}

/** A file inside that is in memory already. */
export interface Inner {
  readonly name: string
  readonly relation: string
  readonly bytes: Buffer
  /** Not found as such in the file: no digest of it means anything. */
  readonly rebuilt?: true
}

/** Those from index `from` on, as many as fit; at least one, so that a next request always goes on. */
export function heldBatch(all: readonly Inner[], { from, bytes: budget }: ReadingContext['members']): { readonly members: Member[]; readonly membersFrom?: number } {
  const members: Member[] = []
  let used = 0
  for (const [index, { name, relation, bytes, rebuilt }] of all.entries()) {
    if (index < from) continue
    const fits = bytes.length <= budget
    if (fits && used + bytes.length > budget) return { members, membersFrom: index }
    members.push({ name: name.slice(0, NAME_LIMIT), relation, size: bytes.length, ...(rebuilt === true ? {} : { sha256: createHash('sha256').update(bytes).digest('hex') }), ...(fits ? { bytes: Buffer.from(bytes) } : {}) })
    if (fits) used += bytes.length
  }
  return { members }
}
