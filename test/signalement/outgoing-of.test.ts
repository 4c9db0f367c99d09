import { describe, expect, it } from 'vitest'
import { locate, locateHandle } from '../../src/signalement/locators/locate.ts'
import { outgoingOf } from '../../src/signalement/outgoing-of.ts'
import type { Locator } from '../../src/signalement/signalement.ts'
import type { Platform } from '../../src/signalement/vocabulary.ts'
import { sampleRecord } from './sample-record.ts'

function locators(platform: Platform, ...texts: string[]): { platform: Platform; locators: Locator[] } {
  return {
    platform, locators: texts.map((text) => {
      const result = /[/.]/.test(text) ? locate(text) : locateHandle(platform, text)
      if (!result.ok) throw new Error(result.refusal)
      const { raw, kind, what, canonical, ids } = result.located
      return { raw, kind, what, canonical, ids: { ...ids } }
    }),
  }
}
const sent = (platform: Platform, ...texts: string[]) => outgoingOf(sampleRecord(1, { target: locators(platform, ...texts) }), true)

describe('what of a record could leave', () => {
  it('an address has its author’s handle again, and still finds the same content', () => {
    for (const [platform, text, shown] of [
      ['x', 'https://twitter.com/inv_ente/status/1790000000000000001?s=20', 'https://x.com/inv_ente/status/1790000000000000001'],
      ['tiktok', 'https://www.tiktok.com/@inv.ente/video/7300000000000000002?_t=x', 'https://www.tiktok.com/@inv.ente/video/7300000000000000002'],
    ] as const) {
      expect(sent(platform, text).locators).toEqual([shown])
      const [again, first] = [locate(shown), locate(text)]
      expect(again.ok && first.ok && again.located.canonical === first.located.canonical).toBe(true)
    }
  })

  it('a username is not dressed as an address', () => {
    expect(sent('yubo', 'kev_du_13').locators).toEqual(['yubo : kev_du_13'])
  })

  it('names the account only when all the contents are of one', () => {
    const [one, other] = ['https://x.com/a_b/status/1790000000000000001', 'https://x.com/c_d/status/1790000000000000002']
    expect(sent('x', one).account).toBe('a_b')
    expect(sent('x', one, other).account).toBeUndefined()
  })

  it('keeps a withheld identity, an unverified offence and a quality outside its area', () => {
    const record = sampleRecord(1, {
      harm: 'csam', notifier: { authority: 'trusted_flagger', org: 'A', name: 'N', email: 'n@example.org', identity: 'withheld' },
      offences: [{ article: 'CP 1', label: 'vu', checkedOn: '2026-11-23', verified: true }, { article: 'CP 2', label: 'non vu', checkedOn: '2026-11-23', verified: false }],
    })
    expect(outgoingOf(record, false)).toMatchObject({ notifierName: undefined, notifierEmail: undefined, authority: 'individual', offences: ['CP 1, vu'] })
    expect(outgoingOf(record, true).authority).toBe('trusted_flagger')
  })
})
