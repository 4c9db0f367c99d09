// One exhibit to one record. A file that hangs, crashes or bloats a reader costs that reader and its own time: it is read
// again without it, and the record says which one failed and how. Files inside the file get records of their own.
import { join } from 'node:path'
import type { Exhibit } from '../case/exhibit.ts'
import type { ContentType } from './content-type.ts'
import type { Engines } from './engines.ts'
import { finding } from './finding-codes.ts'
import { READERS, readersFor } from './readers/registry.ts'
import type { Block, Member, ReaderClass, ReaderRun, ReadingAnswer, ReadingRequest } from './reading.ts'
import type { EmbeddedFile, EmbeddedRecord, EngineRun, MetadataRecord } from './record.ts'
import { embeddedRecordOf, recordOf } from './record-of-readings.ts'
import { fitting, INSIDE_BYTES, weightOf, withoutRaw } from './record-size.ts'

export interface InspectionDepth {
  /** ExifTool, C2PA validation, HEVC decoding. */
  readonly deep: boolean
  /** Compare and hash pixels. */
  readonly pixels: boolean
}

const MAX_FAILURES = 2
const MAX_DEPTH = 4
const MAX_MEMBERS = 200
const LISTED_MEMBERS = 1000
/** Bytes of members held at a time. */
const MEMBER_BYTES = 24 * 2 ** 20
const CLASSES: readonly ReaderClass[] = ['picture', 'media', 'archive', 'deep']

/** Never throws for what a file holds. `dir` is the case; content that may not be looked at is not opened. */
export async function inspectExhibit(engines: Engines, exhibit: Exhibit, dir: string, depth: InspectionDepth = { deep: false, pixels: true }): Promise<MetadataRecord> {
  const { number, name, size, receivedAt, digests } = exhibit
  const identity = { exhibit: number, sha256: digests.sha256 }
  if (exhibit.sensitive === 'prohibited') return unread(exhibit, 'prohibited')
  if (exhibit.stored === null) return unread(exhibit, 'digest-only')
  const examination = new Examination(engines, receivedAt, depth)
  const found = await examination.file({ path: join(dir, exhibit.stored), name, size }, 0)
  return fitting(recordOf(identity, { name, size, receivedAt, ...found, ...(depth.deep ? { deep: true } : {}) }))
}

interface Subject {
  readonly path?: string
  readonly bytes?: Buffer
  readonly name: string
  readonly size: number
}
/** What other children found. */
type Before = Pick<ReadingRequest, 'blocks' | 'found'>
const NOTHING: Before = { blocks: [] }
interface Examined {
  readonly kind: ContentType | undefined
  readonly runs: readonly ReaderRun[]
  readonly embedded: readonly EmbeddedFile[]
}

/** One exhibit with everything inside it: they share the limits. */
class Examination {
  readonly #engines: Engines
  readonly #receivedAt: string
  readonly #depth: InspectionDepth
  #failures = 0
  #members = 0
  #weight = 0

  constructor(engines: Engines, receivedAt: string, depth: InspectionDepth) {
    this.#engines = engines
    this.#receivedAt = receivedAt
    this.#depth = depth
  }

  async file(subject: Subject, level: number): Promise<Examined> {
    const first = await this.#class(subject, 'plain', undefined, NOTHING, level)
    const runs: ReaderRun[] = [...first.runs]
    const { kind } = first
    const found = new Set(first.found ?? [])
    if (kind !== undefined) {
      for (const readerClass of CLASSES.filter((each) => wants(each, kind, this.#depth, runs))) {
        if (this.#failures > MAX_FAILURES) break
        const blocks = runs.flatMap(({ reading }) => reading?.blocks ?? [])
        const answer = await this.#class(subject, readerClass, kind, { blocks, found: [...found] }, level)
        runs.push(...answer.runs)
        await this.#readAgain(subject, kind, runs, answer.runs.flatMap(({ reading }) => reading?.blocks ?? []).filter((block) => !found.has(block.kind)), level)
        for (const block of answer.found ?? []) found.add(block)
      }
    }
    if (this.#depth.deep && subject.size > 0 && this.#failures <= MAX_FAILURES) runs.push(await this.#exiftool(subject))
    return { kind, runs, embedded: await this.#embedded(subject, kind, runs, level) }
  }

  /** A process of its own, not a child of ours: it takes the path, or the bytes of a file inside another one. */
  async #exiftool({ path, bytes }: Subject): Promise<ReaderRun> {
    const run = await this.#engines.exiftool(path === undefined ? { bytes: bytes ?? Buffer.alloc(0) } : { path })
    if (['timeout', 'crash', 'limit'].includes(run.engine.status)) this.#failures += 1
    return run
  }

  /** Blocks of a kind that no walker had found, as libvips may: the readers of that kind have not seen them. */
  async #readAgain(subject: Subject, kind: ContentType, runs: ReaderRun[], blocks: readonly Block[], level: number): Promise<void> {
    for (const [index, { engine }] of runs.entries()) {
      if (this.#failures > MAX_FAILURES) return
      const entry = READERS.find(({ name }) => name === engine.name)
      if (engine.status !== 'empty' || entry?.blocks === undefined || !blocks.some((block) => entry.blocks?.includes(block.kind))) continue
      const answer = await this.#engines.ask({ ...this.#request(subject, entry.class, kind, level), blocks, without: [], only: entry.name }, subject.size)
      if (answer.status !== 'ok') this.#failures += 1
      const run = answer.status === 'ok' ? (answer.value as ReadingAnswer).runs.find(({ engine: { name } }) => name === entry.name) : undefined
      if (run !== undefined) runs[index] = run
    }
  }

  async #class(subject: Subject, readerClass: ReaderClass, kind: ContentType | undefined, before: Before, level: number): Promise<ReadingAnswer> {
    const failed: EngineRun[] = []
    for (;;) {
      const answer = await this.#engines.ask({
        ...this.#request(subject, readerClass, kind, level), ...before, without: failed.map(({ name }) => name),
      }, subject.size)
      if (answer.status === 'ok') {
        const value = answer.value as ReadingAnswer
        return { ...value, runs: [...failed.map((engine) => ({ engine })), ...value.runs] }
      }
      const { status, stage = 'open' } = answer
      const again = failed.some(({ name }) => name === stage)
      // The time of a run or the size reached is not a fact of the file: the record must be the same on another day.
      failed.push({ name: stage, version: 'unknown', status, ...(status === 'error' && answer.message !== undefined ? { message: withoutPath(answer.message) } : {}) })
      this.#failures += 1
      if (stage === 'open' || again || this.#failures > MAX_FAILURES) return { runs: failed.map((engine) => ({ engine })) }
    }
  }

  #request({ path, bytes, name }: Subject, readerClass: ReaderClass, kind: ContentType | undefined, level: number): Omit<ReadingRequest, 'blocks' | 'without'> {
    return {
      ...(path === undefined ? {} : { path }), ...(bytes === undefined ? {} : { bytes }), name, receivedAt: this.#receivedAt, class: readerClass,
      ...(kind === undefined ? {} : { kind }), members: { from: 0, bytes: level < MAX_DEPTH ? MEMBER_BYTES : 0 }, pixels: this.#depth.pixels,
    }
  }

  async #embedded(subject: Subject, kind: ContentType | undefined, runs: ReaderRun[], level: number): Promise<EmbeddedFile[]> {
    const out: EmbeddedFile[] = []
    for (const { engine, reading } of runs) {
      let next = reading
      while (next?.members !== undefined) {
        for (const member of next.members) if (out.length < LISTED_MEMBERS) out.push(await this.#member(member, level))
        const from = next.membersFrom
        if (from === undefined || kind === undefined || this.#failures > MAX_FAILURES || this.#members >= MAX_MEMBERS || out.length >= LISTED_MEMBERS) break
        const request = this.#request(subject, READERS.find(({ name }) => name === engine.name)?.class ?? 'plain', kind, level)
        const answer = await this.#engines.ask({ ...request, blocks: [], without: [], only: engine.name, members: { ...request.members, from } }, subject.size)
        // What was still inside is not known then: the record must not look whole.
        if (answer.status !== 'ok') this.#failures += 1
        if (answer.status !== 'ok') runs.push({ engine: { name: engine.name, version: 'unknown', status: answer.status, message: `files inside, from ${from} on` } })
        const more = answer.status === 'ok' ? (answer.value as ReadingAnswer).runs.find((run) => run.engine.name === engine.name)?.reading : undefined
        next = more?.membersFrom !== undefined && more.membersFrom <= from ? undefined : more
      }
    }
    return out
  }

  async #member({ name, relation, size, sha256, bytes, unread: reason }: Member, level: number): Promise<EmbeddedFile> {
    const listed = { name: name.slice(0, 500), relation, size, ...(sha256 === undefined ? {} : { sha256 }) }
    if (reason !== undefined) return { ...listed, unread: reason }
    if (level >= MAX_DEPTH) return { ...listed, unread: 'depth' }
    if (this.#members >= MAX_MEMBERS || this.#failures > MAX_FAILURES) return { ...listed, unread: 'count' }
    if (bytes === undefined) return { ...listed, unread: 'size' }
    this.#members += 1
    const found = await this.file({ bytes, name, size: bytes.length }, level + 1)
    return { ...listed, ...this.#kept(embeddedRecordOf({ name, size: bytes.length, receivedAt: this.#receivedAt, ...found })) }
  }

  /** All records of files inside together weigh no more than a person could read. */
  #kept(record: EmbeddedRecord): Pick<EmbeddedFile, 'record'> | Pick<EmbeddedFile, 'unread'> {
    for (const each of [record, withoutRaw(record)]) {
      const { embedded: _, ...own } = each
      const weight = weightOf(own)
      if (this.#weight + weight > INSIDE_BYTES) continue
      this.#weight += weight
      return { record: each }
    }
    return { unread: 'size' }
  }
}

function wants(readerClass: ReaderClass, { extension }: ContentType, { deep, pixels }: InspectionDepth, runs: readonly ReaderRun[]): boolean {
  if (readerClass === 'deep' && !deep) return false
  const sized = runs.some(({ reading }) => reading?.image?.width !== undefined)
  return readersFor(readerClass, extension).some((entry) => entry.pixels === undefined || pixels || !sized)
}

/** An exhibit that is not read, and why. `changed`: its bytes are no longer those of its digest, and say nothing of it. */
export function unread({ number, name, size, receivedAt, digests }: Exhibit, reason: 'prohibited' | 'digest-only' | 'changed'): MetadataRecord {
  const record = recordOf({ exhibit: number, sha256: digests.sha256 }, { name, size, receivedAt, kind: undefined, runs: [], embedded: [] })
  return { ...record, findings: [...record.findings, finding('not-read', reason === 'changed' ? 'warn' : 'info', { reason })] }
}

/** `ENOENT: no such file or directory, open '/…'` → without the path, which is another on another machine. */
function withoutPath(message: string): string {
  return message.replace(/,? ?(?:open|read|fstat)?,? ?'[^']*'/g, '').slice(0, 200)
}
