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

function machine() {
  const dataDir = tempDir()
  const cwd = tempDir()
  const scelle = async (argv: readonly string[]) => {
    const terminal = fakeTerminal()
    const code = await run({ argv, terminal, settings: DESK, words: await loadCatalog('fr'), cwd, createWorld: async () => testWorld({ dataDir, env: ENV, random: countedRandom(`run ${runs += 1}`) }), stoppedBy: () => undefined })
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
    expect(without.err).toContain(`scelle config secret ${name}`)
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

  it('an address with a password is refused without a word of it', async () => {
    const said = await machine().scelle(['signalement', 'list', '--store', 'postgres://scelle:geheim7@127.0.0.1/base'])
    expect(said.code).toBe(78)
    expect(said.out + said.err).not.toContain('geheim7')
  })
})
