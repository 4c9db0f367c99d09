// G10: the same input and the same state of the case give the same bytes, whatever the language, the zone or the place.
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, have, makeEvidence, scelle, sha256, tree } from './harness.ts'

const NOW = { SCELLE_NOW: '2026-11-23T17:00:00.000Z' }
const SURROUNDINGS: Record<string, string>[] = [
  {}, { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', COLUMNS: '40' }, { TZ: 'Asia/Tokyo' }, { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' },
]

function sealedCase(): string {
  const dir = join(freshDir('case'), 'dossier')
  expect(scelle(['init', dir, '--reference', 'R', '--case-lang', 'fr', '--time-zone', 'Europe/Paris'], { env: NOW }).code).toBe(0)
  expect(scelle(['add', makeEvidence(9), '--case', dir], { env: NOW }).code).toBe(0)
  expect(scelle(['inspect', '--case', dir], { env: NOW }).code).toBe(0)
  expect(scelle(['seal', '--case', dir], { env: NOW }).code).toBe(0)
  return dir
}

function digests(dir: string): Record<string, string> {
  return Object.fromEntries([...tree(dir)].map(([path, one]) => [path, one.sha256]))
}

describe('repro/twice', () => {
  it('draft, bundle and --json of one case are the same bytes in any zone and language', () => {
    const dir = sealedCase()
    const seen: Record<string, unknown>[] = []
    for (const env of SURROUNDINGS) {
      const place = join(freshDir('copy'), 'dossier')
      cpSync(dir, place, { recursive: true, preserveTimestamps: true })
      const liasse = join(freshDir('l'), 'liasse')
      const draft = join(freshDir('d'), 'projet.pdf')
      const all = { ...NOW, ...env }
      const same = (args: readonly string[], code = 0): string => {
        const ran = scelle([...args, '--lang', 'fr'], { env: all })
        expect(ran.code, `${args.join(' ')}\n${ran.err}`).toBe(code)
        return ran.out.replaceAll(place, 'CASE').replaceAll(liasse, 'LIASSE').replaceAll(draft, 'DRAFT')
      }
      same(['report', '--draft', '--case', place, '-o', draft])
      const bundled = same(['bundle', '--case', place, '-o', liasse, '--json'])
      seen.push({
        // The zone of this machine is a measured fact of the environment statement: it is on the page.
        draft: env['TZ'] === undefined ? sha256(readFileSync(draft)) : null, liasse: digests(liasse), bundled,
        status: same(['status', '--case', place, '--json']), log: same(['log', '--case', place, '--json']),
        verify: same(['verify', place, '--json'], 24), zip: same(['verify', liasse, '--json'], 24),
      })
    }
    for (const [number, one] of seen.entries()) expect(one, JSON.stringify(SURROUNDINGS[number])).toEqual({ ...seen[0], ...(one['draft'] === null ? { draft: null } : {}) })
  })

  it('report and manifests of a seal are the same bytes for the same state and clock', () => {
    const dir = join(freshDir('case'), 'dossier')
    expect(scelle(['init', dir, '--reference', 'R', '--case-lang', 'fr', '--time-zone', 'Europe/Paris'], { env: NOW }).code).toBe(0)
    expect(scelle(['add', makeEvidence(9), '--case', dir], { env: NOW }).code).toBe(0)
    const seen: Record<string, string>[] = []
    for (const env of SURROUNDINGS) {
      const place = join(freshDir('copy'), 'dossier')
      cpSync(dir, place, { recursive: true, preserveTimestamps: true })
      const all = { ...NOW, ...env }
      expect(scelle(['inspect', '--case', place], { env: all }).code).toBe(0)
      expect(scelle(['seal', '--case', place, '--lang', 'fr'], { env: all }).code).toBe(0)
      // Tokens are drawn by chance. The zone of this machine is in the environment statement, and so in what lists its digest.
      const { 'metadata/environment.json': environment, 'report/rapport.pdf': report, 'tagmanifest-sha256.txt': tags, ...rest } = digests(place)
      expect([environment, report, tags].every((one) => one !== undefined)).toBe(true)
      const zoned = env['TZ'] === undefined ? { environment, report, tags } : {}
      seen.push(Object.fromEntries(Object.entries({ ...rest, ...zoned } as Record<string, string>).filter(([path]) => !/^(seals|\.scelle)\/|^journal\.ndjson$/.test(path))))
    }
    for (const [number, one] of seen.entries()) expect(seen[0], JSON.stringify(SURROUNDINGS[number])).toMatchObject(one)
    expect(seen[1]).toEqual(seen[0])
  })

  it.each([['SCELLE_NOW', (): boolean => true], ['faketime', (): boolean => have('faketime')]] as const)('two exercises under %s have the same evidence and payload manifest', (how, possible) => {
    if (!possible()) return
    const manifests = [0, 1].map(() => {
      const dir = join(freshDir('ex'), 'exercice')
      const ran = scelle(['exercise', dir], how === 'faketime' ? { before: ['faketime', '-f', '@2026-11-23 17:00:00'] } : { env: NOW })
      expect(ran.code, ran.err + ran.out).toBe(0)
      const root = [...tree(dir).keys()].find((path) => path.endsWith('manifest-sha256.txt') && !path.includes('seals') && !path.includes('tagmanifest')) ?? ''
      expect(existsSync(join(dir, root))).toBe(true)
      return readFileSync(join(dir, root), 'utf8')
    })
    expect(manifests[0]).toBe(manifests[1])
    expect(manifests[0]?.split('\n').length).toBeGreaterThan(6)
  })
})
