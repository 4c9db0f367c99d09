// Numbers, sizes, dates and plurals as a French or English reader expects them.
import type { Language } from './catalog.ts'

export const NBSP = '\u00a0'

// Making an Intl formatter costs a hundred times its use, and the first one of a process 15 ms: one of each kind, and
// none for numbers and for the dates of `status`.
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(kind: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${locale} ${options.timeZone ?? ''}`
  let format = dateFormats.get(key)
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat(locale, options)
    } catch {
      // A zone that this Node does not know: the offset that is printed says so.
      format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    }
    dateFormats.set(key, format)
  }
  return format
}

/** `1 234 567,8` with U+00A0, because fonts and old consoles lack U+202F; `1,234,567.8` in English. */
export function formatNumber(language: Language, value: number, fractionDigits = 0): string {
  const [whole = '', fraction] = value.toFixed(fractionDigits).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, language === 'fr' ? NBSP : ',')
  return fraction === undefined ? grouped : `${grouped}${language === 'fr' ? ',' : '.'}${fraction}`
}

/** `1 234 octets`, `12,3 ko`, `3,4 Mo`; `1,234 bytes`, `3.4 MB` (powers of ten). */
export function formatBytes(language: Language, bytes: number): string {
  const units = language === 'fr' ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= (unit === 0 ? 10_000 : 1000) && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const name = unit === 0 && bytes < 2 ? (language === 'fr' ? 'octet' : bytes === 1 ? 'byte' : 'bytes') : units[unit]
  return `${formatNumber(language, value, unit === 0 ? 0 : 1)}${NBSP}${name}`
}

/** French: 0 and 1.5 are singular. */
export function plural(language: Language, count: number, one: string, many: string): string {
  const singular = language === 'fr' ? count < 2 : count === 1
  return `${formatNumber(language, count)}${NBSP}${singular ? one : many}`
}

/** `+01:00` for the zone at that instant. */
export function offsetOf(instant: string, timeZone: string): string {
  const part = dateFormat('offset', 'en-GB', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(instant)).find((p) => p.type === 'timeZoneName')?.value ?? 'GMT'
  return part === 'GMT' ? '+00:00' : part.replace('GMT', '')
}

/** `23 novembre 2026 à 18 h 04 min 07 s (UTC+01:00)`; `23 November 2026 at 18:04:07 (UTC+01:00)`. */
export function formatInstant(language: Language, instant: string, timeZone: string): string {
  const parts = Object.fromEntries(
    dateFormat('instant', language === 'fr' ? 'fr-FR' : 'en-GB', {
      timeZone, day: 'numeric', month: 'long', year: 'numeric',
      hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
    }).formatToParts(new Date(instant)).map((p) => [p.type, p.value]),
  )
  const { day, month, year, hour, minute, second } = parts
  const n = NBSP
  return language === 'fr'
    ? `${day}${n}${month}${n}${year} à ${hour}${n}h${n}${minute}${n}min${n}${second}${n}s (UTC${offsetOf(instant, timeZone)})`
    : `${day}${n}${month}${n}${year} at ${hour}:${minute}:${second} (UTC${offsetOf(instant, timeZone)})`
}

/** `samedi 14 mars 2026`; `Saturday, 14 March 2026`: of a calendar day that has no zone. */
export function formatDay(language: Language, day: string): string {
  return dateFormat('day', language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${day}T12:00:00Z`))
}

/** `2026-11-23 18:04:07 +01:00`, for tables. */
export function formatShortInstant(instant: string, timeZone: string): string {
  const local = dateFormat('short', 'sv-SE', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).format(new Date(instant))
  return `${local} ${offsetOf(instant, timeZone)}`
}

/** `2026-11-23 18:04:07 +01:00` in the zone of this machine, without Intl. */
export function formatHere(instant: string): string {
  const date = new Date(instant)
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = -date.getTimezoneOffset()
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${offset}`
}

/** The word of a key that may come from a file; the key itself when there is none, `__proto__` included. */
export function ownWord(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? table[key] ?? key : key
}
