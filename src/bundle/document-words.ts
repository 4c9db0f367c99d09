// The words that documents of a case are written with, in the language of the case, whatever the operator's own.
import type { RefusalReason } from '../system/world.ts'
import type { EngineStatus } from '../metadata/record.ts'
import type { HandOverWords } from './hand-over.ts'
import type { FindingWords } from './report/report-model.ts'
import type { ReportWords } from './report/report-words.ts'

export interface DocumentWords {
  readonly report: ReportWords
  readonly finding: FindingWords
  readonly refusal: Readonly<Record<RefusalReason, string>>
  readonly engineStatus: Readonly<Record<EngineStatus, string>>
  readonly handOver: HandOverWords
  /** Descriptions of the files that the report carries. */
  readonly attachments: { readonly manifest: string; readonly caseRecord: string; readonly caseGraph: string; readonly journal: string }
}

export type DocumentWordsIn = (language: 'fr' | 'en') => Promise<DocumentWords>
