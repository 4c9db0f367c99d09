// What the suite of all destinations needs to know of one: the adapter, and a stage on which its other side is played.
// One file a destination under cases/, named as its folder, that exports one AdapterCase; the suite asserts that every
// folder of src/delivery/destinations has one.
import type { Adapter, Link, Sendable } from '../../../src/delivery/adapter.ts'
import type { Payload } from '../../../src/delivery/payload.ts'

/** What the other side does with the next request. Those that a transport cannot have are left out of `scenes`. */
export const SCENES = [
  'accept', 'reject', 'auth', 'forbidden', 'throttle-seconds', 'throttle-date', 'server-error', 'vanish-after-body', 'silent-after-body', 'refuse-connection', 'redirect', 'garbage', 'huge-answer',
] as const
export type Scene = (typeof SCENES)[number]

/** The clock of the suite, and what a stage asks for in the two throttle scenes. */
export const NOW = '2026-11-23T17:00:00.000Z'
export const THROTTLE = { seconds: 120, date: 'Mon, 23 Nov 2026 17:05:00 GMT', dateInstant: '2026-11-23T17:05:00.000Z' } as const
/** In each refusal of a stage: long, and hostile. */
export const THEIR_WORDS = `their words \u001b[31m\u202e${'and more '.repeat(300)}`

/** One request as the other side saw it; for SMTP the message, for a folder the file. */
export interface Seen {
  readonly line: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface Stage {
  readonly url: string
  /** Settings that point the adapter at the stage, as `smtpHost`. */
  readonly options: Readonly<Record<string, string>>
  /** Deliveries in the order of arrival, those to a redirect's second host included, with `line` beginning `ELSEWHERE `. */
  readonly seen: readonly Seen[]
  /** What an adapter asks before it delivers (a session, a look-up): nothing is reported by it. */
  readonly asides?: readonly Seen[]
  play(scene: Scene): void
  close(): Promise<void>
}

export interface AdapterCase {
  readonly adapter: Adapter
  /** Identifier of a row in templates/destinations. */
  readonly destination: string
  /** Values are canaries: the suite greps every output, error and log for them. */
  readonly secrets: Readonly<Record<string, string>>
  readonly scenes: readonly Scene[]
  /** Signalements that it takes, and those that it must refuse, with the code. */
  readonly takes: readonly { readonly name: string; readonly sendable: Sendable; readonly parts?: number }[]
  readonly refuses: readonly { readonly name: string; readonly sendable: Sendable; readonly code: string }[]
  /** Settings beside those of the stage. */
  readonly options?: Readonly<Record<string, string>>
  /** Headers that carry credentials, beside `authorization` and `idempotency-key`. */
  readonly credentialHeaders?: readonly string[]
  /** The body as it arrives, where `send` completes what it had to ask for first: documented at the adapter. */
  arrives?(payload: Payload): Uint8Array
  /** Shorter patience for a transport whose time-outs the suite cannot cut through `http`. */
  impatient?(link: Link): Link
  openStage(): Promise<Stage>
}
