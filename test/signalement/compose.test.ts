import { describe, expect, it } from 'vitest'
import { compose, type ComposeTables } from '../../src/signalement/compose.ts'
import type { Entry } from '../../src/signalement/entry.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'
import { CIRCUMSTANCES, DEFAULTS, tables } from './desk.ts'
import { NOW } from './sample-record.ts'

const TABLES: ComposeTables = await tables()
const EXPLANATION = 'Depuis une semaine, ce compte publie chaque jour des moqueries et des menaces contre un élève.'
const ENTRY: Entry = { harm: 'cyberharcelement', ageBand: 'lt15', urls: 'https://www.instagram.com/p/Abc123xyz/?igsh=1', explanation: EXPLANATION, goodFaith: 'oui' }

function record(entry: Entry): Signalement {
  const composed = compose(entry, DEFAULTS, TABLES, CIRCUMSTANCES)
  if (!composed.ok) throw new Error(JSON.stringify(composed.problems))
  return composed.record
}
function problems(entry: Entry): string[] {
  const composed = compose(entry, DEFAULTS, TABLES, CIRCUMSTANCES)
  return composed.ok ? [] : composed.problems.map(({ path, code }) => `${path} ${code}`)
}

describe('composing a record', () => {
  it('from the words that people type', () => {
    const made = record({
      ...ENTRY, harm: 'Harcèlement', ageBand: '14 ans', channel: 'tchat', platform: 'Insta', representation: 'mère', isCaller: 'non', urgency: 'Urgent',
      observedAt: '23/11/2026 17:30', account: '@compte.invente', consent: 'parent:education-nationale',
    })
    expect(made).toMatchObject({
      state: 'validated', harm: 'cyberharcelement', urgency: 'high', intake: { channel: '3018_tchat' }, observedAt: '2026-11-23T16:30:00.000Z',
      victim: { ageBand: 'lt15', isCaller: false, representation: 'parent', consent: [{ by: 'parent', to: 'education-nationale', recordedBy: 'Écoutante 7' }] },
      target: { platform: 'instagram', account: { handle: 'compte.invente' } }, notifier: { identity: 'disclosed', name: 'Cellule signalements' },
      dsaKeyword: ['CYBER_HARASSMENT'], retention: { expiresAt: '2028-11-22T17:00:00.000Z' },
    })
    // The age in years is not kept, and the address as received is.
    expect(JSON.stringify(made)).not.toContain('14 ans')
    expect(made.target.locators[0]).toMatchObject({ raw: 'https://www.instagram.com/p/Abc123xyz/?igsh=1', ids: { code: 'Abc123xyz' } })
  })

  it('is a draft without the good-faith statement, and has no clock of the law', () => {
    const { goodFaith: _, ...entry } = ENTRY
    const made = record(entry)
    expect(made).toMatchObject({ state: 'draft', clock: { basis: 'dsa_priority' } })
    expect(made.attestation).toBeUndefined()
  })

  it('has the clock of the law only with an order and its reference', () => {
    const order = { orderAuthority: 'OFAC', orderReference: 'INJ-2026-1', orderIssuedAt: '2026-11-23T16:00:00Z' }
    expect(record({ ...ENTRY, harm: 'terrorisme_radicalisation', ...order })).toMatchObject({ clock: { basis: 'legal_order', dueAt: '2026-11-23T17:00:00.000Z' }, legalOrder: { reference: 'INJ-2026-1' } })
    expect(record({ ...ENTRY, harm: 'csam', ...order })).toMatchObject({ clock: { basis: 'legal_order', dueAt: '2026-11-24T16:00:00.000Z' } })
    // Nor does an order of somebody whom the law does not name.
    expect(record({ ...ENTRY, harm: 'csam', ...order, orderAuthority: 'Maman' }).clock.basis).toBe('dsa_priority')
    // An order about something that has no legal clock starts none.
    expect(record({ ...ENTRY, ...order }).clock.basis).toBe('dsa_priority')
    expect(problems({ ...ENTRY, harm: 'csam', orderAuthority: 'OFAC' })).toContain('orderReference order.incomplete')
  })

  it('keeps the identity out where the law allows it, and only there', () => {
    expect(record({ ...ENTRY, harm: 'csam' }).notifier).toEqual({ authority: 'trusted_flagger', org: 'Association Exemple', identity: 'withheld' })
    expect(record({ ...ENTRY, harm: 'csam', identity: 'disclosed' }).notifier).toMatchObject({ identity: 'disclosed', email: 'signalements@example.org' })
    expect(problems({ ...ENTRY, identity: 'withheld' })).toEqual(['identity identity.not-withheld'])
  })

  it('an advice-only harm needs no address', () => {
    const { urls: _, ...entry } = ENTRY
    expect(record({ ...entry, harm: 'surexposition_ecrans' }).target).toEqual({ platform: 'autre', locators: [] })
    expect(problems(entry)).toEqual(['urls field.missing'])
  })

  it('a username is an exact place where there is no address for people', () => {
    const { urls: _, ...entry } = ENTRY
    const made = record({ ...entry, platform: 'Snap', account: 'compte_invente' })
    expect(made.target).toMatchObject({ platform: 'snapchat', account: { handle: 'compte_invente' } })
    expect(made.target.locators).toHaveLength(1)
    expect(made.target.locators[0]?.kind).toBe('account')
  })

  it.each<[string, Entry, string]>([
    ['unknown harm, with the nearest', { ...ENTRY, harm: 'cyberharcelment' }, 'harm harm.unknown'],
    ['no harm', { ...ENTRY, harm: '' }, 'harm field.missing'],
    ['unknown age', { ...ENTRY, ageBand: 'ado' }, 'ageBand field.not-a-choice'],
    ['neither yes nor no', { ...ENTRY, goodFaith: 'peut-être' }, 'goodFaith yes-no.unknown'],
    ['good faith refused', { ...ENTRY, goodFaith: 'non' }, 'goodFaith good-faith.refused'],
    ['short explanation', { ...ENTRY, explanation: 'trop court' }, 'explanation field.too-short'],
    ['future', { ...ENTRY, observedAt: '24/11/2026 18:04' }, 'observedAt time.future'],
    ['month first', { ...ENTRY, observedAt: '11/23/2026' }, 'observedAt date.month-first'],
    ['a file by the way', { ...ENTRY, attachment: 'photo.jpg' }, 'attachment attachment.needs-case'],
    ['a picture of a child', { ...ENTRY, harm: 'revenge_porn', attachment: 'photo.jpg' }, 'attachment evidence.forbidden'],
    ['javascript', { ...ENTRY, urls: 'javascript:alert(1)' }, 'urls locator.refused'],
    ['credentials', { ...ENTRY, urls: 'https://moi:secret@example.com/' }, 'urls locator.refused'],
    ['private address', { ...ENTRY, urls: 'http://192.168.1.1/' }, 'urls locator.refused'],
    ['10 kB', { ...ENTRY, urls: `https://example.com/${'a'.repeat(10_000)}` }, 'urls locator.refused'],
    ['251 addresses', { ...ENTRY, urls: Array.from({ length: 251 }, (_, index) => `https://example.com/${index}`).join('\n') }, 'urls locators.too-many'],
    ['two platforms', { ...ENTRY, urls: 'https://www.instagram.com/p/Abc123xyz/ https://x.com/compte/status/1790000000000000001' }, 'urls locator.platforms-differ'],
    ['told otherwise', { ...ENTRY, platform: 'tiktok' }, 'platform locator.platform-told-otherwise'],
    ['digest without origin', { ...ENTRY, hashes: `sha256:${'a'.repeat(64)}` }, 'hashes hash.no-origin'],
    ['digest of the wrong length', { ...ENTRY, hashes: 'md5:abcd NCMEC' }, 'hashes hash.wrong-length'],
    ['no digest at all', { ...ENTRY, hashes: 'abcd' }, 'hashes hash.unreadable'],
    ['no mail', { ...ENTRY, notifierEmail: 'signalements' }, 'notifierEmail field.bad-form'],
    ['campaign', { ...ENTRY, campaign: 'affaire 12' }, 'campaign campaign.unreadable'],
    ['a picture as text', { ...ENTRY, explanation: `${EXPLANATION} data:image/webp;base64,${'A'.repeat(3600)}` }, 'explanation evidence.bytes-in-text'],
    ['a picture as bare text', { ...ENTRY, urgencyReason: 'QUJD'.repeat(100) }, 'urgencyReason evidence.bytes-in-text'],
    ['a picture as a digest', { ...ENTRY, hashes: `photodna:${'A'.repeat(1980)} partie 1` }, 'hashes hash.wrong-length'],
    ['consent for nobody', { ...ENTRY, consent: 'parent' }, 'consent consent.no-destination'],
    ['a bare yes about identity', { ...ENTRY, identity: 'oui' }, 'identity field.not-a-choice'],
    ['an hour that is none', { ...ENTRY, harm: 'csam', orderAuthority: 'OFAC', orderReference: 'x', orderIssuedAt: '2026-11-20T25:00:00.000Z' }, 'orderIssuedAt date.not-a-day'],
  ])('refuses: %s', (_name, entry, code) => {
    expect(problems(entry)).toContain(code)
  })

  it('says everything at once', () => {
    expect(problems({ harm: 'x', urls: 'javascript:x', explanation: 'court', observedAt: '31/02/2026', goodFaith: 'hein' }).toSorted())
      .toEqual(['explanation field.too-short', 'goodFaith yes-no.unknown', 'harm harm.unknown', 'observedAt date.not-a-day', 'urls locator.refused'])
  })

  it('two spellings of one content are one locator', () => {
    expect(record({ ...ENTRY, urls: 'https://www.instagram.com/p/Abc123xyz/ http://instagram.com/p/Abc123xyz?utm_source=x' }).target.locators).toHaveLength(1)
    expect(record(ENTRY).createdAt).toBe(NOW)
  })
})
