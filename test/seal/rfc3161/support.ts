// What the token tests have in common.
import { createHash } from 'node:crypto'
import type { Check } from '../../../src/seal/check.ts'
import { buildTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import type { MessageImprint, TimeStampReq } from '../../../src/seal/rfc3161/request.ts'

export function imprintOf(data: string | Uint8Array, algorithm: MessageImprint['algorithm'] = 'sha256'): MessageImprint {
  return { algorithm, digest: createHash(algorithm).update(data).digest() }
}

export function requestFor(data: string, algorithm: MessageImprint['algorithm'] = 'sha256', options: { policy?: string; certReq?: boolean } = {}): TimeStampReq {
  return buildTimeStampReq(imprintOf(data, algorithm), createHash('sha256').update(`nonce of ${data}`).digest().subarray(0, 16), options)
}

/** Codes with that outcome. */
export function codes(checks: readonly Check[], ...outcomes: Check['outcome'][]): string[] {
  return checks.filter((check) => outcomes.includes(check.outcome)).map((check) => check.code)
}
