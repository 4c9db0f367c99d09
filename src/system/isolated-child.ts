// The child's end of isolated-process.ts: takes requests on descriptor 0, answers on descriptor 3, opens evidence the one
// safe way, and dies with its parent even while a parser loops for ever.
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { Worker, isMainThread } from 'node:worker_threads'

const ANSWERS = 3

/** Says which part of the work begins, so that a parent who has to kill this process knows what hung. */
export type Stage = (name: string) => void

/** Answers requests one after the other until descriptor 0 ends. An exception of the handler is answered, not fatal. */
export function serveRequests(handler: (request: unknown, stage: Stage) => Promise<unknown>): void {
  const notes = new StageNotes()
  if (isMainThread) watchParentAndMemory(notes.shared)
  let chunks: Buffer[] = []
  let have = 0
  let wanted = 4
  let work: Promise<void> = Promise.resolve()
  const answer = async (request: unknown, told: boolean): Promise<void> => {
    let at: string | undefined
    notes.next()
    try {
      send({ value: await handler(request, (stage) => {
        at = stage
        if (told) send({ stage })
        else notes.write(stage)
      }) })
    } catch (error) {
      send({ error: String(error instanceof Error ? error.message : error).slice(0, 300), at })
    } finally {
      notes.write('')
    }
  }
  process.stdin.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    have += chunk.length
    // Joined only when a request is whole: a large one comes in hundreds of pieces.
    while (have >= wanted) {
      const all = Buffer.concat(chunks)
      const end = 4 + all.readUInt32LE()
      chunks = [all]
      wanted = end
      if (have < end) return
      const told = all[4] === 1
      const request: unknown = deserialize(all.subarray(5, end))
      chunks = [all.subarray(end)]
      have -= end
      wanted = 4
      work = work.then(() => answer(request, told))
    }
  })
  process.stdin.on('end', () => process.exit(0))
}

const NAME_BYTES = 64

/** Where the work is, in memory that the watching thread reads: a message for each step would cost more than the step. */
class StageNotes {
  readonly shared = new SharedArrayBuffer(12 + NAME_BYTES)
  /** Request, step, length of the name. */
  readonly #head = new Int32Array(this.shared, 0, 3)
  readonly #name = new Uint8Array(this.shared, 12)

  next(): void {
    Atomics.add(this.#head, 0, 1)
  }

  write(name: string): void {
    const bytes = Buffer.from(name, 'latin1').subarray(0, NAME_BYTES)
    this.#name.set(bytes)
    Atomics.store(this.#head, 2, bytes.length)
    Atomics.add(this.#head, 1, 1)
  }
}

/** Written at once and whole: a parser that never returns must not hold back what was said before it began. */
function send(message: unknown): void {
  const body = serialize(message)
  const head = Buffer.alloc(4)
  head.writeUInt32LE(body.length)
  const frame = Buffer.concat([head, body])
  for (let at = 0; at < frame.length;) {
    try {
      at += writeSync(ANSWERS, frame, at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') process.exit(1)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

/** Runs in a thread, because the main one may never come back from a hostile file. It tells a step that lasts. */
function watchParentAndMemory(shared: SharedArrayBuffer): void {
  const code = `
    const { writeSync } = require('node:fs')
    const { workerData } = require('node:worker_threads')
    const parent = ${process.ppid}, limit = ${Number(process.env['SCELLE_MEMORY_LIMIT'] ?? 'Infinity')}
    const head = new Int32Array(workerData, 0, 3), name = Buffer.from(workerData, 12)
    let seen = -1, told = -1
    const tell = (step) => {
      told = step
      const length = Atomics.load(head, 2)
      if (length > 0) writeSync(2, '\\nstage ' + Atomics.load(head, 0) + ' ' + name.toString('latin1', 0, length) + '\\n')
    }
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
      const step = Atomics.load(head, 1)
      if (process.memoryUsage.rss() > limit) { tell(step); writeSync(2, 'memory limit'); process.kill(process.pid, 'SIGKILL') }
      if (step === seen && step !== told) tell(step)
      seen = step
    }, 200)`
  new Worker(code, { eval: true, workerData: shared, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 } }).unref()
}

export interface OpenExhibit {
  readonly size: number
  /** Bytes from `start`, at most `length`; fewer at the end of the file. In `into`, when it is given and large enough. */
  read(start: number, length: number, into?: Buffer): Buffer
  close(): void
}

/**
 * Opened once, without following a link and without waiting for a writer; regular files only.
 * @throws Error `not-a-regular-file`, or the system's own error
 */
export function openExhibit(path: string): OpenExhibit {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  const facts = fstatSync(fd)
  if (!facts.isFile()) {
    closeSync(fd)
    throw new Error('not-a-regular-file')
  }
  return {
    size: facts.size,
    read(start, length, into) {
      const wanted = Math.max(0, Math.min(length, facts.size - start))
      const buffer = into !== undefined && into.length >= wanted ? into.subarray(0, wanted) : Buffer.alloc(wanted)
      let have = 0
      while (have < buffer.length) {
        const read = readSync(fd, buffer, have, buffer.length - have, start + have)
        if (read === 0) break
        have += read
      }
      return buffer.subarray(0, have)
    },
    close: () => closeSync(fd),
  }
}

/** A file inside another one, already in memory. */
export function bytesAsExhibit(bytes: Uint8Array): OpenExhibit {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { size: buffer.length, read: (start, length) => buffer.subarray(start, start + length), close: () => undefined }
}

/** A file of an installed package, by the address that `import.meta.resolve` gives. */
export function installedFile(url: string): Buffer {
  return readFileSync(fileURLToPath(url))
}

/** Version of an installed package, as its own package.json tells; `unknown` when an optional one is not there. */
export function versionOf(packageName: string, moduleUrl: string): string {
  const path = packageJson(packageName, moduleUrl)
  return path === undefined ? 'unknown' : String((JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown }).version)
}

function packageJson(packageName: string, moduleUrl: string): string | undefined {
  try {
    return findPackageJSON(packageName, moduleUrl)
  } catch {
    return undefined
  }
}
