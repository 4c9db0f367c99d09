import { abuseContacts, type AbuseContact } from '../../signalement/rdap.ts'
import type { Route } from '../../signalement/routing/route.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { datedFacts } from '../../signalement/stale-facts.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import { absolute } from '../case-at-hand.ts'
import { absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold } from '../paint.ts'
import { warnOfStale } from '../render/provenance.ts'
import { sayRoute } from '../render/route.ts'
import { routeOf } from '../route-of-record.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Routed {
  readonly record: Signalement
  readonly route: Route
  readonly hosts: readonly AbuseContact[]
  readonly tables: DeskTables
}

const RDAP_LIMIT = 4 * 1024 * 1024

export const command = defineCommand<{ readonly part: string; readonly rdap: string | undefined }, Routed>({
  read: (raw, context) => ({ part: raw.arguments[0] ?? '', rdap: raw.text('rdap') === undefined ? undefined : absolute(context, raw.text('rdap') ?? '') }),
  act: ({ part, rdap }, context) => withExistingStore(context, absent(part), async (store) => {
    const record = store.get(store.resolve(part))
    const tables = await deskTables(context)
    let hosts: readonly AbuseContact[] = []
    if (rdap !== undefined) {
      const bytes = await context.world.files.read(rdap, RDAP_LIMIT)
      if (bytes === undefined) throw new Failure('input.missing', { path: rdap })
      hosts = abuseContacts(bytes, rdap)
    }
    const route = routeOf(record, context, tables, hosts.length > 0)
    warnOfStale(datedFacts(route, 'route'), context)
    return { record, tables, hosts, route }
  }),
  say({ route, hosts, tables }, context) {
    const { host } = context.words.signalement
    return [
      sayRoute(route, tables.routes, context),
      ...(hosts.length === 0 ? [] : ['', bold(host.title), ...hosts.map(({ name, emails, objectClass }) => host.contact(visible(name), emails.map((mail) => visible(mail)).join(', '), host.classes[objectClass]))]),
    ].join('\n')
  },
  json: ({ record, route, hosts }) => ({ id: record.id, harm: record.harm, ageBand: record.victim.ageBand, ...route, hosts }),
  exit: () => Exit.done,
})
