// The embedded time authority: RFC 3161 as the standard says it, under a root that nobody has reason to trust. Its
// tokens show when this machine believed it was, and prove nothing to a third party.
import { X509Certificate } from 'node:crypto'
import { isFailure } from '../../system/failure.ts'
import { DerError } from '../der/node.ts'
import type { World } from '../../system/world.ts'
import { readTimeStampReq } from '../rfc3161/request.ts'
import type { TimeStampReq } from '../rfc3161/request.ts'
import { grant, rejection } from '../rfc3161/response.ts'
import type { FailInfo } from '../rfc3161/response.ts'
import { readCertificate } from '../x509/certificate.ts'
import { certificatesToPem } from '../x509/pem.ts'
import { ROOT_NAME, openAuthorityKeys, serialNumber } from './authority-keys.ts'
import type { AuthorityKeys } from './authority-keys.ts'
import { makeToken } from './make-token.ts'

export const LOCAL_AUTHORITY_NAME = 'locale'

/** 2.25.<UUID> (ITU-T X.667), made once for this policy: "exercise, no evidential value". */
export const LOCAL_POLICY = '2.25.219467813654606679335869543329145599313'

const ACCURACY_SECONDS = 1

export interface LocalAuthority {
  readonly rootPem: string
  /** The signer's certificate, then the root. */
  readonly chainPem: string
  readonly rootDer: Buffer
  /** DER of a TimeStampResp for any bytes: a request that is not answered with a token is answered with the reason. */
  respond(request: Uint8Array): Promise<Buffer>
}

/**
 * Opens the authority of this user on this machine, and makes it at first use.
 * @throws `tsp.authority-damaged`, `tsp.authority-out-of-date`, `system.io`, `system.disk-full`
 */
export async function openLocalAuthority(world: World): Promise<LocalAuthority> {
  const keys = await openAuthorityKeys(world)
  return {
    rootPem: certificatesToPem([keys.root]),
    chainPem: certificatesToPem([keys.certificate, keys.root]),
    rootDer: keys.root,
    respond: async (request) => respond(world, keys, request),
  }
}

function respond(world: World, keys: AuthorityKeys, bytes: Uint8Array): Buffer {
  const request = readRequest(bytes)
  if (typeof request === 'string') return rejection(request, `Request refused: ${request}`)
  if (request.policy !== undefined && request.policy !== LOCAL_POLICY) {
    return rejection('unacceptedPolicy', `Only policy ${LOCAL_POLICY} is served here`)
  }
  return grant(makeToken({
    imprint: request.imprint,
    policy: LOCAL_POLICY,
    serial: serialNumber(world),
    genTime: world.clock.now(),
    accuracySeconds: ACCURACY_SECONDS,
    nonce: request.nonce,
    nameTsa: true,
    key: keys.key,
    certificate: keys.certificate,
    certificates: request.certReq ? [keys.certificate, keys.root] : [],
  }))
}

function readRequest(bytes: Uint8Array): TimeStampReq | FailInfo {
  try {
    return readTimeStampReq(bytes)
  } catch (error) {
    if (isFailure(error, 'tsp.bad-request')) return error.facts.reason
    throw error
  }
}

/** Whether a certificate is the root of a local authority, of this machine or another: by its name, which it cannot hide. */
export function isLocalAuthorityRoot(certificate: X509Certificate | Uint8Array): boolean {
  try {
    return readCertificate(certificate instanceof X509Certificate ? certificate.raw : certificate).subject.equals(ROOT_NAME)
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}
