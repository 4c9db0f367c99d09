// Every finding about one time-stamp token, with the facts that its sentence needs. Codes are stable.
import type { DerDefect } from '../der/node.ts'
import type { PathDefect } from '../x509/path.ts'
import { check } from '../check.ts'
import type { Check, CheckCode, CheckFacts, CheckOutcome } from '../check.ts'
import type { ImprintAlgorithm } from './oids.ts'
import type { StatusName } from './response.ts'
import type { SetName } from './signed-data.ts'

type None = Record<never, never>

declare module '../check.ts' {
  interface CheckFacts {
    /** Bytes that are no token: why, and where (byte offset). */
    'TSP.MALFORMED': { reason: DerDefect; offset: number }
    /** Accepted in lenient mode only. */
    'TSP.BER_ENCODING': { reason: DerDefect; offset: number }
    'TSP.SET_NOT_SORTED': { sets: readonly SetName[] }
    'TSP.STATUS_GRANTED': None
    'TSP.STATUS_GRANTED_WITH_MODS': { text: string }
    'TSP.STATUS_NOT_GRANTED': { status: StatusName; text: string; failInfo: readonly string[] }
    'TSP.TOKEN_MISSING': None
    'TSP.CONTENT_NOT_SIGNED_DATA': { type: string }
    'TSP.CONTENT_NOT_TST_INFO': { type: string }
    'TSP.TST_VERSION': { version: string }
    'TSP.TST_CRITICAL_EXTENSION': { extensions: readonly string[] }
    'TSP.IMPRINT_ALGORITHM_REFUSED': { algorithm: string }
    'TSP.IMPRINT_MATCHES': { algorithm: ImprintAlgorithm; digest: string }
    'TSP.IMPRINT_MISMATCH': { expected: string; found: string }
    /** Nothing was given to compare the token with. */
    'TSP.IMPRINT_NOT_COMPARED': { algorithm: ImprintAlgorithm; digest: string }
    'TSP.NONCE_MATCHES': None
    'TSP.NONCE_MISMATCH': None
    'TSP.NONCE_MISSING': None
    'TSP.POLICY_MATCHES': { policy: string }
    'TSP.POLICY_MISMATCH': { expected: string; found: string }
    'TSP.SIGNER_COUNT': { count: number }
    'TSP.SIGNED_ATTRIBUTES_MISSING': None
    'TSP.SIGNED_ATTRIBUTE_REPEATED': { attributes: readonly string[] }
    'TSP.CONTENT_TYPE_ATTRIBUTE_WRONG': { type: string | null }
    'TSP.MESSAGE_DIGEST_MATCHES': { algorithm: ImprintAlgorithm }
    'TSP.MESSAGE_DIGEST_MISSING': None
    'TSP.MESSAGE_DIGEST_MISMATCH': None
    'TSP.SIGNER_DIGEST_REFUSED': { algorithm: string }
    'TSP.DIGEST_ALGORITHM_NOT_LISTED': { algorithm: string }
    'TSP.CERTIFICATE_UNREADABLE': { index: number; reason: DerDefect }
    /** The authority was asked for its certificate and did not send it. */
    'TSP.CERTIFICATES_NOT_SENT': None
    'TSP.SIGNER_CERT_MISSING': None
    'TSP.SIGNER_CERT_FOUND': { subject: string; sha256: string }
    'TSP.ESS_MATCHES': { version: 1 | 2 }
    'TSP.ESS_MISSING': None
    'TSP.ESS_MISMATCH': { version: 1 | 2 }
    'TSP.ESS_V1_ONLY': None
    'TSP.SIGNATURE_VALID': { algorithm: string }
    'TSP.SIGNATURE_INVALID': { algorithm: string }
    'TSP.SIGNATURE_ALGORITHM_REFUSED': { algorithm: string }
    'TSP.KEY_TOO_SHORT': { bits: number }
    'TSP.SIGNER_IS_CA': None
    'TSP.EKU_SUITED': None
    'TSP.EKU_MISSING': None
    'TSP.EKU_NOT_CRITICAL': None
    'TSP.EKU_NOT_SOLE': { purposes: readonly string[] }
    'TSP.KEY_USAGE_REFUSED': None
    'TSP.KEY_USAGE_WIDE': None
    'TSP.CERT_CRITICAL_EXTENSION': { extensions: readonly string[] }
    'TSP.CERT_VALID_AT_GENTIME': { notBefore: string; notAfter: string }
    'TSP.CERT_EXPIRED_AT_GENTIME': { notAfter: string; genTime: string }
    'TSP.CERT_NOT_YET_VALID_AT_GENTIME': { notBefore: string; genTime: string }
    'TSP.CHAIN_TO_ANCHOR': { root: string; sha256: string; length: number }
    /** No root is configured at all. */
    'TSP.CHAIN_NO_ANCHOR': None
    /** Roots are configured, and none of them issued this chain. */
    'TSP.CHAIN_NOT_TO_ANCHOR': { issuer: string }
    'TSP.CHAIN_UNTRUSTED': { defect: PathDefect; certificate: string }
    'TSP.CERTIFICATES_UNUSED': { count: number }
    'TSP.TSA_NAME_DIFFERS': None
    'TSP.CLOCK_AGREES': { differenceMs: number }
    'TSP.CLOCK_DISAGREES': { differenceMs: number; toleranceMs: number }
  }
}

export type TspCheckCode = CheckCode & `TSP.${string}`

/** Collects the checks about one subject, in the order in which they are made. */
export interface Findings {
  readonly checks: Check[]
  add<C extends TspCheckCode>(code: C, outcome: CheckOutcome, facts: CheckFacts[C]): void
}

export function findingsAbout(subject: string): Findings {
  const checks: Check[] = []
  return {
    checks,
    add(code, outcome, facts) {
      checks.push(check(code, outcome, subject, facts))
    },
  }
}

/** One sentence for each finding: messages/ implements it in both languages. */
export type TspCheckWords = { readonly [C in TspCheckCode]: (facts: CheckFacts[C]) => string }
