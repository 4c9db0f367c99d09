// What a reader is. One reader = one folder under readers/ with a `reader.ts`, one row in readers/registry.ts and one case
// in the contract suite. Readers run in children only; what they return crosses a process border, so it is plain data.
import type { ContentType } from './content-type.ts'
import type {
  Device, EngineRun, Finding, Identifier, ImageFacts, MediaFacts, Person, Place, Provenance, Segment, Software, TextFact, ThumbnailFacts, TimeFact,
} from './record.ts'
import type { Trailing } from './trailing-bytes.ts'

/**
 * Which child runs a reader. `plain`: parsers in JavaScript, seconds. `picture`: sharp, native code. `media`: WebAssembly.
 * `archive`: JavaScript that has to go through large files. `deep`: only with --deep, WebAssembly that may crash.
 */
export type ReaderClass = 'plain' | 'picture' | 'media' | 'archive' | 'deep'

/** The bytes of one file, whether it lies on the disk or inside another one. */
export interface Source {
  readonly name: string
  readonly size: number
  /** Bytes from `start`, at most `length`; fewer at the end. */
  read(start: number, length: number): Buffer
  /** All bytes; undefined above WHOLE_LIMIT. Read once for all readers of one request. */
  whole(): Buffer | undefined
}
/** Files above it are read in part by readers that need a whole buffer. */
export const WHOLE_LIMIT = 64 * 2 ** 20

/** A raw metadata block that a walker found, for the readers after it. */
export interface Block {
  /** `exif`: a TIFF structure, without `Exif\0\0`. `iptc`: an IIM record. `photoshop`: image resource blocks. */
  readonly kind: 'exif' | 'xmp' | 'icc' | 'iptc' | 'photoshop' | 'jumbf' | 'thumbnail'
  readonly bytes: Buffer
  /** Of `bytes` in the file; absent when they were inflated or put together from parts. */
  readonly offset?: number
  /** Where it was found: `JPEG:APP1`, `HEIF:item 3`. */
  readonly source: string
}

/** A file inside the file. Bytes are given within the budget of the request; the rest is told by name, size and digest. */
export interface Member {
  readonly name: string
  readonly relation: string
  readonly size: number
  readonly sha256?: string
  readonly bytes?: Buffer
  readonly unread?: 'count' | 'size' | 'ratio' | 'encrypted' | 'damaged' | 'listed'
}

/** Facts for findings that join several readers; the first reader that gives one is believed, except where named. */
export interface Clues {
  /** XMP properties by prefixed name (`tiff:Make`), first value. */
  readonly xmp?: Readonly<Record<string, string | undefined>>
  readonly historySteps?: number
  readonly historyAgents?: readonly string[]
  /** `2026-11-15T18:39:52+01:00 Adobe Photoshop 25.0 saved`, in the order of the file. */
  readonly historyChain?: readonly string[]
  readonly userComment?: string
  readonly iptcInstructions?: string
  /** Names of application segments: `JFIF`, `MPF`, `Adobe`, `Photoshop`, `JUMBF`… */
  readonly segments?: readonly string[]
  readonly trailing?: Trailing
  /** Bytes read of a file that was not read whole. */
  readonly readBytes?: number
}

/** What one reader found. Everything is optional: what is absent was not found, which is not the same as not there. */
export interface Reading {
  readonly image?: Partial<ImageFacts>
  readonly media?: MediaFacts
  readonly times?: readonly TimeFact[]
  readonly device?: Device
  readonly places?: readonly Place[]
  readonly software?: readonly Software[]
  readonly texts?: readonly TextFact[]
  readonly ids?: readonly Identifier[]
  readonly people?: readonly Person[]
  readonly thumbnail?: ThumbnailFacts
  readonly provenance?: Provenance
  readonly segments?: readonly Segment[]
  readonly moreSegments?: number
  readonly pdfUpdates?: number
  /** What only this reader can know, as a WACZ whose digests do not match. */
  readonly findings?: readonly Finding[]
  readonly clues?: Clues
  readonly members?: readonly Member[]
  /** Members that did not fit the budget follow from this index: ask again with `members.from`. */
  readonly membersFrom?: number
  /** For the readers after this one, also in other children. */
  readonly blocks?: readonly Block[]
  /** Tags as the engine gives them, by namespace; cut and made plain on the way out. */
  readonly raw?: unknown
}

export interface ReadingContext {
  readonly kind: ContentType
  readonly receivedAt: string
  /** What readers before this one found. */
  readonly blocks: readonly Block[]
  /** Kinds of block that readers in other children found, and that were read there. */
  readonly found?: readonly Block['kind'][]
  /** Members wanted: from this index on, at most so many bytes together; none at the last depth. */
  readonly members: { readonly from: number; readonly bytes: number }
  /** Compare and hash pixels, which costs more than all metadata together. */
  readonly pixels: boolean
}

export interface Reader {
  /** Of the library it wraps; a reader of our own counts its rules. */
  readonly version: string
  /**
   * Undefined: it looked and found nothing.
   * @throws Error when the file is damaged or unsupported for it; the record then says `error`
   */
  read(source: Source, context: ReadingContext): Promise<Reading | undefined> | Reading | undefined
}

export interface ReadingRequest {
  /** Where the file lies; absent when `bytes` are the file. */
  readonly path?: string
  readonly bytes?: Buffer
  readonly name: string
  readonly receivedAt: string
  /** Undefined: find it out. */
  readonly kind?: ContentType
  readonly class: ReaderClass
  readonly blocks: readonly Block[]
  /** Kinds of block that other children found and kept. */
  readonly found?: readonly Block['kind'][]
  readonly members: ReadingContext['members']
  readonly pixels: boolean
  /** Only this reader: the next batch of its members is wanted. */
  readonly only?: string
  /** Readers that hung, crashed or went beyond a limit on this file before: left out. */
  readonly without: readonly string[]
}
export interface ReadingAnswer {
  readonly kind?: ContentType
  readonly runs: readonly ReaderRun[]
  /** Kinds of block that were found, whether their bytes are in `runs` or stayed in the child. */
  readonly found?: readonly Block['kind'][]
}

/** Thrown when a reader cannot read this variant of its format: no defect of the file. */
export class Unsupported extends Error {}

/** Thrown by a reader that needs all bytes of a file above WHOLE_LIMIT, or more pixels than it may decode; the record says `limit`. */
export class TooLarge extends Error {
  constructor(message = `over ${WHOLE_LIMIT} bytes`) {
    super(message)
  }
}

/** A reader's run with what it found, on its way to the parent. */
export interface ReaderRun {
  readonly engine: EngineRun
  readonly reading?: Reading
}
