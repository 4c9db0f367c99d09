// A machine destination: one folder under destinations/, one suite for all (test/delivery/contract). `prepare` is pure and
// total: what it returns is all that can leave; `send` adds credentials and nothing else.
import type { Destination, LeavingField } from '../signalement/destination.ts'
import type { HarmCodes } from '../signalement/harm-table.ts'
import type { Outgoing } from '../signalement/packet/outgoing.ts'
import type { Locator, Signalement } from '../signalement/signalement.ts'
import type { Files, Http, Instant, Mail, TlsOptions } from '../system/world.ts'
import type { Followed, Outcome, Receipt, Reconciled } from './outcome.ts'
import type { Payload } from './payload.ts'

/** What was received stays with us. */
export type SendableLocator = Omit<Locator, 'raw'>

/** Everything an adapter may say of a signalement: already cut down to the destination's allow-list. */
export interface Sendable {
  /** Absent members are not allowed out, or not known. */
  readonly outgoing: Outgoing
  /** Those of the record, without `raw`; empty when the destination may not have them. */
  readonly locators: readonly SendableLocator[]
  /** Structured members of the record that `outgoing` has as text; absent when they may not leave. */
  readonly offences?: Signalement['offences']
  readonly hashes?: Signalement['hashes']
  readonly legalOrder?: Signalement['legalOrder']
  readonly dsaCategory?: Signalement['dsaCategory']
  readonly dsaKeyword?: Signalement['dsaKeyword']
  readonly notifier: { readonly authority: Signalement['notifier']['authority']; readonly identity: 'disclosed' | 'withheld' }
  /** What the taxonomies call the harm. */
  readonly codes: HarmCodes
  /** The material may show a child: no byte, no link to a byte, no fetch; and that is said. */
  readonly prohibited: boolean
  /** Whether a request may pull the content, to us or to a server of ours. Never where `prohibited`, and not for all the rest. */
  readonly mayFetch: boolean
  readonly id: string
  readonly revision: number
  readonly createdAt: Instant
  /** When it is prepared: the clock of the payload. */
  readonly now: Instant
  /** SHA-256 hex over signalement, destination, the given locators (canonical, any order) and revision. */
  key(locators: readonly string[]): string
}

/** One request. One signalement may need several at a destination that takes one content at a time. */
export interface PreparedPart {
  /** Canonical locators that it carries: what makes its idempotency key. */
  readonly locators: readonly string[]
  readonly payload: Payload
  /** Leaving fields that are in it. */
  readonly fields: readonly string[]
  /** Texts that had to be cut, as `explanation`. */
  readonly cut?: readonly string[]
}

/** Why this destination cannot take it as it is; words in messages/. */
export type CannotCode =
  | 'no-type' | 'no-locator' | 'handle-not-resolved' | 'no-account-id' | 'other-server' | 'no-address' | 'too-large' | 'no-identity' | 'no-notice' | 'no-setting' | 'host-unknown' | 'too-early'

export type PrepareResult =
  | { readonly ok: true; readonly parts: readonly PreparedPart[] }
  | { readonly ok: false; readonly code: CannotCode; readonly detail?: string }

/** A destination as this desk has set it up. */
export interface Setup {
  readonly destination: Destination
  /** Base address, without a slash at its end; the test host unless live. Empty when the adapter needs none. */
  readonly url: string
  readonly live: boolean
  /** Everything else that `scelle config destination.X.…` holds. */
  readonly options: Readonly<Record<string, string>>
  readonly language: 'fr' | 'en'
  readonly toolVersion: string
}

/** What an adapter may do to the world, and the credentials it may use. Secrets are asked for by name, at the moment of use. */
export interface Link {
  readonly setup: Setup
  readonly http: Pick<Http, 'exchange'>
  readonly mail: Mail
  readonly files: Files
  /** UTF-8 text of `destination.<id>.<name>`; undefined when not set. Never kept, never printed. */
  secret(name: string): Promise<string | undefined>
  now(): Instant
  /** Options that every `exchange` to this destination must have: TLS and private hosts. */
  readonly reach: { readonly tls?: TlsOptions; readonly privateHosts: readonly string[] }
}

export interface Delivered {
  readonly payload: Payload
  readonly idempotencyKey: string
  readonly receipt: Receipt | undefined
  /** Canonical locators. */
  readonly locators: readonly string[]
  /** Of the signalement. */
  readonly id: string
  readonly prohibited: boolean
  /** As in `Sendable`. */
  readonly mayFetch: boolean
  /** The last time that it was tried. */
  readonly attemptedAt: Instant
  /** The first time: keys that end are counted from there. Absent: the same. */
  readonly firstAttemptAt?: Instant
}

export interface Adapter {
  /** Name of its folder. */
  readonly id: string
  /** `guichet/1`: kept with each delivery. */
  readonly version: string
  /** Asking again with the same key is the same request there: an unknown outcome may be settled by sending again. */
  readonly idempotent: boolean
  /** How long after the first attempt that holds; for ever when absent. Later the same key is another request there. */
  readonly idempotentForMs?: number
  /** `test-flag`: the request itself says that it is a test. `test-host`: another address. `local`: nothing leaves this machine. */
  readonly test: 'test-flag' | 'test-host' | 'local'
  /** Settings that must be there; `url` stands for the base address. */
  readonly needs: readonly string[]
  /**
   * Fields without which its format says nothing. A desk that sets this adapter for a destination by its own word lets
   * them out to it, beside what the row allows.
   */
  readonly requires?: readonly LeavingField[]
  /** Every setting of its own that it reads, those of `needs` but `url` included. */
  readonly settings: readonly string[]
  /** Names of its secrets; those with `required` must be set before anything is tried. */
  readonly secrets: readonly { readonly name: string; readonly required: boolean }[]
  /** Most requests a second, and at once, when nothing else is set. */
  readonly pace: { readonly perSecond: number; readonly atOnce: number }
  /** What the dry run shows of `prepare` is exactly what `send` lets out. */
  prepare(sendable: Sendable, setup: Setup): PrepareResult | Promise<PrepareResult>
  /** Never throws for what the network or the destination does: that is an outcome. */
  send(payload: Payload, idempotencyKey: string, link: Link): Promise<Outcome>
  /** Absent: it cannot be asked. */
  reconcile?(delivered: Delivered, link: Link): Promise<Reconciled>
  /** Absent: it cannot be asked. */
  follow?(delivered: Delivered, link: Link): Promise<Followed>
}
