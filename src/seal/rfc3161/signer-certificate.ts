// The signer's certificate and its path at genTime, never at the hour of the check (RFC 3161 §2.3 and §4.3).
import { KEY_USAGE, PURPOSE } from '../x509/certificate.ts'
import type { Certificate } from '../x509/certificate.ts'
import { certificateDefect, findPath } from '../x509/path.ts'
import type { Findings } from './checks.ts'
import type { TstInfo } from './tst-info.ts'

export function judgeCertificate(signer: Certificate, tst: TstInfo, findings: Findings): void {
  if (signer.isCa) findings.add('TSP.SIGNER_IS_CA', 'failed', {})
  judgePurposes(signer, findings)
  judgeKeyUsage(signer, findings)
  if (tst.tsaName !== undefined && !tst.tsaName.equals(signer.subject)) findings.add('TSP.TSA_NAME_DIFFERS', 'warning', {})

  const notBefore = signer.notBefore.instant
  const notAfter = signer.notAfter.instant
  const genTime = tst.genTime.instant
  const defect = certificateDefect(signer, tst.genTime.ms)
  if (defect === 'expired') return findings.add('TSP.CERT_EXPIRED_AT_GENTIME', 'failed', { notAfter, genTime })
  if (defect === 'not-yet-valid') return findings.add('TSP.CERT_NOT_YET_VALID_AT_GENTIME', 'failed', { notBefore, genTime })
  findings.add('TSP.CERT_VALID_AT_GENTIME', 'passed', { notBefore, notAfter })
  if (defect === 'critical-extension') {
    findings.add('TSP.CERT_CRITICAL_EXTENSION', 'failed', { extensions: signer.criticalExtensions })
  }
}

/** Extended key usage: present, critical, and time-stamping alone (RFC 3161 §2.3). */
function judgePurposes({ purposes }: Certificate, findings: Findings): void {
  if (purposes === undefined || !purposes.oids.includes(PURPOSE.timeStamping)) {
    return findings.add('TSP.EKU_MISSING', 'failed', {})
  }
  const sole = purposes.oids.length === 1
  if (!purposes.critical) findings.add('TSP.EKU_NOT_CRITICAL', 'failed', {})
  if (!sole) findings.add('TSP.EKU_NOT_SOLE', 'failed', { purposes: purposes.oids.slice(0, 20) })
  if (purposes.critical && sole) findings.add('TSP.EKU_SUITED', 'passed', {})
}

function judgeKeyUsage({ keyUsage }: Certificate, findings: Findings): void {
  if (keyUsage === undefined) return
  const signing: readonly number[] = [KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation]
  if (!keyUsage.some((bit) => signing.includes(bit))) findings.add('TSP.KEY_USAGE_REFUSED', 'failed', {})
  else if (keyUsage.some((bit) => !signing.includes(bit))) findings.add('TSP.KEY_USAGE_WIDE', 'warning', {})
}

/** The path to a configured root, or undefined. A broken chain fails; one that ends too early stays open. */
export function judgePath(
  signer: Certificate, pool: readonly Certificate[], anchors: readonly Certificate[], atMs: number, findings: Findings,
): readonly Certificate[] | undefined {
  const result = findPath(signer, pool, anchors, atMs)
  if (result.outcome === 'trusted') {
    const { path } = result
    const root = path.at(-1) ?? signer
    findings.add('TSP.CHAIN_TO_ANCHOR', 'passed', { root: root.subjectText, sha256: root.sha256, length: path.length })
    return path
  }
  if (result.outcome === 'broken') {
    for (const link of result.links.slice(0, 10)) findings.add('TSP.CHAIN_UNTRUSTED', 'failed', link)
  } else if (anchors.length === 0) {
    findings.add('TSP.CHAIN_NO_ANCHOR', 'indeterminate', {})
  } else {
    findings.add('TSP.CHAIN_NOT_TO_ANCHOR', 'indeterminate', { issuer: (result.path.at(-1) ?? signer).issuerText })
  }
  return undefined
}
