// G3: a full disk never destroys what was there; exit 74, and the same command works once there is room.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { freshDir, have, lostExhibits, makeEvidence, newCase, scelle, strays, tree } from './harness.ts'

const mounted: string[] = []
afterEach(() => {
  for (const dir of mounted.splice(0)) execFileSync('umount', ['-l', dir])
})

function smallDisk(kilobytes: number): string {
  const dir = freshDir('disk')
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', dir])
  mounted.push(dir)
  return dir
}

function grow(dir: string): void {
  execFileSync('mount', ['-o', 'remount,size=64m', dir])
}

const canMount = process.getuid?.() === 0 && have('mount') && ((): boolean => {
  try {
    smallDisk(256)
    for (const dir of mounted.splice(0)) execFileSync('umount', ['-l', dir])
    return true
  } catch {
    console.log('SKIPPED tmpfs (mount refused)')
    return false
  }
})()

describe.skipIf(!canMount)('fault/enospc', () => {
  it('add stops cleanly, keeps what was acknowledged, and goes on when there is room', () => {
    const disk = smallDisk(400)
    const dir = join(disk, 'dossier')
    expect(scelle(['init', dir, '--reference', 'R']).code).toBe(0)
    const evidence = freshDir('evidence')
    for (let n = 0; n < 10; n += 1) writeFileSync(join(evidence, `f${n}`), Buffer.alloc(100_000, n))
    const full = scelle(['add', evidence, '--case', dir])
    expect(full.code, full.err).toBe(74)
    expect(lostExhibits(dir)).toEqual([])
    expect(strays(dir)).toEqual([])
    grow(disk)
    expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
    expect(lostExhibits(dir)).toEqual([])
    expect(scelle(['status', '--case', dir, '--json']).out).toContain('"exhibits":10')
  })

  it('seal stops cleanly and a second run completes it', () => {
    const source = newCase()
    expect(scelle(['add', makeEvidence(6), '--case', source]).code).toBe(0)
    const disk = smallDisk(Number(execFileSync('du', ['-sk', source], { encoding: 'utf8' }).split('\t')[0]) + 60)
    const dir = join(disk, 'dossier')
    cpSync(source, dir, { recursive: true })
    const full = scelle(['seal', '--case', dir])
    expect(full.code, full.err).toBe(74)
    expect(strays(dir)).toEqual([])
    expect(scelle(['status', '--case', dir]).code).toBe(0)
    grow(disk)
    expect(scelle(['seal', '--case', dir]).code).toBe(0)
    expect(scelle(['verify', dir]).out).not.toMatch(/ échec /)
  })

  it('bundle leaves nothing half-written', () => {
    const dir = newCase()
    const evidence = freshDir('evidence')
    writeFileSync(join(evidence, 'grand'), Buffer.alloc(900_000, 7))
    expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
    expect(scelle(['seal', '--case', dir]).code).toBe(0)
    const disk = smallDisk(700)
    const full = scelle(['bundle', '--case', dir, '-o', join(disk, 'liasse')])
    expect(full.code, full.err).toBe(74)
    expect([...tree(disk).keys()]).toEqual([])
    grow(disk)
    expect(scelle(['bundle', '--case', dir, '-o', join(disk, 'liasse')]).code).toBe(0)
  })

  it('init leaves no half case, and settings survive', () => {
    const disk = smallDisk(64)
    writeFileSync(join(disk, 'plein'), Buffer.alloc(61_000))
    const ran = scelle(['init', join(disk, 'dossier'), '--reference', 'R'])
    expect(ran.code, ran.err).toBe(74)
    rmSync(join(disk, 'plein'))
    expect(scelle(['init', join(disk, 'dossier'), '--reference', 'R']).code).toBe(0)

    const config = join(disk, 'config')
    mkdirSync(join(config, 'scelle'), { recursive: true })
    const env = { XDG_CONFIG_HOME: config }
    expect(scelle(['config', 'set', 'operator', 'MDL Exemple'], { env }).code).toBe(0)
    const path = join(config, 'scelle', 'config.json')
    const good = readFileSync(path, 'utf8')
    execFileSync('sh', ['-c', `dd if=/dev/zero of='${join(disk, 'plein')}' bs=1k 2>/dev/null || true`])
    const refused = scelle(['config', 'set', 'unit', 'x'.repeat(9000)], { env })
    expect(refused.code, refused.err).toBe(74)
    expect(existsSync(path) && JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(good))
  })

  it('inspect and report leave no half record and no half page', () => {
    const source = newCase()
    expect(scelle(['add', makeEvidence(20), '--case', source]).code).toBe(0)
    for (const words of [['inspect', '--case'], ['report', '--draft', '--case']]) {
      const disk = smallDisk(Number(execFileSync('du', ['-sk', source], { encoding: 'utf8' }).split('\t')[0]) + 200)
      const dir = join(disk, 'dossier')
      cpSync(source, dir, { recursive: true })
      execFileSync('sh', ['-c', `dd if=/dev/zero of='${join(disk, 'plein')}' bs=1k 2>/dev/null || true; truncate -s -12k '${join(disk, 'plein')}'`])
      const full = scelle([...words, dir])
      expect(full.code, `${words.join(' ')}\n${full.err}`).toBe(74)
      expect(strays(dir)).toEqual([])
      for (const [path] of tree(dir)) if (path.startsWith('metadata/records/')) expect(() => JSON.parse(readFileSync(join(dir, path), 'utf8')) as unknown, path).not.toThrow()
      expect([...tree(dir).keys()].filter((path) => path.endsWith('.pdf'))).toEqual([])
      grow(disk)
      expect(scelle([...words, dir]).code).toBe(0)
      expect(lostExhibits(dir)).toEqual([])
    }
  })

  it('keys of the local authority and of the journal are made whole, or not at all', () => {
    const source = newCase()
    expect(scelle(['add', makeEvidence(4), '--case', source]).code).toBe(0)
    const disk = smallDisk(64)
    const env = { XDG_DATA_HOME: join(disk, 'data') }
    execFileSync('sh', ['-c', `dd if=/dev/zero of='${join(disk, 'plein')}' bs=1k 2>/dev/null || true`])
    for (const words of [['seal', '--case', source], ['tsa', 'serve', '--port', '0']]) {
      const full = scelle(words, { env, timeoutMs: 20_000 })
      expect(full.code, `${words.join(' ')}\n${full.err}`).toBe(74)
      expect([...tree(disk).keys()]).toEqual(['plein'])
    }
    rmSync(join(disk, 'plein'))
    const again = scelle(['seal', '--case', source], { env })
    expect(again.code, again.err).toBe(0)
    expect([...tree(disk).values()].every(({ mode }) => (mode & 0o077) === 0)).toBe(true)
  })

  it('says so when the result itself cannot be written', () => {
    const dir = newCase()
    const ran = scelle(['-c', `${process.execPath} ${join(import.meta.dirname, '../../bin/scelle.js')} status --case '${dir}' > /dev/full`], { before: ['sh', '-c', 'shift 2; exec sh "$@"', 'sh'] })
    expect(ran.code, ran.err).toBe(74)
  })
})
