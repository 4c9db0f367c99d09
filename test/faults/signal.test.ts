// G14: Ctrl+C at any time: exit 130, nothing half-written, no process left behind, and the same command goes on.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestTsa } from '../support/tsa/test-tsa.ts'
import { freshDir, journal, LONG, lostExhibits, newCase, scelle, start, strays, tree } from './harness.ts'
import { meanwhileOnTerminal, python } from './terminal.ts'

function manyFiles(count: number): string {
  const dir = freshDir('many')
  for (let n = 0; n < count; n += 1) {
    const folder = join(dir, String(n % 20))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `f${n}`), Buffer.alloc(20_000, n & 255))
  }
  return dir
}

/** Processes that carry this mark in their environment: ours, and the children they started. */
function marked(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`SCELLE_TEST_MARK=${mark}`)
    } catch {
      return false
    }
  })
}

describe('signal/ctrl-c', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s during add keeps what was acknowledged', async (signal) => {
    const evidence = manyFiles(3000)
    let stopped = 0
    for (const delay of LONG ? Array.from({ length: 50 }, (_, n) => 20 + n * 25) : [150, 350, 600]) {
      const dir = newCase()
      const running = start(['add', evidence, '--case', dir])
      await new Promise((done) => { setTimeout(done, delay) })
      running.kill(signal)
      const ended = await running.ended
      if (ended.signal === null && ended.code !== 0) {
        stopped += 1
        expect(ended.code, ended.err).toBe(signal === 'SIGINT' ? 130 : 143)
      }
      expect(lostExhibits(dir)).toEqual([])
      expect(strays(dir)).toEqual([])
      const again = scelle(['add', evidence, '--case', dir])
      expect(again.code, again.err).toBe(0)
      expect(journal(dir).filter(({ action }) => action === 'exhibit.added')).toHaveLength(3000)
    }
    expect(stopped).toBeGreaterThan(0)
  })

  it.skipIf(!python)('on a terminal, at every stage of pack: no orphan, no temporary file, and the same command finishes', async () => {
    const evidence = manyFiles(200)
    const silent = await startTestTsa({ behaviour: 'silent' })
    const good = await startTestTsa({ behaviour: 'good' })
    const whole = performance.now()
    const first = await meanwhileOnTerminal(['pack', evidence, '--case', join(freshDir('pack'), 'dossier'), '--reference', 'R', '--yes'])
    expect(first.code, first.out).toBe(0)
    const wholeMs = performance.now() - whole
    const stages = new Map<string, number>()
    let stopped = 0
    try {
      const times = Array.from({ length: LONG ? 100 : 10 }, (_, n, many = LONG ? 100 : 10) => Math.round(wholeMs * (n + 0.5) / many))
      for (const [number, afterMs] of times.entries()) {
        const place = freshDir('pack')
        const dir = join(place, 'dossier')
        const mark = `m${process.pid}-${number}`
        // Every third run waits for an authority that never answers.
        const tsa = number % 5 === 2 ? ['--tsa', silent.url] : []
        const words = ['pack', evidence, '--case', dir, '--reference', 'R', '--lang', 'fr', '--yes']
        const ran = await meanwhileOnTerminal([...words, ...tsa], { keys: '\\x03', afterMs: tsa.length > 0 ? wholeMs + 500 : afterMs, env: { SCELLE_TEST_MARK: mark } })
        expect([0, 130], `${afterMs} ms\n${ran.out}`).toContain(ran.code)
        if (ran.code === 130) stopped += 1
        const actions = existsSync(join(dir, 'journal.ndjson')) ? journal(dir).map(({ action }) => action) : []
        const stage = actions.at(-1) ?? 'nothing yet'
        stages.set(stage, (stages.get(stage) ?? 0) + 1)
        await expect.poll(() => marked(mark), { timeout: 3000 }).toEqual([])
        expect([...tree(place).keys()].filter((path) => /\.scelle-tmp$|\.partial/.test(path)), `${afterMs} ms`).toEqual([])
        if (existsSync(dir)) expect(lostExhibits(dir)).toEqual([])
        // The terminal is as it was: the cursor is shown.
        expect(ran.out.lastIndexOf('\u001b[?25l')).toBeLessThanOrEqual(ran.out.lastIndexOf('\u001b[?25h'))

        const again = tsa.length > 0 ? await start([...words, '--tsa', good.url]).ended : scelle(words)
        expect(again.code, `${afterMs} ms\n${again.err}`).toBe(0)
        expect(journal(dir).filter(({ action }) => action === 'exhibit.added')).toHaveLength(200)
        const verified = scelle(['verify', dir])
        expect(verified.code, verified.out).toBe(24)
        expect(verified.out).not.toMatch(/ échec /)
      }
    } finally {
      await silent.close()
      await good.close()
    }
    console.log(`signal/ctrl-c: ${stopped} stopped, last line then: ${JSON.stringify(Object.fromEntries(stages))}`)
    expect(stopped).toBeGreaterThan(3)
  })

  it('a second Ctrl+C does not wait', async () => {
    const dir = newCase()
    const running = start(['add', manyFiles(3000), '--case', dir])
    await expect.poll(() => existsSync(join(dir, 'data/0001')), { timeout: 20_000, interval: 5 }).toBe(true)
    running.kill('SIGINT')
    running.kill('SIGINT')
    const { code } = await running.ended
    expect([0, 130]).toContain(code)
    expect(lostExhibits(dir)).toEqual([])
    expect(scelle(['verify', dir]).code).toBe(24)
  })
})
