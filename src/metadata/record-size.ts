// What a record may weigh. A file made to hurt has tags by the million: they stay in the exhibit, and one record never
// keeps those of a whole case from being read. Owes nothing to others.
import { finding } from './finding-codes.ts'
import type { EmbeddedRecord, MetadataRecord } from './record.ts'

const MIB = 2 ** 20
/** Of the records of all files inside an exhibit; beyond it their raw tags are left out. */
export const INSIDE_BYTES = 8 * MIB
/** Of a record file. Half of what is read back. */
export const RECORD_BYTES = 16 * MIB

/** The bytes of a record file: the same for the same exhibit and the same versions, whenever it is read. */
export function recordBytes(record: MetadataRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record, null, 1)}\n`)
}

export function weightOf(record: EmbeddedRecord): number {
  return Buffer.byteLength(JSON.stringify(record))
}

export function withoutRaw<T extends EmbeddedRecord>(record: T): T {
  return Object.keys(record.raw).length === 0 ? record : { ...record, raw: {}, findings: [...record.findings, finding('record-cut', 'notice', { left: 'raw' })] }
}

/** The record, or what of it fits: first without raw tags, then without the files inside, then without any fact but the engines. */
export function fitting(record: MetadataRecord, limit = RECORD_BYTES): MetadataRecord {
  const fits = (each: MetadataRecord): boolean => recordBytes(each).length <= limit
  if (fits(record)) return record
  const light = withoutRaw(record)
  if (fits(light)) return light
  const { embedded: _, ...alone } = light
  const outer: MetadataRecord = { ...alone, findings: [...light.findings, finding('record-cut', 'notice', { left: 'inside' })] }
  if (fits(outer)) return outer
  const { format, exhibit, sha256, deep, engines, file } = record
  return {
    format, exhibit, sha256, ...(deep === undefined ? {} : { deep }), engines: engines.slice(0, 100), file, times: [], software: [], text: [], raw: {},
    findings: [finding('record-cut', 'notice', { left: 'facts' })],
  }
}
