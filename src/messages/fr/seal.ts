import type { ExerciseWords } from '../../exercise/run-exercise.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { typeset } from '../typeset.ts'

export const sealFailures: FailureWordsOf<'seal'> = typeset({
  'seal.nothing-to-seal': () => ({ message: 'Le dossier n’a aucune pièce à sceller.', remedy: 'Ajoutez des fichiers avec « scelle ajouter ».' }),
  'seal.nothing-pending': () => ({ message: 'Aucun scellement n’est en attente.', remedy: 'Lancez « scelle sceller » sans --resume.' }),
  'seal.token-not-kept': ({ authority }) => ({ message: `Le jeton de ${authority} n’est pas sur le disque tel qu’il a été vérifié.`, remedy: 'Vérifiez le disque, puis lancez « scelle sceller --resume ».' }),
  'seal.frozen-differs': ({ number }) => ({ message: `Le manifeste gelé du scellement n° ${number} n’est plus celui qui a été gelé.`, remedy: 'N’allez pas plus loin : lancez « scelle verifier » et conservez le dossier en l’état.' }),
})

export const inputFailures: FailureWordsOf<'input'> = typeset({
  'input.missing': ({ path }) => ({ message: `Fichier absent ou illisible : ${path}`, remedy: 'Vérifiez le chemin et les droits.' }),
})

export const exerciseFailures: FailureWordsOf<'exercise'> = typeset({
  'exercise.folder-taken': ({ path }) => ({ message: `Le dossier de l’exercice n’est pas vide : ${path}`, remedy: 'Donnez un autre dossier, comme « scelle exercice essai-2 », ou supprimez celui-ci.' }),
})

export const exerciseWords: ExerciseWords = typeset({
  reference: 'EXERCICE-2026-001',
  title: 'Exercice : harcèlement entre élèves (faits et personnes inventés)',
  frame: 'Exercice, sans cadre d’enquête',
  operator: 'Opérateur d’exercice',
  unit: 'Unité d’exercice',
  source: 'Preuves fabriquées par « scelle exercice »',
})
