// Numbers, sizes, dates and plurals as a French or English reader expects them.
import type { Language } from './catalog.ts'

export const NBSP = '\u00a0'

// Making an Intl formatter costs a hundred times its use, and tens of kilobytes outside the heap: one of each kind.
const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(locale: string, fractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${fractionDigits}`
  let format = numberFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits })
    numberFormats.set(key, format)
  }
  return format
}

function dateFormat(kind: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${locale} ${options.timeZone ?? ''}`
  let format = dateFormats.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options)
    dateFormats.set(key, format)
  }
  return format
}

/** Narrow no-break space, before ; ! ? in French. */
export const NNBSP = '\u202f'

/** `1 234 567` with no-break spaces, `1,234,567` in English. U+00A0 because fonts and old consoles lack U+202F. */
export function formatNumber(language: Language, value: number, fractionDigits = 0): string {
  return numberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', fractionDigits).format(value).replaceAll(NNBSP, NBSP)
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

/** `2026-11-23 18:04:07 +01:00`, for tables. */
export function formatShortInstant(instant: string, timeZone: string): string {
  const local = dateFormat('short', 'sv-SE', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).format(new Date(instant))
  return `${local} ${offsetOf(instant, timeZone)}`
}
