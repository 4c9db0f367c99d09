// The whole command line in this process: words in, exit code and printed text out, in both languages.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-table.ts'
import { Exit } from '../../src/cli/exit-codes.ts'
import { exitOf } from '../../src/cli/exit-of-failure.ts'
import { run } from '../../src/cli/run.ts'
import { firstWordsIn, loadCatalog } from '../../src/messages/load.ts'
import { Failure, type FailureCode } from '../../src/system/failure.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

async function scelle(argv: readonly string[], options: { language?: 'fr' | 'en'; cwd?: string; input?: string } = {}) {
  const terminal = fakeTerminal(options.input === undefined ? {} : { input: options.input })
  const code = await run({
    argv, terminal, settings: {}, words: await loadCatalog(options.language ?? 'fr'), cwd: options.cwd ?? tempDir(),
    createWorld: async () => testWorld(), stoppedBy: () => undefined,
  })
  return { code, ...terminal.printed }
}

async function openCase(): Promise<string> {
  const dir = join(tempDir(), 'dossier')
  expect((await scelle(['init', dir, '--reference', 'PV 12/2026', '--title', 'Essai'])).code).toBe(0)
  return dir
}

describe('a run', () => {
  it('prints help on stderr and 64 without a verb, on stdout and 0 when asked', async () => {
    const bare = await scelle([])
    expect(bare).toMatchObject({ code: 64, out: '' })
    expect(bare.err).toContain('Verbes')
    expect(await scelle(['--help'])).toMatchObject({ code: 0, err: '' })
    expect((await scelle(['verify', '--help'], { language: 'en' })).out).toContain('one line per check')
  })

  it('opens, adds, inspects and says where the case stands', async () => {
    const dir = await openCase()
    const from = tempDir()
    writeFileSync(join(from, 'a.txt'), 'a')
    symlinkSync('a.txt', join(from, 'lien'))
    const added = await scelle(['ajouter', from, '--case', dir, '--source', 'remis', '--md5'])
    expect(added.code).toBe(20)
    expect(added.out).toMatch(/1\u00a0pièce ajoutée \(1\u00a0octet\), n° 0001\.\n1\u00a0fichier refusé\u00a0:\n.*lien/)
    expect((await scelle(['examiner', '--case', dir])).out).toContain('1\u00a0pièce examinée')
    expect((await scelle(['etat'], { cwd: join(dir, 'data') })).out).toMatch(/PV 12\/2026 — Essai[\s\S]*Ensuite\u00a0: scelle sceller/)
    const status = JSON.parse((await scelle(['status', '--case', dir, '--json'])).out) as Record<string, unknown>
    expect(status).toMatchObject({ reference: 'PV 12/2026', exhibits: 1, refused: 1, inspected: 1, next: 'seal', unsealed: 1 })
    const again = await scelle(['add', from, '--case', dir], { language: 'en' })
    expect(again.out).toContain('No new exhibit.')
  })

  it('takes names from standard input, by line or by NUL', async () => {
    const dir = await openCase()
    const from = tempDir()
    for (const name of ['a', 'b', 'deux\nlignes']) writeFileSync(join(from, name), name)
    expect((await scelle(['add', '-', '--case', dir], { input: `${from}/a\n${from}/b\n` })).out).toContain('2\u00a0pièces ajoutées')
    expect((await scelle(['add', '-', '-0', '--case', dir], { input: `${from}/deux\nlignes\0` })).out).toContain('n° 0003.')
    expect((await scelle(['add', '-', from, '--case', dir])).code).toBe(64)
  })

  it('takes help as a word', async () => {
    const { code, out } = await scelle(['aide', 'sceller'])
    expect(code).toBe(0)
    expect(out).toContain('scelle seal|sceller')
  })

  it('prints the journal line by line, as text or as it is', async () => {
    const dir = await openCase()
    const text = await scelle(['log', '--case', dir])
    expect(text.out).toMatch(/^ +0 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d .*ouverture du dossier\n$/)
    const [line] = (await scelle(['journal', '--json', '--case', dir])).out.split('\n')
    expect(JSON.parse(line ?? '')).toMatchObject({ seq: 0, action: 'case.opened' })
  })

  it('writes nothing on a dry run', async () => {
    const dir = await openCase()
    const from = tempDir()
    writeFileSync(join(from, 'a'), 'a')
    expect((await scelle(['add', from, '--case', dir, '--dry-run'])).out).toContain('rien n’est écrit')
    expect((await scelle(['init', join(from, 'x'), '--reference', 'R', '--dry-run'])).code).toBe(0)
    expect((await scelle(['inspect', '--case', dir, '--dry-run'], { language: 'en' })).out).toContain('0\u00a0exhibits would be inspected.')
    const report = await scelle(['report', '--case', dir, '-o', join(from, 'r.pdf'), '--dry-run'])
    expect(report.out).toContain('serait écrit dans')
    expect(existsSync(join(from, 'r.pdf'))).toBe(false)
    expect(JSON.parse((await scelle(['status', '--case', dir, '--json'])).out)).toMatchObject({ exhibits: 0, journal: 1 })
  })

  it.each([
    [['status'], 66, 'case.not-found'],
    [['add', '/absent'], 66, 'case.not-found'],
    [['init', '/x'], 64, 'usage.missing-option'],
    [['init', '/x', '--reference', 'R', '--profile', 'autre'], 64, 'usage.bad-value'],
    [['init', '/x', '--reference', 'R', '--time-zone', 'Mars/Olympus'], 64, 'usage.bad-value'],
    [['pack', '/x', '--reference', 'R'], 64, 'usage.missing-option'],
    [['config', 'set', 'minAuthorities', '0'], 64, 'usage.bad-value'],
    [['config', 'set', 'nope', '1'], 64, 'usage.bad-value'],
    [['config', 'set', 'tsa', 'ftp://x'], 64, 'usage.bad-value'],
    [['tsa', 'stop'], 64, 'usage.unknown-command'],
    [['verify', '/absent'], 66, 'verify.not-found'],
    [['verify', 'x.tsr', '--query', 'q'], 64, 'usage.missing-option'],
    [['status', '--lang', 'de'], 64, 'usage.bad-value'],
    [['seal', '--trust', '/absent.pem', '--case', '/absent'], 66, 'input.missing'],
  ] as const)('%j ends with %i and %s, in both languages and in JSON', async (argv, code, failure) => {
    for (const language of ['fr', 'en'] as const) {
      const said = await scelle(argv, { language })
      expect(said).toMatchObject({ code, out: '' })
      expect(said.err).toMatch(language === 'fr' ? /^Erreur\u00a0: .+\nÀ faire\u00a0: .+\n$/ : /^Error: .+\nTo do: .+\n$/)
    }
    const json = await scelle([...argv, '--json'])
    expect(json).toMatchObject({ code, out: '' })
    expect(JSON.parse(json.err)).toMatchObject({ type: 'error', code: failure, exit: code, message: expect.any(String), hint: expect.any(String) })
  })

  it('a defect of ours is 70 and tells no path of the machine', async () => {
    const terminal = fakeTerminal()
    const code = await run({
      argv: ['status'], terminal, settings: {}, words: await loadCatalog('fr'), cwd: tempDir(), stoppedBy: () => undefined,
      createWorld: async () => { throw new TypeError('boum') },
    })
    expect(code).toBe(70)
    expect(terminal.printed.err).toContain('TypeError: boum')
    expect(terminal.printed.err).not.toMatch(/[( ]\//)
  })

  it('a signal is 130 or 143, whatever broke because of it', async () => {
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 143]] as const) {
      const terminal = fakeTerminal()
      expect(await run({
        argv: ['status'], terminal, settings: {}, words: await loadCatalog('fr'), cwd: tempDir(), stoppedBy: () => signal,
        createWorld: async () => { throw new Error('aborted') },
      })).toBe(code)
    }
  })
})

describe('failures', () => {
  it('each has a sentence, a remedy and an exit code in both languages', async () => {
    const [fr, en] = await Promise.all([loadCatalog('fr'), loadCatalog('en')])
    const codes = Object.keys(fr.failures) as FailureCode[]
    expect(codes.length).toBeGreaterThan(80)
    expect(Object.keys(en.failures).toSorted()).toEqual(codes.toSorted())
    // Facts of any shape: what a message reads is there.
    const facts: unknown = new Proxy(() => 'x', { get: (_target, name) => (name === Symbol.toPrimitive ? () => 'x' : name === 'map' || name === 'join' ? () => 'x' : name === 'length' ? 1 : facts), apply: () => 'x' })
    for (const code of codes) {
      const exit = exitOf(new Failure(code, facts as never))
      expect(Object.values(Exit)).toContain(exit)
      expect(exit, code).not.toBe(0)
    }
  })
})

describe('the first words', () => {
  it('are all that the verbs say which load nothing else', async () => {
    const sections = Object.keys(await loadCatalog('fr')).filter((section) => section !== 'language' && section !== 'cli').join('|')
    const more = new RegExp(String.raw`\bwords\.(${sections})\b|\bwords: \{[^=]*\b(${sections})\b|\btextOf\(`)
    const filesOf = (path: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(path)) return seen
      seen.add(path)
      for (const [, from] of readFileSync(path, 'utf8').matchAll(/^import (?!type).* from '(\.[^']+)'$/gm)) {
        const next = join(dirname(path), from ?? '')
        if (next.startsWith('src/cli/')) filesOf(next, seen)
      }
      return seen
    }
    const readingMore = COMMANDS.filter((spec) => [...filesOf(`src/cli/commands/${spec.name.replace(' ', '-')}.ts`)].some((path) => more.test(readFileSync(path, 'utf8'))))
    // The pattern bites.
    expect(readingMore.map(({ name }) => name)).toEqual(expect.arrayContaining(['log', 'add', 'doctor', 'seal', 'verify', 'harms', 'locate', 'signalement new']))
    const first = COMMANDS.filter((spec) => 'words' in spec).map(({ name }) => name)
    expect(first).toContain('status')
    expect(readingMore.filter(({ name }) => first.includes(name as never))).toEqual([])
  })

  it('are enough for a verb to start: what it fails with is said all the same', async () => {
    for (const language of ['fr', 'en'] as const) {
      const terminal = fakeTerminal()
      const options = { terminal, settings: {}, words: await firstWordsIn(language), cwd: tempDir(), createWorld: async () => testWorld(), stoppedBy: () => undefined }
      expect(await run({ ...options, argv: ['status'] })).toBe(66)
      expect(await run({ ...options, argv: ['signalement', 'show', 'nope'] })).not.toBe(70)
      expect(terminal.printed.err).toMatch(language === 'fr' ? /^Erreur\u00a0: / : /^Error: /)
      expect(await run({ ...options, argv: ['harms', '--json'] })).toBe(0)
    }
  })
})

it('the case may lie in a folder with any name', async () => {
  const dir = join(tempDir(), 'dossier \u202e «éà» [1]')
  mkdirSync(dir)
  expect((await scelle(['init', dir, '--reference', 'R'])).code).toBe(0)
  const status = await scelle(['status', '--case', dir])
  expect(status.out).toContain('\\u{202e}')
})
