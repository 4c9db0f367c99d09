// The suite is checked: an adapter that breaks one rule is caught by that rule, by name.
import { describe, expect, it } from 'vitest'
import type { PreparedPart } from '../../../src/delivery/adapter.ts'
import type { Outcome } from '../../../src/delivery/outcome.ts'
import type { Payload } from '../../../src/delivery/payload.ts'
import { NOW, SCENES, THROTTLE, type Scene, type Seen } from './adapter-case.ts'
import { bytesOfMaterial, leaks, wrongArrival, wrongCount, wrongOutcome, wrongPart } from './adapter-rules.ts'
import { json, openHttpStage } from './http-stage.ts'
import { locator, sendable } from './sendables.ts'
import { rowOf } from './rows.ts'

const payload = (over: Partial<Payload> = {}, text = '{"url":"https://content.example/mark-locator-1"}'): Payload => ({ kind: 'http', line: 'POST /x', headers: { 'content-type': 'application/json' }, body: new Uint8Array(Buffer.from(text)), ...over })
const seen = (over: Partial<Seen> = {}): Seen => ({ line: 'POST /x', headers: { 'host': 'h', 'content-type': 'application/json', 'authorization': 'Bearer canary' }, body: Buffer.from(payload().body), ...over })
const adapterCase = { secrets: { token: 'canary-secret?' } }

it.each([
  ['the payload and a credential', {}, []],
  ['another line', { line: 'POST /y' }, ['line POST /y in the place of POST /x']],
  ['another body', { body: Buffer.from('{}') }, ['body is not the one that was shown']],
  ['a header more', { headers: { 'content-type': 'application/json', 'x-victim': 'A.' } }, ['header x-victim was not shown']],
  ['a header less', { headers: {} }, ['header content-type is undefined in the place of application/json']],
  ['a secret in the line', { line: 'POST /x?t=canary-secret%3F' }, ['line POST /x?t=canary-secret%3F in the place of POST /x', 'line holds the secret token']],
])('arrival: %s', (_, over, wrong) => { expect(wrongArrival(payload(), seen(over), adapterCase)).toEqual(wrong) })

it.each(['canary-secret?', 'x Y2FuYXJ5LXNlY3JldD8= x', '63616e6172792d7365637265743f', 'canary-secret%3F'])('a secret is known in its dress: %s', (text) => {
  expect(leaks(text, adapterCase.secrets)).toEqual(['holds the secret token'])
  expect(leaks('canary-secre', adapterCase.secrets)).toEqual([])
})

describe('outcome', () => {
  const good: Record<Scene, Outcome> = {
    'accept': { class: 'definite_success', receipt: { remoteId: '1' } }, 'reject': { class: 'definite_reject', code: 'http-422', words: 'no' }, 'auth': { class: 'auth', code: 'http-401' }, 'forbidden': { class: 'auth', code: 'http-403' },
    'throttle-seconds': { class: 'throttled', code: 'http-429', retryAt: '2026-11-23T17:02:00.000Z' }, 'throttle-date': { class: 'throttled', code: 'http-429', retryAt: THROTTLE.dateInstant },
    'server-error': { class: 'unknown', code: 'http-500' }, 'vanish-after-body': { class: 'unknown', code: 'ECONNRESET' }, 'silent-after-body': { class: 'unknown', code: 'timeout' }, 'refuse-connection': { class: 'not_sent', code: 'ECONNREFUSED' },
    'redirect': { class: 'definite_reject', code: 'redirect' }, 'garbage': { class: 'unknown', code: 'answer-not-understood' }, 'huge-answer': { class: 'unknown', code: 'answer-too-large' },
  }

  it.each(SCENES)('%s has one class, and no other passes', (scene) => {
    expect(wrongOutcome(scene, good[scene], NOW)).toEqual([])
    const others = SCENES.map((each) => good[each]).filter((outcome) => outcome.class !== good[scene].class)
    for (const other of others) expect(wrongOutcome(scene, other, NOW)).not.toEqual([])
  })

  it.each([
    ['reject', { class: 'definite_reject', code: 'http-422' }, 'their words are lost'], ['reject', { class: 'definite_reject', code: 'http-422', words: 'x'.repeat(501) }, 'their words have no bound'],
    ['accept', { class: 'definite_success', receipt: { remoteId: '' } }, 'receipt without a bounded identifier'], ['accept', { class: 'definite_success', receipt: { remoteId: '\u001b[31m' } }, 'receipt without a bounded identifier'],
    ['redirect', { class: 'definite_reject', code: 'http-307' }, 'a redirect is not called one'], ['garbage', { class: 'unknown', code: 'a whole sentence\n' }, 'code is no code'],
    ['throttle-seconds', { class: 'throttled', code: 'http-429' }, 'wait until undefined in the place of 2026-11-23T17:02:00.000Z'],
    ['throttle-date', { class: 'throttled', code: 'http-429', retryAt: '2026-11-23T17:02:00.000Z' }, 'wait until 2026-11-23T17:02:00.000Z in the place of 2026-11-23T17:05:00.000Z'],
  ] as readonly (readonly [Scene, Outcome, string])[])('%s: %j', (scene, outcome, wrong) => { expect(wrongOutcome(scene, outcome, NOW)).toEqual([wrong]) })
})

it.each([
  ['silent-after-body', 1, 0, []], ['silent-after-body', 2, 0, ['2 deliveries in the place of 1']], ['accept', 0, 0, ['0 deliveries in the place of 1']],
  ['redirect', 1, 1, ['followed a redirect']], ['refuse-connection', 0, 0, []],
] as readonly (readonly [Scene, number, number, readonly string[]])[])('count after %s: %i here, %i elsewhere', (scene, here, there, wrong) => {
  expect(wrongCount(scene, [...Array.from({ length: here }, () => seen()), ...Array.from({ length: there }, () => seen({ line: 'ELSEWHERE POST /x' }))])).toEqual(wrong)
})

describe('part', () => {
  const bluesky = rowOf('bluesky')
  const what = sendable(bluesky, { locators: [locator(1), locator(2)] })
  const part = (over: Partial<PreparedPart> = {}): PreparedPart => ({ locators: [locator(1).canonical], fields: ['locators'], payload: payload(), ...over })
  const base64 = Buffer.from('… mark-explanation : depuis une semaine, ce compte publie …').toString('base64')

  it.each([
    ['all told', {}, []],
    ['a field that is none', { fields: ['locators', 'victim'] }, ['victim is no field']],
    ['a field that may not leave', { fields: ['locators', 'notifierName'] }, ['notifierName may not leave']],
    ['a text untold', { payload: payload({}, '{"reason":"mark-explanation"}') }, ['explanation leaves untold']],
    ['a text untold, in base 64', { payload: payload({}, base64) }, ['explanation leaves untold']],
    ['a text untold, in an address', { payload: payload({}, 'q=mark.account%40x') }, ['account leaves untold']],
    ['a locator from nowhere', { locators: ['https://elsewhere.example/'], payload: payload({}, '{}') }, ['a locator from nowhere']],
    ['a locator of another part', { payload: payload({}, '{"a":"https://content.example/mark-locator-2"}') }, ['a locator of another part']],
    ['a header in capitals', { payload: payload({ headers: { Accept: '*/*' } }) }, ['header names are not in lower case']],
    ['a line of two', { payload: payload({ line: 'POST /x\r\nx: y' }) }, ['line has a line break']],
  ] as readonly (readonly [string, Partial<PreparedPart>, readonly string[]])[])('%s', (_, over, wrong) => { expect(wrongPart(part(over), what, { destination: bluesky })).toEqual(wrong) })

  it('an identifier that may not leave', () => {
    const silent = sendable({ id: 'bluesky', allow: ['locators'] })
    expect(wrongPart(part({ payload: payload({}, `{"ref":"${silent.id}"}`) }), silent, { destination: bluesky })).toEqual(['the identifier may not leave'])
  })
})

it.each(['{"a":"data:image/png;base64,AAAA"}', '{"content_type":"image/jpeg"}', '{"payload": "AAAA"}', 'https://x.example/evidence/1', '{"thumbnail":1}', Buffer.from('Content-Type: image/jpeg; name=a.jpg and more').toString('base64')])('bytes of the material are known: %s', (text) => {
  expect(bytesOfMaterial(payload({}, text))).not.toEqual([])
  expect(bytesOfMaterial(payload())).toEqual([])
})

describe('the stage', () => {
  it('tells deliveries from questions, and plays what it is told', async () => {
    const stage = await openHttpStage({ accept: () => json(201, { id: 1 }), aside: ({ line }) => (line.startsWith('GET') ? json(200, []) : undefined) })
    const post = async (): Promise<Response> => fetch(`${stage.url}/x`, { method: 'POST', body: 'b', redirect: 'manual' })
    expect([(await post()).status, (await fetch(`${stage.url}/y`)).status]).toEqual([201, 200])
    stage.play('redirect')
    expect((await post()).headers.get('location')).toMatch(/^http:\/\/localhost:\d+\/x$/)
    stage.play('vanish-after-body')
    await expect(post()).rejects.toThrow()
    expect(stage.seen.map(({ line, body }) => `${line} ${body.toString()}`)).toEqual(['POST /x b', 'POST /x b', 'POST /x b'])
    expect(stage.asides?.map(({ line }) => line)).toEqual(['GET /y'])
    stage.play('redirect')
    await fetch(`${stage.url}/x`, { method: 'POST', body: 'b' })
    expect(stage.seen.at(-1)?.line).toBe('ELSEWHERE POST /x')
    stage.play('refuse-connection')
    await expect(post()).rejects.toThrow()
    await stage.close()
  })
})
