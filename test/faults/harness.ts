// Runs the real program as a user would, with its own home, and breaks it: kills, full disks, no network.
import { execFileSync, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll } from 'vitest'

export const BIN = resolve(import.meta.dirname, '../../bin/scelle.js')
/** `FAULTS=long npm run faults` runs every kill point; otherwise a sample. */
export const LONG = process.env['FAULTS'] === 'long'

const root = mkdtempSync(join(tmpdir(), 'scelle-faults-'))
afterAll(() => { rmSync(root, { recursive: true, force: true }) })
let folders = 0

/** A new folder of its own for each use. */
export function freshDir(name = 'd'): string {
  folders += 1
  const dir = join(root, `${name}-${folders}`)
  mkdirSync(dir, { recursive: true })
  return dir
}

const HOME = freshDir('home')
export const ENV: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'], HOME, XDG_DATA_HOME: join(HOME, 'data'), XDG_CONFIG_HOME: join(HOME, 'config'), LANG: 'C.UTF-8', TZ: 'Europe/Paris', CI: 'true',
}

export interface Ran {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

function ranOf(result: SpawnSyncReturns<string>): Ran {
  return { code: result.status, signal: result.signal, out: result.stdout, err: result.stderr }
}

export function scelle(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string | Buffer; timeoutMs?: number; before?: readonly string[] } = {}): Ran {
  const [command = '', ...rest] = [...(options.before ?? []), process.execPath, BIN, ...args]
  return ranOf(spawnSync(command, rest, {
    cwd: options.cwd ?? root, env: { ...ENV, ...options.env }, encoding: 'utf8', timeout: options.timeoutMs ?? 120_000, maxBuffer: 256 * 1024 * 1024,
    ...(options.input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] as const } : { input: options.input }),
  }))
}

export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): { readonly pid: number; kill(signal: NodeJS.Signals): void; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: root, env: { ...ENV, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  return {
    pid: child.pid ?? 0,
    kill: (signal) => { child.kill(signal) },
    ended: new Promise((done) => { child.on('close', (code, signal) => { done({ code, signal, out, err }) }) }),
  }
}

/** True when the tool runs here; says SKIPPED by name otherwise. */
export function have(tool: string, ...probe: string[]): boolean {
  const found = spawnSync(tool, probe.length > 0 ? probe : ['--version'], { stdio: 'ignore' })
  if (found.error === undefined && (probe.length === 0 || found.status === 0)) return true
  console.log(`SKIPPED ${tool}`)
  return false
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Small files of several sizes; the same bytes for the same count. */
export function makeEvidence(files = 12): string {
  const dir = freshDir('evidence')
  mkdirSync(join(dir, 'sous-dossier'))
  for (let n = 0; n < files; n += 1) {
    const size = [0, 1, 4095, 8192, 70_000][n % 5] ?? 1
    writeFileSync(join(dir, n % 3 === 0 ? 'sous-dossier' : '.', `pièce ${n}.txt`), Buffer.alloc(size, `${n} `))
  }
  return dir
}

/** Every file below `dir` by relative path. */
export function tree(dir: string): Map<string, { sha256: string; mtimeMs: number; ino: number; mode: number }> {
  const found = new Map<string, { sha256: string; mtimeMs: number; ino: number; mode: number }>()
  const walk = (at: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name)
      const facts = lstatSync(path)
      if (facts.isDirectory()) walk(path)
      else if (facts.isFile()) found.set(relative(dir, path), { sha256: sha256(readFileSync(path)), mtimeMs: facts.mtimeMs, ino: facts.ino, mode: facts.mode })
    }
  }
  walk(dir)
  return found
}

export interface Line { seq: number; action: string; subject: string; facts: Record<string, unknown> }

/** Acknowledged journal lines: those that end in a line feed. */
export function journal(dir: string): Line[] {
  const path = join(dir, 'journal.ndjson')
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line)
}

/** Acknowledged exhibits whose bytes are not there, whole and right. */
export function lostExhibits(dir: string): string[] {
  return journal(dir).filter(({ action }) => action === 'exhibit.added').flatMap(({ subject, facts }) => {
    const path = join(dir, String(facts['stored']))
    const digests = facts['digests'] as { sha256: string }
    return existsSync(path) && sha256(readFileSync(path)) === digests.sha256 ? [] : [subject]
  })
}

/** What a crash may leave only in `.scelle`: temporary files elsewhere. */
export function strays(dir: string): string[] {
  return [...tree(dir).keys()].filter((path) => !path.startsWith('.scelle') && /(^|\/)\.?[^/]*(\.tmp|~|\.partial|\.scelle-)[^/]*$/.test(path))
}

export function newCase(): string {
  const dir = join(freshDir('case'), 'dossier')
  const made = scelle(['init', dir, '--reference', 'PV 1', '--operator', 'essai'])
  if (made.code !== 0) throw new Error(`init: ${made.code} ${made.err}`)
  return dir
}

export function copyOf(dir: string): string {
  const to = join(freshDir('copy'), 'dossier')
  cpSync(dir, to, { recursive: true, preserveTimestamps: true })
  return to
}

// strace counts by thread: with one file thread, the n-th call is the same one each time.
const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' }

/** How often the busiest thread makes each system call while touching the case, from one traced run. */
export function countCalls(args: readonly string[], calls: readonly string[], env: NodeJS.ProcessEnv = {}): Map<string, number> {
  const log = join(freshDir('trace'), 'log')
  execFileSync('strace', ['-f', '--seccomp-bpf', '-qq', '-o', log, '-e', `trace=${calls.join(',')}`, process.execPath, BIN, ...args], { env: { ...ENV, ...ONE_THREAD, ...env }, cwd: root, stdio: 'ignore' })
  const perThread = new Map<string, number>()
  for (const line of readFileSync(log, 'latin1').split('\n')) {
    const found = /^(\d+) +(\w+)\(/.exec(line)
    if (found !== null) perThread.set(`${found[1]} ${found[2]}`, (perThread.get(`${found[1]} ${found[2]}`) ?? 0) + 1)
  }
  const most = new Map<string, number>()
  for (const [key, count] of perThread) {
    const call = key.split(' ')[1] ?? ''
    most.set(call, Math.max(most.get(call) ?? 0, count))
  }
  return most
}

/** Kills the program at its `when`-th `call` in some thread (without --seccomp-bpf, under which strace 6.1 loses count). False when it ended before. */
export function killAt(args: readonly string[], call: string, when: number, env: NodeJS.ProcessEnv = {}): boolean {
  const ran = scelle(args, { env: { ...ONE_THREAD, ...env }, before: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${when}`] })
  return ran.signal === 'SIGKILL' || ran.code === 137
}

/** Kill points spread over all calls, about `wanted` of them: what a rare call leaves goes to the others. */
export function killPoints(counts: Map<string, number>, wanted: number): { call: string; when: number }[] {
  let left = wanted
  let calls = counts.size
  return [...counts].toSorted(([, a], [, b]) => a - b).flatMap(([call, count]) => {
    const points = Math.min(count, Math.max(1, Math.floor(left / calls)))
    left -= points
    calls -= 1
    return Array.from({ length: points }, (_, n) => ({ call, when: Math.max(1, Math.round(((n + 1) * count) / points)) }))
  })
}
