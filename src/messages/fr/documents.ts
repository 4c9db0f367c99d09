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
  attachments: { manifest: 'Manifeste\u00a0: empreinte de chaque pièce', caseRecord: 'Fiche du dossier', caseGraph: 'Graphe CASE/UCO du dossier', journal: 'Journal de traçabilité au scellement' },
}
