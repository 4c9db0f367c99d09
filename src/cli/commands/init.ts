import { Failure } from '../../system/failure.ts'
import { initCase } from '../../case/case-folder.ts'
import { visible } from '../../system/visible.ts'
import { readCaseFields } from '../case-fields.ts'
import { absolute } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

export const command = defineCommand({
  async read(raw, context) {
    const [word] = raw.arguments
    const given = raw.text('case')
    if (word !== undefined && given !== undefined) throw new Failure('usage.conflict', { one: word, other: '--case' })
    return { dir: absolute(context, word ?? given ?? '.'), fields: await readCaseFields(raw, context), dryRun: raw.flag('dryRun') }
  },
  async act({ dir, fields, dryRun }, { world }) {
    if (dryRun) return { dir, reference: fields.reference, opened: false }
    const folder = await initCase(world, dir, fields)
    return { dir: folder.dir, reference: folder.record.reference, id: folder.record.id, opened: true }
  },
  say: (result, { words: { cli } }) => (result.opened ? cli.init.done(visible(result.dir), visible(result.reference)) : `${cli.init.plan(visible(result.dir))}\n${cli.dryRun}`),
  exit: () => Exit.done,
})
