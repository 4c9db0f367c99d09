// The full check of one time-stamp token or response (RFC 3161, RFC 5652, RFC 5816), offline. Every check that is made
// is one line of the verdict; hostile bytes give a failed check, never an exception.
import { DerError } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { readDer } from '../der/reader.ts'
import { verdictOf } from '../check.ts'
import type { Check, Verdict } from '../check.ts'
import { toCertificate } from './anchors.ts'
import { findingsAbout } from './checks.ts'
import type { Findings } from './checks.ts'
import { CONTENT, digestByOid } from './oids.ts'
import type { ImprintAlgorithm } from './oids.ts'
import type { MessageImprint } from './request.ts'
import { isResponse, readResponse } from './response.ts'
import { contentInfoType, readSignedData } from './signed-data.ts'
import { judgeSigner } from './signer.ts'
import type { SignerFacts } from './signer.ts'
import { judgeStatement } from './statement.ts'
import type { ImprintSource, TokenOptions, TokenWants } from './token-options.ts'
import { readTstInfo } from './tst-info.ts'
import type { TstInfo } from './tst-info.ts'

export type { ImprintSource, TokenOptions } from './token-options.ts'

export interface TokenFacts {
  /** UTC, RFC 3339, fractional digits as the authority wrote them. */
  readonly genTime: string
  readonly accuracyMs: number | null
  /** Dotted OID. */
  readonly policy: string
  /** Hexadecimal. */
  readonly serial: string
  readonly imprint: { readonly algorithm: string; readonly digest: string }
  readonly nonce: boolean
  readonly signer: SignerFacts['signer']
  /** Subjects from the signer to the root; null when no configured root was reached. */
  readonly path: SignerFacts['path']
}

export interface TokenVerdict {
  readonly verdict: Verdict
  readonly checks: Check[]
  /** What the token says; absent when it could not be read that far. Untrusted unless the verdict is `verified`. */
  readonly token?: TokenFacts
}

/**
 * With a digest at hand the verdict comes at once; with a source of digests, once it has been asked.
 * @throws `tsp.bad-certificate` for a configured certificate that cannot be read
 */
export function verifyToken(input: Uint8Array, options: TokenOptions): TokenVerdict
export function verifyToken(input: Uint8Array, options: Omit<TokenOptions, 'imprint'> & { readonly imprint: ImprintSource }): Promise<TokenVerdict>
export function verifyToken(
  input: Uint8Array, options: Omit<TokenOptions, 'imprint'> & { readonly imprint?: MessageImprint | ImprintSource },
): TokenVerdict | Promise<TokenVerdict> {
  const { imprint, ...others } = options
  if (typeof imprint !== 'function') return judgeToken(input, imprint === undefined ? others : { ...others, imprint }).verdict
  return verifyWithSource(input, imprint, others)
}

async function verifyWithSource(input: Uint8Array, source: ImprintSource, options: TokenOptions): Promise<TokenVerdict> {
  const algorithm = imprintAlgorithmOf(input)
  if (algorithm === undefined) return judgeToken(input, options).verdict
  return judgeToken(input, { ...options, imprint: { algorithm, digest: await source(algorithm) } }).verdict
}

/** The digest algorithm that a token or response names; undefined when it cannot be read or is not accepted. */
export function imprintAlgorithmOf(input: Uint8Array): ImprintAlgorithm | undefined {
  try {
    const top = readDer(input, { ber: true })
    const token = isResponse(top) ? readResponse(top).token : top
    if (token === undefined || contentInfoType(token) !== CONTENT.signedData) return undefined
    const { content } = readSignedData(token)
    return content === undefined ? undefined : digestByOid(readTstInfo(readDer(content, { ber: true })).imprint.oid)
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

/** The verdict, and the DER of the path's certificates (of the token's own when there is no path). */
export interface Judgement {
  readonly verdict: TokenVerdict
  readonly certificates: readonly Buffer[]
}

/** @throws `tsp.bad-certificate` for a configured certificate that cannot be read */
export function judgeToken(input: Uint8Array, options: TokenOptions): Judgement {
  const findings = findingsAbout(options.subject)
  const progress: Progress = {}
  const wants = {
    ...options,
    anchors: options.anchors.map(toCertificate),
    extraCertificates: (options.extraCertificates ?? []).map(toCertificate),
  }
  try {
    judge(input, wants, findings, progress)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    findings.add('TSP.MALFORMED', 'failed', { reason: error.defect, offset: error.offset })
  }
  const { tst, signer } = progress
  const verdict = tokenVerdict(findings.checks)
  const checks = findings.checks
  return {
    verdict: tst === undefined ? { verdict, checks } : { verdict, checks, token: tokenFacts(tst, signer) },
    certificates: signer?.certificates ?? [],
  }
}

/** Without each of these, nothing is verified, whatever else was found. */
const INDISPENSABLE: readonly Check['code'][] = ['TSP.IMPRINT_MATCHES', 'TSP.ESS_MATCHES', 'TSP.SIGNATURE_VALID', 'TSP.CHAIN_TO_ANCHOR']

function tokenVerdict(checks: readonly Check[]): Verdict {
  const verdict = verdictOf(checks)
  if (verdict !== 'verified') return verdict
  const established = new Set(checks.filter((check) => check.outcome === 'passed').map((check) => check.code))
  return INDISPENSABLE.every((code) => established.has(code)) ? 'verified' : 'indeterminate'
}

interface Progress { tst?: TstInfo; signer?: SignerFacts }

function judge(input: Uint8Array, options: TokenWants, findings: Findings, progress: Progress): void {
  const token = tokenNode(readInput(input, options.lenient === true, findings), findings)
  if (token === undefined) return
  const type = contentInfoType(token)
  if (type !== CONTENT.signedData) return findings.add('TSP.CONTENT_NOT_SIGNED_DATA', 'failed', { type })
  const signedData = readSignedData(token)
  if (signedData.contentType !== CONTENT.tstInfo || signedData.content === undefined) {
    return findings.add('TSP.CONTENT_NOT_TST_INFO', 'failed', { type: signedData.contentType })
  }
  const tst = readTstInfo(readDer(signedData.content, { ber: token.ber }))
  progress.tst = tst
  judgeStatement(tst, options, findings)
  progress.signer = judgeSigner({ ...signedData, content: signedData.content }, tst, options, findings)
}

/** Strict DER; BER when it is asked for, with a warning that says what was not DER. @throws DerError */
function readInput(input: Uint8Array, lenient: boolean, findings: Findings): DerNode {
  try {
    return readDer(input)
  } catch (error) {
    if (!lenient || !(error instanceof DerError)) throw error
    const node = readDer(input, { ber: true })
    findings.add('TSP.BER_ENCODING', 'warning', { reason: error.defect, offset: error.offset })
    return node
  }
}

/** The ContentInfo: the value itself, or the one that a response grants. */
function tokenNode(top: DerNode, findings: Findings): DerNode | undefined {
  if (!isResponse(top)) return top
  const response = readResponse(top)
  const { status, statusName, statusText: text, failInfo, token } = response
  if (status !== 0 && status !== 1) {
    findings.add('TSP.STATUS_NOT_GRANTED', 'failed', { status: statusName, text, failInfo })
    return undefined
  }
  if (status === 0) findings.add('TSP.STATUS_GRANTED', 'passed', {})
  else findings.add('TSP.STATUS_GRANTED_WITH_MODS', 'warning', { text })
  if (token === undefined) findings.add('TSP.TOKEN_MISSING', 'failed', {})
  return token
}

function tokenFacts(tst: TstInfo, signer: SignerFacts | undefined): TokenFacts {
  return {
    genTime: tst.genTime.instant,
    accuracyMs: tst.accuracyMs,
    policy: tst.policy,
    serial: tst.serial.toString(16),
    imprint: { algorithm: digestByOid(tst.imprint.oid) ?? tst.imprint.oid, digest: tst.imprint.digest.toString('hex') },
    nonce: tst.nonce !== undefined,
    signer: signer?.signer ?? null,
    path: signer?.path ?? null,
  }
}
