// A PostgreSQL of Debian's package for one test file: a cluster of its own in a temporary folder, on a free port of the
// loopback interface, gone with the tests.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = '/usr/lib/postgresql'

function folder(): string | undefined {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(ROOT, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

export function hasPostgres(): boolean {
  const found = folder() !== undefined
  if (!found) console.log('SKIPPED postgres')
  return found
}

export interface PostgresServer {
  /** A new, empty database. */
  newDatabase(): string
  stop(): Promise<void>
  /** At once, as a power cut would: it recovers at the next `start`. */
  crash(): Promise<void>
  start(): Promise<void>
}

/** PostgreSQL refuses to run as root. */
const asUser = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim())
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

export async function startPostgres(): Promise<PostgresServer> {
  const bin = folder() ?? ''
  const user = asUser()
  const root = mkdtempSync(join(tmpdir(), 'scelle-pg-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(root, user.uid, user.gid)
  const data = join(root, 'data')
  const run = (command: string, args: readonly string[]): void => {
    const ran = spawnSync(join(bin, command), args, { ...user, cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } })
    if (ran.status !== 0) throw new Error(`${command}: ${ran.stderr}`)
  }
  run('initdb', ['-D', data, '-U', 'guichet', '--auth=trust', '-E', 'UTF8', '--no-sync'])
  const port = await freePort()
  let child: ReturnType<typeof spawn> | undefined
  let count = 0
  const start = async (): Promise<void> => {
    child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', root], { ...user, cwd: root, stdio: 'ignore' })
    for (let tries = 0; tries < 200; tries += 1) {
      if (spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q']).status === 0) return
      await new Promise((resolve) => { setTimeout(resolve, 100) })
    }
    throw new Error('postgres does not start')
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => { child?.once('exit', resolve) })
    child.kill(signal)
    await gone
  }
  await start()
  return {
    newDatabase() {
      const name = `guichet_${count += 1}`
      run('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'guichet', name])
      return `postgres://guichet@127.0.0.1:${port}/${name}`
    },
    start,
    crash: () => end('SIGQUIT'),
    async stop() {
      await end('SIGQUIT')
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
