// A guichet in a process of its own, on a durable store, to be killed and started again at the same address.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { afterAll } from 'vitest'
import { BIN, ENV, freshDir, scelle } from './harness.ts'

export interface GuichetProcess {
  readonly url: string
  readonly folder: string
  /** Of the one client. */
  readonly token: string
  readonly deskToken: string
  readonly pid: number
  kill(): Promise<void>
  start(): Promise<void>
  /** How often each signalement is there, by its correlation identifier. */
  counts(): ReadonlyMap<string, number>
}

const children = new Set<ChildProcess>()
afterAll(() => { for (const child of children) child.kill('SIGKILL') })

/** Starts a program that says its address on its first line, or in a line of JSON as `url`. */
export async function startServing(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...ENV, ...env } })
  children.add(child)
  for await (const line of createInterface({ input: child.stdout })) return { url: line.startsWith('{') ? (JSON.parse(line) as { url: string }).url : line, child }
  throw new Error(`${args.join(' ')}: ended before it served`)
}

export async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  children.delete(child)
}

export async function guichetProcess(): Promise<GuichetProcess> {
  const folder = freshDir('guichet')
  const [clients, database] = [join(folder, 'clients.json'), join(folder, 'guichet.sqlite')]
  const env = { XDG_DATA_HOME: join(folder, 'data'), SCELLE_KEYRING: 'off' }
  const made = (...words: readonly string[]): string => (JSON.parse(scelle(['guichet', 'token', ...words, '--token-file', clients, '--json'], { env }).out) as { token: string }).token
  const token = made('association')
  const deskToken = made('agent.1', '--desk')
  const serve = (port: string): Promise<{ url: string; child: ChildProcess }> => startServing([BIN, 'guichet', 'serve', '--port', port, '--db', database, '--token-file', clients, '--rate', '1000000', '--json'], env)
  let { url, child } = await serve('0')
  return {
    folder, token, deskToken, url,
    get pid() { return child.pid ?? 0 },
    kill: () => killed(child),
    async start() { ({ url, child } = await serve(new URL(url).port)) },
    counts() {
      const file = new DatabaseSync(database, { readOnly: true })
      try {
        return new Map(file.prepare('SELECT correlation, count(*) AS n FROM notices GROUP BY correlation').all().map((row) => [String(row['correlation']), Number(row['n'])]))
      } finally {
        file.close()
      }
    },
  }
}

/** Memory of a process that others may read: its arguments. */
export function argumentsOf(pid: number): string {
  return execFileSync('cat', [`/proc/${pid}/cmdline`], { encoding: 'latin1' })
}
