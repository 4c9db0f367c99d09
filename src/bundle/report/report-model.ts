// What the PDF report is made from. Pure data and streams: the renderer reads nothing else, and no clock.
import type { CaseRecord } from '../../case/case-record.ts'
import type { Exhibit } from '../../case/exhibit.ts'
import type { JournalEntry } from '../../case/journal-entry.ts'
import type { ChatHeader, ChatMessage } from '../../metadata/chat/transcript.ts'
import type { Finding, MetadataRecord, Picture, PictureMode } from '../../metadata/record.ts'
import type { EnvironmentStatement } from '../../seal/environment-statement.ts'
import type { Instant } from '../../system/world.ts'
import type { Coastline } from './coastline.ts'

export interface ReportModel {
  readonly language: 'fr' | 'en'
  readonly draft: boolean
  readonly record: CaseRecord
  /** Time of the last journal line covered: every date in the document derives from the case, never from the clock. */
  readonly asOf: Instant
  readonly toolVersion: string
  readonly totals: { readonly exhibits: number; readonly bytes: number; readonly refused: number }
  /** Number of the seal that this report goes with, from 1; of the next one for a draft. */
  readonly sealNumber: number
  /** SHA-256 of manifest-sha256.txt, hex. */
  readonly payloadManifestSha256: string
  /** `root` is the RFC 9162 root of the first `size` lines, hex. */
  readonly journal: { readonly size: number; readonly root: string; readonly origin: string }
  readonly images: PictureMode
  /** In order of number. May be iterated several times. */
  exhibits(): AsyncIterable<ReportExhibit>
  /** In order of seq. May be iterated several times. */
  entries(): AsyncIterable<JournalEntry>
  /** Transcripts, in order of their exhibits. */
  readonly conversations?: readonly ReportConversation[]
  readonly environment: EnvironmentStatement
  /** Refused files and failed readings: the first ones, and how many more there are. */
  readonly uncovered: readonly Uncovered[]
  readonly uncoveredMore: number
  readonly attachments: readonly Attachment[]
  /** For the map of positions. */
  readonly coastline: Coastline
}

export interface ReportExhibit {
  readonly exhibit: Exhibit
  /** Undefined when the exhibit was not inspected. */
  readonly record: MetadataRecord | undefined
  /** Called at most once for each exhibit and iteration; never for prohibited content. */
  picture(): Promise<Picture>
}

/** The transcript of an exhibit. May be iterated several times. */
export interface ReportConversation {
  readonly exhibit: number
  readonly toolVersion: string
  /** Of the case: `metadata/chats/0007.ndjson`. */
  readonly transcript: string
  /** For a browser, sealed with the report; absent from a draft. */
  readonly page?: string
  header(): Promise<ChatHeader | undefined>
  messages(): AsyncIterable<ChatMessage>
}

export interface Uncovered {
  readonly kind: 'refused' | 'unreadable-metadata' | 'no-picture'
  /** Path or exhibit id. Untrusted. */
  readonly subject: string
  /** Already worded. */
  readonly reason: string
}

/** A file embedded in the PDF (PDF/A-3, associated file). At most about 20 MiB each: it is held whole. */
export interface Attachment {
  readonly name: string
  readonly mime: string
  readonly description: string
  readonly relationship: 'Data' | 'Source' | 'Supplement'
  readonly bytes: Buffer
}

/** Words of one finding, written in messages/: what it is, what it may mean, the innocent explanation. */
export type FindingWords = (finding: Finding) => {
  readonly title: string
  readonly means: string
  readonly innocent: string
}
