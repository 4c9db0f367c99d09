// What a record is told with, on a screen and on paper. fr and en implement it in messages/{fr,en}/record.ts.
import type { EmbeddedFile, EngineRun, FindingLevel, MediaFacts, Provenance, ThumbnailFacts, TimeRole, ZoneProvenance } from './record.ts'

/** What is looked for in every file: said when none was found, with who looked. */
export type Sought = 'dates' | 'device' | 'place' | 'software' | 'people' | 'ids'

export interface RecordWords {
  readonly labels: {
    readonly kind: string; readonly size: string; readonly image: string; readonly captured: string; readonly dates: string
    readonly device: string; readonly lens: string; readonly os: string; readonly serials: string; readonly software: string; readonly place: string; readonly people: string; readonly ids: string
    readonly media: string; readonly embedded: string; readonly thumbnail: string; readonly provenance: string; readonly structure: string
    readonly profile: string; readonly text: string; readonly engines: string; readonly pdq: string
  }
  readonly timeRole: Readonly<Record<TimeRole, string>>
  /** `fuseau +01:00, écrit dans le fichier` */
  zone(provenance: ZoneProvenance, offset: string | undefined): string
  readonly local: string
  readonly invalidDate: string
  readonly level: Readonly<Record<FindingLevel, string>>
  /** The role itself when there is no word for it. */
  personRole(role: string): string
  /** How a file lies in another; the word of the record when there is none for it. */
  relation(relation: string): string
  pixels(width: number, height: number): string
  pages(count: number): string
  bytes(value: number): string
  duration(ms: number): string
  track(track: MediaFacts['tracks'][number]): string
  altitude(metres: number): string
  errorMetres(metres: number): string
  direction(degrees: number): string
  /** How far the claims of a C2PA manifest were looked at. */
  c2pa(provenance: Provenance): string
  thumbnail(thumbnail: ThumbnailFacts): string
  trailing(bytes: number, kind: string | undefined): string
  segments(count: number): string
  pdfUpdates(count: number): string
  engine(run: EngineRun): string
  /** Which engines looked and did not find. */
  noneFound(sought: readonly Sought[], engines: readonly string[]): string
  /** When no reader went through the file. */
  readonly notRead: string
  unread(reason: NonNullable<EmbeddedFile['unread']>): string
  embedded(count: number): string
  findingsInside(count: number): string
  more(count: number): string
  readonly typeUnknown: string
  typeMismatch(extension: string): string
  readonly deep: string
}
