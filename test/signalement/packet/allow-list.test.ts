// Nothing outside the destination's list is in anything that is shown, written or sent, whatever the record and the form.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packetPage } from '../../../src/bundle/packet-page.ts'
import { sayPacket } from '../../../src/cli/render/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import { LEAVING_FIELDS, type LeavingField } from '../../../src/signalement/destination.ts'
import type { Outgoing } from '../../../src/signalement/packet/outgoing.ts'
import { preparePacket } from '../../../src/signalement/packet/prepare-packet.ts'
import { destination, field, limit, OPTIONS } from './sample-packet.ts'

/** One value a field, found again wherever it went. */
const MARK: Readonly<Record<LeavingField, string>> = {
  ...Object.fromEntries(LEAVING_FIELDS.map((name) => [name, `zq-${name.toLowerCase()}-qz`])) as Record<LeavingField, string>,
  observedAt: '2031', occurredAt: '2032', goodFaith: fr.values.goodFaith,
}
const marked = (name: LeavingField): string => `${MARK[name]} <"'&`

const RECORD = {
  ...Object.fromEntries(LEAVING_FIELDS.map((name) => [name, marked(name)])),
  locators: [`https://example.fr/${MARK.locators}/1`, `https://example.fr/${MARK.locators}/2`],
  offences: [marked('offences'), `${marked('offences')} bis`], hashes: [marked('hashes')],
  observedAt: '2031-05-04T10:00:00.000Z', occurredAt: '2032-05-04T10:00:00.000Z', goodFaith: true,
} as unknown as Outgoing

const PARTS = { style: 'p{}', script: ';', toolVersion: '0.0.0', reference: undefined, receiptCommand: undefined }

describe('the allow-list', () => {
  it('holds for every record, form and list', () => {
    const fields = fc.array(fc.record({
      value: fc.constantFrom(...LEAVING_FIELDS, 'fixed' as const, 'human' as const),
      many: fc.constantFrom('one-per-line' as const, 'one-form-each' as const, 'first-only' as const, undefined),
      required: fc.boolean(), max: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }), choices: fc.boolean(),
    }), { minLength: 1, maxLength: 30 })
    const kept = fc.record(Object.fromEntries(LEAVING_FIELDS.map((name) => [name, fc.boolean()])) as Record<LeavingField, fc.Arbitrary<boolean>>)
    let leaving = 0
    fc.assert(fc.property(fields, fc.subarray([...LEAVING_FIELDS]), kept, fc.boolean(), fc.boolean(), (specs, allow, has, withheld, prohibited) => {
      const form = specs.map(({ value, many, required, max, choices }, index) => field(`f${index}`, value, {
        required, ...(many === undefined ? {} : { many }), ...(max === undefined ? {} : { limit: limit('characters', max) }),
        ...(choices ? { choices: { haine: { fr: 'Haine', en: 'Hate' } } } : {}),
      }))
      const record = Object.fromEntries(Object.entries(RECORD).filter(([name]) => has[name as LeavingField])) as Outgoing
      const packet = preparePacket(destination(form, { allow, languages: ['en'] }), record, { ...OPTIONS, identity: withheld ? 'withheld' : 'disclosed', prohibited })
      const outputs = [JSON.stringify({ ...packet, payload: null }), Buffer.from(packet.payload).toString('utf8'), packetPage(packet, fr, PARTS), sayPacket(packet, fr)]
        // One digest in a few thousand has the four digits of a year in it.
        .map((output) => output.replaceAll(packet.payloadSha256, ''))
      const may = new Set<LeavingField>(allow.filter((name) => has[name] && !(withheld && (name === 'notifierName' || name === 'notifierEmail'))))
      for (const name of LEAVING_FIELDS) {
        const shown = outputs.filter((output) => output.includes(MARK[name])).length
        if (!may.has(name)) expect.soft(shown, name).toBe(0)
        else leaving += shown
      }
      expect(packet.fieldsSent.every((name) => may.has(name))).toBe(true)
    }), { numRuns: 400 })
    // The marks do show where they may.
    expect(leaving).toBeGreaterThan(500)
  })
})
