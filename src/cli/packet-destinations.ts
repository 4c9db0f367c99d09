// Which forms a signalement may be copied into: what routing proposes, or what was named and no rule refuses.
import type { Destination } from '../signalement/destination.ts'
import type { BothLanguages } from '../signalement/fact.ts'
import { guardOf } from '../signalement/routing/guards.ts'
import type { Signalement } from '../signalement/signalement.ts'
import { Failure } from '../system/failure.ts'
import type { Context } from './context.ts'
import { routeOf, subjectOfRecord } from './route-of-record.ts'
import type { DeskTables } from './tables.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** Danger: only the calls are to be made. */
    'signalement.danger': { id: string }
    'signalement.refused-destination': { destination: string; rule: string; reason: BothLanguages }
    'signalement.no-form': { destination: string }
  }
}

/** @throws `signalement.danger`, `signalement.refused-destination`, `signalement.no-form` */
export function permittedDestinations(record: Signalement, named: readonly Destination[] | undefined, context: Context, tables: DeskTables): readonly Destination[] {
  const found = routeOf(record, context, tables)
  if (found.stop !== undefined) throw new Failure('signalement.danger', { id: record.id.slice(-8) })
  // A form that refuses what nobody can see is not filled for nothing.
  if (named === undefined) return found.steps.filter(({ lacks }) => !lacks.includes('public-locator')).map(({ destination }) => tables.destination(destination)).filter((each) => each?.form !== undefined) as readonly Destination[]
  const subject = subjectOfRecord(record, context)
  for (const destination of named) {
    const refusal = found.refused.find((each) => each.destination === destination.id)
    const guard = guardOf(destination, subject)
    const name = destination.name[context.words.language]
    if (refusal !== undefined) throw new Failure('signalement.refused-destination', { destination: name, rule: refusal.rule, reason: refusal.reason })
    if (guard !== undefined) throw new Failure('signalement.refused-destination', { destination: name, rule: guard, reason: tables.routes.routing.guards[guard].reason })
    if (destination.form === undefined) throw new Failure('signalement.no-form', { destination: name })
  }
  return named
}
