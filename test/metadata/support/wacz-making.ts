// WACZ packages made for tests, right in every rule unless a test breaks one.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { distinguishedName, makeCertificate } from '../../../src/seal/authority/make-certificate.ts'
import { makeToken } from '../../../src/seal/authority/make-token.ts'
import { octetString, oid, sequence, tlv } from '../../../src/seal/der/writer.ts'
import { certificatesToPem } from '../../../src/seal/x509/pem.ts'
import { makeTestPki, newKey } from '../../support/tsa/test-pki.ts'
import { members, response, warcinfo } from './warc-making.ts'
import { zipOf } from './zip-making.ts'
import type { ZipPart } from './zip-making.ts'

export const PAGE = 'https://forum.example.org/fil/1'
const CREATED = '2026-11-16T07:20:00Z'

export interface WaczOptions {
  /** Changes the files after they were listed. */
  readonly files?: (files: Map<string, Buffer>) => void
  /** Changes the list before it is written. */
  readonly list?: (datapackage: Record<string, unknown> & { resources: Record<string, unknown>[] }) => void
  readonly digest?: (file: Record<string, unknown>) => void
  readonly signed?: (hash: string) => Record<string, unknown>
  readonly index?: (line: Record<string, unknown>) => void
  readonly pack?: readonly string[]
  readonly leave?: readonly string[]
}

export function waczOf({ files: change, list, digest: changeDigest, signed, index, pack = [], leave = [] }: WaczOptions = {}): Buffer {
  const records = [warcinfo(), response(PAGE, '<html>bonjour</html>')].map((record) => members([record]))
  const line = { url: PAGE, mime: 'text/html', status: '200', filename: 'data.warc.gz', offset: String(records[0]?.length), length: String(records[1]?.length) }
  index?.(line)
  const files = new Map([
    ['archive/data.warc.gz', Buffer.concat(records)], ['indexes/index.cdx', Buffer.from(`org,example,forum)/fil/1 20261116071231 ${JSON.stringify(line)}\n`)],
    ['pages/pages.jsonl', Buffer.from(`{"format":"json-pages-1.0","id":"pages"}\n${JSON.stringify({ id: '1', url: PAGE, ts: '2026-11-16T07:12:31Z', title: 'Fil' })}\n`)],
  ])
  const datapackage = {
    profile: 'data-package', wacz_version: '1.1.1', title: 'Dossier', software: 'Exemple 1.2', created: CREATED,
    resources: [...files].map(([path, bytes]): Record<string, unknown> => ({ name: path.slice(path.lastIndexOf('/') + 1), path, hash: `sha256:${hex(bytes)}`, bytes: bytes.length })),
  }
  list?.(datapackage)
  files.set('datapackage.json', Buffer.from(JSON.stringify(datapackage, null, 1)))
  const hash = `sha256:${hex(files.get('datapackage.json') as Buffer)}`
  const digest: Record<string, unknown> = { path: 'datapackage.json', hash, ...(signed === undefined ? {} : { signedData: signed(hash) }) }
  changeDigest?.(digest)
  files.set('datapackage-digest.json', Buffer.from(JSON.stringify(digest)))
  change?.(files)
  return zipOf([...files].filter(([name]) => !leave.includes(name)).map(([name, bytes]): ZipPart => ({ name, bytes, method: pack.includes(name) || name.endsWith('.json') ? 8 : 0 })))
}

export function anonymousSignature(hash: string): Record<string, unknown> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
  return {
    hash, signature: sign('sha256', Buffer.from(hash), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), created: CREATED, software: 'Exemple 1.2',
  }
}

export interface DomainOptions {
  readonly domain?: string
  readonly notBefore?: string
  readonly genTime?: string
  readonly stamped?: string
  readonly strangers?: true
}

export function domainSignature({ domain = 'capture.example.org', notBefore = '2026-11-15T00:00:00.000Z', genTime = '2026-11-16T07:20:05.000Z', stamped, strangers }: DomainOptions = {}): (hash: string) => Record<string, unknown> {
  return (hash) => {
    const issuer = newKey('p256')
    const key = newKey('p256')
    const names = { issuer: distinguishedName({ CN: 'Autorité' }), leaf: distinguishedName({ CN: 'capture.example.org' }) }
    const validity = { notBefore, notAfter: '2027-11-15T00:00:00.000Z' }
    const top = makeCertificate({ subject: names.issuer, issuer: names.issuer, publicKey: issuer.publicKey, issuerKey: issuer, serial: 1n, ...validity, notBefore: '2020-01-01T00:00:00.000Z', role: { ca: true } })
    const leaf = makeCertificate({
      subject: names.leaf, issuer: names.issuer, publicKey: key.publicKey, issuerKey: strangers === true ? { ...newKey('p256'), publicKey: issuer.publicKey } : issuer, serial: 2n, ...validity, role: { ca: false },
      extensions: [sequence(oid('2.5.29.17'), octetString(sequence(tlv(0x82, Buffer.from('capture.example.org')))))],
    })
    const signature = sign('sha256', Buffer.from(hash), { key: key.privateKey, dsaEncoding: 'der' }).toString('base64')
    const pki = makeTestPki({ nowMs: Date.parse(genTime) })
    const token = makeToken({
      imprint: { algorithm: 'sha256', digest: createHash('sha256').update(stamped ?? signature).digest() }, policy: '1.2.3.4.5', serial: 77n, genTime, key: pki.key.privateKey, certificate: pki.leaf, certificates: [pki.leaf, pki.intermediate],
    })
    return {
      version: '0.1.0', hash, signature, domain, domainCert: certificatesToPem([leaf, top]), created: CREATED, software: 'authsign 0.5',
      timeSignature: token.toString('base64'), timestampCert: certificatesToPem([pki.leaf, pki.intermediate]),
    }
  }
}

function hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
