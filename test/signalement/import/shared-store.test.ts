// Two machines import the same spreadsheet into the store of their team at once: each row is kept once.
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { importSignalements, type ImportResult } from '../../../src/signalement/import/import-signalements.ts'
import { openStore } from '../../../src/signalement/store/open-store.ts'
import type { World } from '../../../src/system/world.ts'
import { PASSWORD, testPostgres, type TestPostgres } from '../../support/postgres.ts'
import { tempDir, testWorld } from '../../support/world.ts'
import { DEFAULTS, tables } from '../desk.ts'

const postgres = await testPostgres()
const ROWS = 400

function spreadsheet(): string {
  const path = join(tempDir(), 'appels.csv')
  const line = (number: number): string => `Harcèlement;14 ans;https://www.instagram.com/p/C${String(number).padStart(7, '0')}xy/;inv${number};Ce compte publie chaque jour des moqueries contre un élève, numéro ${number}.;22/11/2026 10:00;téléphone;oui;Association Exemple`
  writeFileSync(path, `Atteinte;Âge;Lien;Compte;Explication;Vu le;Canal;Bonne foi;Organisme\r\n${Array.from({ length: ROWS }, (_, number) => `${line(number)}\r\n`).join('')}`)
  return path
}

async function imported(world: World, place: string, path: string): Promise<ImportResult> {
  const store = await openStore(world, place)
  onTestFinished(() => { store.close() })
  const input = { path, map: [], format: undefined, entry: {}, strict: false, replace: false, dryRun: false, rejects: undefined, language: 'fr' as const, reason: () => '' }
  return importSignalements(world, async () => store, input, DEFAULTS, await tables(), () => undefined)
}

describe.skipIf(postgres === undefined)('an import into a shared store', () => {
  it('keeps each row once, whoever brings it', async () => {
    // The thread that keeps reads the environment of the process.
    vi.stubEnv('SCELLE_KEYRING', 'off')
    vi.stubEnv('SCELLE_SECRET_STORE_PASSWORD', PASSWORD)
    onTestFinished(() => { vi.unstubAllEnvs() })
    const place = await (postgres as TestPostgres).newDatabase()
    const one = testWorld()
    const store = await openStore(one, place)
    const two = testWorld()
    cpSync(join(one.host.dataDir, 'keys'), join(two.host.dataDir, 'keys'), { recursive: true })
    const path = spreadsheet()
    const results = await Promise.all([imported(one, place, path), imported(two, place, path)])
    for (const each of results) expect([each.rows, each.refused, each.kept + each.known]).toEqual([ROWS, 0, ROWS])
    expect(results.map(({ kept }) => kept).reduce((sum, kept) => sum + kept)).toBe(ROWS)
    expect(store.count()).toBe(ROWS)
    store.close()
  })
})
