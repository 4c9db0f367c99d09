// What the guichet takes at most; templates/openapi.yaml states the same, and a test compares them.
import { MAX_BATCH_LINES, MAX_NOTICE_BYTES } from '../signalement/reporting-api/answers.ts'
import { MAX_LOCATORS } from '../signalement/signalement.ts'

export const LIMITS = {
  noticeBytes: MAX_NOTICE_BYTES,
  /** Of one JSON object, `ids` of a locator among them; a notice itself has 23. */
  members: 32,
  /** Of one JSON array: no list of a notice may be longer than that of its locators. */
  items: MAX_LOCATORS,
  /** JSON values of one notice, with all lists full. */
  values: 10_000,
  /** Objects and arrays in each other; a notice has four. */
  depth: 8,
  batchLines: MAX_BATCH_LINES,
  batchBytes: 16 * 1024 * 1024,
  keyCharacters: 128,
  pageItems: 100,
  /** Of one PUT. */
  partBytes: 4 * 1024 * 1024,
  evidenceBytes: 50 * 1024 * 1024,
  evidenceItems: 50,
  /** Notices that wait for the disk; beyond it, 503. */
  pending: 5000,
  /** Refused logins and tokens, by address, a minute. */
  refusalsAMinute: 30,
  accessTokenSeconds: 900,
  sessionSeconds: 8 * 3600,
} as const

/** Requests of one client, when nothing else is asked for. */
export const REQUESTS_A_MINUTE = 6000

/** What may be kept as evidence; nothing that a browser would run. */
export const EVIDENCE_TYPES: readonly string[] = [
  'image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/plain', 'message/rfc822', 'video/mp4', 'video/webm', 'audio/mpeg', 'audio/ogg', 'application/zip',
]
