// Records read back from a case: taken for none when they are of other bytes, or when somebody changed their shape.
import { hash } from 'node:crypto'
import { exhibitId } from '../case/exhibit.ts'
import type { Exhibit } from '../case/exhibit.ts'
import { readJournal } from '../case/journal.ts'
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

/** Digests of records that the journal holds, by number of the exhibit: another hand may have written what lies there. */
export type Vouched = ReadonlyMap<number, string>

export async function vouchedDigests(world: World, dir: string): Promise<Vouched> {
  const digests = new Map<number, string>()
  for await (const { entry } of readJournal(world, dir)) {
    const digest = entry.facts['record']
    if (entry.action === 'exhibit.inspected' && typeof digest === 'string') digests.set(Number(entry.subject), digest)
  }
  return digests
}

/** Undefined when there is none, when it is no record, or not of the digest that is asked for. */
export async function readRecordFile(world: World, dir: string, number: number, digest?: string): Promise<MetadataRecord | undefined> {
  try {
    const bytes = await world.files.read(`${dir}/${recordPath(number)}`, RECORD_LIMIT)
    if (bytes === undefined || (digest !== undefined && hash('sha256', bytes, 'hex') !== digest)) return undefined
    const record = JSON.parse(bytes.toString('utf8')) as MetadataRecord
    return record.format === METADATA_FORMAT ? soundRecord(record) : undefined
  } catch (error) {
    // Too large: not one of ours, and no reason to stop at this exhibit.
    if (isFailure(error) && !isFailure(error, 'system.too-large')) throw error
    return undefined
  }
}

/** Undefined when the exhibit was not inspected, or when its record is not the one of the journal for these bytes. */
export async function readRecord(world: World, dir: string, { number, digests }: Pick<Exhibit, 'number' | 'digests'>, vouched: Vouched): Promise<MetadataRecord | undefined> {
  const digest = vouched.get(number)
  const record = digest === undefined ? undefined : await readRecordFile(world, dir, number, digest)
  return record?.sha256 === digests.sha256 ? record : undefined
}

/** Whether the record that lies there is the one of the journal; one that is lost or changed is made again. */
export async function isVouched(world: World, dir: string, number: number, vouched: Vouched): Promise<boolean> {
  const path = `${dir}/${recordPath(number)}`
  const size = (await world.files.facts(path))?.size
  const bytes = size === undefined || size > RECORD_LIMIT ? undefined : await world.files.read(path, RECORD_LIMIT)
  return bytes !== undefined && hash('sha256', bytes, 'hex') === vouched.get(number)
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
