// Writes DER (X.690 §10): minimal lengths, minimal integers, sorted SET OF.
import { TAG, contextTag } from './node.ts'

/** Tag, length, contents. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.of(tag), lengthOctets(length), ...contents])
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const octets = unsignedOctets(BigInt(length))
  return Buffer.concat([Buffer.of(0x80 | octets.length), octets])
}

function unsignedOctets(value: bigint): Buffer {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

export function sequence(...fields: readonly Uint8Array[]): Buffer {
  return tlv(TAG.sequence, ...fields)
}

/** SET OF, its elements sorted by their encodings. */
export function setOf(elements: readonly Uint8Array[], tag: number = TAG.set): Buffer {
  return tlv(tag, ...elements.toSorted((a, b) => Buffer.compare(a, b)))
}

/** Two's complement, any size, either sign. */
export function integer(value: bigint | number, tag: number = TAG.integer): Buffer {
  const wide = BigInt(value)
  // One octet more than the magnitude needs, then what is redundant is cut.
  const size = BigInt(unsignedOctets(wide < 0n ? -wide : wide).length + 1)
  const octets = unsignedOctets(BigInt.asUintN(Number(size * 8n), wide))
  const full = Buffer.concat([Buffer.alloc(Number(size) - octets.length), octets])
  let start = 0
  while (start < full.length - 1) {
    const [first = 0, second = 0] = full.subarray(start)
    if (!((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) break
    start += 1
  }
  return tlv(tag, full.subarray(start))
}

/** From dotted decimal, arcs of any size (2.25.<uuid>). */
export function oid(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  return tlv(TAG.oid, ...[first * 40n + second, ...rest].map(arcOctets))
}

function arcOctets(arc: bigint): Buffer {
  const octets = [Number(arc & 0x7fn)]
  for (let left = arc >> 7n; left > 0n; left >>= 7n) octets.unshift(Number(left & 0x7fn) | 0x80)
  return Buffer.from(octets)
}

export function octetString(value: Uint8Array): Buffer {
  return tlv(TAG.octetString, value)
}

export function bitString(value: Uint8Array, unusedBits = 0): Buffer {
  return tlv(TAG.bitString, Buffer.of(unusedBits), value)
}

/** A named bit list: trailing zero bits are dropped (X.690 §11.2.2). */
export function namedBits(bits: readonly number[]): Buffer {
  if (bits.length === 0) return bitString(Buffer.alloc(0))
  const last = Math.max(...bits)
  const octets = Buffer.alloc((last >> 3) + 1)
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return bitString(octets, 7 - (last & 7))
}

export function boolean(value: boolean): Buffer {
  return tlv(TAG.boolean, Buffer.of(value ? 0xff : 0))
}

export function nullValue(): Buffer {
  return tlv(TAG.null)
}

export function utf8String(text: string): Buffer {
  return tlv(TAG.utf8String, Buffer.from(text, 'utf8'))
}

/** From an RFC 3339 instant in UTC; fractional digits are kept without trailing zeros (RFC 3161 §2.4.2). */
export function generalizedTime(instant: string): Buffer {
  const [whole = '', fraction = ''] = instant.replace(/Z$/, '').split('.')
  const digits = fraction.replace(/0+$/, '')
  const text = `${whole.replaceAll(/[-:T]/g, '')}${digits === '' ? '' : `.${digits}`}Z`
  return tlv(TAG.generalizedTime, Buffer.from(text, 'latin1'))
}

/** Certificate validity: UTCTime through 2049, then GeneralizedTime, whole seconds (RFC 5280 §4.1.2.5). */
export function certificateTime(instant: string): Buffer {
  const whole = instant.replace(/\.\d+/, '')
  if (whole.startsWith('19') || Number(whole.slice(0, 4)) >= 2050) return generalizedTime(whole)
  return tlv(TAG.utcTime, Buffer.from(`${whole.slice(2).replaceAll(/[-:TZ]/g, '')}Z`, 'latin1'))
}

/** `[number] EXPLICIT`. */
export function explicit(number: number, ...contents: readonly Uint8Array[]): Buffer {
  return tlv(contextTag(number), ...contents)
}
