// A certificate as RFC 5280 describes it, with the criticality and key usages that node:crypto does not tell.
import { X509Certificate, createHash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { expectTag, fieldsOf, onlyChild } from '../der/fields.ts'
import { DerError, TAG, contextTag } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { readDer } from '../der/reader.ts'
import { bitsOf, booleanOf, countOf, integerOf, octetsOf, oidOf, timeOf } from '../der/values.ts'
import type { DerTime } from '../der/values.ts'

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
} as const

export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const
export const PURPOSE = { timeStamping: '1.3.6.1.5.5.7.3.8', any: '2.5.29.37.0' } as const

export interface Certificate {
  readonly der: Buffer
  /** Lower-case hexadecimal, of the DER. */
  readonly sha256: string
  readonly publicKey: KeyObject
  readonly serial: bigint
  /** DER of the names, compared byte for byte. */
  readonly issuer: Buffer
  readonly subject: Buffer
  /** On one line, as `C=FR, O=…, CN=…`. Untrusted: escape before showing. */
  readonly subjectText: string
  readonly issuerText: string
  readonly notBefore: DerTime
  readonly notAfter: DerTime
  /** OID of the algorithm that the issuer signed with. */
  readonly signatureAlgorithm: string
  readonly criticalExtensions: readonly string[]
  readonly isCa: boolean
  readonly pathLength?: number
  /** Bit numbers of `KEY_USAGE`; undefined when the extension is absent. */
  readonly keyUsage?: readonly number[]
  readonly purposes?: { readonly oids: readonly string[]; readonly critical: boolean }
  readonly subjectKeyId?: Buffer
  readonly authorityKeyId?: Buffer
  /** Whether the issuer's key made this certificate's signature; nothing else is looked at. */
  signedBy(issuerKey: KeyObject): boolean
}

/**
 * Reads one DER certificate.
 * @throws DerError also when node:crypto cannot read it
 */
export function readCertificate(bytes: Uint8Array): Certificate {
  const der = Buffer.from(bytes)
  const outer = fieldsOf(readDer(der), TAG.sequence)
  const tbs = fieldsOf(outer.take(TAG.sequence), TAG.sequence)
  tbs.maybe(contextTag(0))
  const serial = integerOf(tbs.take())
  tbs.take(TAG.sequence)
  const issuer = tbs.take(TAG.sequence).raw
  const validity = fieldsOf(tbs.take(), TAG.sequence)
  const notBefore = timeOf(validity.take())
  const notAfter = timeOf(validity.take())
  const subject = tbs.take(TAG.sequence).raw
  tbs.take(TAG.sequence)
  const extensions = readExtensions(tbs.rest().find((node) => node.tag === contextTag(3)))
  const signatureAlgorithm = oidOf(fieldsOf(outer.take(), TAG.sequence).take())
  const { x509, publicKey } = openCertificate(der)
  return {
    der,
    sha256: createHash('sha256').update(der).digest('hex'),
    publicKey,
    serial,
    issuer,
    subject,
    subjectText: oneLine(x509.subject),
    issuerText: oneLine(x509.issuer),
    notBefore,
    notAfter,
    signatureAlgorithm,
    criticalExtensions: [...extensions].filter(([, extension]) => extension.critical).map(([oid]) => oid),
    ...constraintsOf(extensions),
    signedBy(issuerKey) {
      try {
        return x509.verify(issuerKey)
      } catch {
        return false
      }
    },
  }
}

/** Whether node:crypto reads it, whatever our stricter reader says. */
export function isReadableByOpenssl(der: Buffer): boolean {
  try {
    openCertificate(der)
    return true
  } catch {
    return false
  }
}

/** node:crypto puts each RDN on a line and escapes line breaks inside; a name is shown, never compared, so it may be cut. */
function oneLine(name: string): string {
  return name.split('\n').join(', ').slice(0, 1000)
}

function openCertificate(der: Buffer): { x509: X509Certificate; publicKey: KeyObject } {
  try {
    const x509 = new X509Certificate(der)
    return { x509, publicKey: x509.publicKey }
  } catch {
    throw new DerError('unexpected-shape', 0)
  }
}

/** The value's octets: only those of the extensions used here are read, for others need not be DER at all. */
interface Extension { readonly critical: boolean; readonly octets: Buffer }

function readExtensions(node: DerNode | undefined): Map<string, Extension> {
  const extensions = new Map<string, Extension>()
  if (node === undefined) return extensions
  for (const child of fieldsOf(onlyChild(node), TAG.sequence).rest()) {
    const fields = fieldsOf(child, TAG.sequence)
    const oid = oidOf(fields.take())
    const flag = fields.maybe(TAG.boolean)
    const octets = fields.take()
    fields.done()
    // The same extension twice: two readers could see two certificates (RFC 5280 §4.2).
    if (extensions.has(oid)) throw new DerError('unexpected-shape', child.offset)
    extensions.set(oid, { critical: flag !== undefined && booleanOf(flag), octets: octetsOf(octets) })
  }
  return extensions
}

type Constraints = Pick<Certificate, 'isCa' | 'pathLength' | 'keyUsage' | 'purposes' | 'subjectKeyId' | 'authorityKeyId'>

function constraintsOf(extensions: ReadonlyMap<string, Extension>): Constraints {
  const valueOf = (oid: string): DerNode | undefined => {
    const extension = extensions.get(oid)
    return extension === undefined ? undefined : readDer(extension.octets)
  }
  const usage = valueOf(EXTENSION.keyUsage)
  const purposes = valueOf(EXTENSION.extendedKeyUsage)
  const subjectKey = valueOf(EXTENSION.subjectKeyIdentifier)
  return {
    ...basicConstraintsOf(valueOf(EXTENSION.basicConstraints)),
    ...(usage === undefined ? {} : { keyUsage: bitsOf(usage) }),
    ...(purposes === undefined ? {} : {
      purposes: { oids: fieldsOf(purposes, TAG.sequence).rest().map(oidOf), critical: extensions.get(EXTENSION.extendedKeyUsage)?.critical === true },
    }),
    ...(subjectKey === undefined ? {} : { subjectKeyId: octetsOf(subjectKey) }),
    ...authorityKeyOf(valueOf(EXTENSION.authorityKeyIdentifier)),
  }
}

function basicConstraintsOf(value: DerNode | undefined): { isCa: boolean; pathLength?: number } {
  if (value === undefined) return { isCa: false }
  const fields = fieldsOf(value, TAG.sequence)
  const ca = fields.maybe(TAG.boolean)
  const length = fields.maybe(TAG.integer)
  fields.done()
  return { isCa: ca !== undefined && booleanOf(ca), ...(length === undefined ? {} : { pathLength: countOf(length) }) }
}

function authorityKeyOf(value: DerNode | undefined): { authorityKeyId?: Buffer } {
  if (value === undefined) return {}
  expectTag(value, TAG.sequence)
  const key = value.children.find((child) => child.tag === contextTag(0, 'primitive'))
  return key === undefined ? {} : { authorityKeyId: key.content }
}
