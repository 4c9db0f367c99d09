import { inspectCase, MAX_RECORDS, planInspection, type InspectOptions, type InspectResult } from '../../metadata/inspect-case.ts'
import { caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayInspected } from '../render/inspected.ts'
import { sayRecord } from '../render/record.ts'

interface Input extends Required<InspectOptions> {
  readonly dir: string
  readonly dryRun: boolean
  readonly verbose: boolean
}
interface Plan {
  readonly toInspect: number
  readonly already: number
}
type Done = InspectResult & { readonly verbose: boolean; readonly asked: number }

export const command = defineCommand<Input, Done | Plan>({
  read: async (raw, context) => ({
    dir: await caseAtHand(raw, context), exhibits: [...new Set(raw.wholes('exhibit', 1, 999_999_999))].toSorted((a, b) => a - b), force: raw.flag('force'),
    deep: raw.flag('deep'), pixels: !raw.refuses('pixels'), verbose: raw.flag('allTags'), dryRun: raw.flag('dryRun'),
  }),
  async act({ dir, dryRun, verbose, exhibits, ...options }, context) {
    const asked = { ...options, ...(exhibits.length === 0 ? {} : { exhibits }) }
    if (dryRun) return planInspection(context.world, dir, asked)
    const work = context.progress.work('inspect', context.words.cli.stages.inspect)
    try {
      const result = await inspectCase(context.world, dir, asked, (step) => { work.update(step) })
      return { ...result, verbose, asked: exhibits.length }
    } finally {
      work.end()
    }
  },
  json: (result) => {
    if ('toInspect' in result) return result
    const { verbose: _, asked: __, ...value } = result
    return value
  },
  say(result, context) {
    const { cli, inspection } = context.words
    if ('toInspect' in result) return `${cli.inspect.plan(result.toInspect, result.already)}\n${cli.dryRun}`
    if (result.records !== undefined) return result.records.map((record) => sayRecord(record, result.verbose, context)).join('\n\n')
    return [sayInspected(result, context), ...(result.asked > MAX_RECORDS ? [inspection.notShown(result.asked)] : [])].join('\n')
  },
  exit: (result) => ('failed' in result && result.failed.length > 0 ? Exit.someFailed : Exit.done),
})
