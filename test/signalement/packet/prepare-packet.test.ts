import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { packetWords as en } from '../../../src/messages/en/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import { fieldsByHand, missingFields } from '../../../src/signalement/packet/packet.ts'
import { formLanguageOf, preparePacket } from '../../../src/signalement/packet/prepare-packet.ts'
import type { Harm } from '../../../src/signalement/vocabulary.ts'
import { isFailure } from '../../../src/system/failure.ts'
import { codes, destination, ENGLISH, field, limit, OPTIONS, OUTGOING, packetOf, text } from './sample-packet.ts'

const URLS = ['https://example.fr/1', 'https://example.fr/2', 'https://example.fr/3'] as const

describe('the value of a field', () => {
  it('is written for people, in the language of the form, with its zone', () => {
    const fields = [field('when', 'observedAt'), field('who', 'account'), field('land', 'country'), field('faith', 'goodFaith'), field('kind', 'category'), field('age', 'ageBand')]
    const packet = packetOf(fields)
    expect(text(packet, 'when')).toBe('23\u00a0novembre\u00a02026 à 18\u00a0h\u00a004\u00a0min\u00a007\u00a0s (UTC+01:00)')
    expect(text(packet, 'who')).toBe('compte_invente_42')
    expect(text(packet, 'land')).toBe('France')
    expect(text(packet, 'faith')).toMatch(/^Je déclare penser, de bonne foi/)
    expect(text(packet, 'kind')).toBe('Protection des mineurs')
    expect(text(packet, 'age')).toBe('de 15 à 17 ans')
    expect(text(packetOf(fields, {}, ENGLISH), 'when')).toBe('23\u00a0November\u00a02026 at 18:04:07 (UTC+01:00)')
  })

  it('follows the form where it speaks another language than its reader', () => {
    const one = destination([field('faith', 'goodFaith', { help: { fr: 'Aide', en: 'Help' } })], { languages: ['en'], form: { language: 'en', fields: [field('faith', 'goodFaith', { help: { fr: 'Aide', en: 'Help' } })] } })
    expect(formLanguageOf(one, 'fr')).toBe('en')
    expect(formLanguageOf(destination([field('faith', 'goodFaith')], { languages: ['en'] }), 'fr')).toBe('en')
    expect(formLanguageOf(destination([field('faith', 'goodFaith')]), 'fr')).toBe('fr')
    const packet = preparePacket(one, OUTGOING, { ...OPTIONS, formWords: en })
    expect(packet.forms[0]?.fields[0]).toMatchObject({ label: 'Field faith', labelTranslated: 'Champ faith', help: 'Aide', text: en.values.goodFaith })
    expect(packet.formLanguage).toBe('en')
  })

  it('an account is the handle and no word around it: a form that asks for a username refuses the rest', () => {
    for (const words of [fr, en]) expect(words.values.account('x.y')).toBe('x.y')
    expect(text(packetOf([field('who', 'account')], { account: '@x_y' }), 'who')).toBe('x_y')
  })

  it('the kind of place is the form’s own word for the platform', () => {
    const place = field('place', 'platform', { platformChoices: { instagram: { fr: 'réseau social', en: 'social network' } } })
    expect(text(packetOf([place], { platform: 'instagram' }), 'place')).toBe('réseau social')
    expect(packetOf([place], { platform: 'autre' }).forms[0]?.fields[0]).toMatchObject({ state: 'by-hand', text: '', notices: [{ code: 'no-choice' }] })
  })

  it('unknown codes do not stop it', () => {
    const packet = packetOf([field('p', 'platform'), field('l', 'language'), field('c', 'country'), field('w', 'observedAt')], { platform: '__proto__' as never, language: '???', country: 'constructor' })
    expect([text(packet, 'p'), text(packet, 'l'), text(packet, 'c')]).toEqual(['__proto__', '???', 'constructor'])
  })

  it('good faith that was not attested is not declared', () => {
    const packet = packetOf([field('faith', 'goodFaith')], { goodFaith: false })
    expect(packet.forms[0]?.fields[0]).toMatchObject({ text: '', state: 'missing' })
  })
})

describe('the allow-list', () => {
  it('empties a field whose value is not on it, and says so', () => {
    const packet = packetOf([field('mail', 'notifierEmail')], {}, {}, { allow: ['locators'] })
    expect(packet.forms[0]?.fields[0]).toMatchObject({ text: '', state: 'not-allowed', notices: [{ code: 'not-allowed', facts: { field: 'notifierEmail' } }] })
    expect(packet.fieldsSent).toEqual([])
    // Nobody is asked to type it.
    expect(packet.forms.flatMap(missingFields)).toEqual([])
  })

  it('a choice by harm tells the harm: it needs harm or category', () => {
    const kind = field('kind', 'fixed', { choices: { csam: { fr: 'Mineur', en: 'Minor' } } })
    expect(text(packetOf([kind], {}, {}, { allow: [] }), 'kind')).toBe('')
    expect(text(packetOf([kind], {}, {}, { allow: ['category'] }), 'kind')).toBe('Mineur')
    expect(packetOf([kind], {}, {}, { allow: ['harm'] }).fieldsSent).toEqual(['harm'])
  })

  it('name and e-mail stay here when the identity is withheld, or the channel never takes one', () => {
    const fields = [field('name', 'notifierName'), field('mail', 'notifierEmail', { required: false }), field('org', 'notifierOrg')]
    for (const packet of [packetOf(fields, {}, { identity: 'withheld' }), packetOf(fields, {}, {}, { identity: 'never' })]) {
      expect(packet.forms[0]?.fields.map(({ state, text: value }) => [state, value])).toEqual([['withheld', ''], ['withheld', ''], ['ready', 'Association Exemple']])
      expect(packet.fieldsSent).toEqual(['notifierOrg'])
      expect(JSON.stringify(packet)).not.toMatch(/Camille|asso\.example/)
    }
    expect(text(packetOf(fields), 'name')).toBe('Camille Exemple')
  })
})

describe('choices, fixed texts, and what a person does', () => {
  const kind = field('kind', 'category', {
    choices: { csam: { fr: 'Contenu pédocriminel', en: 'CSAM' }, chantage_webcam: { fr: 'Proposition sexuelle', en: 'Solicitation' } },
    adultChoices: { chantage_webcam: { fr: 'Escroquerie', en: 'Fraud' } },
  })

  it('takes the choice of the harm, and the adult one for an adult', () => {
    expect(text(packetOf([kind]), 'kind')).toBe('Contenu pédocriminel')
    expect(text(packetOf([kind], { harm: 'chantage_webcam' }), 'kind')).toBe('Proposition sexuelle')
    expect(text(packetOf([kind], { harm: 'chantage_webcam', ageBand: '18plus' }), 'kind')).toBe('Escroquerie')
    expect(text(packetOf([kind], { harm: 'csam', ageBand: '18plus' }), 'kind')).toBe('Contenu pédocriminel')
  })

  it('leaves a choice that is not known to the person', () => {
    for (const harm of ['haine', 'constructor' as Harm, undefined] as const) {
      const packet = packetOf([kind], { harm })
      expect(packet.forms[0]?.fields[0]).toMatchObject({ text: '', state: 'by-hand', kind: 'choice', notices: [{ code: 'no-choice', facts: {} }] })
    }
  })

  it('writes fixed texts, and leaves boxes and CAPTCHA to the person', () => {
    const packet = packetOf([
      field('subject', 'fixed', { text: { fr: 'Notification', en: 'Notice' } }),
      field('robot', 'human', { text: { fr: 'Cochez la case.', en: 'Tick the box.' }, help: { fr: 'CAPTCHA.', en: 'CAPTCHA.' } }),
    ])
    expect(text(packet, 'subject')).toBe('Notification')
    expect(packet.forms.flatMap(fieldsByHand)).toMatchObject([{ id: 'robot', kind: 'hand', text: '', help: 'CAPTCHA. Cochez la case.' }])
    expect(packet.fieldsSent).toEqual([])
  })

  it('lists what is required and not there', () => {
    const packet = packetOf([field('why', 'explanation'), field('when', 'occurredAt', { required: false })], { explanation: ' \n ', occurredAt: undefined })
    expect(packet.forms.flatMap(missingFields).map(({ id }) => id)).toEqual(['why'])
    expect(packet.forms[0]?.fields.map(({ state }) => state)).toEqual(['missing', 'empty'])
  })

  it('says which labels and limits were not verified', () => {
    const unread = field('why', 'explanation', { limit: limit('characters', 4000, false), label: { fr: 'Motif', en: 'Reason', source: 's', checkedOn: '2026-11-20', verified: false } })
    const packet = packetOf([unread])
    expect(packet.forms[0]?.fields[0]?.labelVerified).toBe(false)
    expect(codes(packet, 'why')).toEqual(['limit-unverified'])
    expect(packet.notices.map(({ code }) => code)).toEqual(['labels-unverified'])
    expect(packet.sources).toContainEqual({ source: 's', checkedOn: '2026-11-20', verified: false })
  })

  it('says when the explanation is in a language that is not read there', () => {
    expect(packetOf([field('why', 'explanation')], { language: 'fr-FR' }, {}, { languages: ['en'] }).notices.map(({ code }) => code)).toEqual(['language-not-read'])
    expect(packetOf([field('why', 'explanation')], { language: 'fr-FR' }).notices).toEqual([])
    expect(packetOf([field('url', 'locators')], {}, {}, { languages: ['en'] }).notices).toEqual([])
  })

  it('a destination without a form has no packet', () => {
    const { form: _, ...rest } = destination([field('url', 'locators')])
    const caught = ((): unknown => { try { return preparePacket(rest, OUTGOING, OPTIONS) } catch (error) { return error } })()
    expect(isFailure(caught, 'packet.no-form')).toBe(true)
  })
})

describe('many values', () => {
  it('one a line', () => {
    const packet = packetOf([field('urls', 'locators', { many: 'one-per-line' })], { locators: [...URLS, URLS[0]] })
    expect(text(packet, 'urls')).toBe(URLS.join('\n'))
    expect(packet.forms).toHaveLength(1)
  })

  it('one form each: numbered, the rest the same', () => {
    const packet = packetOf([field('url', 'locators', { many: 'one-form-each' }), field('who', 'account')], { locators: [...URLS] })
    expect(packet.forms.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(packet.forms.map((form) => form.fields.map(({ text: value }) => value))).toEqual(URLS.map((url) => [url, 'compte_invente_42']))
    expect(packet.notices).toContainEqual({ code: 'several-forms', facts: { count: 3 } })
    expect(codes(packet, 'url')).toEqual(['spread'])
  })

  it('more lines than a field holds go into further forms: none is dropped', () => {
    const packet = packetOf([field('urls', 'locators', { many: 'one-per-line', limit: limit('characters', 41) })], { locators: [...URLS] })
    expect(packet.forms.map((form) => form.fields[0]?.text)).toEqual([`${URLS[0]}\n${URLS[1]}`, URLS[2]])
    expect(packet.forms[0]?.fields[0]?.size).toEqual({ unit: 'characters', used: 41, max: 41 })
  })

  it('first only: the rest is reported', () => {
    const packet = packetOf([field('url', 'locators', { many: 'first-only' })], { locators: [...URLS] })
    expect(text(packet, 'url')).toBe(URLS[0])
    expect(packet.forms[0]?.fields[0]?.notices).toEqual([{ code: 'rest', facts: { count: 2 } }])
  })

  it('an address is never cut: one that does not fit stays out and is told', () => {
    for (const many of ['one-per-line', 'one-form-each', 'first-only'] as const) {
      const packet = packetOf([field('url', 'locators', { many, limit: limit('characters', 5) })], { locators: [...URLS] })
      expect(text(packet, 'url')).toBe('')
      expect(codes(packet, 'url')).toContain('does-not-fit')
      expect(packet.forms.flatMap(missingFields)).toHaveLength(1)
    }
  })

  it('two lists of different length end each on its own', () => {
    const packet = packetOf([
      field('url', 'locators', { many: 'one-form-each' }), field('hash', 'hashes', { many: 'one-form-each', required: false }),
    ], { locators: [...URLS], hashes: ['sha256 a', 'sha256 b'] })
    expect(packet.forms.map((form) => form.fields[1]?.text)).toEqual(['sha256 a', 'sha256 b', ''])
  })
})

describe('limits', () => {
  it('cut the explanation, and say how much is gone', () => {
    const packet = packetOf([field('why', 'explanation', { limit: limit('characters', 60) })], { explanation: 'Première phrase de ce texte assez long. Deuxième phrase qui dépasse la limite.' })
    expect(text(packet, 'why')).toBe('Première phrase de ce texte assez long. […]')
    expect(packet.forms[0]?.fields[0]?.notices).toEqual([{ code: 'cut', facts: { unit: 'characters', lost: 39, total: 78, max: 60 } }])
  })
})

describe('the proof', () => {
  it('is the digest of the canonical bytes, which differ when a text does', () => {
    const fields = [field('url', 'locators', { many: 'one-form-each' }), field('why', 'explanation'), field('robot', 'human')]
    const packet = packetOf(fields, { locators: URLS.slice(0, 2), explanation: 'e\u0301crit\r\nici\n[url]' })
    expect(Buffer.from(packet.payload).toString('utf8')).toBe([
      'packet/1 essai 2', '1.1 url 20', URLS[0], '1.2 why 16', 'écrit', 'ici', '[url]', '2.1 url 20', URLS[1], '2.2 why 16', 'écrit', 'ici', '[url]', '',
    ].join('\n'))
    expect(packet.payloadSha256).toBe(createHash('sha256').update(packet.payload).digest('hex'))
    expect(packet.fieldsSent).toEqual(['locators', 'explanation'])
    expect(packetOf(fields, { explanation: 'autre' }).payloadSha256).not.toBe(packetOf(fields).payloadSha256)
    expect(packetOf(fields).payloadSha256).toBe(packetOf(fields, {}, { prohibited: true }).payloadSha256)
  })
})
