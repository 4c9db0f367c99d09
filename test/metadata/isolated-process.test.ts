import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeIsolated } from '../../src/system/isolated-process.ts'
import type { IsolatedProcess } from '../../src/system/world.ts'

const entry = new URL('./support/misbehaving-child.ts', import.meta.url)
const limits = { timeMs: 1500, memoryBytes: 400 * 2 ** 20, heapMiB: 200, answerBytes: 2 ** 20 }
const folder = mkdtempSync(join(tmpdir(), 'isolated-'))
writeFileSync(join(folder, 'evidence.txt'), 'evidence')
symlinkSync('/etc/hostname', join(folder, 'link.txt'))
execFileSync('mkfifo', [join(folder, 'fifo')])

const opened: IsolatedProcess[] = []
function open(signal: AbortSignal = new AbortController().signal, timeMs = limits.timeMs): IsolatedProcess {
  const child = nodeIsolated(signal).open({ entry, readable: [folder], limits: { ...limits, timeMs } })
  opened.push(child)
  return child
}
const alive = (pid: number): boolean => {
  try { process.kill(pid, 0); return true } catch { return false }
}
const gone = async (pid: number): Promise<boolean> => {
  for (let i = 0; i < 60 && alive(pid); i += 1) await new Promise((done) => setTimeout(done, 50))
  return !alive(pid)
}

afterEach(async () => { for (const child of opened.splice(0)) await child.close() })

describe('a child process for hostile input', () => {
  it('answers with structured clones, Buffers included, from the same process', async () => {
    const child = open()
    const request = { act: 'echo', bytes: Buffer.from([1, 2]), big: 3n, when: { deep: [undefined, null] } }
    expect(await child.ask(request)).toEqual({ status: 'ok', value: { ...request, bytes: expect.objectContaining({ length: 2 }) } })
    expect(await child.ask({ act: 'pid' })).toEqual(await child.ask({ act: 'pid' }))
  })

  it.each([
    ['hang', 'timeout'], ['spin', 'timeout'], ['crash', 'crash'], ['exit', 'crash'],
    ['native-bomb', 'limit'], ['heap-bomb', 'limit'], ['giant', 'limit'], ['throw', 'error'],
  ])('%s ends as %s, says where, and the next request is served', async (act, status) => {
    // A loaded machine needs its time to fill the memory.
    const child = open(undefined, status === 'timeout' ? 1000 : 30_000)
    const [bad, next] = await Promise.all([child.ask({ act }), child.ask({ act: 'echo' })])
    expect(bad).toMatchObject({ status, stage: act })
    expect(next).toMatchObject({ status: 'ok' })
  })

  it('is not charged for the time in which others had the processors', async (context) => {
    if (!existsSync('/proc/self/schedstat')) { console.log('SKIPPED schedstat'); context.skip() }
    const child = open(undefined, 1300)
    await child.ask({ act: 'echo' })
    const others = Array.from({ length: 2 * availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);']))
    try {
      const started = performance.now()
      expect(await child.ask({ act: 'work' })).toEqual({ status: 'ok', value: 'done' })
      expect(performance.now() - started).toBeGreaterThan(1300)
    } finally {
      for (const other of others) other.kill('SIGKILL')
    }
  })

  it('has no variable of its parent, cannot write, start a process or read elsewhere', async () => {
    process.env['SECRET_TOKEN'] = 'x'
    const child = open()
    expect(Object.keys((await child.ask({ act: 'environment' }) as { value: object }).value)).not.toContain('SECRET_TOKEN')
    expect(await child.ask({ act: 'read', path: join(folder, 'evidence.txt') })).toEqual({ status: 'ok', value: 'evidence' })
    for (const request of [{ act: 'read', path: '/etc/hostname' }, { act: 'write', path: join(folder, 'new') }, { act: 'spawn' }]) {
      expect(await child.ask(request)).toMatchObject({ status: 'error', message: expect.stringMatching(/restricted/) })
    }
  })

  it('opens regular files only, without following a link or waiting for a writer', async () => {
    const child = open()
    expect(await child.ask({ act: 'open', path: join(folder, 'evidence.txt') })).toEqual({ status: 'ok', value: 'evidence' })
    expect(await child.ask({ act: 'open', path: join(folder, 'link.txt') })).toMatchObject({ status: 'error', message: expect.stringMatching(/ELOOP/) })
    expect(await child.ask({ act: 'open', path: join(folder, 'fifo') })).toMatchObject({ status: 'error', message: 'not-a-regular-file' })
  })

  it.each(['a, b', 'star*', 'q"u\'o t=e', 'é\u0301\u202e', 'new\nline', '-dash', 'percent%20'])('reads in a folder named %j, and only there', async (name) => {
    const place = join(folder, name)
    mkdirSync(place)
    writeFileSync(join(place, 'x'), 'inside')
    const link = join(folder, `link to ${name}`)
    symlinkSync(place, link)
    for (const readable of [place, link]) {
      const child = nodeIsolated(new AbortController().signal).open({ entry, readable: [readable], limits })
      opened.push(child)
      expect(await child.ask({ act: 'open', path: join(readable, 'x') })).toEqual({ status: 'ok', value: 'inside' })
      expect(await child.ask({ act: 'open', path: join(folder, 'evidence.txt') })).toMatchObject({ status: 'error', message: expect.stringMatching(/restricted/) })
    }
  })

  it('dies on abort, and nothing is started after', async () => {
    const abort = new AbortController()
    const child = open(abort.signal)
    const { value: pid } = await child.ask({ act: 'pid' }) as { value: number }
    const waiting = child.ask({ act: 'spin' })
    abort.abort()
    expect(await waiting).toEqual({ status: 'error', message: 'aborted' })
    expect(await gone(pid)).toBe(true)
    expect(await child.ask({ act: 'pid' })).toEqual({ status: 'error', message: 'aborted' })
  })

  it('does not outlive a parent that is killed, even in an endless loop', async () => {
    const code = `
      const { nodeIsolated } = await import(${JSON.stringify(new URL('../../src/system/isolated-process.ts', import.meta.url).href)})
      const child = nodeIsolated(new AbortController().signal).open({ entry: new URL(${JSON.stringify(entry.href)}), readable: [], limits: ${JSON.stringify({ ...limits, timeMs: 60_000 })} })
      console.log((await child.ask({ act: 'pid' })).value)
      await child.ask({ act: 'spin' })`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = Number(await new Promise<string>((done) => parent.stdout.once('data', (chunk: Buffer) => done(chunk.toString()))))
    expect(alive(pid)).toBe(true)
    parent.kill('SIGKILL')
    expect(await gone(pid)).toBe(true)
  })
})
