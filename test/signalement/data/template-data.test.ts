import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/signalement/clock.ts'
import { findDestination, loadDestinations, nearestDestination } from '../../../src/signalement/destinations.ts'
import { codesOf, harmReader, harmRow, loadHarms, nearestHarm, readHarm, searchHarms } from '../../../src/signalement/harm-table.ts'
import { loadIntakeChannels } from '../../../src/signalement/intake-channels.ts'
import { clockTable, loadLaw } from '../../../src/signalement/law.ts'
import { foldWord } from '../../../src/signalement/nearest-word.ts'
import { loadRouteTables } from '../../../src/signalement/routing/route-tables.ts'
import { datedFacts, staleFacts } from '../../../src/signalement/stale-facts.ts'
import { HARMS } from '../../../src/signalement/vocabulary.ts'
import { routingWords as english } from '../../../src/messages/en/routing.ts'
import { routingWords as french } from '../../../src/messages/fr/routing.ts'
import { frenchSlips } from '../../architecture/french-typography.ts'
import { changedFile, dataFiles } from './node-data.ts'

const templates = new URL('../../../templates/', import.meta.url)
const world = dataFiles()
const [harms, law, destinations, intake, tables] = await Promise.all([
  loadHarms(world), loadLaw(world), loadDestinations(world), loadIntakeChannels(world), loadRouteTables(world),
])
const everything = { harms, files: law.files, clocks: law.clocks, destinations, intake, routing: tables.routing }

function pairs(value: unknown): { fr: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'fr' in value && 'en' in value && typeof value.fr === 'string' && typeof value.en === 'string' ? [{ fr: value.fr, en: value.en }] : []
  return [...own, ...Object.values(value).flatMap(pairs)]
}

describe('the data', () => {
  it('reads whole: each file of the folders is in the registry', () => {
    expect(destinations.map(({ id }) => `${id}.json`).sort()).toEqual(readdirSync(new URL('destinations', templates)).sort())
    expect([...law.files.map(({ id }) => `${id}.json`), 'clocks.json'].sort()).toEqual(readdirSync(new URL('law', templates)).sort())
    expect(harms.harms.map(({ id }) => id)).toEqual([...HARMS])
  })

  it('has a source and a day for each fact, and some are not verified', () => {
    const facts = datedFacts(everything, 'all')
    expect(facts.length).toBeGreaterThan(500)
    expect(facts.every(({ source, checkedOn }) => source.length > 3 && checkedOn === '2026-11-23')).toBe(true)
    expect(facts.filter(({ verified }) => !verified).length).toBeGreaterThan(100)
  })

  it('speaks French as French is set, and English', () => {
    const texts = pairs(everything)
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.flatMap(({ fr }) => frenchSlips(fr))).toEqual([])
    expect(texts.filter(({ fr }) => fr.includes('\''))).toEqual([])
  })

  it('names harms as the catalogs do', () => {
    for (const { id, name } of harms.harms) {
      expect(french.harms[id]).toBe(name.fr)
      expect(english.harms[id]).toBe(name.en)
    }
  })

  it('cites only texts that are there', () => {
    const known = new Set(law.texts.map(({ id }) => id))
    const cited = harms.harms.flatMap(({ codes }) => [...codes.adult.offences, ...codes.minor.offences])
    expect(cited.filter((id) => !known.has(id))).toEqual([])
    expect([...law.clocks.legal, law.clocks.priority, law.clocks.others].filter(({ text }) => !known.has(text))).toEqual([])
    expect(new Set(law.texts.map(({ id }) => id)).size).toBe(law.texts.length)
  })

  it('marks as unverified what the field could not confirm', () => {
    const penalties = (id: string): boolean[] => law.texts.find((text) => text.id === id)?.penalties.map(({ verified }) => verified) ?? []
    expect(penalties('cp-323-1')).toEqual([false, false])
    expect(penalties('cp-226-8-1')).toEqual([true, false])
    expect(penalties('cp-227-23')).toEqual([true, true, true, false])
    expect(law.texts.find(({ id }) => id === 'cp-223-13')).toMatchObject({ verified: false, penalties: [] })
    expect(findDestination('3114', destinations)?.contacts.every(({ verified }) => !verified)).toBe(true)
    const labels = destinations.flatMap(({ form }) => form?.fields.map(({ label }) => label.verified) ?? [])
    expect(labels.length).toBeGreaterThan(100)
    expect(labels).not.toContain(true)
    expect(harms.harms.flatMap(({ codes }) => [codes.adult.pharos, codes.minor.pharos]).filter((pharos) => pharos?.verified)).toEqual([])
  })

  it('chooses the PHAROS category of the harm, for an adult too', () => {
    const field = destinations.find(({ id }) => id === 'pharos')?.form?.fields.find(({ id }) => id === 'category')
    const differing = harms.harms.filter(({ id, codes: { adult, minor } }) => (minor.pharos !== undefined && field?.choices?.[id]?.fr !== minor.pharos.label.fr)
      || (adult.pharos !== undefined && (field?.adultChoices?.[id] ?? field?.choices?.[id])?.fr !== adult.pharos.label.fr))
    expect(differing.map(({ id }) => id)).toEqual([])
  })

  it('lets no more leave than is needed', () => {
    const allow = (id: string): readonly string[] => destinations.find((each) => each.id === id)?.allow ?? []
    for (const { id, role } of destinations) if (role === 'platform' || role === 'network') expect(allow(id), id).not.toContain('ageBand')
    expect(allow('pharos')).toEqual(['id', 'locators', 'platform', 'account', 'explanation', 'category', 'observedAt', 'occurredAt'])
    expect(destinations.filter((each) => each.allow.includes('hashes')).map(({ id }) => id)).toEqual(['gendarmerie', 'folder', 'guichet'])
    expect(destinations.filter(({ needsConsent }) => needsConsent).map(({ id }) => id)).toEqual(['education-nationale'])
    expect(destinations.filter(({ publishes }) => publishes).map(({ id }) => id)).toEqual(['cloudflare', 'lumen'])
  })
})

describe('a mistake in the data', () => {
  it.each([
    ['no JSON', { 'harms.json': '{' }, 'harms.json', ''],
    ['not there', { 'harms.json': null }, 'harms.json', undefined],
    ['a harm missing', changedFile('harms.json', (v) => ({ ...v, harms: (v['harms'] as unknown[]).slice(1) })), 'harms.json', 'harms'],
    ['a member too many', changedFile('harms.json', (v) => ({ ...v, victims: [] })), 'harms.json', 'victims'],
  ])('is refused by name: %s', async (_, changed, file, path) => {
    await expect(loadHarms(dataFiles(changed))).rejects.toMatchObject(path === undefined ? { code: 'data.missing', facts: { file } } : { code: 'data.invalid', facts: { file, path } })
  })

  it.each([
    ['a fact without source', 'pharos', (v: Record<string, unknown>) => ({ ...v, facts: [{ id: 'x', text: { fr: 'x', en: 'x' }, checkedOn: '2026-11-23', verified: true }] }), 'facts[0].source'],
    ['a text in one language', 'pharos', (v: Record<string, unknown>) => ({ ...v, name: { fr: 'PHAROS' } }), 'name.en'],
    ['an identifier unlike its file', 'pharos', (v: Record<string, unknown>) => ({ ...v, id: 'faros' }), 'id'],
    ['a form that asks what may not leave', 'pharos', (v: Record<string, unknown>) => ({ ...v, allow: ['locators'] }), 'form.fields[1].value'],
  ])('is refused in a destination: %s', async (_, id, change, path) => {
    const name = `destinations/${id}.json`
    await expect(loadDestinations(dataFiles(changedFile(name, change)))).rejects.toMatchObject({ code: 'data.invalid', facts: { file: name, path } })
  })

  it('is refused in the rules: a stranger, a twin, no stop', async () => {
    const rules = (change: (rules: Record<string, unknown>[]) => unknown[]) => changedFile('routing.json', (v) => ({ ...v, rules: change(v['rules'] as Record<string, unknown>[]) }))
    const refusal = async (changed: Readonly<Record<string, string>>, path: string): Promise<void> => {
      await expect(loadRouteTables(dataFiles(changed))).rejects.toMatchObject({ code: 'data.invalid', facts: { file: 'routing.json', path } })
    }
    await refusal(rules((all) => all.with(0, { ...all[0], outcome: { do: 'stop', to: ['samu'] } })), 'rules[0].outcome.to[0]')
    await refusal(rules((all) => all.with(1, { ...all[1], id: all[0]?.['id'] })), 'rules[1].id')
    await refusal(rules((all) => all.filter(({ outcome }) => (outcome as { do: string }).do !== 'stop')), 'rules')
  })
})

describe('a destination without an API', () => {
  it('is one file and its wording', async () => {
    const here = { source: 'example.com/aide', checkedOn: '2026-11-23', verified: true }
    const forum = {
      format: 'destination/1', id: 'forum-exemple', name: { fr: 'Forum Exemple', en: 'Example Forum' }, role: 'platform', channel: 'form_assisted', platforms: ['autre'], publishes: false,
      languages: ['fr'], contacts: [{ kind: 'url', value: 'https://example.com/signaler', ...here }], identity: 'optional', needsConsent: false, excludes: [], allow: ['locators'], facts: [],
      form: { fields: [{ id: 'url', label: { fr: 'Adresse', en: 'Address', ...here }, required: true, value: 'locators' }] },
    }
    const all = await loadDestinations(dataFiles({ 'destinations/forum-exemple.json': JSON.stringify(forum) }))
    expect(findDestination('forum exemple', all)?.id).toBe('forum-exemple')
    expect(all).toHaveLength(destinations.length + 1)
  })
})

describe('words', () => {
  it('mean one harm each', () => {
    const seen = new Map<string, string>()
    for (const { id, name, words } of harms.harms) for (const phrase of new Set([id, name.fr, name.en, ...words.fr, ...words.en].map(foldWord))) {
      expect(seen.get(phrase) ?? id, phrase).toBe(id)
      seen.set(phrase, id)
    }
  })

  it.each([
    ['revenge porn', 'revenge_porn'], ['NUDES', 'revenge_porn'], ['Sextorsion', 'chantage_webcam'], ['harcèlement scolaire', 'cyberharcelement_scolaire'],
    ['raid', 'cyberharcelement'], ['deep-fake', 'deepfake_sexuel'], ['pédopornographie', 'csam'], ['child pornography', 'csam'], ['Fake account', 'usurpation_identite'],
  ])('%s is read as %s', (word, harm) => {
    expect(readHarm(word, harms)).toBe(harm)
  })

  it.each([
    ['sextortion d’une élève', 'chantage_webcam'], ['cyberharcelment', 'cyberharcelement'], ['pedopornografie', 'csam'], ['ma fille a reçu des menaces de mort', 'menaces'],
    ['piratge de compte', 'piratage_compte'], ['grooomng', 'grooming'],
  ])('%s is near %s', (word, harm) => {
    expect(readHarm(word, harms)).toBeUndefined()
    expect(nearestHarm(word, harms)).toBe(harm)
  })

  it('suggests nothing when nothing is near', () => {
    for (const word of ['', '   ', 'zzzzqqqq', '🙂', 'x'.repeat(10_000)]) expect(nearestHarm(word, harms), word.slice(0, 20)).toBeNull()
    expect(readHarm('', harms)).toBeUndefined()
  })

  it('search holds what was typed', () => {
    expect(searchHarms('scol', harms)).toEqual(['cyberharcelement_scolaire'])
    expect(searchHarms('', harms)).toHaveLength(HARMS.length)
  })

  it('name destinations', () => {
    expect(findDestination('Twitter', destinations)?.id).toBe('x')
    expect(findDestination('17', destinations)?.id).toBe('urgences')
    expect(nearestDestination('pharoos', destinations)).toBe('pharos')
    expect(nearestDestination('zzzzqqqq', destinations)).toBeNull()
  })
})

describe('codes', () => {
  it('follow the victim: an unknown age has those of a minor', () => {
    expect(codesOf(harms, 'revenge_porn', '18plus').dsa?.keywords).toEqual(['NON_CONSENSUAL_IMAGE_SHARING'])
    for (const age of ['lt15', '15_17', 'unknown'] as const) {
      expect(codesOf(harms, 'revenge_porn', age).dsa?.keywords).toEqual(['CHILD_SEXUAL_ABUSE_MATERIAL'])
      expect(codesOf(harms, 'revenge_porn', age).atproto?.reasons).toEqual(['tools.ozone.report.defs#reasonChildSafetyCSAM'])
    }
    expect(codesOf(harms, 'chantage_webcam', 'lt15').ncmec).toMatchObject({ incidentType: 'Online Enticement of Children for Sexual Acts', annotations: ['sextortion'] })
    expect(codesOf(harms, 'chantage_webcam', '18plus').ncmec).toBeUndefined()
  })

  it('feed the composer of records', () => {
    const facts = harmReader(harms, law).facts('csam', 'lt15')
    expect(facts).toMatchObject({ dsaCategory: 'STATEMENT_CATEGORY_PROTECTION_OF_MINORS', urgency: 'critical' })
    expect(facts.offences).toEqual([expect.objectContaining({ article: 'CP 227-23', checkedOn: '2026-11-23', verified: true })])
    expect(harmRow(harms, 'jeux_video').adviceOnly).toBe(true)
  })
})

describe('clocks', () => {
  const at = '2026-11-23T10:00:00.000Z'
  const base = { urgency: 'high', authority: 'individual', inFlaggerArea: true, createdAt: at, order: undefined } as const

  it('no notice has a legal time; an order of the authority has', () => {
    const table = clockTable(law.clocks)
    expect(clockOf({ ...base, harm: 'csam' }, table)).toMatchObject({ basis: 'internal_target', dueAt: '2026-11-23T18:00:00.000Z' })
    expect(clockOf({ ...base, harm: 'csam', authority: 'trusted_flagger' }, table)).toMatchObject({ basis: 'dsa_priority', dueAt: '2026-11-23T18:00:00.000Z' })
    expect(clockOf({ ...base, harm: 'csam', order: { authority: 'OFAC', issuedAt: at } }, table)).toMatchObject({ basis: 'legal_order', dueAt: '2026-11-24T10:00:00.000Z' })
    expect(clockOf({ ...base, harm: 'terrorisme_radicalisation', order: { authority: 'OFAC', issuedAt: at } }, table)).toMatchObject({ basis: 'legal_order', dueAt: '2026-11-23T11:00:00.000Z' })
    expect(clockOf({ ...base, harm: 'haine', order: { authority: 'OFAC', issuedAt: at } }, table).basis).toBe('internal_target')
    expect(law.clocks.targets.label.fr).toMatch(/sans valeur légale/)
  })

  it('the tool’s own aims can be changed', () => {
    expect(clockOf({ ...base, harm: 'haine' }, clockTable(law.clocks, { high: 1 })).dueAt).toBe('2026-11-23T11:00:00.000Z')
  })
})

describe('age of facts', () => {
  it('is told after 180 days, not before', () => {
    const facts = datedFacts(destinations[0], 'urgences')
    expect(facts.length).toBeGreaterThan(5)
    expect(staleFacts('2027-05-22T23:59:59.000Z', facts)).toEqual([])
    expect(staleFacts('2027-05-23T00:00:00.000Z', facts)).toHaveLength(facts.length)
    expect(staleFacts('2027-05-23T00:00:00.000Z', facts)[0]).toMatchObject({ at: 'urgences.contacts[0]', days: 181 })
  })

  it('is read from the files themselves', () => {
    expect(readFileSync(new URL('harms.json', templates), 'utf8')).not.toMatch(/"checkedOn": "(?!2026-11-23)/)
  })
})
