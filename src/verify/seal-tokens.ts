// The tokens of one seal: each must be about the frozen tag manifest's bytes and lead to a root that is trusted here.
import { createHash } from 'node:crypto'
import { isLocalAuthorityRoot } from '../seal/authority/local-authority.ts'
import { readCertificates } from '../seal/rfc3161/anchors.ts'
import { verifyToken, type TokenFacts } from '../seal/rfc3161/verify-token.ts'
import type { Verdict } from '../seal/check.ts'
import { isFailure } from '../system/failure.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { Container } from './container.ts'
import type { Inventory } from './inventory.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'SEAL.TOKEN_TOO_LARGE': { bytes: number }
    'SEAL.CHAIN_UNREADABLE': Record<never, never>
    /** Trusted because the case says that it is an exercise. */
    'SEAL.EXERCISE_AUTHORITY': { authority: string }
    /** Sound, and worth nothing to a third party. */
    'SEAL.LOCAL_AUTHORITY_ONLY': { authority: string }
    'SEAL.LOCAL_AUTHORITY': { authority: string }
  }
}

export interface SealToken {
  /** File stem: who was asked. Untrusted. */
  readonly authority: string
  readonly verdict: Verdict
  /** Issued by the local authority of some installation. */
  readonly local: boolean
  readonly token?: TokenFacts
}

const LIMIT = 1024 * 1024

/** @param exercise the case says that it is one: its local authority's root is trusted then */
export async function checkTokens(
  container: Container, inventory: Inventory, dir: string, input: { readonly anchors: readonly Buffer[]; readonly exercise: boolean }, sheet: CheckSheet,
): Promise<SealToken[]> {
  const paths = [...inventory.keys()].filter((path) => path.startsWith(`${dir}/`) && path.endsWith('.tsr')).toSorted()
  const tokens: SealToken[] = []
  for (const path of paths) tokens.push(await checkToken(container, inventory, dir, path, input, sheet))
  const vouched = tokens.some(({ local, verdict }) => !local && verdict === 'verified')
  for (const { local, verdict, authority } of tokens) {
    if (!local || verdict !== 'verified') continue
    const path = `${dir}/${authority}.tsr`
    if (input.exercise) sheet.add('SEAL.EXERCISE_AUTHORITY', 'info', path, { authority })
    else if (vouched) sheet.add('SEAL.LOCAL_AUTHORITY', 'info', path, { authority })
    else sheet.add('SEAL.LOCAL_AUTHORITY_ONLY', 'indeterminate', path, { authority })
  }
  return tokens
}

async function checkToken(
  container: Container, inventory: Inventory, dir: string, path: string, { anchors }: { readonly anchors: readonly Buffer[] }, sheet: CheckSheet,
): Promise<SealToken> {
  const authority = path.slice(dir.length + 1, -'.tsr'.length)
  const size = inventory.get(path)?.size ?? 0
  if (size > LIMIT) {
    sheet.add('SEAL.TOKEN_TOO_LARGE', 'failed', path, { bytes: size })
    return { authority, verdict: 'failed', local: false }
  }
  const chain = await readChain(container, inventory, `${dir}/${authority}.chain.pem`, sheet)
  const localRoots = chain.filter(isLocalAuthorityRoot)
  const { verdict, checks, token } = await verifyToken(await container.read(path, LIMIT), {
    imprint: async (algorithm) => {
      const hash = createHash(algorithm)
      for await (const chunk of container.stream(`${dir}/tagmanifest-sha256.txt`)) hash.update(chunk)
      return hash.digest()
    },
    // A local root found beside its token makes the token checkable, never trusted: the caller says what it is worth.
    anchors: [...anchors, ...localRoots],
    extraCertificates: chain,
    subject: path,
  })
  for (const line of checks) sheet.take(line)
  // Also when its root was configured: what the chain file lacks must not make a local token worth more.
  const roots = new Set([...localRoots, ...anchors.filter(isLocalAuthorityRoot)].map((root) => createHash('sha256').update(root).digest('hex')))
  const local = token?.path?.rootSha256 !== undefined && roots.has(token.path.rootSha256)
  return { authority, verdict, local, ...token !== undefined && { token } }
}

async function readChain(container: Container, inventory: Inventory, path: string, sheet: CheckSheet): Promise<Buffer[]> {
  const row = inventory.get(path)
  if (row?.kind !== 'file') return []
  try {
    if (row.size <= LIMIT) return readCertificates(await container.read(path, LIMIT))
  } catch (error) {
    if (!isFailure(error, 'tsp.bad-certificate')) throw error
  }
  sheet.add('SEAL.CHAIN_UNREADABLE', 'warning', path, {})
  return []
}
