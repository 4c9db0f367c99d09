// One exhibit to one record. A file that hangs, crashes or bloats an engine costs that engine and its own time: it is read
// again without it, and the record says which engine failed and how.
import { join } from 'node:path'
import type { Exhibit } from '../case/exhibit.ts'
import { entryBeside } from '../system/isolated-process.ts'
import type { IsolatedProcess, World } from '../system/world.ts'
import { finding } from './findings.ts'
import type { ReadingRequest } from './read-exhibit.ts'
import type { EngineRun, MetadataRecord } from './record.ts'
import { recordOf } from './record-of-readings.ts'

/** One engine that hangs takes this long; with two of them the file still ends within twelve seconds. */
const TIME_MS = 4000
const MAX_FAILURES = 2

export function openReader(world: World, readable: readonly string[]): IsolatedProcess {
  return world.isolated.open({
    entry: entryBeside(import.meta.url, 'reading-child'), readable, addons: true,
    limits: { timeMs: TIME_MS, memoryBytes: 768 * 2 ** 20, heapMiB: 384, answerBytes: 2 * 2 ** 20 },
  })
}

/** Never throws for what a file holds. `dir` is the case; content that may not be looked at is not opened. */
export async function inspectExhibit(reader: IsolatedProcess, exhibit: Exhibit, dir: string): Promise<MetadataRecord> {
  if (exhibit.sensitive === 'prohibited') return unread(exhibit, 'prohibited')
  if (exhibit.stored === null) return unread(exhibit, 'digest-only')
  const { number, name, size, receivedAt, digests } = exhibit
  const request = { path: join(dir, exhibit.stored), exhibit: { number, name, size, receivedAt, sha256: digests.sha256 } }
  const failed: EngineRun[] = []
  for (;;) {
    const answer = await reader.ask({ ...request, failed } satisfies ReadingRequest)
    if (answer.status === 'ok') return answer.value as MetadataRecord
    const { status, stage = 'open' } = answer
    // The time of a run or the size reached is not a fact of the file: the record must be the same on another day.
    failed.push({ name: stage, version: 'unknown', status, ...(status === 'error' && answer.message !== undefined ? { message: withoutPath(answer.message) } : {}) })
    if (stage === 'open' || failed.length > MAX_FAILURES || failed.slice(0, -1).some((run) => run.name === stage)) return empty(exhibit, failed)
  }
}

function unread(exhibit: Exhibit, reason: 'prohibited' | 'digest-only'): MetadataRecord {
  const record = empty(exhibit, [])
  return { ...record, findings: [...record.findings, finding('not-read', 'info', { reason })] }
}

function empty({ number, name, size, receivedAt, digests }: Exhibit, engines: readonly EngineRun[]): MetadataRecord {
  return recordOf({
    exhibit: { number, name, receivedAt, sha256: digests.sha256 }, size, engines,
    detected: undefined, header: undefined, own: undefined, tags: undefined, after: undefined, readBytes: undefined,
  })
}

/** `ENOENT: no such file or directory, open '/…'` → without the path, which is another on another machine. */
function withoutPath(message: string): string {
  return message.replace(/,? ?(?:open|read|fstat)?,? ?'[^']*'/g, '').slice(0, 200)
}
