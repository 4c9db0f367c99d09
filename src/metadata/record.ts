// metadata/records/0001.json, format "metadata/1": what readers found in one exhibit. Sources are never merged and
// times are never turned into a JS Date: the raw string, the local reading and the provenance of the zone stay apart.

export const METADATA_FORMAT = 'metadata/1'

export type EngineStatus = 'ok' | 'empty' | 'error' | 'timeout' | 'crash' | 'limit' | 'unsupported'

export interface EngineRun {
  /** A reader's folder, or the library it wraps: `exifreader`, `jpeg`. */
  readonly name: string
  readonly version: string
  readonly status: EngineStatus
  readonly message?: string
}

export type TimeRole = 'captured' | 'digitized' | 'modified' | 'gps' | 'container-created' | 'sent' | 'received' | 'saved' | 'printed' | 'metadata'
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
  /** The engines that read it so; absent in records of earlier versions. */
  readonly by?: readonly string[]
}

/** A value with the place in the file it comes from (`EXIF:IFD0:Software`) and the engines that read it so. */
export interface Sourced {
  readonly source: string
  readonly by?: readonly string[]
}
export interface Software extends Sourced {
  readonly name: string
  readonly kind?: 'camera-firmware' | 'editor' | 'platform' | 'encoder' | 'ai'
}
export interface Serial extends Sourced { readonly value: string }
export interface Device {
  readonly make?: string
  readonly model?: string
  readonly lens?: string
  /** `iPhone 15 Pro` under HostComputer, `Android 16`: as written. */
  readonly os?: string
  readonly serials: readonly Serial[]
}
export interface Place extends Sourced {
  /** Signed degrees, WGS 84. */
  readonly latitude: number
  readonly longitude: number
  /** Metres. */
  readonly altitude?: number
  /** Metres, as the device estimated it (GPSHPositioningError). */
  readonly errorMetres?: number
  /** Degrees from north (GPSImgDirection). */
  readonly direction?: number
}
export interface TextFact extends Sourced {
  readonly key: string
  readonly value: string
}
/** `kind`: `ImageUniqueID`, `XMP DocumentID`, `PDF ID`, `Message-ID`, `Apple ContentIdentifier`… */
export interface Identifier extends Sourced {
  readonly kind: string
  readonly value: string
}
/** `role`: `author`, `last-modified-by`, `from`, `to`, `cc`, `participant`, `owner`, `company`, `artist`, `copyright`… */
export interface Person extends Sourced {
  readonly role: string
  readonly value: string
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

export interface ImageFacts {
  readonly width: number
  readonly height: number
  readonly orientation?: number
  readonly exifWidth?: number
  readonly exifHeight?: number
  readonly colourProfile?: string
  readonly pages?: number
  readonly codec?: string
  /**
   * PDQ (ThreatExchange), 64 hexadecimal digits, and its quality from 0 to 100; made from the pixels as they are stored, as lists
   * are. `shown`: of the picture as its orientation tag turns it, when that is another.
   */
  readonly pdq?: { readonly hash: string; readonly quality: number; readonly shown?: string }
}

export interface MediaFacts {
  /** `MPEG-4`, `Matroska`, `Ogg`… as the engine names it. */
  readonly container: string
  readonly durationMs?: number
  readonly tracks: readonly {
    readonly type: 'video' | 'audio' | 'text' | 'image' | 'other'
    readonly codec?: string
    readonly width?: number
    readonly height?: number
    readonly rotation?: number
    readonly channels?: number
    readonly sampleRate?: number
    readonly language?: string
  }[]
}

/** The picture inside a picture: it may show what was cropped or replaced. Its bytes are not kept, only their digest. */
export interface ThumbnailFacts extends Sourced {
  readonly bytes: number
  readonly sha256: string
  readonly width?: number
  readonly height?: number
  /** Normalized cross-correlation with the main picture, -1 to 1, best of full frame, crop, quarter turns and mirror. */
  readonly similarity?: number
  /** `unchecked`: pixels were not compared. */
  readonly verdict: 'same' | 'different' | 'inconclusive' | 'unchecked'
}

export interface Provenance {
  readonly c2pa: 'absent' | 'present-unverified' | 'valid' | 'invalid' | 'not-defined-for-format'
  readonly issuer?: string
  /** Whether a validator knew the signer; absent when none was asked. */
  readonly trusted?: boolean
  readonly digitalSourceType?: string
}

/** Where things lie in the file, in order. `length` includes headers; offsets are from the start of the file. */
export interface Segment {
  readonly name: string
  readonly offset: number
  readonly length: number
}
export interface Structure {
  readonly segments: readonly Segment[]
  /** How many more there are than `segments` tells. */
  readonly more?: number
  /** After the end that the format defines. */
  readonly trailingBytes?: number
  readonly trailingKind?: string
  /** `%%EOF` marks of a PDF: 1 for a file written once. */
  readonly pdfUpdates?: number
}

/** A file inside the exhibit: an attachment, a picture in a document, a member of an archive. */
export interface EmbeddedFile {
  /** As named inside; untrusted, never used as a path. */
  readonly name: string
  /** `attachment`, `media`, `member`, `thumbnail`… */
  readonly relation: string
  readonly size: number
  readonly sha256?: string
  /** Its own record; without `exhibit`, which is that of the file around it. */
  readonly record?: EmbeddedRecord
  /** Why there is no record: it is only listed. */
  readonly unread?: 'depth' | 'count' | 'size' | 'ratio' | 'encrypted' | 'damaged' | 'listed'
}
export type EmbeddedRecord = Omit<MetadataRecord, 'format' | 'exhibit' | 'sha256'>

export interface MetadataRecord {
  readonly format: typeof METADATA_FORMAT
  readonly exhibit: number
  readonly sha256: string
  /** Read with the deep engines too. */
  readonly deep?: true
  readonly engines: readonly EngineRun[]
  readonly file: {
    readonly name: string
    readonly size: number
    readonly extension?: string
    readonly detected?: { readonly extension: string; readonly mime: string; readonly by: string }
    /** null: nothing to compare. */
    readonly extensionMatches: boolean | null
  }
  readonly image?: ImageFacts
  readonly media?: MediaFacts
  readonly times: readonly TimeFact[]
  /** Index in `times` of the best capture time, when there is one. */
  readonly captured?: number
  readonly device?: Device
  /** The best position, when there is one; `places` has all of them. */
  readonly place?: Place
  readonly places?: readonly Place[]
  readonly software: readonly Software[]
  readonly text: readonly TextFact[]
  readonly ids?: readonly Identifier[]
  readonly people?: readonly Person[]
  readonly thumbnail?: ThumbnailFacts
  readonly provenance?: Provenance
  readonly structure?: Structure
  readonly embedded?: readonly EmbeddedFile[]
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
