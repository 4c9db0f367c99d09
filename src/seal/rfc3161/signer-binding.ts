// ESSCertID and ESSCertIDv2 (RFC 2634 §5.4, RFC 5035, RFC 5816): the signed statement of which certificate signs.
import { createHash } from 'node:crypto'
import { fieldsOf } from '../der/fields.ts'
import { TAG } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { integerOf, octetsOf, plainAlgorithmOf } from '../der/values.ts'
import type { Certificate } from '../x509/certificate.ts'
import { ATTRIBUTE, digestByOid } from './oids.ts'
import type { SignedAttributes } from './signed-data.ts'

/** The first entry of one signing-certificate attribute; it alone names the signer. */
export interface SignerBinding {
  readonly version: 1 | 2
  /** undefined: a digest that does not count as evidence. */
  readonly digest: 'sha1' | 'sha256' | 'sha384' | 'sha512' | undefined
  readonly certificateDigest: Buffer
  readonly serial: bigint | undefined
}

/** Version 2 first. Empty when neither attribute is there. @throws DerError */
export function readBindings(attributes: SignedAttributes): SignerBinding[] {
  const v2 = attributes.values.get(ATTRIBUTE.signingCertificateV2)?.[0]
  const v1 = attributes.values.get(ATTRIBUTE.signingCertificate)?.[0]
  return [
    ...(v2 === undefined ? [] : [readBinding(v2, 2)]),
    ...(v1 === undefined ? [] : [readBinding(v1, 1)]),
  ]
}

function readBinding(node: DerNode, version: 1 | 2): SignerBinding {
  const entries = fieldsOf(fieldsOf(node, TAG.sequence).take(), TAG.sequence)
  const entry = fieldsOf(entries.take(), TAG.sequence)
  const algorithm = version === 2 ? entry.maybe(TAG.sequence) : undefined
  const certificateDigest = octetsOf(entry.take())
  const issuerSerial = entry.maybe(TAG.sequence)
  entry.done()
  return { version, digest: bindingDigest(version, algorithm), certificateDigest, serial: issuerSerial === undefined ? undefined : serialOf(issuerSerial) }
}

function bindingDigest(version: 1 | 2, algorithm: DerNode | undefined): SignerBinding['digest'] {
  if (version === 1) return 'sha1'
  return algorithm === undefined ? 'sha256' : digestByOid(plainAlgorithmOf(algorithm))
}

function serialOf(node: DerNode): bigint {
  const fields = fieldsOf(node, TAG.sequence)
  fields.take(TAG.sequence)
  return integerOf(fields.take())
}

export function bindsTo(binding: SignerBinding, certificate: Certificate): boolean {
  if (binding.digest === undefined) return false
  const digest = createHash(binding.digest).update(certificate.der).digest()
  return digest.equals(binding.certificateDigest) && (binding.serial === undefined || binding.serial === certificate.serial)
}
