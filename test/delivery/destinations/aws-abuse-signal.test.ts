// AWS Abuse Signal: signatures against a second implementation, the time of its token, what its states mean.
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivered, Link, Setup } from '../../../src/delivery/adapter.ts'
import { awsAbuseSignal } from '../../../src/delivery/destinations/aws-abuse-signal/aws-abuse-signal.ts'
import { signature } from '../../../src/delivery/destinations/aws-abuse-signal/signature.ts'
import type { Payload } from '../../../src/delivery/payload.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, type Seen, type Stage } from '../contract/adapter-case.ts'
import { awsCase } from '../contract/cases/aws-abuse-signal.ts'
import { json, openHttpStage, type StageAnswer } from '../contract/http-stage.ts'
import { rowOf } from '../contract/rows.ts'
import { CSAM_CODES, sendable } from '../contract/sendables.ts'

const row = rowOf('aws-abuse-signal')
const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython) process.stderr.write('SKIPPED python3: not on this machine\n')

interface Question { readonly method: string; readonly path: string; readonly query: readonly (readonly [string, string])[]; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly region: string; readonly service: string; readonly id: string; readonly secret: string }
const second = (question: Question): string => execFileSync('python3', [fileURLToPath(new URL('sigv4.py', import.meta.url))], { input: JSON.stringify(question), encoding: 'utf8' }).trim()

describe.skipIf(!hasPython)('the signature', () => {
  it('the second implementation knows the published example', () => {
    // aws-sig-v4-test-suite, get-vanilla.
    expect(second({ method: 'GET', path: '/', query: [], headers: { 'Host': 'example.amazonaws.com', 'X-Amz-Date': '20150830T123600Z' }, body: '', region: 'us-east-1', service: 'service', id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }))
      .toBe('AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31')
  })

  it.each([
    ['POST /v1/abuse', '{"clientToken":"é👍"}', undefined],
    ['POST /v1/abuse', '', 'session+token/=='],
    ['GET /v1/abuse/abcABC0123456789abcdef', undefined, undefined],
    ['GET /v1/abusestatuses?correlationId=0199-x&nextToken=a%2Fb%20c%3D&maxResults=50', undefined, 'token'],
  ])('of %s is that of the second implementation', async (line, text, sessionToken) => {
    const body = text === undefined ? undefined : new Uint8Array(Buffer.from(text))
    const shown = { 'accept': 'application/json', 'content-type': 'application/json' }
    const { authorization = '', ...added } = await signature({ line, headers: shown, ...(body === undefined ? {} : { body }) }, 'https://abuse.eu-west-2.amazonaws.com', 'eu-west-2', { accessKeyId: 'AKIDCANARY', secretAccessKey: 's3cret/+', ...(sessionToken === undefined ? {} : { sessionToken }) }, '2026-11-23T17:00:00.123Z')
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? []
    expect(names).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-content-sha256', 'content-type', ...(sessionToken === undefined ? [] : ['x-amz-security-token'])]))
    const all: Record<string, string> = { ...shown, ...added, host: 'abuse.eu-west-2.amazonaws.com' }
    const url = new URL(`https://x${line.slice(line.indexOf(' ') + 1)}`)
    expect(authorization).toBe(second({
      method: line.slice(0, line.indexOf(' ')), path: url.pathname, query: [...url.searchParams], headers: Object.fromEntries(names.map((name) => [name, all[name] ?? ''])), body: Buffer.from(text ?? '').toString('hex'),
      region: 'eu-west-2', service: 'abuse', id: 'AKIDCANARY', secret: 's3cret/+',
    }))
    expect(added['x-amz-date']).toBe('20261123T170000Z')
  })
})

const setup = (url: string, over: Partial<Setup> = {}): Setup => ({ destination: row, url, live: false, options: { ...awsCase.options }, language: 'fr', toolVersion: '0.0.0', ...over })

async function opened(accept: (seen: Seen) => StageAnswer): Promise<{ stage: Stage; link: (now?: string) => Link }> {
  const stage = await openHttpStage({ accept })
  onTestFinished(async () => { await stage.close() })
  const { http, mail, files } = testWorld()
  return { stage, link: (now = NOW) => ({ setup: setup(stage.url), http, mail, files, reach: { privateHosts: [] }, now: () => now, secret: async (name) => awsCase.secrets[name] }) }
}

async function payloadOf(over: Partial<Setup> = {}): Promise<{ payload: Payload; said: Record<string, unknown> }> {
  const prepared = await awsAbuseSignal.prepare(sendable(row, { prohibited: true, codes: CSAM_CODES }), setup('https://abuse.us-east-1.amazonaws.com', over))
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
  const { payload } = prepared.parts[0]
  return { payload, said: JSON.parse(Buffer.from(payload.body).toString()) as Record<string, unknown> }
}

it('says that it is a test unless it is live; the token is the key', async () => {
  const { said } = await payloadOf()
  expect(said).toMatchObject({ clientToken: expect.stringMatching(/^[0-9a-f]{64}$/), correlationId: expect.any(String), report: { xarf: { type: 'csam', tags: expect.arrayContaining(['lifecycle:test']) } } })
  const live = await payloadOf({ live: true })
  expect(JSON.stringify(live.said)).not.toContain('lifecycle:test')
})

it.each([['region', { options: { ...awsCase.options, region: 'moon' } }], ['contact', { options: {} }]])('refuses a wrong or missing %s', async (detail, over) => {
  expect(await awsAbuseSignal.prepare(sendable(row), setup('https://abuse.us-east-1.amazonaws.com', over))).toMatchObject({ ok: false, code: 'no-setting', detail })
})

describe('afterwards', () => {
  const delivered = async (over: Partial<Delivered> = {}): Promise<Delivered> => ({ payload: (await payloadOf()).payload, idempotencyKey: 'k', receipt: { remoteId: 'abcABC0123456789abcdef' }, locators: [], id: 'x', prohibited: true, mayFetch: false, attemptedAt: NOW, ...over })

  it('an unknown outcome is settled by the same token, while it lasts and not a minute longer', async () => {
    const { stage, link } = await opened(() => json(202, { reportId: 'abcABC0123456789abcdef' }))
    expect(await awsAbuseSignal.reconcile?.(await delivered(), link('2026-11-24T15:59:59.000Z'))).toEqual({ found: 'yes', receipt: { remoteId: 'abcABC0123456789abcdef' } })
    expect(stage.seen).toHaveLength(1)
    expect(await awsAbuseSignal.reconcile?.(await delivered(), link('2026-11-24T16:00:00.000Z'))).toEqual({ found: 'cannot-tell', code: 'token-expired' })
    expect(stage.seen).toHaveLength(1)
    expect(awsAbuseSignal.idempotentForMs).toBe(23 * 3_600_000)
  })

  it.each([
    ['QUEUED', undefined, { state: 'acknowledged' }], ['PROCESSING', undefined, { state: 'in_review' }], ['COMPLETED', 'ACTIONED', { state: 'decided_restricted', grounds: 'ACTIONED' }],
    ['COMPLETED', 'CONTENT_DOWN_OR_INACCESSIBLE', { state: 'decided_removed', content: { state: 'removed', method: 'aws-status', detail: 'CONTENT_DOWN_OR_INACCESSIBLE' } }],
    ['COMPLETED', 'NOT_RESOLVABLE_TO_AWS', { state: 'decided_rejected' }], ['COMPLETED', undefined, { state: 'decided_rejected' }],
  ])('%s %s', async (status, reasonCode, expected) => {
    const { stage, link } = await opened(() => json(200, { reportId: 'abcABC0123456789abcdef', status, reasonCode, description: 'x', submittedAt: 1_700_000_000, lastUpdatedAt: 1_795_453_200.5 }))
    expect(await awsAbuseSignal.follow?.(await delivered(), link())).toMatchObject({ known: true, at: '2026-11-23T17:00:00.500Z', ...expected })
    expect(stage.seen[0]?.line).toBe('GET /v1/abuse/abcABC0123456789abcdef')
    expect(stage.seen[0]?.headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDCANARY0001\/20261123\/us-east-1\/abuse\/aws4_request/)
  })

  it('the status of another report tells nothing', async () => {
    const { link } = await opened(() => json(200, { reportId: 'zzzzzzzzzzzzzzzzzzzzzz', status: 'COMPLETED' }))
    expect(await awsAbuseSignal.follow?.(await delivered(), link())).toEqual({ known: false, code: 'answer-not-understood' })
  })

  it.each([['ThrottlingException:http://x', 'throttled'], ['ExpiredTokenException', 'auth'], ['ValidationException', 'definite_reject']])('400 %s is %s', async (type, outcome) => {
    const { link } = await opened(() => json(400, { message: 'no' }, { 'x-amzn-errortype': type }))
    expect(await awsAbuseSignal.send((await payloadOf()).payload, 'k', link())).toMatchObject({ class: outcome })
  })
})
