import { matchCase } from '../../metadata/match/match-case.ts'
import type { MatchOptions, MatchResult } from '../../metadata/match/match-case.ts'
import { PDQ_NEAR } from '../../metadata/match/pdq-distance.ts'
import { absolute, caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayMatched } from '../render/matched.ts'

interface Input extends MatchOptions {
  readonly dir: string
}
type Said = MatchResult & { readonly dryRun: boolean }

export const command = defineCommand<Input, Said>({
  read: async (raw, context) => ({
    dir: await caseAtHand(raw, context),
    lists: [
      ...raw.texts('list').map((path) => ({ path: absolute(context, path), pdq: false })), ...raw.texts('pdqList').map((path) => ({ path: absolute(context, path), pdq: true })),
    ],
    exhibits: raw.wholes('exhibit', 1, 999_999_999), near: raw.whole('near', 0, PDQ_NEAR) ?? PDQ_NEAR, compute: raw.flag('compute'), dryRun: raw.flag('dryRun'),
  }),
  async act({ dir, ...options }, context) {
    const work = context.progress.work('match', context.words.cli.stages.match)
    try {
      const result = await matchCase(context.world, dir, options, (done) => { work.update({ files: done, totalFiles: options.lists.length }) })
      return { ...result, dryRun: options.dryRun }
    } finally {
      work.end()
    }
  },
  say: sayMatched,
  // Found or not, the lists were read: only the result says which.
  exit: () => Exit.done,
})
