// What the command line says of records, findings and the overview. fr and en implement it in messages/{fr,en}/inspection.ts.
import type { FindingLevel } from '../metadata/record.ts'

export interface InspectionWords {
  readonly findingsTitle: string
  /** Which verb shows all of them. */
  readonly seeFindings: string
  readonly noFindings: string
  readonly means: string
  readonly innocent: string
  readonly inside: string
  readonly tagsTitle: string
  noTags(engines: readonly string[]): string
  tagsOf(engine: string, total: number, shown: number): string
  /** Where all tags of a record are. */
  allTags(path: string): string
  notShown(records: number): string
  /** Above the exhibits of one kind of finding. */
  kind(findings: number, exhibits: number): string
  readonly andTheLike: string
  none(exhibits: number, level: FindingLevel): string
  counts(warn: number, notice: number, info: number, shown: FindingLevel): string
  uninspected(count: number): string
  written(path: string): string
  readonly noTimeline: string
  readonly noMap: string
}
