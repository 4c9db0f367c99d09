// What the suite of all destinations needs to know of one: the adapter, and a stage on which its other side is played.
// One file a destination under cases/; the suite asserts that every folder of src/delivery/destinations has one.
import type { Adapter, Sendable } from '../../../src/delivery/adapter.ts'

/** What the other side does with the next request. Those that a transport cannot have are left out of `scenes`. */
export const SCENES = [
  'accept', 'reject', 'auth', 'forbidden', 'throttle-seconds', 'throttle-date', 'server-error', 'vanish-after-body', 'silent-after-body', 'refuse-connection', 'redirect', 'garbage', 'huge-answer',
] as const
export type Scene = (typeof SCENES)[number]

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
  /** In the order of arrival, those to a redirect's second host included, with `line` beginning `ELSEWHERE `. */
  readonly seen: readonly Seen[]
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
  openStage(): Promise<Stage>
}
