// A PostgreSQL server of its own for a test file: Debian's package, a folder in /tmp, loopback and a Unix socket, a role that is
// no superuser, a new database for each test. Gone when the file's tests are done, and when this process dies.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll } from 'vitest'

const PACKAGE = '/usr/lib/postgresql'
const ADMIN = 'postgres'
export const PASSWORD = 'p@ss of the test /'

export interface TestPostgres {
  readonly port: number
  /** Folder of the Unix socket. */
  readonly socket: string
  /** A new, empty database; its address on loopback, without the password. */
  newDatabase(): Promise<string>
  /** As the superuser, in the given database. */
  asAdmin(sql: string, address?: string): Promise<readonly Record<string, unknown>[]>
  /** Ends the server at once, as a power cut does. */
  crash(): Promise<void>
  /** After a crash: it recovers what it had acknowledged. */
  start(): Promise<void>
  /** A file that the server alone may read; its absolute path. */
  putFile(name: string, content: string): string
  /** Suspends or wakes the server process that serves a connection. */
  signal(pid: number, signal: NodeJS.Signals): void
}

/** Call it at the top of a test file. Undefined, and a line on stderr, where there is no PostgreSQL. */
export async function testPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres | undefined> {
  const [bin, missing] = programs()
  if (bin === undefined) {
    process.stderr.write(`SKIPPED postgresql: ${missing}\n`)
    return undefined
  }
  const dir = mkdtempSync(join(tmpdir(), 'scelle-pg-'))
  const account = accountOf()
  chmodSync(dir, 0o700)
  const secret = join(dir, 'password')
  writeFileSync(secret, `${PASSWORD}\n`, { mode: 0o600 })
  if (account !== undefined) for (const path of [dir, secret]) chownSync(path, account.uid, account.gid)
  const data = join(dir, 'data')
  const made = asAccount(account, [join(bin, 'initdb'), '-D', data, '-U', ADMIN, '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const init = spawnSync(made.command, made.args, { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } })
  if (init.status !== 0) throw new Error(`initdb: ${init.stderr}`)
  const port = await freePort()
  const given = { listen_addresses: '127.0.0.1', unix_socket_directories: dir, fsync: 'on', max_connections: '40', shared_buffers: '32MB', ...settings }
  const server = asAccount(account, [join(bin, 'postgres'), '-D', data, '-p', String(port), ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])])
  const launch = (): ChildProcess => spawn(server.command, server.args, { stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '' } })
  let child = launch()
  const onExit = (): void => { child.kill('SIGQUIT') }
  process.on('exit', onExit)
  const stop = async (): Promise<void> => {
    process.off('exit', onExit)
    await ended(child)
    rmSync(dir, { recursive: true, force: true })
  }
  afterAll(stop)
  const asAdmin = async (sql: string, address = 'postgres://127.0.0.1/postgres'): Promise<readonly Record<string, unknown>[]> => {
    const client = new Client({ host: '127.0.0.1', port, user: ADMIN, password: PASSWORD, database: new URL(address).pathname.slice(1) })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }
  await ready(async () => asAdmin('SELECT 1'), child)
  await asAdmin(`CREATE ROLE scelle LOGIN PASSWORD '${PASSWORD}'`)
  let databases = 0
  return {
    port, socket: dir, asAdmin,
    async newDatabase() {
      databases += 1
      await asAdmin(`CREATE DATABASE test_${databases} OWNER scelle`)
      return `postgres://scelle@127.0.0.1:${port}/test_${databases}`
    },
    putFile(name, content) {
      const path = join(dir, name)
      writeFileSync(path, content, { mode: 0o600 })
      if (account !== undefined) chownSync(path, account.uid, account.gid)
      return path
    },
    async crash() { await ended(child) },
    async start() {
      child = launch()
      await ready(async () => asAdmin('SELECT 1'), child)
    },
    signal(pid, signal) { process.kill(pid, signal) },
  }
}

function programs(): readonly [string | undefined, string] {
  const newest = existsSync(PACKAGE) ? readdirSync(PACKAGE).sort((a, b) => Number(b) - Number(a))[0] : undefined
  if (newest === undefined) return [undefined, `nothing below ${PACKAGE}`]
  if (process.getuid?.() === 0 && (accountOf() === undefined || !existsSync('/usr/bin/setpriv'))) return [undefined, `it does not run as root, and there is no user ${ADMIN} or no setpriv`]
  return [join(PACKAGE, newest, 'bin'), '']
}

interface Account { readonly uid: number; readonly gid: number }

/** The server refuses to run as root. */
function accountOf(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, ADMIN], { encoding: 'utf8' }).stdout.trim())
  return uid === undefined || uid === '' || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

function asAccount(account: Account | undefined, argv: readonly string[]): { readonly command: string; readonly args: string[] } {
  const change = account === undefined ? [] : ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups']
  // Told by the kernel when this process dies, however it dies.
  const [command = '', ...args] = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', ...change, '--pdeathsig', 'QUIT', ...argv] : argv
  return { command, args }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  await new Promise((resolve) => { server.close(resolve) })
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function ready(ask: () => Promise<unknown>, child: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await ask()
      return
    } catch (error) {
      if (tries > 150 || child.exitCode !== null) throw error
      await sleep(100)
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => { child.once('exit', resolve) })
  child.kill('SIGQUIT')
  await gone
}
