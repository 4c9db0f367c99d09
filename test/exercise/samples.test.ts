import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeSamples } from '../../src/exercise/samples/make-samples.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'

const world = createNodeWorld()
const make = async (): Promise<string[]> => await makeSamples(world, mkdtempSync(join(tmpdir(), 'samples-')))
const installed = (tool: string, ...args: string[]): boolean => {
  try { execFileSync(tool, args, { stdio: 'ignore' }); return true } catch { console.log(`SKIPPED ${tool}`); return false }
}
afterAll(async () => { await world.evidence.close() })

describe('sample evidence', () => {
  it('has the same names and bytes at every run', async () => {
    const digests = (paths: string[]): string[] => paths.map((path) => `${basename(path)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    const [first, second] = [digests(await make()), digests(await make())]
    expect(first).toHaveLength(10)
    expect(second).toEqual(first)
  })
  it('uses only domains and numbers kept for fiction', async () => {
    for (const path of (await make()).filter((name) => /\.(eml|txt|html)$/.test(name))) {
      const text = readFileSync(path, 'utf8')
      for (const [host] of text.matchAll(/(?<=@|:\/\/)[a-z0-9.-]+\.[a-z]{2,}/g)) expect(host).toMatch(/(^|\.)(example\.org|[a-z]+\.invalid)$/)
      for (const [number] of text.matchAll(/(?:\+33 |0)6(?: \d\d){4}/g)) expect(number).toMatch(/6 39 98 \d\d \d\d$/)
    }
  })
  it.skipIf(!installed('exiftool', '-ver'))('is read by exiftool as it was meant', async () => {
    const paths = (await make()).filter((path) => /\.(jpg|webp)$/.test(path))
    const seen = JSON.parse(execFileSync('exiftool', ['-j', '-n', '-Make', '-DateTimeOriginal', '-OffsetTimeOriginal', '-GPSLatitude', '-Orientation', '-Warning', '-Error', ...paths], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as Record<string, unknown>[]
    expect(seen.map(({ Make }) => Make)).toEqual(paths.map(() => 'Exemple'))
    expect(seen.filter(({ Warning, Error: error }) => Warning !== undefined || error !== undefined)).toEqual([])
    expect(seen[0]).toMatchObject({ DateTimeOriginal: '2026:11:15 17:12:04', OffsetTimeOriginal: '+01:00', Orientation: 1 })
    expect(Number(seen[0]?.['GPSLatitude'])).toBeCloseTo(43.60853, 4)
    expect(seen[2]).toMatchObject({ Orientation: 6 })
  })
  it.skipIf(!installed('qpdf', '--version'))('holds a PDF that qpdf finds no error in', async () => {
    const pdf = (await make()).find((path) => path.endsWith('.pdf')) as string
    expect(execFileSync('qpdf', ['--check', pdf], { encoding: 'utf8' })).toMatch(/No syntax or stream encoding errors/)
  })
})
