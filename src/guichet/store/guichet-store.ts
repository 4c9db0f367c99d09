// What the guichet keeps, as one port. SQLite and PostgreSQL implement it; test/guichet/store.test.ts is its suite.
import type { Standing } from '../../signalement/reporting-api/answers.ts'
import type { AgeBand, Harm } from '../../signalement/vocabulary.ts'

type NoticeState = Standing['state']
export type DecisionKind = 'removed' | 'restricted' | 'rejected'

/** A notice that was judged good and is not kept yet. */
export interface Arrival {
  readonly id: string
  readonly client: string
  /** `Idempotency-Key`, of this client. */
  readonly key: string
  /** SHA-256, hexadecimal, of the body. */
  readonly digest: string
  readonly correlationId: string
  readonly test: boolean
  readonly harm: Harm
  readonly ageBand: AgeBand
  /** Rank in URGENCIES: 0 is the most urgent. */
  readonly urgency: number
  readonly dueMs: number
  readonly receivedMs: number
  /** JSON, UTF-8. */
  readonly notice: Uint8Array
}

export type Acceptance =
  | { readonly outcome: 'accepted' | 'replayed'; readonly id: string; readonly receivedMs: number }
  /** The key was used for another body. */
  | { readonly outcome: 'conflict' }

/** What is known of a notice besides its content. */
export interface NoticeRow {
  readonly seq: number
  readonly id: string
  readonly client: string
  readonly correlationId: string
  readonly test: boolean
  readonly harm: Harm
  readonly ageBand: AgeBand
  readonly urgency: number
  readonly dueMs: number
  readonly state: NoticeState
  readonly receivedMs: number
  readonly updatedMs: number
  readonly decision?: { readonly kind: DecisionKind; readonly grounds?: string; readonly atMs: number }
}

export interface QueueFilter {
  readonly test: boolean
  readonly states: readonly NoticeState[]
  readonly harm?: Harm
  readonly offset: number
  readonly limit: number
}

export interface Move {
  readonly id: string
  readonly from: NoticeState
  readonly to: NoticeState
  readonly atMs: number
  readonly actor: string
  readonly decision?: { readonly kind: DecisionKind; readonly grounds?: string }
  /** The message to the sender about the row as it became; kept in the same commit. */
  readonly message?: (row: NoticeRow) => { readonly id: string; readonly body: string } | undefined
}

export interface HistoryLine {
  readonly atMs: number
  readonly actor: string
  readonly action: string
  readonly detail?: string
}

export interface EvidenceRow {
  readonly sha256: string
  readonly kind: 'bytes' | 'reference'
  readonly mime: string
  readonly total: number
  readonly received: number
  readonly complete: boolean
  readonly heldBy?: string
  readonly reference?: string
}

export interface EvidencePart {
  readonly notice: string
  readonly sha256: string
  readonly mime: string
  readonly total: number
  readonly start: number
  readonly bytes: Uint8Array
  readonly atMs: number
  /** Most items of one notice. */
  readonly maxItems: number
}

export type PartOutcome =
  | { readonly outcome: 'kept'; readonly received: number; readonly complete: boolean }
  | { readonly outcome: 'already' }
  | { readonly outcome: 'elsewhere'; readonly received: number }
  | { readonly outcome: 'digest-mismatch' | 'too-many' | 'other-kind' }
  /** It, or a later revision, may show a child. */
  | { readonly outcome: 'protected' }

export interface EvidenceReference {
  readonly notice: string
  readonly sha256: string
  readonly mime: string
  readonly bytes: number
  readonly heldBy: string
  readonly reference: string
  readonly atMs: number
  readonly maxItems: number
}

export interface WebhookMessage {
  readonly id: string
  readonly client: string
  readonly body: string
  /** Tries before this one. */
  readonly attempts: number
}

export interface GuichetStore {
  /** One durable commit for all, with the erasure of evidence that a revision forbids; answers in their order. A key that came twice in it counts as the first. */
  accept(arrivals: readonly Arrival[]): Promise<readonly Acceptance[]>
  row(id: string): Promise<NoticeRow | undefined>
  /** JSON, UTF-8. */
  content(id: string): Promise<Uint8Array | undefined>
  /** Newest first, below `beforeSeq`. */
  ofClient(client: string, filter: { readonly correlationId?: string; readonly beforeSeq?: number; readonly limit: number }): Promise<readonly NoticeRow[]>
  /** Most urgent first, then what is due first. */
  queue(filter: QueueFilter): Promise<{ readonly total: number; readonly rows: readonly NoticeRow[] }>
  /** Undefined when it is not (any more) in the state it should leave. */
  move(move: Move): Promise<NoticeRow | undefined>
  history(id: string): Promise<readonly HistoryLine[]>
  addPart(part: EvidencePart): Promise<PartOutcome>
  addReference(reference: EvidenceReference): Promise<'kept' | 'already' | 'too-many' | 'other-kind' | 'protected'>
  /** Whether this notice, or a later revision of it by the same client, may show a child: then its evidence was erased. */
  isProtected(notice: string): Promise<boolean>
  evidence(notice: string): Promise<readonly EvidenceRow[]>
  evidenceRow(notice: string, sha256: string): Promise<EvidenceRow | undefined>
  evidenceBytes(notice: string, sha256: string): AsyncIterable<Uint8Array>
  /** Messages that are due; nobody else gets them before `nowMs + leaseMs`. */
  takeMessages(nowMs: number, leaseMs: number, limit: number): Promise<readonly WebhookMessage[]>
  /** `nextMs`: when to try again. */
  settleMessage(id: string, outcome: { readonly state: 'delivered' | 'given-up' } | { readonly state: 'pending'; readonly nextMs: number }): Promise<void>
  messages(notice: string): Promise<readonly { readonly id: string; readonly state: string; readonly attempts: number }[]>
  keepToken(digest: string, client: string, expiresMs: number, nowMs: number): Promise<void>
  tokenClient(digest: string, nowMs: number): Promise<{ readonly client: string; readonly expiresMs: number } | undefined>
  keepSession(digest: string, person: string, expiresMs: number, nowMs: number): Promise<void>
  sessionPerson(digest: string, nowMs: number): Promise<string | undefined>
  endSession(digest: string): Promise<void>
  close(): Promise<void>
}
