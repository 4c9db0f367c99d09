// A list of any length, line by line, in the memory of one chunk; its own SHA-256 comes from the same reading.
import { createHash } from 'node:crypto'
import { Failure, isFailure } from '../../system/failure.ts'
import { interrupted } from '../../system/errno.ts'
import type { World } from '../../system/world.ts'
import { listFormat, saysNothing } from './list-format.ts'
import type { ListFormat } from './list-format.ts'
import type { BadLine, ListKind, ListRow } from './list-row.ts'

export interface ListFacts {
  readonly kind: ListKind
  readonly sha256: string
  readonly size: number
  readonly entries: number
}

const LINE_LIMIT = 64 * 1024
export const SQLITE_MARK = 'SQLite format 3\0'

/** The first bytes, to tell a database from text. @throws `input.missing` */
export async function listHead(world: World, path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of streamed(world, path, { start: 0, end: 16 })) parts.push(chunk)
  return Buffer.concat(parts)
}

/** @throws `match.bad-line`, `match.empty-list`, `match.not-a-list`, `input.missing`, `system.interrupted` */
export async function readList(world: World, path: string, pdq: boolean, onRow: (row: ListRow, line: number) => void): Promise<ListFacts> {
  const hash = createHash('sha256')
  const lines = new Lines(path, pdq, onRow)
  let size = 0
  for await (const chunk of streamed(world, path)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    if (size === 0) checkText(path, chunk)
    hash.update(chunk)
    size += chunk.length
    lines.push(chunk.toString('latin1'))
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
  readonly #onRow: (row: ListRow, line: number) => void
  #format: ListFormat | undefined
  #rest = ''
  #line = 0
  #entries = 0

  constructor(path: string, pdq: boolean, onRow: (row: ListRow, line: number) => void) {
    this.#path = path
    this.#pdq = pdq
    this.#onRow = onRow
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() as string
    for (const line of lines) this.#read(line)
    if (this.#rest.length > LINE_LIMIT) throw this.#bad('too-long', 1)
  }

  end(): { kind: ListKind; entries: number } {
    if (this.#rest !== '') this.#read(this.#rest)
    if (this.#format === undefined || this.#entries === 0) throw new Failure('match.empty-list', { path: this.#path })
    return { kind: this.#format.kind, entries: this.#entries }
  }

  #read(raw: string): void {
    this.#line += 1
    if (raw.length > LINE_LIMIT) throw this.#bad('too-long')
    const line = (this.#line === 1 ? raw.replace(/^\u00ef\u00bb\u00bf/, '') : raw).replace(/\r$/, '')
    if (this.#format === undefined) {
      if (saysNothing(line)) return
      const format = listFormat(line, this.#pdq)
      if (typeof format === 'string') throw this.#bad(format)
      this.#format = format
      if (!format.firstIsEntry) return
    }
    const row = this.#format.read(line)
    if (row === undefined) return
    if (typeof row === 'string') throw this.#bad(row)
    this.#entries += 1
    this.#onRow(row, this.#line)
  }

  #bad(reason: BadLine, beyond = 0): Failure<'match.bad-line'> {
    return new Failure('match.bad-line', { path: this.#path, line: this.#line + beyond, reason })
  }
}
