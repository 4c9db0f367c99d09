import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abuseContacts } from '../../src/signalement/rdap.ts'
import { isFailure } from '../../src/system/failure.ts'

const card = (org: string, email: string) => ['vcard', [['version', {}, 'text', '4.0'], ['fn', {}, 'text', org], ['email', {}, 'text', email]]]
const answer = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))

describe('RDAP answers', () => {
  it('give the abuse contact, however deep, with what it answers for', () => {
    expect(abuseContacts(answer({
      objectClassName: 'ip network',
      entities: [{ roles: ['registrant'], vcardArray: card('Hébergeur Exemple', 'contact@host.example'), entities: [{ roles: ['abuse'], vcardArray: card('Abuse Exemple', 'abuse@host.example') }] }],
    }), 'r.json')).toEqual([{ objectClass: 'ip network', name: 'Abuse Exemple', emails: ['abuse@host.example'] }])
  })

  it.each([
    ['no JSON', Buffer.from('<html>'), 'rdap.unreadable'],
    ['a number', Buffer.from('4'), 'rdap.unreadable'],
    ['no abuse role', answer({ objectClassName: 'domain', entities: [{ roles: ['registrant'], vcardArray: card('A', 'a@b.example') }] }), 'rdap.no-abuse-contact'],
    ['an address that is none', answer({ entities: [{ roles: ['abuse'], vcardArray: card('A', 'nobody') }] }), 'rdap.no-abuse-contact'],
  ])('%s', (_name, bytes, code) => {
    expect(() => abuseContacts(bytes, 'r.json')).toThrow(expect.objectContaining({ code }))
  })

  it('of any shape are read or refused, nothing else', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      try {
        abuseContacts(answer({ objectClassName: 'domain', entities: value }), 'r.json')
      } catch (error) {
        expect(isFailure(error)).toBe(true)
      }
    }))
  })
})
