// A form of a signalement that somebody else sends: written, validated, handed over as a file. Nothing leaves by it.
import type { CannotCode, Sendable, Setup } from './adapter.ts'

export type ExportResult =
  | { readonly ok: true; readonly xml: Uint8Array; readonly fields: readonly string[]; readonly cut?: readonly string[] }
  | { readonly ok: false; readonly code: CannotCode; readonly detail?: string }

/** Pure and total, as `Adapter.prepare`. */
export type Exporter = (sendable: Sendable, setup: Pick<Setup, 'options'>) => ExportResult
