// Records read back from a case: taken for none when they are of other bytes, or when somebody changed their shape.
import { exhibitId } from '../case/exhibit.ts'
import type { Exhibit } from '../case/exhibit.ts'
import { isFailure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { METADATA_FORMAT } from './record.ts'
import type { EmbeddedRecord, MetadataRecord } from './record.ts'

/** A record is small; one that is not was not written by us. */
const RECORD_LIMIT = 32 * 1024 * 1024
/** Deeper than any record is made. */
const MAX_DEPTH = 8
/** Members of the items of each list that are read as strings. */
const STRINGS: Readonly<Record<string, readonly string[]>> = {
  engines: ['name', 'version', 'status'], times: ['role', 'raw', 'source'], software: ['name', 'source'], text: ['key', 'value'],
  findings: ['code', 'level'], ids: ['kind', 'value'], people: ['role', 'value'], places: ['source'], embedded: ['name', 'relation'],
}
const OPTIONAL = new Set(['ids', 'people', 'places', 'embedded'])

/** `0001` → `metadata/records/0001.json`. */
export function recordPath(number: number): string {
  return `metadata/records/${exhibitId(number)}.json`
}

/** Undefined when there is none, or when it is no record. */
export async function readRecordFile(world: World, dir: string, number: number): Promise<MetadataRecord | undefined> {
  try {
    const bytes = await world.files.read(`${dir}/${recordPath(number)}`, RECORD_LIMIT)
    if (bytes === undefined) return undefined
    const record = JSON.parse(bytes.toString('utf8')) as MetadataRecord
    return record.format === METADATA_FORMAT ? soundRecord(record) : undefined
  } catch (error) {
    // Too large: not one of ours, and no reason to stop at this exhibit.
    if (isFailure(error) && !isFailure(error, 'system.too-large')) throw error
    return undefined
  }
}

/** Undefined when the exhibit was not inspected, or when its record is not one of ours for these bytes. */
export async function readRecord(world: World, dir: string, { number, digests }: Pick<Exhibit, 'number' | 'digests'>): Promise<MetadataRecord | undefined> {
  const record = await readRecordFile(world, dir, number)
  return record?.sha256 === digests.sha256 ? record : undefined
}

/** The record when it has the shape of one, else undefined: what is written of it is written also when somebody changed it. */
export function soundRecord(record: MetadataRecord | undefined): MetadataRecord | undefined {
  return record !== undefined && isSound(record, 0) ? record : undefined
}

function isSound(record: EmbeddedRecord, depth: number): boolean {
  const { file, raw, device, place, findings, embedded } = record as Partial<EmbeddedRecord>
  return isObject(file) && isObject(raw)
    && (file.detected === undefined || (typeof file.detected.extension === 'string' && typeof file.detected.mime === 'string'))
    && (device === undefined || (isObject(device) && isList(device.serials, ['value', 'source'], false)))
    && Object.entries(STRINGS).every(([name, strings]) => isList(record[name as keyof EmbeddedRecord], strings, OPTIONAL.has(name)))
    && (findings ?? []).every(({ evidence, facts }) => isObject(facts) && Array.isArray(evidence) && evidence.every((line) => typeof line === 'string'))
    && [...(place === undefined ? [] : [place]), ...record.places ?? []].every((each) => isObject(each) && typeof each.latitude === 'number' && typeof each.longitude === 'number')
    && (embedded ?? []).every((each) => each.record === undefined || (depth < MAX_DEPTH && isObject(each.record) && isSound(each.record, depth + 1)))
}

function isList(list: unknown, strings: readonly string[], optional: boolean): boolean {
  if (list === undefined) return optional
  return Array.isArray(list) && list.every((item) => isObject(item) && strings.every((name) => typeof (item as Record<string, unknown>)[name] === 'string'))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
