// datapackage-digest.json (WACZ 1.1.1 §5.5; WACZ Signing and Verification 0.1.0): the digest of the list of files, and who
// signed it. A key in the package proves no identity; a certificate is held against its own chain, not against the
// authorities of the world; a time-stamp token is looked into, and its signature is for `scelle verify`. No outside code.
import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { finding } from '../../finding-codes.ts'
import type { Reading } from '../../reading.ts'
import type { Identifier } from '../../record.ts'
import { isoTime } from '../../times.ts'
import { certificateFaults, chainOf } from './certificates.ts'
import { DATAPACKAGE, isObject, jsonObject, stringIn } from './package.ts'
import type { JsonObject } from './package.ts'
import { tokenFaults } from './token.ts'

const MEMBERS = ['path', 'hash', 'signedData']
const ANONYMOUS = ['hash', 'signature', 'publicKey', 'created', 'software']
const DOMAIN = ['version', 'hash', 'signature', 'domain', 'domainCert', 'timeSignature', 'timestampCert', 'crossSignedCert', 'created', 'software']
const SOURCE = 'WACZ:datapackage-digest'

/** @param hash of datapackage.json as it lies, when there is one */
export function checkDigestFile(bytes: Buffer | undefined, hash: string | undefined): Reading {
  const file = jsonObject(bytes)
  if (file === undefined) return { findings: [finding('wacz-digest-file-defect', 'notice', { defects: 1 }, [`${SOURCE}: no JSON object`])] }
  const told = stringIn(file, 'hash')
  const signed = file['signedData']
  const defects = [
    ...(stringIn(file, 'path') === DATAPACKAGE ? [] : [`path = ${stringIn(file, 'path') ?? ''}`]), ...(told === undefined ? ['hash: absent'] : []),
    ...Object.keys(file).filter((key) => !MEMBERS.includes(key)).map((key) => `${key.slice(0, 80)}: not in the standard`),
    ...(signed === undefined || isObject(signed) ? [] : ['signedData: no single object']), ...(isObject(signed) ? propertiesBeyond(signed) : []),
  ]
  const mismatch = told !== undefined && hash !== undefined && told.toLowerCase() !== hash
  const signature = isObject(signed) ? signatureOf(signed, told) : { findings: [finding('wacz-unsigned', 'info', {})] }
  return {
    ...signature, findings: [
      ...(mismatch ? [finding('wacz-package-mismatch', 'warn', {}, [`${SOURCE}:hash = ${told.slice(0, 100)}`, `${DATAPACKAGE}: ${hash}`])] : []),
      ...(defects.length === 0 ? [] : [finding('wacz-digest-file-defect', 'notice', { defects: defects.length }, defects.slice(0, 10).map((defect) => `${SOURCE}:${defect}`))]),
      ...(signature.findings ?? []),
    ],
  }
}

function propertiesBeyond(signed: JsonObject): string[] {
  const allowed = signed['publicKey'] === undefined ? DOMAIN : ANONYMOUS
  return Object.keys(signed).filter((key) => !allowed.includes(key)).map((key) => `signedData.${key.slice(0, 80)}: not in the standard`)
}

function signatureOf(signed: JsonObject, fileHash: string | undefined): Reading {
  const [hash, signature, created, software] = ['hash', 'signature', 'created', 'software'].map((key) => stringIn(signed, key))
  const reasons = [
    ...(hash === undefined || signature === undefined ? ['hash or signature: absent'] : []),
    ...(hash !== undefined && hash !== fileHash ? [`hash = ${hash.slice(0, 100)}, the file says ${(fileHash ?? '').slice(0, 100)}`] : []),
  ]
  const facts: Reading = {
    times: created === undefined ? [] : [isoTime({ role: 'metadata', source: `${SOURCE}:signedData.created`, raw: created })],
    software: software === undefined ? [] : [{ name: software.slice(0, 200), source: `${SOURCE}:signedData.software` }],
  }
  return stringIn(signed, 'publicKey') === undefined
    ? domainSigned(signed, { hash, signature, created }, reasons, facts)
    : anonymous(stringIn(signed, 'publicKey') as string, { hash, signature, created, software }, reasons, facts)
}

interface Signed {
  readonly hash: string | undefined
  readonly signature: string | undefined
  readonly created: string | undefined
  readonly software?: string | undefined
}

function anonymous(publicKey: string, { hash = '', signature = '', created = '', software = '' }: Signed, faults: readonly string[], facts: Reading): Reading {
  const key = keyOf(publicKey)
  const how = key === undefined ? undefined : verified(key, hash, signature)
  const reasons = [...faults, ...(key === undefined ? ['publicKey: none that can be read'] : how === undefined ? ['the signature is not that of this key over the hash'] : [])]
  const id: Identifier[] = [{ kind: 'WACZ public key', value: publicKey.slice(0, 400), source: `${SOURCE}:signedData.publicKey` }]
  return {
    ...facts, ids: id,
    findings: reasons.length > 0 ? [invalid(reasons)]
      : [finding('wacz-self-signed', 'info', { software: software.slice(0, 100), created: created.slice(0, 40) }, [`${SOURCE}:signedData.signature: ${how} by ${SOURCE}:signedData.publicKey`])],
  }
}

function domainSigned(signed: JsonObject, { hash = '', signature = '', created = '' }: Signed, faults: readonly string[], facts: Reading): Reading {
  const domain = stringIn(signed, 'domain') ?? ''
  const chain = chainOf(stringIn(signed, 'domainCert'))
  const [leaf] = chain
  const how = leaf === undefined ? undefined : verified(leaf.publicKey, hash, signature)
  const token = tokenFaults({ token: stringIn(signed, 'timeSignature'), certificates: stringIn(signed, 'timestampCert'), signature, created })
  const reasons = [
    ...faults, ...(leaf === undefined ? ['domainCert: none that can be read'] : certificateFaults(chain, domain, created)),
    ...(leaf !== undefined && how === undefined ? ['the signature is not that of this certificate over the hash'] : []), ...token.faults,
  ]
  const top = chain.at(-1)
  return {
    ...facts,
    times: [...(facts.times ?? []), ...token.times.map((time) => ({ ...time, source: `${SOURCE}:signedData.timeSignature` }))],
    ...(token.bytes === undefined ? {} : { members: [{ name: 'timeSignature.tsr', relation: 'timestamp-token', size: token.bytes.length, bytes: token.bytes }] }),
    ids: top === undefined ? [] : [{ kind: 'top of the certificate chain (SHA-256)', value: top.fingerprint256, source: `${SOURCE}:signedData.domainCert` }],
    findings: reasons.length > 0 ? [invalid(reasons)] : [finding('wacz-domain-signed', 'info', { domain: domain.slice(0, 253), created: created.slice(0, 40) }, [
      `${SOURCE}:signedData.signature: ${how} by the certificate of ${domain.slice(0, 200)}`, `${SOURCE}:signedData.domainCert: ${chain.length} certificates, each signed by the next; top ${top?.subject.replaceAll('\n', ', ').slice(0, 150)}`, ...token.evidence,
    ])],
  }
}

function invalid(reasons: readonly string[]): ReturnType<typeof finding> {
  return finding('wacz-signature-invalid', 'warn', { reasons: reasons.length }, reasons.slice(0, 10).map((reason) => `${SOURCE}:signedData: ${reason}`))
}

function keyOf(publicKey: string): KeyObject | undefined {
  try {
    return publicKey.includes('-----BEGIN') ? createPublicKey(publicKey) : createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** The text fixes neither curve, digest nor form of the signature: what the known tools write is tried, and told. */
function verified(key: KeyObject, hash: string, signature: string): string | undefined {
  const bytes = Buffer.from(signature, 'base64')
  for (const algorithm of ['sha256', 'sha384', 'sha512']) {
    for (const dsaEncoding of key.asymmetricKeyType === 'ec' ? ['ieee-p1363', 'der'] as const : ['der'] as const) {
      try {
        if (verify(algorithm, Buffer.from(hash), { key, dsaEncoding }, bytes)) return `${key.asymmetricKeyType} ${key.asymmetricKeyDetails?.namedCurve ?? ''} ${algorithm} verified`.replace('  ', ' ')
      } catch {
        // A key of another kind does not verify this way.
      }
    }
  }
  return undefined
}
