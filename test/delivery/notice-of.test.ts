import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noticeOf } from '../../src/delivery/notice-of.ts'
import { LEAVING_FIELDS, type LeavingField } from '../../src/signalement/destination.ts'
import { Notice } from '../../src/signalement/reporting-api/notice.ts'
import { sampleSendable } from './sample-sendable.ts'

const WITHHELD = { authority: 'trusted_flagger', org: 'Association Exemple', identity: 'withheld' } as const

const OPTIONAL: readonly LeavingField[] = ['account', 'category', 'offences', 'occurredAt', 'representation', 'hashes', 'legalOrder']
/** Few of all lists hold what a notice needs: half of these do. */
const ALLOW_LISTS = fc.oneof(
  fc.subarray([...LEAVING_FIELDS]),
  fc.subarray([...OPTIONAL]).map((some) => LEAVING_FIELDS.filter((field) => !OPTIONAL.includes(field) || some.includes(field))),
)

describe('a notice from what may leave', () => {
  it('is valid by the model of its receiver, and says nothing of where the address was found', () => {
    const made = noticeOf(sampleSendable(), true)
    if (!made.ok) throw new Error(made.detail)
    expect(Notice.parse(JSON.parse(JSON.stringify(made.notice)))).toEqual(made.notice)
    expect(made.notice).toMatchObject({ format: 'notice/1', test: true, goodFaith: true, harm: 'cyberharcelement', notifier: { name: 'Cellule signalements', identity: 'disclosed' } })
    expect(JSON.stringify(made.notice)).not.toContain('"raw"')
    expect(made.fields).toContain('notifierEmail')
    expect(made.fields).not.toContain('occurredAt')
  })

  it('names what the allow-list keeps back', () => {
    const allow = LEAVING_FIELDS.filter((field) => field !== 'urgency' && field !== 'locators')
    expect(noticeOf(sampleSendable({}, { allow }), false)).toEqual({ ok: false, code: 'no-notice', detail: 'urgency, locators' })
  })

  it('wants a name, unless the law lets it out', () => {
    const unnamed = { authority: 'trusted_flagger', org: 'Association Exemple', identity: 'disclosed' } as const
    expect(noticeOf(sampleSendable({ notifier: unnamed }), false)).toEqual({ ok: false, code: 'no-notice', detail: 'notifierName, notifierEmail' })
    expect(noticeOf(sampleSendable({ notifier: WITHHELD }), false)).toEqual({ ok: false, code: 'no-notice', detail: 'notifier.identity' })
    const made = noticeOf(sampleSendable({ notifier: WITHHELD, harm: 'csam' }), false)
    expect(made.ok && made.notice.notifier).toEqual({ authority: 'trusted_flagger', organisation: 'Association Exemple', identity: 'withheld' })
  })

  it('no good faith, no notice', () => {
    const sendable = sampleSendable()
    expect(noticeOf({ ...sendable, outgoing: { ...sendable.outgoing, goodFaith: false } }, false)).toMatchObject({ detail: 'goodFaith' })
  })

  it('with any allow-list it is a valid notice of allowed fields, or names a field', () => {
    fc.assert(fc.property(ALLOW_LISTS, (allow) => {
      const made = noticeOf(sampleSendable({}, { allow }), false)
      if (made.ok) {
        expect(Notice.safeParse(made.notice).success).toBe(true)
        expect(made.fields.filter((field) => !allow.includes(field))).toEqual([])
      } else {
        expect(made.detail).not.toBe('')
      }
    }))
  })
})
