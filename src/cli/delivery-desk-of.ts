// The delivery room's desk for this run: store, tables and settings of this user.
import type { DeliveryDesk } from '../delivery/delivery-desk.ts'
import { findDestination, nearestDestination } from '../signalement/destinations.ts'
import type { Destination } from '../signalement/destination.ts'
import type { SignalementStore } from '../signalement/store/signalement-store.ts'
import { Failure } from '../system/failure.ts'
import type { Context } from './context.ts'
import { deskDefaults } from './desk.ts'
import { route } from '../signalement/routing/route.ts'
import { isInArea, subjectOfRecord } from './route-of-record.ts'
import { deskTables, type DeskTables } from './tables.ts'

export async function deliveryDesk(context: Context, store: SignalementStore): Promise<{ readonly desk: DeliveryDesk; readonly tables: DeskTables }> {
  const tables = await deskTables(context)
  const { by, flaggerHarms } = deskDefaults(context)
  const hostContact = context.settings.destinations?.['hebergeur'] !== undefined
  return {
    tables,
    desk: {
      world: context.world, store, settings: context.settings.destinations ?? {}, routes: tables.routes, harmTable: tables.harmTable, by, language: context.words.language,
      isInArea: (record) => isInArea(flaggerHarms, record),
      routeOf(record) {
        const subject = subjectOfRecord(record, context, hostContact)
        return { route: route(subject, tables.routes), subject }
      },
    },
  }
}

/** @throws `usage.bad-value` */
export function destinationOf(word: string, option: string, { routes: { destinations } }: DeskTables): Destination {
  const found = findDestination(word, destinations)
  if (found === undefined) throw new Failure('usage.bad-value', { option, value: word, expected: nearestDestination(word, destinations) ?? destinations.map(({ id }) => id).join(' | ') })
  return found
}
