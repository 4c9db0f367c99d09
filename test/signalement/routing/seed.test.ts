// The rows that the hotline asked for, by name: none may be dropped, each must work and speak both languages.
import { describe, expect, it } from 'vitest'
import { routingWords as english } from '../../../src/messages/en/routing.ts'
import { routingWords as french } from '../../../src/messages/fr/routing.ts'
import { loadDestinations } from '../../../src/signalement/destinations.ts'
import { loadHarms } from '../../../src/signalement/harm-table.ts'
import { loadIntakeChannels } from '../../../src/signalement/intake-channels.ts'
import { loadRouteTables } from '../../../src/signalement/routing/route-tables.ts'
import { route } from '../../../src/signalement/routing/route.ts'
import { AGE_BANDS, AUTHORITIES, HARMS, PLATFORMS, URGENCIES } from '../../../src/signalement/vocabulary.ts'
import { dataFiles } from '../data/node-data.ts'
import { subject } from './subjects.ts'

const INTAKE = {
  '3018 téléphone': '3018_tel', '3018 tchat': '3018_tchat', '3018 Messenger': '3018_messenger', '3018 WhatsApp': '3018_whatsapp', '3018 application': '3018_app',
  'Gendarmerie': 'gendarmerie', 'Éducation nationale': 'education', '119': '119', 'PHAROS': 'pharos',
}
const SEED_PLATFORMS = {
  'Facebook': 'facebook', 'Instagram': 'instagram', 'Snapchat': 'snapchat', 'Twitter/X': 'x', 'TikTok': 'tiktok', 'Discord': 'discord', 'Yubo': 'yubo', 'Mym': 'mym',
  'YouTube': 'youtube', 'Bluesky': 'bluesky', 'Mastodon': 'mastodon', 'PeerTube': 'peertube', 'Telegram': 'telegram', 'WhatsApp': 'whatsapp', 'Twitch': 'twitch', 'Reddit': 'reddit',
}
const PARTNERS = {
  'PHAROS': 'pharos', 'Point de Contact': 'point-de-contact', '119': '119', 'Brigade Numérique / Ma Sécurité': 'brigade-numerique', 'Éducation nationale': 'education-nationale',
  'CIPDR/CNAPR': 'cipdr-cnapr', 'DILCRAH': 'dilcrah', 'Gendarmerie': 'gendarmerie', '3018': '3018', 'Take It Down': 'take-it-down', 'StopNCII': 'stopncii', 'Arcom': 'arcom',
  'Urgences': 'urgences', '3114': '3114', '17Cyber': '17cyber', 'THESEE': 'thesee', 'PERCEVAL': 'perceval', 'Hébergeur': 'hebergeur', 'Cloudflare': 'cloudflare', 'Lumen': 'lumen',
}
const SEED_HARMS = [
  'cyberharcelement', 'cyberharcelement_scolaire', 'revenge_porn', 'deepfake_sexuel', 'chantage_webcam', 'grooming', 'csam', 'usurpation_identite', 'piratage_compte',
  'contenu_violent', 'contenu_pornographique', 'haine', 'terrorisme_radicalisation', 'suicide_automutilation', 'defi_dangereux', 'doxxing', 'menaces', 'escroquerie',
  'surexposition_ecrans', 'jeux_video', 'controle_parental', 'autre',
] as const

const world = dataFiles()
const [tables, destinations, harms, intake] = await Promise.all([loadRouteTables(world), loadDestinations(world), loadHarms(world), loadIntakeChannels(world)])

/** Every destination that some route names, as a call, a step or a refusal. */
const reached = new Set<string>()
for (const harm of HARMS) for (const ageBand of AGE_BANDS) for (const platform of PLATFORMS) for (const urgency of URGENCIES) for (const authority of AUTHORITIES) {
  const found = route(subject({ harm, ageBand, platform, urgency, authority }), tables)
  for (const { destination } of [...found.calls, ...found.steps, ...found.refused]) reached.add(destination)
}

describe('seed rows', () => {
  it.each(Object.entries(INTAKE))('a signalement may come by %s', (_, id) => {
    const row = intake.channels.find((each) => each.id === id)
    expect(row?.name.fr).toBeTruthy()
    expect(row?.note.en).toBeTruthy()
  })

  it('Messenger and WhatsApp of 3018 are not said to be open', () => {
    for (const id of ['3018_messenger', '3018_whatsapp']) expect(intake.channels.find((each) => each.id === id)).toMatchObject({ status: 'unknown', verified: false })
  })

  it.each(Object.entries({ ...SEED_PLATFORMS, ...PARTNERS }))('%s has working data', (_, id) => {
    const row = destinations.find((each) => each.id === id)
    expect(row).toBeDefined()
    expect(reached).toContain(id)
    expect(row?.form ?? row?.referral).toBeDefined()
    expect(row?.name.fr).toBeTruthy()
    expect(row?.name.en).toBeTruthy()
  })

  it.each(Object.entries(SEED_PLATFORMS))('%s can be told of its own content, by a form a person fills in', (_, id) => {
    const row = destinations.find((each) => each.id === id)
    expect(row).toMatchObject({ role: 'platform', platforms: [id] })
    expect(row?.form?.fields.some(({ value }) => value === 'locators')).toBe(true)
    expect(row?.form?.fields.at(-1)?.value).toBe('human')
  })

  it.each(SEED_HARMS)('%s has a row, words and a way', (id) => {
    const row = harms.harms.find((each) => each.id === id)
    expect(row?.words.fr.length).toBeGreaterThan(0)
    expect(row?.words.en.length).toBeGreaterThan(0)
    expect([french.harms[id], english.harms[id]]).not.toContain('')
    const { calls, steps, advice } = route(subject({ harm: id }), tables)
    expect(calls.length + steps.length + advice.length).toBeGreaterThan(0)
  })

  it('no destination lies there that no route names, but those that a desk sets up for itself', () => {
    expect(destinations.filter(({ id }) => !reached.has(id)).map(({ id }) => id).sort()).toEqual(['aws-abuse-signal', 'folder', 'guichet', 'request-tracker'])
  })

  it('nobody is named as a culprit', () => {
    const said = JSON.stringify(tables)
    expect(said).not.toMatch(/le coupable|l’agresseur|the culprit|the offender/i)
    expect(destinations.find(({ id }) => id === 'gendarmerie')?.referral?.say.fr).toMatch(/compte @x.*faits allégués/)
  })
})
