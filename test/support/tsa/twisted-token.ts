// Tokens with one defect each that the real builder cannot make: assembled here from the same DER writer.
import { constants, createHash, sign } from 'node:crypto'
import { contextTag } from '../../../src/seal/der/node.ts'
import { boolean, explicit, generalizedTime, integer, nullValue, octetString, oid, sequence, setOf, tlv } from '../../../src/seal/der/writer.ts'
import { signatureAlgorithm } from '../../../src/seal/authority/make-certificate.ts'
import { ATTRIBUTE, CONTENT, DIGEST_OID, SIGNATURE } from '../../../src/seal/rfc3161/oids.ts'
import { messageImprint } from '../../../src/seal/rfc3161/request.ts'
import type { TimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { grant } from '../../../src/seal/rfc3161/response.ts'
import { readCertificate } from '../../../src/seal/x509/certificate.ts'
import type { TestPki } from './test-pki.ts'

export type Twist =
  | 'none' | 'content-type-data' | 'content-type-missing' | 'no-signed-attributes' | 'no-message-digest' | 'wrong-message-digest'
  | 'two-signers' | 'no-signer' | 'repeated-attribute' | 'unsorted-attributes' | 'version-2' | 'critical-extension'
  | 'digest-not-listed' | 'sha1-digest' | 'sha1-imprint' | 'wrong-ess' | 'no-ess' | 'wrong-issuer-serial' | 'bad-signature' | 'key-identifier'
  | 'wrong-signature-algorithm' | 'other-content' | 'tsa-name-differs' | 'bad-gen-time' | 'trailing-field'
  | 'pss' | 'pss-other-mask-digest' | 'pss-without-parameters'

const SHA1 = '1.3.14.3.2.26'

export function twistedResponse(pki: TestPki, request: TimeStampReq, genTime: string, twist: Twist): Buffer {
  return grant(twistedToken(pki, request, genTime, twist))
}

export function twistedToken(pki: TestPki, request: TimeStampReq, genTime: string, twist: Twist): Buffer {
  const signer = readCertificate(pki.leaf)
  const digest = twist === 'sha1-digest' ? 'sha1' : 'sha256'
  const content = tstInfo(request, genTime, twist, signer.issuer)
  const digestAlgorithm = sequence(oid(twist === 'sha1-digest' ? SHA1 : DIGEST_OID.sha256), nullValue())
  const attributes = attributesOf(pki, content, digest, twist)
  const ordered = twist === 'unsorted-attributes' ? attributes.toSorted((a, b) => Buffer.compare(b, a)) : attributes.toSorted(Buffer.compare)
  const signedBytes = twist === 'no-signed-attributes' ? content : tlv(0x31, ...ordered)
  const pss = twist.startsWith('pss')
  const signature = sign(digest, signedBytes, pss
    ? { key: pki.key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    : pki.key.privateKey)
  if (twist === 'bad-signature') signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  const signerInfo = sequence(
    integer(twist === 'key-identifier' ? 3 : 1),
    twist === 'key-identifier'
      ? tlv(contextTag(0, 'primitive'), signer.subjectKeyId ?? Buffer.alloc(0))
      : sequence(signer.issuer, integer(signer.serial)),
    digestAlgorithm,
    ...(twist === 'no-signed-attributes' ? [] : [tlv(contextTag(0), ...ordered)]),
    algorithmOf(pki, twist),
    octetString(signature),
  )
  const signers = twist === 'no-signer' ? [] : twist === 'two-signers' ? [signerInfo, signerInfo] : [signerInfo]
  const signedData = sequence(
    integer(3),
    setOf([twist === 'digest-not-listed' ? sequence(oid(DIGEST_OID.sha512), nullValue()) : digestAlgorithm]),
    sequence(oid(twist === 'other-content' ? '1.2.840.113549.1.7.1' : CONTENT.tstInfo), explicit(0, octetString(content))),
    setOf([pki.leaf, pki.intermediate], contextTag(0)),
    setOf(signers),
    ...(twist === 'trailing-field' ? [integer(1)] : []),
  )
  return sequence(oid(CONTENT.signedData), explicit(0, signedData))
}

function algorithmOf(pki: TestPki, twist: Twist): Buffer {
  if (twist === 'wrong-signature-algorithm') return sequence(oid('1.2.840.113549.1.1.5'), nullValue())
  if (twist === 'pss-without-parameters') return sequence(oid(SIGNATURE.rsaPss))
  if (!twist.startsWith('pss')) return signatureAlgorithm(pki.key.privateKey, 'sha256')
  const hash = sequence(oid(DIGEST_OID.sha256), nullValue())
  const mask = twist === 'pss-other-mask-digest' ? sequence(oid(DIGEST_OID.sha512), nullValue()) : hash
  return sequence(oid(SIGNATURE.rsaPss), sequence(explicit(0, hash), explicit(1, sequence(oid(SIGNATURE.mgf1), mask)), explicit(2, integer(32))))
}

function tstInfo(request: TimeStampReq, genTime: string, twist: Twist, otherName: Buffer): Buffer {
  return sequence(
    integer(twist === 'version-2' ? 2 : 1),
    oid('1.2.3.4.5'),
    twist === 'sha1-imprint'
      ? sequence(sequence(oid(SHA1), nullValue()), octetString(request.imprint.digest.subarray(0, 20)))
      : messageImprint(request.imprint),
    integer(42),
    twist === 'bad-gen-time' ? tlv(0x18, Buffer.from('20261332000000Z')) : generalizedTime(genTime),
    ...(request.nonce === undefined ? [] : [integer(request.nonce)]),
    ...(twist === 'tsa-name-differs' ? [explicit(0, explicit(4, otherName))] : []),
    ...(twist === 'critical-extension' ? [explicit(1, sequence(oid('1.2.3.4'), boolean(true), octetString(nullValue())))] : []),
  )
}

function attributesOf(pki: TestPki, content: Buffer, digest: string, twist: Twist): Buffer[] {
  const messageDigest = createHash(digest).update(twist === 'wrong-message-digest' ? 'other' : content).digest()
  const bound = createHash('sha256').update(twist === 'wrong-ess' ? pki.intermediate : pki.leaf).digest()
  const signer = readCertificate(pki.leaf)
  const issuerSerial = sequence(sequence(explicit(4, signer.issuer)), integer(signer.serial + 1n))
  const contentType = attribute(ATTRIBUTE.contentType, oid(twist === 'content-type-data' ? '1.2.840.113549.1.7.1' : CONTENT.tstInfo))
  return [
    ...(twist === 'content-type-missing' ? [] : [contentType]),
    ...(twist === 'repeated-attribute' ? [contentType] : []),
    ...(twist === 'no-message-digest' ? [] : [attribute(ATTRIBUTE.messageDigest, octetString(messageDigest))]),
    ...(twist === 'no-ess' ? [] : [attribute(ATTRIBUTE.signingCertificateV2, sequence(sequence(
      sequence(octetString(bound), ...(twist === 'wrong-issuer-serial' ? [issuerSerial] : [])),
    )))]),
  ]
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), tlv(0x31, value))
}
