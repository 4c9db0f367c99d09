// What a clock on a wall showed, as an instant, and never a guess: an hour that the zone skipped or lived twice is said
// to be so. The second file of the tool that turns dates into instants (time.ts is the first).
import { instantOfMs } from './time.ts'
import type { Instant } from './world.ts'

export interface WallTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export type WallReading = { readonly instant: Instant } | 'not-a-date' | 'nonexistent' | 'ambiguous'

const DAY_MS = 86_400_000
/** A file of hostile dates must not grow the cache for ever. */
const CACHE_LIMIT = 50_000

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** Offset from UTC at 00:00 UTC of a day, in milliseconds. */
  readonly offsets: Map<number, number>
}
const zones = new Map<string, Zone | undefined>()

/** @param timeZone one that this Node knows, as in `Europe/Paris`; `not-a-date` otherwise */
export function instantOfWallTime(wall: WallTime, timeZone: string): WallReading {
  const zone = zoneOf(timeZone)
  const utc = utcOf(wall)
  if (zone === undefined || utc === undefined) return 'not-a-date'
  // The instant lies within a day of `utc`; a zone that keeps its offset over these days is read without asking Intl.
  const day = Math.floor(utc / DAY_MS)
  const before = offsetAtDay(zone, day - 1)
  const after = offsetAtDay(zone, day + 2)
  if (before === after) return { instant: instantOfMs(utc - before) }
  const possible = [...new Set([before, after])].map((offset) => utc - offset).filter((ms) => ms + offsetAt(zone, ms) === utc)
  const [only, other] = possible
  if (only === undefined) return 'nonexistent'
  return other === undefined ? { instant: instantOfMs(only) } : 'ambiguous'
}

/** All instants, in milliseconds and in order, at which a clock of the zone showed this: none where it was skipped or is no date, two where it was lived twice. */
export function instantsOfWallTime(wall: WallTime, timeZone: string): readonly number[] {
  const zone = zoneOf(timeZone)
  const utc = utcOf(wall)
  if (zone === undefined || utc === undefined) return []
  const day = Math.floor(utc / DAY_MS)
  const before = offsetAtDay(zone, day - 1)
  const after = offsetAtDay(zone, day + 2)
  if (before === after) return [utc - before]
  return [...new Set([before, after])].map((offset) => utc - offset).filter((ms) => ms + offsetAt(zone, ms) === utc).sort((a, b) => a - b)
}

/** The first instant of a day, which is not 00:00 where the clocks jump at midnight. */
export function startOfDay(
  { year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>, timeZone: string,
): { readonly instant: Instant } | 'not-a-date' {
  const zone = zoneOf(timeZone)
  const utc = utcOf({ year, month, day, hour: 0, minute: 0, second: 0 })
  if (zone === undefined || utc === undefined) return 'not-a-date'
  const at = Math.floor(utc / DAY_MS)
  const offsets = [offsetAtDay(zone, at - 1), offsetAtDay(zone, at + 2)]
  const starts = offsets.map((offset) => utc - offset).filter((ms) => ms + offsetAt(zone, ms) === utc)
  // Skipped: the day begins at the jump, where the old offset shows 24:00.
  return { instant: instantOfMs(starts.length > 0 ? Math.min(...starts) : utc - (offsets[0] ?? 0)) }
}

/**
 * What a spreadsheet shows for a serial number of days, to the second. The 1900 system counts a 29 February 1900 that
 * never was (ECMA-376 part 1, 18.17.4.1): days before March 1900 are not read. Undefined outside 1900 to 9999.
 */
export function wallTimeOfSerial(serial: number, from1904: boolean): WallTime | undefined {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  if (!Number.isFinite(serial) || serial < (from1904 ? 0 : 61)) return undefined
  const date = new Date(epoch + Math.round(serial * 86_400) * 1000)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year > 9999) return undefined
  return {
    year, month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(),
  }
}

/** Undefined for a day that the calendar does not have, or an hour beyond 23:59:59. */
function utcOf({ year, month, day, hour, minute, second }: WallTime): number | undefined {
  if (![year, month, day, hour, minute, second].every((part) => Number.isInteger(part))) return undefined
  const within = (value: number, from: number, to: number): boolean => value >= from && value <= to
  if (!within(year, 1000, 9999) || !within(month, 1, 12) || day < 1 || !within(hour, 0, 23) || !within(minute, 0, 59) || !within(second, 0, 59)) return undefined
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(ms).getUTCDate() === day ? ms : undefined
}

function offsetAtDay(zone: Zone, day: number): number {
  let offset = zone.offsets.get(day)
  if (offset === undefined) {
    offset = offsetAt(zone, day * DAY_MS)
    if (zone.offsets.size >= CACHE_LIMIT) zone.offsets.clear()
    zone.offsets.set(day, offset)
  }
  return offset
}

function offsetAt({ format }: Zone, ms: number): number {
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
}

function zoneOf(timeZone: string): Zone | undefined {
  if (zones.has(timeZone)) return zones.get(timeZone)
  let zone: Zone | undefined
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    zone = { format, offsets: new Map() }
  } catch {
    // A RangeError: no such zone.
  }
  if (zones.size < 1000) zones.set(timeZone, zone)
  return zone
}
