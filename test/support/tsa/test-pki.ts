// A throw-away hierarchy (root, intermediate, time-stamping leaf) for tests: good ones, and one defect at a time.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { distinguishedName, makeCertificate } from '../../../src/seal/authority/make-certificate.ts'
import { boolean, nullValue, octetString, oid, sequence } from '../../../src/seal/der/writer.ts'
import { PURPOSE } from '../../../src/seal/x509/certificate.ts'
import { certificatesToPem } from '../../../src/seal/x509/pem.ts'
import { instantOfMs } from '../../../src/system/time.ts'

export type KeyKind = 'p256' | 'p384' | 'brainpool' | 'rsa' | 'rsa1024' | 'ed25519'

export interface KeyPair { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

export function newKey(kind: KeyKind): KeyPair {
  if (kind === 'rsa' || kind === 'rsa1024') return generateKeyPairSync('rsa', { modulusLength: kind === 'rsa' ? 2048 : 1024 })
  if (kind === 'ed25519') return generateKeyPairSync('ed25519')
  const namedCurve = { p256: 'prime256v1', p384: 'secp384r1', brainpool: 'brainpoolP256r1' }[kind]
  return generateKeyPairSync('ec', { namedCurve })
}

export interface PkiOptions {
  readonly key?: KeyKind
  /** Milliseconds around which everything is valid. Default: now. */
  readonly nowMs?: number
  readonly leaf?: 'good' | 'expired' | 'future' | 'no-eku' | 'eku-not-critical' | 'two-ekus' | 'server' | 'ca' | 'wide-key-usage' | 'critical-extension' | 'odd-extension' | 'repeated-extension'
  readonly intermediate?: 'good' | 'expired' | 'not-a-ca' | 'wrong-signature' | 'wrong-purpose'
  readonly root?: 'good' | 'expired' | 'path-length-0'
}

export interface TestPki {
  readonly root: Buffer
  readonly rootPem: string
  readonly intermediate: Buffer
  readonly intermediatePem: string
  readonly leaf: Buffer
  readonly key: KeyPair
}

const twice = sequence(oid('1.2.3.6'), octetString(nullValue()))
const DAY = 86_400_000
const serial = (): bigint => (BigInt(`0x${randomBytes(12).toString('hex')}`) >> 1n) | 1n

export function makeTestPki(options: PkiOptions = {}): TestPki {
  const now = options.nowMs ?? Date.now()
  const during = (fromDays: number, toDays: number) => ({ notBefore: instantOfMs(now + fromDays * DAY), notAfter: instantOfMs(now + toDays * DAY) })
  const tag = createHash('sha256').update(randomBytes(8)).digest('hex').slice(0, 8)
  const names = {
    root: distinguishedName({ O: 'Exemple', CN: `Racine d'essai ${tag}` }),
    intermediate: distinguishedName({ O: 'Exemple', CN: `Intermédiaire d'essai ${tag}` }),
    leaf: distinguishedName({ O: 'Exemple', CN: `Horodatage d'essai ${tag}` }),
  }
  const rootKey = newKey('p256')
  const interKey = newKey('p256')
  const key = newKey(options.key ?? 'p256')
  const root = makeCertificate({
    subject: names.root, issuer: names.root, publicKey: rootKey.publicKey, issuerKey: rootKey, serial: serial(),
    ...(options.root === 'expired' ? during(-900, -1) : during(-900, 3000)),
    role: { ca: true, ...(options.root === 'path-length-0' ? { pathLength: 0 } : {}) },
  })
  const wrongKey = options.intermediate === 'wrong-signature' ? newKey('p256') : rootKey
  const intermediate = makeCertificate({
    subject: names.intermediate, issuer: names.root, publicKey: interKey.publicKey,
    issuerKey: { privateKey: wrongKey.privateKey, publicKey: rootKey.publicKey }, serial: serial(),
    ...(options.intermediate === 'expired' ? during(-800, -1) : during(-800, 2000)),
    role: options.intermediate === 'not-a-ca' ? { ca: false } : { ca: true },
    ...(options.intermediate === 'wrong-purpose' ? { purposes: { oids: ['1.3.6.1.5.5.7.3.1'], critical: false } } : {}),
  })
  const leaf = makeCertificate({
    subject: names.leaf, issuer: names.intermediate, publicKey: key.publicKey, issuerKey: interKey, serial: serial(),
    ...leafValidity(options.leaf, during),
    role: options.leaf === 'ca' ? { ca: true } : { ca: false },
    ...leafPurposes(options.leaf),
    ...(options.leaf === 'wide-key-usage' ? { keyUsage: [0, 2] } : {}),
    ...(options.leaf === 'critical-extension' ? { extensions: [sequence(oid('1.2.3.4'), boolean(true), octetString(nullValue()))] } : {}),
    ...(options.leaf === 'repeated-extension' ? { extensions: [twice, twice] } : {}),
    ...(options.leaf === 'odd-extension' ? { extensions: [sequence(oid('1.2.3.5'), octetString(Buffer.from('pas du DER')))] } : {}),
  })
  return { root, rootPem: certificatesToPem([root]), intermediate, intermediatePem: certificatesToPem([intermediate]), leaf, key }
}

type During = (from: number, to: number) => { notBefore: string; notAfter: string }

function leafValidity(leaf: PkiOptions['leaf'], during: During): ReturnType<During> {
  if (leaf === 'expired') return during(-400, -30)
  return leaf === 'future' ? during(30, 400) : during(-30, 400)
}

function leafPurposes(leaf: PkiOptions['leaf']): { purposes?: { oids: string[]; critical: boolean } } {
  if (leaf === 'no-eku') return {}
  const oids = leaf === 'server' ? ['1.3.6.1.5.5.7.3.1'] : leaf === 'two-ekus' ? [PURPOSE.timeStamping, '1.3.6.1.5.5.7.3.1'] : [PURPOSE.timeStamping]
  return { purposes: { oids, critical: leaf !== 'eku-not-critical' } }
}
