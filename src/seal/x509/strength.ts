// Algorithms and key sizes below which a signature is no evidence.
import type { KeyObject } from 'node:crypto'

// MD2, MD4, MD5 and SHA-1 with RSA; SHA-1 with DSA and ECDSA.
const WEAK_SIGNATURES = new Set([
  '1.2.840.113549.1.1.2', '1.2.840.113549.1.1.3', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5',
  '1.2.840.10040.4.3', '1.2.840.10045.4.1',
])

export const MIN_RSA_BITS = 2048

export function isWeakCertificateSignature(oid: string): boolean {
  return WEAK_SIGNATURES.has(oid)
}

/** RSA below 2048 bits. Curves are not measured: none that node:crypto names in a certificate is below 160 bits. */
export function isShortKey(key: KeyObject): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength
  return bits !== undefined && bits < MIN_RSA_BITS
}
