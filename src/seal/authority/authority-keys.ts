// The local authority's key and certificates. The root's key signs one certificate and is then forgotten: nothing on
// this machine can issue a second one under the same root.
import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { Failure } from '../../system/failure.ts'
import { instantOfMs, msOfInstant } from '../../system/time.ts'
import type { Instant, World } from '../../system/world.ts'
import { readCertificates } from '../rfc3161/anchors.ts'
import { PURPOSE, readCertificate } from '../x509/certificate.ts'
import { certificatesToPem } from '../x509/pem.ts'
import { distinguishedName, makeCertificate } from './make-certificate.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** The folder holds something else than the key and certificates made at first use. */
    'tsp.authority-damaged': { path: string; reason: 'incomplete' | 'unreadable' | 'key-mismatch' }
    /** This machine's clock stands outside the validity of the local authority's certificate. */
    'tsp.authority-out-of-date': { path: string; now: Instant; notBefore: string; notAfter: string }
  }
}

export interface AuthorityKeys {
  readonly key: KeyObject
  readonly certificate: Buffer
  readonly root: Buffer
}

const NOTICE = 'Exercise authority - no evidential value'
export const ROOT_NAME = distinguishedName({
  O: 'scelle',
  OU: NOTICE,
  CN: 'Autorité locale scelle - exercice sans valeur probante',
})
const LEAF_NAME = distinguishedName({
  O: 'scelle',
  OU: NOTICE,
  CN: 'Horodatage local scelle - exercice sans valeur probante',
})

const ROOT_YEARS = 20
const LEAF_YEARS = 10
const FILES = { key: 'tsa.key.pem', chain: 'tsa.chain.pem' } as const
const FILE_LIMIT = 64 * 1024

/** Reads the keys, or makes them at first use. @throws `tsp.authority-damaged`, `tsp.authority-out-of-date`, `system.io` */
export async function openAuthorityKeys(world: World): Promise<AuthorityKeys> {
  const folder = `${world.host.dataDir}/authority`
  const keys = await readKeys(world, folder) ?? await createKeys(world, folder)
  const now = msOfInstant(world.clock.now()) ?? 0
  const { notBefore, notAfter } = readCertificate(keys.certificate)
  if (now < notBefore.ms || now > notAfter.ms) {
    throw new Failure('tsp.authority-out-of-date', {
      path: folder, now: world.clock.now(), notBefore: notBefore.instant, notAfter: notAfter.instant,
    })
  }
  return keys
}

async function readKeys(world: World, folder: string): Promise<AuthorityKeys | undefined> {
  if (await world.files.facts(folder) === undefined) return undefined
  const key = await world.files.read(`${folder}/${FILES.key}`, FILE_LIMIT)
  const chain = await world.files.read(`${folder}/${FILES.chain}`, FILE_LIMIT)
  if (key === undefined || chain === undefined) throw new Failure('tsp.authority-damaged', { path: folder, reason: 'incomplete' })
  const keys = parseKeys(key, chain)
  if (keys === undefined) throw new Failure('tsp.authority-damaged', { path: folder, reason: 'unreadable' })
  if (!createPublicKey(keys.key).equals(readCertificate(keys.certificate).publicKey)) {
    throw new Failure('tsp.authority-damaged', { path: folder, reason: 'key-mismatch' })
  }
  return keys
}

function parseKeys(keyPem: Buffer, chainPem: Buffer): AuthorityKeys | undefined {
  try {
    const [certificate, root] = readCertificates(chainPem)
    if (certificate === undefined || root === undefined) return undefined
    return { key: createPrivateKey(keyPem), certificate, root }
  } catch {
    return undefined
  }
}

/** Written aside and renamed: of two first uses at once, one wins and the other reads what won. */
async function createKeys(world: World, folder: string): Promise<AuthorityKeys> {
  const { keys, keyPem } = await makeKeys(world)
  const aside = `${folder}.${world.random.uuid()}`
  await world.files.makeDir(aside)
  try {
    await world.files.writeDurably(`${aside}/${FILES.key}`, keyPem, { mode: 0o600 })
    await world.files.writeDurably(`${aside}/${FILES.chain}`, certificatesToPem([keys.certificate, keys.root]), { mode: 0o600 })
    await world.files.rename(aside, folder)
    return keys
  } catch (error) {
    await world.files.remove(aside)
    const winner = await readKeys(world, folder)
    if (winner === undefined) throw error
    return winner
  }
}

async function makeKeys(world: World): Promise<{ keys: AuthorityKeys; keyPem: string }> {
  const newKey = () => promisify(generateKeyPair)('ec', { namedCurve: 'prime256v1' })
  const [rootKey, leafKey] = [await newKey(), await newKey()]
  const now = msOfInstant(world.clock.now()) ?? 0
  // One day back: a clock set right after first use must not put the tokens before the certificate.
  const notBefore = instantOfMs(now - 86_400_000)
  const root = makeCertificate({
    subject: ROOT_NAME,
    issuer: ROOT_NAME,
    publicKey: rootKey.publicKey,
    issuerKey: rootKey,
    serial: serialNumber(world),
    notBefore,
    notAfter: yearsAfter(notBefore, ROOT_YEARS),
    role: { ca: true, pathLength: 0 },
  })
  const certificate = makeCertificate({
    subject: LEAF_NAME,
    issuer: ROOT_NAME,
    publicKey: leafKey.publicKey,
    issuerKey: rootKey,
    serial: serialNumber(world),
    notBefore,
    notAfter: yearsAfter(notBefore, LEAF_YEARS),
    role: { ca: false },
    purposes: { oids: [PURPOSE.timeStamping], critical: true },
  })
  const keyPem = leafKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { keys: { key: leafKey.privateKey, certificate, root }, keyPem }
}

/** Positive, at most 16 octets (RFC 5280 §4.1.2.2). */
export function serialNumber(world: World): bigint {
  return (BigInt(`0x${Buffer.from(world.random.bytes(16)).toString('hex')}`) >> 1n) | 1n
}

/** Days of 24 hours: 29 February has no anniversary. */
function yearsAfter(instant: Instant, years: number): Instant {
  return instantOfMs((msOfInstant(instant) ?? 0) + Math.round(years * 365.25) * 86_400_000)
}
