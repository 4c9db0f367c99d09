// What a token is judged against.
import type { Certificate } from '../x509/certificate.ts'
import type { Instant } from '../../system/world.ts'
import type { CertificateInput } from './anchors.ts'
import type { ImprintAlgorithm } from './oids.ts'
import type { MessageImprint, TimeStampReq } from './request.ts'

/** The digest of the bytes that should be stamped, once the token's algorithm is known. */
export type ImprintSource = (algorithm: ImprintAlgorithm) => Promise<Buffer> | Buffer

export interface TokenOptions {
  /** What the token should be about. Default: the request's. Neither: the verdict stays `indeterminate`. */
  readonly imprint?: MessageImprint
  /** The request that it answers: nonce, policy and certReq are compared. */
  readonly request?: TimeStampReq
  /** Configured roots, DER or X509Certificate: the only certificates that are trusted. */
  readonly anchors: readonly CertificateInput[]
  /** Signer and intermediate certificates that the token may lack. Not trusted. */
  readonly extraCertificates?: readonly CertificateInput[]
  /** When the answer came, by our clock. */
  readonly receivedAt?: Instant
  /** What the checks are about, as `seals/0001/x.tsr`. */
  readonly subject: string
  /** Accept BER, as re-encoded by other tools, with a warning. */
  readonly lenient?: boolean
}

/** As `TokenOptions`, its certificates read once. */
export interface TokenWants extends Omit<TokenOptions, 'anchors' | 'extraCertificates'> {
  readonly anchors: readonly Certificate[]
  readonly extraCertificates: readonly Certificate[]
}
