// Where a case stands and what comes next. Reads only; takes no lock, so that it works beside a writer.
import type { LockOwner, World } from '../system/world.ts'
import type { CaseFolder } from './case-folder.ts'
import type { CaseState, SealState } from './case-state.ts'

export type NextStep = 'add' | 'inspect' | 'seal' | 'resume' | 'bundle' | 'verify'

export interface CaseStatus {
  readonly dir: string
  readonly reference: string
  readonly title: string
  readonly profile: 'police' | 'hotline'
  readonly operator: string
  readonly exercise: boolean
  readonly timeZone: string
  readonly createdAt: string
  readonly exhibits: number
  readonly bytes: number
  readonly refused: number
  readonly inspected: number
  readonly journal: number
  readonly lastSeal: SealState | null
  /** Exhibits added after the last complete seal. */
  readonly unsealed: number
  readonly lockedBy: LockOwner | null
  readonly next: NextStep
}

export async function caseStatus(world: World, { dir, record, state }: CaseFolder): Promise<CaseStatus> {
  const lastSeal = state.seals.at(-1) ?? null
  const sealed = state.seals.findLast((seal) => seal.state === 'complete')
  const unsealed = state.exhibits - (sealed?.exhibits ?? 0)
  return {
    dir, reference: record.reference, title: record.title, profile: record.profile, operator: record.operator, exercise: record.exercise,
    timeZone: record.timeZone, createdAt: record.createdAt,
    exhibits: state.exhibits, bytes: state.bytes, refused: state.refused, inspected: state.inspected, journal: state.size,
    lastSeal, unsealed, lockedBy: await world.locks.owner(dir) ?? null,
    next: nextStep(state, unsealed, lastSeal),
  }
}

function nextStep({ exhibits, inspected, bundles, seals }: CaseState, unsealed: number, lastSeal: SealState | null): NextStep {
  if (exhibits === 0) return 'add'
  if (lastSeal?.state === 'pending') return 'resume'
  if (inspected < exhibits) return 'inspect'
  if (unsealed > 0 || lastSeal?.state !== 'complete') return 'seal'
  return bundles < seals.length ? 'bundle' : 'verify'
}
