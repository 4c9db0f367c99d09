// When the exhibits say they were captured, as a picture: two lanes (zone known, zone unknown), dots on one axis.
// Pure arithmetic on milliseconds; memory follows the number of dates, one number each.
import type { MetadataRecord, TimeFact } from '../../metadata/record.ts'
import { msOfInstant } from '../../system/time.ts'

export interface TimelinePoint {
  /** UTC milliseconds; for an unknown zone, the local reading placed as if it were UTC. */
  readonly ms: number
  readonly zoneKnown: boolean
}

export type TickUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

export interface Timeline {
  readonly first: number
  readonly last: number
  readonly unit: TickUnit
  /** Position between 0 and 1 on the axis, and the moment in UTC milliseconds. */
  readonly ticks: readonly { readonly at: number; readonly ms: number }[]
  /** Dots by lane: position between 0 and 1 and how many exhibits stand there. */
  readonly known: readonly { readonly at: number; readonly count: number }[]
  readonly unknown: readonly { readonly at: number; readonly count: number }[]
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

/** The best capture time of a record as a point; undefined when there is none that is a valid date. */
export function capturePoint(record: MetadataRecord | undefined): TimelinePoint | undefined {
  const fact = record?.captured === undefined ? undefined : record.times[record.captured]
  return fact === undefined ? undefined : pointOf(fact)
}

function pointOf(fact: TimeFact): TimelinePoint | undefined {
  if (!fact.valid) return undefined
  if (fact.utc !== undefined) {
    const ms = msOfInstant(fact.utc)
    if (ms !== undefined) return { ms, zoneKnown: true }
  }
  const ms = fact.local === undefined ? undefined : msOfInstant(`${fact.local}Z`)
  return ms === undefined ? undefined : { ms, zoneKnown: false }
}

/** Undefined when there is no point. @param columns how many dots fit side by side on a lane */
export function timelineOf(points: readonly TimelinePoint[], columns: number, maxTicks: number): Timeline | undefined {
  if (points.length === 0) return undefined
  let first = Infinity
  let last = -Infinity
  for (const { ms } of points) {
    if (ms < first) first = ms
    if (ms > last) last = ms
  }
  // One moment, or a few seconds: an axis of some width around it.
  const span = Math.max(last - first, MINUTE)
  const middle = (first + last) / 2
  const start = middle - span * 0.53
  const end = middle + span * 0.53
  const place = (ms: number): number => (ms - start) / (end - start)
  const { unit, ticks } = ticksBetween(start, end, maxTicks)
  const lane = (zoneKnown: boolean): Timeline['known'] => {
    const counts = new Map<number, number>()
    for (const point of points) {
      if (point.zoneKnown !== zoneKnown) continue
      const column = Math.min(columns - 1, Math.floor(place(point.ms) * columns))
      counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    return [...counts].sort(([a], [b]) => a - b).map(([column, count]) => ({ at: (column + 0.5) / columns, count }))
  }
  return { first, last, unit, ticks: ticks.map((ms) => ({ at: place(ms), ms })), known: lane(true), unknown: lane(false) }
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
