// G1, G2: kill -9 at system calls of `add` and `seal`. Whatever was acknowledged is whole; running again finishes the job.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyOf, countCalls, freshDir, have, journal, killAt, killPoints, LONG, lostExhibits, makeEvidence, newCase, scelle, sha256, strays, tree } from './harness.ts'

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

describe.skipIf(!strace)('crash/chat.kill', () => {
  it('leaves no half transcript: what the journal names is whole, and a second run writes it', () => {
    const dir = newCase()
    const evidence = join(freshDir('chat'), 'chat.txt')
    writeFileSync(evidence, Array.from({ length: 2_000 }, (_, n) => `14/03/2026, 22:${String(n % 60).padStart(2, '0')} - Alice: message ${n}\n`).join(''))
    expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
    const words = (place: string): string[] => ['chat', '1', '--case', place, '--zone', 'Europe/Paris']
    const counts = countCalls(words(copyOf(dir)), ['write', 'fsync', 'rename', 'mkdir'])
    let kills = 0
    for (const { call, when } of killPoints(counts, LONG ? 60 : 8)) {
      const copy = copyOf(dir)
      if (killAt(words(copy), call, when)) kills += 1
      expect(lostExhibits(copy), `${call} #${when}`).toEqual([])
      expect(scelle(['verify', copy]).code, `${call} #${when}: verify right after the kill`).toBe(24)
      const again = scelle(words(copy))
      expect(again.code, `${call} #${when}: ${again.err}`).toBe(0)
      const last = journal(copy).findLast(({ action }) => action === 'exhibit.transcribed')
      expect(sha256(readFileSync(join(copy, 'metadata/chats/0001.ndjson')))).toBe(last?.facts['transcript'])
      expect(strays(copy)).toEqual([])
    }
    console.log(`crash/chat.kill: ${kills} real kills`)
    expect(kills).toBeGreaterThan(LONG ? 20 : 3)
  })
})
