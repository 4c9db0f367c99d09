import { inspectCase } from '../../metadata/inspect-case.ts'
import { caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayInspected } from '../render/inspected.ts'

export const command = defineCommand({
  read: async (raw, context) => ({ dir: await caseAtHand(raw, context), exhibits: raw.wholes('exhibit', 1, 999_999_999), force: raw.flag('force') }),
  async act({ dir, exhibits, force }, context) {
    const work = context.progress.work('inspect', context.words.cli.stages.inspect)
    try {
      return await inspectCase(context.world, dir, { ...(exhibits.length === 0 ? {} : { exhibits: [...exhibits] }), force }, (step) => { work.update(step) })
    } finally {
      work.end()
    }
  },
  say: sayInspected,
  exit: (result) => (result.failed.length > 0 ? Exit.someFailed : Exit.done),
})
