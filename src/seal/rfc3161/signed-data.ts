// SignedData and SignerInfo (RFC 5652 §5) as far as a time-stamp token uses them.
import { fieldsOf, onlyChild } from '../der/fields.ts'
import type { Fields } from '../der/fields.ts'
import { DerError, TAG, contextTag } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { countOf, integerOf, isSortedSet, octetsOf, oidOf, plainAlgorithmOf } from '../der/values.ts'

export interface SignedData {
  readonly digestAlgorithms: readonly string[]
  readonly contentType: string
  /** eContent octets: undefined when the content is detached. */
  readonly content: Buffer | undefined
  /** DER of each X.509 certificate in the token; other kinds of certificate are left out. Not trusted. */
  readonly certificates: readonly Buffer[]
  readonly signerInfos: readonly DerNode[]
  /** Names of the sets whose elements are not in DER order. */
  readonly unsortedSets: readonly SetName[]
}
export type SetName = 'digestAlgorithms' | 'certificates' | 'signedAttrs'

/** Certificates beyond this are no token of an authority. */
const MAX_CERTIFICATES = 64

/** `contentType` of a ContentInfo. @throws DerError */
export function contentInfoType(node: DerNode): string {
  return oidOf(fieldsOf(node, TAG.sequence).take())
}

/** @param node a ContentInfo whose type is signedData. @throws DerError */
export function readSignedData(node: DerNode): SignedData {
  const info = fieldsOf(node, TAG.sequence)
  info.take(TAG.oid)
  const fields = fieldsOf(onlyChild(info.take(contextTag(0))), TAG.sequence)
  info.done()
  takeVersion(fields, SIGNED_DATA_VERSIONS)
  const digestAlgorithms = fields.take(TAG.set)
  const encapsulated = fieldsOf(fields.take(), TAG.sequence)
  const contentType = oidOf(encapsulated.take())
  const content = encapsulated.maybe(contextTag(0))
  encapsulated.done()
  const certificates = fields.maybe(contextTag(0))
  fields.maybe(contextTag(1))
  const signerInfos = fields.take(TAG.set)
  fields.done()
  const x509 = (certificates?.children ?? []).filter((child) => child.tag === TAG.sequence)
  if (x509.length > MAX_CERTIFICATES) throw new DerError('too-many-nodes', certificates?.offset ?? 0)
  return {
    digestAlgorithms: digestAlgorithms.children.map(plainAlgorithmOf),
    contentType,
    content: content === undefined ? undefined : octetsOf(onlyChild(content)),
    certificates: x509.map((child) => child.raw),
    signerInfos: signerInfos.children,
    unsortedSets: [
      ...(isSortedSet(digestAlgorithms) ? [] : ['digestAlgorithms' as const]),
      ...(certificates === undefined || isSortedSet(certificates) ? [] : ['certificates' as const]),
    ],
  }
}

export type SignerId =
  | { readonly by: 'issuer-and-serial'; readonly issuer: Buffer; readonly serial: bigint }
  | { readonly by: 'key-identifier'; readonly keyId: Buffer }

export interface SignerInfo {
  readonly id: SignerId
  readonly digestAlgorithm: string
  readonly signedAttrs: SignedAttributes | undefined
  readonly signatureAlgorithm: { readonly oid: string; readonly parameters: DerNode | undefined }
  readonly signature: Buffer
}

export interface SignedAttributes {
  /** The bytes that are signed: as received, under the tag of SET OF instead of [0] (RFC 5652 §5.4). */
  readonly signedBytes: Buffer
  readonly sorted: boolean
  /** Values by attribute type; more than one value, or an attribute twice, gives more than one node. */
  readonly values: ReadonlyMap<string, readonly DerNode[]>
}

/** @throws DerError */
export function readSignerInfo(node: DerNode): SignerInfo {
  const fields = fieldsOf(node, TAG.sequence)
  takeVersion(fields, SIGNER_INFO_VERSIONS)
  const id = readSignerId(fields.take())
  const digestAlgorithm = plainAlgorithmOf(fields.take())
  const attributes = fields.maybe(contextTag(0))
  const algorithm = fieldsOf(fields.take(), TAG.sequence)
  const oid = oidOf(algorithm.take())
  const [parameters, more] = algorithm.rest()
  if (more !== undefined) throw new DerError('unexpected-shape', more.offset)
  const signature = octetsOf(fields.take())
  fields.maybe(contextTag(1))
  fields.done()
  return {
    id,
    digestAlgorithm,
    signedAttrs: attributes === undefined ? undefined : readAttributes(attributes),
    signatureAlgorithm: { oid, parameters },
    signature,
  }
}

// RFC 5652 §5.1 and §5.3. Which of them fits the content is not enforced: old authorities write 1.
const SIGNED_DATA_VERSIONS: readonly number[] = [1, 3, 4, 5]
const SIGNER_INFO_VERSIONS: readonly number[] = [1, 3]

function takeVersion(fields: Fields, known: readonly number[]): void {
  const node = fields.take()
  if (!known.includes(countOf(node))) throw new DerError('unexpected-shape', node.offset)
}

function readSignerId(node: DerNode): SignerId {
  if (node.tag === contextTag(0, 'primitive')) return { by: 'key-identifier', keyId: node.content }
  const fields = fieldsOf(node, TAG.sequence)
  const issuer = fields.take(TAG.sequence).raw
  const serial = integerOf(fields.take())
  fields.done()
  return { by: 'issuer-and-serial', issuer, serial }
}

function readAttributes(node: DerNode): SignedAttributes {
  const values = new Map<string, DerNode[]>()
  for (const child of node.children) {
    const attribute = fieldsOf(child, TAG.sequence)
    const type = oidOf(attribute.take())
    const set = attribute.take(TAG.set)
    attribute.done()
    // An attribute without value counts as present and unreadable, not as absent.
    const found = set.children.length === 0 ? [set] : set.children
    values.set(type, [...(values.get(type) ?? []), ...found])
  }
  const signedBytes = Buffer.from(node.raw)
  signedBytes[0] = TAG.set
  return { signedBytes, sorted: isSortedSet(node), values }
}
