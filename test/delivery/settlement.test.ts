// What an attempt makes of a delivery, for every outcome, also the ones that a hostile server would like.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome, RemoteState } from '../../src/delivery/outcome.ts'
import { backOffMs, RETRY } from '../../src/delivery/retry-policy.ts'
import { followed, settle, sixMonthsAfter } from '../../src/delivery/settlement.ts'
import { Delivery, keptAttempts, mayHaveLeft, NOT_ARRIVED } from '../../src/signalement/delivery.ts'
import { STATES, type State } from '../../src/signalement/vocabulary.ts'
import { instantOfMs, msOfInstant } from '../../src/system/time.ts'
import { countedRandom } from '../support/world.ts'

const NOW = '2026-11-23T17:00:00.000Z'
const NOW_MS = msOfInstant(NOW) ?? 0
const KEY = 'a'.repeat(64)
const REMOTE: readonly RemoteState[] = ['acknowledged', 'in_review', 'decided_removed', 'decided_restricted', 'decided_rejected']

const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  destination: 'guichet', channel: 'api', adapterVersion: 'guichet/1', idempotencyKey: KEY, payloadSha256: 'b'.repeat(64), fieldsSent: ['id'], by: 'Écoutante 7',
  at: '2026-11-23T16:00:00.000Z', attempts: [], state: 'sending', checks: [], ...changes,
})
const attempts = (count: number, each: Partial<Delivery['attempts'][number]> = {}): Delivery['attempts'] =>
  Array.from({ length: count }, () => ({ at: NOW, class: 'not_sent' as const, code: 'ECONNREFUSED', ...each }))
const settled = (outcome: Outcome, { idempotent = true, ...changes }: Partial<Delivery> & { readonly idempotent?: boolean } = {}) =>
  settle(delivery(changes), outcome, { now: NOW, idempotent, random: countedRandom() })

const hostileText = fc.oneof(fc.string({ unit: 'binary', maxLength: 700 }), fc.constantFrom('', '\u001b[2J', '\u202e', 'x'.repeat(5000)))
const anyStatus = fc.option(fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(0, 999, -1, 1.5, Number.NaN)), { nil: undefined })
const anyInstant = fc.option(fc.oneof(fc.constantFrom('', 'tomorrow', '2026-11-23', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z'), fc.integer({ min: 0, max: 4e12 }).map((ms) => instantOfMs(ms))), { nil: undefined })
const anyOutcome = fc.oneof<fc.Arbitrary<object>[]>(
  fc.record({ class: fc.constant('definite_success' as const), receipt: fc.record({ remoteId: hostileText, remoteUrl: hostileText }, { requiredKeys: ['remoteId'] }), state: fc.constantFrom(...REMOTE), httpStatus: anyStatus, requestId: hostileText }, { requiredKeys: ['class', 'receipt'] }),
  fc.record({ class: fc.constant('definite_reject' as const), code: hostileText, words: hostileText, httpStatus: anyStatus }, { requiredKeys: ['class', 'code'] }),
  fc.record({ class: fc.constant('auth' as const), code: hostileText, httpStatus: anyStatus }),
  fc.record({ class: fc.constant('throttled' as const), code: hostileText, retryAt: anyInstant }),
  fc.record({ class: fc.constant('not_sent' as const), code: fc.oneof(hostileText, fc.constant('interrupted')) }),
  fc.record({ class: fc.constant('unknown' as const), code: hostileText, httpStatus: anyStatus, requestId: hostileText }),
).map((each) => each as Outcome)
const anyPast = fc.array(fc.record({ at: fc.constant(NOW), class: fc.constantFrom('not_sent' as const, 'unknown' as const, 'throttled' as const, 'auth' as const), code: fc.constantFrom('timeout', 'interrupted', NOT_ARRIVED) }), { maxLength: 100 })

describe('settle', () => {
  it('gives a record that can be kept, in a state that a sent one may have, for whatever a server answers', () => {
    fc.assert(fc.property(anyOutcome, anyPast, fc.boolean(), (outcome, past, idempotent) => {
      const { delivery: after, nextMs, closeUntilMs } = settled(outcome, { attempts: past, idempotent })
      expect(Delivery.safeParse(after).error).toBeUndefined()
      expect(after.attempts.length).toBe(Math.min(100, past.length + 1))
      expect(['queued', 'sent', 'unknown_outcome', 'dead_letter', 'acknowledged', 'in_review', 'decided_removed', 'decided_restricted', 'decided_rejected']).toContain(after.state)
      // What is queued again has a time; nothing else has one.
      expect(nextMs !== undefined).toBe(after.state === 'queued')
      for (const ms of [nextMs, closeUntilMs]) if (ms !== undefined) {
        expect(ms).toBeGreaterThanOrEqual(NOW_MS)
        expect(ms).toBeLessThanOrEqual(NOW_MS + RETRY.maxWaitMs)
      }
      if (outcome.class === 'unknown' && !idempotent) expect(after.state).toBe('unknown_outcome')
      // Nobody calls refused what may have arrived earlier.
      if (after.state === 'dead_letter') expect(mayHaveLeft(delivery({ attempts: past }))).toBe(false)
    }), { numRuns: 1000 })
  })

  it('can be done to what is being sent, and to nothing else', () => {
    for (const state of STATES.filter((each) => each !== 'sending')) for (const outcome of [
      { class: 'definite_success', receipt: { remoteId: '1' } }, { class: 'definite_reject', code: 'c' }, { class: 'auth', code: 'c' }, { class: 'throttled', code: 'c' }, { class: 'not_sent', code: 'c' }, { class: 'unknown', code: 'c' },
    ] as const satisfies readonly Outcome[]) {
      // A person may bury what is queued; a server's answer to it does not exist.
      if (state === 'queued' && outcome.class === 'definite_reject') continue
      expect(() => settled(outcome, { state }), `${state} ${outcome.class}`).toThrow(expect.objectContaining({ code: 'signalement.illegal-move' }))
    }
  })

  it('a success is sent, with the receipt, or further at once when they say so', () => {
    const { delivery: sent, failed } = settled({ class: 'definite_success', receipt: { remoteId: 'R-1', remoteUrl: 'https://partner.example/R-1' }, httpStatus: 202 })
    expect(sent).toMatchObject({ state: 'sent', receipt: { remoteId: 'R-1', remoteUrl: 'https://partner.example/R-1', at: NOW }, attempts: [{ class: 'definite_success', httpStatus: 202 }] })
    expect(failed).toBe(false)
    expect(settled({ class: 'definite_success', receipt: { remoteId: 'R' }, state: 'acknowledged' }).delivery).toMatchObject({ state: 'acknowledged', acknowledgedAt: NOW })
    // One without a number is known there by its key.
    expect(settled({ class: 'definite_success', receipt: { remoteId: '' } }).delivery.receipt?.remoteId).toBe(KEY)
  })

  it('a refusal is buried with their words; a credential pauses the destination and buries nothing', () => {
    expect(settled({ class: 'definite_reject', code: 'http-422', words: 'w'.repeat(900), httpStatus: 422 }).delivery).toMatchObject({ state: 'dead_letter', attempts: [{ words: 'w'.repeat(500) }] })
    const auth = settled({ class: 'auth', code: 'http-401', httpStatus: 401 }, { attempts: attempts(60) })
    expect(auth).toMatchObject({ pause: 'http-401', failed: false, delivery: { state: 'queued' } })
  })

  it('a throttle is obeyed, never at once, never for more than a day', () => {
    expect(settled({ class: 'throttled', code: 'http-429', retryAt: '2026-11-23T17:02:00.000Z' })).toMatchObject({ nextMs: NOW_MS + 120_000, closeUntilMs: NOW_MS + 120_000, failed: false })
    expect(settled({ class: 'throttled', code: 'http-429', retryAt: NOW }).nextMs).toBe(NOW_MS + RETRY.minWaitMs)
    expect(settled({ class: 'throttled', code: 'http-429', retryAt: '2020-01-01T00:00:00.000Z' }).nextMs).toBe(NOW_MS + RETRY.minWaitMs)
    expect(settled({ class: 'throttled', code: 'http-429', retryAt: '2099-01-01T00:00:00.000Z' }).nextMs).toBe(NOW_MS + RETRY.maxWaitMs)
    expect(settled({ class: 'throttled', code: 'http-429' }).nextMs).toBeGreaterThanOrEqual(NOW_MS + RETRY.baseMs / 2)
  })

  it('what was throttled for days was not tried: the end comes by failures only', () => {
    expect(settled({ class: 'not_sent', code: 'ECONNREFUSED' }, { attempts: attempts(90, { class: 'throttled' }) }).delivery.state).toBe('queued')
    expect(settled({ class: 'not_sent', code: 'ECONNREFUSED' }, { attempts: attempts(RETRY.attempts - 2) }).delivery.state).toBe('queued')
    expect(settled({ class: 'not_sent', code: 'ECONNREFUSED' }, { attempts: attempts(RETRY.attempts - 1) }).delivery.state).toBe('dead_letter')
    expect(settled({ class: 'unknown', code: 'timeout' }, { attempts: attempts(RETRY.attempts - 1) }).delivery.state).toBe('unknown_outcome')
  })

  it('its own user who stops it is no failure, however often', () => {
    const own = settled({ class: 'not_sent', code: 'interrupted' }, { attempts: attempts(50, { code: 'interrupted' }) })
    expect(own).toMatchObject({ failed: false, nextMs: NOW_MS, delivery: { state: 'queued' } })
    expect(settled({ class: 'not_sent', code: 'interrupted' }, { attempts: attempts(RETRY.attempts - 1) }).delivery.state).toBe('queued')
  })

  it('given up after an attempt that may have arrived is unknown, not refused', () => {
    const past = [...attempts(1, { class: 'unknown', code: 'timeout' }), ...attempts(RETRY.attempts - 2)]
    expect(settled({ class: 'not_sent', code: 'ECONNREFUSED' }, { attempts: past }).delivery.state).toBe('unknown_outcome')
    // Unless somebody looked since: then it begins anew.
    const looked = [...past, { at: NOW, class: 'not_sent' as const, code: NOT_ARRIVED }]
    expect(settled({ class: 'not_sent', code: 'ECONNREFUSED' }, { attempts: looked }).delivery.state).toBe('queued')
    expect(settled({ class: 'not_sent', code: 'ECONNREFUSED' }, { attempts: [...looked, ...attempts(RETRY.attempts - 1)] }).delivery.state).toBe('dead_letter')
  })

  it('an unknown outcome is asked again only where the key is known', () => {
    expect(settled({ class: 'unknown', code: 'timeout' }, { idempotent: true }).delivery.state).toBe('queued')
    expect(settled({ class: 'unknown', code: 'timeout' }, { idempotent: false })).toMatchObject({ failed: true, delivery: { state: 'unknown_outcome' } })
  })
})

describe('what the destination says later', () => {
  const order: readonly State[] = ['sent', 'acknowledged', 'in_review', 'decided_restricted', 'decided_rejected', 'decided_removed']
  const receipt = { remoteId: 'R', at: '2026-11-23T16:30:00.000Z' }

  it('goes forward only: a late earlier state changes nothing, nor does one that was never sent', () => {
    for (const state of STATES) for (const said of REMOTE) {
      const before = delivery({ state, receipt })
      const after = followed(before, said, NOW)
      if (!order.includes(state)) expect(after, `${state} ${said}`).toBe(before)
      else if (after !== before) {
        expect(after.state).toBe(said)
        expect(order.indexOf(said), `${state} → ${said}`).toBeGreaterThan(Math.min(order.indexOf(state), 1))
      } else expect(order.indexOf(said) <= order.indexOf(state) || state.startsWith('decided_'), `${state} ${said}`).toBe(true)
      expect(Delivery.safeParse(after).error).toBeUndefined()
    }
  })

  it('a refusal or a restriction opens six months to complain; a removal closes them', () => {
    const rejected = followed(delivery({ state: 'sent', receipt }), 'decided_rejected', NOW, { grounds: 'g'.repeat(3000), at: '2026-11-23T16:45:00.000Z' })
    expect(rejected).toMatchObject({ state: 'decided_rejected', acknowledgedAt: '2026-11-23T16:45:00.000Z', appealUntil: '2027-05-23T16:45:00.000Z', decision: { kind: 'rejected', grounds: 'g'.repeat(2000) } })
    const removed = followed(rejected, 'decided_removed', NOW)
    expect(removed).toMatchObject({ state: 'decided_removed', decision: { kind: 'removed', at: NOW } })
    expect(removed).not.toHaveProperty('appealUntil')
  })

  it('what was decided is changed by newer word only, and says nothing of the old decision then', () => {
    const rejected = followed(delivery({ state: 'sent', receipt }), 'decided_rejected', NOW, { grounds: 'non', at: '2026-11-23T16:45:00.000Z' })
    for (const said of ['decided_restricted', 'decided_removed', 'in_review'] as const) {
      expect(followed(rejected, said, NOW, { at: '2026-11-23T16:40:00.000Z' }), said).toBe(rejected)
      expect(followed(rejected, said, NOW, { at: '2026-11-23T16:50:00.000Z' }), said).toMatchObject({ state: said })
    }
    const reopened = followed(rejected, 'in_review', NOW, { at: '2026-11-23T16:50:00.000Z' })
    expect(reopened).not.toHaveProperty('decision')
    expect(reopened).not.toHaveProperty('appealUntil')
    expect(followed(rejected, 'acknowledged', NOW, { at: '2026-11-23T16:50:00.000Z' })).toBe(rejected)
  })

  it('the complaint of Article 20 is for those whom it binds', () => {
    expect(followed(delivery({ state: 'sent', receipt }), 'decided_rejected', NOW, { appeals: false })).not.toHaveProperty('appealUntil')
  })

  it.each([['2099-01-01T00:00:00.000Z', NOW], ['1999-01-01T00:00:00.000Z', receipt.at], ['yesterday', NOW], ['', NOW]])('a decision dated %s is dated %s', (at, expected) => {
    expect(followed(delivery({ state: 'sent', receipt }), 'decided_rejected', NOW, { at }).decision?.at).toBe(expected)
  })

  it.each([
    ['2026-08-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z'], ['2027-08-31T10:00:00.000Z', '2028-02-29T10:00:00.000Z'], ['2027-08-29T10:00:00.000Z', '2028-02-29T10:00:00.000Z'], ['2026-12-31T23:59:59.999Z', '2027-06-30T23:59:59.999Z'],
    ['2026-03-31T00:00:00.000Z', '2026-09-30T00:00:00.000Z'], ['2026-06-30T00:00:00.000Z', '2026-12-30T00:00:00.000Z'], ['2026-07-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'], ['2026-11-23T17:00:00.000Z', '2027-05-23T17:00:00.000Z'],
  ])('six months after %s is %s', (at, expected) => {
    expect(sixMonthsAfter(at)).toBe(expected)
  })

  it('six months are never less than 181 days less three, nor more than 184', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
      const days = ((msOfInstant(sixMonthsAfter(instantOfMs(ms))) ?? 0) - ms) / 86_400_000
      expect(days).toBeGreaterThanOrEqual(178)
      expect(days).toBeLessThanOrEqual(184)
    }))
  })
})

describe('the pause between two attempts', () => {
  it('doubles, stays within half and all of it, and has an end', () => {
    for (const [attempt, most] of [[1, 30_000], [2, 60_000], [5, 480_000], [11, RETRY.capMs], [20, RETRY.capMs], [1e9, RETRY.capMs], [0, 30_000], [-5, 30_000]] as const) {
      expect(backOffMs(attempt, { bytes: () => new Uint8Array([0, 0]) })).toBe(most / 2)
      const longest = backOffMs(attempt, { bytes: () => new Uint8Array([255, 255]) })
      expect(longest).toBeLessThanOrEqual(most)
      expect(longest).toBeGreaterThan(most * 0.99)
    }
    // Many do not come back together.
    const random = countedRandom()
    expect(new Set(Array.from({ length: 50 }, () => backOffMs(3, random))).size).toBeGreaterThan(45)
  })

  it('about three days of trying', () => {
    const sum = Array.from({ length: RETRY.attempts - 1 }, (_, index) => backOffMs(index + 1, { bytes: () => new Uint8Array([128, 0]) })).reduce((a, b) => a + b, 0)
    expect(sum / 86_400_000).toBeGreaterThan(1.5)
    expect(sum / 86_400_000).toBeLessThan(4)
  })
})

describe('the attempts that are kept', () => {
  it('are a hundred at most, in their order; the first, and those of which nobody knows, stay', () => {
    const any = fc.array(fc.record({ at: fc.constant(NOW), class: fc.constantFrom('not_sent' as const, 'not_sent' as const, 'throttled' as const, 'unknown' as const), code: fc.constantFrom('timeout', 'ECONNREFUSED', NOT_ARRIVED) }), { maxLength: 160 })
    fc.assert(fc.property(any, (all) => {
      const kept = keptAttempts(all)
      expect(kept.length).toBe(Math.min(100, all.length))
      expect(all.filter((each) => kept.includes(each))).toEqual(kept)
      if (all.length > 0) expect(kept[0]).toBe(all[0])
      const telling = all.filter((each) => each.class === 'unknown' || each.code === NOT_ARRIVED)
      if (telling.length < 99) expect(kept).toEqual(expect.arrayContaining(telling))
      if (telling.length < 99) expect(mayHaveLeft({ attempts: kept })).toBe(mayHaveLeft({ attempts: all }))
    }))
  })
})
