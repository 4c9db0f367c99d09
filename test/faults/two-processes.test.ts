// G12: two processes on one case: one waits or fails with 22; the state stays right; wrong clocks do not matter.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, have, journal, lostExhibits, makeEvidence, newCase, scelle, start } from './harness.ts'

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
})
