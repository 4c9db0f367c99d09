import type { ExerciseWords } from '../../exercise/run-exercise.ts'
import type { FailureWordsOf } from '../catalog.ts'

export const sealFailures: FailureWordsOf<'seal'> = {
  'seal.nothing-to-seal': () => ({ message: 'The case has no exhibit to seal.', remedy: 'Add files with "scelle add".' }),
  'seal.nothing-pending': () => ({ message: 'No seal is pending.', remedy: 'Run "scelle seal" without --resume.' }),
  'seal.token-not-kept': ({ authority }) => ({ message: `The token of ${authority} is not on disk as it was verified.`, remedy: 'Check the disk, then run "scelle seal --resume".' }),
  'seal.frozen-differs': ({ number }) => ({ message: `The frozen manifest of seal no. ${number} is no longer the one that was frozen.`, remedy: 'Go no further: run "scelle verify" and keep the case as it is.' }),
}

export const inputFailures: FailureWordsOf<'input'> = {
  'input.missing': ({ path }) => ({ message: `File absent or unreadable: ${path}`, remedy: 'Check the path and the permissions.' }),
}

export const exerciseFailures: FailureWordsOf<'exercise'> = {
  'exercise.folder-taken': ({ path }) => ({ message: `The exercise folder is not empty: ${path}`, remedy: 'Give another folder, as in "scelle exercise trial-2", or delete this one.' }),
}

export const exerciseWords: ExerciseWords = {
  reference: 'EXERCISE-2026-001',
  title: 'Exercise: harassment among pupils (invented facts and people)',
  frame: 'Exercise, no legal frame',
  operator: 'Exercise operator',
  unit: 'Exercise unit',
  source: 'Evidence made by "scelle exercise"',
}
