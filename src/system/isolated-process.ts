// Hostile or heavy parsing happens in a child: without credentials in its environment, without the right to write or to
// start anything, with limits on time, memory and output that the parent enforces by SIGKILL. Its other end: isolated-child.ts.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import type { Isolated, IsolatedAnswer, IsolatedOptions, IsolatedProcess } from './world.ts'

const MEMORY_WATCH_MS = 250
/** How many times its time a child may take when others had the processors. */
const PATIENCE = 8
const STDERR_TAIL = 4096

/** `entryBeside(import.meta.url, 'reading-child')`: the module beside the caller, as it is named here (source or compiled). */
export function entryBeside(moduleUrl: string, stem: string): URL {
  return new URL(`./${stem}${moduleUrl.endsWith('.ts') ? '.ts' : '.js'}`, moduleUrl)
}

/** Every child dies when `signal` aborts; requests after that answer `error` with the message `aborted`. */
export function nodeIsolated(signal: AbortSignal): Isolated {
  return { open: (options) => new NodeIsolatedProcess(options, signal) }
}

interface Waiting {
  readonly request: Buffer
  /** Ask the child to tell each step before it begins: it died once without a word. */
  told: boolean
  readonly timeMs: number
  readonly settle: (answer: IsolatedAnswer) => void
}

/** One life of the child. */
interface Life {
  readonly process: ChildProcess
  readonly frames: FrameReader
  /** Keeps the parent's event loop alive. */
  held: boolean
  stderr: string
  /** Requests sent: the child numbers its notes likewise. */
  asked: number
  stage: string | undefined
  /** Why the parent killed it. */
  reason: { status: 'timeout' | 'limit'; message: string } | undefined
}

class NodeIsolatedProcess implements IsolatedProcess {
  readonly #options: IsolatedOptions
  readonly #signal: AbortSignal
  readonly #queue: Waiting[] = []
  #current: Waiting | undefined
  #timers: NodeJS.Timeout[] = []
  #life: Life | undefined
  #ended: Promise<void> = Promise.resolve()
  #closed = false
  readonly #onAbort: () => void
  readonly #onExit = (): void => { this.#life?.process.kill('SIGKILL') }

  constructor(options: IsolatedOptions, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
    this.#onAbort = () => { void this.#stop('aborted') }
    signal.addEventListener('abort', this.#onAbort, { once: true })
    process.on('exit', this.#onExit)
  }

  ask(request: unknown, { timeMs = this.#options.limits.timeMs }: { readonly timeMs?: number } = {}): Promise<IsolatedAnswer> {
    if (this.#closed || this.#signal.aborted) return Promise.resolve({ status: 'error', message: this.#closed ? 'closed' : 'aborted' })
    return new Promise((settle) => {
      this.#queue.push({ request: framed(serialize(request)), told: false, timeMs, settle })
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#signal.removeEventListener('abort', this.#onAbort)
    process.off('exit', this.#onExit)
    await this.#stop('closed')
  }

  async #stop(message: string): Promise<void> {
    for (const waiting of this.#queue.splice(0)) waiting.settle({ status: 'error', message })
    const current = this.#current
    const life = this.#life
    this.#life = undefined
    if (life !== undefined) {
      hold(life, true)
      life.process.kill('SIGKILL')
    }
    if (current !== undefined) this.#settle(current, { status: 'error', message })
    await this.#ended
  }

  #next(): void {
    if (this.#current !== undefined || this.#closed || this.#signal.aborted) return
    const waiting = this.#queue.shift()
    if (waiting === undefined) return
    this.#current = waiting
    const life = this.#life ??= this.#start()
    life.stage = undefined
    life.asked += 1
    const { timeMs } = waiting
    const { memoryBytes } = this.#options.limits
    const kill = (status: 'timeout' | 'limit', message: string): void => {
      life.reason ??= { status, message }
      life.process.kill('SIGKILL')
    }
    const started = performance.now()
    // Taken at the first look after the request: a short one does not pay for it.
    let waitedBefore: number | undefined
    const judgeTime = (): void => {
      const spent = performance.now() - started
      const left = timeMs - (spent - (waitedBefore === undefined ? 0 : waitedMs(life.process.pid) - waitedBefore))
      if (left > 1 && spent < timeMs * PATIENCE) this.#timers.push(setTimeout(judgeTime, left))
      else kill('timeout', `${timeMs} ms`)
    }
    this.#timers = [
      setTimeout(judgeTime, timeMs),
      setInterval(() => {
        waitedBefore ??= waitedMs(life.process.pid)
        const used = residentBytes(life.process.pid)
        if (used !== undefined && used > memoryBytes) kill('limit', `memory ${Math.round(used / 2 ** 20)} MiB`)
      }, MEMORY_WATCH_MS),
    ]
    hold(life, true)
    waiting.request[4] = waiting.told ? 1 : 0
    ;(life.process.stdin as Writable).write(waiting.request)
  }

  #settle(waiting: Waiting, answer: IsolatedAnswer): void {
    if (this.#current !== waiting) return
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers = []
    this.#current = undefined
    if (this.#life !== undefined && this.#queue.length === 0) hold(this.#life, false)
    waiting.settle(answer)
    this.#next()
  }

  #start(): Life {
    const { entry, limits } = this.#options
    const child = spawn(process.execPath, [...flags(this.#options), fileURLToPath(entry)], {
      env: environment(limits.memoryBytes),
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const life: Life = { process: child, frames: new FrameReader(limits.answerBytes), held: true, stderr: '', asked: 0, stage: undefined, reason: undefined }
    const answers = child.stdio[3] as Readable
    answers.on('data', (chunk: Buffer) => this.#receive(life, chunk))
    // What breaks a pipe ends the child too: `close` below tells it once.
    for (const stream of [answers, child.stdin, child.stderr]) stream?.on('error', () => undefined)
    child.stderr?.on('data', (chunk: Buffer) => { life.stderr = (life.stderr + chunk.toString('latin1')).slice(-STDERR_TAIL) })
    this.#ended = new Promise((resolve) => {
      const gone = (message: string): void => {
        if (this.#life === life) {
          this.#life = undefined
          if (this.#current !== undefined) this.#end(this.#current, this.#ending(life, message))
        }
        resolve()
      }
      child.on('error', (error) => gone(error.message))
      child.on('close', (code, signal) => gone(signal ?? `exit ${code}`))
    })
    return life
  }

  /** What ended too soon to say where is asked once more, and then tells each step. A time-out has always said it. */
  #end(waiting: Waiting, answer: IsolatedAnswer): void {
    if (answer.status === 'ok' || answer.status === 'timeout' || answer.stage !== undefined || waiting.told || this.#signal.aborted) {
      this.#settle(waiting, answer)
      return
    }
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers = []
    this.#current = undefined
    waiting.told = true
    this.#queue.unshift(waiting)
    this.#next()
  }

  #ending(life: Life, message: string): IsolatedAnswer {
    const noted = [...life.stderr.matchAll(/\nstage (\d{1,10}) ([^\n]{1,64})\n/g)].findLast(([, number]) => Number(number) === life.asked)?.[2]
    const at = life.stage ?? noted
    const stage = at === undefined ? {} : { stage: at }
    if (life.reason !== undefined) return { ...life.reason, ...stage }
    if (/heap out of memory|memory limit/.test(life.stderr)) return { status: 'limit', message: 'memory', ...stage }
    return { status: 'crash', message, ...stage }
  }

  #receive(life: Life, chunk: Buffer): void {
    if (this.#life !== life || life.reason !== undefined) return
    const frames = life.frames.push(chunk)
    if (frames === undefined) {
      life.reason = { status: 'limit', message: `answer over ${this.#options.limits.answerBytes} bytes` }
      life.process.kill('SIGKILL')
      return
    }
    for (const frame of frames) {
      let message: unknown
      try {
        message = deserialize(frame)
      } catch {
        life.process.kill('SIGKILL')
        return
      }
      const { stage, value, error, at } = (message ?? {}) as { stage?: string; value?: unknown; error?: string; at?: string }
      const current = this.#current
      if (typeof stage === 'string') life.stage = stage
      else if (current !== undefined) {
        if (typeof error === 'string') this.#settle(current, { status: 'error', message: error, ...(typeof at === 'string' ? { stage: at } : {}) })
        else this.#settle(current, { status: 'ok', value })
      }
    }
  }
}

function flags({ entry, readable, addons, limits }: IsolatedOptions): string[] {
  return [
    '--permission', '--allow-worker',
    ...readablePaths([...codeFolders(fileURLToPath(entry)), ...readable]).map((path) => `--allow-fs-read=${path}`),
    ...(addons === true ? ['--allow-addons'] : []),
    `--max-old-space-size=${limits.heapMiB}`, '--max-semi-space-size=8', '--no-warnings', '--disable-proto=delete',
  ]
}

/** This code (src or dist), the entry, and every node_modules folder in which their dependencies may live. */
function codeFolders(entry: string): string[] {
  const code = dirname(dirname(fileURLToPath(import.meta.url)))
  const folders = [code, dirname(entry)]
  for (let dir = code; ; dir = dirname(dir)) {
    folders.push(join(dir, 'node_modules'), join(dir, 'package.json'))
    if (dir === dirname(dir)) return folders
  }
}

/** As they are named, and where links lead: Node judges one or the other depending on who opens the file. */
function readablePaths(paths: readonly string[]): string[] {
  const all = paths.flatMap((path) => {
    try {
      return [path, realpathSync(path)]
    } catch {
      return []
    }
  })
  return [...new Set(all)]
}

/** No token, no proxy, no loader option of the parent reaches the child; its zone is UTC wherever it runs. */
function environment(memoryBytes: number): NodeJS.ProcessEnv {
  return {
    TZ: 'UTC', LANG: 'C', MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '1', SCELLE_MEMORY_LIMIT: String(memoryBytes),
    ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
  }
}

/**
 * Milliseconds that the child was ready to run while others ran: a busy machine is no fault of the file, and the record must
 * be the same on an idle one. 0 where the system does not tell (proc(5), schedstat).
 */
function waitedMs(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ', 2)[1]) / 1e6 || 0
  } catch {
    return 0
  }
}

/** Undefined where the system has no /proc: the child watches itself there. */
export function residentBytes(pid: number | undefined): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return kib === undefined ? undefined : Number(kib) * 1024
  } catch {
    return undefined
  }
}

/** An idle child must not keep the parent's event loop alive. */
function hold(life: Life, held: boolean): void {
  if (life.held === held) return
  life.held = held
  const name = held ? 'ref' : 'unref'
  life.process[name]()
  for (const stream of life.process.stdio) (stream as unknown as Record<string, (() => void) | undefined> | null)?.[name]?.()
}

/** Length, one byte for `told`, then the request. */
function framed(body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32LE(body.length + 1)
  return Buffer.concat([head, body])
}

/** Length-prefixed frames; the length is judged before anything of that size is kept. */
class FrameReader {
  readonly #limit: number
  #chunks: Buffer[] = []
  #have = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Undefined: a frame is larger than the limit. */
  push(chunk: Buffer): Buffer[] | undefined {
    this.#chunks.push(chunk)
    this.#have += chunk.length
    const frames = []
    for (;;) {
      if (this.#have < 4) return frames
      if ((this.#chunks[0] as Buffer).length < 4) this.#chunks = [Buffer.concat(this.#chunks)]
      const length = (this.#chunks[0] as Buffer).readUInt32LE()
      if (length > this.#limit) return undefined
      if (this.#have < 4 + length) return frames
      const all = Buffer.concat(this.#chunks)
      frames.push(all.subarray(4, 4 + length))
      this.#chunks = [all.subarray(4 + length)]
      this.#have = all.length - 4 - length
    }
  }
}
