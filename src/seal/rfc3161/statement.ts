// What the token says against what was wanted: version, imprint, nonce, policy, clock (RFC 3161 §2.2 and §2.4.2).
import { msOfInstant } from '../../system/time.ts'
import type { Findings } from './checks.ts'
import { digestByOid } from './oids.ts'
import type { TokenWants } from './token-options.ts'
import type { TstInfo } from './tst-info.ts'

/** Two clocks further apart than this do not tell the same time. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

export function judgeStatement(tst: TstInfo, options: TokenWants, findings: Findings): void {
  if (tst.version !== 1n) findings.add('TSP.TST_VERSION', 'failed', { version: tst.version.toString() })
  judgeImprint(tst, options, findings)
  judgeRequest(tst, options, findings)
  if (tst.criticalExtensions.length > 0) {
    findings.add('TSP.TST_CRITICAL_EXTENSION', 'failed', { extensions: tst.criticalExtensions })
  }
  judgeClock(tst, options, findings)
}

function judgeImprint(tst: TstInfo, options: TokenWants, findings: Findings): void {
  const { oid, digest } = tst.imprint
  const algorithm = digestByOid(oid)
  const found = digest.toString('hex')
  if (algorithm === undefined) return findings.add('TSP.IMPRINT_ALGORITHM_REFUSED', 'failed', { algorithm: oid })
  // With both at hand, the token must be about both.
  const wanted = [options.imprint, options.request?.imprint].filter((imprint) => imprint !== undefined)
  if (wanted.length === 0) return findings.add('TSP.IMPRINT_NOT_COMPARED', 'indeterminate', { algorithm, digest: found })
  const other = wanted.find((imprint) => imprint.algorithm !== algorithm || !imprint.digest.equals(digest))
  if (other === undefined) return findings.add('TSP.IMPRINT_MATCHES', 'passed', { algorithm, digest: found })
  findings.add('TSP.IMPRINT_MISMATCH', 'failed', {
    expected: `${other.algorithm}:${other.digest.toString('hex')}`,
    found: `${algorithm}:${found}`,
  })
}

function judgeRequest(tst: TstInfo, { request }: TokenWants, findings: Findings): void {
  if (request?.nonce !== undefined) {
    if (tst.nonce === undefined) findings.add('TSP.NONCE_MISSING', 'failed', {})
    else if (tst.nonce !== request.nonce) findings.add('TSP.NONCE_MISMATCH', 'failed', {})
    else findings.add('TSP.NONCE_MATCHES', 'passed', {})
  }
  if (request?.policy !== undefined) {
    if (tst.policy === request.policy) findings.add('TSP.POLICY_MATCHES', 'passed', { policy: tst.policy })
    else findings.add('TSP.POLICY_MISMATCH', 'failed', { expected: request.policy, found: tst.policy })
  }
}

function judgeClock(tst: TstInfo, { receivedAt }: TokenWants, findings: Findings): void {
  if (receivedAt === undefined) return
  const differenceMs = tst.genTime.ms - (msOfInstant(receivedAt) ?? Number.NaN)
  const toleranceMs = CLOCK_TOLERANCE_MS + (tst.accuracyMs ?? 0)
  // A clock that cannot be read (NaN) does not agree.
  if (Math.abs(differenceMs) <= toleranceMs) findings.add('TSP.CLOCK_AGREES', 'passed', { differenceMs })
  else findings.add('TSP.CLOCK_DISAGREES', 'warning', { differenceMs, toleranceMs })
}
