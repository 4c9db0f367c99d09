// Object identifiers of RFC 3161, RFC 5652, RFC 5816 and their algorithms.

export type ImprintAlgorithm = 'sha256' | 'sha384' | 'sha512'

export const CONTENT = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

export const DIGEST_OID: Readonly<Record<ImprintAlgorithm, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

export const DIGEST_LENGTH: Readonly<Record<ImprintAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 }

const DIGEST_BY_OID = new Map<string, ImprintAlgorithm>([
  [DIGEST_OID.sha256, 'sha256'], [DIGEST_OID.sha384, 'sha384'], [DIGEST_OID.sha512, 'sha512'],
])

/** The digests that count as evidence; undefined for every other one, SHA-1 and MD5 among them. */
export function digestByOid(oid: string): ImprintAlgorithm | undefined {
  return DIGEST_BY_OID.get(oid)
}

export const SIGNATURE = {
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  rsaSha256: '1.2.840.113549.1.1.11',
  rsaSha384: '1.2.840.113549.1.1.12',
  rsaSha512: '1.2.840.113549.1.1.13',
  ecPublicKey: '1.2.840.10045.2.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  ecdsaSha384: '1.2.840.10045.4.3.3',
  ecdsaSha512: '1.2.840.10045.4.3.4',
  ed25519: '1.3.101.112',
  mgf1: '1.2.840.113549.1.1.8',
} as const
