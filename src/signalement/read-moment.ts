// A time as a person gives it: an instant, or the problem with it. A day alone is its first instant: seen then or later.
import type { Instant } from '../system/world.ts'
import type { EntryField } from './entry.ts'
import { readDate } from './import/read-date.ts'
import type { Problem } from './problem.ts'

/** As the readers of files hand them over: already read. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Undefined when nothing was given. */
export function readMoment(field: EntryField, text: string | undefined, timeZone: string): Instant | Problem | undefined {
  if (text === undefined || text === '') return undefined
  // The last look at the calendar is readDate's: this shape alone may still be the 31st of February.
  if (INSTANT.test(text) && Number(text.slice(8, 10)) <= 28) return text
  const read = readDate(field, text, timeZone)
  return 'problem' in read ? read.problem : read.instant
}
