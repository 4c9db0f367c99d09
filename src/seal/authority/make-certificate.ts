// Writes certificates (RFC 5280). Pure: keys, names, numbers and dates are given.
import { createHash, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Instant } from '../../system/world.ts'
import { bitString, boolean, certificateTime, explicit, integer, namedBits, nullValue, octetString, oid, sequence, setOf, tlv, utf8String } from '../der/writer.ts'
import { contextTag } from '../der/node.ts'
import { readDer } from '../der/reader.ts'
import { EXTENSION, KEY_USAGE } from '../x509/certificate.ts'
import { SIGNATURE } from '../rfc3161/oids.ts'
import type { ImprintAlgorithm } from '../rfc3161/oids.ts'

const ATTRIBUTE_OID = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' } as const

/** DER of a Name: one attribute in each RDN, in the order given. */
export function distinguishedName(parts: Readonly<Partial<Record<keyof typeof ATTRIBUTE_OID, string>>>): Buffer {
  const rdns = Object.entries(parts).map(([key, value]) =>
    setOf([sequence(oid(ATTRIBUTE_OID[key as keyof typeof ATTRIBUTE_OID]), utf8String(value))]))
  return sequence(...rdns)
}

export interface CertificatePlan {
  readonly subject: Buffer
  readonly issuer: Buffer
  readonly publicKey: KeyObject
  readonly issuerKey: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly serial: bigint
  readonly notBefore: Instant
  readonly notAfter: Instant
  readonly role: { readonly ca: true; readonly pathLength?: number } | { readonly ca: false }
  /** Extended key usages; none: no such extension. */
  readonly purposes?: { readonly oids: readonly string[]; readonly critical: boolean }
  /** Bit numbers. Default: what the role needs. */
  readonly keyUsage?: readonly number[]
  /** DER of further extensions. */
  readonly extensions?: readonly Buffer[]
}

export function makeCertificate(plan: CertificatePlan): Buffer {
  const algorithm = signatureAlgorithm(plan.issuerKey.privateKey, 'sha256')
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(plan.serial),
    algorithm,
    plan.issuer,
    sequence(certificateTime(plan.notBefore), certificateTime(plan.notAfter)),
    plan.subject,
    publicKeyInfo(plan.publicKey),
    explicit(3, sequence(...extensionsOf(plan))),
  )
  return sequence(tbs, algorithm, bitString(signBytes(plan.issuerKey.privateKey, 'sha256', tbs)))
}

function extensionsOf(plan: CertificatePlan): Buffer[] {
  const { role, purposes } = plan
  const usage = plan.keyUsage ?? (role.ca ? [KEY_USAGE.keyCertSign, KEY_USAGE.crlSign] : [KEY_USAGE.digitalSignature])
  const constraints = role.ca
    ? sequence(boolean(true), ...(role.pathLength === undefined ? [] : [integer(role.pathLength)]))
    : sequence()
  return [
    extension(EXTENSION.basicConstraints, true, constraints),
    extension(EXTENSION.keyUsage, true, namedBits(usage)),
    ...(purposes === undefined ? [] : [extension(EXTENSION.extendedKeyUsage, purposes.critical, sequence(...purposes.oids.map(oid)))]),
    extension(EXTENSION.subjectKeyIdentifier, false, octetString(keyIdentifier(plan.publicKey))),
    extension(EXTENSION.authorityKeyIdentifier, false, sequence(tlv(contextTag(0, 'primitive'), keyIdentifier(plan.issuerKey.publicKey)))),
    ...(plan.extensions ?? []),
  ]
}

function extension(type: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value))
}

function publicKeyInfo(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

/** RFC 7093 §2 method 1: the first 160 bits of the SHA-256 of the public key bits. */
export function keyIdentifier(key: KeyObject): Buffer {
  const bits = readDer(publicKeyInfo(key)).children[1]?.content.subarray(1) ?? Buffer.alloc(0)
  return createHash('sha256').update(bits).digest().subarray(0, 20)
}

const RSA_OID = { sha256: SIGNATURE.rsaSha256, sha384: SIGNATURE.rsaSha384, sha512: SIGNATURE.rsaSha512 } as const
const ECDSA_OID = { sha256: SIGNATURE.ecdsaSha256, sha384: SIGNATURE.ecdsaSha384, sha512: SIGNATURE.ecdsaSha512 } as const

/** AlgorithmIdentifier of what `signBytes` makes with this key: RSA PKCS#1 v1.5, ECDSA or Ed25519. */
export function signatureAlgorithm(key: KeyObject, digest: ImprintAlgorithm): Buffer {
  if (key.asymmetricKeyType === 'rsa') return sequence(oid(RSA_OID[digest]), nullValue())
  if (key.asymmetricKeyType === 'ed25519') return sequence(oid(SIGNATURE.ed25519))
  return sequence(oid(ECDSA_OID[digest]))
}

export function signBytes(key: KeyObject, digest: ImprintAlgorithm, bytes: Buffer): Buffer {
  return sign(key.asymmetricKeyType === 'ed25519' ? null : digest, bytes, key)
}
