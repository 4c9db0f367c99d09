// A workbook as rows, read in a child under limits: what it holds is hostile, and heavy.
import { interrupted } from '../../system/errno.ts'
import { Failure } from '../../system/failure.ts'
import { entryBeside } from '../../system/isolated-process.ts'
import type { IsolatedProcess, World } from '../../system/world.ts'
import { ROW_BYTES } from './import-row.ts'
import type { ImportWarning } from './import-words.ts'
import type { CellRow } from './row-of-cells.ts'
import type { NextAnswer, OpenAnswer, WorkbookRequest } from './workbook-wire.ts'
import type { WorkbookRefusal } from './workbook-zip.ts'

/** Measured: 100,000 rows of 8 columns need 2.5 s and 530 MiB. A sheet beyond this is to be saved as CSV, which streams. */
const TIME_MS = 60_000
const MEMORY_BYTES = 1024 * 2 ** 20
const HEAP_MIB = 640
const ANSWER_BYTES = 16 * 2 ** 20

export interface OpenWorkbook {
  readonly from1904: boolean
  readonly warnings: readonly ImportWarning[]
  rows(): AsyncIterable<readonly CellRow[]>
  close(): Promise<void>
}

/**
 * @param name its path, or how it is called in what is said when `bytes` are given
 * @throws `import.workbook-*`, `system.interrupted`
 */
export async function openWorkbook(world: World, name: string, bytes: Buffer | undefined): Promise<OpenWorkbook> {
  const child = world.isolated.open({
    entry: entryBeside(import.meta.url, 'workbook-child'), readable: bytes === undefined ? [name] : [],
    limits: { timeMs: TIME_MS, memoryBytes: MEMORY_BYTES, heapMiB: HEAP_MIB, answerBytes: ANSWER_BYTES },
  })
  try {
    const answer = await asked<OpenAnswer>(world, child, name, bytes === undefined ? { ask: 'open', path: name } : { ask: 'open', bytes })
    if ('refused' in answer) throw refusal(answer.refused, name)
    return {
      from1904: answer.from1904, warnings: warningsOf(answer), rows: () => rowsOf(world, child, name), close: () => child.close(),
    }
  } catch (error) {
    await child.close()
    throw error
  }
}

async function* rowsOf(world: World, child: IsolatedProcess, name: string): AsyncIterable<readonly CellRow[]> {
  for (;;) {
    const answer = await asked<NextAnswer>(world, child, name, { ask: 'next' })
    if ('tooLong' in answer) throw new Failure('import.row-too-long', { row: answer.tooLong, limit: ROW_BYTES })
    yield answer.rows.map(([row, cells, formulas, numbers]) => ({ row, cells, formulas, numbers: new Map(numbers) }))
    if (answer.done) return
  }
}

async function asked<T>(world: World, child: IsolatedProcess, name: string, request: WorkbookRequest): Promise<T> {
  const answer = await child.ask(request)
  if (answer.status === 'ok') return answer.value as T
  if (world.signal.aborted) throw interrupted(world.signal)
  // A sheet of two cells, the first and the last, spans more than can be held: the library refuses it by number.
  const spans = /over the \d+ limit/.test(answer.message ?? '')
  if (answer.status === 'timeout' || answer.status === 'limit' || spans) throw new Failure('import.workbook-too-large', { path: name })
  if (answer.status === 'error' && answer.stage === 'open') {
    throw new Failure('import.unreadable', { path: name, errno: /^[A-Z]{3,}|not-a-regular-file/.exec(answer.message ?? '')?.[0] ?? 'EIO' })
  }
  throw new Failure('import.workbook-damaged', { path: name, detail: (answer.message ?? '').split('\n', 1)[0]?.slice(0, 120) ?? '' })
}

function refusal(refused: WorkbookRefusal, path: string): Failure {
  if (refused.reason === 'other') return new Failure('import.workbook-other', { path, kind: refused.kind })
  if (refused.reason === 'damaged') return new Failure('import.workbook-damaged', { path, detail: refused.detail })
  return new Failure(`import.workbook-${refused.reason}`, { path })
}

function warningsOf({ sheet, others, merged }: Exclude<OpenAnswer, { refused: unknown }>): readonly ImportWarning[] {
  return [
    ...(others.length === 0 ? [] : [{ code: 'sheets-unread' as const, facts: { read: sheet, others } }]),
    ...(merged === 0 ? [] : [{ code: 'cells-merged' as const, facts: { count: merged } }]),
  ]
}
