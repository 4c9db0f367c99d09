// `exercise`: the whole job on invented evidence, offline, with the embedded authority; then the verification.
import { basename, dirname, join } from 'node:path'
import { packCase, type PackResult, type PackSteps } from '../bundle/pack.ts'
import type { DocumentWordsIn } from '../bundle/document-words.ts'
import { initCase } from '../case/case-folder.ts'
import { sealDir } from '../seal/seal-file.ts'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { verifyCase, type VerifyResult } from '../verify/verify-case.ts'
import { makeSamples } from './samples/make-samples.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'exercise.folder-taken': { path: string }
  }
}

/** What the exercise's case says about itself, in the reader's language. */
export interface ExerciseWords {
  readonly reference: string
  readonly title: string
  readonly frame: string
  readonly operator: string
  readonly unit: string
  readonly source: string
}

export interface ExerciseInput {
  readonly dir: string
  readonly language: 'fr' | 'en'
  readonly words: ExerciseWords
  readonly wordsIn: DocumentWordsIn
}

export interface ExerciseResult {
  readonly dir: string
  readonly samples: number
  readonly packed: PackResult
  readonly verified: VerifyResult
  readonly report: string
  readonly bundle: string
  /** Two shell lines that check the case without scelle. */
  readonly commands: readonly string[]
}

/** Everything lies below `dir`: `preuves`, `dossier`, `liasse`. @throws `exercise.folder-taken` when something is there */
export async function runExercise(world: World, input: ExerciseInput, steps: PackSteps): Promise<ExerciseResult> {
  const { dir, words } = input
  if (await world.files.facts(dir) !== undefined && (await world.files.list(dir)).length > 0) throw new Failure('exercise.folder-taken', { path: dir })
  const evidence = join(dir, input.language === 'fr' ? 'preuves' : 'evidence')
  const caseDir = join(dir, input.language === 'fr' ? 'dossier' : 'case')
  const out = join(dir, input.language === 'fr' ? 'liasse' : 'bundle')
  await world.files.makeDir(evidence)
  const samples = await makeSamples(world, evidence)
  await initCase(world, caseDir, {
    reference: words.reference, title: words.title, frame: words.frame, operator: words.operator, unit: words.unit,
    profile: 'police', language: input.language, exercise: true, timeZone: 'Europe/Paris',
  })
  const packed = await packCase(world, {
    dir: caseDir, fields: undefined,
    intake: { paths: [Buffer.from(evidence)], source: words.source, kind: 'original', sensitive: 'none', digests: [] },
    seal: { tsa: [], minAuthorities: undefined, anchors: [], images: 'clear', resume: false, dryRun: false, wordsIn: input.wordsIn },
    output: out, recipients: [],
  }, steps)
  const verified = await verifyCase(world, out, { anchors: [] })
  const frozen = sealDir(packed.sealed.number)
  const token = packed.sealed.received[0]?.authority ?? ''
  const into = `cd ${join(basename(dirname(caseDir)), basename(caseDir))}`
  return {
    dir, samples: samples.length, packed, verified,
    report: join(out, 'rapport.pdf'), bundle: out,
    commands: [
      `${into} && sha256sum --quiet -c tagmanifest-sha256.txt manifest-sha256.txt && echo OK`,
      `${into} && openssl ts -verify -data ${frozen}/tagmanifest-sha256.txt -in ${frozen}/${token}.tsr -CAfile ${frozen}/${token}.chain.pem`,
    ],
  }
}
