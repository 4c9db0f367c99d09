// AWS Signature Version 4 over one request: docs.aws.amazon.com, "Signature Version 4 signing process". The secret stays here.
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Instant } from '../../../system/world.ts'

export const SERVICE = 'abuse'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface Signable {
  readonly line: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** Headers that carry the proof: `authorization`, `x-amz-date`, `x-amz-content-sha256`, and `x-amz-security-token` when there is one. */
export async function signature({ line, headers, body }: Signable, base: string, region: string, credentials: Credentials, at: Instant): Promise<Record<string, string>> {
  const url = new URL(`${base}${line.slice(line.indexOf(' ') + 1)}`)
  const signer = new SignatureV4({ service: SERVICE, region, credentials, sha256: Sha256 })
  const signed = await signer.sign({
    method: line.slice(0, line.indexOf(' ')), protocol: url.protocol, hostname: url.hostname, ...(url.port === '' ? {} : { port: Number(url.port) }), path: url.pathname,
    query: Object.fromEntries(url.searchParams), headers: { ...headers, host: url.host }, ...(body === undefined ? {} : { body }),
  }, { signingDate: at })
  return Object.fromEntries(Object.entries(signed.headers).filter(([name]) => name !== 'host' && headers[name] === undefined))
}
