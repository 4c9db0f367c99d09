// A worker thread that reads evidence: one open, one pass, one reused buffer, plain system calls. Jobs come as one list for
// all workers; each takes the next one through a shared counter, so that nothing is said between two files.
import { createHash, hash as hashOnce, type Hash } from 'node:crypto'
import { closeSync, constants, fdatasync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, rmdirSync, unlinkSync, writeSync, type BigIntStats } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { errnoOf, isDiskFull } from './errno.ts'
import { CONTROL, type WorkerAnswer, type WorkerOrder, type WorkerTask } from './evidence-task.ts'
import { factsOf } from './file-facts.ts'
import type { CopyJob, CopyResult, DigestName, DigestResult, Digests, RefusalReason } from './world.ts'

const BUFFER = 256 * 1024
/** An abandoned read loses at most this much work; smaller files are finished. */
const FINISH_BELOW = 256 * 1024 * 1024
/** Written pages are sent to the disk while the next ones are read. */
const SEND_EVERY = 32 * 1024 * 1024

const buffer = Buffer.allocUnsafeSlow(BUFFER)
let control = new Int32Array(new SharedArrayBuffer(4 * CONTROL.cells))
let progress = new BigInt64Array(new SharedArrayBuffer(8))

type Refused = { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly errno?: string }

class Abandoned extends Error {}
class WriteError extends Error {
  readonly errno: string
  constructor(error: unknown) {
    super('write')
    this.errno = errnoOf(error)
  }
}

function refusalOfOpen(error: unknown): Refused {
  const errno = errnoOf(error)
  if (errno === 'ELOOP') return { outcome: 'refused', reason: 'symlink' }
  if (errno === 'ENOENT' || errno === 'ENOTDIR') return { outcome: 'refused', reason: 'missing', errno }
  // A socket, or a device without its driver.
  if (errno === 'ENXIO' || errno === 'ENODEV') return { outcome: 'refused', reason: 'other-type', errno }
  return { outcome: 'refused', reason: 'unreadable', errno }
}

function refusalOfType(stats: BigIntStats): Refused {
  const { type } = factsOf(stats)
  const reason: RefusalReason = type === 'fifo' || type === 'socket' || type === 'device' || type === 'symlink' ? type : 'other-type'
  return { outcome: 'refused', reason }
}

function same(before: BigIntStats, after: BigIntStats): boolean {
  return before.size === after.size && before.mtimeNs === after.mtimeNs && before.ctimeNs === after.ctimeNs && before.ino === after.ino
}

function writeWhole(fd: number, length: number): void {
  try {
    for (let done = 0; done < length;) {
      const count = writeSync(fd, buffer, done, length - done)
      if (count === 0) throw Object.assign(new Error('no progress'), { code: 'EIO' })
      done += count
    }
  } catch (error) {
    throw new WriteError(error)
  }
}

/** Copies in flight towards the disk; the descriptor may be closed once they are back. */
class Sender {
  private pending: Promise<void>[] = []
  private unsent = 0
  private failure: Error | undefined
  private readonly fd: number
  constructor(fd: number) {
    this.fd = fd
  }
  wrote(bytes: number): void {
    this.unsent += bytes
    if (this.unsent < SEND_EVERY) return
    this.unsent = 0
    // The kernel tells a write error to one fsync only: what this one is told must not be lost.
    this.pending.push(new Promise((done) => fdatasync(this.fd, (error) => {
      if (error !== null) this.failure ??= error
      done()
    })))
  }
  /** Settles when all are back; the first error of any of them. */
  async back(): Promise<Error | undefined> {
    if (this.pending.length > 0) await Promise.all(this.pending)
    return this.failure
  }
}

type Read =
  | { readonly outcome: 'read'; readonly digests: Digests; readonly stats: BigIntStats }
  | { readonly outcome: 'changed'; readonly stats: BigIntStats }

/** Reads an open regular file to its end: digests it, and writes it to `out` when given. */
function readThrough(fd: number, before: BigIntStats, names: readonly DigestName[], out?: { fd: number; sender: Sender | undefined }): Read {
  const wanted = new Set<DigestName>(['sha256', ...names])
  const size = Number(before.size)
  let hashes: Map<DigestName, Hash> | undefined
  let whole: Buffer | undefined
  let total = 0
  for (;;) {
    const count = readSync(fd, buffer, 0, BUFFER, null)
    if (count === 0) break
    total += count
    // More than it had when it was opened: somebody writes to it, and it may never end.
    if (total > size) return { outcome: 'changed', stats: before }
    const chunk = buffer.subarray(0, count)
    if (hashes === undefined && count === size) whole = chunk
    else {
      hashes ??= new Map([...wanted].map((name) => [name, createHash(name)]))
      for (const hash of hashes.values()) hash.update(chunk)
    }
    if (out !== undefined) {
      writeWhole(out.fd, count)
      out.sender?.wrote(count)
    }
    Atomics.add(progress, 0, BigInt(count))
    if (whole !== undefined) {
      // The buffer still holds the file: only ask whether there is more, elsewhere.
      if (readSync(fd, tail, 0, 1, null) !== 0) return { outcome: 'changed', stats: before }
      break
    }
    if (size - total > FINISH_BELOW && Atomics.load(control, CONTROL.stop) !== 0) throw new Abandoned()
  }
  const after = fstatSync(fd, { bigint: true })
  if (total !== size || !same(before, after)) return { outcome: 'changed', stats: after }
  const digests: Record<string, string> = {}
  for (const name of wanted) {
    digests[name] = hashes?.get(name)?.digest('hex') ?? hashOnce(name, whole ?? buffer.subarray(0, 0), 'hex')
  }
  return { outcome: 'read', digests: digests as Digests, stats: before }
}

const tail = Buffer.alloc(1)

/** @throws Abandoned, WriteError; all that happens to the evidence itself is a result */
async function withEvidence<T>(path: Buffer | string, use: (fd: number, stats: BigIntStats) => T | Promise<T>): Promise<T | Refused> {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    return refusalOfOpen(error)
  }
  try {
    const stats = fstatSync(fd, { bigint: true })
    if (!stats.isFile()) return refusalOfType(stats)
    return await use(fd, stats)
  } catch (error) {
    if (error instanceof Abandoned || error instanceof WriteError) throw error
    return { outcome: 'refused', reason: 'read-error', errno: errnoOf(error) }
  } finally {
    closeSync(fd)
  }
}

function createTarget(to: string): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  try {
    return openSync(to, flags, 0o444)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    mkdirSync(dirname(to), { recursive: true })
    return openSync(to, flags, 0o444)
  }
}

function dropTarget(to: string): void {
  try {
    unlinkSync(to)
    rmdirSync(dirname(to))
  } catch {
    // The folder holds something else, or is gone: not ours to insist.
  }
}

async function copyOpen(fd: number, stats: BigIntStats, job: CopyJob, to: string): Promise<CopyResult> {
  let target: number
  try {
    // A folder of its own for most copies: made first, so that one failed open is not paid each time.
    mkdirSync(dirname(to))
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' && errnoOf(error) !== 'ENOENT') throw new WriteError(error)
  }
  try {
    target = createTarget(to)
  } catch (error) {
    throw new WriteError(error)
  }
  const sender = stats.size > SEND_EVERY && job.known.length === 0 ? new Sender(target) : undefined
  let keep = false
  try {
    const read = readThrough(fd, stats, job.digests, { fd: target, sender })
    if (read.outcome === 'changed') return { outcome: 'refused', reason: 'changed-while-reading', facts: factsOf(read.stats) }
    if (job.known.includes(read.digests.sha256)) return { outcome: 'known', digests: read.digests, facts: factsOf(stats) }
    // Counted by the file system, not by us: a write that was shorter than told is not kept.
    if (fstatSync(target).size !== Number(stats.size)) throw new WriteError(Object.assign(new Error('short write'), { code: 'ENOSPC' }))
    const failure = await sender?.back()
    if (failure !== undefined) throw new WriteError(failure)
    keep = true
    return { outcome: 'copied', digests: read.digests, facts: factsOf(stats) }
  } finally {
    await sender?.back()
    closeSync(target)
    if (!keep) dropTarget(to)
  }
}

async function copy(job: CopyJob): Promise<CopyResult> {
  const from = Buffer.from(job.from.buffer, job.from.byteOffset, job.from.byteLength)
  return await withEvidence<CopyResult>(from, (fd, stats) => {
    if (job.to !== undefined) return copyOpen(fd, stats, job, job.to)
    const read = readThrough(fd, stats, job.digests)
    if (read.outcome === 'changed') return { outcome: 'refused', reason: 'changed-while-reading', facts: factsOf(read.stats) }
    return { outcome: job.known.includes(read.digests.sha256) ? 'known' : 'copied', digests: read.digests, facts: factsOf(stats) }
  })
}

async function digest(path: string, names: readonly DigestName[]): Promise<DigestResult> {
  return await withEvidence<DigestResult>(path, (fd, stats) => {
    const read = readThrough(fd, stats, names)
    if (read.outcome === 'changed') return { outcome: 'refused', reason: 'changed-while-reading' }
    return { outcome: 'read', digests: read.digests, size: Number(stats.size) }
  })
}

/** fsync of a file or a folder. */
function sync(path: string): void {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

async function run(task: WorkerTask): Promise<WorkerAnswer> {
  const results: [number, CopyResult | DigestResult][] = []
  const count = task.kind === 'copy' ? task.jobs.length : task.paths.length
  for (;;) {
    const index = Atomics.load(control, CONTROL.stop) !== 0 && task.kind !== 'sync' ? count : Atomics.add(control, CONTROL.next, 1)
    if (index >= count) return { results }
    let path = ''
    try {
      if (task.kind === 'copy') {
        const job = task.jobs[index] as CopyJob
        path = job.to ?? ''
        results.push([index, await copy(job)])
      } else {
        path = task.paths[index] as string
        if (task.kind === 'digest') results.push([index, await digest(path, task.digests)])
        else sync(path)
      }
    } catch (error) {
      if (error instanceof Abandoned) return { results }
      // The disk of the case fails: nobody goes on.
      Atomics.store(control, CONTROL.stop, 1)
      const errno = error instanceof WriteError ? error.errno : errnoOf(error)
      return { results, failure: { errno: isDiskFull(errno) ? 'ENOSPC' : errno, path } }
    }
  }
}

parentPort?.on('message', (order: WorkerOrder) => {
  control = new Int32Array(order.control)
  progress = new BigInt64Array(order.progress)
  void run(order.task).then((answer) => parentPort?.postMessage(answer))
})
