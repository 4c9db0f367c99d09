// When the exhibits say they were captured, made, sent or changed, as a picture: a row for each role, known zones above
// unknown ones, dots on one axis. Pure arithmetic on milliseconds; memory follows the number of dates, one number each.
import { POINT_ROLES } from '../../metadata/overview/time-points.ts'
import type { PointRole } from '../../metadata/overview/time-points.ts'

/** UTC milliseconds; for an unknown zone, the local reading placed as if it were UTC. */
export interface PointSource {
  list(role: PointRole, zoneKnown: boolean): readonly number[]
}

export type TickUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

export interface TimelineRow {
  readonly role: PointRole
  readonly zoneKnown: boolean
  /** Position between 0 and 1 and how many files stand there. */
  readonly dots: readonly { readonly at: number; readonly count: number }[]
}

export interface Timeline {
  readonly first: number
  readonly last: number
  readonly unit: TickUnit
  /** Position between 0 and 1 on the axis, and the moment in UTC milliseconds. */
  readonly ticks: readonly { readonly at: number; readonly ms: number }[]
  /** Those that have a date: known zones first, each in the order of the roles. */
  readonly rows: readonly TimelineRow[]
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS: readonly { unit: TickUnit; ms: number }[] = [
  ...[1, 5, 15, 30].map((n) => ({ unit: 'second' as const, ms: n * SECOND })),
  ...[1, 5, 15, 30].map((n) => ({ unit: 'minute' as const, ms: n * MINUTE })),
  ...[1, 3, 6, 12].map((n) => ({ unit: 'hour' as const, ms: n * HOUR })),
  ...[1, 2, 7, 14].map((n) => ({ unit: 'day' as const, ms: n * DAY })),
]
const MONTH_STEPS = [1, 3, 6]
const YEAR_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

/** Undefined when there is no point. @param columns how many dots fit side by side in a row */
export function timelineOf(points: PointSource, columns: number, maxTicks: number): Timeline | undefined {
  const lists = [true, false].flatMap((zoneKnown) => POINT_ROLES.map((role) => ({ role, zoneKnown, times: points.list(role, zoneKnown) })))
  let first = Infinity
  let last = -Infinity
  for (const { times } of lists) {
    for (const ms of times) {
      if (ms < first) first = ms
      if (ms > last) last = ms
    }
  }
  if (first === Infinity) return undefined
  // One moment, or a few seconds: an axis of some width around it.
  const span = Math.max(last - first, MINUTE)
  const middle = (first + last) / 2
  const start = middle - span * 0.53
  const end = middle + span * 0.53
  const place = (ms: number): number => (ms - start) / (end - start)
  const { unit, ticks } = ticksBetween(start, end, maxTicks)
  const dots = (times: readonly number[]): TimelineRow['dots'] => {
    const counts = new Map<number, number>()
    for (const ms of times) {
      const column = Math.min(columns - 1, Math.floor(place(ms) * columns))
      counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    return [...counts].sort(([x], [y]) => x - y).map(([column, count]) => ({ at: (column + 0.5) / columns, count }))
  }
  return {
    first, last, unit, ticks: ticks.map((ms) => ({ at: place(ms), ms })),
    rows: lists.filter(({ times }) => times.length > 0).map(({ role, zoneKnown, times }) => ({ role, zoneKnown, dots: dots(times) })),
  }
}

function ticksBetween(start: number, end: number, max: number): { unit: TickUnit; ticks: number[] } {
  for (const { unit, ms } of STEPS) {
    if ((end - start) / ms > max) continue
    const ticks: number[] = []
    for (let at = Math.ceil(start / ms) * ms; at <= end; at += ms) ticks.push(at)
    return { unit, ticks }
  }
  const [startYear, startMonth] = yearAndMonth(start)
  for (const months of [...MONTH_STEPS, ...YEAR_STEPS.map((years) => years * 12)]) {
    if ((end - start) / (months * 30.4 * DAY) > max && months < 60_000) continue
    const ticks: number[] = []
    for (let month = Math.floor((startYear * 12 + startMonth) / months) * months; ; month += months) {
      const at = startOfMonth(month)
      if (at > end) break
      if (at >= start) ticks.push(at)
    }
    return { unit: months % 12 === 0 ? 'year' : 'month', ticks }
  }
  return { unit: 'year', ticks: [] }
}

/** Civil year and month (0 to 11) of UTC milliseconds; H. Hinnant's days-from-civil, backwards. */
function yearAndMonth(ms: number): [number, number] {
  const days = Math.floor(ms / DAY) + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 2 : shifted - 10
  return [yearOfEra + era * 400 + (month < 2 ? 1 : 0), month]
}

/** @param months since year 0 */
function startOfMonth(months: number): number {
  const year = Math.floor(months / 12)
  const month = months - year * 12
  const shiftedYear = month < 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (month < 2 ? month + 10 : month - 2) + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * 146_097 + dayOfEra - 719_468) * DAY
}
