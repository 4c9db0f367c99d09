// One token or response and the file that it is about, without any case.
import { createHash } from 'node:crypto'
import { readTimeStampReq, type TimeStampReq } from '../seal/rfc3161/request.ts'
import { verifyToken, type TokenVerdict } from '../seal/rfc3161/verify-token.ts'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'

export interface TokenFileInput {
  readonly token: string
  readonly data: string
  /** DER of the trusted roots. */
  readonly anchors: readonly Buffer[]
  /** DER of certificates that help to build the chain, and are not trusted. */
  readonly untrusted: readonly Buffer[]
  /** The request that was sent: nonce and policy are compared then. */
  readonly query?: string
  /** Accept BER that other tools have written, with a warning. */
  readonly lenient?: boolean
}

export type TokenFileResult = TokenVerdict

const LIMIT = 1024 * 1024

/** @throws `verify.not-found`, `verify.not-a-target`, `system.too-large`, `tsp.bad-request`, `tsp.bad-certificate`, `system.io` */
export async function verifyTokenFile(world: World, { token, data, anchors, untrusted, query, lenient }: TokenFileInput): Promise<TokenFileResult> {
  await wantFile(world, data)
  const bytes = await readSmall(world, token)
  const request: TimeStampReq | undefined = query === undefined ? undefined : readTimeStampReq(await readSmall(world, query))
  return await verifyToken(bytes, {
    imprint: async (algorithm) => {
      const hash = createHash(algorithm)
      for await (const chunk of world.files.stream(data)) hash.update(chunk)
      return hash.digest()
    },
    anchors, extraCertificates: untrusted, subject: token,
    ...request !== undefined && { request },
    ...lenient !== undefined && { lenient },
  })
}

async function readSmall(world: World, path: string): Promise<Buffer> {
  await wantFile(world, path)
  const bytes = await world.files.read(path, LIMIT)
  if (bytes === undefined) throw new Failure('verify.not-found', { path })
  return bytes
}

async function wantFile(world: World, path: string): Promise<void> {
  const type = (await world.files.facts(path))?.type
  if (type === undefined) throw new Failure('verify.not-found', { path })
  if (type !== 'file' && type !== 'symlink') throw new Failure('verify.not-a-target', { path })
}
