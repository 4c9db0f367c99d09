// What a person sees: tables within 80 columns, sources and marks beside facts, in both languages.
import { describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { sayRoute } from '../../../src/cli/render/route.ts'
import { paragraph, shownWidth } from '../../../src/cli/render/paragraph.ts'
import { loadCatalog } from '../../../src/messages/load.ts'
import { loadRouteTables } from '../../../src/signalement/routing/route-tables.ts'
import { route } from '../../../src/signalement/routing/route.ts'
import type { RouteSubject } from '../../../src/signalement/routing/route-subject.ts'
import { HARMS } from '../../../src/signalement/vocabulary.ts'
import { fakeTerminal } from '../../cli/fake-terminal.ts'
import { tempDir, testWorld, tickingClock } from '../../support/world.ts'
import { dataFiles } from '../data/node-data.ts'
import { subject } from './subjects.ts'

const tables = await loadRouteTables(dataFiles())

async function scelle(argv: readonly string[], language: 'fr' | 'en' = 'fr', now?: string) {
  const terminal = fakeTerminal()
  const code = await run({
    argv, terminal, settings: {}, words: await loadCatalog(language), cwd: tempDir(), stoppedBy: () => undefined,
    createWorld: async () => testWorld(now === undefined ? {} : { clock: tickingClock(now) }),
  })
  return { code, ...terminal.printed }
}

async function said(over: Partial<RouteSubject>, language: 'fr' | 'en' = 'fr'): Promise<string> {
  const terminal = fakeTerminal()
  await terminal.out(sayRoute(route(subject(over), tables), tables, { words: await loadCatalog(language), terminal }))
  return terminal.printed.out
}

const tooWide = (text: string): string[] => text.split('\n').filter((line) => [...line].length > 80 && !/https?:\/\/\S{40}|KEYWORD|STATEMENT_CATEGORY|tools\.ozone/.test(line))

describe('scelle atteintes, scelle destinataires', () => {
  it.each(['fr', 'en'] as const)('list every row within 80 columns (%s)', async (language) => {
    const harms = await scelle(['harms'], language)
    expect(harms).toMatchObject({ code: 0, err: '' })
    for (const harm of HARMS) expect(harms.out).toMatch(new RegExp(`^${harm} `, 'm'))
    const destinations = await scelle(['destinations'], language)
    expect(destinations).toMatchObject({ code: 0, err: '' })
    for (const { id } of tables.destinations) expect(destinations.out).toMatch(new RegExp(`^${id} `, 'm'))
    expect(tooWide(harms.out + destinations.out)).toEqual([])
  })

  it.each(['fr', 'en'] as const)('show each row within 80 columns (%s)', async (language) => {
    for (const id of ['csam', 'chantage_webcam', 'jeux_video']) expect(tooWide((await scelle(['harms', id], language)).out), id).toEqual([])
    for (const id of ['pharos', 'snapchat', 'education-nationale', 'meta-le', 'lumen', 'urgences']) expect(tooWide((await scelle(['destinations', id], language)).out), id).toEqual([])
  })

  it('mark what was not verified, and give the source and the day', async () => {
    const hacked = await scelle(['atteintes', 'compte piraté'])
    expect(hacked.out).toMatch(/60\u00a0000\u00a0€[^(]*\([^)]*\)\s+\(à vérifier\)/)
    expect(hacked.out).toContain('lu le 2026-11-23')
    const list = await scelle(['atteintes'])
    expect(list.out).toContain('CP 223-13, à vérifier')
    expect(list.out).toMatch(/CP 227-23$/m)
    const line = await scelle(['destinataires', '3114'])
    expect(line.out).toMatch(/→ 3114 \(à vérifier\)/)
    expect((await scelle(['destinations', '119'], 'en')).out).not.toMatch(/→ 119 [^\n]*to be verified/)
  })

  it('--json is the data itself', async () => {
    const harms = JSON.parse((await scelle(['harms', '--json'])).out) as { format: string; harms: unknown[] }
    expect(harms).toMatchObject({ format: 'harms/1' })
    expect(harms.harms).toHaveLength(HARMS.length)
    expect(JSON.parse((await scelle(['destinations', 'twitter', '--json'])).out)).toEqual(tables.destinations.find(({ id }) => id === 'x'))
  })

  it('a wrong name is refused with the nearest', async () => {
    const harm = await scelle(['harms', 'cyberharcelment'])
    expect(harm.code).toBe(64)
    expect(harm.err).toContain('Peut-être\u00a0: cyberharcelement')
    const destination = await scelle(['destinations', 'facebok'], 'en')
    expect(destination.code).toBe(64)
    expect(destination.err).toContain('Perhaps: facebook')
  })

  it('warn on stderr when facts are older than 180 days, and leave stdout as it is', async () => {
    const fresh = await scelle(['harms'])
    const old = await scelle(['harms'], 'fr', '2027-06-01T00:00:00.000Z')
    expect(old.err).toMatch(/Attention.*180 jours/)
    expect(old.out).toBe(fresh.out)
    expect((await scelle(['destinations', 'pharos'], 'en', '2027-06-01T00:00:00.000Z')).err).toContain('180 days')
  })
})

describe('a route on the screen', () => {
  it('numbers steps with channel, reason, source, date and what is lacking', async () => {
    const text = await said({ harm: 'cyberharcelement_scolaire', consent: [], hasIdentity: false })
    expect(text).toMatch(/ 1\. Instagram — formulaire, prioritaire/)
    expect(text).toMatch(/ 2\. Éducation nationale \(pHARe\) — orientation/)
    expect(text).toContain('il manque\u00a0: l’accord de l’enfant ou d’un parent, noté')
    expect(text).toContain('il manque\u00a0: nom et courriel du notifiant')
    expect(text).toMatch(/règle school-education · source\u00a0: education\.gouv\.fr/)
    expect(text).toContain('lu le 2026-11-23')
  })

  it('in danger says whom to call and nothing else', async () => {
    const text = await said({ harm: 'csam', urgency: 'imminent_danger' })
    expect(text).toMatch(/DANGER IMMÉDIAT[^]*→ 17[^]*→ 112[^]*→ 114[^]*→ 119/)
    expect(text).not.toMatch(/PHAROS|Destinataires|Écartés/)
  })

  it('never prints an unverified line as a fact', async () => {
    const text = await said({ harm: 'suicide_automutilation' }, 'en')
    expect(text).toMatch(/→ 3114 \(to be verified\)/)
  })

  it('fits 80 columns for every harm, in both languages', async () => {
    for (const language of ['fr', 'en'] as const) for (const harm of HARMS) for (const authority of ['trusted_flagger', 'law_enforcement'] as const) {
      expect(tooWide(await said({ harm, authority, platform: 'x', consent: [], hasIdentity: false }, language)), harm).toEqual([])
    }
  })
})

it('a paragraph cuts no word and indents what follows', () => {
  expect(paragraph('un deux trois quatre', 12, '- ')).toBe('- un deux\n  trois\n  quatre')
  expect(paragraph('anticonstitutionnellement oui', 10)).toBe('anticonstitutionnellement\noui')
  expect(shownWidth('é')).toBe(1)
})
