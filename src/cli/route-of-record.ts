// A kept record as routing sees it, and where it should go.
import { effectiveHarm } from '../signalement/child-protection.ts'
import { locate } from '../signalement/locators/locate.ts'
import { subjectOf, type RouteSubject } from '../signalement/routing/route-subject.ts'
import { route, type Route } from '../signalement/routing/route.ts'
import type { Signalement } from '../signalement/signalement.ts'
import type { Harm } from '../signalement/vocabulary.ts'
import type { Context } from './context.ts'
import { deskDefaults } from './desk.ts'
import type { DeskTables } from './tables.ts'

export function subjectOfRecord(record: Signalement, context: Context, hasHostContact = false): RouteSubject {
  const { flaggerHarms } = deskDefaults(context)
  // Read again: what is missing in an address is not kept in the record.
  const located = record.target.locators.flatMap(({ raw }) => {
    const result = locate(raw)
    return result.ok ? [result.located] : []
  })
  return subjectOf(record, { inFlaggerArea: isInArea(flaggerHarms, record), located, hasHostContact })
}

/** By the harm as typed or as it is followed: a minor’s intimate image is within an area that says CSAM. */
export function isInArea(flaggerHarms: readonly Harm[], { harm, victim }: Pick<Signalement, 'harm' | 'victim'>): boolean {
  return flaggerHarms.includes(harm) || flaggerHarms.includes(effectiveHarm(harm, victim.ageBand))
}

export function routeOf(record: Signalement, context: Context, tables: DeskTables, hasHostContact = false): Route {
  return route(subjectOfRecord(record, context, hasHostContact), tables.routes)
}
