// One defect a token, each with the code that must come out of it.
import { beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '../../../src/seal/authority/make-token.ts'
import type { TokenPlan } from '../../../src/seal/authority/make-token.ts'
import { integer, nullValue, sequence, setOf, tlv, utf8String } from '../../../src/seal/der/writer.ts'
import { DER_LIMITS } from '../../../src/seal/der/reader.ts'
import { grant, rejection } from '../../../src/seal/rfc3161/response.ts'
import { verifyToken } from '../../../src/seal/rfc3161/verify-token.ts'
import { makeTestPki } from '../../support/tsa/test-pki.ts'
import type { PkiOptions, TestPki } from '../../support/tsa/test-pki.ts'
import { twistedResponse, twistedToken } from '../../support/tsa/twisted-token.ts'
import type { Twist } from '../../support/tsa/twisted-token.ts'
import { codes, imprintOf, requestFor } from './support.ts'

const GEN_TIME = '2026-11-23T17:04:07.120Z'
const nowMs = Date.parse(GEN_TIME)
const request = requestFor('pièce')
let good: TestPki

beforeAll(() => {
  good = makeTestPki({ nowMs })
})

function plan(pki: TestPki, changes: Partial<TokenPlan> = {}): TokenPlan {
  return {
    imprint: request.imprint, policy: '1.2.3.4.5', serial: 7n, genTime: GEN_TIME, nonce: request.nonce,
    key: pki.key.privateKey, certificate: pki.leaf, certificates: [pki.leaf, pki.intermediate], ...changes,
  }
}

const judge = (response: Buffer, pki: TestPki = good) => verifyToken(response, { request, anchors: [pki.root], subject: 'x.tsr' })

describe('what the token says', () => {
  it('a good token is verified, as a response and bare', () => {
    const token = makeToken(plan(good, { accuracySeconds: 1, nameTsa: true }))
    expect(judge(grant(token)).verdict).toBe('verified')
    expect(codes(judge(token).checks, 'passed')).not.toContain('TSP.STATUS_GRANTED')
    const { verdict, token: facts } = judge(token)
    expect(verdict).toBe('verified')
    expect(facts).toMatchObject({ genTime: '2026-11-23T17:04:07.12Z', accuracyMs: 1000, policy: '1.2.3.4.5', serial: '7', nonce: true })
  })

  it.each<[Twist, string]>([
    ['version-2', 'TSP.TST_VERSION'],
    ['critical-extension', 'TSP.TST_CRITICAL_EXTENSION'],
    ['sha1-imprint', 'TSP.IMPRINT_ALGORITHM_REFUSED'],
    ['content-type-data', 'TSP.CONTENT_TYPE_ATTRIBUTE_WRONG'],
    ['content-type-missing', 'TSP.CONTENT_TYPE_ATTRIBUTE_WRONG'],
    ['no-message-digest', 'TSP.MESSAGE_DIGEST_MISSING'],
    ['wrong-message-digest', 'TSP.MESSAGE_DIGEST_MISMATCH'],
    ['no-signed-attributes', 'TSP.SIGNED_ATTRIBUTES_MISSING'],
    ['repeated-attribute', 'TSP.SIGNED_ATTRIBUTE_REPEATED'],
    ['two-signers', 'TSP.SIGNER_COUNT'],
    ['no-signer', 'TSP.SIGNER_COUNT'],
    ['digest-not-listed', 'TSP.DIGEST_ALGORITHM_NOT_LISTED'],
    ['sha1-digest', 'TSP.SIGNER_DIGEST_REFUSED'],
    ['no-ess', 'TSP.ESS_MISSING'],
    ['wrong-ess', 'TSP.ESS_MISMATCH'],
    ['wrong-issuer-serial', 'TSP.ESS_MISMATCH'],
    ['bad-signature', 'TSP.SIGNATURE_INVALID'],
    ['wrong-signature-algorithm', 'TSP.SIGNATURE_ALGORITHM_REFUSED'],
    ['other-content', 'TSP.CONTENT_NOT_TST_INFO'],
    ['bad-gen-time', 'TSP.MALFORMED'],
    ['trailing-field', 'TSP.MALFORMED'],
  ])('%s fails with %s alone', (twist, code) => {
    const { verdict, checks } = judge(twistedResponse(good, request, GEN_TIME, twist))
    expect(verdict).toBe('failed')
    expect(codes(checks, 'failed')).toEqual([code])
  })

  it('the same assembly without twist, and with a key identifier, is verified', () => {
    expect(judge(twistedResponse(good, request, GEN_TIME, 'none')).verdict).toBe('verified')
    expect(judge(twistedResponse(good, request, GEN_TIME, 'key-identifier')).verdict).toBe('verified')
  })

  it.each<[Twist, string]>([['unsorted-attributes', 'TSP.SET_NOT_SORTED'], ['tsa-name-differs', 'TSP.TSA_NAME_DIFFERS']])(
    '%s is verified with the warning %s', (twist, code) => {
      const { verdict, checks } = judge(twistedResponse(good, request, GEN_TIME, twist))
      expect(verdict).toBe('verified')
      expect(codes(checks, 'warning')).toEqual([code])
    })

  it.each<[string, Partial<TokenPlan>, string]>([
    ['another digest', { imprint: imprintOf('autre') }, 'TSP.IMPRINT_MISMATCH'],
    ['another algorithm', { imprint: imprintOf('pièce', 'sha512') }, 'TSP.IMPRINT_MISMATCH'],
    ['another nonce', { nonce: 1n }, 'TSP.NONCE_MISMATCH'],
    ['no nonce', { nonce: undefined }, 'TSP.NONCE_MISSING'],
    ['no ESSCertID', { ess: [] }, 'TSP.ESS_MISSING'],
  ])('%s', (_name, changes, code) => {
    expect(codes(judge(grant(makeToken(plan(good, changes)))).checks, 'failed')).toEqual([code])
  })

  it('policy: the one asked for, or failed', () => {
    const asked = requestFor('pièce', 'sha256', { policy: '1.2.3.4.5' })
    const judgePolicy = (policy: string) => verifyToken(makeToken(plan(good, { policy })), { request: asked, anchors: [good.root], subject: 'x' })
    expect(codes(judgePolicy('1.2.3.4.5').checks, 'passed')).toContain('TSP.POLICY_MATCHES')
    expect(codes(judgePolicy('1.2.3.4.6').checks, 'failed')).toEqual(['TSP.POLICY_MISMATCH'])
  })

  it('clock: five minutes and the accuracy', () => {
    const at = (receivedAt: string) => verifyToken(makeToken(plan(good, { accuracySeconds: 1 })), { request, anchors: [good.root], receivedAt, subject: 'x' })
    expect(codes(at('2026-11-23T17:09:08.120Z').checks, 'passed')).toContain('TSP.CLOCK_AGREES')
    const late = at('2026-11-23T17:09:08.121Z')
    expect(late.verdict).toBe('verified')
    expect(codes(late.checks, 'warning')).toEqual(['TSP.CLOCK_DISAGREES'])
    expect(codes(at('2026-11-23T16:59:06.119Z').checks, 'warning')).toEqual(['TSP.CLOCK_DISAGREES'])
  })
})

describe('status', () => {
  it('a refusal is failed, with its reasons read from the bits', () => {
    const { verdict, checks } = judge(rejection('unacceptedPolicy', 'non'))
    expect(verdict).toBe('failed')
    expect(checks).toEqual([{ code: 'TSP.STATUS_NOT_GRANTED', outcome: 'failed', subject: 'x.tsr', facts: { status: 'rejection', text: 'non', failInfo: ['unacceptedPolicy'] } }])
  })

  it('granted without a token', () => {
    expect(codes(judge(sequence(sequence(integer(0)))).checks, 'failed')).toEqual(['TSP.TOKEN_MISSING'])
  })

  it('granted with changes is a warning', () => {
    const response = sequence(sequence(integer(1), sequence(utf8String('autre politique'))), makeToken(plan(good)))
    expect(judge(response).verdict).toBe('verified')
    expect(codes(judge(response).checks, 'warning')).toEqual(['TSP.STATUS_GRANTED_WITH_MODS'])
  })

  it('an unknown status is not granted', () => {
    expect(judge(sequence(sequence(integer(9)), makeToken(plan(good)))).checks[0]).toMatchObject({ code: 'TSP.STATUS_NOT_GRANTED', facts: { status: 'unknown' } })
  })
})

describe('certificates', () => {
  it.each<[string, PkiOptions, string]>([
    ['expired at genTime', { leaf: 'expired' }, 'TSP.CERT_EXPIRED_AT_GENTIME'],
    ['not yet valid at genTime', { leaf: 'future' }, 'TSP.CERT_NOT_YET_VALID_AT_GENTIME'],
    ['no extended key usage', { leaf: 'no-eku' }, 'TSP.EKU_MISSING'],
    ['a web server', { leaf: 'server' }, 'TSP.EKU_MISSING'],
    ['extended key usage not critical', { leaf: 'eku-not-critical' }, 'TSP.EKU_NOT_CRITICAL'],
    ['two extended key usages', { leaf: 'two-ekus' }, 'TSP.EKU_NOT_SOLE'],
    ['RSA of 1024 bits', { key: 'rsa1024' }, 'TSP.KEY_TOO_SHORT'],
    ['an unknown critical extension', { leaf: 'critical-extension' }, 'TSP.CERT_CRITICAL_EXTENSION'],
  ])('%s', (_name, options, code) => {
    const pki = makeTestPki({ ...options, nowMs })
    expect(codes(judge(makeToken(plan(pki)), pki).checks, 'failed')).toEqual([code])
  })

  it('a key usage wider than signing is a warning', () => {
    const pki = makeTestPki({ leaf: 'wide-key-usage', nowMs })
    const { verdict, checks } = judge(makeToken(plan(pki)), pki)
    expect(verdict).toBe('verified')
    expect(codes(checks, 'warning')).toEqual(['TSP.KEY_USAGE_WIDE'])
  })

  it('an extension of which nothing is asked may hold anything', () => {
    const pki = makeTestPki({ leaf: 'odd-extension', nowMs })
    expect(judge(makeToken(plan(pki)), pki).verdict).toBe('verified')
  })

  it('Ed25519 and RSASSA-PSS are verified; PSS with other or absent parameters is refused', () => {
    const edwards = makeTestPki({ key: 'ed25519', nowMs })
    expect(judge(makeToken(plan(edwards, { digest: 'sha512' })), edwards).verdict).toBe('verified')
    const rsa = makeTestPki({ key: 'rsa', nowMs })
    const pss = judge(twistedResponse(rsa, request, GEN_TIME, 'pss'), rsa)
    expect(pss.verdict).toBe('verified')
    expect(pss.checks).toContainEqual(expect.objectContaining({ code: 'TSP.SIGNATURE_VALID', facts: { algorithm: 'RSASSA-PSS with SHA-256' } }))
    for (const twist of ['pss-other-mask-digest', 'pss-without-parameters'] as const) {
      expect(codes(judge(twistedResponse(rsa, request, GEN_TIME, twist), rsa).checks, 'failed')).toEqual(['TSP.SIGNATURE_ALGORITHM_REFUSED'])
    }
  })

  it('a CA that stamps itself', () => {
    const pki = makeTestPki({ leaf: 'ca', nowMs })
    expect(codes(judge(makeToken(plan(pki)), pki).checks, 'failed')).toEqual(['TSP.SIGNER_IS_CA', 'TSP.KEY_USAGE_REFUSED'])
  })

  it.each<[string, PkiOptions, string]>([
    ['intermediate expired at genTime', { intermediate: 'expired' }, 'expired'],
    ['intermediate that is no CA', { intermediate: 'not-a-ca' }, 'not-a-ca'],
    ['intermediate that the root did not sign', { intermediate: 'wrong-signature' }, 'bad-signature'],
    ['intermediate for web servers', { intermediate: 'wrong-purpose' }, 'wrong-purpose'],
    ['root expired at genTime', { root: 'expired' }, 'expired'],
    ['root that allows no intermediate', { root: 'path-length-0' }, 'path-too-long'],
  ])('%s: the chain is broken', (_name, options, defect) => {
    const pki = makeTestPki({ ...options, nowMs })
    const { verdict, checks } = judge(makeToken(plan(pki)), pki)
    expect(verdict).toBe('failed')
    expect(checks.filter((check) => check.outcome === 'failed')).toMatchObject([{ code: 'TSP.CHAIN_UNTRUSTED', facts: { defect } }])
  })

  it('no root, another root, no intermediate, the leaf itself as root: open, never verified', () => {
    const token = makeToken(plan(good))
    const other = makeTestPki({ nowMs })
    const open = (anchors: Buffer[], bytes = token) => codes(verifyToken(bytes, { request, anchors, subject: 'x' }).checks, 'indeterminate', 'failed')
    expect(open([])).toEqual(['TSP.CHAIN_NO_ANCHOR'])
    expect(open([other.root])).toEqual(['TSP.CHAIN_NOT_TO_ANCHOR'])
    expect(open([good.leaf])).toEqual(['TSP.CHAIN_NOT_TO_ANCHOR'])
    expect(open([good.root], makeToken(plan(good, { certificates: [good.leaf] })))).toEqual(['TSP.CHAIN_NOT_TO_ANCHOR'])
  })

  it('a missing intermediate can be given; unused and unreadable certificates in the token are said', () => {
    const bare = makeToken(plan(good, { certificates: [good.leaf] }))
    expect(verifyToken(bare, { request, anchors: [good.root], extraCertificates: [good.intermediate], subject: 'x' }).verdict).toBe('verified')
    const injected = judge(makeToken(plan(good, { certificates: [good.leaf, good.intermediate, makeTestPki({ nowMs }).root, makeTestPki({ leaf: 'repeated-extension', nowMs }).leaf] })))
    expect(injected.verdict).toBe('verified')
    expect(codes(injected.checks, 'warning', 'info').toSorted()).toEqual(['TSP.CERTIFICATES_UNUSED', 'TSP.CERTIFICATE_UNREADABLE'])
  })

  it('a certificate in the token that nothing can read fails, needed or not', () => {
    const damaged = judge(makeToken(plan(good, { certificates: [good.leaf, good.intermediate, sequence(nullValue())] })))
    expect(codes(damaged.checks, 'failed')).toEqual(['TSP.CERTIFICATE_UNREADABLE'])
  })

  it('ESSCertID version 1 alone is a warning, both versions are not', () => {
    expect(codes(judge(makeToken(plan(good, { ess: ['v1'] }))).checks, 'warning')).toEqual(['TSP.ESS_V1_ONLY'])
    expect(codes(judge(makeToken(plan(good, { ess: ['v1', 'v2'] }))).checks, 'warning')).toEqual([])
  })

  it('more certificates than any authority sends are refused before they are read', () => {
    const many = Array.from({ length: 65 }, (_, index) => sequence(integer(index)))
    expect(judge(makeToken(plan(good, { certificates: many }))).checks).toMatchObject([{ code: 'TSP.MALFORMED', facts: { reason: 'too-many-nodes' } }])
  })
})

describe('bytes that are no token', () => {
  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'truncated'],
    ['HTML', Buffer.from('<html></html>'), 'constructed-string'],
    ['a request', request.der, 'unexpected-shape'],
    ['too much', Buffer.alloc(DER_LIMITS.bytes + 1, 0x30), 'too-large'],
    ['a SEQUENCE of nothing', sequence(), 'unexpected-shape'],
    ['a set', setOf([]), 'unexpected-shape'],
  ])('%s', (_name, bytes, reason) => {
    const { verdict, checks } = judge(bytes)
    expect(verdict).toBe('failed')
    expect(checks).toMatchObject([{ code: 'TSP.MALFORMED', facts: { reason } }])
  })

  it('bytes after the token, and a token that is cut', () => {
    const token = makeToken(plan(good))
    expect(judge(Buffer.concat([token, Buffer.of(0)])).checks).toMatchObject([{ code: 'TSP.MALFORMED', facts: { reason: 'trailing-bytes', offset: token.length } }])
    expect(judge(token.subarray(0, -1)).checks).toMatchObject([{ code: 'TSP.MALFORMED', facts: { reason: 'overrun' } }])
  })

  it('another CMS type', () => {
    const data = sequence(tlv(6, Buffer.from('2a864886f70d010701', 'hex')), tlv(0xa0, nullValue()))
    expect(codes(judge(data).checks, 'failed')).toEqual(['TSP.CONTENT_NOT_SIGNED_DATA'])
  })

  it('BER: refused strictly, read leniently with a warning', () => {
    const token = twistedToken(good, request, GEN_TIME, 'none')
    // The outermost SEQUENCE with an indefinite length.
    const header = token[1] === 0x82 ? 4 : 3
    const ber = Buffer.concat([Buffer.of(0x30, 0x80), token.subarray(header), Buffer.of(0, 0)])
    expect(judge(ber).checks).toMatchObject([{ code: 'TSP.MALFORMED', facts: { reason: 'indefinite-length', offset: 1 } }])
    const lenient = verifyToken(ber, { request, anchors: [good.root], subject: 'x', lenient: true })
    expect(lenient.verdict).toBe('verified')
    expect(codes(lenient.checks, 'warning')).toEqual(['TSP.BER_ENCODING'])
  })

  it('a configured certificate that cannot be read is the caller\'s error, not the token\'s', () => {
    expect(() => verifyToken(makeToken(plan(good)), { request, anchors: [Buffer.from('x')], subject: 'x' })).toThrow('tsp.bad-certificate')
  })
})
