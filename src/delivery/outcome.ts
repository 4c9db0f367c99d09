// How an attempt ended: reporting.md §6.1. The class alone decides what happens next; see retry-policy.ts.
import type { Instant } from '../system/world.ts'
import type { ContentState } from '../signalement/vocabulary.ts'

export interface Receipt {
  readonly remoteId: string
  readonly remoteUrl?: string | undefined
}

/** What the destination says of its own work on it. */
export type RemoteState = 'acknowledged' | 'in_review' | 'decided_removed' | 'decided_restricted' | 'decided_rejected'

export type Outcome =
  | { readonly class: 'definite_success'; readonly receipt: Receipt; readonly state?: RemoteState; readonly httpStatus?: number; readonly requestId?: string }
  /** `words`: theirs, at most 500 characters, still hostile. */
  | { readonly class: 'definite_reject'; readonly code: string; readonly words?: string; readonly httpStatus?: number; readonly requestId?: string }
  /** The credential is refused: nothing more goes there until somebody looks. */
  | { readonly class: 'auth'; readonly code: string; readonly httpStatus?: number; readonly requestId?: string }
  | { readonly class: 'throttled'; readonly code: string; readonly retryAt?: Instant; readonly httpStatus?: number; readonly requestId?: string }
  /** Surely no byte of the request was acted upon. */
  | { readonly class: 'not_sent'; readonly code: string }
  /** A byte may have left and no answer tells. */
  | { readonly class: 'unknown'; readonly code: string; readonly httpStatus?: number; readonly requestId?: string }

/** What asking the destination about an unknown outcome gave. */
export type Reconciled =
  | { readonly found: 'yes'; readonly receipt: Receipt; readonly state?: RemoteState }
  | { readonly found: 'no' }
  /** It cannot tell, or did not answer: a person decides. */
  | { readonly found: 'cannot-tell'; readonly code: string }

/** What the destination says became of it. */
export type Followed =
  | { readonly known: true; readonly state?: RemoteState; readonly grounds?: string; readonly at?: Instant; readonly content?: { readonly state: ContentState; readonly method: string; readonly detail: string } }
  | { readonly known: false; readonly code: string }
