// The looks without zod say yes to nothing that the schemas refuse.
import { describe, expect, it } from 'vitest'
import { CaseRecord } from '../../src/case/case-record.ts'
import { isTimeZone, looksLikeRecord } from '../../src/case/record-file.ts'
import { looksLikeSeal } from '../../src/seal/seal-file.ts'
import { SealRecord } from '../../src/seal/seal-record.ts'

type Json = { readonly [name: string]: unknown }

const record: Json = {
  format: 'case/1', id: '3f2b1c4d-0a1b-4c2d-8e3f-001122334455', reference: '2026-00042', title: '', frame: '', operator: '', unit: '',
  profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris', createdAt: '2026-11-20T10:00:00.000Z',
}
const seal: Json = {
  format: 'seal/1', number: 1, startedAt: '2026-11-20T10:00:00.000Z', state: 'complete', tagmanifest: 'a'.repeat(64), payloadManifest: 'b'.repeat(64),
  log: { origin: 'scelle.local/x', size: 3, root: 'c'.repeat(64) }, minAuthorities: 1,
  authorities: [{ name: 'local', url: null, state: 'received' }],
}
const WRONG: readonly unknown[] = [
  undefined, null, '', 'x', 'x'.repeat(600), 0, -1, 1.5, 2 ** 53, true, [], {}, [null], { name: 'a' }, 'A'.repeat(64), '2026-02-30T10:00:00.000Z',
  '2026-11-20T10:00:00Z', '2026-11-20T11:00:00.000+01:00', 'case/2', '00000000-0000-0000-0000-000000000000', { origin: 'o', size: 0, root: 'c'.repeat(64) },
]

function variants(value: Json): Json[] {
  const names = Object.keys(value)
  return [
    { ...value, more: 1 },
    ...names.map((name) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))),
    ...names.flatMap((name) => WRONG.map((wrong) => ({ ...value, [name]: wrong }))),
  ]
}

describe.each([
  { name: 'case record', good: record, looks: (value: unknown) => looksLikeRecord(value) && isTimeZone(value.timeZone), schema: CaseRecord },
  { name: 'seal record', good: seal, looks: looksLikeSeal, schema: SealRecord },
])('$name', ({ good, looks, schema }) => {
  it('knows a good one', () => {
    expect(looks(good)).toBe(true)
    expect(schema.safeParse(good).success).toBe(true)
  })

  it('says yes to nothing that the schema refuses', () => {
    const accepted = [...variants(good), ...WRONG].filter((one) => looks(one))
    expect(accepted.filter((one) => !schema.safeParse(one).success)).toEqual([])
    expect(looks({ ...good, more: 1 })).toBe(false)
  })
})
