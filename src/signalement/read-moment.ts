// A time as a person gives it: an instant, or the problem with it. A day alone is its first instant: seen then or later.
import { instantOf } from '../system/time.ts'
import type { Instant } from '../system/world.ts'
import type { EntryField } from './entry.ts'
import { readDate } from './import/read-date.ts'
import type { Problem } from './problem.ts'

/** As the readers of files hand them over: already read. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Undefined when nothing was given. */
export function readMoment(field: EntryField, text: string | undefined, timeZone: string): Instant | Problem | undefined {
  if (text === undefined || text === '') return undefined
  // This shape alone may still be the 31st of February at 25 o'clock.
  if (INSTANT.test(text) && instantOf(text) === text) return text
  const read = readDate(field, text, timeZone)
  return 'problem' in read ? read.problem : read.instant
}
