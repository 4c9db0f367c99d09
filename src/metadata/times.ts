// Dates as evidence: the raw string, its local reading and where its zone comes from stay apart. A UTC time exists only
// when the zone is known. No JS Date: it would bring the zone of this machine into the record.
import type { TimeFact, TimeRole } from './record.ts'

interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Digits after the decimal point, as found. */
  readonly fraction: string
}
type Precision = TimeFact['precision']
interface Found {
  readonly role: TimeRole
  readonly source: string
  readonly raw: string
}

const MAX_RAW = 200
const EXIF = /^(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const IPTC_DAY = /^(\d{4})[:-]?(\d{2})[:-]?(\d{2})$/
const IPTC_CLOCK = /^(\d{2}):?(\d{2}):?(\d{2})([+-]\d{2}:?\d{2})?$/
const PDF = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d{2})'?(\d{2})?'?)?$/
const MAIL = /^(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Za-z]{1,5})?(?:\s*\(.{0,60}\))?$/
const BASIC = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const DAYS_1601_TO_1970 = 134_774
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** RFC 5322 §4.3: the only zone names with a defined meaning; -0000 and all others say nothing. */
const MAIL_ZONES: Readonly<Record<string, string>> = {
  UT: '+00:00', GMT: '+00:00', UTC: '+00:00', EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00',
  MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00',
}

/** EXIF 2.32 §4.6.5: a date, its own sub-second tag and its own offset tag (never that of another date). */
export function exifTime(found: Found & { readonly offset?: string | undefined; readonly subSec?: string | undefined; readonly offsetSource?: string }): TimeFact {
  const match = EXIF.exec(found.raw.trim())
  const fraction = match?.[7] ?? (/^\d{1,9}\s*$/.test(found.subSec ?? '') ? (found.subSec as string).trim() : '')
  const offset = offsetOf(found.offset?.trim() ?? match?.[8])
  return fact(found, match === null ? undefined : civil(match, fraction), precisionOf(match, fraction), offset,
    offset === undefined ? undefined : found.offsetSource)
}

/** ISO 8601 as XMP, HTML and PNG text write it. */
export function isoTime(found: Found): TimeFact {
  const match = ISO.exec(found.raw.trim()) ?? EXIF.exec(found.raw.trim())
  const fraction = match?.[7] ?? ''
  return fact(found, match === null ? undefined : civil(match, fraction), precisionOf(match, fraction), offsetOf(match?.[8]))
}

/** PDF 32000-1 §7.9.4. */
export function pdfTime(found: Found): TimeFact {
  const match = PDF.exec(found.raw.trim())
  if (match === null) return fact(found, undefined, 'second', undefined)
  const [, year, month = '01', day = '01', hour, minute = '00', second = '00', zulu, sign, oh, om = '00'] = match
  const offset = zulu === 'Z' ? '+00:00' : sign === undefined ? undefined : offsetOf(`${sign}${oh}:${om}`)
  return fact(found, civil([undefined, year, month, day, hour ?? '00', minute, second], ''), hour === undefined ? 'day' : 'second', offset)
}

/** RFC 5322 §3.3. */
export function mailTime(found: Found): TimeFact {
  const match = MAIL.exec(found.raw.trim().slice(0, MAX_RAW))
  const month = MONTHS.indexOf((match?.[2] ?? '').toLowerCase()) + 1
  if (match === null || month === 0) return fact(found, undefined, 'second', undefined)
  const zone = match[7]
  const offset = zone === '-0000' ? undefined : MAIL_ZONES[(zone ?? '').toUpperCase()] ?? offsetOf(zone)
  return fact(found, civil([undefined, fullYear(match[3] as string), String(month), match[1], match[4], match[5], match[6]], ''),
    match[6] === undefined ? 'minute' : 'second', offset)
}

/** IPTC IIM 4.2 §6 2:55 and 2:60: `20261116` and `081231+0100`, in two datasets; some write the marks of EXIF between. */
export function iptcTime(found: Found & { readonly time?: string | undefined }): TimeFact {
  const day = IPTC_DAY.exec(found.raw.trim())
  const clock = IPTC_CLOCK.exec(found.time?.trim() ?? '')
  const both = { ...found, raw: found.time === undefined ? found.raw : `${found.raw} ${found.time}` }
  if (day === null) return fact(both, undefined, 'second', undefined)
  const [hour, minute, second] = clock === null ? [undefined, undefined, undefined] : clock.slice(1, 4)
  return fact(both, civil([undefined, day[1], day[2], day[3], hour, minute, second], ''), clock === null ? 'day' : 'second', offsetOf(clock?.[4]))
}

/** RFC 5322 §4.3, obs-year: two digits up to 49 are of this century, all others count from 1900. */
function fullYear(digits: string): string {
  const year = Number(digits)
  return digits.length === 4 ? digits : String(digits.length === 2 && year < 50 ? 2000 + year : 1900 + year)
}

/** Whole seconds since 1970 in UTC, with the digits after the decimal point where the format has them. */
export function epochTime({ seconds, fraction = '', ...found }: Found & { readonly seconds: number; readonly fraction?: string }): TimeFact {
  if (!Number.isSafeInteger(seconds) || seconds < -62_135_596_800 || seconds > 253_402_300_799) return fact(found, undefined, 'second', undefined)
  const days = Math.floor(seconds / 86_400)
  const rest = seconds - days * 86_400
  const at = { ...civilFromDays(days), hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, fraction }
  return { ...fact(found, at, fraction === '' ? 'second' : 'subsec', '+00:00'), zone: { offset: '+00:00', provenance: 'format-defines-utc' } }
}

/** A time that its format defines as UTC: GPS stamps, PNG tIME. `raw` must be ISO 8601 or EXIF shaped, without a zone. */
export function utcTime(found: Found): TimeFact {
  const { zone: _, ...rest } = isoTime(found)
  return rest.local === undefined
    ? { ...rest, zone: { provenance: 'unknown' } }
    : { ...rest, utc: `${rest.local}Z`, zone: { offset: '+00:00', provenance: 'format-defines-utc' } }
}

const SECONDS_1904_TO_1970 = 2_082_844_800
const LAST_SECOND = SECONDS_1904_TO_1970 + 253_402_300_799

/**
 * Seconds since 1904-01-01 (ISO/IEC 14496-12 §8.2.2), UTC by the standard; many devices count local time. Zero is a field
 * that was never set, and before 1970 there was no such file: neither is a date.
 */
export function secondsSince1904(found: Omit<Found, 'raw'>, seconds: number): TimeFact {
  const raw = String(seconds)
  if (!(seconds >= SECONDS_1904_TO_1970 && seconds <= LAST_SECOND)) return fact({ ...found, raw }, undefined, 'second', undefined)
  const local = fromSeconds(seconds - SECONDS_1904_TO_1970)
  return { ...utcTime({ ...found, raw: local }), raw, zone: { offset: '+00:00', provenance: 'format-defines-utc', detail: 'ISO/IEC 14496-12 8.2.2' } }
}

/** MS-DTYP §2.3.3: tenths of microseconds since 1601 in UTC, told as that number. */
export function fileTime({ role, source, ticks }: { readonly role: TimeRole; readonly source: string; readonly ticks: bigint }): TimeFact {
  const found = { role, source, raw: String(ticks) }
  const seconds = Number(ticks / 10_000_000n)
  const days = Math.floor(seconds / 86_400)
  const rest = seconds - days * 86_400
  const date = civilFromDays(days - DAYS_1601_TO_1970)
  if (date.year > 9999) return fact(found, undefined, 'second', undefined)
  const fraction = ticks % 10_000_000n === 0n ? '' : String(ticks % 10_000_000n).padStart(7, '0')
  const { zone: _, ...told } = fact(found, { ...date, hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, fraction }, fraction === '' ? 'second' : 'subsec', '+00:00')
  return { ...told, zone: { offset: '+00:00', provenance: 'format-defines-utc' } }
}

/** A date told in parts and in no zone, as RTF does. */
export function partsTime(found: Found, parts: { readonly year?: number; readonly month?: number; readonly day?: number; readonly hour?: number; readonly minute?: number; readonly second?: number }): TimeFact {
  const { year = 0, month = 0, day = 0, hour, minute = 0, second } = parts
  return fact(found, { year, month, day, hour: hour ?? 0, minute, second: second ?? 0, fraction: '' }, hour === undefined ? 'day' : second === undefined ? 'minute' : 'second', undefined)
}

/** RFC 5545 §3.3.4, §3.3.5 and RFC 6350 §4.3: basic format; a zone other than UTC is named beside it, and defined by nobody here. */
export function basicTime(found: Found, zone?: string): TimeFact {
  const match = BASIC.exec(found.raw.trim())
  if (match === null) return isoTime(found)
  const time = fact(found, civil(match, ''), match[4] === undefined ? 'day' : match[6] === undefined ? 'minute' : 'second', offsetOf(match[7]))
  return zone === undefined || time.utc !== undefined ? time : { ...time, zone: { provenance: 'unknown', detail: `TZID=${zone}`.slice(0, MAX_RAW) } }
}

/** Offsets with a part of an hour that civil times have since 1990 (IANA time zone database), in minutes; all others are whole hours. */
const PARTS_OF_HOURS = new Set([-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 585, 630, 690, 765, 825])

/** An old position beside a picture gives a difference that is nobody's offset: 1 h 15 min is not a zone. */
export function isCivilOffset(minutes: number): boolean {
  return minutes >= -720 && minutes <= 840 && (minutes % 60 === 0 || PARTS_OF_HOURS.has(minutes))
}

/** A capture time without a zone borrows the one that the GPS time of the same file implies, where there is such a zone. */
export function withGpsZones(times: readonly TimeFact[]): TimeFact[] {
  const gps = times.find((time) => time.role === 'gps' && time.valid && time.utc !== undefined && time.precision !== 'day')
  if (gps?.local === undefined) return [...times]
  const gpsSeconds = secondsOf(gps.local)
  return times.map((time) => {
    if (time.role !== 'captured' || !time.source.startsWith('EXIF:') || !time.valid || time.local === undefined || time.zone.provenance !== 'unknown') return time
    const difference = secondsOf(time.local) - gpsSeconds
    const minutes = Math.round(difference / 900) * 15
    // A fix older than the picture, or a clock that was never set, gives no zone.
    if (!isCivilOffset(minutes) || Math.abs(difference - minutes * 60) > 180) return time
    const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
    return { ...time, utc: toUtc(time.local, minutes), zone: { offset, provenance: 'gps-derived' as const, detail: `${gps.source} = ${gps.raw}` } }
  })
}

/** Seconds of a local reading, as if it were UTC: for differences only. */
export function secondsOf(local: string): number {
  const match = ISO.exec(local)
  if (match === null) return Number.NaN
  const { year, month, day, hour, minute, second } = civil(match, '')
  return daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
}

function fact(found: Found, at: Civil | undefined, precision: Precision, offset: string | undefined, detail?: string): TimeFact {
  const base = { role: found.role, raw: found.raw.slice(0, MAX_RAW), source: found.source }
  if (at === undefined || !exists(at)) return { ...base, zone: { provenance: 'unknown' }, precision, valid: false }
  const clock = precision === 'day' ? '00:00:00' : `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`
  const local = `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}T${clock}${at.fraction === '' ? '' : `.${at.fraction}`}`
  if (offset === undefined || precision === 'day') return { ...base, local, zone: { provenance: 'unknown' }, precision, valid: true }
  return {
    ...base, local, utc: toUtc(local, minutesOf(offset)),
    zone: { offset, provenance: 'tag', ...(detail === undefined ? {} : { detail }) }, precision, valid: true,
  }
}

function civil(parts: ArrayLike<string | undefined>, fraction: string): Civil {
  const number = (index: number): number => Number(parts[index] ?? 0)
  return { year: number(1), month: number(2), day: number(3), hour: number(4), minute: number(5), second: number(6), fraction }
}

function precisionOf(match: RegExpExecArray | null, fraction: string): Precision {
  if (match?.[4] === undefined) return match === null ? 'second' : 'day'
  return match[6] === undefined ? 'minute' : fraction === '' ? 'second' : 'subsec'
}

/** The year 0 that cameras with an unset clock write is no date; a leap second is. */
function exists({ year, month, day, hour, minute, second }: Civil): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number)
}

/** `+02:00`, or undefined when it is no offset in use on Earth (-12:00 to +14:00). */
function offsetOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (text === 'Z') return '+00:00'
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text)
  if (match === null || Number(match[3]) > 59) return undefined
  const offset = `${match[1]}${match[2]}:${match[3]}`
  const minutes = minutesOf(offset)
  return minutes < -720 || minutes > 840 ? undefined : offset
}

function minutesOf(offset: string): number {
  return (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))
}

function toUtc(local: string, offsetMinutes: number): string {
  const fraction = /\.\d+$/.exec(local)?.[0] ?? ''
  return `${fromSeconds(secondsOf(local) - offsetMinutes * 60)}${fraction}Z`
}

/** Seconds since 1970 as `2026-11-23T18:04:07`. */
function fromSeconds(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  const rest = seconds - days * 86_400
  const { year, month, day } = civilFromDays(days)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`
}

// Days since 1970-01-01 in the proleptic Gregorian calendar, by eras of 400 years that begin on 1 March.
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
