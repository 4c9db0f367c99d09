// Who signed, and may they: one signer, signed attributes, binding, signature, certificate and path (RFC 5652 §5.4-5.6,
// RFC 3161 §2.3, RFC 5816). What is wrong is listed whole: one defect does not hide the next.
import { createHash } from 'node:crypto'
import { DerError } from '../der/node.ts'
import { octetsOf, oidOf } from '../der/values.ts'
import { isReadableByOpenssl, readCertificate } from '../x509/certificate.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Findings } from './checks.ts'
import { ATTRIBUTE, CONTENT, digestByOid } from './oids.ts'
import type { ImprintAlgorithm } from './oids.ts'
import { checkSignature } from './signature.ts'
import { bindsTo, readBindings } from './signer-binding.ts'
import type { SignerBinding } from './signer-binding.ts'
import { judgeCertificate, judgePath } from './signer-certificate.ts'
import { readSignerInfo } from './signed-data.ts'
import type { SignedAttributes, SignedData, SignerInfo } from './signed-data.ts'
import type { TokenWants } from './token-options.ts'
import type { TstInfo } from './tst-info.ts'

export interface SignerFacts {
  readonly signer: {
    /** Untrusted: escape before showing. */
    readonly subject: string
    readonly issuer: string
    /** SHA-256 of the certificate's DER. */
    readonly sha256: string
    readonly notBefore: string
    readonly notAfter: string
  } | null
  readonly path: { readonly subjects: readonly string[]; readonly rootSha256: string } | null
  /** The path's certificates, or the token's own when there is no path. */
  readonly certificates: readonly Buffer[]
}

/** @throws DerError */
export function judgeSigner(
  data: SignedData & { readonly content: Buffer }, tst: TstInfo, options: TokenWants, findings: Findings,
): SignerFacts {
  const nobody: SignerFacts = { signer: null, path: null, certificates: data.certificates }
  const [node, second] = data.signerInfos
  if (node === undefined || second !== undefined) {
    findings.add('TSP.SIGNER_COUNT', 'failed', { count: data.signerInfos.length })
    return nobody
  }
  const info = readSignerInfo(node)
  const unsorted = [...data.unsortedSets, ...(info.signedAttrs?.sorted === false ? ['signedAttrs' as const] : [])]
  // DER order matters where it is signed; of the certificates, many authorities keep their own order.
  const outcome = unsorted.some((set) => set !== 'certificates') ? 'warning' : 'info'
  if (unsorted.length > 0) findings.add('TSP.SET_NOT_SORTED', outcome, { sets: unsorted })

  const digest = judgeDigest(info, data, findings)
  const attributes = info.signedAttrs
  if (attributes === undefined) findings.add('TSP.SIGNED_ATTRIBUTES_MISSING', 'failed', {})
  else judgeAttributes(attributes, data.content, digest, findings)

  const own = readTokenCertificates(data, findings)
  const { extraCertificates: extra, anchors } = options
  const bindings = attributes === undefined ? [] : readBindings(attributes)
  const signer = findSigner(info, [...own, ...extra, ...anchors], bindings)
  judgePresence(signer, own, options, findings)
  if (signer === undefined) return nobody

  if (attributes !== undefined) {
    judgeBindings(bindings, signer, findings)
    if (digest !== undefined) judgeSignature(info, digest, attributes.signedBytes, signer, findings)
  }
  judgeCertificate(signer, tst, findings)
  const path = judgePath(signer, [...own, ...extra], anchors, tst.genTime.ms, findings)
  const unused = path === undefined ? 0 : own.filter((one) => !path.some((used) => used.sha256 === one.sha256)).length
  if (unused > 0) findings.add('TSP.CERTIFICATES_UNUSED', 'info', { count: unused })
  const root = path?.at(-1)
  return {
    signer: {
      subject: signer.subjectText,
      issuer: signer.issuerText,
      sha256: signer.sha256,
      notBefore: signer.notBefore.instant,
      notAfter: signer.notAfter.instant,
    },
    path: path === undefined || root === undefined
      ? null
      : { subjects: path.map((one) => one.subjectText), rootSha256: root.sha256 },
    certificates: path?.map((one) => one.der) ?? data.certificates,
  }
}

function judgeDigest(info: SignerInfo, data: SignedData, findings: Findings): ImprintAlgorithm | undefined {
  const algorithm = info.digestAlgorithm
  if (!data.digestAlgorithms.includes(algorithm)) findings.add('TSP.DIGEST_ALGORITHM_NOT_LISTED', 'failed', { algorithm })
  const digest = digestByOid(algorithm)
  if (digest === undefined) findings.add('TSP.SIGNER_DIGEST_REFUSED', 'failed', { algorithm })
  return digest
}

const SINGLE_VALUED = [
  ATTRIBUTE.contentType, ATTRIBUTE.messageDigest, ATTRIBUTE.signingCertificate, ATTRIBUTE.signingCertificateV2,
]

function judgeAttributes(attributes: SignedAttributes, content: Buffer, digest: ImprintAlgorithm | undefined, findings: Findings): void {
  const repeated = SINGLE_VALUED.filter((type) => (attributes.values.get(type)?.length ?? 0) > 1)
  if (repeated.length > 0) findings.add('TSP.SIGNED_ATTRIBUTE_REPEATED', 'failed', { attributes: repeated })

  const contentType = attributes.values.get(ATTRIBUTE.contentType)?.[0]
  const type = contentType === undefined ? null : oidOf(contentType)
  if (type !== CONTENT.tstInfo) findings.add('TSP.CONTENT_TYPE_ATTRIBUTE_WRONG', 'failed', { type })

  const messageDigest = attributes.values.get(ATTRIBUTE.messageDigest)?.[0]
  if (messageDigest === undefined) return findings.add('TSP.MESSAGE_DIGEST_MISSING', 'failed', {})
  if (digest === undefined) return
  const computed = createHash(digest).update(content).digest()
  if (octetsOf(messageDigest).equals(computed)) findings.add('TSP.MESSAGE_DIGEST_MATCHES', 'passed', { algorithm: digest })
  else findings.add('TSP.MESSAGE_DIGEST_MISMATCH', 'failed', {})
}

/**
 * Certificates are not covered by the token's signature. One that is not strict enough for us is left out, and said;
 * one that OpenSSL cannot read either fails: no standard tool would read such a token.
 */
function readTokenCertificates(data: SignedData, findings: Findings): Certificate[] {
  return data.certificates.flatMap((der, index) => {
    try {
      return [readCertificate(der)]
    } catch (error) {
      if (!(error instanceof DerError)) throw error
      findings.add('TSP.CERTIFICATE_UNREADABLE', isReadableByOpenssl(der) ? 'warning' : 'failed', { index, reason: error.defect })
      return []
    }
  })
}

/** By signer identifier; among namesakes, the one that the signed attributes bind. The set has no order to rely on. */
function findSigner(info: SignerInfo, certificates: readonly Certificate[], bindings: readonly SignerBinding[]): Certificate | undefined {
  const { id } = info
  const named = certificates.filter((one) => id.by === 'key-identifier'
    ? one.subjectKeyId?.equals(id.keyId) === true
    : one.serial === id.serial && one.issuer.equals(id.issuer))
  return named.find((one) => bindings.some((binding) => bindsTo(binding, one))) ?? named[0]
}

function judgePresence(signer: Certificate | undefined, own: readonly Certificate[], { request }: TokenWants, findings: Findings): void {
  const asked = request?.certReq === true
  const sent = signer !== undefined && own.some((one) => one.sha256 === signer.sha256)
  if (asked && !sent) findings.add('TSP.CERTIFICATES_NOT_SENT', 'failed', {})
  // Without certReq an authority may leave its certificate out: then it must be given, and nothing can be said before.
  if (signer === undefined) findings.add('TSP.SIGNER_CERT_MISSING', asked ? 'failed' : 'indeterminate', {})
  else findings.add('TSP.SIGNER_CERT_FOUND', 'passed', { subject: signer.subjectText, sha256: signer.sha256 })
}

function judgeBindings(bindings: readonly SignerBinding[], signer: Certificate, findings: Findings): void {
  if (bindings.length === 0) return findings.add('TSP.ESS_MISSING', 'failed', {})
  for (const binding of bindings) {
    const { version } = binding
    if (bindsTo(binding, signer)) findings.add('TSP.ESS_MATCHES', 'passed', { version })
    else findings.add('TSP.ESS_MISMATCH', 'failed', { version })
  }
  if (bindings.every(({ version }) => version === 1)) findings.add('TSP.ESS_V1_ONLY', 'warning', {})
}

function judgeSignature(info: SignerInfo, digest: ImprintAlgorithm, signed: Buffer, signer: Certificate, findings: Findings): void {
  const result = checkSignature(info, digest, signed, signer.publicKey)
  if (result.outcome === 'short-key') return findings.add('TSP.KEY_TOO_SHORT', 'failed', { bits: result.bits })
  const { algorithm } = result
  if (result.outcome === 'valid') findings.add('TSP.SIGNATURE_VALID', 'passed', { algorithm })
  else if (result.outcome === 'invalid') findings.add('TSP.SIGNATURE_INVALID', 'failed', { algorithm })
  else findings.add('TSP.SIGNATURE_ALGORITHM_REFUSED', 'failed', { algorithm })
}
