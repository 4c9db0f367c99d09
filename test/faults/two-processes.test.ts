// G12: two processes on one case: one waits or fails with 22; the state stays right; wrong clocks do not matter.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, have, journal, LONG, lostExhibits, makeEvidence, newCase, scelle, start } from './harness.ts'

describe('lock/model', () => {
  it('gives the case to one writer and tells the other who has it', async () => {
    const dir = newCase()
    const big = freshDir('big')
    mkdirSync(join(big, 'a'))
    for (let n = 0; n < 2000; n += 1) writeFileSync(join(big, 'a', `f${n}`), Buffer.alloc(50_000, n & 255))
    const first = start(['add', big, '--case', dir])
    let second = scelle(['status', '--case', dir])
    for (let n = 0; n < 200 && !/n° \d+|lock/.test(second.out); n += 1) second = scelle(['status', '--case', dir])
    const refused = scelle(['add', makeEvidence(2), '--case', dir, '--json'])
    first.kill('SIGKILL')
    await first.ended
    expect(refused.code, refused.err).toBe(22)
    expect(JSON.parse(refused.err)).toMatchObject({ type: 'error', code: 'case.locked', exit: 22, facts: { owner: { pid: first.pid } } })
    const after = scelle(['add', makeEvidence(2), '--case', dir])
    expect(after.code, after.err).toBe(0)
    expect(lostExhibits(dir)).toEqual([])
  })

  it.skipIf(!have('faketime'))('does not trust clocks: a writer one hour ahead is still refused', async () => {
    const dir = newCase()
    const fifo = start(['tsa', 'serve', '--port', '0'])
    fifo.kill('SIGTERM')
    await fifo.ended
    const all = Array.from({ length: 6 }, (_, n) => start(['add', makeEvidence(5), '--case', dir, '--source', `remise ${n}`], n % 2 === 0 ? { LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', FAKETIME: n % 4 === 0 ? '+1h' : '-1h' } : {}).ended)
    const ended = await Promise.all(all)
    for (const { code, err } of ended) expect([0, 22], err).toContain(code)
    const lines = journal(dir)
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, n) => n))
    expect(lostExhibits(dir)).toEqual([])
    expect(scelle(['verify', dir]).out).not.toMatch(/ échec /)
  })

  it('a writer whose lock was removed with .scelle stops; the second one is never overwritten', async () => {
    const evidence = freshDir('grand')
    for (let n = 0; n < 2500; n += 1) writeFileSync(join(evidence, `f${n}`), Buffer.alloc(20_000, n & 255))
    let lost = 0
    for (const delay of LONG ? Array.from({ length: 20 }, (_, n) => n * 40) : [0, 60]) {
      const dir = newCase()
      const first = start(['add', evidence, '--case', dir, '--json'])
      // Once it works: its name stands in the lock.
      await expect.poll(() => existsSync(join(dir, 'data/0001')), { timeout: 20_000, interval: 5 }).toBe(true)
      await new Promise((later) => { setTimeout(later, delay) })
      rmSync(join(dir, '.scelle'), { recursive: true, force: true })
      const second = scelle(['add', makeEvidence(7), '--case', dir, '--source', 'deuxième'])
      const ended = await first.ended
      expect([0, 22, 74], second.err).toContain(second.code)
      expect([0, 75, 74], ended.err).toContain(ended.code)
      if (ended.code === 75) {
        lost += 1
        expect(JSON.parse(ended.err)).toMatchObject({ code: 'case.lock-lost' })
      }
      const lines = journal(dir)
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, n) => n))
      expect(lostExhibits(dir)).toEqual([])
      if (second.code === 0) expect(lines.filter(({ facts }) => facts['source'] === 'deuxième')).toHaveLength(7)
      const again = scelle(['add', evidence, '--case', dir])
      expect(again.code, again.err).toBe(0)
      expect(lostExhibits(dir)).toEqual([])
      expect(scelle(['seal', '--case', dir]).code).toBe(0)
      const verified = scelle(['verify', dir])
      expect(verified.code, verified.out).toBe(24)
      expect(verified.out).not.toMatch(/ échec /)
    }
    expect(lost).toBeGreaterThan(0)
  })
})
