// An invented signalement, whole and valid; tests change what they are about.
import { uuidV7 } from '../../src/signalement/identifier.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'

export const NOW = '2026-11-23T17:00:00.000Z'

export function sampleId(number: number): string {
  const chance = new Uint8Array(10)
  new DataView(chance.buffer).setUint32(6, number)
  return uuidV7(NOW, chance)
}

export function sampleRecord(number = 1, changes: Partial<Signalement> = {}): Signalement {
  return {
    schema: 'signalement/1', id: sampleId(number), revision: 1, state: 'validated', createdAt: NOW, createdBy: 'Écoutante 7', observedAt: NOW,
    intake: { channel: '3018_tel' }, harm: 'cyberharcelement', dsaKeyword: ['CYBER_HARASSMENT'], offences: [], urgency: 'high',
    target: {
      platform: 'instagram',
      locators: [{ kind: 'url', what: 'post', raw: `https://www.instagram.com/p/Invente${number}/`, canonical: `https://www.instagram.com/p/Invente${number}/`, ids: { shortcode: `Invente${number}` } }],
      account: { handle: 'compte.invente' },
    },
    victim: { ageBand: 'lt15', isCaller: false, representation: 'parent', consent: [] },
    explanation: 'Depuis une semaine, ce compte publie chaque jour des moqueries et des menaces contre un élève.', language: 'fr', country: 'FR',
    hashes: [], evidence: [],
    notifier: { authority: 'trusted_flagger', org: 'Association Exemple', name: 'Cellule signalements', email: 'signalements@example.org', identity: 'disclosed' },
    attestation: { goodFaith: true, by: 'Écoutante 7', at: NOW },
    clock: { basis: 'internal_target', dueAt: '2026-11-24T17:00:00.000Z', source: 'objectif interne' },
    deliveries: [], retention: { policy: 'default-730-days', expiresAt: '2028-11-22T17:00:00.000Z', keyId: '00000000' },
    ...changes,
  }
}
