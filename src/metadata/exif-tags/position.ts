// The GPS directory (EXIF 2.32 §4.6.6): a signed position, and the time of the fix, which the standard defines as UTC.
import type { Place, TextFact, TimeFact } from '../record.ts'
import { utcTime } from '../times.ts'
import { number, numbers, text } from './values.ts'

type Directory = Readonly<Record<string, unknown>>

/** Undefined when the position cannot exist. */
export function placeOf(gps: Directory): Place | undefined {
  const latitude = degrees(gps['GPSLatitude'], text(gps['GPSLatitudeRef']), 'S', 90)
  const longitude = degrees(gps['GPSLongitude'], text(gps['GPSLongitudeRef']), 'W', 180)
  if (latitude === undefined || longitude === undefined) return undefined
  const height = within(number(gps['GPSAltitude']), 100_000)
  // 1: below sea level; 3: below the ellipsoid (EXIF 3.0).
  const below = [1, 3].includes(number(gps['GPSAltitudeRef']) ?? 0)
  const errorMetres = within(number(gps['GPSHPositioningError']), 1e7)
  const direction = within(number(gps['GPSImgDirection']), 360)
  return {
    latitude, longitude, ...(height === undefined ? {} : { altitude: rounded(below ? -height : height, 100) }),
    ...(errorMetres === undefined ? {} : { errorMetres: rounded(errorMetres, 1000) }), ...(direction === undefined ? {} : { direction: rounded(direction, 1000) }),
    source: 'EXIF:GPS:GPSLatitude, GPSLongitude',
  }
}

export function gpsTimes(gps: Directory): TimeFact[] {
  const day = text(gps['GPSDateStamp'])
  if (day === undefined) return []
  const clock = clockOf(gps['GPSTimeStamp'])
  return [clock === undefined
    ? utcTime({ role: 'gps', source: 'EXIF:GPS:GPSDateStamp', raw: day })
    : utcTime({ role: 'gps', source: 'EXIF:GPS:GPSDateStamp, GPSTimeStamp', raw: `${day} ${clock}` })]
}

/** A time of day whose date was not written is no date, but worth reading. */
export function gpsTexts(gps: Directory): TextFact[] {
  const clock = text(gps['GPSDateStamp']) === undefined ? clockOf(gps['GPSTimeStamp']) : undefined
  return clock === undefined ? [] : [{ key: 'GPSTimeStamp', value: clock, source: 'EXIF:GPS:GPSTimeStamp' }]
}

function clockOf(value: unknown): string | undefined {
  const written = typeof value === 'string' ? /^(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(value.trim())?.slice(1).map(Number) : numbers(value)
  if (written === undefined || written.length < 3 || !written.every((part) => Number.isFinite(part) && part >= 0 && part < 100)) return undefined
  const [hour, minute, second] = written as [number, number, number]
  const fraction = (second % 1).toFixed(6).slice(1).replace(/\.?0+$/, '')
  return `${[hour, minute, second].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')}${second % 1 > 0 ? fraction : ''}`
}

/** Signed degrees to seven decimals (about a centimetre). A minute or second of 0/0 was not measured. */
function degrees(value: unknown, reference: string | undefined, negative: string, limit: number): number | undefined {
  const [whole, minutes = 0, seconds = 0] = numbers(value) ?? []
  if (whole === undefined || !Number.isFinite(whole)) return undefined
  const size = whole + (Number.isNaN(minutes) ? 0 : minutes) / 60 + (Number.isNaN(seconds) ? 0 : seconds) / 3600
  if (!Number.isFinite(size) || Math.abs(size) > limit) return undefined
  return rounded(reference?.toUpperCase().startsWith(negative) === true ? -size : size, 1e7)
}

function within(value: number | undefined, limit: number): number | undefined {
  return value === undefined || Math.abs(value) > limit ? undefined : value
}

function rounded(value: number, parts: number): number {
  const near = Math.round(value * parts) / parts
  return near === 0 ? 0 : near
}
