// G1, G2: kill -9 at system calls of `add` and `seal`. Whatever was acknowledged is whole; running again finishes the job.
import { describe, expect, it } from 'vitest'
import { copyOf, countCalls, have, journal, killAt, killPoints, LONG, lostExhibits, makeEvidence, newCase, scelle, strays, tree } from './harness.ts'

// Not openat and close: nearly all of them load modules.
const CALLS = ['write', 'pwrite64', 'fsync', 'fdatasync', 'rename', 'unlink', 'mkdir', 'fchmod', 'ftruncate']
const strace = have('strace', '-V')

describe.skipIf(!strace)('crash/add.kill', () => {
  it('loses no acknowledged exhibit, and a second run adds the rest', () => {
    const evidence = makeEvidence(LONG ? 120 : 30)
    const before = tree(evidence)
    const counts = countCalls(['add', evidence, '--case', newCase()], CALLS)
    let kills = 0
    for (const { call, when } of killPoints(counts, LONG ? 240 : 18)) {
      const dir = newCase()
      if (killAt(['add', evidence, '--case', dir], call, when)) kills += 1
      expect(lostExhibits(dir), `${call} #${when}`).toEqual([])
      expect(scelle(['verify', dir]).code, `${call} #${when}: verify right after the kill`).toBe(24)
      const again = scelle(['add', evidence, '--case', dir, '--json'])
      expect(again.code, `${call} #${when}: ${again.err}`).toBe(0)
      expect(lostExhibits(dir)).toEqual([])
      expect(journal(dir).filter(({ action }) => action === 'exhibit.added')).toHaveLength(before.size)
      expect(strays(dir)).toEqual([])
    }
    expect(tree(evidence)).toEqual(before)
    console.log(`crash/add.kill: ${kills} real kills`)
    expect(kills).toBeGreaterThan(LONG ? 100 : 8)
  })
})

describe.skipIf(!strace)('crash/seal.kill', () => {
  it('never breaks the case: a second run completes the seal and verification finds nothing wrong', () => {
    const dir = newCase()
    expect(scelle(['add', makeEvidence(6), '--case', dir]).code).toBe(0)
    expect(scelle(['inspect', '--case', dir]).code).toBe(0)
    const counts = countCalls(['seal', '--case', copyOf(dir)], CALLS)
    let kills = 0
    for (const { call, when } of killPoints(counts, LONG ? 240 : 18)) {
      const copy = copyOf(dir)
      if (killAt(['seal', '--case', copy], call, when)) kills += 1
      expect(lostExhibits(copy), `${call} #${when}`).toEqual([])
      const torn = scelle(['verify', copy])
      expect(torn.code, `${call} #${when}: verify right after the kill\n${torn.out}`).toBe(24)
      const again = scelle(['seal', '--case', copy])
      expect(again.code, `${call} #${when}: ${again.err}`).toBe(0)
      const verified = scelle(['verify', copy])
      expect(verified.code, `${call} #${when}\n${verified.out}`).toBe(24)
      expect(verified.out).not.toMatch(/ échec /)
      expect(strays(copy)).toEqual([])
    }
    console.log(`crash/seal.kill: ${kills} real kills`)
    expect(kills).toBeGreaterThan(LONG ? 100 : 8)
  })

  it('keeps the first seal whole when the second one is killed', () => {
    const dir = newCase()
    expect(scelle(['add', makeEvidence(4), '--case', dir]).code).toBe(0)
    expect(scelle(['seal', '--case', dir]).code).toBe(0)
    expect(scelle(['add', makeEvidence(5), '--case', dir, '--source', 'deuxième remise']).code).toBe(0)
    const counts = countCalls(['seal', '--case', copyOf(dir)], ['rename', 'fsync', 'unlink'])
    let kills = 0
    for (const { call, when } of killPoints(counts, LONG ? 60 : 6)) {
      const copy = copyOf(dir)
      if (killAt(['seal', '--case', copy], call, when)) kills += 1
      const torn = scelle(['verify', copy])
      expect(torn.code, `${call} #${when}\n${torn.out}`).toBe(24)
      expect(scelle(['seal', '--case', copy]).code).toBe(0)
      expect(scelle(['verify', copy]).out).not.toMatch(/ échec /)
    }
    expect(kills).toBeGreaterThan(2)
  })
})
