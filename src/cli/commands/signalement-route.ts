import type { Route } from '../../signalement/routing/route.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayRoute } from '../render/route.ts'
import { routeOf } from '../route-of-record.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Routed {
  readonly record: Signalement
  readonly route: Route
  readonly tables: DeskTables
}

export const command = defineCommand<{ readonly part: string }, Routed>({
  read: (raw) => ({ part: raw.arguments[0] ?? '' }),
  act: ({ part }, context) => withExistingStore(context, absent(part), async (store) => {
    const record = store.get(store.resolve(part))
    const tables = await deskTables(context)
    return { record, tables, route: routeOf(record, context, tables) }
  }),
  say: ({ route: found, tables }, context) => sayRoute(found, tables.routes, context),
  json: ({ record, route: found }) => ({ id: record.id, harm: record.harm, ageBand: record.victim.ageBand, ...found }),
  exit: () => Exit.done,
})
