// The World of a real machine. The only reader of environment variables besides the terminal's: SCELLE_NOW (an RFC 3339
// instant that stops the clock, for reproducible runs), XDG_DATA_HOME, XDG_CONFIG_HOME, SCELLE_KEYRING, SCELLE_STORE.
import { randomBytes, randomUUID } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import type { ExifTool, ExifToolHost } from './exiftool.ts'
import { createLocks } from './case-lock.ts'
import { createDatabases } from './database.ts'
import { Failure } from './failure.ts'
import { configFolder, dataFolder, hostFacts, toolVersion } from './host.ts'
import { createNodeFiles } from './node-files.ts'
import { createHttp } from './node-http.ts'
import { instantOf, instantOfMs } from './time.ts'
import type { Clock, EvidencePool, Files, Host, Http, Isolated, IsolatedProcess, Mail, Random, Secrets, Threads, World } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** SCELLE_NOW holds something else than an RFC 3339 date-time with its zone. */
    'system.bad-clock': { value: string }
  }
}

export interface NodeWorldOptions {
  readonly clock?: Clock
  readonly random?: Random
  readonly signal?: AbortSignal
  readonly http?: Http
  readonly mail?: Mail
  readonly secrets?: Secrets
  readonly dataDir?: string
  readonly configDir?: string
  readonly timeZone?: string
  readonly env?: NodeJS.ProcessEnv
}

function createClock(env: NodeJS.ProcessEnv): Clock {
  const value = env['SCELLE_NOW']
  const fixed = value === undefined || value === '' ? undefined : instantOf(value)
  if (fixed === undefined && value !== undefined && value !== '') throw new Failure('system.bad-clock', { value })
  return {
    now: () => fixed ?? instantOfMs(Date.now()),
    monotonicMs: () => performance.now(),
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

function secretsAtFirstUse(dataDir: string, files: Files, env: NodeJS.ProcessEnv): Secrets {
  let opened: Promise<Secrets> | undefined
  const secrets = (): Promise<Secrets> => (opened ??= import('./secrets.ts').then(({ createSecrets }) => createSecrets(dataDir, files, env)))
  return {
    async read(name, place) { return await (await secrets()).read(name, place) },
    async keep(name, secret) { return await (await secrets()).keep(name, secret) },
    async find(name) { return await (await secrets()).find(name) },
    async forget(name) { await (await secrets()).forget(name) },
  }
}

function mailAtFirstUse(): Mail {
  let opened: Promise<Mail> | undefined
  const mail = (): Promise<Mail> => (opened ??= import('./node-mail.ts').then(({ createMail }) => createMail()))
  return {
    send: async (server, envelope, message) => (await mail()).send(server, envelope, message),
  }
}

/** Threads and child processes are loaded by the verbs that use them: `status` takes as long as its imports. */
function evidenceAtFirstUse(signal: AbortSignal): EvidencePool {
  let opened: Promise<EvidencePool> | undefined
  const pool = (): Promise<EvidencePool> => (opened ??= import('./evidence-pool.ts').then(({ createEvidencePool }) => createEvidencePool(signal)))
  return {
    copy: async (jobs, onBytes) => (await pool()).copy(jobs, onBytes),
    flush: async (root, paths) => (await pool()).flush(root, paths),
    digest: async (paths, digests, onBytes) => (await pool()).digest(paths, digests, onBytes),
    close: async () => (await opened)?.close(),
  }
}

function isolatedAtFirstUse(signal: AbortSignal): Isolated {
  return {
    open(options) {
      let started: Promise<IsolatedProcess> | undefined
      const child = (): Promise<IsolatedProcess> => (started ??= import('./isolated-process.ts').then(({ nodeIsolated }) => nodeIsolated(signal).open(options)))
      return {
        ask: async (request, asked) => (await child()).ask(request, asked),
        close: async () => (await started)?.close(),
      }
    },
  }
}

function exiftoolAtFirstUse(signal: AbortSignal): ExifToolHost {
  return {
    open() {
      let started: Promise<ExifTool> | undefined
      const tool = (): Promise<ExifTool> => (started ??= import('./exiftool-process.ts').then(({ nodeExifTool }) => nodeExifTool(signal)))
      return { read: async (subject) => (await tool()).read(subject), close: async () => (await started)?.close() }
    },
  }
}

function threadsAtFirstUse(): Threads {
  return {
    open(entry, data) {
      const thread = import('./thread.ts').then(({ openThread }) => openThread(entry, data))
      return { ask: async (request, handedOver) => (await thread).ask(request, handedOver), close: async () => (await thread).close() }
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}

export function createNodeWorld(options: NodeWorldOptions = {}): World {
  const env = options.env ?? process.env
  const clock = options.clock ?? createClock(env)
  const signal = options.signal ?? new AbortController().signal
  const version = toolVersion()
  let zone: string | undefined
  const host: Host = {
    hostname: hostname(),
    user: userName(),
    pid: process.pid,
    // Asked for only when a case is opened or sealed: the first use of Intl takes 15 ms.
    get timeZone() { return zone ??= options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone },
    toolVersion: version,
    dataDir: options.dataDir ?? dataFolder(env),
    configDir: options.configDir ?? configFolder(env),
    ...(env['SCELLE_STORE'] === undefined || env['SCELLE_STORE'] === '' ? {} : { storePlace: env['SCELLE_STORE'] }),
    environment: async () => hostFacts(env),
  }
  const files = createNodeFiles()
  return {
    clock,
    random: options.random ?? { bytes: (length) => randomBytes(length), uuid: () => randomUUID() },
    files,
    evidence: evidenceAtFirstUse(signal),
    locks: createLocks(clock, { pid: host.pid, host: host.hostname, user: host.user }),
    http: options.http ?? createHttp(signal, version),
    mail: options.mail ?? mailAtFirstUse(),
    databases: createDatabases(),
    secrets: options.secrets ?? secretsAtFirstUse(host.dataDir, files, env),
    host,
    isolated: isolatedAtFirstUse(signal),
    exiftool: exiftoolAtFirstUse(signal),
    threads: threadsAtFirstUse(),
    pause: async (ms) => pause(ms, signal),
    signal,
  }
}
