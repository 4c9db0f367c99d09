import { sealCase } from '../../bundle/seal-case.ts'
import { caseAtHand } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { sealExit, sealJson, saySealed } from '../render/sealed.ts'
import { readSealOptions } from '../seal-options.ts'

export const command = defineCommand({
  read: async (raw, context) => ({ dir: await caseAtHand(raw, context), ...(await readSealOptions(raw, context)) }),
  act: ({ dir, ...input }, context) => context.progress.wait('seal', context.words.cli.stages.seal, () => sealCase(context.world, dir, input)),
  say: saySealed,
  json: sealJson,
  exit: sealExit,
})
