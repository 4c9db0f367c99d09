// Dates as French people write them down, as instants, and never a guess: the day comes first, an hour that the clocks
// skipped or lived twice is refused, a day without its hour is said to be one.
import { problem, type Problem } from '../problem.ts'
import { instantOf } from '../../system/time.ts'
import { instantOfWallTime, startOfDay, type WallReading } from '../../system/wall-time.ts'
import type { Instant } from '../../system/world.ts'

export type DateReading =
  /** `dayAlone`: no hour was given, and `instant` is the first of that day: what was seen was seen then or later. */
  | { readonly instant: Instant; readonly dayAlone: boolean }
  | { readonly problem: Problem }

const OFFSET = String.raw`(?:\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`
/** 18:04, 18:04:07, 18h, 18h04, 18 h 04, 18 h 04 min 07 s. */
const HOUR = String.raw`(\d{1,2})\s*(?::(?=\s*\d)|h)(?:\s*(\d{2})(?:\s*(?::|min)(?:\s*(\d{2})(?:[.,]\d{1,9})?\s*s?)?)?)?`
const TIME = String.raw`(?:(?:\s*[,T]\s*|\s+)(?:à\s+|at\s+)?${HOUR}${OFFSET})?`
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, 'i')
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i')
const NAMED = new RegExp(String.raw`^(?:(?:le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)*(\d{1,2})(?:er)?[\s-]+(\p{L}{3,9})\.?[\s-]+(\d{4}|\d{2})${TIME}$`, 'iu')
const LONGEST = 64
const EARLIEST_YEAR = 1990

const MONTHS = [
  'janvier january janv jan', 'fevrier february fevr fev feb', 'mars march mar', 'avril april avr apr', 'mai may', 'juin june jun',
  'juillet july juil jul', 'aout august aou aug', 'septembre september sept sep', 'octobre october oct', 'novembre november nov', 'decembre december dec',
].map((names) => names.split(' '))

/** @param timeZone one that `isTimeZone` knows, for times without offset */
export function readDate(path: string, text: string, timeZone: string): DateReading {
  const value = text.slice(0, LONGEST)
  const refuse = (code: 'date.unreadable' | 'date.not-a-day'): DateReading => ({ problem: problem(path, code, { value }) })
  if (text.length > LONGEST) return refuse('date.unreadable')
  const exact = instantOf(text)
  if (exact !== undefined) return { instant: exact, dayAlone: false }
  const parts = partsOf(text.trim())
  if (parts === undefined) return refuse('date.unreadable')
  const { year, month, day, time } = parts
  // A time alone in a spreadsheet is a moment of 1899, and 1026 a slip of the finger.
  if (year < EARLIEST_YEAR) return refuse('date.unreadable')
  if (month > 12 && month <= 31 && day <= 12 && parts.dayFirst) return { problem: problem(path, 'date.month-first', { value, month }) }
  if (time === undefined) {
    const start = startOfDay({ year, month, day }, timeZone)
    return start === 'not-a-date' ? refuse('date.not-a-day') : { ...start, dayAlone: true }
  }
  const wall = { year, month, day, hour: time.hour, minute: time.minute, second: time.second }
  if (time.offset !== undefined) {
    const instant = instantOf(`${digits(year, 4)}-${digits(month)}-${digits(day)}T${digits(wall.hour)}:${digits(wall.minute)}:${digits(wall.second)}${time.offset}`)
    return instant === undefined ? refuse('date.not-a-day') : { instant, dayAlone: false }
  }
  const read: WallReading = instantOfWallTime(wall, timeZone)
  if (read === 'not-a-date') return refuse('date.not-a-day')
  if (typeof read === 'string') return { problem: problem(path, `date.${read}`, { value, timeZone }) }
  return { instant: read.instant, dayAlone: false }
}

interface Parts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly dayFirst: boolean
  readonly time: { readonly hour: number; readonly minute: number; readonly second: number; readonly offset: string | undefined } | undefined
}

function partsOf(text: string): Parts | undefined {
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) {
    return { year: yearOf(dayFirst[4]), month: Number(dayFirst[3]), day: Number(dayFirst[1]), dayFirst: true, time: timeOf(dayFirst, 5) }
  }
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) {
    return { year: yearOf(yearFirst[1]), month: Number(yearFirst[3]), day: Number(yearFirst[4]), dayFirst: false, time: timeOf(yearFirst, 5) }
  }
  const named = NAMED.exec(text)
  if (named === null) return undefined
  const name = (named[2] ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const month = MONTHS.findIndex((names) => names.includes(name)) + 1
  return month === 0 ? undefined : { year: yearOf(named[3]), month, day: Number(named[1]), dayFirst: false, time: timeOf(named, 4) }
}

/** Two digits are of this century: nobody noted what is seen on a platform before. */
function yearOf(text = ''): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}

function timeOf(match: RegExpExecArray, at: number): Parts['time'] {
  const hour = match[at]
  if (hour === undefined) return undefined
  return { hour: Number(hour), minute: Number(match[at + 1] ?? 0), second: Number(match[at + 2] ?? 0), offset: offsetOf(match[at + 3]) }
}

/** As RFC 3339 writes it. */
function offsetOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const match = /^([+-]\d{2}):?(\d{2})?$/.exec(text)
  return match === null ? 'Z' : `${match[1]}:${match[2] ?? '00'}`
}

function digits(value: number, count = 2): string {
  return String(value).padStart(count, '0')
}
