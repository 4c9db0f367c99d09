// The client against authorities that behave well and badly, over real sockets.
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { readCertificates } from '../../../src/seal/rfc3161/anchors.ts'
import { askAuthority } from '../../../src/seal/rfc3161/ask-authority.ts'
import type { AskOptions } from '../../../src/seal/rfc3161/ask-authority.ts'
import { isFailure } from '../../../src/system/failure.ts'
import type { Failure } from '../../../src/system/failure.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import { startTestTsa } from '../../support/tsa/index.ts'
import type { TestTsa, TestTsaOptions } from '../../support/tsa/index.ts'
import { hasOpenssl, opensslVerify } from '../../support/tsa/openssl.ts'
import { codes, imprintOf } from './support.ts'

const world = createNodeWorld({ dataDir: tmpdir() })
const imprint = imprintOf('liste scellée')
const open: TestTsa[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((tsa) => tsa.close()))
})

async function start(options: TestTsaOptions = {}): Promise<TestTsa> {
  const tsa = await startTestTsa(options)
  open.push(tsa)
  return tsa
}

async function failureOf(tsa: TestTsa, options: Partial<AskOptions> = {}): Promise<Failure> {
  const error: unknown = await askAuthority(world, { name: 'essai', url: tsa.url }, imprint, { anchors: readCertificates(tsa.rootPem), ...options })
    .then(() => new Error('accepted'), (reason: unknown) => reason)
  if (!isFailure(error)) throw error
  return error
}

describe('a good authority', () => {
  it.each(['p256', 'rsa'] as const)('%s: verified at once, kept whole, with its chain', async (certificate) => {
    const tsa = await start({ certificate })
    const { response, verdict, chainPem } = await askAuthority(world, { name: 'essai', url: tsa.url }, imprint, { anchors: readCertificates(tsa.rootPem) })
    expect(verdict.verdict).toBe('verified')
    expect(codes(verdict.checks, 'passed')).toEqual(expect.arrayContaining(['TSP.NONCE_MATCHES', 'TSP.IMPRINT_MATCHES', 'TSP.CLOCK_AGREES', 'TSP.CHAIN_TO_ANCHOR']))
    expect(readCertificates(chainPem)).toHaveLength(3)
    expect(tsa.requests).toBe(1)
    if (hasOpenssl) expect(opensslVerify({ response, digest: imprint.digest, rootPem: tsa.rootPem }).ok).toBe(true)
  })

  it('no root configured: returned as indeterminate, with all of its certificates', async () => {
    const tsa = await start()
    const { verdict, chainPem } = await askAuthority(world, { name: 'essai', url: tsa.url }, imprint, { anchors: [] })
    expect(verdict.verdict).toBe('indeterminate')
    expect(codes(verdict.checks, 'indeterminate')).toEqual(['TSP.CHAIN_NO_ANCHOR'])
    expect(readCertificates(chainPem)).toHaveLength(2)
  })

  it('never the same nonce twice', async () => {
    const tsa = await start()
    const ask = () => askAuthority(world, { name: 'essai', url: tsa.url }, imprint, { anchors: [] })
    const [one, two] = [await ask(), await ask()]
    expect(one.response.equals(two.response)).toBe(false)
  })

  it('a clock an hour off is a warning', async () => {
    const tsa = await start({ behaviour: 'wrong-clock' })
    const { verdict } = await askAuthority(world, { name: 'essai', url: tsa.url }, imprint, { anchors: readCertificates(tsa.rootPem) })
    expect(verdict.verdict).toBe('verified')
    expect(codes(verdict.checks, 'warning')).toEqual(['TSP.CLOCK_DISAGREES'])
  })
})

describe('a bad authority', () => {
  it.each([
    ['html', { code: 'tsp.not-a-reply', facts: { authority: 'essai', contentType: 'text/html' } }],
    ['http-500', { code: 'tsp.http-status', facts: { status: 500 } }],
    ['wrong-nonce', { code: 'tsp.bad-token', facts: { check: { code: 'TSP.NONCE_MISMATCH' } } }],
    ['wrong-digest', { code: 'tsp.bad-token', facts: { check: { code: 'TSP.IMPRINT_MISMATCH' } } }],
    ['expired', { code: 'tsp.bad-token', facts: { check: { code: 'TSP.CERT_EXPIRED_AT_GENTIME' } } }],
    ['not-a-tsa', { code: 'tsp.bad-token', facts: { check: { code: 'TSP.EKU_MISSING' } } }],
    ['garbage', { code: 'tsp.bad-token', facts: { check: { code: 'TSP.MALFORMED' } } }],
    ['bare-token', { code: 'tsp.bad-token', facts: { check: { code: 'TSP.MALFORMED' } } }],
    ['refuses', { code: 'tsp.refused', facts: { status: 'rejection', failInfo: ['timeNotAvailable'], text: 'Horloge arrêtée\u202e' } }],
    ['50mb', { code: 'http.too-large' }],
    ['redirect', { code: 'http.redirect' }],
  ] as const)('%s', async (behaviour, expected) => {
    const tsa = await start({ behaviour })
    expect(await failureOf(tsa)).toMatchObject(expected)
    expect(tsa.requests).toBe(1)
  })

  it('silent: given up after the time allowed', async () => {
    const tsa = await start({ behaviour: 'silent' })
    expect(await failureOf(tsa, { timeoutMs: 300 })).toMatchObject({ code: 'http.timeout' })
  })

  it('gone', async () => {
    const tsa = await startTestTsa()
    await tsa.close()
    expect(await failureOf(tsa)).toMatchObject({ code: 'http.unreachable' })
  })

  it('what is not good enough fails without a root too', async () => {
    const tsa = await start({ behaviour: 'expired' })
    expect(await failureOf(tsa, { anchors: [] })).toMatchObject({ code: 'tsp.bad-token', facts: { check: { code: 'TSP.CERT_EXPIRED_AT_GENTIME' } } })
  })
})
