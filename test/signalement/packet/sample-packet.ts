// Invented destinations and signalements for the tests of packets.
import { Destination, type FormField, type LeavingField } from '../../../src/signalement/destination.ts'
import type { Outgoing } from '../../../src/signalement/packet/outgoing.ts'
import type { Packet } from '../../../src/signalement/packet/packet.ts'
import { preparePacket, type PacketOptions } from '../../../src/signalement/packet/prepare-packet.ts'
import { packetWords as en } from '../../../src/messages/en/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'

const READ = { source: 'formulaire d’essai', checkedOn: '2026-11-20', verified: true } as const

export function field(id: string, value: FormField['value'], more: Partial<FormField> = {}): FormField {
  return { id, value, required: true, label: { fr: `Champ ${id}`, en: `Field ${id}`, ...READ }, ...more }
}

export function limit(unit: 'characters' | 'graphemes' | 'bytes', max: number, verified = true): NonNullable<FormField['limit']> {
  return { unit, max, ...READ, verified }
}

/** Allows what its fields ask for, unless told otherwise. */
export function destination(fields: FormField[], more: Partial<Destination> = {}): Destination {
  const asked = fields.map(({ value }) => value).filter((value): value is LeavingField => value !== 'fixed' && value !== 'human')
  return Destination.parse({
    format: 'destination/1', id: 'essai', name: { fr: 'Service d’essai', en: 'Test service' }, role: 'platform', channel: 'form_assisted', platforms: [],
    publishes: false, languages: ['fr', 'en'], contacts: [{ kind: 'url', value: 'https://essai.example/signaler', ...READ }], identity: 'optional',
    needsConsent: false, excludes: [], allow: [...new Set(asked)], facts: [], form: { fields }, ...more,
  })
}

export const OUTGOING: Outgoing = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  locators: ['https://www.instagram.com/p/Cxxxxxxxx01/'],
  platform: 'instagram',
  account: 'compte_invente_42',
  explanation: 'Une image intime d’une élève est diffusée par ce compte depuis dimanche. Elle n’a jamais donné son accord.\n\nLe compte la renvoie à chaque suppression.',
  harm: 'csam',
  category: 'STATEMENT_CATEGORY_PROTECTION_OF_MINORS',
  offences: ['Code pénal 227-23, image à caractère pornographique d’un mineur', 'Code pénal 226-2-1'],
  observedAt: '2026-11-23T17:04:07.000Z',
  occurredAt: '2026-11-22T20:00:00.000Z',
  language: 'fr', country: 'FR', ageBand: '15_17', representation: 'association', urgency: 'critical',
  notifierName: 'Camille Exemple', notifierEmail: 'signalement@asso.example', notifierOrg: 'Association Exemple', authority: 'trusted_flagger',
  goodFaith: true, hashes: ['sha256 0000000000000000000000000000000000000000000000000000000000000000 (plateforme)'], legalOrder: 'OFAC, n° 2026-1, 23/11/2026',
}

export const OPTIONS: PacketOptions = { language: 'fr', words: fr, timeZone: 'Europe/Paris' }
export const ENGLISH: PacketOptions = { language: 'en', words: en, timeZone: 'Europe/Paris' }

export function packetOf(fields: FormField[], outgoing: Partial<Outgoing> = {}, options: Partial<PacketOptions> = {}, more: Partial<Destination> = {}): Packet {
  return preparePacket(destination(fields, more), { ...OUTGOING, ...outgoing }, { ...OPTIONS, ...options })
}

export const text = (packet: Packet, id: string, form = 1): string | undefined => packet.forms[form - 1]?.fields.find((one) => one.id === id)?.text
export const codes = (packet: Packet, id: string): readonly string[] => packet.forms[0]?.fields.find((one) => one.id === id)?.notices.map(({ code }) => code) ?? []
