// TimeStampReq (RFC 3161 §2.4.1): what is asked of an authority. Only a digest leaves, never evidence.
import { fieldsOf } from '../der/fields.ts'
import { DerError, TAG } from '../der/node.ts'
import { readDer } from '../der/reader.ts'
import { booleanOf, integerOf, octetsOf, oidOf, plainAlgorithmOf } from '../der/values.ts'
import { boolean, integer, nullValue, octetString, oid, sequence } from '../der/writer.ts'
import { Failure } from '../../system/failure.ts'
import { DIGEST_LENGTH, DIGEST_OID, digestByOid } from './oids.ts'
import type { ImprintAlgorithm } from './oids.ts'
import type { FailInfo } from './response.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** `reason` is the PKIFailureInfo name that the authority answers. */
    'tsp.bad-request': { reason: FailInfo }
  }
}

export interface MessageImprint {
  readonly algorithm: ImprintAlgorithm
  readonly digest: Buffer
}

export interface TimeStampReq {
  readonly der: Buffer
  readonly nonce?: bigint
  readonly imprint: MessageImprint
  /** Whether the authority is asked to put its certificate in the token. */
  readonly certReq: boolean
  /** Dotted OID. */
  readonly policy?: string
}

export interface RequestOptions {
  readonly policy?: string
  /** Default true: a token without its certificate cannot be checked alone. */
  readonly certReq?: boolean
}

/**
 * @param nonce 8 to 20 random bytes; the top bit is cleared and the lowest set, so that it is positive and not zero
 */
export function buildTimeStampReq(imprint: MessageImprint, nonce: Uint8Array, options: RequestOptions = {}): TimeStampReq {
  const { policy, certReq = true } = options
  const number = positive(nonce)
  const der = sequence(
    integer(1),
    messageImprint(imprint),
    ...(policy === undefined ? [] : [oid(policy)]),
    integer(number),
    ...(certReq ? [boolean(true)] : []),
  )
  return { der, nonce: number, imprint, certReq, ...(policy === undefined ? {} : { policy }) }
}

function positive(bytes: Uint8Array): bigint {
  const value = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)
  return (value & ((1n << BigInt(bytes.length * 8 - 1)) - 1n)) | 1n
}

export function messageImprint(imprint: MessageImprint): Buffer {
  return sequence(sequence(oid(DIGEST_OID[imprint.algorithm]), nullValue()), octetString(imprint.digest))
}

/**
 * Reads a request as an authority must. Extensions are refused: none is known here.
 * @throws `tsp.bad-request`
 */
export function readTimeStampReq(der: Uint8Array): TimeStampReq {
  try {
    return readFields(Buffer.from(der))
  } catch (error) {
    if (error instanceof DerError) throw new Failure('tsp.bad-request', { reason: 'badDataFormat' }, error)
    throw error
  }
}

function readFields(der: Buffer): TimeStampReq {
  const fields = fieldsOf(readDer(der), TAG.sequence)
  if (integerOf(fields.take()) !== 1n) throw new Failure('tsp.bad-request', { reason: 'badRequest' })
  const imprintFields = fieldsOf(fields.take(), TAG.sequence)
  const algorithm = digestByOid(plainAlgorithmOf(imprintFields.take()))
  const digest = octetsOf(imprintFields.take())
  imprintFields.done()
  if (algorithm === undefined) throw new Failure('tsp.bad-request', { reason: 'badAlg' })
  if (digest.length !== DIGEST_LENGTH[algorithm]) throw new Failure('tsp.bad-request', { reason: 'badDataFormat' })
  const policy = fields.maybe(TAG.oid)
  const nonce = fields.maybe(TAG.integer)
  const certReq = fields.maybe(TAG.boolean)
  if (fields.peek() === 0xa0) throw new Failure('tsp.bad-request', { reason: 'unacceptedExtension' })
  fields.done()
  return {
    der,
    imprint: { algorithm, digest },
    certReq: certReq !== undefined && booleanOf(certReq),
    ...(policy === undefined ? {} : { policy: oidOf(policy) }),
    ...(nonce === undefined ? {} : { nonce: integerOf(nonce) }),
  }
}
