import { duplicatesOf, type Duplicate } from '../../signalement/keep.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { dim } from '../paint.ts'
import { sayKnown, sayRecord, type Names } from '../render/signalement-record.ts'
import { deskTables } from '../tables.ts'

interface Shown {
  readonly record: Signalement
  /** Others that hold the same contents for the same harm. */
  readonly same: readonly Duplicate[]
  readonly names: Names
}

export const command = defineCommand<{ readonly part: string }, Shown>({
  read: (raw) => ({ part: raw.arguments[0] ?? '' }),
  act: ({ part }, context) => withExistingStore(context, absent(part), async (store) => {
    const record = store.get(store.resolve(part))
    const { names } = await deskTables(context)
    return { record, names, same: duplicatesOf(store, record.harm, record.target.locators.map(({ canonical }) => canonical), record.id) }
  }),
  say: ({ record, same, names }, context) => [
    sayRecord(record, context, names),
    ...(same.length === 0 ? [] : [dim(context.words.signalement.show.labels.same), ...sayKnown(same, context, names)]),
  ].join('\n'),
  json: ({ record, same }) => ({ ...record, same }),
  exit: () => Exit.done,
})
