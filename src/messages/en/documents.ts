import type { DocumentWords } from '../../bundle/document-words.ts'
import { handOverWords } from './bundle.ts'
import { refusalWords } from './case.ts'
import { findingWords, metadataWords } from './metadata.ts'
import { reportWords } from './report.ts'

export const documentWords: DocumentWords = {
  report: reportWords,
  finding: findingWords,
  refusal: refusalWords,
  engineStatus: metadataWords.engineStatus,
  handOver: handOverWords,
  attachments: { manifest: 'Manifest: digest of each exhibit', caseRecord: 'Case record', caseGraph: 'CASE/UCO graph of the case', journal: 'Custody journal at the seal' },
}
