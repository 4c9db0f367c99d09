// One question to one time authority. What comes back is verified before anyone may keep it.
import type { World } from '../../system/world.ts'
import { Failure } from '../../system/failure.ts'
import { check } from '../check.ts'
import type { Check } from '../check.ts'
import { readDer } from '../der/reader.ts'
import { certificatesToPem } from '../x509/pem.ts'
import type { CertificateInput } from './anchors.ts'
import { buildTimeStampReq } from './request.ts'
import type { MessageImprint, TimeStampReq } from './request.ts'
import { isResponse } from './response.ts'
import { judgeToken } from './verify-token.ts'
import type { TokenVerdict } from './verify-token.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'tsp.http-status': { authority: string; status: number }
    /** Something else than a time-stamp reply. Untrusted: escape before showing. */
    'tsp.not-a-reply': { authority: string; contentType: string }
    /** The authority said no. `text` is its own, untrusted: escape before showing. */
    'tsp.refused': { authority: string; status: string; text: string; failInfo: readonly string[] }
    /** A token that fails its verification: the first check that failed. */
    'tsp.bad-token': { authority: string; check: Check }
  }
}

export interface AskOptions {
  /** Configured roots. */
  readonly anchors: readonly CertificateInput[]
  readonly extraCertificates?: readonly CertificateInput[]
  /** Default 60 seconds. */
  readonly timeoutMs?: number
}

export interface AuthorityAnswer {
  /** The TimeStampResp as received: what goes into `<name>.tsr`. */
  readonly response: Buffer
  /** `verified`, or `indeterminate` when no configured root is reached. */
  readonly verdict: TokenVerdict
  /** The path's certificates from the signer to the root; all of the token's when there is no path. */
  readonly chainPem: string
}

/** Sixteen octets: no authority answers this question with an older token. */
const NONCE_BYTES = 16
const MAX_REPLY_BYTES = 1 << 20
const TIMEOUT_MS = 60_000

/**
 * @throws `tsp.http-status`, `tsp.not-a-reply`, `tsp.refused`, `tsp.bad-token`, and the `http.*` codes of `World.http`
 */
export async function askAuthority(
  world: World, authority: { readonly name: string; readonly url: string }, imprint: MessageImprint, options: AskOptions,
): Promise<AuthorityAnswer> {
  const request = buildTimeStampReq(imprint, world.random.bytes(NONCE_BYTES))
  const answer = await world.http.post(authority.url, request.der, {
    contentType: 'application/timestamp-query',
    accept: 'application/timestamp-reply',
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    maxBytes: MAX_REPLY_BYTES,
  })
  if (answer.status !== 200) throw new Failure('tsp.http-status', { authority: authority.name, status: answer.status })
  const [type = ''] = answer.contentType.split(';')
  if (type.trim().toLowerCase() !== 'application/timestamp-reply') {
    throw new Failure('tsp.not-a-reply', { authority: authority.name, contentType: type.trim().slice(0, 100) })
  }
  return acceptResponse(world, authority.name, request, answer.body, options)
}

/**
 * Verifies a response as the answer to `request`, now; for authorities that are not asked over HTTP too.
 * @throws `tsp.refused`, `tsp.bad-token`
 */
export function acceptResponse(
  world: World, authority: string, request: TimeStampReq, response: Buffer, options: AskOptions,
): AuthorityAnswer {
  const { verdict, certificates } = judgeToken(response, {
    request,
    anchors: options.anchors,
    ...(options.extraCertificates === undefined ? {} : { extraCertificates: options.extraCertificates }),
    receivedAt: world.clock.now(),
    subject: authority,
  })
  const failed = verdict.checks.find((one) => one.outcome === 'failed')
  if (failed !== undefined) throw refusalOf(authority, failed)
  // A bare token verifies too, but only a whole response is what standard tools read as `.tsr`.
  if (!isResponse(readDer(response))) {
    throw new Failure('tsp.bad-token', { authority, check: check('TSP.MALFORMED', 'failed', authority, { reason: 'unexpected-shape', offset: 0 }) })
  }
  return { response, verdict, chainPem: certificatesToPem(certificates) }
}

function refusalOf(authority: string, failed: Check): Failure {
  if (failed.code !== 'TSP.STATUS_NOT_GRANTED') return new Failure('tsp.bad-token', { authority, check: failed })
  const { status, text, failInfo } = (failed as Check<'TSP.STATUS_NOT_GRANTED'>).facts
  return new Failure('tsp.refused', { authority, status, text, failInfo })
}
