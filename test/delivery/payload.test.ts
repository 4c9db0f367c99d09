// What leaves, frozen and read back: the same bytes, whatever they are; and nothing else is taken for it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePayload, decodeText, encodePayload, payloadSha256, type Payload } from '../../src/delivery/payload.ts'

const anyPayload: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constantFrom('http', 'mail', 'file', 'export'), line: fc.string({ unit: 'binary', maxLength: 300 }),
  headers: fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,20}$/), fc.string({ unit: 'binary', maxLength: 100 })), body: fc.uint8Array({ maxLength: 5000 }),
})

describe('a payload', () => {
  it('comes back as it went in', () => {
    fc.assert(fc.property(anyPayload, (payload) => {
      const { kind, line, headers, body } = decodePayload(encodePayload(payload))
      expect({ kind, line, headers: { ...headers } }).toEqual({ kind: payload.kind, line: payload.line, headers: { ...payload.headers } })
      expect(Buffer.from(body).equals(Buffer.from(payload.body))).toBe(true)
    }), { numRuns: 500 })
  })

  it('has the same bytes and digest whatever the order of its headers', () => {
    const body = new Uint8Array([10, 0, 255, 10])
    const one: Payload = { kind: 'http', line: 'POST /v1', headers: { a: '1', b: '2' }, body }
    const other: Payload = { body, headers: { b: '2', a: '1' }, line: 'POST /v1', kind: 'http' }
    expect(Buffer.from(encodePayload(one)).equals(Buffer.from(encodePayload(other)))).toBe(true)
    expect(payloadSha256(one)).toBe(payloadSha256(other))
    for (const changed of [{ ...one, line: 'POST /v2' }, { ...one, kind: 'file' as const }, { ...one, headers: { a: '1' } }, { ...one, body: new Uint8Array([10, 0, 255]) }]) expect(payloadSha256(changed)).not.toBe(payloadSha256(one))
  })

  it('is read out of a piece of a larger memory', () => {
    const bytes = encodePayload({ kind: 'mail', line: 'a@b.example', headers: {}, body: Buffer.from('texte') })
    const larger = new Uint8Array(bytes.length + 20)
    larger.set(bytes, 7)
    expect(decodeText(decodePayload(larger.subarray(7, 7 + bytes.length)).body)).toBe('texte')
  })

  it.each(['', '\n', '{}\n', 'null\n', '[]\n', '"x"\n', '5\n', '{"format":"payload/1"}\n', '{"format":"payload/2","kind":"http","line":"x","headers":{}}\n', '{"format":"payload/1","kind":"http","line":"x","headers":{}', 'not json\nbody', '\u0000\u0001\n'])('refuses %j by name', (text) => {
    expect(() => decodePayload(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'system.internal', facts: { detail: 'not a payload' } }))
  })

  it('refuses any bytes that it did not make by name, never otherwise', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(() => decodePayload(bytes)).toThrow(expect.objectContaining({ code: 'system.internal' }))
    }))
  })
})
