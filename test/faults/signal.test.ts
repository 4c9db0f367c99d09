// G14: Ctrl+C at any time: exit 130, nothing half-written, the same command goes on.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, journal, LONG, lostExhibits, newCase, scelle, start, strays } from './harness.ts'

function manyFiles(count: number): string {
  const dir = freshDir('many')
  for (let n = 0; n < count; n += 1) {
    const folder = join(dir, String(n % 20))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `f${n}`), Buffer.alloc(20_000, n & 255))
  }
  return dir
}

describe('signal/ctrl-c', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s during add keeps what was acknowledged', async (signal) => {
    const evidence = manyFiles(3000)
    let stopped = 0
    for (const delay of LONG ? Array.from({ length: 50 }, (_, n) => 20 + n * 25) : [60, 200, 350, 500, 800]) {
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
})
