// Where a case keeps what it is.
import { instantOf } from '../system/time.ts'
import type { CaseRecord } from './case-record.ts'

/** Written last by `init`: a folder that has it is a case. */
export const RECORD_FILE = 'metadata/case.json'

export const CASE_FORMAT = 'case/1'

const text = (max: number, min = 0) => (value: unknown): boolean => typeof value === 'string' && value.length >= min && value.length <= max

const MEMBERS: { readonly [K in keyof CaseRecord]: (value: unknown) => boolean } = {
  format: (value) => value === CASE_FORMAT,
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value),
  reference: text(200, 1), title: text(500), frame: text(500), operator: text(200), unit: text(200),
  profile: (value) => value === 'police' || value === 'hotline',
  language: (value) => value === 'fr' || value === 'en',
  exercise: (value) => typeof value === 'boolean',
  timeZone: text(64, 1),
  createdAt: (value) => typeof value === 'string' && instantOf(value) === value,
}

/**
 * What `CaseRecord` says of every member but the name of the zone, without zod, which costs more than `status` does.
 * Never true where the schema says no; where this says no, the schema judges and names the member.
 */
export function looksLikeRecord(value: unknown): value is CaseRecord {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== Object.keys(MEMBERS).length) return false
  const record = value as Record<string, unknown>
  return Object.entries(MEMBERS).every(([name, fits]) => Object.hasOwn(record, name) && fits(record[name]))
}

/** Where most of our users are: the first use of Intl takes longer than the rest of a short command. */
const ZONES: ReadonlySet<string> = new Set([
  'UTC', 'Europe/Paris', 'America/Cayenne', 'America/Guadeloupe', 'America/Martinique', 'America/Miquelon',
  'Indian/Mayotte', 'Indian/Reunion', 'Pacific/Noumea', 'Pacific/Tahiti', 'Pacific/Wallis',
])

/** True for a name that this Node can print times in. */
export function isTimeZone(name: string): boolean {
  if (ZONES.has(name)) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
