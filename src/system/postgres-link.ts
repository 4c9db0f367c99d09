// A connection to PostgreSQL that answers at once, as SQLite does: the question goes to a thread, this one sleeps until the
// bell rings. Every wait has an end: a thread that died or a server that is silent is a failure, never a hang.
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import { Failure } from './failure.ts'
import { entryBeside } from './isolated-process.ts'
import { failureOfRefusal, type PostgresPlace } from './postgres-failure.ts'
import type { PostgresAnswer, PostgresLimits, PostgresRequest, PostgresThreadData } from './postgres-thread.ts'
import type { SqlValue } from './world.ts'

export interface PostgresResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly SqlValue[])[]
  readonly count: number
  /** As the server tagged it: `COMMIT`, or `ROLLBACK` in its place. */
  readonly command: string
}

export interface PostgresLink {
  /** @throws `database.*`; once the connection is lost, the same each time */
  ask(request: PostgresRequest & { readonly sql: string }): PostgresResult
  /** The text with the name under which this connection prepares it; without one when there are too many. */
  prepared(text: string): { readonly sql: string; readonly name?: string }
  newCursor(): string
  readonly lost: boolean
  close(): void
}

export type PostgresLogin = Pick<PostgresThreadData, 'address' | 'password' | 'authorities'>

/** More than the thread itself takes to give up. */
const GRACE_MS = 5000
const GOODBYE_MS = 2000
/** The server keeps each of them for the session. */
const MAX_PREPARED = 200

/** @throws `database.unreachable`, `database.login`, `database.pooled`, `database.failed` */
export async function openPostgresLink(login: PostgresLogin, place: PostgresPlace, limits: PostgresLimits): Promise<PostgresLink> {
  const { port1, port2 } = new MessageChannel()
  const bell = new Int32Array(new SharedArrayBuffer(8))
  const data: PostgresThreadData = { port: port2, bell, place, ...login, limits }
  const worker = new Worker(entryBeside(import.meta.url, 'postgres-thread'), {
    workerData: data, transferList: [port2], execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  const link = new ThreadLink(worker, port1, bell, place, limits.statementMs + GRACE_MS)
  // The greeting is waited for with the event loop running: a start is slow, and a signal may end it.
  await Promise.race([
    Promise.resolve(Atomics.waitAsync(bell, 0, 0, limits.connectMs + limits.statementMs + GRACE_MS).value),
    new Promise((resolve) => { worker.once('exit', resolve) }),
  ])
  worker.unref()
  port1.unref()
  link.greeting()
  return link
}

class ThreadLink implements PostgresLink {
  readonly #worker: Worker
  readonly #port: MessagePort
  readonly #bell: Int32Array
  readonly #place: PostgresPlace
  readonly #patienceMs: number
  readonly #names = new Map<string, string>()
  #cursors = 0
  #heard = 0
  #failure: Failure | undefined
  #closed = false

  constructor(worker: Worker, port: MessagePort, bell: Int32Array, place: PostgresPlace, patienceMs: number) {
    this.#worker = worker
    this.#port = port
    this.#bell = bell
    this.#place = place
    this.#patienceMs = patienceMs
    worker.on('error', () => { this.#lose('THREAD') })
    worker.on('exit', () => { this.#lose('THREAD') })
  }

  get lost(): boolean {
    return this.#failure !== undefined
  }

  greeting(): void {
    this.#result(this.#answer(0))
  }

  ask(request: PostgresRequest & { readonly sql: string }): PostgresResult {
    if (this.#failure !== undefined) throw this.#failure
    this.#port.postMessage(request)
    return this.#result(this.#answer(this.#patienceMs))
  }

  prepared(text: string): { readonly sql: string; readonly name?: string } {
    let name = this.#names.get(text)
    if (name === undefined) {
      if (this.#names.size >= MAX_PREPARED) return { sql: text }
      name = `s${this.#names.size}`
      this.#names.set(text, name)
    }
    return { sql: text, name }
  }

  newCursor(): string {
    this.#cursors += 1
    return `rows_${this.#cursors}`
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#failure === undefined) {
      this.#port.postMessage({})
      this.#answer(GOODBYE_MS)
      this.#lose('CLOSED')
    } else this.#end()
  }

  /** The next one, or undefined when none came in time. */
  #answer(patienceMs: number): PostgresAnswer | undefined {
    const until = performance.now() + patienceMs
    for (;;) {
      const received = receiveMessageOnPort(this.#port)
      if (received !== undefined) {
        this.#heard += 1
        return received.message as PostgresAnswer
      }
      const left = until - performance.now()
      if (Atomics.load(this.#bell, 1) !== 0) return undefined
      // Counts answers: when it moved since the last one heard, there is something to receive now.
      if (left <= 0 || Atomics.wait(this.#bell, 0, this.#heard, left) === 'timed-out') return undefined
    }
  }

  #result(answer: PostgresAnswer | undefined): PostgresResult {
    if (answer === undefined) throw this.#lose('ETIMEDOUT')
    if ('rows' in answer) return answer
    const failure = failureOfRefusal(answer)
    if (answer.lost) {
      this.#failure = failure
      this.#end()
    }
    throw failure
  }

  #lose(reason: string): Failure {
    this.#failure ??= new Failure('database.unreachable', { host: this.#place.host, reason })
    this.#end()
    return this.#failure
  }

  /** What the server has not committed it rolls back when the socket closes. */
  #end(): void {
    this.#port.close()
    void this.#worker.terminate()
  }
}
