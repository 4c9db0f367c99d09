// Values of DER nodes. Strict unless the node was read in BER mode. Every reader throws DerError and nothing else.
import { msOfInstant } from '../../system/time.ts'
import { expectTag, fieldsOf } from './fields.ts'
import { DerError, TAG } from './node.ts'
import type { DerNode } from './node.ts'

/** Longer than any serial number, nonce or version; key material is read by node:crypto. */
const MAX_INTEGER_OCTETS = 256

/** Two's complement INTEGER of any tag given. @throws DerError `bad-integer` */
export function integerOf(node: DerNode, tag: number = TAG.integer): bigint {
  expectTag(node, tag)
  const { content } = node
  const [first, second] = content
  if (first === undefined || content.length > MAX_INTEGER_OCTETS) throw new DerError('bad-integer', node.offset)
  const padded = second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
  if (padded && !node.ber) throw new DerError('bad-integer', node.offset)
  return BigInt.asIntN(content.length * 8, BigInt(`0x${content.toString('hex')}`))
}

/** A small non-negative INTEGER. @throws DerError `bad-integer` */
export function countOf(node: DerNode, tag: number = TAG.integer): number {
  const value = integerOf(node, tag)
  if (value < 0n || value > 0x7fff_ffffn) throw new DerError('bad-integer', node.offset)
  return Number(value)
}

/** @throws DerError `bad-boolean` */
export function booleanOf(node: DerNode): boolean {
  expectTag(node, TAG.boolean)
  const [value] = node.content
  if (node.content.length !== 1 || value === undefined) throw new DerError('bad-boolean', node.offset)
  if (value !== 0 && value !== 0xff && !node.ber) throw new DerError('bad-boolean', node.offset)
  return value !== 0
}

/** Dotted decimal. @throws DerError `bad-oid` */
export function oidOf(node: DerNode): string {
  expectTag(node, TAG.oid)
  const arcs: bigint[] = []
  let arc = 0n
  let started = false
  for (const octet of node.content) {
    if (!started && octet === 0x80) throw new DerError('bad-oid', node.offset)
    arc = (arc << 7n) | BigInt(octet & 0x7f)
    started = (octet & 0x80) !== 0
    if (started) continue
    if (arcs.length === 0) {
      const first = arc < 40n ? 0n : arc < 80n ? 1n : 2n
      arcs.push(first, arc - first * 40n)
    } else {
      arcs.push(arc)
    }
    arc = 0n
  }
  if (started || arcs.length === 0 || node.content.length > 64) throw new DerError('bad-oid', node.offset)
  return arcs.join('.')
}

/** OID of an AlgorithmIdentifier whose parameters are absent or NULL, as those of digests are. @throws DerError */
export function plainAlgorithmOf(node: DerNode): string {
  const fields = fieldsOf(node, TAG.sequence)
  const oid = oidOf(fields.take())
  const parameters = fields.maybe(TAG.null)
  fields.done()
  if (parameters !== undefined && parameters.content.length > 0) throw new DerError('unexpected-shape', parameters.offset)
  return oid
}

/** The octets of an OCTET STRING, joined when it is constructed (BER only). @throws DerError `unexpected-shape` */
export function octetsOf(node: DerNode): Buffer {
  if (node.tag === TAG.octetString) return node.content
  if (node.tag === (TAG.octetString | 0x20) && node.ber) return Buffer.concat(node.children.map(octetsOf))
  throw new DerError('unexpected-shape', node.offset)
}

/** Indices of the bits that are set, bit 0 first (named bit lists). @throws DerError `bad-bit-string` */
export function bitsOf(node: DerNode): number[] {
  expectTag(node, TAG.bitString)
  const unused = node.content[0]
  if (unused === undefined || unused > 7 || (unused > 0 && node.content.length === 1)) {
    throw new DerError('bad-bit-string', node.offset)
  }
  const bits: number[] = []
  const total = (node.content.length - 1) * 8 - unused
  for (let bit = 0; bit < total; bit += 1) {
    const octet = node.content[1 + (bit >> 3)] ?? 0
    if ((octet & (0x80 >> (bit & 7))) !== 0) bits.push(bit)
  }
  return bits
}

export interface DerTime {
  /** UTC, RFC 3339, with the fractional digits as they were written: `2026-11-23T17:04:07.12Z`. */
  readonly instant: string
  /** Milliseconds since the epoch; finer digits are dropped. */
  readonly ms: number
}

const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/
const GENERALIZED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?Z$/

/** UTCTime (RFC 5280 §4.1.2.5.1) or GeneralizedTime (RFC 3161 §2.4.2). @throws DerError `bad-time` */
export function timeOf(node: DerNode): DerTime {
  const isShort = node.tag === TAG.utcTime
  if (!isShort) expectTag(node, TAG.generalizedTime)
  const match = (isShort ? UTC_TIME : GENERALIZED_TIME).exec(node.content.toString('latin1'))
  if (match === null) throw new DerError('bad-time', node.offset)
  const [, yearText = '', month = '', day = '', hour = '', minute = '', second = '', fraction] = match
  const year = !isShort ? yearText : Number(yearText) < 50 ? `20${yearText}` : `19${yearText}`
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}Z`
  const ms = msOfInstant(instant)
  // ISO 8601 allows 24:00:00, DER does not; no certificate is a thousand years old.
  if (ms === undefined || hour === '24' || year.startsWith('0')) throw new DerError('bad-time', node.offset)
  return { instant, ms: Math.floor(ms) }
}

/** Text of a UTF8String or of any other character string, replacement characters where it is not UTF-8. Untrusted. */
export function textOf(node: DerNode): string {
  if (node.constructed) return node.children.map(textOf).join('')
  return node.content.toString('utf8')
}

/** Whether the elements of a SET OF stand in the order DER wants (X.690 §11.6). */
export function isSortedSet(node: DerNode): boolean {
  return node.children.every((child, index) => {
    const before = node.children[index - 1]
    return before === undefined || Buffer.compare(before.raw, child.raw) <= 0
  })
}
