// metadata/records/0001.json, format "metadata/1": what readers found in one exhibit. Sources are never merged and
// times are never turned into a JS Date: the raw string, the local reading and the provenance of the zone stay apart.

export const METADATA_FORMAT = 'metadata/1'

export type EngineStatus = 'ok' | 'empty' | 'error' | 'timeout' | 'crash' | 'limit' | 'unsupported'

export interface EngineRun {
  readonly name: string
  readonly version: string
  readonly status: EngineStatus
  readonly message?: string
}

export type TimeRole = 'captured' | 'digitized' | 'modified' | 'gps' | 'container-created' | 'sent' | 'metadata'
export type ZoneProvenance = 'tag' | 'format-defines-utc' | 'gps-derived' | 'inferred' | 'user' | 'unknown'

export interface TimeFact {
  readonly role: TimeRole
  /** As found in the file, byte for byte. */
  readonly raw: string
  /** For example `EXIF:ExifIFD:DateTimeOriginal`. */
  readonly source: string
  /** `2026-11-23T18:04:07[.120]`, no zone. Absent when the raw string is not a date. */
  readonly local?: string
  /** Only when the zone is known. */
  readonly utc?: string
  readonly zone: { readonly offset?: string; readonly provenance: ZoneProvenance; readonly detail?: string }
  readonly precision: 'subsec' | 'second' | 'minute' | 'day'
  readonly valid: boolean
}

export type FindingLevel = 'info' | 'notice' | 'warn'

/** A code and facts; the sentences (what it may mean, the innocent explanation) live in messages/. */
export interface Finding {
  readonly code: string
  readonly level: FindingLevel
  /** Tag and value pairs that show it, as `EXIF:IFD0:Software = Snapseed`. */
  readonly evidence: readonly string[]
  readonly facts: Readonly<Record<string, string | number>>
}

export interface MetadataRecord {
  readonly format: typeof METADATA_FORMAT
  readonly exhibit: number
  readonly sha256: string
  readonly engines: readonly EngineRun[]
  readonly file: {
    readonly name: string
    readonly size: number
    readonly extension?: string
    readonly detected?: { readonly extension: string; readonly mime: string; readonly by: string }
    /** null: nothing to compare. */
    readonly extensionMatches: boolean | null
  }
  readonly image?: {
    readonly width: number
    readonly height: number
    readonly orientation?: number
    readonly exifWidth?: number
    readonly exifHeight?: number
    readonly colourProfile?: string
    readonly pages?: number
    readonly codec?: string
  }
  readonly times: readonly TimeFact[]
  /** Index in `times` of the best capture time, when there is one. */
  readonly captured?: number
  readonly device?: { readonly make?: string; readonly model?: string; readonly lens?: string; readonly serials: readonly { readonly value: string; readonly source: string }[] }
  readonly place?: { readonly latitude: number; readonly longitude: number; readonly altitude?: number; readonly source: string }
  readonly software: readonly { readonly name: string; readonly source: string }[]
  readonly text: readonly { readonly key: string; readonly value: string; readonly source: string }[]
  readonly findings: readonly Finding[]
  /** Tags by engine and namespace, never merged; binary values as `{ bytes, sha256 }`. */
  readonly raw: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A display copy for the report, made in a child process. Always a JPEG. */
export type Picture =
  | { readonly status: 'ok'; readonly jpeg: Buffer; readonly width: number; readonly height: number }
  | { readonly status: 'not-an-image' | 'withheld' | 'prohibited' }
  | { readonly status: 'error' | 'timeout' | 'crash' | 'limit'; readonly message?: string }

export type PictureMode = 'clear' | 'blurred' | 'none'
