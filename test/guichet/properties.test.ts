// What must hold for any input: escaping, pointers, languages, states, what a queue's address may hold.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from '../../src/guichet/desk/html.ts'
import { addressOf, queueView } from '../../src/guichet/desk/queue-page.ts'
import { languageOf } from '../../src/guichet/guichet.ts'
import { faultsOf, pointerOf } from '../../src/guichet/notice-faults.ts'
import { ACTS, isDecided, stateAfter } from '../../src/guichet/transitions.ts'
import { webhookHeaders } from '../../src/guichet/webhooks/sign.ts'
import { NOTICE_STATES } from '../../src/signalement/reporting-api/answers.ts'
import { Notice } from '../../src/signalement/reporting-api/notice.ts'
import { sampleNotice } from './running.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'' }

describe('for any input', () => {
  it('text in a page is text, and reads as it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { html: page } = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`
      const [, title = '', first = '', second = ''] = /^<p title="([^"]*)">([^<]*)<b>([^<]*)<\/b><\/p>$/.exec(page) ?? []
      for (const part of [title, first, second]) {
        expect(part).not.toMatch(/[<>"']/)
        expect(part.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? '')).toBe(text)
      }
    }))
  })

  it('a pointer leads back to its path', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ maxLength: 10 }), fc.nat(99)), { maxLength: 8 }), (path) => {
      expect(pointerOf(path).split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))).toEqual(path.map(String))
    }))
  })

  it('a language is always chosen, French unless English is wanted more', () => {
    fc.assert(fc.property(fc.string(), (header) => ['fr', 'en'].includes(languageOf(header))))
    expect(['', 'de', 'en;q=0', 'fr, en', 'en;q=0.5, fr', '*', 'english', 'fr-CA, en;q=0.9'].map(languageOf)).toEqual(Array.from({ length: 8 }, () => 'fr'))
    expect(['en', 'en-US,en;q=0.9,fr;q=0.8', 'de, en;q=0.3', 'fr;q=0.1, en;q=0.2', 'EN'].map(languageOf)).toEqual(Array.from({ length: 5 }, () => 'en'))
    expect(languageOf(undefined)).toBe('fr')
  })

  it('a wrong notice has a fault for each wrong place, and none holds what was sent', () => {
    const members = Object.keys(sampleNotice())
    fc.assert(fc.property(fc.constantFrom(...members), fc.jsonValue(), (member, value) => {
      const sent = { ...sampleNotice(), [member]: value, inconnu: 'SECRET' }
      const judged = Notice.safeParse(sent)
      expect(judged.success).toBe(false)
      if (judged.success) return
      const faults = faultsOf(judged.error, sent)
      expect(faults.length).toBeGreaterThan(0)
      expect(faults.map(({ pointer }) => pointer)).toContain('/inconnu')
      expect(JSON.stringify(faults)).not.toContain('SECRET')
    }))
  })

  it('the address of a queue holds only words of ours, and leads to the same view', () => {
    fc.assert(fc.property(fc.record({ state: fc.oneof(fc.string(), fc.constantFrom(...NOTICE_STATES, 'all', 'open')), harm: fc.oneof(fc.string(), fc.constant('csam')), page: fc.oneof(fc.string(), fc.nat().map(String)), test: fc.constantFrom('1', '0', '') }), (query) => {
      const view = queueView(query)
      const address = addressOf(view)
      expect(address).toMatch(/^\/desk(\?[a-z0-9_=&]+)?$/)
      expect(queueView(Object.fromEntries(new URL(address, 'http://x.invalid').searchParams))).toEqual(view)
    }))
  })

  it('from one decision to another only through a new examination', () => {
    for (const state of NOTICE_STATES) {
      for (const act of ACTS) {
        const next = stateAfter(state, act)
        expect(next).not.toBe(state)
        if (isDecided(state)) expect([undefined, 'in_review']).toContain(next)
        expect(next).not.toBe('received')
      }
    }
  })
})

it('signs as the example of Standard Webhooks', () => {
  // From the text of the standard: secret, identifier, timestamp, body and signature.
  const headers = webhookHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}')
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
