// The main job in one go: open or resume, add, inspect, seal, hand over. Each step is itself resumable, so that running
// again after an interruption goes on where it stopped.
import { join } from 'node:path'
import { addExhibits, planExhibits, type AddInput, type AddResult } from '../case/add-exhibits.ts'
import { initCase, openCase } from '../case/case-folder.ts'
import { RECORD_FILE } from '../case/record-file.ts'
import type { CaseRecord } from '../case/case-record.ts'
import { exhibitId } from '../case/exhibit.ts'
import { inspectCase, type InspectResult } from '../metadata/inspect-case.ts'
import { isFailure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { handOverCase } from './hand-over-case.ts'
import type { HandOverResult } from './hand-over.ts'
import { authoritiesOf, sealCase, type SealInput, type SealResult } from './seal-case.ts'

export interface PackInput {
  readonly dir: string
  /** For a case that is not there yet. */
  readonly fields: Omit<CaseRecord, 'format' | 'id' | 'createdAt'> | undefined
  readonly intake: AddInput
  readonly seal: SealInput
  /** Undefined: beside the case, named after it and the seal. */
  readonly output: string | undefined
  readonly recipients: readonly string[]
}

export interface PackResult {
  readonly dir: string
  readonly reference: string
  readonly opened: boolean
  readonly added: AddResult
  readonly inspected: InspectResult
  readonly sealed: SealResult
  /** null: the seal is pending, or that bundle was written before. */
  readonly bundle: HandOverResult | null
  /** With `dryRun`: where the bundle would go. */
  readonly plannedOutput?: string
}

export interface PackSteps {
  add(step: { files: number; bytes: number; totalFiles?: number; totalBytes?: number }): void
  inspect(step: { files: number; totalFiles?: number }): void
  /** Called before each stage. */
  stage(name: 'add' | 'inspect' | 'seal' | 'bundle'): void
}

export async function packCase(world: World, input: PackInput, steps: PackSteps): Promise<PackResult> {
  const { dir } = input
  if (input.intake.dryRun === true) return await planPack(world, input)
  const opened = input.fields !== undefined && await world.files.facts(join(dir, RECORD_FILE)) === undefined
  const { record: { reference, language } } = opened && input.fields !== undefined ? await initCase(world, dir, input.fields) : await openCase(world, dir)
  steps.stage('add')
  const added = await addExhibits(world, dir, input.intake, (step) => { steps.add(step) })
  steps.stage('inspect')
  const inspected = await inspectCase(world, dir, {}, (step) => { steps.inspect(step) })
  steps.stage('seal')
  const sealed = await sealCase(world, dir, input.seal)
  if (sealed.state === 'pending') return { dir, reference, opened, added, inspected, sealed, bundle: null }
  steps.stage('bundle')
  const words = await input.seal.wordsIn(language)
  const out = input.output ?? handOverFolder(dir, sealed.number)
  try {
    const bundle = await handOverCase(world, dir, { out, recipients: [...input.recipients], words: words.handOver })
    return { dir, reference, opened, added, inspected, sealed, bundle }
  } catch (error) {
    // Nothing new was sealed and that hand-over is there: a second run of the same command has nothing left to do.
    if (sealed.state === 'unchanged' && isFailure(error, 'bundle.exists')) return { dir, reference, opened, added, inspected, sealed, bundle: null }
    throw error
  }
}

/** Walks, and writes nothing: a case that is not there yet is not made. */
async function planPack(world: World, { dir, fields, intake, seal, output }: PackInput): Promise<PackResult> {
  const found = await world.files.facts(join(dir, RECORD_FILE)) === undefined ? undefined : await openCase(world, dir)
  const added = await planExhibits(world, found?.dir ?? dir, intake)
  const last = found?.state.seals.at(-1)
  const number = last === undefined ? 1 : last.state === 'complete' ? last.number + 1 : last.number
  return {
    dir, reference: found?.record.reference ?? fields?.reference ?? '', opened: found === undefined, added,
    inspected: { inspected: 0, already: found?.state.inspected ?? 0, failed: [], findings: [], counts: { info: 0, notice: 0, warn: 0 } },
    sealed: { number, state: 'planned', resumed: false, tagmanifest: null, exercise: found?.record.exercise ?? false, authorities: authoritiesOf(seal.tsa), received: [], waiting: [] },
    plannedOutput: output ?? handOverFolder(dir, number),
    bundle: null,
  }
}

/** `/cases/2026-42` and seal 1 → `/cases/2026-42-liasse-0001`. */
export function handOverFolder(dir: string, seal: number): string {
  return `${dir}-liasse-${exhibitId(seal)}`
}
