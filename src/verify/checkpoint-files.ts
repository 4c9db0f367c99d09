// The checkpoints of a case: the current one in metadata/, and a frozen copy in each seal.
import { readCheckpoint, verifyCheckpoint, type CheckpointDefect, type CheckpointVerdict, type SignedCheckpoint } from '../seal/log/checkpoint.ts'
import { isFailure } from '../system/failure.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { Container } from './container.ts'
import type { Inventory } from './inventory.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'LOG.CHECKPOINT_MISSING': Record<never, never>
    'LOG.CHECKPOINT_INVALID': { reason: CheckpointDefect }
    'LOG.CHECKPOINT_SIGNED': { size: number }
    'LOG.CHECKPOINT_NOT_SIGNED': { verdict: CheckpointVerdict }
    'LOG.KEY_MISSING': Record<never, never>
    'LOG.KEY_INVALID': Record<never, never>
  }
}

export const CHECKPOINT = 'metadata/custody.checkpoint'
export const VKEY = 'metadata/custody.vkey'
const LIMIT = 64 * 1024

export interface CheckpointFile extends SignedCheckpoint {
  readonly note: string
}

export async function readCheckpointFile(container: Container, inventory: Inventory, path: string, sheet: CheckSheet): Promise<CheckpointFile | undefined> {
  const row = inventory.get(path)
  if (row?.kind !== 'file') {
    sheet.add('LOG.CHECKPOINT_MISSING', 'failed', path, {})
    return undefined
  }
  try {
    const note = row.size > LIMIT ? 'x'.repeat(LIMIT + 1) : (await container.read(path, LIMIT)).toString('utf8')
    return { ...readCheckpoint(note), note }
  } catch (error) {
    if (!isFailure(error, 'log.checkpoint-invalid')) throw error
    sheet.add('LOG.CHECKPOINT_INVALID', 'failed', path, { reason: error.facts.reason })
    return undefined
  }
}

/** The verifier key of the case, as its text. */
export async function readVkeyFile(container: Container, inventory: Inventory, sheet: CheckSheet): Promise<string | undefined> {
  const row = inventory.get(VKEY)
  if (row?.kind === 'file' && row.size <= LIMIT) return (await container.read(VKEY, LIMIT)).toString('utf8').replace(/\n$/, '')
  sheet.add('LOG.KEY_MISSING', 'failed', VKEY, {})
  return undefined
}

export function checkSignature({ note, size }: CheckpointFile, vkey: string, path: string, sheet: CheckSheet): void {
  try {
    const { verdict } = verifyCheckpoint(note, vkey)
    if (verdict === 'signed') sheet.add('LOG.CHECKPOINT_SIGNED', 'passed', path, { size })
    else sheet.add('LOG.CHECKPOINT_NOT_SIGNED', 'failed', path, { verdict })
  } catch (error) {
    if (!isFailure(error, 'log.vkey-invalid')) throw error
    sheet.add('LOG.KEY_INVALID', 'failed', VKEY, {})
  }
}
