// Is this the signer's signature over these bytes? RSA PKCS#1 v1.5, RSASSA-PSS, ECDSA and Ed25519, never below SHA-256.
import { constants, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { fieldsOf, onlyChild } from '../der/fields.ts'
import { TAG, contextTag } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { countOf, oidOf, plainAlgorithmOf } from '../der/values.ts'
import { MIN_RSA_BITS } from '../x509/strength.ts'
import { SIGNATURE, digestByOid } from './oids.ts'
import type { ImprintAlgorithm } from './oids.ts'
import type { SignerInfo } from './signed-data.ts'

export type SignatureResult =
  | { readonly outcome: 'valid' | 'invalid' | 'refused'; readonly algorithm: string }
  | { readonly outcome: 'short-key'; readonly bits: number }

const RSA_DIGEST = new Map<string, ImprintAlgorithm>([
  [SIGNATURE.rsaSha256, 'sha256'], [SIGNATURE.rsaSha384, 'sha384'], [SIGNATURE.rsaSha512, 'sha512'],
])
const ECDSA_DIGEST = new Map<string, ImprintAlgorithm>([
  [SIGNATURE.ecdsaSha256, 'sha256'], [SIGNATURE.ecdsaSha384, 'sha384'], [SIGNATURE.ecdsaSha512, 'sha512'],
])

interface Scheme {
  /** As `RSASSA-PSS with SHA-256`; the OID when it is refused. */
  readonly name: string
  readonly digest: ImprintAlgorithm | null
  readonly keyTypes: readonly string[]
  readonly saltLength?: number
}

/**
 * @param digest the SignerInfo's digestAlgorithm, already on the allow-list
 * @throws DerError when the algorithm's parameters cannot be read
 */
export function checkSignature(signer: SignerInfo, digest: ImprintAlgorithm, data: Buffer, key: KeyObject): SignatureResult {
  const { oid } = signer.signatureAlgorithm
  const scheme = schemeOf(signer, digest)
  if (scheme === undefined || !scheme.keyTypes.includes(key.asymmetricKeyType ?? '')) return { outcome: 'refused', algorithm: oid }
  const bits = key.asymmetricKeyDetails?.modulusLength
  if (bits !== undefined && bits < MIN_RSA_BITS) return { outcome: 'short-key', bits }
  const options = scheme.saltLength === undefined
    ? key
    : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }
  let valid = false
  try {
    valid = verify(scheme.digest, data, options, signer.signature)
  } catch {
    // OpenSSL refuses the signature or the key's own restrictions (RSASSA-PSS keys): not valid.
  }
  return { outcome: valid ? 'valid' : 'invalid', algorithm: scheme.name }
}

function schemeOf(signer: SignerInfo, digest: ImprintAlgorithm): Scheme | undefined {
  const { oid, parameters } = signer.signatureAlgorithm
  if (oid === SIGNATURE.rsaPss) return pssScheme(parameters, digest)
  if (!hasPlainParameters(oid, parameters)) return undefined
  const label = digest.replace('sha', 'SHA-')
  // With the plain key OIDs the digest is the SignerInfo's own (RFC 3370 §3.2): many authorities do this.
  if (oid === SIGNATURE.rsa || RSA_DIGEST.get(oid) === digest) return { name: `RSA with ${label}`, digest, keyTypes: ['rsa'] }
  if (oid === SIGNATURE.ecPublicKey) return { name: `ECDSA with ${label}`, digest, keyTypes: ['ec'] }
  const ecdsa = ECDSA_DIGEST.get(oid)
  if (ecdsa !== undefined) return { name: `ECDSA with ${ecdsa.replace('sha', 'SHA-')}`, digest: ecdsa, keyTypes: ['ec'] }
  if (oid === SIGNATURE.ed25519) return { name: 'Ed25519', digest: null, keyTypes: ['ed25519'] }
  return undefined
}

/** Absent or NULL; a curve beside the plain EC key OID. Not signed, so nothing else may hide here. */
function hasPlainParameters(oid: string, parameters: DerNode | undefined): boolean {
  if (parameters === undefined) return true
  if (parameters.tag === TAG.null) return parameters.content.length === 0
  return oid === SIGNATURE.ecPublicKey && parameters.tag === TAG.oid
}

/** RSASSA-PSS-params (RFC 4055 §3.1): the defaults are SHA-1, so absent parameters are refused. */
function pssScheme(parameters: DerNode | undefined, digest: ImprintAlgorithm): Scheme | undefined {
  if (parameters === undefined) return undefined
  const fields = fieldsOf(parameters, TAG.sequence)
  const hash = fields.maybe(contextTag(0))
  const mask = fields.maybe(contextTag(1))
  const salt = fields.maybe(contextTag(2))
  const trailer = fields.maybe(contextTag(3))
  fields.done()
  if (hash === undefined || mask === undefined) return undefined
  const maskFields = fieldsOf(onlyChild(mask), TAG.sequence)
  if (oidOf(maskFields.take()) !== SIGNATURE.mgf1) return undefined
  const maskHash = digestByOid(plainAlgorithmOf(maskFields.take()))
  if (digestByOid(plainAlgorithmOf(onlyChild(hash))) !== digest || maskHash !== digest) return undefined
  if (trailer !== undefined && countOf(onlyChild(trailer)) !== 1) return undefined
  const saltLength = salt === undefined ? 20 : countOf(onlyChild(salt))
  return { name: `RSASSA-PSS with ${digest.replace('sha', 'SHA-')}`, digest, keyTypes: ['rsa', 'rsa-pss'], saltLength }
}
