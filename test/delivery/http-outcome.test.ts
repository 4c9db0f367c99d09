// An HTTP answer, or none, as a class of outcome: every status, both forms of Retry-After, and values that lie.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failedExchange, refusedBy, retryAfter } from '../../src/delivery/http-outcome.ts'
import { Failure } from '../../src/system/failure.ts'
import { instantOfMs, msOfInstant } from '../../src/system/time.ts'

const NOW = '2026-11-23T17:00:00.000Z'
const NOW_MS = msOfInstant(NOW) ?? 0
const DAY_MS = 86_400_000
const reply = (status: number, headers: Readonly<Record<string, string>> = {}) => ({ status, headers, body: Buffer.alloc(0) })

describe('refusedBy', () => {
  it('every status has its class', () => {
    const classes = new Map<string, number[]>()
    for (let status = 100; status < 600; status += 1) {
      const outcome = refusedBy(reply(status), NOW, 'words')
      classes.set(outcome.class, [...(classes.get(outcome.class) ?? []), status])
      expect(outcome.httpStatus).toBe(status)
      expect('words' in outcome).toBe(outcome.class === 'definite_reject' && status >= 400)
    }
    expect(classes.get('auth')).toEqual([401, 403, 407])
    expect(classes.get('throttled')).toEqual([429])
    const rejected = classes.get('definite_reject') ?? []
    expect(rejected.filter((status) => status < 400)).toHaveLength(100)
    expect(rejected.filter((status) => status >= 400)).toHaveLength(100 - 3 - 1 - 2)
    // A server that failed may have kept it; what was received with 408 or 425 is not told.
    expect(classes.get('unknown')).toEqual([...Array.from({ length: 200 }, (_, index) => 100 + index), 408, 425, ...Array.from({ length: 100 }, (_, index) => 500 + index)])
    expect(refusedBy(reply(999), NOW).class).toBe('unknown')
    expect(refusedBy(reply(302), NOW)).toMatchObject({ class: 'definite_reject', code: 'redirect' })
  })

  it('503 with a date to come back is a throttle', () => {
    expect(refusedBy(reply(503, { 'retry-after': '120' }), NOW)).toMatchObject({ class: 'throttled', code: 'http-503', retryAt: '2026-11-23T17:02:00.000Z' })
    expect(refusedBy(reply(503), NOW)).toMatchObject({ class: 'unknown', code: 'http-503' })
    expect(refusedBy(reply(429), NOW)).not.toHaveProperty('retryAt')
  })

  it('their number of the request is kept when it is one', () => {
    for (const name of ['x-request-id', 'request-id', 'x-amzn-requestid']) expect(refusedBy(reply(500, { [name]: 'ab-12' }), NOW)).toMatchObject({ requestId: 'ab-12' })
    for (const bad of ['', 'x'.repeat(201), 'a b', '\u001b[31m', '<script>', 'é']) expect(refusedBy(reply(500, { 'x-request-id': bad }), NOW)).not.toHaveProperty('requestId')
  })

  it('their words are bounded, and left out when there are none', () => {
    expect(refusedBy(reply(422), NOW, 'w'.repeat(2000))).toMatchObject({ words: 'w'.repeat(500) })
    expect(refusedBy(reply(422), NOW, '')).not.toHaveProperty('words')
  })
})

describe('Retry-After', () => {
  it.each([
    ['120', '2026-11-23T17:02:00.000Z'], [' 120 ', '2026-11-23T17:02:00.000Z'], ['0', NOW], ['Mon, 23 Nov 2026 17:05:00 GMT', '2026-11-23T17:05:00.000Z'], ['Monday, 23-Nov-26 17:05:00 GMT', '2026-11-23T17:05:00.000Z'],
    ['Mon Nov 23 17:05:00 2026', '2026-11-23T17:05:00.000Z'], ['Mon, 23 Nov 2020 17:05:00 GMT', NOW], ['999999999', instantOfMs(NOW_MS + DAY_MS)], ['Mon, 23 Nov 2099 17:05:00 GMT', instantOfMs(NOW_MS + DAY_MS)],
  ])('%s', (value, expected) => {
    expect(retryAfter(value, NOW)).toBe(expected)
  })

  it.each([undefined, '', '-1', '1.5', '1e9', '9999999999', 'soon', '120 seconds', '0x10', '\u0661\u0662', 'Mon, 32 Nov 2026 17:05:00 GMT', '2026-11-23T17:05:00Z', '\u0000', '120, 130'])('%j says nothing', (value) => {
    expect(retryAfter(value, NOW)).toBeUndefined()
  })

  it('whatever it says, it is now at the earliest and a day at the latest', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String), fc.integer({ min: -1e15, max: 1e15 }).map((ms) => new Date(ms).toUTCString())), (value) => {
      const until = retryAfter(value, NOW)
      if (until === undefined) return
      expect(msOfInstant(until)).toBeGreaterThanOrEqual(NOW_MS)
      expect(msOfInstant(until)).toBeLessThanOrEqual(NOW_MS + DAY_MS)
    }))
  })
})

describe('no answer', () => {
  it.each([
    [new Failure('http.unreachable', { host: 'h.example', reason: 'ECONNREFUSED', sent: false }), { class: 'not_sent', code: 'ECONNREFUSED' }],
    [new Failure('http.unreachable', { host: 'h.example', reason: 'ECONNRESET', sent: true }), { class: 'unknown', code: 'ECONNRESET' }],
    [new Failure('http.timeout', { host: 'h.example', seconds: 60, sent: false }), { class: 'not_sent', code: 'timeout' }],
    [new Failure('http.timeout', { host: 'h.example', seconds: 60, sent: true }), { class: 'unknown', code: 'timeout' }],
    [new Failure('http.too-large', { host: 'h.example', limit: 1 }), { class: 'unknown', code: 'answer-too-large' }],
    [new Failure('http.not-https', { host: 'h.example' }), { class: 'not_sent', code: 'http.not-https' }],
    [new Failure('http.private-address', { host: 'h.example' }), { class: 'not_sent', code: 'http.private-address' }],
  ])('%s', (failure, expected) => {
    expect(failedExchange(failure)).toEqual(expected)
  })

  it('a failure of ours is no outcome of theirs', () => {
    for (const error of [new Error('defect'), new Failure('system.interrupted', { signal: 'SIGINT' }), undefined]) expect(() => failedExchange(error)).toThrow()
  })
})
