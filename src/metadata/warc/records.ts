// Wraps warcio's readers. Records of a WARC (ISO 28500) one after the other, in constant memory: the length
// that a record tells is held against what follows it, and reading goes on at the next record when it lies.
import { AsyncIterReader, LimitReader } from 'warcio'
import type { Defects } from './inflated.ts'

export interface WarcRecord {
  /** From 1, in the order of the file. */
  readonly number: number
  readonly version: string
  /** Names in lower case; of repeated fields the first. */
  readonly fields: ReadonlyMap<string, string>
  /** As told. */
  readonly length: number
  /** To be read to its end before the next record is asked for. */
  readonly block: AsyncIterable<Uint8Array>
}

const HEADER_LIMIT = 256 * 1024
const LINE_LIMIT = 64 * 1024
/** Records smaller than a kilobyte, beyond the first hundred thousand, are no capture of anything. */
const FREE_RECORDS = 100_000
const BYTES_PER_RECORD = 1000
const DEFECTS = 1000
const END = Buffer.from('\r\n\r\n')
const VERSION = /^WARC\/\d\.\d\r?\n/
const NEXT = '\nWARC/1.'

/** @param size of the file as it lies */
export async function* recordsOf(bytes: AsyncIterable<Uint8Array>, size: number, defects: Defects): AsyncGenerator<WarcRecord> {
  const reader = new BoundedReader(bytes)
  let wrongEnd: string | undefined
  for (let number = 1; await toNextRecord(reader, number, wrongEnd, defects); number += 1) {
    wrongEnd = undefined
    if (number > FREE_RECORDS + size / BYTES_PER_RECORD) {
      say(defects, `stopped after ${number - 1} records`)
      return
    }
    const head = await headOf(reader, number, defects)
    if (head === undefined) continue
    const { fields } = head
    const told = fields.get('content-length') ?? ''
    const length = /^\d{1,15}$/.test(told) ? Number(told) : 0
    if (length === 0 && told !== '0') say(defects, `Record[${number}]: Content-Length = ${told.slice(0, 40)}`)
    const block = new LimitReader(reader, length)
    yield { number, ...head, length, block }
    if (block.limit > 0) {
      say(defects, `Record[${number}]: ${block.limit} of ${length} bytes missing at the end of the file`)
      return
    }
    if (!await reader.take(END)) wrongEnd = `Record[${number}]: Content-Length ${length} is not where the record ends`
  }
}

function say(defects: Defects, defect: string): void {
  if (defects.length < DEFECTS) defects.push(defect)
}

/** Empty lines between records are ignored, as readers do; anything else is told and passed over. */
async function toNextRecord(reader: BoundedReader, number: number, wrongEnd: string | undefined, defects: Defects): Promise<boolean> {
  if (await reader.startsWith(VERSION)) {
    if (wrongEnd !== undefined) say(defects, wrongEnd)
    return true
  }
  const { found, passed } = await reader.passTo(NEXT)
  if (passed > 0 && wrongEnd !== undefined) say(defects, wrongEnd)
  if (passed > 0) say(defects, `${found ? `before Record[${number}]` : `after Record[${number - 1}]`}: ${passed} bytes that belong to no record`)
  return found
}

/** Lines up to an empty one (ISO 28500 §4); warcio's own parser loses the end of a header that falls between two chunks. */
async function headOf(reader: BoundedReader, number: number, defects: Defects): Promise<Pick<WarcRecord, 'version' | 'fields'> | undefined> {
  const fields = new Map<string, string>()
  const version = await reader.line() ?? ''
  let last: string | undefined
  let length = 0
  for (let line = await reader.line(); line !== undefined && line !== ''; line = await reader.line()) {
    length += line.length
    if (length > HEADER_LIMIT) {
      say(defects, `Record[${number}]: header of more than ${HEADER_LIMIT} bytes`)
      return undefined
    }
    const colon = line.indexOf(':')
    if (/^[ \t]/.test(line) && last !== undefined) fields.set(last, `${fields.get(last)} ${line.trim()}`)
    else if (colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase()
      last = fields.has(name) ? undefined : name
      if (last !== undefined) fields.set(last, line.slice(colon + 1).trim())
    }
  }
  return { version, fields }
}

/** A reader that gives bytes back in any order. */
class BoundedReader extends AsyncIterReader {
  constructor(source: AsyncIterable<Uint8Array>) {
    // Inflated before, because damage must be told.
    super(source, null)
  }

  /** Without its end; undefined at the end of the file. A line beyond the limit comes in parts. */
  async line(): Promise<string | undefined> {
    const bytes = await this.readlineRaw(LINE_LIMIT)
    return bytes === null || bytes.length === 0 ? undefined : Buffer.from(bytes).toString('utf8').replace(/\r?\n$/, '')
  }

  override unread(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    this._readOffset -= chunk.length
    const kept = this._savedChunk
    this._savedChunk = kept === null ? chunk : Buffer.concat([chunk, kept])
  }

  async startsWith(pattern: RegExp): Promise<boolean> {
    const next = await this.readSize(12)
    this.unread(next)
    return pattern.test(Buffer.from(next).toString('latin1'))
  }

  /** To the line after this mark, counting what is no empty line on the way. */
  async passTo(mark: string): Promise<{ readonly found: boolean; readonly passed: number }> {
    let carried: Buffer = Buffer.from('\n')
    let length = -1
    let blank = true
    for await (const chunk of this) {
      const bytes = Buffer.concat([carried, chunk])
      const at = bytes.indexOf(mark, 0, 'latin1')
      const passed = bytes.subarray(0, at === -1 ? bytes.length - mark.length : at + 1)
      length += passed.length
      blank &&= passed.every((byte) => byte === 10 || byte === 13)
      if (at !== -1) {
        this.unread(bytes.subarray(at + 1))
        return { found: true, passed: blank ? 0 : length }
      }
      carried = bytes.subarray(passed.length)
    }
    return { found: false, passed: blank && carried.every((byte) => byte === 10 || byte === 13) ? 0 : length + carried.length }
  }

  /** Goes past these bytes when they follow, and only then; the end of the file is an end too. */
  async take(expected: Buffer): Promise<boolean> {
    const next = await this.readSize(expected.length)
    if (next.length === 0 || expected.equals(next)) return true
    this.unread(next)
    return false
  }
}
