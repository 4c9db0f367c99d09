// A team as it is in life: processes of the real program on one PostgreSQL, a guichet in a process of its own, and a
// destination without keys against doubles (Request Tracker's REST2, as far as a ticket is made).
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { keepNew } from '../../src/signalement/keep.ts'
import { uuidV7 } from '../../src/signalement/identifier.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import type { SignalementStore } from '../../src/signalement/store/signalement-store.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { sampleRecord } from '../signalement/sample-record.ts'
import { PASSWORD, type TestPostgres } from '../support/postgres.ts'
import { BIN, ENV, freshDir, scelle, start, type Ran } from './harness.ts'

export interface Intake {
  readonly url: string
  /** What arrived: how often, by signalement. */
  arrived(): Promise<ReadonlyMap<string, number>>
}

const counted = (names: Iterable<string>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** `scelle guichet serve` on SQLite, or on a database of the given server. */
export async function guichetProcess(postgres?: TestPostgres): Promise<Intake & { readonly token: string }> {
  const dir = freshDir('guichet')
  const clients = join(dir, 'clients.json')
  const { token } = JSON.parse(scelle(['guichet', 'token', 'hotline', '--token-file', clients, '--json', '--no-input']).out) as { token: string }
  const database = postgres === undefined ? join(dir, 'guichet.sqlite') : await postgres.newDatabase()
  const child = spawn(process.execPath, [BIN, 'guichet', 'serve', '--port', '0', '--db', database, '--token-file', clients, '--rate', '10000000', '--json'], {
    env: { ...ENV, PGPASSWORD: PASSWORD }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => { child.kill('SIGKILL') })
  const line = await new Promise<string>((resolve) => { createInterface({ input: child.stdout }).once('line', resolve) })
  return {
    url: (JSON.parse(line) as { url: string }).url.replace(/\/$/, ''), token,
    async arrived() {
      if (postgres !== undefined) return counted((await postgres.asAdmin('SELECT correlation FROM notices', database)).map((row) => String(row['correlation'])))
      const file = new DatabaseSync(database, { readOnly: true })
      try {
        return counted(file.prepare('SELECT correlation FROM notices').all().map((row) => String(row['correlation'])))
      } finally {
        file.close()
      }
    },
  }
}

/** Each ticket that was asked for, by the mark in its subject. The answer comes late, so that many die before it. */
export async function trackerServer(lateMs = 40): Promise<Intake> {
  const marks: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => { parts.push(part) })
    request.on('error', () => {})
    request.on('end', () => {
      const { Subject = '' } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { Subject?: string }
      marks.push(/\[scelle:([0-9a-f]{16})\]/.exec(Subject)?.[1] ?? 'without a mark')
      const id = marks.length
      setTimeout(() => { response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ _url: `http://127.0.0.1/REST/2.0/ticket/${id}`, type: 'ticket', id: String(id) })) }, lateMs)
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived: async () => counted(marks) }
}

type Settings = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface WorkerProcess {
  /** It can begin to send now, or it is over. */
  readonly begun: Promise<void>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly err: string }>
}

export interface Machine {
  worker(concurrency: number): WorkerProcess
  readonly env: NodeJS.ProcessEnv
  run(args: readonly string[], input?: string): Ran
  start(args: readonly string[]): ReturnType<typeof start>
  /** The store as this machine opens it. */
  open(): Promise<SignalementStore>
  readonly keys: string
}

/** A home of its own, with the password in the environment. */
export function machine(place: string, destinations: Settings, secrets: Readonly<Record<string, string>>): Machine {
  const home = freshDir('machine')
  const [dataDir, configDir] = [join(home, 'data', 'scelle'), join(home, 'config', 'scelle')]
  const keys = join(dataDir, 'keys')
  mkdirSync(configDir, { recursive: true })
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  writeFileSync(join(configDir, 'config.json'), JSON.stringify({ flaggerHarms: ['all'], destinations }))
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(keys, `${name}.key`), `${Buffer.from(value).toString('hex')}\n`, { mode: 0o600 })
  const env = { SCELLE_KEYRING: 'off', SCELLE_STORE: place, SCELLE_SECRET_STORE_PASSWORD: PASSWORD, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') }
  return {
    env, keys,
    run: (args, input) => scelle(args, { env, ...(input === undefined ? {} : { input }) }),
    start: (args) => start(args, env),
    worker(concurrency) {
      const child = spawn(process.execPath, [BIN, 'worker', '--concurrency', String(concurrency)], { env: { ...ENV, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
      let err = ''
      let begin: () => void = () => {}
      const begun = new Promise<void>((resolve) => { begin = resolve })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text
        begin()
      })
      const ended = new Promise<Awaited<WorkerProcess['ended']>>((resolve) => { child.on('close', (code, signal) => { resolve({ code, signal, err }) }) })
      void ended.finally(begin)
      return { begun, ended, kill: (signal) => { child.kill(signal) } }
    },
    open: async () => openStore(createNodeWorld({ dataDir, configDir, env, timeZone: 'Europe/Paris' }), place),
  }
}

/** So many signalements are kept, and prepared for every destination that is always sent to. */
export async function prepared(desk: Machine, count: number, from = 0): Promise<void> {
  const store = await desk.open()
  const now = new Date().toISOString()
  keepNew(store, Array.from({ length: count }, (_, number) => sampleRecord(from + number, { id: uuidV7(now, crypto.getRandomValues(new Uint8Array(10))), createdAt: now, observedAt: now })))
  store.close()
  // Not `run`: a destination in this process must be able to answer.
  const sent = await desk.start(['send', '--max', '1', '--quiet']).ended
  if (![0, 25, 75].includes(sent.code ?? -1)) throw new Error(`send: ${sent.code} ${sent.err}`)
}

/** States by destination, as `guichet sent`. */
export async function states(postgres: TestPostgres, place: string): Promise<Readonly<Record<string, number>>> {
  const rows = await postgres.asAdmin('SELECT destination, state, count(*)::int AS n FROM scelle.deliveries GROUP BY destination, state', place)
  return Object.fromEntries(rows.map((row) => [`${String(row['destination'])} ${String(row['state'])}`, Number(row['n'])]))
}

export async function until(isSo: () => Promise<boolean>, mostMs: number): Promise<boolean> {
  const end = performance.now() + mostMs
  while (performance.now() < end) {
    if (await isSo()) return true
    await sleep(100)
  }
  return isSo()
}
