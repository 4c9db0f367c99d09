// Facts age: whatever carries a source and the day it was read is found wherever it stands in the data.
import { msOfInstant } from '../system/time.ts'
import type { Instant } from '../system/world.ts'
import { ageInDays, Provenance, STALE_DAYS } from './fact.ts'

export interface DatedFact extends Provenance {
  /** Where it stands: `destinations/pharos`, then the members that lead to it. */
  readonly at: string
}

export interface StaleFact extends DatedFact {
  readonly days: number
}

/** Every fact in a value, in its order. */
export function datedFacts(value: unknown, at: string): DatedFact[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => datedFacts(item, `${at}[${nameOf(item) ?? index}]`))
  const own = Provenance.strip().safeParse(value)
  return [...(own.success ? [{ at, ...own.data }] : []), ...Object.entries(value).flatMap(([key, inner]) => datedFacts(inner, `${at}.${key}`))]
}

/** Facts read more than `STALE_DAYS` days before `now`. */
export function staleFacts(now: Instant, facts: readonly DatedFact[]): StaleFact[] {
  const nowMs = msOfInstant(now)
  if (nowMs === undefined) return []
  return facts.flatMap((fact) => {
    const days = ageInDays(fact, nowMs, msOfInstant(`${fact.checkedOn}T00:00:00Z`) ?? nowMs)
    return days > STALE_DAYS ? [{ ...fact, days }] : []
  })
}

function nameOf(item: unknown): string | undefined {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : undefined
}
