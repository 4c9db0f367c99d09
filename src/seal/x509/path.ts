// A path from a signer's certificate to a configured root, judged at one instant (RFC 5280 §6, without policies and
// name constraints: a critical name constraint is refused). Certificates found in a token only help to build it.
import { EXTENSION, KEY_USAGE, PURPOSE } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { isWeakCertificateSignature, isShortKey } from './strength.ts'

export type PathDefect =
  | 'not-a-ca' | 'cannot-sign-certificates' | 'path-too-long' | 'wrong-purpose' | 'bad-signature'
  | 'expired' | 'not-yet-valid' | 'critical-extension' | 'weak-signature' | 'short-key'

export interface BrokenLink {
  readonly defect: PathDefect
  /** Subject of the certificate at fault. Untrusted. */
  readonly certificate: string
}

export type PathResult =
  | { readonly outcome: 'trusted'; readonly path: readonly Certificate[] }
  /** Issuers were found, and something is wrong with each of them. */
  | { readonly outcome: 'broken'; readonly links: readonly BrokenLink[] }
  /** The path ends before a configured root. `path` is as far as it went. */
  | { readonly outcome: 'open'; readonly path: readonly Certificate[] }

const MAX_LENGTH = 8
const MAX_SIGNATURES = 100

// Policies are not evaluated (any policy is accepted), so their extensions need no processing.
const PROCESSED = new Set<string>([
  EXTENSION.keyUsage, EXTENSION.subjectAltName, EXTENSION.basicConstraints, EXTENSION.certificatePolicies,
  EXTENSION.policyConstraints, EXTENSION.extendedKeyUsage, EXTENSION.inhibitAnyPolicy,
])

/** What is wrong with a certificate by itself at that instant; undefined when nothing is. */
export function certificateDefect(certificate: Certificate, atMs: number): PathDefect | undefined {
  if (atMs < certificate.notBefore.ms) return 'not-yet-valid'
  // notAfter is a whole second, and that second is still inside.
  if (atMs >= certificate.notAfter.ms + 1000) return 'expired'
  if (certificate.criticalExtensions.some((oid) => !PROCESSED.has(oid))) return 'critical-extension'
  if (isShortKey(certificate.publicKey)) return 'short-key'
  return undefined
}

/** `leaf` itself is judged by the caller: only its issuers are judged here. A leaf is never its own root. */
export function findPath(leaf: Certificate, pool: readonly Certificate[], anchors: readonly Certificate[], atMs: number): PathResult {
  const isAnchor = new Set(anchors.map((anchor) => anchor.sha256))
  const candidates = [...anchors, ...pool.filter((certificate) => !isAnchor.has(certificate.sha256))]
  const links = new Map<string, BrokenLink>()
  let longest: readonly Certificate[] = [leaf]
  let signaturesLeft = MAX_SIGNATURES

  const climb = (path: readonly Certificate[]): readonly Certificate[] | undefined => {
    const child = path.at(-1) ?? leaf
    if (path.length > longest.length) longest = path
    if (path.length > 1 && isAnchor.has(child.sha256)) return path
    if (path.length >= MAX_LENGTH) return undefined
    for (const issuer of candidates) {
      if (path.some((seen) => seen.sha256 === issuer.sha256) || !mayHaveIssued(issuer, child) || signaturesLeft <= 0) continue
      signaturesLeft -= 1
      const defect = issuerDefect(issuer, child, path.length - 1, isAnchor.has(issuer.sha256), atMs)
      if (defect !== undefined) {
        links.set(`${defect} ${issuer.sha256}`, { defect, certificate: issuer.subjectText })
        continue
      }
      const found = climb([...path, issuer])
      if (found !== undefined) return found
    }
    return undefined
  }

  const path = climb([leaf])
  if (path !== undefined) return { outcome: 'trusted', path }
  if (links.size > 0) return { outcome: 'broken', links: [...links.values()] }
  return { outcome: 'open', path: longest }
}

/** By name, and by key identifier when both tell one: a namesake with another key is not the issuer. */
function mayHaveIssued(issuer: Certificate, child: Certificate): boolean {
  if (!issuer.subject.equals(child.issuer)) return false
  const { authorityKeyId } = child
  return authorityKeyId === undefined || issuer.subjectKeyId === undefined || issuer.subjectKeyId.equals(authorityKeyId)
}

function issuerDefect(
  issuer: Certificate, child: Certificate, intermediatesBelow: number, isAnchor: boolean, atMs: number,
): PathDefect | undefined {
  const { keyUsage, purposes, pathLength } = issuer
  if (!issuer.isCa) return 'not-a-ca'
  if (keyUsage !== undefined && !keyUsage.includes(KEY_USAGE.keyCertSign)) return 'cannot-sign-certificates'
  if (pathLength !== undefined && pathLength < intermediatesBelow) return 'path-too-long'
  const suited = purposes === undefined || isAnchor ||
    purposes.oids.includes(PURPOSE.timeStamping) || purposes.oids.includes(PURPOSE.any)
  if (!suited) return 'wrong-purpose'
  if (isWeakCertificateSignature(child.signatureAlgorithm)) return 'weak-signature'
  if (!child.signedBy(issuer.publicKey)) return 'bad-signature'
  return certificateDefect(issuer, atMs)
}
