// Starts Bluesky's development network with a Postgres and a Redis of its own, all on loopback and all ended with the test.
// What cannot be had is a reason in words.
import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface AtprotoPeer {
  readonly pds: string
  readonly ozone: string
  readonly labeler: string
  order(order: string, facts?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>
  stop(): Promise<void>
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

function binary(name: string): string | undefined {
  const folders = [...(existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort().toReversed().map((version) => `/usr/lib/postgresql/${version}/bin`) : []), ...(process.env['PATH'] ?? '').split(':')]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** The cache folder, filled, or why not. */
function installed(): { readonly folder: string } | { readonly missing: string } {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'scelle-peers', 'atproto')
  try {
    mkdirSync(folder, { recursive: true })
    execFileSync('sh', [here('atproto-install.sh'), folder], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 900_000, env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}` } })
    return { folder }
  } catch (error) {
    return { missing: `@atproto/dev-env could not be installed: ${String((error as { stderr?: Buffer }).stderr ?? error).trim().slice(-300)}` }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

/** Postgres does not run as root: then as its own user. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export async function startAtproto(): Promise<AtprotoPeer | { readonly missing: string }> {
  const [initdb, postgres, redis] = [binary('initdb'), binary('postgres'), binary('redis-server')]
  if (initdb === undefined || postgres === undefined) return { missing: 'no PostgreSQL server on this machine' }
  if (redis === undefined) return { missing: 'no redis-server on this machine' }
  const place = installed()
  if ('missing' in place) return place
  const children: ChildProcess[] = []
  const folder = mkdtempSync(join(tmpdir(), 'scelle-atproto-'))
  const stop = async (): Promise<void> => {
    for (const child of children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = new Promise((resolve) => { child.once('exit', resolve) })
      child.kill(child.spawnfile === postgres ? 'SIGINT' : 'SIGTERM')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const user = serverUser()
    if (user !== undefined) chownSync(folder, user.uid, user.gid)
    const as: SpawnOptions = { stdio: 'ignore', cwd: folder, ...user }
    const [sql, cache] = [await freePort(), await freePort()]
    execFileSync(initdb, ['-D', join(folder, 'data'), '-U', 'pg', '-A', 'trust', '--no-sync'], { ...as, stdio: 'pipe' } as never)
    children.push(spawn(postgres, ['-D', join(folder, 'data'), '-p', String(sql), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'], as))
    children.push(spawn(redis, ['--port', String(cache), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore', cwd: tmpdir() }))
    await new Promise((resolve) => { setTimeout(resolve, 2500) })
    const network = spawn(process.execPath, [here('atproto-network.mjs'), place.folder], {
      stdio: ['pipe', 'pipe', 'pipe'], cwd: place.folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, DB_POSTGRES_URL: `postgresql://pg@127.0.0.1:${sql}/postgres`, REDIS_HOST: `127.0.0.1:${cache}`, LOG_ENABLED: 'false' },
    })
    children.push(network)
    let errors = ''
    network.stderr.on('data', (chunk: Buffer) => { errors = `${errors}${chunk.toString()}`.slice(-500) })
    const answers = createInterface({ input: network.stdout })[Symbol.asyncIterator]()
    const next = async (): Promise<Record<string, unknown>> => {
      for (;;) {
        const { value, done } = await answers.next()
        if (done === true) throw new Error(`the network ended: ${errors}`)
        if (value.startsWith('@')) return JSON.parse(value.slice(1)) as Record<string, unknown>
      }
    }
    const { pds, ozone, labeler } = await next()
    return {
      pds: String(pds), ozone: String(ozone), labeler: String(labeler), stop,
      async order(order, facts = {}) {
        network.stdin.write(`${JSON.stringify({ order, ...facts })}\n`)
        const answer = await next()
        if (answer['failed'] !== undefined) throw new Error(JSON.stringify(answer['failed']))
        return answer
      },
    }
  } catch (error) {
    await stop()
    return { missing: `it did not start: ${String(error).slice(0, 500)}` }
  }
}
