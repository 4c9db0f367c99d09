// Asks the authorities of a seal for their tokens. Each token is verified when it arrives, written, read back and
// verified again: what lies beside the seal is what was checked.
import { createHash } from 'node:crypto'
import { LOCAL_AUTHORITY_NAME, openLocalAuthority } from '../seal/authority/local-authority.ts'
import { acceptResponse, askAuthority } from '../seal/rfc3161/ask-authority.ts'
import { readCertificates } from '../seal/rfc3161/anchors.ts'
import { buildTimeStampReq, type MessageImprint } from '../seal/rfc3161/request.ts'
import { verifyToken, type TokenFacts, type TokenVerdict } from '../seal/rfc3161/verify-token.ts'
import { sealDir } from '../seal/seal-file.ts'
import type { SealRecord } from '../seal/seal-record.ts'
import { Failure, isFailure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import type { Authority } from './sealed-object.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A token that was just verified is not what lies on disk. */
    'seal.token-not-kept': { authority: string }
    /** The frozen tag manifest of a pending seal is gone or is not the one that was frozen. */
    'seal.frozen-differs': { number: number }
  }
}

export interface ReceivedToken {
  readonly authority: string
  readonly url: string | null
  readonly token: TokenFacts
  /** True when its chain leads to a configured root, or to the local authority's own. */
  readonly anchored: boolean
  readonly sha256: string
}

export interface WaitingAuthority {
  readonly authority: string
  /** Why there is no token yet. */
  readonly failure: Failure
}

export interface Gathered {
  readonly received: readonly ReceivedToken[]
  readonly waiting: readonly WaitingAuthority[]
}

const TOKEN_LIMIT = 1024 * 1024

export async function gatherTokens(world: World, dir: string, seal: SealRecord, anchors: readonly Buffer[]): Promise<Gathered> {
  const imprint = await frozenImprint(world, dir, seal)
  const answers = await Promise.all(seal.authorities.map((authority) => oneToken(world, dir, seal, authority, imprint, anchors)))
  return {
    received: answers.filter((answer) => 'token' in answer),
    waiting: answers.filter((answer) => 'failure' in answer),
  }
}

async function frozenImprint(world: World, dir: string, seal: SealRecord): Promise<MessageImprint> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of world.files.stream(`${dir}/${sealDir(seal.number)}/tagmanifest-sha256.txt`)) hash.update(chunk)
  } catch (error) {
    throw new Failure('seal.frozen-differs', { number: seal.number }, error)
  }
  const digest = hash.digest()
  if (digest.toString('hex') !== seal.tagmanifest) throw new Failure('seal.frozen-differs', { number: seal.number })
  return { algorithm: 'sha256', digest }
}

async function oneToken(world: World, dir: string, seal: SealRecord, authority: Authority, imprint: MessageImprint, anchors: readonly Buffer[]): Promise<ReceivedToken | WaitingAuthority> {
  const stem = `${dir}/${sealDir(seal.number)}/${authority.name}`
  const kept = await keptToken(world, stem, authority, imprint, anchors)
  if (kept !== undefined) return kept
  try {
    const answer = authority.url === null
      ? await askLocal(world, imprint)
      : await askAuthority(world, { name: authority.name, url: authority.url }, imprint, { anchors })
    await world.files.writeDurably(`${stem}.chain.pem`, answer.chainPem)
    await world.files.writeDurably(`${stem}.tsr`, answer.response)
  } catch (failure) {
    if (isFailure(failure) && WAITS.test(failure.code)) return { authority: authority.name, failure }
    throw failure
  }
  const read = await keptToken(world, stem, authority, imprint, anchors)
  if (read === undefined) throw new Failure('seal.token-not-kept', { authority: authority.name })
  return read
}

// Whatever an authority did wrong, the others count and the seal can be completed later.
const WAITS = /^(http|tsp)\./

/** The token on disk when it is there, sound, and about this imprint. */
async function keptToken(world: World, stem: string, authority: Authority, imprint: MessageImprint, anchors: readonly Buffer[]): Promise<ReceivedToken | undefined> {
  const bytes = await world.files.read(`${stem}.tsr`, TOKEN_LIMIT)
  if (bytes === undefined) return undefined
  const local = authority.url === null ? [(await openLocalAuthority(world)).rootDer] : []
  const chain = await world.files.read(`${stem}.chain.pem`, TOKEN_LIMIT)
  const verdict: TokenVerdict = verifyToken(bytes, {
    imprint, anchors: [...local, ...anchors], subject: `${authority.name}.tsr`,
    ...(chain === undefined ? {} : { extraCertificates: readCertificates(chain) }),
  })
  if (verdict.token === undefined || verdict.verdict === 'failed') return undefined
  return {
    authority: authority.name, url: authority.url, token: verdict.token, anchored: verdict.verdict === 'verified',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

async function askLocal(world: World, imprint: MessageImprint): Promise<{ response: Buffer; chainPem: string }> {
  const authority = await openLocalAuthority(world)
  const request = buildTimeStampReq(imprint, world.random.bytes(16))
  const { response } = acceptResponse(world, LOCAL_AUTHORITY_NAME, request, await authority.respond(request.der), { anchors: [authority.rootDer] })
  return { response, chainPem: authority.chainPem }
}
