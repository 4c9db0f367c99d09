// The verbs of figures in this process: from a store with real records to what is printed and written, in both languages,
// and nothing of any record in any of it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { Statistics } from '../../src/delivery/statistics/statistics.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import type { Delivery } from '../../src/signalement/delivery.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import type { Settings } from '../../src/system/settings.ts'
import { hasPeer, peer } from '../bundle/pdf/pdf-objects.ts'
import { sampleRecord } from '../signalement/sample-record.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

const DESK: Settings = { unit: 'Association Exemple', operator: 'Écoutante 7', timeZone: 'Europe/Paris', authority: 'trusted_flagger' }
const REMOTE = 'RECU-DISTANT-4711'
const GROUNDS = 'Motif rédigé par la plateforme'

function desk() {
  const dataDir = tempDir()
  const cwd = tempDir()
  const world = () => testWorld({ dataDir, env: { SCELLE_KEYRING: 'off' } })
  const scelle = async (argv: readonly string[], language: 'fr' | 'en' = 'fr') => {
    const terminal = fakeTerminal()
    const code = await run({ argv, terminal, settings: DESK, words: await loadCatalog(language), cwd, createWorld: async () => world(), stoppedBy: () => undefined })
    return { code, ...terminal.printed }
  }
  return { scelle, cwd, world, dataDir }
}

function delivery(number: number, changes: Partial<Delivery> = {}): Delivery {
  const hex = number.toString(16).padStart(64, '0')
  return {
    destination: 'instagram', channel: 'form_assisted', adapterVersion: 'packet/1', idempotencyKey: hex, payloadSha256: hex, fieldsSent: ['locators'], by: 'Écoutante 7',
    at: '2026-03-10T09:00:00.000Z', attempts: [], receipt: { remoteId: `${REMOTE}-${number}`, remoteUrl: 'https://plateforme.example/recu', at: '2026-03-10T10:00:00.000Z' }, state: 'sent', checks: [],
    ...changes,
  }
}

/** Nine removed and three without an answer at Instagram, eight rejected at TikTok, one prepared only. */
async function fill({ world }: ReturnType<typeof desk>): Promise<void> {
  const store = await openStore(world())
  const decided = (kind: 'removed' | 'rejected', at: string): Partial<Delivery> => ({ state: `decided_${kind}`, decision: { kind, grounds: GROUNDS, at } })
  for (let number = 1; number <= 21; number += 1) {
    const changes = number <= 9 ? decided('removed', '2026-03-11T10:00:00.000Z') : number <= 12 ? {} : number <= 20 ? { destination: 'tiktok', ...decided('rejected', '2026-03-12T10:00:00.000Z') } : { state: 'queued' as const }
    store.insert(sampleRecord(number, { deliveries: [delivery(number, changes)] }))
  }
  store.close()
}

/** Everything of a record that must not be in a figure. */
const SECRETS = [REMOTE, GROUNDS, 'Invente', 'compte.invente', 'instagram.com', 'moqueries', 'Écoutante', 'plateforme.example', '019', 'signalements@example.org', 'Cellule']

describe('scelle stats annual', () => {
  it('counts by provider and type of content, and withholds what is small', async () => {
    const at = desk()
    await fill(at)
    const { code, out } = await at.scelle(['stats', 'annual', '--year', '2026'])
    expect(code).toBe(0)
    const text = out.replaceAll('\u00a0', ' ')
    expect(text).toContain('Notifications de l’année 2026')
    expect(text).toMatch(/Notifications de signaleur de confiance aux fournisseurs : 20/)
    expect(text).toContain('période non terminée')
    expect(text).toMatch(/Instagram +(?:s +)+12\n/)
    expect(text).not.toMatch(/\b3\b/)
    const exact = (await at.scelle(['statistiques', 'annuelles', '--year', '2026', '--exact'], 'en'))
    expect(exact.out).toMatch(/Instagram +9 +0 +3 +12/)
    expect(exact.out).toMatch(/TikTok +0 +8 +0 +8/)
    expect(exact.out).toContain('Not to be published')
    expect(exact.err).toContain('internal use')
  })

  it('as CSV, JSON and PDF: by --format or by the name of the file', async () => {
    const at = desk()
    await fill(at)
    const csv = await at.scelle(['stats', 'annuel', '--year', '2026', '--format', 'csv'])
    expect(csv.out.split('\n')[0]).toMatch(/^du;au;partie;tableau/)
    const json = await at.scelle(['stats', 'annual', '--year', '2026', '--json'])
    expect(Statistics.parse(JSON.parse(json.out))).toMatchObject({ format: 'statistics/1', kind: 'annual', year: 2026, scopes: [{ total: 20 }, { total: 0 }] })
    for (const name of ['a.csv', 'a.json', 'a.pdf']) {
      const written = await at.scelle(['stats', 'annual', '--year', '2026', '-o', name], name === 'a.pdf' ? 'en' : 'fr')
      expect(written.code).toBe(0)
      expect(written.out).toContain(name)
    }
    expect(readFileSync(join(at.cwd, 'a.csv'), 'utf8').startsWith('\ufeffdu;')).toBe(true)
    expect(Statistics.parse(JSON.parse(readFileSync(join(at.cwd, 'a.json'), 'utf8')))).toMatchObject({ kind: 'annual' })
    expect(readFileSync(join(at.cwd, 'a.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    const told = JSON.parse((await at.scelle(['stats', 'annual', '--year', '2026', '-o', 'b.json', '--exact', '--json'])).out) as { path: string; sha256: string }
    expect(told).toMatchObject({ format: 'json', path: join(at.cwd, 'b.json'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(statSync(told.path).mode & 0o777).toBe(0o600)
  })

  it.skipIf(!hasPeer('pdftotext'))('the PDF says where the law facts come from, and what is to be checked', async () => {
    const at = desk()
    await fill(at)
    for (const [language, parts] of [['fr', ['Considérant 62', 'considérant 62', 'à vérifier', 'streamlex.eu', '23 novembre 2026']], ['en', ['Recital 62', 'to be checked', 'streamlex.eu', '23 November 2026']]] as const) {
      await at.scelle(['stats', 'annual', '--year', '2026', '-o', `${language}.pdf`], language)
      const text = peer(readFileSync(join(at.cwd, `${language}.pdf`)), 'pdftotext', '-layout', 'FILE', '-').out.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ')
      for (const part of parts) expect(text.toLowerCase()).toContain(part.toLowerCase())
      for (const secret of SECRETS) expect(text).not.toContain(secret)
    }
  })

  it('nothing of any record is in any output', async () => {
    const at = desk()
    await fill(at)
    for (const verb of [['annual', '--year', '2026'], ['quality', '--from', '2026-01-01']] as const) {
      for (const more of [[], ['--exact'], ['--format', 'csv'], ['--format', 'json'], ['--format', 'csv', '--exact'], ['--json', '--exact']]) {
        const { out, err } = await at.scelle(['stats', ...verb, ...more])
        for (const secret of SECRETS) expect(out + err, `${verb.join(' ')} ${more.join(' ')}`).not.toContain(secret)
      }
    }
  })

  it('a desk without a store has figures of nothing, and gets no store', async () => {
    const at = desk()
    const { code, out } = await at.scelle(['stats', 'annual', '--year', '2026'])
    expect(code).toBe(0)
    expect(out).toContain('Aucune notification dans cette période.')
    expect(existsSync(join(at.dataDir, 'signalements.sqlite'))).toBe(false)
    // Without a year: the one that is over.
    expect(JSON.parse((await at.scelle(['stats', 'annual', '--json'])).out)).toMatchObject({ year: 2025 })
  })

  it('refuses by name', async () => {
    const at = desk()
    expect((await at.scelle(['stats', 'annual', '--format', 'pdf'])).err).toContain('--output')
    expect(await at.scelle(['stats', 'annual', '-o', 'x.txt'])).toMatchObject({ code: 64, err: expect.stringContaining('.csv') })
    expect(await at.scelle(['stats', 'annual', '--format', 'xml'])).toMatchObject({ code: 64, err: expect.stringContaining('--format') })
    expect(await at.scelle(['stats', 'annual', '--year', '26'])).toMatchObject({ code: 64, err: expect.stringContaining('--year') })
    expect(await at.scelle(['stats', 'quality', '--from', '2026-02-30'])).toMatchObject({ code: 64, err: expect.stringContaining('--from') })
    expect(await at.scelle(['stats', 'quality', '--to', 'demain'])).toMatchObject({ code: 64, err: expect.stringContaining('--to') })
    expect(await at.scelle(['stats', 'quality', '--from', '2026-03-01', '--to', '2026-02-01'])).toMatchObject({ code: 64, err: expect.stringContaining('--from') })
    expect(await at.scelle(['stats'])).toMatchObject({ code: 64 })
  })
})

describe('scelle stats quality', () => {
  it('shares and hours of the last twelve months, in both languages', async () => {
    const at = desk()
    await fill(at)
    const fr = (await at.scelle(['statistiques', 'qualité'])).out.replaceAll('\u00a0', ' ')
    expect(fr).toContain('du 1er décembre 2025 au 23 novembre 2026 inclus (Europe/Paris)')
    expect(fr).toContain('décision : médiane : 24,0 h')
    const en = (await at.scelle(['stats', 'quality', '--from', '2026-03-01', '--to', '2026-03-31', '--exact'], 'en')).out.replaceAll('\u00a0', ' ')
    expect(en).toMatch(/Instagram +9 \(75\.0%\) +0 \(0\.0%\) +3 \(25\.0%\) +12/)
    expect(en).toMatch(/TikTok .* 48\.0 h/)
    expect(en).toContain('Mar 2026')
    expect(JSON.parse((await at.scelle(['stats', 'quality', '--json'])).out)).toMatchObject({ kind: 'quality', total: 20, period: { from: '2025-12-01', to: '2026-11-23' } })
  })
})
