// Words of `inspect --exhibit`, `findings` and `overview`, in French.
import type { InspectionWords } from '../../cli/inspection-words.ts'
import { plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)

export const inspectionWords: InspectionWords = typeset<InspectionWords>({
  findingsTitle: 'Constats',
  seeFindings: '« scelle constats » les montre tous, avec leur explication.',
  noFindings: 'Aucun constat.',
  means: 'Peut vouloir dire :',
  innocent: 'Explication ordinaire :',
  inside: 'Dans',
  tagsTitle: 'Balises brutes',
  noTags: (engines) => (engines.length === 0 ? 'aucun lecteur n’a parcouru ce fichier' : `aucune balise trouvée par ${engines.join(', ')}`),
  tagsOf: (engine, total, shown) => `${engine} : ${n(total, 'balise', 'balises')}${shown < total ? `, dont les ${shown} premières` : ''}`,
  allTags: (path) => `Toutes les balises : --verbose, ou ${path}`,
  notShown: (records) => `${n(records, 'fiche demandée', 'fiches demandées')} : au-delà de vingt, elles se lisent dans metadata/records ou une à une.`,
  kind: (findings, exhibits) => (findings === exhibits ? n(exhibits, 'pièce', 'pièces') : `${n(findings, 'constat', 'constats')}, ${n(exhibits, 'pièce', 'pièces')}`),
  andTheLike: 'et semblables',
  none: (exhibits, level) => `Aucun constat ${{ info: '', notice: 'à noter ni à regarder ', warn: 'à regarder ' }[level]}dans ${n(exhibits, 'pièce', 'pièces')}.`,
  counts: (warn, notice, info, shown) => `Constats : ${n(warn, 'à regarder', 'à regarder')}, ${n(notice, 'à noter', 'à noter')}, ${n(info, 'information', 'informations')}${shown === 'info' ? '' : ` (${shown === 'warn' ? '--level notice ou ' : ''}--level info montre le reste)`}.`,
  uninspected: (count) => `${n(count, 'pièce n’a pas été examinée', 'pièces n’ont pas été examinées')} : « scelle examiner » les lit.`,
  written: (path) => `Écrit : ${path}`,
  noTimeline: 'Pas de chronologie : aucune date lisible.',
  noMap: 'Pas de carte : aucune position.',
})
