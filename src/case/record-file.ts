// Where a case keeps what it is.

/** Written last by `init`: a folder that has it is a case. */
import type { CaseRecord } from './case-record.ts'

export const RECORD_FILE = 'metadata/case.json'

export const CASE_FORMAT = 'case/1'

const TYPES: { readonly [K in keyof CaseRecord]: 'string' | 'boolean' } = {
  format: 'string', id: 'string', reference: 'string', title: 'string', frame: 'string', operator: 'string', unit: 'string',
  profile: 'string', language: 'string', exercise: 'boolean', timeZone: 'string', createdAt: 'string',
}

/**
 * A look at the members and their types, without zod, which costs more than `status` does. Enough for a record whose
 * digest stands in the journal, because `init` judged it whole; anything else is judged by `CaseRecord`.
 */
export function looksLikeRecord(value: unknown): value is CaseRecord {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== Object.keys(TYPES).length) return false
  const record = value as Record<string, unknown>
  return Object.entries(TYPES).every(([name, type]) => typeof record[name] === type)
    && record['format'] === CASE_FORMAT && (record['language'] === 'fr' || record['language'] === 'en')
    && (record['profile'] === 'police' || record['profile'] === 'hotline')
}

/** True for a name that this Node can print times in. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
