// One line of the journal: RFC 8785 canonical JSON, chained by the SHA-256 of the previous line's bytes (without LF).
import type { JsonValue } from './canonical-json.ts'

export const ACTIONS = [
  'case.opened', 'exhibit.added', 'exhibit.refused', 'exhibit.inspected', 'exhibit.transcribed', 'case.matched',
  'seal.started', 'seal.pending', 'seal.completed', 'bundle.written', 'signalement.linked',
  'signalement.sent', 'signalement.refused', 'signalement.unknown', 'signalement.receipt', 'signalement.decided', 'signalement.checked', 'certificate.accepted',
] as const
export type Action = (typeof ACTIONS)[number]

export interface JournalEntry {
  readonly v: 1
  /** 0 for the first line: the leaf index in the RFC 9162 tree. */
  readonly seq: number
  readonly at: string
  readonly actor: string
  /** One of `ACTIONS`; readers keep lines whose action they do not know. */
  readonly action: string
  /** `case`, an exhibit id as `0001`, a seal as `seal/0001`, or a refused path. */
  readonly subject: string
  readonly facts: { readonly [name: string]: JsonValue }
  readonly prev: string
}
