// A time as a person gives it: an instant, or the problem with it. A day alone is its first instant: seen then or later.
import { instantOf } from '../system/time.ts'
import type { Instant } from '../system/world.ts'
import type { EntryField } from './entry.ts'
import { readDate } from './import/read-date.ts'
import type { Problem } from './problem.ts'

/** As the readers of files hand them over, and an instant whatever the month: the calendar need not be asked. */
const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Undefined when nothing was given. */
export function readMoment(field: EntryField, text: string | undefined, timeZone: string): Instant | Problem | undefined {
  if (text === undefined || text === '') return undefined
  if (INSTANT.test(text) || instantOf(text) === text) return text
  const read = readDate(field, text, timeZone)
  return 'problem' in read ? read.problem : read.instant
}
