// The children that read evidence, by class of readers: started when first needed, each killed and replaced alone.
import { entryBeside } from '../system/isolated-process.ts'
import type { ExifTool, ExifToolSubject } from '../system/exiftool.ts'
import type { IsolatedAnswer, IsolatedLimits, IsolatedProcess, World } from '../system/world.ts'
import { exiftoolRun } from './exiftool/run.ts'
import type { ReaderClass, ReaderRun, ReadingRequest } from './reading.ts'

export interface Engines {
  /** Never rejects: what goes wrong is an outcome. */
  ask(request: ReadingRequest, size: number): Promise<IsolatedAnswer>
  /** Every tag that ExifTool knows, when it is installed. */
  exiftool(subject: ExifToolSubject): Promise<ReaderRun>
  close(): Promise<void>
}

const MIB = 2 ** 20
/** One reader that hangs takes this long; with two of them the file still ends within twelve seconds. */
const TIME_MS = 4000
/** Archives are gone through whole: this much per second at least. */
const ARCHIVE_BYTES_PER_MS = 10_000

/** Files that cost a parser less than a second child costs to start go to the first one, as long as no queue forms. */
const SHARED: ReadonlySet<ReaderClass> = new Set(['plain'])
const SMALL = 16 * MIB
const QUEUE = 4

const CHILDREN: Readonly<Record<ReaderClass, { readonly addons: boolean; readonly side: number; readonly limits: IsolatedLimits }>> = {
  plain: { addons: false, side: 2, limits: { timeMs: TIME_MS, memoryBytes: 768 * MIB, heapMiB: 384, answerBytes: 40 * MIB } },
  picture: { addons: true, side: 2, limits: { timeMs: TIME_MS, memoryBytes: 768 * MIB, heapMiB: 256, answerBytes: 16 * MIB } },
  media: { addons: false, side: 1, limits: { timeMs: 10_000, memoryBytes: 768 * MIB, heapMiB: 256, answerBytes: 4 * MIB } },
  archive: { addons: false, side: 1, limits: { timeMs: 10_000, memoryBytes: 768 * MIB, heapMiB: 384, answerBytes: 40 * MIB } },
  deep: { addons: true, side: 1, limits: { timeMs: 30_000, memoryBytes: 1024 * MIB, heapMiB: 256, answerBytes: 4 * MIB } },
}

/** @param readable folders in which the evidence lies @param lanes how many files are read side by side */
export function openEngines(world: World, readable: readonly string[], lanes = 2): Engines {
  const pools = new Map<ReaderClass, { readonly process: IsolatedProcess; waiting: number }[]>()
  let tool: ExifTool | undefined
  const poolOf = (readerClass: ReaderClass): { readonly process: IsolatedProcess; waiting: number }[] => {
    const known = pools.get(readerClass)
    if (known !== undefined) return known
    const { addons, side, limits } = CHILDREN[readerClass]
    const pool = Array.from({ length: Math.min(side, lanes) }, () => ({
      process: world.isolated.open({ entry: entryBeside(import.meta.url, 'reading-child'), readable, addons, limits }), waiting: 0,
    }))
    pools.set(readerClass, pool)
    return pool
  }
  return {
    async ask(request, size) {
      const pool = poolOf(request.class)
      const [first] = pool
      const child = first !== undefined && SHARED.has(request.class) && size <= SMALL && first.waiting < QUEUE ? first : pool.reduce((a, b) => (b.waiting < a.waiting ? b : a))
      child.waiting += 1
      try {
        const { timeMs } = CHILDREN[request.class].limits
        return await child.process.ask(request, request.class === 'archive' ? { timeMs: timeMs + Math.ceil(size / ARCHIVE_BYTES_PER_MS) } : {})
      } finally {
        child.waiting -= 1
      }
    },
    async exiftool(subject) {
      return exiftoolRun(await (tool ??= world.exiftool.open()).read(subject))
    },
    async close() {
      await tool?.close()
      await Promise.all([...pools.values()].flat().map(async ({ process }) => { await process.close() }))
    },
  }
}
