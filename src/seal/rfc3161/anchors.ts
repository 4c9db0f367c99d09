// Certificates as people hand them over: PEM bundles with text between the blocks, or one DER file.
import { X509Certificate } from 'node:crypto'
import { DerError } from '../der/node.ts'
import { Failure } from '../../system/failure.ts'
import { readCertificate } from '../x509/certificate.ts'
import type { Certificate } from '../x509/certificate.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** `index` counts from 1 among the certificates of the file; 0 when none was found. */
    'tsp.bad-certificate': { index: number; detail: string }
  }
}

const BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g
const MAX_CERTIFICATES = 1000

/**
 * The DER of each certificate, in the order of the file. At least one.
 * @throws `tsp.bad-certificate` when there is none, or one cannot be read
 */
export function readCertificates(pem: string | Uint8Array): Buffer[] {
  const ders = typeof pem !== 'string' && pem[0] === 0x30 ? [Buffer.from(pem)] : pemBlocks(Buffer.from(pem).toString('latin1'))
  if (ders.length === 0) throw new Failure('tsp.bad-certificate', { index: 0, detail: 'no-certificate' })
  if (ders.length > MAX_CERTIFICATES) throw new Failure('tsp.bad-certificate', { index: MAX_CERTIFICATES + 1, detail: 'too-many' })
  ders.forEach(toCertificate)
  return ders
}

function pemBlocks(text: string): Buffer[] {
  return Array.from(text.matchAll(BLOCK), (match) => Buffer.from(match[1] ?? '', 'base64'))
}

/** A configured root or an extra certificate, as callers hold them. */
export type CertificateInput = X509Certificate | Uint8Array

/** @throws `tsp.bad-certificate` */
export function toCertificate(input: CertificateInput, index = 0): Certificate {
  try {
    return readCertificate(input instanceof X509Certificate ? input.raw : input)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw new Failure('tsp.bad-certificate', { index: index + 1, detail: error.defect }, error)
  }
}
