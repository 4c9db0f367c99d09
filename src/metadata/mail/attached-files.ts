// Files inside a file, given in batches that fit a request: what is too large for any batch is told by size and digest. No
// outside code.
import { createHash } from 'node:crypto'
import type { Member, ReadingContext } from '../reading.ts'

export interface AttachedFile {
  readonly name: string
  readonly relation: string
  readonly bytes: Buffer
  /** Not found as such in the file: no digest of it means anything. */
  readonly rebuilt?: true
}

const NAME_LIMIT = 500

/** Those from index `from` on, as many as fit; at least one, so that a next request always goes on. */
export function attachedFiles(all: readonly AttachedFile[], { from, bytes: budget }: ReadingContext['members']): { readonly members: Member[]; readonly membersFrom?: number } {
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
