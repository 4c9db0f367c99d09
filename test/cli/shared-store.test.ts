// The verbs on the store of a team: what one machine keeps another lists, imports know each other, and the key is brought.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import type { Settings } from '../../src/system/settings.ts'
import { PASSWORD, testPostgres, type TestPostgres } from '../support/postgres.ts'
import { countedRandom, tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

const postgres = await testPostgres()
const DESK: Settings = { unit: 'Association Exemple', notifierName: 'Cellule signalements', notifierEmail: 'signalements@example.org', operator: 'Écoutante 7', timeZone: 'Europe/Paris' }
const NEW = ['signalement', 'new', '--harm', 'harcèlement', '--age', '14', '--explanation', 'Depuis une semaine, ce compte publie chaque jour des moqueries contre un élève.', '--good-faith', '--representation', 'parent']
const ENV = { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD }

/** Each run draws its own chance: two never make the same identifier. */
let runs = 0

function machine(settings: Settings = {}, env: NodeJS.ProcessEnv = ENV) {
  const dataDir = tempDir()
  const cwd = tempDir()
  const scelle = async (argv: readonly string[]) => {
    const terminal = fakeTerminal()
    const code = await run({ argv, terminal, settings: { ...DESK, ...settings }, words: await loadCatalog('fr'), cwd, createWorld: async () => testWorld({ dataDir, env, random: countedRandom(`run ${runs += 1}`) }), stoppedBy: () => undefined })
    return { code, ...terminal.printed }
  }
  return { scelle, dataDir, cwd }
}

describe.skipIf(postgres === undefined)('two machines and one store', () => {
  it('share what they keep and what they import, once the key was brought', async () => {
    // The thread of an import reads the environment of the process.
    for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value)
    onTestFinished(() => { vi.unstubAllEnvs() })
    const place = await (postgres as TestPostgres).newDatabase()
    const shared = ['--store', place]
    const [one, two] = [machine(), machine()]
    expect((await one.scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/', ...shared])).code).toBe(0)
    const [file = ''] = readdirSync(join(one.dataDir, 'keys'))
    const name = file.replace(/\.key$/, '')
    const without = await two.scelle(['signalement', 'list', ...shared])
    expect(without.code).toBe(77)
    expect(without.err).toContain(`scelle reglages secret ${name}`)
    expect((await two.scelle(['config', 'secret', name, '--from-file', join(one.dataDir, 'keys', file)])).code).toBe(0)
    expect(JSON.parse((await two.scelle(['signalement', 'list', '--json', ...shared])).out).total).toBe(1)
    expect((await two.scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/', ...shared])).code).toBe(20)
    const rows = Array.from({ length: 30 }, (_, number) => `Harcèlement;14 ans;https://www.instagram.com/p/C${String(number).padStart(7, '0')}xy/;Des moqueries contre un élève, chaque jour, numéro ${number}.;téléphone;oui\r\n`)
    const csv = join(one.cwd, 'appels.csv')
    writeFileSync(csv, `Atteinte;Âge;Lien;Explication;Canal;Bonne foi\r\n${rows.join('')}`)
    expect(JSON.parse((await one.scelle(['signalement', 'import', csv, '--json', ...shared])).out)).toMatchObject({ kept: 30, known: 0 })
    expect(JSON.parse((await two.scelle(['signalement', 'import', csv, '--json', '--dry-run', ...shared])).out)).toMatchObject({ kept: 0, known: 30 })
    expect(JSON.parse((await two.scelle(['signalement', 'import', csv, '--json', ...shared])).out)).toMatchObject({ kept: 0, known: 30 })
    // Neither machine has a store of its own.
    for (const { dataDir } of [one, two]) expect(readdirSync(dataDir)).toEqual(['keys'])
  })

  it('every verb of delivery reads and writes the one store, from both machines', async () => {
    const place = await (postgres as TestPostgres).newDatabase()
    const shared = ['--store', place]
    const [one, two] = [machine({ destinations: { folder: { dir: tempDir(), always: 'true' } } }), machine()]
    expect((await one.scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/', ...shared])).code).toBe(0)
    // Brought as a person does: shown here, typed there.
    const told = await one.scelle(['config', 'key', ...shared])
    const name = /signalements-[0-9a-f]{12}/.exec(told.out)?.[0] ?? ''
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining(`scelle reglages secret ${name}`) })
    expect(told.out).not.toMatch(/[0-9a-f]{64}/)
    const shown = await one.scelle(['config', 'key', '--show', ...shared])
    expect(shown.out).toMatch(/^[0-9a-f]{64}\n$/)
    expect(shown.err).toContain('ouvre tous les signalements')
    const file = join(two.cwd, 'clef.txt')
    writeFileSync(file, shown.out)
    expect((await two.scelle(['signalement', 'list', ...shared])).err).toContain('scelle reglages key --show')
    expect((await two.scelle(['config', 'secret', name, '--from-file', file])).code).toBe(0)

    const id = String(JSON.parse((await two.scelle(['signalement', 'list', '--json', ...shared])).out).signalements[0].id)
    expect((await two.scelle(['signalement', 'edit', id, '--explanation', 'Depuis deux semaines, ce compte publie chaque jour des moqueries contre un élève.', '--good-faith', ...shared])).code).toBe(0)
    expect((await one.scelle(['signalement', 'show', id, ...shared])).out).toContain('deux semaines')
    expect((await two.scelle(['signalement', 'route', id, ...shared])).code).toBe(0)
    expect((await two.scelle(['signalement', 'packet', id, '--to', 'pharos', '-o', join(two.cwd, 'paquet'), ...shared])).code).toBe(0)
    expect(JSON.parse((await one.scelle(['outbox', '--json', ...shared])).out).deliveries).toHaveLength(1)
    // The first machine speaks to a destination, the second types the receipt of a form.
    const sent = await one.scelle(['send', '--json', ...shared])
    expect(sent.code, sent.out + sent.err).toBe(0)
    expect((await two.scelle(['receipt', id, '--to', 'pharos', '--remote-id', 'PH-1', ...shared])).code).toBe(0)
    expect((await one.scelle(['reconcile', ...shared])).code).toBe(0)
    const followed = await two.scelle(['follow', '--json', ...shared])
    expect(followed.code, followed.err).toBe(0)
    expect(JSON.stringify(JSON.parse(followed.out))).toContain('pharos')
    expect((await two.scelle(['stats', 'annual', '--year', '2026', '--exact', ...shared])).code).toBe(0)
    expect((await one.scelle(['stats', 'quality', '--from', '2026-01-01', '--to', '2026-12-31', ...shared])).code).toBe(0)
    expect((await one.scelle(['send', '--json', ...shared])).code).toBe(0)

    const purged = await two.scelle(['purge', id, '--yes', ...shared])
    expect(purged.code, purged.err).toBe(0)
    // No more is claimed than a server keeps.
    expect(purged.out).toContain('WAL')
    expect(purged.out).not.toContain('détruite')
    expect((await two.scelle(['purge', '--yes', '--lang', 'en', ...shared])).code).toBe(0)
    expect((await one.scelle(['signalement', 'show', id, ...shared])).code).toBe(66)
  })

  it.each([
    ['signalement', 'list', '--store', 'postgres://scelle:geheim7@127.0.0.1/base'], ['worker', '--store', 'postgres://scelle:geheim7@127.0.0.1/base'], ['send', '--store', 'postgresql://scelle@127.0.0.1/base?password=geheim7'],
    ['config', 'set', 'store', 'postgres://scelle:geheim7@127.0.0.1/base'], ['config', 'set', 'store', 'postgres://scelle:geheim7@127.0.0.1/base', 'plus'], ['outbox', '--store', 'mysql://scelle:geheim7@127.0.0.1/base'],
  ])('an address with a password is refused without a word of it: %s %s %s', async (...argv) => {
    const { scelle, dataDir, cwd } = machine()
    const said = await scelle(argv)
    expect(said.code).toBe(78)
    expect(said.out + said.err).not.toContain('geheim7')
    expect([...readdirSync(dataDir), ...readdirSync(cwd)]).toEqual([])
  })

  it('a password is kept as a secret, wherever it is; a wrong one is told without it', async () => {
    const place = await (postgres as TestPostgres).newDatabase()
    const one = machine({}, { SCELLE_KEYRING: 'off' })
    const file = join(one.cwd, 'passe.txt')
    writeFileSync(file, 'geheim7\n')
    expect((await one.scelle(['config', 'secret', 'store.password', '--from-file', file])).code).toBe(0)
    const wrong = await one.scelle(['signalement', 'list', '--store', place])
    expect(wrong.code).toBe(77)
    expect(wrong.out + wrong.err).not.toContain('geheim7')
    writeFileSync(file, PASSWORD)
    expect((await one.scelle(['config', 'secret', 'store.password', '--from-file', file])).code).toBe(0)
    expect((await one.scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/', '--store', place])).code).toBe(0)
    expect((await one.scelle(['config', 'secret', 'store.password', 'geheim8'])).err).not.toContain('geheim8')
  })

  it('the address may stand in the settings, and what was typed goes before it', async () => {
    const place = await (postgres as TestPostgres).newDatabase()
    const one = machine({ store: place })
    expect((await one.scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/'])).code).toBe(0)
    expect(JSON.parse((await one.scelle(['signalement', 'list', '--json'])).out).total).toBe(1)
    expect((await one.scelle(['signalement', 'list', '--store', `${place}_absent`])).code).not.toBe(0)
  })
})
