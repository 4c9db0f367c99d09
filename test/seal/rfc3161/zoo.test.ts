// Tokens that others minted, with the verdict and the reason that their README gives.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCertificates } from '../../../src/seal/rfc3161/anchors.ts'
import { readTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { imprintAlgorithmOf, judgeToken, verifyToken } from '../../../src/seal/rfc3161/verify-token.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import { hasOpenssl, opensslVerify } from '../../support/tsa/openssl.ts'
import { codes, imprintOf } from './support.ts'

const zoo = sharedFolder('vectors', 'rfc3161-zoo')
const real = sharedFolder('vectors', 'rfc3161')

describe.skipIf(zoo === undefined)('zoo', () => {
  const read = (name: string): Buffer => readFileSync(join(zoo ?? '', name))
  const judge = (name: string) => verifyToken(read(`${name}.tsr`), {
    request: readTimeStampReq(read('q.tsq')),
    imprint: imprintOf(read('data.bin')),
    anchors: readCertificates(read('root.pem')),
    extraCertificates: readCertificates(read('inter.pem')),
    subject: name,
  })

  it.each(['rsa', 'p256', 'p384', 'rsa512', 'pss_key', 'interfirst', 'rsa_pss_sig', 'ed25519'])('%s is verified', (name) => {
    const { verdict, checks, token } = judge(name)
    expect(codes(checks, 'failed', 'indeterminate', 'warning')).toEqual([])
    expect(verdict).toBe('verified')
    expect(codes(checks, 'passed')).toEqual(expect.arrayContaining([
      'TSP.STATUS_GRANTED', 'TSP.IMPRINT_MATCHES', 'TSP.NONCE_MATCHES', 'TSP.MESSAGE_DIGEST_MATCHES', 'TSP.ESS_MATCHES',
      'TSP.SIGNATURE_VALID', 'TSP.EKU_SUITED', 'TSP.CERT_VALID_AT_GENTIME', 'TSP.CHAIN_TO_ANCHOR',
    ]))
    expect(token?.path?.subjects).toHaveLength(3)
  })

  it('essv1 is verified, with a warning', () => {
    const { verdict, checks } = judge('essv1')
    expect(verdict).toBe('verified')
    expect(codes(checks, 'warning')).toEqual(['TSP.ESS_V1_ONLY'])
  })

  it.each([
    ['noess', 'TSP.ESS_MISSING'],
    ['noeku', 'TSP.EKU_MISSING'],
    ['noncrit', 'TSP.EKU_NOT_CRITICAL'],
    ['nononce', 'TSP.NONCE_MISSING'],
    ['expired', 'TSP.CERT_EXPIRED_AT_GENTIME'],
  ])('%s fails for %s alone', (name, code) => {
    const { verdict, checks } = judge(name)
    expect(verdict).toBe('failed')
    expect(codes(checks, 'failed')).toEqual([code])
  })

  it('nocerts fails when certificates were asked for, even if the certificate is at hand', () => {
    expect(codes(judge('nocerts').checks, 'failed')).toEqual(['TSP.CERTIFICATES_NOT_SENT', 'TSP.SIGNER_CERT_MISSING'])
    const given = verifyToken(read('nocerts.tsr'), {
      request: readTimeStampReq(read('q.tsq')),
      anchors: readCertificates(read('root.pem')),
      extraCertificates: [...readCertificates(read('inter.pem')), ...readCertificates(read('rsa-leaf.pem'))],
      subject: 'nocerts',
    })
    expect(codes(given.checks, 'failed')).toEqual(['TSP.CERTIFICATES_NOT_SENT'])
  })

  it('nocerts is verified when the leaf is given and nothing was asked, open when it is not given', () => {
    const options = { imprint: imprintOf(read('data.bin')), anchors: readCertificates(read('root.pem')), subject: 'nocerts' }
    const inter = readCertificates(read('inter.pem'))
    const given = verifyToken(read('nocerts.tsr'), { ...options, extraCertificates: [...inter, ...readCertificates(read('rsa-leaf.pem'))] })
    expect(given.verdict).toBe('verified')
    const open = verifyToken(read('nocerts.tsr'), { ...options, extraCertificates: inter })
    expect(open.verdict).toBe('indeterminate')
    expect(codes(open.checks, 'indeterminate')).toEqual(['TSP.SIGNER_CERT_MISSING'])
  })

  it('a good token stays open without a root', () => {
    const { verdict, checks } = verifyToken(read('rsa.tsr'), { imprint: imprintOf(read('data.bin')), anchors: [], subject: 'rsa' })
    expect(verdict).toBe('indeterminate')
    expect(codes(checks, 'indeterminate')).toEqual(['TSP.CHAIN_NO_ANCHOR'])
  })

  it('a good token stays open with nothing to compare it with', () => {
    const { verdict, checks } = verifyToken(read('rsa.tsr'), {
      anchors: readCertificates(read('root.pem')), extraCertificates: readCertificates(read('inter.pem')), subject: 'rsa',
    })
    expect(verdict).toBe('indeterminate')
    expect(codes(checks, 'indeterminate')).toEqual(['TSP.IMPRINT_NOT_COMPARED'])
  })

  it.skipIf(!hasOpenssl).each(['rsa', 'p256', 'p384', 'rsa512', 'pss_key', 'interfirst', 'essv1', 'noess', 'noeku', 'noncrit', 'nononce', 'expired'])(
    'openssl says the same of %s', (name) => {
      const peer = opensslVerify({
        response: read(`${name}.tsr`), digest: Buffer.alloc(0), query: read('q.tsq'),
        rootPem: read('root.pem').toString(), untrustedPem: read('inter.pem').toString(),
      })
      expect(peer.ok, peer.output).toBe(judge(name).verdict === 'verified')
    })
})

describe.skipIf(real === undefined)('tokens of real authorities', () => {
  const read = (name: string): Buffer => readFileSync(join(real ?? '', name))
  const SAME = Buffer.from('fb71a6009f6fa1f43baf746a09cb6339df7f1ad46ee62390847d92438c23abf4f50b0de3f1c2e1cd6cf40dc5bf42e30852c744ddcb2a47e0c3e2f8061223cc64', 'hex')
  const HELLO = imprintOf('hello', 'sha512').digest
  const judge = (name: string, digest: Buffer, anchors: readonly Buffer[] = []) =>
    verifyToken(read(name), { imprint: { algorithm: 'sha512', digest }, anchors, subject: name })

  it.each([
    ['valid_timestamp.tsr', SAME], ['digicert.tsr', SAME], ['self_signed.tsr', SAME],
    ['timestamp_token_http-timestamp-identrust-com', SAME], ['rfc3161-client-issue-104.tsr', HELLO], ['response-injected-certs.tsr', HELLO],
  ])('%s: signature right, no root configured, never trusted', (name, digest) => {
    const { verdict, checks, token } = judge(name, digest)
    expect(codes(checks, 'failed')).toEqual([])
    expect(codes(checks, 'indeterminate')).toEqual(['TSP.CHAIN_NO_ANCHOR'])
    expect(verdict).toBe('indeterminate')
    expect(codes(checks, 'passed')).toContain('TSP.SIGNATURE_VALID')
    expect(token?.path).toBeNull()
  })

  it('issue 104: read strictly, and what is unusual is said', () => {
    expect(codes(judge('rfc3161-client-issue-104.tsr', HELLO).checks, 'warning')).toEqual(['TSP.ESS_V1_ONLY'])
  })

  it('digicert: certificates out of DER order are said, and ESSCertID 1 and 2 both bind', () => {
    const { checks } = judge('digicert.tsr', SAME)
    expect(checks.find((check) => check.code === 'TSP.SET_NOT_SORTED')).toMatchObject({ outcome: 'info', facts: { sets: ['certificates'] } })
    expect(codes(checks, 'passed').filter((code) => code === 'TSP.ESS_MATCHES')).toHaveLength(2)
  })

  it('a root that issued nothing in the chain leaves it open', () => {
    const foreign = zoo === undefined ? [] : readCertificates(readFileSync(join(zoo, 'root.pem')))
    for (const name of ['response-injected-certs.tsr', 'self_signed.tsr']) {
      const { verdict, checks } = judge(name, name.startsWith('self') ? SAME : HELLO, foreign)
      expect(verdict).toBe('indeterminate')
      expect(codes(checks, 'indeterminate')).toEqual([foreign.length === 0 ? 'TSP.CHAIN_NO_ANCHOR' : 'TSP.CHAIN_NOT_TO_ANCHOR'])
    }
  })

  it('an intermediate that the operator configures as root is enough; one from the token alone never is', () => {
    const name = 'valid_timestamp.tsr'
    const { certificates } = judgeToken(read(name), { imprint: { algorithm: 'sha512', digest: SAME }, anchors: [], subject: name })
    expect(judge(name, SAME, certificates).verdict).toBe('verified')
    expect(judge(name, SAME).verdict).toBe('indeterminate')
    expect(judge(name, SAME, certificates.slice(0, 1)).verdict).toBe('indeterminate')
  })

  it('another digest fails', () => {
    expect(codes(judge('valid_timestamp.tsr', HELLO).checks, 'failed')).toEqual(['TSP.IMPRINT_MISMATCH'])
    expect(imprintAlgorithmOf(read('valid_timestamp.tsr'))).toBe('sha512')
  })

  it('the digest can be asked for once the algorithm is known', async () => {
    const asked: string[] = []
    const { checks } = await verifyToken(read('digicert.tsr'), {
      imprint: (algorithm) => {
        asked.push(algorithm)
        return Promise.resolve(SAME)
      },
      anchors: [], subject: 'digicert',
    })
    expect(asked).toEqual(['sha512'])
    expect(codes(checks, 'passed')).toContain('TSP.IMPRINT_MATCHES')
  })
})
