// G18: a case made by this version opens in every later one, with the same answer; one of a newer format is refused by name.
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, ENV, have, scelle } from '../faults/harness.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { GOLDEN, observe, TARGETS } from './observe.ts'

describe('compat/fixtures', () => {
  it('verifies the frozen case and its bag as on the day they were made', async () => {
    const expected = JSON.parse(readFileSync(join(GOLDEN, 'expected.json'), 'utf8')) as unknown
    expect(await observe(testWorld())).toEqual(expected)
    for (const target of TARGETS) {
      const ran = scelle(['verify', join(GOLDEN, target), '--json'])
      expect(ran.code, ran.out + ran.err).toBe(0)
      expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'verified', exercise: true })
    }
  })

  it('is small', () => {
    const sizes = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(GOLDEN, name))).filter((one) => one.isFile()).map(({ size }) => size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000)
  })

  it('goes on: status, log, a second delivery and a second seal on a copy', () => {
    const dir = join(tempDir(), 'dossier')
    cpSync(join(GOLDEN, 'dossier'), dir, { recursive: true })
    expect(JSON.parse(scelle(['status', '--case', dir, '--json']).out)).toMatchObject({ exhibits: 3 })
    expect(scelle(['log', '--case', dir]).code).toBe(0)
    const more = join(tempDir(), 'suite.txt')
    writeFileSync(more, 'suite')
    expect(scelle(['add', more, '--case', dir]).code).toBe(0)
    expect(scelle(['verify', dir]).code).toBe(24)
    expect(scelle(['seal', '--case', dir]).code).toBe(0)
    const verified = scelle(['verify', dir])
    expect(verified.out).not.toMatch(/ échec /)
    expect([0, 24]).toContain(verified.code)
  })

  it.skipIf(!have('sha256sum') || !have('openssl', 'version'))('standard tools agree', () => {
    const dir = join(GOLDEN, 'dossier')
    for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) expect(spawnSync('sha256sum', ['-c', '--strict', '--quiet', list], { cwd: dir }).status, list).toBe(0)
    const seal = join(dir, 'seals/0001')
    const ran = spawnSync('openssl', ['ts', '-verify', '-data', 'tagmanifest-sha256.txt', '-in', 'locale.tsr', '-CAfile', 'locale.chain.pem'], { cwd: seal, encoding: 'utf8' })
    expect(ran.stdout + ran.stderr).toContain('Verification: OK')
  })

  it.each(['case/2', 'case/17'])('refuses %s by name, with 65, in every verb, and changes nothing', (format) => {
    const dir = join(tempDir(), 'dossier')
    cpSync(join(GOLDEN, 'dossier'), dir, { recursive: true })
    const path = join(dir, 'metadata/case.json')
    const record = JSON.parse(readFileSync(path, 'utf8')) as object
    writeFileSync(path, JSON.stringify({ ...record, format, nouveau: true }))
    const journal = readFileSync(join(dir, 'journal.ndjson'))
    for (const args of [['verify', dir], ['status', '--case', dir], ['log', '--case', dir], ['add', path, '--case', dir], ['inspect', '--case', dir], ['report', '--draft', '--case', dir], ['seal', '--case', dir], ['bundle', '--case', dir], ['pack', path, '--case', dir]]) {
      const ran = spawnSync(process.execPath, [BIN, ...args], { env: ENV, encoding: 'utf8' })
      expect(ran.status, `${args.join(' ')}\n${ran.stdout}${ran.stderr}`).toBe(65)
      expect(ran.stderr).toContain(format)
    }
    expect(readFileSync(join(dir, 'journal.ndjson')).equals(journal)).toBe(true)
  })
})
