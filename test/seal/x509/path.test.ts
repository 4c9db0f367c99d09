import { describe, expect, it } from 'vitest'
import { distinguishedName, makeCertificate } from '../../../src/seal/authority/make-certificate.ts'
import { readCertificate } from '../../../src/seal/x509/certificate.ts'
import { certificateDefect, findPath } from '../../../src/seal/x509/path.ts'
import { newKey } from '../../support/tsa/test-pki.ts'
import type { KeyPair } from '../../support/tsa/test-pki.ts'

const AT = Date.parse('2026-11-23T12:00:00Z')
let serial = 1n
const name = (text: string): Buffer => distinguishedName({ CN: text })

function issue(subject: string, key: KeyPair, issuer: string, issuerKey: KeyPair, ca = true, dates = ['2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z']) {
  serial += 1n
  return readCertificate(makeCertificate({
    subject: name(subject), issuer: name(issuer), publicKey: key.publicKey, issuerKey, serial,
    notBefore: dates[0] ?? '', notAfter: dates[1] ?? '', role: ca ? { ca: true } : { ca: false },
  }))
}

describe('findPath', () => {
  const [leafKey, aKey, bKey, rootKey] = [newKey('p256'), newKey('p256'), newKey('p256'), newKey('p256')]
  const root = issue('R', rootKey, 'R', rootKey)
  const a = issue('A', aKey, 'R', rootKey)
  const leaf = issue('L', leafKey, 'A', aKey, false)

  it('finds the path whatever the order, and takes a longer one when the shorter is closed', () => {
    expect(findPath(leaf, [a], [root], AT)).toMatchObject({ outcome: 'trusted', path: [leaf, a, root] })
    const expired = issue('A', aKey, 'R', rootKey, true, ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'])
    const b = issue('B', bKey, 'R', rootKey)
    const byB = issue('A', aKey, 'B', bKey)
    expect(findPath(leaf, [expired, byB, b], [root], AT)).toMatchObject({ outcome: 'trusted', path: [leaf, byB, b, root] })
  })

  it('a namesake of the root with another key is no issuer: the path stays open', () => {
    const namesake = issue('R', newKey('p256'), 'R', rootKey)
    expect(findPath(leaf, [a], [namesake], AT).outcome).toBe('open')
  })

  it('authorities that sign each other end without a root', () => {
    const aByB = issue('A', aKey, 'B', bKey)
    const bByA = issue('B', bKey, 'A', aKey)
    expect(findPath(leaf, [aByB, bByA], [], AT).outcome).toBe('open')
  })

  it('sixty namesakes cost a bounded number of signatures', () => {
    const many = Array.from({ length: 60 }, () => issue('A', aKey, 'A', aKey))
    const started = performance.now()
    expect(findPath(leaf, many, [], AT).outcome).toBe('open')
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('the last second of a certificate is inside, the next is not', () => {
    expect(certificateDefect(root, Date.parse('2040-01-01T00:00:00.999Z'))).toBeUndefined()
    expect(certificateDefect(root, Date.parse('2040-01-01T00:00:01Z'))).toBe('expired')
    expect(certificateDefect(root, Date.parse('2019-12-31T23:59:59.999Z'))).toBe('not-yet-valid')
  })
})
