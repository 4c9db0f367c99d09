import { describe, expect, it } from 'vitest'
import { cancelled, edited, idempotencyKey, linked, prepared } from '../../src/signalement/change-record.ts'
import { duplicatesOf, keepNew } from '../../src/signalement/keep.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import { testWorld } from '../support/world.ts'
import { DEFAULTS, tables } from './desk.ts'
import { NOW, sampleId, sampleRecord } from './sample-record.ts'

const TABLES = await tables()
const LATER = '2026-11-23T18:00:00.000Z'
const opened = async () => openStore(testWorld({ env: { SCELLE_KEYRING: 'off' } }))
const locator = (code: string) => ({ kind: 'url' as const, what: 'post' as const, raw: `https://www.instagram.com/p/${code}/`, canonical: `https://www.instagram.com/p/${code}/`, ids: {} })

describe('keeping nothing twice', () => {
  it('a content that is known for the harm is told, not kept', async () => {
    const store = await opened()
    const first = prepared(sampleRecord(1), { destination: 'instagram', channel: 'form_assisted', payloadSha256: 'a'.repeat(64), fieldsSent: ['locators'], by: 'Écoutant 3', adapterVersion: 'packet/1', now: LATER })
    store.insert(first)
    const again = { ...sampleRecord(2), target: first.target }
    const [kept] = keepNew(store, [again])
    expect(kept).toMatchObject({
      outcome: 'duplicate',
      known: [{ id: sampleId(1), state: 'queued', createdBy: 'Écoutante 7', deliveries: [{ destination: 'instagram', by: 'Écoutant 3', at: LATER, state: 'queued' }] }],
    })
    expect(store.count()).toBe(1)
    expect(keepNew(store, [again], true)[0]?.outcome).toBe('kept')
    store.close()
  })

  it('for another harm it is another signalement', async () => {
    const store = await opened()
    const outcomes = keepNew(store, [sampleRecord(1), { ...sampleRecord(2, { harm: 'haine' }), target: sampleRecord(1).target }]).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['kept', 'kept'])
    store.close()
  })

  it('a minor’s intimate image is the same thing under either name', async () => {
    const store = await opened()
    const bare = { notifier: { authority: 'individual' as const, org: 'A', identity: 'withheld' as const } }
    const outcomes = keepNew(store, [sampleRecord(1, { harm: 'csam', ...bare }), { ...sampleRecord(2, { harm: 'revenge_porn', ...bare }), target: sampleRecord(1).target }]).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['kept', 'duplicate'])
    store.close()
  })

  it('what was cancelled is told and stands in nobody’s way; an age that was learnt later neither', async () => {
    const store = await opened()
    store.insert(cancelled(sampleRecord(1), LATER))
    expect(keepNew(store, [{ ...sampleRecord(2), target: sampleRecord(1).target }])).toMatchObject([{ outcome: 'kept', known: [{ id: sampleId(1), state: 'cancelled' }] }])
    const adult = { harm: 'revenge_porn' as const, victim: { ...sampleRecord().victim, ageBand: '18plus' as const } }
    keepNew(store, [sampleRecord(3, adult)])
    expect(keepNew(store, [{ ...sampleRecord(4, { ...adult, victim: { ...adult.victim, ageBand: 'unknown' } }), target: sampleRecord(3).target }])[0]?.outcome).toBe('duplicate')
    store.close()
  })

  it('of a campaign, only the new addresses are taken', async () => {
    const store = await opened()
    keepNew(store, [sampleRecord(1, { target: { platform: 'instagram', locators: [locator('A'), locator('B')] } })])
    const [kept] = keepNew(store, [sampleRecord(2, { target: { platform: 'instagram', locators: [locator('B'), locator('C')] } })])
    expect(kept).toMatchObject({ outcome: 'kept', known: [{ id: sampleId(1), locators: ['https://www.instagram.com/p/B/'] }] })
    expect(store.get(sampleId(2)).target.locators.map(({ canonical }) => canonical)).toEqual(['https://www.instagram.com/p/C/'])
    expect(duplicatesOf(store, 'cyberharcelement', ['https://www.instagram.com/p/C/'], sampleId(2))).toEqual([])
    store.close()
  })

  it('advice, which has no address, is the same when the same was said', async () => {
    const store = await opened()
    const advice = { harm: 'jeux_video' as const, target: { platform: 'autre' as const, locators: [] } }
    expect(keepNew(store, [sampleRecord(1, advice), sampleRecord(2, advice), sampleRecord(3, { ...advice, explanation: `${sampleRecord().explanation} Autre chose.` })]).map(({ outcome }) => outcome))
      .toEqual(['kept', 'duplicate', 'kept'])
    store.close()
  })
})

describe('changing what is kept', () => {
  const change = (entry: Parameters<typeof edited>[1]) => edited(sampleRecord(1), entry, DEFAULTS, TABLES, LATER)

  it('what is due is due from when it was first kept, whatever is edited', () => {
    expect(change({ subHarm: 'précision' }).clock.dueAt).toBe(edited(sampleRecord(1), { subHarm: 'autre' }, DEFAULTS, TABLES, '2026-12-23T18:00:00.000Z').clock.dueAt)
  })

  it('the good-faith statement is about the content: changed, it is to be made again', () => {
    expect(change({ urgency: 'critical' })).toMatchObject({ revision: 2, state: 'validated', urgency: 'critical', updatedAt: LATER, createdAt: NOW })
    const changed = change({ explanation: `${sampleRecord().explanation} Et depuis hier, des menaces.` })
    expect(changed.state).toBe('draft')
    expect(changed.attestation).toBeUndefined()
    expect(change({ explanation: `${sampleRecord().explanation} Et depuis hier, des menaces.`, goodFaith: 'oui' })).toMatchObject({ state: 'validated', attestation: { at: LATER } })
  })

  it('refuses with all problems; a late correction of the age unlinks what may show a child', () => {
    expect(() => change({ harm: 'x', explanation: '' })).toThrow(expect.objectContaining({ code: 'signalement.refused', facts: { problems: expect.arrayContaining([expect.objectContaining({ path: 'harm' }), expect.objectContaining({ path: 'explanation' })]) } }))
    const evidence = { id: '0001', sha256: 'a'.repeat(64), bytes: 1, capturedAt: NOW, tool: 'scelle', storage: 'vault' as const, case: '0b0ef1b8-3a2a-4c1d-9d55-000000000001' }
    const withExhibit = linked(sampleRecord(1), evidence, LATER, false)
    expect(withExhibit.evidence).toHaveLength(1)
    expect(edited(withExhibit, { harm: 'csam' }, DEFAULTS, TABLES, LATER)).toMatchObject({ evidence: [], notifier: { identity: 'withheld' } })
    const adult = linked(sampleRecord(1, { harm: 'revenge_porn', victim: { ...sampleRecord().victim, ageBand: '18plus' } }), evidence, LATER, false)
    for (const ageBand of ['16', 'inconnu']) expect(edited(adult, { ageBand }, DEFAULTS, TABLES, LATER).evidence).toEqual([])
    expect(() => linked(sampleRecord(1, { harm: 'csam', notifier: { authority: 'individual', org: 'A', identity: 'withheld' } }), evidence, LATER, true)).toThrow(expect.objectContaining({ code: 'signalement.no-picture' }))
    const grooming = sampleRecord(1, { harm: 'grooming' })
    expect(() => linked(grooming, evidence, LATER, false)).toThrow(expect.objectContaining({ code: 'signalement.picture-unsure' }))
    expect(linked(grooming, evidence, LATER, true).evidence).toHaveLength(1)
    expect(() => linked(cancelled(sampleRecord(1), LATER), evidence, LATER, false)).toThrow(expect.objectContaining({ code: 'signalement.illegal-move' }))
  })

  it('what was prepared from an older revision no longer goes; what left is not changed', () => {
    const packet = { destination: 'instagram', channel: 'form_assisted', payloadSha256: 'a'.repeat(64), fieldsSent: [], by: 'B', adapterVersion: 'packet/1', now: LATER } as const
    const queued = prepared(sampleRecord(1), { ...packet, fieldsSent: [] })
    expect(edited(queued, { urgency: 'critical' }, DEFAULTS, TABLES, LATER).deliveries[0]?.state).toBe('cancelled')
    expect(cancelled(queued, LATER)).toMatchObject({ state: 'cancelled', deliveries: [{ state: 'cancelled' }] })
    const sent = { ...queued, deliveries: queued.deliveries.map((delivery) => ({ ...delivery, state: 'sent' as const })) }
    expect(() => cancelled(sent, LATER)).toThrow(expect.objectContaining({ code: 'signalement.already-sent', facts: { id: sampleId(1), destination: 'instagram' } }))
    expect(() => cancelled(cancelled(queued, LATER), LATER)).toThrow(expect.objectContaining({ code: 'signalement.illegal-move' }))
    expect(() => prepared({ ...sampleRecord(1), state: 'draft' }, { ...packet, fieldsSent: [] })).toThrow(expect.objectContaining({ code: 'signalement.not-validated' }))
  })

  it('the idempotency key follows signalement, destination, locators and revision', () => {
    const keys = [
      idempotencyKey(sampleRecord(1), 'pharos'), idempotencyKey(sampleRecord(2), 'pharos'), idempotencyKey(sampleRecord(1), 'instagram'),
      idempotencyKey(sampleRecord(1, { revision: 2 }), 'pharos'), idempotencyKey(sampleRecord(1, { target: { platform: 'x', locators: [locator('Z')] } }), 'pharos'),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(idempotencyKey(sampleRecord(1), 'pharos')).toBe(keys[0])
  })
})
