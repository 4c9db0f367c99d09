import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mayShowChild, mayWithholdIdentity, effectiveHarm } from '../../src/signalement/child-protection.ts'
import { problemsOf } from '../../src/signalement/record-problems.ts'
import { Signalement } from '../../src/signalement/signalement.ts'
import { AGE_BANDS, HARMS } from '../../src/signalement/vocabulary.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import { repository } from '../architecture/lint-run.ts'
import { NOW, sampleRecord } from './sample-record.ts'

function codes(record: unknown): string[] {
  const result = Signalement.safeParse(record)
  return result.success ? [] : problemsOf(result.error, record).map(({ path, code }) => `${path} ${code}`)
}

const EVIDENCE = { id: '0001', sha256: 'a'.repeat(64), bytes: 10, capturedAt: NOW, tool: 'scelle 0', storage: 'vault', case: '0b0ef1b8-3a2a-4c1d-9d55-000000000001' } as const

describe('signalement/1', () => {
  it('takes the sample', () => {
    expect(codes(sampleRecord())).toEqual([])
  })

  it('is the schema that others read', async () => {
    const schema = z.toJSONSchema(Signalement, { target: 'draft-2020-12', unrepresentable: 'any' })
    const text = `${JSON.stringify({ $id: 'signalement-1.schema.json', title: 'signalement/1', ...schema }, null, 2)}\n`
    expect(text).toContain('"additionalProperties": false')
    await expect(text).toMatchFileSnapshot(`${repository}templates/schemas/signalement-1.schema.json`)
  })

  it.each([
    ['unknown field', { ...sampleRecord(), victimName: 'x' }, 'victimName field.unknown'],
    ['unknown field inside', { ...sampleRecord(), victim: { ...sampleRecord().victim, name: 'x' } }, 'victim.name field.unknown'],
    ['missing harm', { ...sampleRecord(), harm: undefined }, 'harm field.missing'],
    ['unknown harm', { ...sampleRecord(), harm: 'cyberharcelment' }, 'harm field.not-a-choice'],
    ['short explanation', sampleRecord(1, { explanation: 'x'.repeat(49) }), 'explanation field.too-short'],
    ['long explanation', sampleRecord(1, { explanation: 'x'.repeat(5001) }), 'explanation field.too-long'],
    ['no locator', sampleRecord(1, { target: { platform: 'x', locators: [] } }), 'target.locators locators.needed'],
    ['251 locators', sampleRecord(1, { target: { platform: 'x', locators: Array.from({ length: 251 }, (_, index) => ({ kind: 'url' as const, what: 'post' as const, raw: `r${index}`, canonical: `c${index}`, ids: {} })) } }), 'target.locators field.too-many'],
    ['time without zone', sampleRecord(1, { observedAt: '2026-11-23T18:04:00' }), 'observedAt field.bad-form'],
    ['future', sampleRecord(1, { observedAt: '2026-11-23T17:00:00.001Z' }), 'observedAt time.future'],
    ['not a v7 id', sampleRecord(1, { id: '0b0ef1b8-3a2a-4c1d-9d55-000000000001' }), 'id field.bad-form'],
    ['picture of a minor', sampleRecord(1, { harm: 'revenge_porn', victim: { ...sampleRecord().victim, ageBand: '15_17' }, evidence: [EVIDENCE] }), 'evidence evidence.forbidden'],
    ['picture, age unknown', sampleRecord(1, { harm: 'deepfake_sexuel', victim: { ...sampleRecord().victim, ageBand: 'unknown' }, evidence: [EVIDENCE] }), 'evidence evidence.forbidden'],
    ['withheld where it may not be', sampleRecord(1, { notifier: { authority: 'individual', org: 'A', identity: 'withheld' } }), 'notifier.identity identity.not-withheld'],
    ['withheld and named', sampleRecord(1, { harm: 'csam', notifier: { authority: 'individual', org: 'A', name: 'N', identity: 'withheld' } }), 'notifier.name identity.named'],
    ['validated without good faith', sampleRecord(1, { attestation: undefined }), 'attestation attestation.needed'],
    ['legal clock without an order', sampleRecord(1, { clock: { basis: 'legal_order', dueAt: NOW, source: 's' } }), 'clock.basis clock.no-order'],
    ['priority without a flagger', sampleRecord(1, { clock: { basis: 'dsa_priority', dueAt: NOW, source: 's' }, notifier: { authority: 'individual', org: 'A', identity: 'disclosed' } }), 'clock.basis clock.no-flagger'],
    ['digest without origin', sampleRecord(1, { hashes: [{ alg: 'sha256', value: 'a'.repeat(64), origin: '' }] }), 'hashes[0].origin field.too-short'],
  ])('refuses: %s', (_name, record, code) => {
    expect(codes(record)).toContain(code)
  })

  it('says all that is wrong at once, in both languages', async () => {
    const found = codes({ ...sampleRecord(), harm: 'x', urgency: 'y', explanation: '', extra: 1 })
    expect(found.toSorted()).toEqual(['explanation field.too-short', 'extra field.unknown', 'harm field.not-a-choice', 'urgency field.not-a-choice'])
    const record = { ...sampleRecord(), harm: 'cyberharcelment' }
    const result = Signalement.safeParse(record)
    const [problem] = result.success ? [] : problemsOf(result.error, record)
    for (const [language, word] of [['fr', 'Vouliez-vous dire'], ['en', 'Did you mean']] as const) {
      const words = (await loadCatalog(language)).problems[problem?.code ?? 'field.missing'] as (facts: unknown) => { remedy: string }
      expect(words(problem?.facts).remedy).toContain(word)
    }
  })
})

describe('protection of children', () => {
  it('an intimate image is of a child unless the victim is known to be of age', () => {
    for (const harm of ['revenge_porn', 'deepfake_sexuel', 'chantage_webcam'] as const) {
      expect(AGE_BANDS.map((age) => mayShowChild(harm, age))).toEqual([true, true, false, true])
    }
    expect(HARMS.filter((harm) => mayShowChild(harm, '18plus'))).toEqual(['csam'])
    expect(effectiveHarm('revenge_porn', 'lt15')).toBe('csam')
    expect(effectiveHarm('revenge_porn', '18plus')).toBe('revenge_porn')
  })

  it('identity is withheld only for offences of Directive 2011/93/EU', () => {
    expect(HARMS.filter((harm) => mayWithholdIdentity(harm, 'lt15'))).toEqual(['revenge_porn', 'deepfake_sexuel', 'chantage_webcam', 'grooming', 'csam'])
    expect(HARMS.filter((harm) => mayWithholdIdentity(harm, 'unknown'))).toEqual(['grooming', 'csam'])
  })
})
