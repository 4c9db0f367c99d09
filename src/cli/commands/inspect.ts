import { openCase } from '../../case/case-folder.ts'
import { inspectCase, type InspectResult } from '../../metadata/inspect-case.ts'
import { caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayInspected } from '../render/inspected.ts'

interface Input {
  readonly dir: string
  readonly exhibits: readonly number[]
  readonly force: boolean
  readonly dryRun: boolean
}
interface Plan {
  readonly toInspect: number
  readonly already: number
}

export const command = defineCommand<Input, InspectResult | Plan>({
  read: async (raw, context) => ({
    dir: await caseAtHand(raw, context), exhibits: raw.wholes('exhibit', 1, 999_999_999), force: raw.flag('force'), dryRun: raw.flag('dryRun'),
  }),
  async act({ dir, exhibits, force, dryRun }, context) {
    if (dryRun) {
      const { state } = await openCase(context.world, dir)
      const wanted = exhibits.length === 0 ? state.exhibits : new Set(exhibits.filter((number) => number <= state.exhibits)).size
      const already = force ? 0 : Math.min(wanted, state.inspected)
      return { toInspect: wanted - already, already }
    }
    const work = context.progress.work('inspect', context.words.cli.stages.inspect)
    try {
      return await inspectCase(context.world, dir, { ...(exhibits.length === 0 ? {} : { exhibits: [...exhibits] }), force }, (step) => { work.update(step) })
    } finally {
      work.end()
    }
  },
  say: (result, context) => ('toInspect' in result
    ? `${context.words.cli.inspect.plan(result.toInspect, result.already)}\n${context.words.cli.dryRun}`
    : sayInspected(result, context)),
  exit: (result) => ('failed' in result && result.failed.length > 0 ? Exit.someFailed : Exit.done),
})
