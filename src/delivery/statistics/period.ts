// From one day to another, both included, on the calendar of one time zone.
import { instantOfMs, msOfInstant } from '../../system/time.ts'
import { startOfDay } from '../../system/wall-time.ts'

export interface Period {
  /** `2026-01-01`. */
  readonly from: string
  /** Its last day. */
  readonly to: string
  readonly timeZone: string
  readonly fromMs: number
  /** First instant after it. */
  readonly endMs: number
  /** In order; the first and the last may be cut. */
  readonly months: readonly { readonly key: string; readonly fromMs: number }[]
}

const DAY_MS = 86_400_000
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
/** Twenty years: more is a slip of the keyboard. */
export const MAX_MONTHS = 240

/** Undefined when a day does not exist, the period ends before it begins, or it is longer than twenty years. */
export function periodOf(from: string, to: string, timeZone: string): Period | undefined {
  const fromMs = firstMs(from, timeZone)
  const next = dayAfter(to)
  const endMs = next === undefined ? undefined : firstMs(next, timeZone)
  if (fromMs === undefined || endMs === undefined || endMs <= fromMs) return undefined
  const months: { key: string; fromMs: number }[] = []
  for (let key = from.slice(0, 7); key <= to.slice(0, 7); key = monthAfter(key)) {
    if (months.length === MAX_MONTHS) return undefined
    months.push({ key, fromMs: Math.max(fromMs, firstMs(`${key}-01`, timeZone) ?? fromMs) })
  }
  return { from, to, timeZone, fromMs, endMs, months }
}

export function periodOfYear(year: number, timeZone: string): Period | undefined {
  return periodOf(`${year}-01-01`, `${year}-12-31`, timeZone)
}

/** `2026-03`; undefined outside the period. */
export function monthOf(ms: number, { months, fromMs, endMs }: Period): string | undefined {
  if (ms < fromMs || ms >= endMs) return undefined
  let low = 0
  let high = months.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((months[middle]?.fromMs ?? Infinity) <= ms) low = middle
    else high = middle - 1
  }
  return months[low]?.key
}

function firstMs(day: string, timeZone: string): number | undefined {
  const match = DAY.exec(day)
  if (match === null) return undefined
  const start = startOfDay({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }, timeZone)
  return start === 'not-a-date' ? undefined : msOfInstant(start.instant)
}

function dayAfter(day: string): string | undefined {
  const ms = msOfInstant(`${day}T00:00:00.000Z`)
  return ms === undefined ? undefined : instantOfMs(ms + DAY_MS).slice(0, 10)
}

/** `2026-12` → `2027-01`. */
export function monthAfter(key: string): string {
  const month = Number(key.slice(5))
  return month === 12 ? `${String(Number(key.slice(0, 4)) + 1).padStart(4, '0')}-01` : `${key.slice(0, 5)}${String(month + 1).padStart(2, '0')}`
}
