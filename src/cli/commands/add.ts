import { addExhibits } from '../../case/add-exhibits.ts'
import { caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { readIntake } from '../intake-options.ts'
import { sayAdded } from '../render/added.ts'

export const command = defineCommand({
  read: async (raw, context) => ({ dir: await caseAtHand(raw, context), ...readIntake(raw, context), dryRun: raw.flag('dryRun') }),
  async act({ dir, ...input }, context) {
    const work = context.progress.work('add', context.words.cli.stages.add)
    try {
      return await addExhibits(context.world, dir, input, (step) => { work.update(step) })
    } finally {
      work.end()
    }
  },
  say: sayAdded,
  exit: (result) => (result.refusedCount > 0 ? Exit.someFailed : Exit.done),
})
