// When the files of a case say they were captured, made, sent or changed: one number for each date, known and unknown zones
// apart; and the same by local day.
import { msOfInstant } from '../../system/time.ts'
import type { EmbeddedRecord, TimeFact } from '../record.ts'

/** The roles that tell of what happened, in the order in which they are shown. */
export const POINT_ROLES = ['captured', 'container-created', 'sent', 'modified'] as const
export type PointRole = (typeof POINT_ROLES)[number]

export interface Zoned {
  readonly known: number
  readonly unknown: number
}
export interface Day {
  /** Local date, as the file gives it: `2026-11-15`. */
  readonly day: string
  readonly counts: Readonly<Partial<Record<PointRole, Zoned>>>
}

interface Point {
  readonly role: PointRole
  /** UTC milliseconds; for an unknown zone, the local reading placed as if it were UTC. */
  readonly ms: number
  readonly zoneKnown: boolean
  readonly day: string
}

const MAX_OF_FILE = 20
const MAX_POINTS = 1_000_000
const MAX_DAYS = 5000

export class TimePoints {
  readonly #lists = new Map<string, number[]>()
  readonly #days = new Map<string, Partial<Record<PointRole, { known: number; unknown: number }>>>()
  #size = 0
  /** Dates left out: too many of one file, or of the case. */
  unlisted = 0
  /** Days left out. */
  unlistedDays = 0

  add(record: EmbeddedRecord): void {
    const points = pointsOf(record)
    this.unlisted += Math.max(0, points.length - MAX_OF_FILE)
    for (const point of points.slice(0, MAX_OF_FILE)) {
      this.#count(point)
      if (this.#size >= MAX_POINTS) {
        this.unlisted += 1
        continue
      }
      this.#size += 1
      const key = keyOf(point.role, point.zoneKnown)
      const list = this.#lists.get(key)
      if (list === undefined) this.#lists.set(key, [point.ms])
      else list.push(point.ms)
    }
  }

  get size(): number {
    return this.#size
  }

  list(role: PointRole, zoneKnown: boolean): readonly number[] {
    return this.#lists.get(keyOf(role, zoneKnown)) ?? []
  }

  days(): Day[] {
    return [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, counts]) => ({ day, counts }))
  }

  #count({ day, role, zoneKnown }: Point): void {
    const counts = this.#days.get(day)
    if (counts === undefined && this.#days.size >= MAX_DAYS) {
      this.unlistedDays += 1
      return
    }
    const of = counts ?? {}
    if (counts === undefined) this.#days.set(day, of)
    const zoned = of[role] ?? { known: 0, unknown: 0 }
    zoned[zoneKnown ? 'known' : 'unknown'] += 1
    of[role] = zoned
  }
}

/** Of the capture the best date alone; of the other roles each date once. */
function pointsOf({ times, captured }: EmbeddedRecord): Point[] {
  const out: Point[] = []
  const best = captured === undefined ? undefined : times[captured]
  for (const time of times) {
    const role = POINT_ROLES.find((each) => each === time.role)
    const point = role === undefined || (role === 'captured' && time !== best) ? undefined : pointOf(time, role)
    if (point !== undefined && !out.some((known) => known.role === point.role && known.ms === point.ms && known.zoneKnown === point.zoneKnown)) out.push(point)
    if (out.length > MAX_OF_FILE) break
  }
  return out
}

function pointOf({ valid, local, utc }: TimeFact, role: PointRole): Point | undefined {
  if (!valid) return undefined
  const day = (local ?? utc ?? '').slice(0, 10)
  const known = utc === undefined ? undefined : msOfInstant(utc)
  if (known !== undefined) return { role, ms: known, zoneKnown: true, day }
  const read = local === undefined ? undefined : msOfInstant(`${local}Z`)
  return read === undefined ? undefined : { role, ms: read, zoneKnown: false, day }
}

function keyOf(role: PointRole, zoneKnown: boolean): string {
  return `${role} ${zoneKnown ? 'known' : 'unknown'}`
}
