// From a time as written to a time as evidence: order of day and month and zone are what was decided before; an hour that
// the zone lived twice or skipped is said to be so. No JS Date.
import { isTimeZone } from '../../case/record-file.ts'
import { instantOfMs } from '../../system/time.ts'
import { instantsOfWallTime } from '../../system/wall-time.ts'
import { isoTime } from '../times.ts'
import { ordered } from './date-order.ts'
import type { RawTime, WrittenDate } from './raw-message.ts'
import type { ChatTime, DateOrder } from './transcript.ts'

export type ZoneChoice =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'offset'; readonly text: string; readonly minutes: number }
  | { readonly kind: 'named'; readonly name: string }

/** `Europe/Paris`, `+02:00`, `UTC`, `unknown`; undefined for anything else. */
export function zoneChoice(text: string): ZoneChoice | undefined {
  if (text === 'unknown') return { kind: 'unknown' }
  const offset = /^([+-])(\d{2}):(\d{2})$/.exec(text)
  if (offset !== null) {
    const minutes = (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]))
    return Number(offset[3]) > 59 || minutes < -720 || minutes > 840 ? undefined : { kind: 'offset', text, minutes }
  }
  return /^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(text) && isTimeZone(text) ? { kind: 'named', name: text } : undefined
}

/** Whether the time says nothing of its zone. */
export function isLocal(time: RawTime): boolean {
  if ('written' in time) return true
  return 'iso' in time && isoTime({ role: 'sent', source: '', raw: time.iso }).utc === undefined
}

const INVALID = { zone: { provenance: 'unknown' as const }, precision: 'second' as const, defect: 'invalid' as const }
const MAX_MS = 253_402_300_799_999

export function chatTime(time: RawTime, order: DateOrder | undefined, zone: ZoneChoice): ChatTime {
  const { raw } = time
  if ('none' in time) return { raw, ...INVALID }
  if ('epochMs' in time) return epochTime(raw, time.epochMs, time.shown)
  if ('iso' in time) {
    const read = isoTime({ role: 'sent', source: '', raw: time.iso })
    if (!read.valid || read.local === undefined) return { raw, ...INVALID }
    if (read.utc !== undefined) return { raw, local: read.local, utc: read.utc, zone: { offset: read.zone.offset ?? '+00:00', provenance: 'tag' }, precision: read.precision }
    return zoned(raw, read.local, read.precision, zone)
  }
  const local = localOf(time.written, order)
  return local === undefined ? { raw, ...INVALID } : zoned(raw, local, time.written.second === undefined ? 'minute' : 'second', zone)
}

/** Milliseconds of the epoch are UTC by the format; the local reading beside them tells the offset of who exported. */
function epochTime(raw: string, ms: number, shown: string | undefined): ChatTime {
  if (!Number.isSafeInteger(ms) || ms < 0 || ms > MAX_MS) return { raw, ...INVALID }
  const utc = iso(ms)
  const precision = ms % 1000 === 0 ? 'second' as const : 'subsec' as const
  const read = shown === undefined ? undefined : isoTime({ role: 'sent', source: '', raw: shown })
  const minutes = read?.valid === true && read.local !== undefined ? Math.round((msOf(read.local) - ms) / 60_000) : 0
  const sane = Math.abs(minutes) <= 14 * 60 && minutes % 15 === 0
  const local = sane && read?.local !== undefined ? read.local : utc.slice(0, -1)
  return { raw, local, utc, zone: { offset: sane ? offsetText(minutes) : '+00:00', provenance: 'format-defines-utc' }, precision }
}

function localOf(written: WrittenDate, order: DateOrder | undefined): string | undefined {
  const date = ordered(written, order)
  if (date === undefined) return undefined
  const { year, month, day } = date
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(written.hour)}:${two(written.minute)}:${two(written.second ?? 0)}`
  return isoTime({ role: 'sent', source: '', raw: text }).local
}

function zoned(raw: string, local: string, precision: ChatTime['precision'], zone: ZoneChoice): ChatTime {
  if (zone.kind === 'unknown' || precision === 'day') return { raw, local, zone: { provenance: 'unknown' }, precision }
  const ms = msOf(local)
  if (zone.kind === 'offset') return { raw, local, utc: iso(ms - zone.minutes * 60_000), zone: { offset: zone.text, provenance: 'user' }, precision }
  const instants = instantsOfWallTime(wallOf(local), zone.name)
  const [only, other] = instants
  if (only === undefined) return { raw, local, zone: { provenance: 'user' }, precision, defect: 'skipped' }
  if (other !== undefined) return { raw, local, zone: { provenance: 'user' }, precision, defect: 'twice', utcEither: [iso(only), iso(other)] }
  return { raw, local, utc: iso(only), zone: { offset: offsetText(Math.round((ms - only) / 60_000)), provenance: 'user' }, precision }
}

/** A number that orders times of one file; undefined without a date. */
export function rankOf(time: ChatTime): number | undefined {
  const text = time.utc ?? time.local
  return text === undefined ? undefined : msOf(text.replace('Z', ''))
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?/

function wallOf(local: string): { year: number; month: number; day: number; hour: number; minute: number; second: number } {
  const [, year, month, day, hour, minute, second] = (LOCAL.exec(local) ?? []).map(Number)
  return { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0, second: Math.min(59, second ?? 0) }
}

// Days since 1970-01-01 in the proleptic Gregorian calendar, by eras of 400 years that begin on 1 March.
function msOf(local: string): number {
  const { year, month, day, hour, minute, second } = wallOf(local)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + Number((LOCAL.exec(local)?.[7] ?? '').padEnd(3, '0'))
}

/** `2026-03-14T21:15:03Z`, with milliseconds where there are any. */
function iso(ms: number): string {
  return instantOfMs(ms).replace('.000Z', 'Z')
}

function offsetText(minutes: number): string {
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
