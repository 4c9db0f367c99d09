import { handOverCase } from '../../bundle/hand-over-case.ts'
import { handOverFolder } from '../../bundle/pack.ts'
import { openCase } from '../../case/case-folder.ts'
import { documentWordsIn } from '../../messages/load.ts'
import { absolute, caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { readAllRecipients } from '../recipients.ts'
import { sayHandedOver } from '../render/handed-over.ts'

export const command = defineCommand({
  async read(raw, context) {
    const output = raw.text('output')
    return {
      dir: await caseAtHand(raw, context),
      output: output === undefined ? undefined : absolute(context, output),
      recipients: await readAllRecipients(raw, context),
      dryRun: raw.flag('dryRun'),
    }
  },
  async act({ dir, output, recipients, dryRun }, context) {
    const { record, state } = await openCase(context.world, dir)
    const words = await documentWordsIn(record.language)
    const out = output ?? handOverFolder(dir, state.seals.findLast((seal) => seal.state === 'complete')?.number ?? 0)
    return context.progress.wait('bundle', context.words.cli.stages.bundle, () => handOverCase(context.world, dir, { out, recipients, words: words.handOver, dryRun }))
  },
  say: sayHandedOver,
  exit: () => Exit.done,
})
