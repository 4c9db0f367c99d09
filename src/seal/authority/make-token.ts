// Writes a TimeStampToken (RFC 3161 §2.4.2, RFC 5652, RFC 5816). Pure: key, certificates, time and numbers are given.
import { createHash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Instant } from '../../system/world.ts'
import { contextTag } from '../der/node.ts'
import { explicit, generalizedTime, integer, nullValue, octetString, oid, sequence, setOf, tlv } from '../der/writer.ts'
import { ATTRIBUTE, CONTENT, DIGEST_OID } from '../rfc3161/oids.ts'
import type { ImprintAlgorithm } from '../rfc3161/oids.ts'
import { messageImprint } from '../rfc3161/request.ts'
import type { MessageImprint } from '../rfc3161/request.ts'
import { readCertificate } from '../x509/certificate.ts'
import { signBytes, signatureAlgorithm } from './make-certificate.ts'

export interface TokenPlan {
  readonly imprint: MessageImprint
  readonly policy: string
  readonly serial: bigint
  readonly genTime: Instant
  readonly accuracySeconds?: number
  readonly nonce?: bigint | undefined
  /** Whether the signer's subject is named in `tsa`. */
  readonly nameTsa?: boolean
  readonly key: KeyObject
  /** DER of the signer's certificate. */
  readonly certificate: Buffer
  /** DER of the certificates put in the token; none: the field is absent. */
  readonly certificates: readonly Buffer[]
  /** Digest of the signature and of message-digest. Default SHA-256. */
  readonly digest?: ImprintAlgorithm
  /** Signed signing-certificate attributes. Default ESSCertIDv2 alone. */
  readonly ess?: readonly ('v1' | 'v2')[]
}

/** DER of a ContentInfo. @throws DerError when the signer's certificate cannot be read */
export function makeToken(plan: TokenPlan): Buffer {
  const digest = plan.digest ?? 'sha256'
  const signer = readCertificate(plan.certificate)
  const content = tstInfo(plan, signer.subject)
  const attributes = [
    attribute(ATTRIBUTE.contentType, oid(CONTENT.tstInfo)),
    attribute(ATTRIBUTE.messageDigest, octetString(createHash(digest).update(content).digest())),
    ...(plan.ess ?? ['v2']).map((version) => signingCertificate(version, plan.certificate)),
  ]
  const digestAlgorithm = sequence(oid(DIGEST_OID[digest]), nullValue())
  const signerInfo = sequence(
    integer(1),
    sequence(signer.issuer, integer(signer.serial)),
    digestAlgorithm,
    setOf(attributes, contextTag(0)),
    signatureAlgorithm(plan.key, digest),
    octetString(signBytes(plan.key, digest, setOf(attributes))),
  )
  const signedData = sequence(
    integer(3),
    setOf([digestAlgorithm]),
    sequence(oid(CONTENT.tstInfo), explicit(0, octetString(content))),
    ...(plan.certificates.length === 0 ? [] : [setOf(plan.certificates, contextTag(0))]),
    setOf([signerInfo]),
  )
  return sequence(oid(CONTENT.signedData), explicit(0, signedData))
}

function tstInfo(plan: TokenPlan, subject: Buffer): Buffer {
  return sequence(
    integer(1),
    oid(plan.policy),
    messageImprint(plan.imprint),
    integer(plan.serial),
    generalizedTime(plan.genTime),
    ...(plan.accuracySeconds === undefined ? [] : [sequence(integer(plan.accuracySeconds))]),
    ...(plan.nonce === undefined ? [] : [integer(plan.nonce)]),
    ...(plan.nameTsa === true ? [explicit(0, explicit(4, subject))] : []),
  )
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), tlv(0x31, value))
}

/** Version 2 with its default digest, SHA-256, left out as DER wants (RFC 5035 §4). */
function signingCertificate(version: 'v1' | 'v2', certificate: Buffer): Buffer {
  const digest = createHash(version === 'v1' ? 'sha1' : 'sha256').update(certificate).digest()
  const type = version === 'v1' ? ATTRIBUTE.signingCertificate : ATTRIBUTE.signingCertificateV2
  return attribute(type, sequence(sequence(sequence(octetString(digest)))))
}
