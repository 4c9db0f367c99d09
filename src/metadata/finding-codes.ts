// Every finding by its code and the facts that its words need. The sentences live in messages/.
import type { Finding, FindingLevel } from './record.ts'

/** Every finding code with the facts its words need. Codes are stable: they are in records and in the journal. */
export interface FindingFacts {
  'not-read': { reason: 'prohibited' | 'digest-only' | 'changed' }
  'read-in-part': { bytes: number; of: number }
  'engine-error': { engine: string; status: string }
  'extension-mismatch': { extension: string; detected: string }
  'date-invalid': { raw: string }
  'modified-before-captured': { captured: string; modified: string }
  'digitized-differs': { captured: string; digitized: string }
  'captured-in-future': { captured: string; received: string }
  'editor-software': { software: string }
  'edit-history': { steps: number; software: string }
  'gps-date-differs': { captured: string; gps: string; hours: number }
  'gps-zero': Record<never, never>
  'xmp-contradicts-exif': { property: string; exif: string; xmp: string }
  'pixel-size-differs': { real: string; declared: string }
  'screenshot-marker': { marker: string }
  'trailing-data': { bytes: number; kind: string }
  'platform-trace': { platform: string }
  'ai-source-type': { type: string }
  'no-camera-metadata': { engines: string }
  'name-pattern': { app: string }
  'saved-later': { captured: string; modified: string }
  'gps-offset-odd': { captured: string; gps: string; minutes: number }
  'encoder-traces': { traces: string }
  'ai-generator': { software: string }
  'xmp-malformed': { fault: string }
  'facts-cut': { kept: number; more: number }
  'record-cut': { left: 'raw' | 'inside' | 'facts' }
  'engine-disagreement': { property: string; engines: string }
  'polyglot': { also: string; offset: number }
  'c2pa-present': Record<never, never>
  'encrypted': { format: string }
  'pdf-updated': { updates: number }
  'pdf-info-contradicts-xmp': { property: string; info: string; xmp: string }
  'active-content': { what: string }
  'external-template': { target: string }
  'mail-date-differs': { sent: string; received: string; hours: number }
  'mail-domains-differ': { from: string; others: string }
  'mail-body-unread': { reason: string }
  'warc-digest-mismatch': { records: number; checked: number }
  'warc-damaged': { defects: number }
  'warc-without-digest': { records: number; of: number }
  'wacz-layout': { missing: string }
  'wacz-warc-compressed': { files: number }
  'wacz-resource-missing': { files: number }
  'wacz-digest-mismatch': { files: number; of: number }
  'wacz-resource-incomplete': { files: number; of: number }
  'wacz-uncovered-file': { files: number }
  'wacz-package-mismatch': Record<never, never>
  'wacz-digest-file-defect': { defects: number }
  'wacz-unsigned': Record<never, never>
  'wacz-self-signed': { software: string; created: string }
  'wacz-domain-signed': { domain: string; created: string }
  'wacz-signature-invalid': { reasons: number }
  'wacz-index-mismatch': { lines: number; checked: number }
  'wacz-page-not-indexed': { pages: number; of: number }
  'archive-unsafe-names': { names: number }
  'archive-duplicate-names': { names: number }
  'archive-bomb': { bytes: number; packed: number }
  'archive-headers-differ': { entries: number }
  'archive-encrypted': { entries: number }
  'archive-damaged': { defects: number }
  'container-cut-short': { box: string; declared: number; present: number }
  'container-time-is-local': { container: string; captured: string }
  'exiftool-warning': { warning: string }
  'exiftool-outdated': { version: string; wanted: string }
  'c2pa-valid': { issuer: string }
  'c2pa-invalid': { codes: string }
  'c2pa-untrusted': { issuer: string }
  'thumbnail-differs': { similarity: number; size: string }
  /** Told by `match` and the report, not in a record: records are of one exhibit. */
  'resembles-exhibit': { exhibit: string; distance: number }
}
export type FindingCode = keyof FindingFacts

export function finding<C extends FindingCode>(code: C, level: FindingLevel, facts: FindingFacts[C], evidence: readonly string[] = []): Finding {
  return { code, level, evidence: evidence.map((line) => line.slice(0, 300)), facts }
}
