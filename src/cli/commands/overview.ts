import { writeOverview } from '../../bundle/write-overview.ts'
import { documentWordsIn } from '../../messages/load.ts'
import { absolute, caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayOverview } from '../render/overview.ts'

export const command = defineCommand({
  async read(raw, context) {
    const out = raw.text('outFolder')
    return { dir: await caseAtHand(raw, context), out: out === undefined ? undefined : absolute(context, out), force: raw.flag('force'), wordsIn: documentWordsIn }
  },
  async act({ dir, ...input }, context) {
    const result = await context.progress.wait('overview', context.words.overview.title, () => writeOverview(context.world, dir, input))
    return { ...result, asked: input.out !== undefined }
  },
  say: sayOverview,
  json: ({ overview, files }) => ({ ...overview, files }),
  exit: () => Exit.done,
})
