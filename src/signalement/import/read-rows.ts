// The door of an import: from bytes of any of the formats to entries with their row numbers. Composing, keeping and
// telling are others' work.
import { Failure } from '../../system/failure.ts'
import { isTimeZone } from '../../case/record-file.ts'
import type { World } from '../../system/world.ts'
import { keepOldSpace, keepYoungSpace } from '../../system/young-objects.ts'
import { columnMap, knownHeaders } from './columns.ts'
import { importBytes } from './import-bytes.ts'
import { NEEDED, type ImportSource, type ReadRowsOptions, type RowBatch } from './import-row.ts'
import { csvRecords } from './read-csv.ts'
import { jsonlBatches } from './read-jsonl.ts'
import { tableBatches } from './read-table.ts'
import { openWorkbook } from './read-workbook.ts'
import type { CellRow } from './row-of-cells.ts'

/**
 * Streams: of text, a batch at a time is in memory. A failure may come after batches were handed over: nothing of the
 * file is certain before the end, so whoever keeps rows keeps them under one transaction or again without harm.
 * @throws `import.*`
 */
export async function* readRows(world: World, source: ImportSource, options: ReadRowsOptions): AsyncIterable<RowBatch> {
  const { timeZone, format, needed = NEEDED } = options
  if (!isTimeZone(timeZone)) throw new Failure('import.unknown-zone', { zone: timeZone })
  const map = columnMap(options.map)
  keepYoungSpace()
  const name = typeof source === 'string' ? source : '-'
  const bytes = await importBytes(world, source, name, format)
  const table = { name, map, timeZone, needed }
  if (bytes.format !== 'xlsx') {
    if (bytes.format === 'jsonl') yield* jsonlBatches(bytes.text, { map, timeZone })
    else {
      const records = csvRecords(bytes.text, (cells) => knownHeaders(cells, map))
      yield* tableBatches(numbered(records), { ...table, format: 'csv', from1904: false, warnings: [] })
    }
    return
  }
  const workbook = await openWorkbook(world, name, bytes.bytes)
  try {
    yield* tableBatches(workbook.rows(), { ...table, format: 'xlsx', from1904: workbook.from1904, warnings: workbook.warnings })
  } finally {
    await workbook.close()
  }
}

/**
 * Reads a file to its end for what can break it, and keeps nothing. How many rows there are at most; undefined where a
 * later row cannot break the file: each line of JSONL is its own, and a workbook is opened whole.
 * @throws `import.*`
 */
export async function checkRows(world: World, path: string, options: Pick<ReadRowsOptions, 'map' | 'format'>, onRows: (rows: number) => void): Promise<number | undefined> {
  keepYoungSpace()
  keepOldSpace()
  const map = columnMap(options.map)
  const bytes = await importBytes(world, path, path, options.format)
  if (bytes.format !== 'csv') return undefined
  let rows = 0
  for await (const records of csvRecords(bytes.text, (cells) => knownHeaders(cells, map))) {
    rows += records.length
    onRows(rows)
  }
  return rows
}

async function* numbered(records: AsyncIterable<readonly (readonly string[])[]>): AsyncIterable<readonly CellRow[]> {
  let row = 0
  for await (const batch of records) yield batch.map((cells) => ({ row: ++row, cells }))
}
