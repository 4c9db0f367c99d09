// openssl as the second opinion: on our requests, on our tokens, on damaged tokens, and as an authority of its own.
import { beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '../../../src/seal/authority/make-token.ts'
import { buildTimeStampReq, readTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { grant } from '../../../src/seal/rfc3161/response.ts'
import { verifyToken } from '../../../src/seal/rfc3161/verify-token.ts'
import { certificatesToPem } from '../../../src/seal/x509/pem.ts'
import { hasOpenssl, opensslQueryText, opensslReply, opensslReplyText, opensslVerify } from '../../support/tsa/openssl.ts'
import { makeTestPki } from '../../support/tsa/test-pki.ts'
import type { KeyKind, TestPki } from '../../support/tsa/test-pki.ts'
import { codes, imprintOf, requestFor } from './support.ts'

// openssl judges certificates at the hour of the check.
const GEN_TIME = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString()
const ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const
const pkis = new Map<KeyKind, TestPki>()
const pkiOf = (key: KeyKind): TestPki => {
  const made = pkis.get(key) ?? makeTestPki({ key })
  pkis.set(key, made)
  return made
}

beforeAll(() => {
  for (const key of ['p256', 'p384', 'rsa', 'brainpool'] as const) pkiOf(key)
})

describe.skipIf(!hasOpenssl)('requests', () => {
  it.each(ALGORITHMS)('%s is read by openssl, field by field', (algorithm) => {
    const request = buildTimeStampReq(imprintOf('pièce', algorithm), Buffer.alloc(16, 0xff), { policy: '1.3.6.1.4.1.99999.1' })
    const text = opensslQueryText(request.der)
    expect(text).toContain(`Hash Algorithm: ${algorithm}`)
    expect(text).toContain(`Nonce: 0x7${'F'.repeat(31)}`)
    expect(text).toContain('Certificate required: yes')
    expect(text).toContain('Policy OID: 1.3.6.1.4.1.99999.1')
    expect(readTimeStampReq(request.der)).toEqual(request)
  })

  it('certReq false is left out, as DER wants of a default', () => {
    const request = requestFor('x', 'sha256', { certReq: false })
    expect(opensslQueryText(request.der)).toContain('Certificate required: no')
    expect(readTimeStampReq(request.der).certReq).toBe(false)
  })
})

describe.skipIf(!hasOpenssl)('our tokens, judged by openssl', () => {
  const cases = ALGORITHMS.flatMap((imprint) => ALGORITHMS.flatMap((digest) =>
    (['p256', 'p384', 'rsa', 'brainpool'] as const).map((key) => [imprint, digest, key] as const)))
  it.each(cases)('imprint %s, signature with %s, key %s', (algorithm, digest, key) => {
    const pki = pkiOf(key)
    const request = requestFor(`${algorithm} ${digest} ${key}`, algorithm)
    const response = grant(makeToken({
      imprint: request.imprint, policy: '1.2.3.4.5', serial: 1n, genTime: GEN_TIME, nonce: request.nonce, accuracySeconds: 1, nameTsa: true,
      key: pki.key.privateKey, certificate: pki.leaf, certificates: [pki.leaf, pki.intermediate], digest,
    }))
    const peer = opensslVerify({ response, digest: request.imprint.digest, query: request.der, rootPem: pki.rootPem })
    expect(peer.ok, peer.output).toBe(true)
    const own = verifyToken(response, { request, anchors: [pki.root], subject: 'x' })
    expect(codes(own.checks, 'failed', 'indeterminate', 'warning')).toEqual([])
    expect(own.verdict).toBe('verified')
  })

  it('the text of a response', () => {
    const request = requestFor('texte')
    const pki = pkiOf('p256')
    const response = grant(makeToken({
      imprint: request.imprint, policy: '1.2.3.4.5', serial: 255n, genTime: GEN_TIME, accuracySeconds: 1,
      key: pki.key.privateKey, certificate: pki.leaf, certificates: [pki.leaf],
    }))
    const text = opensslReplyText(response)
    expect(text).toContain('Status: Granted.')
    expect(text).toContain('Serial number: 0xFF')
    expect(text).toContain('Accuracy: 0x01 seconds')
  })
})

describe.skipIf(!hasOpenssl)('tokens of openssl, judged by us', () => {
  it.each(ALGORITHMS.flatMap((digest) => (['p256', 'p384', 'rsa', 'brainpool'] as const).map((key) => [digest, key] as const)))(
    'signature with %s, key %s', (digest, key) => {
      const pki = pkiOf(key)
      const request = requestFor(`openssl ${digest} ${key}`, digest)
      const response = opensslReply(request.der, {
        keyPem: pki.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        certificatePem: certificatesToPem([pki.leaf]),
        chainPem: pki.intermediatePem,
      }, { digest })
      const { verdict, checks, token } = verifyToken(response, { request, anchors: [pki.root], subject: 'x' })
      expect(codes(checks, 'failed', 'indeterminate', 'warning')).toEqual([])
      expect(verdict).toBe('verified')
      expect(token?.policy).toBe('1.2.3.4.1')
    })

  it('ESSCertID with SHA-1 is a warning', () => {
    const pki = pkiOf('p256')
    const request = requestFor('sha1')
    const response = opensslReply(request.der, {
      keyPem: pki.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      certificatePem: certificatesToPem([pki.leaf]), chainPem: pki.intermediatePem,
    }, { essDigest: 'sha1' })
    const { verdict, checks } = verifyToken(response, { request, anchors: [pki.root], subject: 'x' })
    expect(verdict).toBe('verified')
    expect(codes(checks, 'warning')).toEqual(['TSP.ESS_V1_ONLY'])
  })

  it('a policy that it does not serve is refused, with the right bit', () => {
    const pki = pkiOf('p256')
    const request = requestFor('policy', 'sha256', { policy: '1.2.3.9' })
    const response = opensslReply(request.der, {
      keyPem: pki.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      certificatePem: certificatesToPem([pki.leaf]), chainPem: pki.intermediatePem,
    })
    expect(verifyToken(response, { request, anchors: [pki.root], subject: 'x' }).checks)
      .toMatchObject([{ code: 'TSP.STATUS_NOT_GRANTED', facts: { status: 'rejection', failInfo: ['unacceptedPolicy'] } }])
  })
})

describe.each(['p256', 'rsa'] as const)('one flipped bit, %s', (key) => {
  const pki = pkiOf(key)
  const request = requestFor('un bit')
  const response = grant(makeToken({
    imprint: request.imprint, policy: '1.2.3.4.5', serial: 1n, genTime: GEN_TIME, nonce: request.nonce,
    key: pki.key.privateKey, certificate: pki.leaf, certificates: [pki.leaf, pki.intermediate],
  }))
  const flipped = (bit: number): Buffer => {
    const bytes = Buffer.from(response)
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return bytes
  }
  const judge = (bytes: Buffer, lenient: boolean) => verifyToken(bytes, { request, anchors: [pki.root], subject: 'x', lenient }).verdict

  it('never throws, strict or lenient, and is accepted only where openssl accepts it', () => {
    // Every bit with SCELLE_ALL_BITS, else every 7th: each byte is hit, and all bit positions.
    const step = process.env['SCELLE_ALL_BITS'] === undefined ? 7 : 1
    const survivors: number[] = []
    for (let bit = 0; bit < response.length * 8; bit += step) {
      const bytes = flipped(bit)
      if (judge(bytes, false) === 'verified') survivors.push(bit)
      expect(['failed', 'indeterminate', 'verified']).toContain(judge(bytes, true))
    }
    // The status (granted, with mods) and the two CMS version numbers: nothing that is signed.
    expect(survivors.length).toBeLessThanOrEqual(3)
    if (!hasOpenssl) return
    for (const bit of survivors) {
      const peer = opensslVerify({ response: flipped(bit), digest: request.imprint.digest, query: request.der, rootPem: pki.rootPem })
      expect(peer.ok, `bit ${bit}: ${peer.output}`).toBe(true)
    }
  })

  it.skipIf(!hasOpenssl)('with the intermediate at hand, a copy damaged inside the token is judged as openssl judges it', () => {
    for (let bit = 0; bit < response.length * 8; bit += 97) {
      const bytes = flipped(bit)
      const own = verifyToken(bytes, { request, anchors: [pki.root], extraCertificates: [pki.intermediate], subject: 'x' })
      if (own.verdict !== 'verified') continue
      const peer = opensslVerify({ response: bytes, digest: request.imprint.digest, query: request.der, rootPem: pki.rootPem, untrustedPem: pki.intermediatePem })
      expect(peer.ok, `bit ${bit}: ${peer.output}`).toBe(true)
    }
  })
})
