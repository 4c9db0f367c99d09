// CSV as records of cells, through csv-parse: nothing is kept but the rows of one batch. Empty lines are records too, so
// that their count is the number that a spreadsheet shows.
import { Parser } from 'csv-parse'
import { Failure } from '../../system/failure.ts'
import { csvDialect } from './csv-dialect.ts'
import { HEAD_BYTES } from './file-kind.ts'
import { MAX_COLUMNS, ROW_BYTES } from './import-row.ts'

/** More than any spreadsheet has columns. */
const MANY_CELLS = 16_384

/**
 * @param text UTF-8 without byte order mark
 * @param known how many of these cells are words of a header
 * @throws `import.quote-open`, `import.row-too-long`, `import.too-many-columns`
 */
export async function* csvRecords(text: AsyncIterable<Buffer>, known: (cells: readonly string[]) => number): AsyncIterable<readonly (readonly string[])[]> {
  const chunks = text[Symbol.asyncIterator]()
  let head: Buffer = Buffer.alloc(0)
  let more = true
  while (more && head.length < HEAD_BYTES) {
    const { done, value } = await chunks.next()
    if (done === true) more = false
    else head = head.length === 0 ? value : Buffer.concat([head, value])
  }
  const { delimiter, skipBytes } = csvDialect(head.toString('utf8'), known)

  let records: string[][] = []
  let count = 0
  const parser = new Parser({
    delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: ROW_BYTES,
    // Taken here and not pushed: a stream of one object a record costs a third of the time.
    on_record: (record: string[]) => {
      records.push(record)
      count += 1
    },
  })
  const failed = (error: Error): Failure => failureOf(error, count + 1)
  // Each write and the end report their own error.
  parser.on('error', () => undefined)
  parser.resume()
  const write = async (chunk: Buffer): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      parser.write(chunk, (error) => {
        if (error instanceof Error) reject(failed(error))
        else resolve()
      })
    })
    // Empty cells have no size that the parser would limit: a file of separators alone is one endless row.
    const cells = (parser as unknown as { readonly state: { readonly record: readonly unknown[] } }).state.record.length
    if (cells > MANY_CELLS) throw new Failure('import.too-many-columns', { found: cells, max: MAX_COLUMNS })
  }
  const end = (): Promise<void> => new Promise((resolve, reject) => {
    parser.once('error', (error) => reject(failed(error)))
    parser.once('end', resolve)
    parser.end()
  })
  const taken = (): string[][] => {
    const batch = records
    records = []
    return batch
  }

  try {
    await write(head.subarray(skipBytes))
    if (records.length > 0) yield taken()
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      await write(next.value)
      if (records.length > 0) yield taken()
    }
    await end()
    if (records.length > 0) yield taken()
  } finally {
    parser.destroy()
    await chunks.return?.()
  }
}

function failureOf(error: Error & { readonly code?: string }, row: number): Failure {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new Failure('import.quote-open', { row })
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new Failure('import.row-too-long', { row, limit: ROW_BYTES })
  return new Failure('system.internal', { detail: `csv-parse ${error.code ?? error.message}` }, error)
}
