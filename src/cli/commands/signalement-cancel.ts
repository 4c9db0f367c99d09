import { cancelled } from '../../signalement/change-record.ts'
import { shortId, absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

interface Cancelled {
  readonly dryRun: boolean
  readonly items: readonly { readonly id: string; readonly already: boolean }[]
}

export const command = defineCommand<{ readonly parts: readonly string[]; readonly dryRun: boolean }, Cancelled>({
  read: (raw) => ({ parts: raw.arguments, dryRun: raw.flag('dryRun') }),
  act: ({ parts, dryRun }, context) => withExistingStore(context, absent(parts[0]), (store) => {
    // All are looked at before one is changed.
    const records = [...new Set(parts.map((part) => store.resolve(part)))].map((id) => store.get(id))
    const now = context.world.clock.now()
    const changes = records.map((record) => ({ record, after: record.state === 'cancelled' ? undefined : cancelled(record, now) }))
    if (!dryRun) store.transaction(() => { for (const { record, after } of changes) if (after !== undefined) store.update(record.id, (current) => cancelled(current, now)) })
    return { dryRun, items: changes.map(({ record, after }) => ({ id: record.id, already: after === undefined })) }
  }),
  say: ({ dryRun, items }, { words: { signalement: { cancel }, cli } }) => [
    ...items.map(({ id, already }) => (already ? cancel.already(shortId(id)) : dryRun ? cancel.plan(shortId(id)) : cancel.done(shortId(id)))),
    ...(dryRun ? [cli.dryRun] : []),
  ].join('\n'),
  exit: () => Exit.done,
})
