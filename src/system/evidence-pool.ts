// The worker threads that read evidence, seen from the main thread: lists in, results out. Threads start at the first use.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { CONTROL, type WorkerAnswer, type WorkerOrder, type WorkerTask } from './evidence-task.ts'
import { interrupted } from './errno.ts'
import { Failure } from './failure.ts'
import type { CopyResult, DigestResult, EvidencePool } from './world.ts'

/** Paths sent to the workers at once. */
const BATCH = 4096
/** From so many files on, one syncfs is cheaper than one fsync each. */
const SYNCFS_FROM = 16
const PROGRESS_MS = 100

const WORKER = new URL(import.meta.url.endsWith('.ts') ? './evidence-worker.ts' : './evidence-worker.js', import.meta.url)

interface Crew {
  run(task: WorkerTask, onBytes?: (bytes: number) => void): Promise<(CopyResult | DigestResult | undefined)[]>
  close(): Promise<void>
}

function createCrew(size: number, signal: AbortSignal): Crew {
  let idle: Worker[] = []
  let started = 0
  const waiting: ((worker: Worker) => void)[] = []

  async function take(): Promise<Worker> {
    const free = idle.pop()
    if (free !== undefined) return free
    if (started < size) {
      started += 1
      return new Worker(WORKER, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 } })
    }
    return await new Promise((resolve) => waiting.push(resolve))
  }

  function give(worker: Worker): void {
    const next = waiting.shift()
    if (next !== undefined) next(worker)
    else {
      worker.unref()
      idle.push(worker)
    }
  }

  async function one(order: WorkerOrder): Promise<WorkerAnswer> {
    const worker = await take()
    worker.ref()
    return await new Promise((resolve, reject) => {
      // Only our own listeners: the thread keeps some on itself.
      const forget = () => {
        worker.off('message', answered)
        worker.off('error', failed)
        worker.off('exit', ended)
      }
      const answered = (answer: WorkerAnswer) => {
        forget()
        give(worker)
        resolve(answer)
      }
      const lost = (detail: string) => {
        forget()
        started -= 1
        reject(new Failure('system.internal', { detail }))
      }
      const failed = (error: unknown) => lost(error instanceof Error ? error.message : String(error))
      const ended = (code: number) => lost(`evidence worker ended (${code})`)
      worker.on('message', answered)
      worker.on('error', failed)
      worker.on('exit', ended)
      worker.postMessage(order)
    })
  }

  return {
    async run(task, onBytes) {
      const count = task.kind === 'copy' ? task.jobs.length : task.paths.length
      const order: WorkerOrder = { task, control: new SharedArrayBuffer(4 * CONTROL.cells), progress: new SharedArrayBuffer(8) }
      const control = new Int32Array(order.control)
      const progress = new BigInt64Array(order.progress)
      const stop = () => void Atomics.store(control, CONTROL.stop, 1)
      if (task.kind !== 'sync') {
        if (signal.aborted) stop()
        signal.addEventListener('abort', stop, { once: true })
      }
      let told = 0
      const tell = () => {
        const read = Number(Atomics.load(progress, 0))
        if (read > told) onBytes?.(read - told)
        told = read
      }
      const timer = onBytes === undefined ? undefined : setInterval(tell, PROGRESS_MS)
      try {
        const answers = await Promise.all(Array.from({ length: Math.min(size, count) }, () => one(order)))
        const failed = answers.find((answer) => answer.failure !== undefined)?.failure
        if (failed !== undefined) {
          throw failed.errno === 'ENOSPC' ? new Failure('system.disk-full', { path: failed.path }) : new Failure('system.io', failed)
        }
        const results = Array.from<unknown, CopyResult | DigestResult | undefined>({ length: count }, () => undefined)
        for (const answer of answers) for (const [index, result] of answer.results) results[index] = result
        tell()
        return results
      } finally {
        clearInterval(timer)
        signal.removeEventListener('abort', stop)
      }
    },
    async close() {
      const all = idle
      idle = []
      started -= all.length
      await Promise.all(all.map((worker) => worker.terminate()))
    },
  }
}

/** syncfs of the file system that holds `root`; false where this machine cannot. */
async function syncFileSystem(root: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  return await new Promise((resolve) => {
    const child = spawn('sync', ['-f', '--', root], { stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}

export function createEvidencePool(signal: AbortSignal): EvidencePool {
  const crew = createCrew(Math.max(1, Math.min(4, availableParallelism())), signal)
  return {
    async copy(jobs, onBytes) {
      const results = await crew.run({ kind: 'copy', jobs }, onBytes)
      return results.map((result) => (result ?? { outcome: 'interrupted' }) as CopyResult)
    },
    async digest(paths, digests, onBytes) {
      const all: DigestResult[] = []
      for (let at = 0; at < paths.length; at += BATCH) {
        const results = await crew.run({ kind: 'digest', paths: paths.slice(at, at + BATCH), digests }, onBytes)
        for (const result of results) {
          if (result === undefined) throw interrupted(signal)
          all.push(result as DigestResult)
        }
      }
      return all
    },
    async flush(root, paths) {
      if (paths.length >= SYNCFS_FROM && await syncFileSystem(root)) return
      await crew.run({ kind: 'sync', paths })
      const folders = new Set<string>()
      for (const path of paths) {
        for (let dir = dirname(path); dir.startsWith(root) && !folders.has(dir); dir = dirname(dir)) folders.add(dir)
      }
      await crew.run({ kind: 'sync', paths: [...folders] })
    },
    close: () => crew.close(),
  }
}
