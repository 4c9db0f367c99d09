// What a format of conversations brings to the suite: a writer of exports, and what it cannot say.
import type { ChatFormatName } from '../../../src/metadata/chat/transcript.ts'

/** A message as the suite makes it up. */
export interface Said {
  /** Milliseconds of the epoch, whole seconds. */
  readonly ms: number
  readonly from: string
  readonly text: string
  readonly attachment?: string
}

export interface FormatCase {
  readonly name: ChatFormatName
  readonly fileName: string
  write(said: readonly Said[]): Buffer
  /** Whether times come out as instants; else as the local reading of UTC, which `write` must then use. */
  readonly instants: boolean
  /** Seconds are lost. */
  readonly minutes?: true
  /** What the text becomes on the way (trimmed, say). */
  readonly textOf?: (text: string) => string
  /** The one who owns the device has no name. */
  readonly nameOf?: (name: string) => string | null
  /** Names of attachments are kept as they are. */
  readonly attachments: boolean
}

/** `2026-03-14T21:15:03` of an instant. */
export const utcText = (ms: number): string => new Date(ms).toISOString().slice(0, 19)
