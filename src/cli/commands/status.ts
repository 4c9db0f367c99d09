import { openCase } from '../../case/case-folder.ts'
import { caseStatus } from '../../case/case-status.ts'
import { caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayStatus } from '../render/status.ts'

export const command = defineCommand({
  read: (raw, context) => caseAtHand(raw, context),
  act: async (dir, { world }) => caseStatus(world, await openCase(world, dir)),
  say: sayStatus,
  exit: () => Exit.done,
})
