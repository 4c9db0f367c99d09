// An exhibit: one received file. Its record is what the journal line `exhibit.added` says; nothing else is kept aside.
import type { Digests, Instant } from '../system/world.ts'

export type ExhibitKind = 'original' | 'working-copy' | 'derived'
export type Sensitivity = 'none' | 'prohibited'

/** Exhibit numbers start at 1 and are printed with at least four digits: `0001`. */
export interface Exhibit {
  readonly number: number
  /** Last part of the received name; U+FFFD where the bytes are not UTF-8. Untrusted: escape before showing. */
  readonly name: string
  /** Received path below the argument of `add`, `/`-separated. Untrusted. */
  readonly path: string
  /** Base64 of the path's bytes, when they are not valid UTF-8. */
  readonly rawPath?: string
  /** Bag path as `data/0001/IMG_2041.HEIC`; null when only the digest is kept (prohibited content, hotline profile). */
  readonly stored: string | null
  readonly kind: ExhibitKind
  readonly sensitive: Sensitivity
  readonly size: number
  readonly digests: Digests
  /** Modification time that the file system told, not evidence of creation. */
  readonly modifiedAt: Instant
  readonly receivedAt: Instant
  /** Declared by the operator. */
  readonly source: string | null
  /** Absolute path it was read from. Untrusted. */
  readonly origin: string
  /** Hard links the file had, when more than one. */
  readonly links?: number
}

/** `1` → `0001`, `12345` → `12345`. */
export function exhibitId(number: number): string {
  return String(number).padStart(4, '0')
}
