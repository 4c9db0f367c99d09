// One exit code for a round of sending: the one that asks most of whoever reads it.
import { isHeld } from '../delivery/prepare.ts'
import type { SendResult } from './commands/send.ts'
import { Exit } from './exit-codes.ts'

export function exitOfSending({ settled, recovered, unknown, plans, unplanned, waiting, closed, paused, unpaid, dryRun, abandoned, queueOnly }: SendResult): Exit {
  const held = unplanned.length > 0 || plans.some(({ stop, items }) => stop || items.some(isHeld))
  if (dryRun || abandoned || queueOnly === true) return held ? Exit.someFailed : Exit.done
  if (recovered.lost > 0 || unknown > 0 || settled.some(({ state }) => state === 'unknown_outcome')) return Exit.outcomeUnknown
  if (settled.some(({ outcome }) => outcome.class === 'auth') || (waiting.some(({ destination }) => paused.includes(destination))) || closed.some(({ missing }) => missing.length > 0)) return Exit.credentials
  if (settled.some(({ state }) => state === 'dead_letter')) return Exit.refusedByDestination
  if (waiting.length > 0 || unpaid.length > 0) return Exit.notFinished
  return held ? Exit.someFailed : Exit.done
}
