// What a DER reader finds: nodes with their exact byte ranges, so that signed bytes are never encoded again (X.690).

/** Identifier octets of the universal types used by X.509, CMS and RFC 3161. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** Identifier octet of `[number]`: constructed (explicit, or an implicit SEQUENCE or SET) unless `primitive`. */
export function contextTag(number: number, form: 'constructed' | 'primitive' = 'constructed'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number
}

/** Why bytes are not what they should be. Codes; the words live in messages/. */
export type DerDefect =
  | 'too-large' | 'too-deep' | 'too-many-nodes' | 'truncated' | 'trailing-bytes'
  | 'high-tag' | 'indefinite-length' | 'length-too-long' | 'length-not-minimal' | 'overrun'
  | 'constructed-string' | 'unexpected-shape'
  | 'bad-integer' | 'bad-boolean' | 'bad-oid' | 'bad-bit-string' | 'bad-time'

/** Stays inside src/seal: callers turn it into a failed check or a Failure. */
export class DerError extends Error {
  override readonly name = 'DerError'
  readonly defect: DerDefect
  /** Byte offset in the buffer that was read. */
  readonly offset: number

  constructor(defect: DerDefect, offset: number) {
    super(`${defect} at ${offset}`)
    this.defect = defect
    this.offset = offset
  }
}

export interface DerNode {
  /** The identifier octet, class and form bits included. */
  readonly tag: number
  readonly constructed: boolean
  /** Where the node starts in the buffer that was read. */
  readonly offset: number
  /** Header and content, as received. */
  readonly raw: Buffer
  /** Content octets, as received. */
  readonly content: Buffer
  /** Empty for a primitive node. */
  readonly children: readonly DerNode[]
  /** Read in BER mode: value readers then accept BER forms. */
  readonly ber: boolean
}
