// JSONL: one object a line, with the fields of an entry or the words of a header as its members. A broken line is that
// line's problem; the next ones go on.
import type { EntryField } from '../entry.ts'
import { problem, type Problem } from '../problem.ts'
import type { ColumnMap } from './columns.ts'
import { fieldOfHeader, MANY } from './header-words.ts'
import { BATCH_ROWS, isProblemColumn, ROW_BYTES, type ImportRow, type RowBatch } from './import-row.ts'
import { dateOf, DATE_FIELDS, tidy } from './row-of-cells.ts'

export interface JsonlOptions {
  readonly map: ColumnMap
  readonly timeZone: string
}

/** @param text UTF-8 without byte order mark */
export async function* jsonlBatches(text: AsyncIterable<Buffer>, options: JsonlOptions): AsyncIterable<RowBatch> {
  let rows: ImportRow[] = []
  let said = false
  const batch = (): RowBatch => {
    const full: RowBatch = { format: 'jsonl', columns: [], rows, warnings: [] }
    rows = []
    said = true
    return full
  }
  for await (const { line, row } of linesOf(text)) {
    if (line === undefined) rows.push(refused(row, '', [problem('', 'row.too-long', { limit: ROW_BYTES })]))
    else if (line.trim() !== '') rows.push(rowOfLine(line.trim(), row, options))
    if (rows.length >= BATCH_ROWS) yield batch()
  }
  if (!said || rows.length > 0) yield batch()
}

/** Lines that are too long are counted, not held. */
async function* linesOf(text: AsyncIterable<Buffer>): AsyncIterable<{ line: string | undefined; row: number }> {
  let parts: Buffer[] = []
  let held = 0
  let row = 1
  const add = (part: Buffer): void => {
    held += part.length
    if (held > ROW_BYTES) parts = []
    else parts.push(part)
  }
  const end = (): { line: string | undefined; row: number } => {
    const line = held > ROW_BYTES ? undefined : parts.length === 1 ? (parts[0] as Buffer).toString('utf8') : Buffer.concat(parts).toString('utf8')
    parts = []
    held = 0
    return { line, row: row++ }
  }
  for await (const chunk of text) {
    let from = 0
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      add(chunk.subarray(from, at))
      yield end()
      from = at + 1
    }
    // A chunk may be a view of a buffer that its owner fills again.
    if (from < chunk.length) add(Buffer.from(chunk.subarray(from)))
  }
  if (held > 0) yield end()
}

function refused(row: number, raw: string, problems: readonly Problem[]): ImportRow {
  return { row, entry: {}, raw, problems, notes: [], columns: {} }
}

function rowOfLine(line: string, row: number, { map, timeZone }: JsonlOptions): ImportRow {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return refused(row, line, [problem('', 'row.not-json', { start: line.slice(0, 60) })])
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused(row, line, [problem('', 'row.not-an-object', {})])
  const problems: Problem[] = []
  const notes: Problem[] = []
  const entry: { [field in EntryField]?: string } = {}
  const columns: { [field in EntryField]?: string } = {}
  for (const name of membersTwice(line, Object.keys(value).length)) problems.push(problem('', 'row.member-twice', { name }))
  for (const [name, member] of Object.entries(value)) {
    if (isProblemColumn(name)) continue
    const mapped = map.fieldOf(name)
    const field = mapped === undefined ? fieldOfHeader(name) : mapped
    if (field === null) continue
    if (field === undefined) {
      problems.push(problem(name, 'field.unknown', { name }))
      continue
    }
    const read = textOf(field, member)
    if (typeof read !== 'string') {
      if (read !== undefined) problems.push(read)
      continue
    }
    const text = tidy(read)
    if (text === '') continue
    if (columns[field] !== undefined && !MANY.has(field)) {
      problems.push(problem(field, 'row.member-twice', { name }))
      continue
    }
    columns[field] = columns[field] === undefined ? name : `${columns[field]}, ${name}`
    if (DATE_FIELDS.has(field)) entry[field] = dateOf(field, text, timeZone, problems, notes)
    else entry[field] = entry[field] === undefined ? text : `${entry[field]}\n${text}`
  }
  return { row, entry, raw: line, problems, notes, columns }
}

/** Undefined: not given. */
function textOf(field: EntryField, value: unknown): string | undefined | Problem {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    // Beyond 2^53 the parser has already changed the last digits.
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? problem(field, 'cell.number-rounded', { value: String(value) }) : String(value)
  }
  if (Array.isArray(value) && MANY.has(field) && value.every((each) => typeof each === 'string')) return value.join('\n')
  return problem(field, 'field.wrong-type', { expected: MANY.has(field) ? 'string | string[]' : 'string' })
}

/** Names that an object of the line's own level says twice: RFC 8259 leaves open which one counts. */
function membersTwice(line: string, distinct: number): readonly string[] {
  if ((line.match(/"\s*:/g)?.length ?? 0) === distinct) return []
  const seen = new Set<string>()
  const twice = new Set<string>()
  let depth = 0
  for (const { 0: token } of line.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && token.endsWith(':')) {
      const name = String(JSON.parse(token.replace(/\s*:$/, '')))
      if (seen.has(name) && !isProblemColumn(name)) twice.add(name)
      seen.add(name)
    }
  }
  return [...twice]
}
