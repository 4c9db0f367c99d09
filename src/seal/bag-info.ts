// bagit.txt and bag-info.txt (RFC 8493 §2.1.1, §2.2.2): what any BagIt tool reads first.
import type { CaseRecord } from '../case/case-record.ts'

export interface BagInfo {
  readonly record: CaseRecord
  /** Payload files: exhibits that are stored. */
  readonly exhibits: number
  /** Bytes of those. */
  readonly bytes: number
  /** Instant of the seal; its UTC day is printed. */
  readonly date: string
  readonly toolVersion: string
}

/** Exactly two lines, no byte order mark (RFC 8493 §2.1.1). */
export function bagDeclaration(): string {
  return 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
}

/** One line a label; a label without a value is left out; no value can add a line or a label. */
export function bagInfo({ record, exhibits, bytes, date, toolVersion }: BagInfo): string {
  const elements: readonly (readonly [label: string, value: string])[] = [
    ['Source-Organization', record.unit],
    ['External-Identifier', record.reference],
    ['External-Description', record.title],
    ['Internal-Sender-Identifier', record.id],
    ['Bagging-Date', date.slice(0, 10)],
    ['Bag-Software-Agent', `scelle ${toolVersion}`],
    ['Payload-Oxum', `${bytes}.${exhibits}`],
  ]
  return elements
    .map(([label, value]) => [label, oneLine(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}\n`)
    .join('')
}

// Readers end a line at CR, LF or CRLF; some at NEL, LS and PS too.
function oneLine(value: string): string {
  return value.toWellFormed().replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ').replace(/\s+/g, ' ').trim()
}
