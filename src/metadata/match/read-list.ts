// A list of any length, line by line, in the memory of one chunk; its own SHA-256 comes from the same reading.
import { createHash } from 'node:crypto'
import { Failure, isFailure } from '../../system/failure.ts'
import { interrupted } from '../../system/errno.ts'
import type { DigestName, World } from '../../system/world.ts'
import { listFormat, saysNothing } from './list-format.ts'
import type { ListFormat } from './list-format.ts'
import type { BadLine, ListKind, RowTaker } from './list-row.ts'
import { skippedLine } from './skip-line.ts'

export interface ListFacts {
  readonly kind: ListKind
  readonly sha256: string
  readonly size: number
  readonly entries: number
}

const LINE_LIMIT = 64 * 1024
const LF = 0x0a
export const SQLITE_MARK = 'SQLite format 3\0'

/** The first bytes, to tell a database from text. @throws `input.missing` */
export async function listHead(world: World, path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of streamed(world, path, { start: 0, end: 16 })) parts.push(chunk)
  return Buffer.concat(parts)
}

/** @throws `match.bad-line`, `match.empty-list`, `match.not-a-list`, `input.missing`, `system.interrupted` */
export async function readList(world: World, path: string, pdq: boolean, taker: RowTaker): Promise<ListFacts> {
  const hash = createHash('sha256')
  const lines = new Lines(path, pdq, taker)
  let size = 0
  for await (const chunk of streamed(world, path)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    if (size === 0) checkText(path, chunk)
    hash.update(chunk)
    size += chunk.length
    lines.push(chunk)
  }
  const { kind, entries } = lines.end()
  return { kind, sha256: hash.digest('hex'), size, entries }
}

async function* streamed(world: World, path: string, range?: { start: number; end: number }): AsyncIterable<Buffer> {
  try {
    yield* world.files.stream(path, range)
  } catch (error) {
    throw isFailure(error, 'system.io') ? new Failure('input.missing', { path }, error) : error
  }
}

function checkText(path: string, head: Buffer): void {
  const mark = head.length < 2 ? 0 : head.readUInt16BE(0)
  if (mark === 0xfffe || mark === 0xfeff) throw new Failure('match.bad-line', { path, line: 1, reason: 'utf-16' })
  if (head.subarray(0, 4096).includes(0)) throw new Failure('match.not-a-list', { path })
}

class Lines {
  readonly #path: string
  readonly #pdq: boolean
  readonly #taker: RowTaker
  #format: ListFormat | undefined
  #foreign: ((name: DigestName, prefix: number) => boolean) | undefined
  #rest: Buffer = Buffer.alloc(0)
  #line = 0
  #entries = 0

  constructor(path: string, pdq: boolean, taker: RowTaker) {
    this.#path = path
    this.#pdq = pdq
    this.#taker = taker
  }

  push(chunk: Buffer): void {
    let from = 0
    if (this.#rest.length > 0) {
      const end = chunk.indexOf(LF)
      if (end === -1) {
        this.#keep(Buffer.concat([this.#rest, chunk]))
        return
      }
      this.#whole(Buffer.concat([this.#rest, chunk.subarray(0, end + 1)]), 0)
      from = end + 1
    }
    this.#keep(Buffer.from(chunk.subarray(this.#whole(chunk, from))))
  }

  /** All lines that end in these bytes. @returns where the last one ends */
  #whole(bytes: Buffer, start: number): number {
    for (let from = start; ;) {
      from = this.#passedOver(bytes, from)
      const end = bytes.indexOf(LF, from)
      if (end === -1) return from
      this.#line += 1
      if (end - from > LINE_LIMIT) throw this.#bad('too-long')
      this.#read(bytes.toString('latin1', from, end))
      from = end + 1
    }
  }

  /** @returns where the first line begins that has to be read */
  #passedOver(bytes: Buffer, start: number): number {
    const foreign = this.#foreign
    if (foreign === undefined) return start
    let [from, lines] = [start, 0]
    for (let end = skippedLine(bytes, from, foreign); end !== -1 && end - from <= LINE_LIMIT; end = skippedLine(bytes, from, foreign)) {
      from = end + 1
      lines += 1
    }
    this.#line += lines
    this.#entries += lines
    return from
  }

  #keep(rest: Buffer): void {
    this.#rest = rest
    if (rest.length <= LINE_LIMIT) return
    this.#line += 1
    throw this.#bad('too-long')
  }

  end(): { kind: ListKind; entries: number } {
    if (this.#rest.length > 0) {
      this.#line += 1
      this.#read(this.#rest.toString('latin1'))
    }
    if (this.#format === undefined || this.#entries === 0) throw new Failure('match.empty-list', { path: this.#path })
    return { kind: this.#format.kind, entries: this.#entries }
  }

  #read(raw: string): void {
    const line = (this.#line === 1 ? raw.replace(/^\u00ef\u00bb\u00bf/, '') : raw).replace(/\r$/, '')
    if (this.#format === undefined) {
      if (saysNothing(line)) return
      this.#format = this.#decided(line)
      if (!this.#format.firstIsEntry) return
    }
    const row = this.#format.read(line)
    if (row === undefined) return
    if (typeof row === 'string') throw this.#bad(row)
    this.#entries += 1
    this.#taker.row(row, this.#line)
  }

  #decided(line: string): ListFormat {
    const format = listFormat(line, this.#pdq)
    if (typeof format === 'string') throw this.#bad(format)
    // Where each line begins with its one digest.
    if (format.kind === 'sums' || format.kind === 'plain') this.#foreign = this.#taker.foreign?.()
    return format
  }

  #bad(reason: BadLine): Failure<'match.bad-line'> {
    return new Failure('match.bad-line', { path: this.#path, line: this.#line, reason })
  }
}
