// What is said of a hit, in one language: what it is, and why it should not leave.
import type { Certainty, PrivacyKind } from './privacy-hit.ts'

export interface PrivacyWords {
  readonly kinds: Readonly<Record<PrivacyKind, string>>
  /** One short reason. */
  readonly why: Readonly<Record<PrivacyKind, string>>
  readonly certainty: Readonly<Record<Certainty, string>>
}
