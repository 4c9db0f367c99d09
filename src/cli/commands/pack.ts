import { packCase } from '../../bundle/pack.ts'
import { RECORD_FILE } from '../../case/record-file.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import { readCaseFields } from '../case-fields.ts'
import { absolute } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { readIntake } from '../intake-options.ts'
import { readAllRecipients } from '../recipients.ts'
import { sayAdded } from '../render/added.ts'
import { sayHandedOver } from '../render/handed-over.ts'
import { sayInspected } from '../render/inspected.ts'
import { saySealed, sealExit, sealJson } from '../render/sealed.ts'
import { readSealOptions } from '../seal-options.ts'
import { stagedProgress } from '../staged-progress.ts'

export const command = defineCommand({
  async read(raw, context) {
    const given = raw.text('case')
    if (given === undefined) throw new Failure('usage.missing-option', { option: '--case' })
    const dir = absolute(context, given)
    const output = raw.text('output')
    const exists = await context.world.files.facts(`${dir}/${RECORD_FILE}`) !== undefined
    return {
      dir,
      fields: exists ? undefined : await readCaseFields(raw, context),
      intake: { ...readIntake(raw, context), dryRun: raw.flag('dryRun') },
      seal: await readSealOptions(raw, context),
      output: output === undefined ? undefined : absolute(context, output),
      recipients: await readAllRecipients(raw, context),
    }
  },
  async act(input, context) {
    const steps = stagedProgress(context)
    try {
      return await packCase(context.world, input, steps)
    } finally {
      steps.end()
    }
  },
  say(result, context) {
    const { words: { cli } } = context
    if (result.plannedOutput !== undefined) {
      const plan = [sayAdded(result.added, context), saySealed(result.sealed, context)].flatMap((text) => text.split('\n')).filter((line) => line !== cli.dryRun)
      return [result.opened ? cli.init.plan(visible(result.dir)) : '', ...plan, cli.bundle.plan(visible(result.plannedOutput)), cli.dryRun].filter((line) => line !== '').join('\n')
    }
    return [
      result.opened ? cli.init.done(visible(result.dir), visible(result.reference)) : '',
      sayAdded(result.added, context), sayInspected(result.inspected, context), saySealed(result.sealed, context),
      result.bundle === null ? '' : sayHandedOver(result.bundle, context),
    ].filter((part) => part !== '').join('\n')
  },
  json: (result) => ({ ...result, sealed: sealJson(result.sealed) }),
  exit(result) {
    const sealed = sealExit(result.sealed)
    if (sealed !== Exit.done) return sealed
    return result.added.refusedCount > 0 || result.inspected.failed.length > 0 ? Exit.someFailed : Exit.done
  },
})
