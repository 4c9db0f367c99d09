// One line of the journal: RFC 8785 canonical JSON, chained by the SHA-256 of the previous line's bytes (without LF).
import { z } from 'zod'

export const FIRST_PREV = '0'.repeat(64)

export const ACTIONS = [
  'case.opened', 'exhibit.added', 'exhibit.refused', 'exhibit.inspected',
  'seal.started', 'seal.pending', 'seal.completed', 'bundle.written',
] as const
export type Action = (typeof ACTIONS)[number]

export const JournalEntry = z.strictObject({
  v: z.literal(1),
  /** 0 for the first line: the leaf index in the RFC 9162 tree. */
  seq: z.int().nonnegative(),
  at: z.iso.datetime({ precision: 3 }),
  actor: z.string(),
  /** Readers keep lines whose action they do not know. */
  action: z.string(),
  /** `case`, an exhibit id as `0001`, a seal as `seal/0001`, or a refused path. */
  subject: z.string(),
  facts: z.record(z.string(), z.json()),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
})
export type JournalEntry = z.infer<typeof JournalEntry>
