import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boolean, explicit, integer, nullValue, octetString, oid, sequence } from '../../../src/seal/der/writer.ts'
import { buildTimeStampReq, messageImprint, readTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { isFailure } from '../../../src/system/failure.ts'
import { imprintOf } from './support.ts'

const reasonOf = (der: Uint8Array): string | undefined => {
  try {
    readTimeStampReq(der)
    return undefined
  } catch (error) {
    if (isFailure(error, 'tsp.bad-request')) return error.facts.reason
    throw error
  }
}

describe('requests', () => {
  it('round trip for any nonce: positive, odd, never a digit of another request', () => {
    fc.assert(fc.property(
      fc.uint8Array({ minLength: 8, maxLength: 20 }), fc.constantFrom('sha256', 'sha384', 'sha512'), fc.boolean(), fc.option(fc.constant('1.2.3.4'), { nil: undefined }),
      (nonce, algorithm, certReq, policy) => {
        const request = buildTimeStampReq(imprintOf('x', algorithm), nonce, { certReq, ...(policy === undefined ? {} : { policy }) })
        expect(readTimeStampReq(request.der)).toEqual(request)
        expect((request.nonce ?? 0n) > 0n).toBe(true)
      },
    ))
  })

  const imprint = messageImprint(imprintOf('x'))
  it.each<[string, Buffer, string]>([
    ['not DER', Buffer.from('GET / HTTP/1.1'), 'badDataFormat'],
    ['empty', Buffer.alloc(0), 'badDataFormat'],
    ['version 2', sequence(integer(2), imprint), 'badRequest'],
    ['SHA-1', sequence(integer(1), sequence(sequence(oid('1.3.14.3.2.26'), nullValue()), octetString(Buffer.alloc(20)))), 'badAlg'],
    ['a digest of the wrong length', sequence(integer(1), sequence(sequence(oid('2.16.840.1.101.3.4.2.1')), octetString(Buffer.alloc(20)))), 'badDataFormat'],
    ['an extension', sequence(integer(1), imprint, explicit(0, sequence(oid('1.2.3'), octetString(nullValue())))), 'unacceptedExtension'],
    ['a field too many', sequence(integer(1), imprint, boolean(true), integer(1)), 'badDataFormat'],
  ])('%s is refused as the standard names it', (_name, der, reason) => {
    expect(reasonOf(der)).toBe(reason)
  })

  it('any bytes are read or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect([undefined, 'badAlg', 'badRequest', 'badDataFormat', 'unacceptedExtension']).toContain(reasonOf(bytes))
    }))
  })
})
