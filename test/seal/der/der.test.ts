import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../../src/seal/der/fields.ts'
import { DerError, TAG } from '../../../src/seal/der/node.ts'
import type { DerDefect } from '../../../src/seal/der/node.ts'
import { DER_LIMITS, readDer } from '../../../src/seal/der/reader.ts'
import { bitsOf, booleanOf, integerOf, isSortedSet, octetsOf, oidOf, timeOf } from '../../../src/seal/der/values.ts'
import { bitString, boolean, certificateTime, explicit, generalizedTime, integer, namedBits, nullValue, octetString, oid, sequence, setOf, tlv, utf8String } from '../../../src/seal/der/writer.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const defectOf = (work: () => unknown): DerDefect | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof DerError) return error.defect
    throw error
  }
}

describe('reader refuses, with the reason', () => {
  const cases: readonly (readonly [string, string, DerDefect])[] = [
    ['nothing', '', 'truncated'],
    ['a tag alone', '30', 'truncated'],
    ['a length beyond the bytes', '30 05 02 01 00', 'overrun'],
    ['a child beyond its parent', '30 03 02 02 00', 'overrun'],
    ['bytes after the value', '02 01 00 00', 'trailing-bytes'],
    ['a high tag number', 'bf 1f 00', 'high-tag'],
    ['a long form for a short length', '30 81 03 02 01 00', 'length-not-minimal'],
    ['a length with a leading zero', `30 82 00 80 ${'05 00'.repeat(64)}`, 'length-not-minimal'],
    ['a length of five octets', '30 85 01 00 00 00 00', 'length-too-long'],
    ['an indefinite length', '30 80 02 01 00 00 00', 'indefinite-length'],
    ['an OCTET STRING in pieces', '24 03 04 01 61', 'constructed-string'],
    ['a primitive SEQUENCE', '10 00', 'unexpected-shape'],
    ['an INTEGER in pieces', '22 03 02 01 00', 'unexpected-shape'],
  ]
  it.each(cases)('%s', (_name, bytes, defect) => {
    expect(defectOf(() => readDer(hex(bytes)))).toBe(defect)
  })

  it('nesting beyond the limit', () => {
    let bytes = nullValue()
    for (let depth = 0; depth < DER_LIMITS.depth + 2; depth += 1) bytes = sequence(bytes)
    expect(defectOf(() => readDer(bytes))).toBe('too-deep')
  })

  it('more nodes than the limit, without building them', () => {
    const bytes = sequence(Buffer.alloc(2 * (DER_LIMITS.nodes + 1)).map((_, index) => (index % 2 === 0 ? 5 : 0)))
    expect(defectOf(() => readDer(bytes))).toBe('too-many-nodes')
  })

  it('more bytes than the limit', () => {
    expect(defectOf(() => readDer(Buffer.alloc(DER_LIMITS.bytes + 1)))).toBe('too-large')
  })
})

describe('values refuse, with the reason', () => {
  it.each([
    ['02 00', integerOf, 'bad-integer'],
    ['02 02 00 7f', integerOf, 'bad-integer'],
    ['02 02 ff 80', integerOf, 'bad-integer'],
    ['01 01 01', booleanOf, 'bad-boolean'],
    ['01 02 ff ff', booleanOf, 'bad-boolean'],
    ['06 00', oidOf, 'bad-oid'],
    ['06 02 80 01', oidOf, 'bad-oid'],
    ['06 02 2a 86', oidOf, 'bad-oid'],
    ['03 00', bitsOf, 'bad-bit-string'],
    ['03 02 08 00', bitsOf, 'bad-bit-string'],
    ['05 00', octetsOf, 'unexpected-shape'],
  ] as const)('%s', (bytes, read, defect) => {
    expect(defectOf(() => read(readDer(hex(bytes))))).toBe(defect)
  })

  it.each([
    '20260230000000Z', '20261301000000Z', '20260101240000Z', '20260101000060Z', '2026010100000Z', '20260101000000',
    '20260101000000+0100', '20260101000000.Z', '20260101000000.1234567890Z', '20250229000000Z', '00990101000000Z',
  ])('GeneralizedTime %s', (text) => {
    expect(defectOf(() => timeOf(readDer(tlv(TAG.generalizedTime, Buffer.from(text)))))).toBe('bad-time')
  })

  it('fields that are missing, wrong or left over', () => {
    const node = readDer(sequence(integer(1), boolean(true)))
    expect(defectOf(() => fieldsOf(node, TAG.set))).toBe('unexpected-shape')
    expect(defectOf(() => fieldsOf(node, TAG.sequence).take(TAG.oid))).toBe('unexpected-shape')
    expect(defectOf(() => {
      const fields = fieldsOf(node, TAG.sequence)
      fields.take()
      fields.done()
    })).toBe('unexpected-shape')
    expect(defectOf(() => {
      const fields = fieldsOf(node, TAG.sequence)
      fields.take()
      fields.take()
      fields.take()
    })).toBe('unexpected-shape')
  })
})

describe('known encodings (X.690, RFC 5280)', () => {
  it.each([
    [integer(0), '02 01 00'], [integer(127), '02 01 7f'], [integer(128), '02 02 00 80'], [integer(256), '02 02 01 00'],
    [integer(-1), '02 01 ff'], [integer(-128), '02 01 80'], [integer(-129), '02 02 ff 7f'],
    [oid('1.2.840.113549'), '06 06 2a 86 48 86 f7 0d'], [oid('2.999.3'), '06 03 88 37 03'], [oid('2.5.29.37'), '06 03 55 1d 25'],
    [namedBits([0]), '03 02 07 80'], [namedBits([5, 6]), '03 02 01 06'], [namedBits([]), '03 01 00'], [namedBits([25]), '03 05 06 00 00 00 40'],
    [setOf([integer(2), integer(1)]), '31 06 02 01 01 02 01 02'],
    [generalizedTime('2026-11-23T17:04:07.120Z'), Buffer.from('\x18\x1220261123170407.12Z', 'latin1').toString('hex')],
    [generalizedTime('2026-11-23T17:04:07.000Z'), Buffer.from('\x18\x0f20261123170407Z', 'latin1').toString('hex')],
    [certificateTime('2049-12-31T23:59:59.999Z'), Buffer.from('\x17\x0d491231235959Z', 'latin1').toString('hex')],
    [certificateTime('2050-01-01T00:00:00.000Z'), Buffer.from('\x18\x0f20500101000000Z', 'latin1').toString('hex')],
    [tlv(4, Buffer.alloc(200)).subarray(0, 3), '04 81 c8'], [tlv(4, Buffer.alloc(70_000)).subarray(0, 5), '04 83 01 11 70'],
  ])('%#', (bytes, expected) => {
    expect(bytes.toString('hex')).toBe(expected.replaceAll(' ', ''))
  })

  it('keeps the fraction of a time as it was written', () => {
    const node = readDer(tlv(TAG.generalizedTime, Buffer.from('20261123170407.127003Z')))
    expect(timeOf(node)).toEqual({ instant: '2026-11-23T17:04:07.127003Z', ms: Date.UTC(2026, 10, 23, 17, 4, 7) + 127 })
  })

  it('UTCTime: 49 is 2049, 50 is 1950', () => {
    expect(timeOf(readDer(tlv(TAG.utcTime, Buffer.from('490101000000Z')))).instant).toBe('2049-01-01T00:00:00Z')
    expect(timeOf(readDer(tlv(TAG.utcTime, Buffer.from('500101000000Z')))).instant).toBe('1950-01-01T00:00:00Z')
  })
})

describe('BER mode', () => {
  it('reads indefinite lengths, long lengths and strings in pieces', () => {
    const node = readDer(hex('30 80 24 80 04 01 61 04 81 01 62 00 00 02 02 00 01 00 00'), { ber: true })
    const [text, number] = node.children
    expect(text && octetsOf(text).toString()).toBe('ab')
    expect(number && integerOf(number)).toBe(1n)
    expect(node.raw).toHaveLength(19)
  })

  it('still refuses an indefinite length without an end', () => {
    expect(defectOf(() => readDer(hex('30 80 02 01 00'), { ber: true }))).toBe('truncated')
  })
})

describe('round trips', () => {
  it('integers of any size and sign', () => {
    fc.assert(fc.property(fc.bigInt(), (value) => {
      expect(integerOf(readDer(integer(value)))).toBe(value)
    }))
  })

  it('object identifiers', () => {
    const dotted = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 39 }), fc.array(fc.bigInt({ min: 0n, max: 1n << 127n }), { maxLength: 3 }))
    fc.assert(fc.property(dotted, ([first, second, rest]) => {
      const text = [first, second, ...rest].join('.')
      expect(oidOf(readDer(oid(text)))).toBe(text)
    }))
  })

  it('named bits', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 })), (bits) => {
      expect(bitsOf(readDer(namedBits(bits)))).toEqual(bits.toSorted((a, b) => a - b))
    }))
  })

  const { value } = fc.letrec<{ value: Buffer }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.bigInt().map((number) => integer(number)),
      fc.uint8Array({ maxLength: 300 }).map(octetString),
      fc.uint8Array({ maxLength: 5 }).map((bytes) => bitString(bytes)),
      fc.string().map(utf8String),
      fc.boolean().map(boolean),
      fc.array(tie('value'), { maxLength: 6 }).map((fields) => sequence(...fields)),
      fc.array(tie('value'), { maxLength: 6 }).map((elements) => setOf(elements)),
      fc.tuple(fc.integer({ min: 0, max: 30 }), tie('value')).map(([number, inner]) => explicit(number, inner)),
    ),
  }))

  it('what is written is read, byte ranges included, and sets are sorted', () => {
    fc.assert(fc.property(value, (bytes) => {
      const node = readDer(bytes)
      expect(node.raw.equals(bytes)).toBe(true)
      if (node.constructed) expect(Buffer.concat(node.children.map((child) => child.raw)).equals(node.content)).toBe(true)
      if (node.tag === TAG.set) expect(isSortedSet(node)).toBe(true)
    }))
  })

  it('any bytes give a node or a DerError, in both modes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, ber) => {
      expect(() => defectOf(() => readDer(bytes, { ber }))).not.toThrow()
    }), { numRuns: 2000 })
  })

  it('DER that is cut anywhere is refused', () => {
    fc.assert(fc.property(value, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (bytes, part) => {
      expect(defectOf(() => readDer(bytes.subarray(0, Math.floor(bytes.length * part))))).toBeDefined()
    }))
  })
})
