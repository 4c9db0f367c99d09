// `scelle chat` as it is typed, without a terminal: what is missing is named with its remedy, and nothing is guessed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

async function scelle(argv: readonly string[], cwd: string, language: 'fr' | 'en' = 'fr') {
  const terminal = fakeTerminal()
  const code = await run({ argv, terminal, settings: {}, words: await loadCatalog(language), cwd, createWorld: async () => testWorld(), stoppedBy: () => undefined })
  return { code, ...terminal.printed }
}

function place(): string {
  const dir = tempDir()
  writeFileSync(join(dir, 'clear.txt'), '14/03/2026, 22:15 - Alice: bonjour\n')
  writeFileSync(join(dir, 'open.txt'), '4/3/26, 22:15 - Alice: bonjour\n')
  writeFileSync(join(dir, 'noise.txt'), 'rien\n')
  return dir
}

describe('scelle chat', { timeout: 180_000 }, () => {
  it('of a file: a summary, and the transcript where it is asked for', async () => {
    const cwd = place()
    const summary = await scelle(['conversation', 'clear.txt'], cwd)
    expect(summary.code).toBe(0)
    expect(summary.out).toMatch(/WhatsApp, 1\u00a0message[\s\S]*jour, mois, année — établi par la ligne 1[\s\S]*inconnu — heures locales/)
    expect((await scelle(['chat', 'clear.txt', '--zone', 'Europe/Paris', '--out', 'o.ndjson', '--dry-run'], cwd, 'en')).out).toContain('The transcript would be written to')
    expect(existsSync(join(cwd, 'o.ndjson'))).toBe(false)
    const json = JSON.parse((await scelle(['chat', 'clear.txt', '--zone', 'Europe/Paris', '--out', 'o.ndjson', '--json'], cwd)).out) as Record<string, unknown>
    expect(json).toMatchObject({ path: join(cwd, 'o.ndjson'), planned: false, header: { zone: { zone: 'Europe/Paris', provenance: 'user' } } })
    const [head = '', message = ''] = readFileSync(join(cwd, 'o.ndjson'), 'utf8').split('\n')
    expect(JSON.parse(head)).toEqual(json['header'])
    expect(JSON.parse(message)).toMatchObject({ n: 1, at: { utc: '2026-03-14T21:15:00Z' }, from: 'Alice', raw: '14/03/2026, 22:15 - Alice: bonjour' })
  })

  it('asks for what the file leaves open: 64 and the words to type', async () => {
    const cwd = place()
    const open = await scelle(['chat', 'open.txt'], cwd)
    expect(open.code).toBe(64)
    expect(open.err).toMatch(/«\u00a04\/3\/26, 22:15\u00a0» \(ligne 1\)[\s\S]*--date-order dmy/)
    expect((await scelle(['chat', 'open.txt', '--date-order', 'mdy'], cwd)).out).toContain('2026-04-03T22:15:00')
    expect((await scelle(['chat', 'clear.txt', '--date-order', 'mdy'], cwd)).code).toBe(64)
    expect((await scelle(['chat', 'clear.txt', '--zone', 'Mars/Olympus'], cwd)).code).toBe(64)
    expect((await scelle(['chat', 'clear.txt', '--date-order', 'ydm'], cwd)).code).toBe(64)
    expect((await scelle(['chat', 'noise.txt'], cwd)).code).toBe(65)
    expect((await scelle(['chat', 'absent.txt'], cwd)).code).toBe(66)
    expect((await scelle(['chat', '1'], cwd)).err).toContain('il n’y a pas de dossier ici')
  })

  it('of an exhibit of the case at hand', async () => {
    const cwd = place()
    const dir = join(cwd, 'dossier')
    expect((await scelle(['init', dir, '--reference', 'R'], cwd)).code).toBe(0)
    expect((await scelle(['add', 'clear.txt', '--case', dir], cwd)).code).toBe(0)
    const done = await scelle(['chat', '1'], dir)
    expect(done).toMatchObject({ code: 0 })
    expect(done.out).toContain('Transcription\u00a0: metadata/chats/0001.ndjson')
    expect((await scelle(['log', '--case', dir], cwd)).out).toContain('transcription de la conversation')
    expect((await scelle(['chat', '2', '--case', dir], cwd)).code).toBe(66)
    expect((await scelle(['chat', '1', '--case', dir, '--out', 'x'], cwd)).code).toBe(64)
    expect((await scelle(['chat', 'clear.txt', '--case', dir], cwd)).code).toBe(64)
  })
})
