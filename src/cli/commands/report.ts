import { writeReport } from '../../bundle/write-report.ts'
import { documentWordsIn } from '../../messages/load.ts'
import { visible } from '../../system/visible.ts'
import { absolute, caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

export const command = defineCommand({
  async read(raw, context) {
    const output = raw.text('output')
    return {
      dir: await caseAtHand(raw, context),
      draft: raw.flag('draft'),
      dryRun: raw.flag('dryRun'),
      output: output === undefined ? undefined : absolute(context, output),
      images: raw.choice('images', ['clear', 'blurred', 'none']) ?? context.settings.images ?? 'blurred' as const,
      wordsIn: documentWordsIn,
    }
  },
  act: ({ dir, ...input }, context) => context.progress.wait('report', context.words.cli.stages.report, () => writeReport(context.world, dir, input)),
  say: (result, { words: { cli } }) => (result.sha256 === undefined
    ? `${cli.report.plan(visible(result.path), result.draft)}\n${cli.dryRun}`
    : cli.report.done(visible(result.path), result.draft)),
  exit: () => Exit.done,
})
