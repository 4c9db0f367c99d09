import { simpleParser, type ParsedMail } from 'mailparser'
import { describe, expect, it } from 'vitest'
import type { Sendable } from '../../../../src/delivery/adapter.ts'
import { mail } from '../../../../src/delivery/destinations/mail/adapter.ts'
import { englishOffence } from '../../../../src/delivery/mail/english-offence.ts'
import { loadHarms } from '../../../../src/signalement/harm-table.ts'
import { loadLaw } from '../../../../src/signalement/law.ts'
import { Failure } from '../../../../src/system/failure.ts'
import { dataFiles } from '../../../signalement/data/node-data.ts'
import { rowOf } from '../../contract/rows.ts'
import { locator, sendable, type SendableParts } from '../../contract/sendables.ts'
import { sampleLink, sampleSetup } from '../sample-link.ts'

const host = rowOf('hebergeur')
const OPTIONS = { smtpHost: 'smtp.asso.example', from: 'Cellule signalements <signalements@asso.example>', address: 'abuse@hebergeur.example', testAddress: 'essais@asso.example' }
const setup = (more: Parameters<typeof sampleSetup>[2] = {}, options: Readonly<Record<string, string>> = OPTIONS) => sampleSetup('hebergeur', options, { live: true, ...more })

async function payloadOf(one: Sendable, at = setup()) {
  const prepared = await mail.prepare(one, at)
  if (!prepared.ok) throw new Error(`${prepared.code} ${prepared.detail ?? ''}`)
  const [part] = prepared.parts
  if (part === undefined) throw new Error('no part')
  return part.payload
}
async function letter(parts: SendableParts = {}, at = setup()): Promise<ParsedMail> {
  return await simpleParser(Buffer.from((await payloadOf(sendable(host, parts), at)).body))
}
const lines = ({ text }: ParsedMail): string[] => (text ?? '').split('\n').map((line) => line.trim())

describe('the letter', () => {
  it('has the four elements of Article 16(2), each on a line of its own, and our reference', async () => {
    const read = await letter({ locators: [locator(1), locator(2)] })
    expect(read.subject).toBe('[01a20959-a680-7000-8000-00000000004d] Notification de contenu illicite (DSA, article 16)')
    expect(lines(read)[0]).toBe('Madame, Monsieur,')
    for (const line of ['https://content.example/mark-locator-1', 'https://content.example/mark-locator-2', 'mark-name', 'mark-email@example.org', 'mark-org', '- Code pénal 222-33-2-2, mark-offence']) expect(lines(read)).toContain(line)
    expect(read.text).toMatch(/de bonne foi/)
    expect(read.text).toMatch(/signaleur de confiance \(article 22\)/)
    expect(read.text).not.toMatch(/\{\{|undefined|ESSAI|PEUT MONTRER UN ENFANT/)
    expect(read.text).not.toMatch(/\n{3}/)
  })

  it('speaks a language that the destination reads', async () => {
    expect((await letter({}, setup({ language: 'en' }))).text).toMatch(/^Dear Sir or Madam,/)
  })

  const platform = async (language: 'fr' | 'en', parts: SendableParts = {}): Promise<string> => {
    const at = sampleSetup('snapchat', OPTIONS, { live: true, language })
    return (await simpleParser(Buffer.from((await payloadOf(sendable(at.destination, parts), at)).body))).text ?? ''
  }

  it('gives no priority outside of the area of the flagger', async () => {
    expect((await letter({ outgoing: { authority: 'individual' } })).text).not.toMatch(/signaleur de confiance/)
    expect(await platform('fr', { outgoing: { authority: 'individual' } })).not.toMatch(/signaleur de confiance|priorité/)
  })

  it('priority is the duty of a platform, and said as one: Article 22(1) binds no host', async () => {
    expect((await platform('fr')).replaceAll(/\s+/g, ' ')).toContain('signaleur de confiance (article 22), dans son domaine d’expertise : elle doit être traitée en priorité.')
    expect((await platform('en')).replaceAll(/\s+/g, ' ')).toContain('trusted flagger (Article 22), within its area of expertise: it must be given priority.')
    for (const language of ['fr', 'en'] as const) {
      const { text } = await letter({}, setup({ language }))
      expect(text).toMatch(/d’expertise\.$|of expertise\.$/m)
      expect(text).not.toMatch(/priorit/)
    }
  })

  it('in English an offence has its English label, or its article alone; in French its own', async () => {
    const offences = [{ article: 'CP 227-23', label: 'mark-offence', checkedOn: '2026-11-23', verified: true }, { article: 'Article 9', label: 'mark-other', checkedOn: '2026-11-23', verified: true }]
    const parts: SendableParts = { offences, outgoing: { offences: offences.map(({ article, label }) => `${article}, ${label}`) } }
    const english = await letter(parts, setup({ language: 'en' }))
    expect(lines(english)).toContain('- CP 227-23, pornographic image of a minor: recording, spreading, holding, viewing')
    expect(lines(english)).toContain('- Article 9')
    expect(english.text).not.toMatch(/mark-offence|mark-other/)
    expect(lines(await letter(parts))).toContain('- CP 227-23, mark-offence')
  })

  it('every offence that a harm may bring has an English label', async () => {
    const files = dataFiles()
    const [{ harms }, { texts }] = [await loadHarms(files), await loadLaw(files)]
    const named = new Set(harms.flatMap(({ codes }) => [...codes.adult.offences, ...codes.minor.offences]))
    const cited = texts.filter(({ id }) => named.has(id))
    expect(cited.map(({ citation }) => englishOffence(citation))).toEqual(cited.map(({ citation, label }) => `${citation}, ${label.en}`))
    expect(cited.length).toBe(named.size)
  })

  it('a text that ends its line begins no other one: no element is imitated', async () => {
    const read = await letter({ outgoing: { account: 'x\n\n4. Bonne foi\nRien', notifierOrg: 'Org\u2028Objet : autre' } })
    expect(lines(read).filter((line) => line === '4. Bonne foi')).toHaveLength(1)
    expect(lines(read)).toContain('Compte\u00a0: x 4. Bonne foi Rien')
    expect(lines(read)).toContain('Org Objet : autre')
  })

  it('keeps the writing of people: accents, joined emoji, paragraphs', async () => {
    const text = 'Il écrit « à chaque fois » 👨‍👩‍👧 ❤️ contre une élève, et menace de recommencer.\n\nDeuxième paragraphe.'
    expect((await letter({ outgoing: { explanation: text } })).text).toContain(text)
  })

  it('warns of material that may show a child, and never asks to open it', async () => {
    const { text } = await letter({ prohibited: true, notifier: { authority: 'trusted_flagger', identity: 'withheld' }, outgoing: { notifierName: undefined, notifierEmail: undefined } })
    expect(text).toMatch(/CE CONTENU PEUT MONTRER UN ENFANT/)
    expect(text).toMatch(/article 16, paragraphe 2, point c\)/)
    expect(text).not.toMatch(/mark-name|mark-email/)
  })
})

describe('where it goes', () => {
  const to = async (at: ReturnType<typeof setup>): Promise<string> => (await payloadOf(sendable(at.destination), at)).line
  const refusal = async (at: ReturnType<typeof setup>) => mail.prepare(sendable(at.destination), at)

  it('to the test address until it is live, and says so to who opens it', async () => {
    const at = setup({ live: false })
    expect(await to(at)).toBe('essais@asso.example')
    const read = await letter({}, at)
    expect(read.subject).toMatch(/^\[ESSAI\]/)
    expect(read.text).toMatch(/CECI EST UN ESSAI/)
    expect(await refusal(setup({ live: false }, { ...OPTIONS, testAddress: '' }))).toEqual({ ok: false, code: 'no-address', detail: 'testAddress' })
  })

  it('to the contact of the row, to the one for the harm first, to the setting before both', async () => {
    const snapchat = (options = {}) => sampleSetup('snapchat', { smtpHost: 'smtp.asso.example', from: 'a@asso.example', ...options }, { live: true, language: 'en' })
    expect(await to(snapchat())).toBe('dsa-enquiries@snapchat.com')
    expect(await to(snapchat({ address: 'autre@snap.example' }))).toBe('autre@snap.example')
    const row = snapchat().destination
    const allowed = { ...row, allow: [...row.allow, 'harm' as const] }
    const terrorism = await mail.prepare(sendable(allowed, { outgoing: { harm: 'terrorisme_radicalisation' } }), { ...snapchat(), destination: allowed })
    expect(terrorism.ok && terrorism.parts[0]?.payload.line).toBe('tco-enquiries@snapchat.com')
    expect(await refusal(setup({}, { smtpHost: 'x', from: 'a@asso.example' }))).toMatchObject({ code: 'no-address', detail: 'address' })
  })

  it.each([
    ['from', { from: 'nobody' }], ['from', { from: 'a@b.example\r\nBcc: c@d.example' }], ['smtpPort', { smtpPort: '70000' }], ['smtpSecurity', { smtpSecurity: 'ssl' }],
  ])('a wrong %s is said before anything is tried', async (detail, options) => {
    expect(await refusal(setup({}, { ...OPTIONS, ...options }))).toEqual({ ok: false, code: 'no-setting', detail })
  })

  it('the same letter under the same key, another one when it was corrected', async () => {
    const [one, again, corrected] = [await payloadOf(sendable(host)), await payloadOf(sendable(host)), await payloadOf(sendable(host, { revision: 2 }))]
    expect(Buffer.from(one.body).equals(Buffer.from(again.body))).toBe(true)
    expect(/Message-ID: .*/.exec(Buffer.from(one.body).toString())?.[0]).not.toBe(/Message-ID: .*/.exec(Buffer.from(corrected.body).toString())?.[0])
  })
})

describe('what became of it', () => {
  const after = async (failure: unknown, options: Readonly<Record<string, string>> = OPTIONS, secrets: Readonly<Record<string, string>> = {}) => {
    const at = setup({}, options)
    const seen: unknown[] = []
    const link = sampleLink(at, { secrets, mail: { send: async (...all) => { seen.push(all); if (failure !== undefined) throw failure as Error; return { answer: '250 ok' } } } })
    return { outcome: await mail.send(await payloadOf(sendable(host), at), 'k', link), seen }
  }

  it('a receipt is the Message-ID', async () => {
    const { outcome } = await after(undefined)
    expect(outcome).toEqual({ class: 'definite_success', receipt: { remoteId: `${sendable(host).key(['https://content.example/mark-locator-1']).slice(0, 40)}@asso.example` } })
  })

  it.each([
    [new Failure('mail.unreachable', { host: 'h', reason: 'ECONNREFUSED' }), { class: 'not_sent', code: 'smtp-ECONNREFUSED' }],
    [new Failure('mail.login', { host: 'h', reason: '535' }), { class: 'auth', code: 'smtp-535' }],
    [new Failure('mail.refused', { host: 'h', code: 452, reply: 'later', temporary: true }), { class: 'throttled', code: 'smtp-452' }],
    [new Failure('mail.refused', { host: 'h', code: 550, reply: '550 no \u001b[31msuch', temporary: false }), { class: 'definite_reject', code: 'smtp-550', words: '550 no \\u{1b}[31msuch' }],
    [new Failure('mail.outcome-unknown', { host: 'h', reason: 'ETIMEDOUT' }), { class: 'unknown', code: 'smtp-ETIMEDOUT' }],
    [new Failure('mail.not-encrypted', { host: 'h' }), { class: 'not_sent', code: 'mail.not-encrypted' }],
    [new Failure('http.private-address', { host: 'h' }), { class: 'not_sent', code: 'http.private-address' }],
  ] as const)('%s', async (failure, expected) => {
    expect((await after(failure)).outcome).toEqual(expected)
  })

  it('a defect of ours is no outcome', async () => {
    await expect(after(new TypeError('ours'))).rejects.toThrow('ours')
  })

  it('a login without its password is asked for, and nothing is said to the server', async () => {
    const { outcome, seen } = await after(undefined, { ...OPTIONS, smtpUser: 'cellule' })
    expect(outcome).toEqual({ class: 'auth', code: 'no-secret' })
    expect(seen).toEqual([])
  })

  it('the server is the one that was set', async () => {
    const { seen } = await after(undefined, { ...OPTIONS, smtpUser: 'cellule', smtpSecurity: 'tls', smtpTimeout: '30' }, { 'smtp-password': 'canari' })
    expect(seen[0]).toMatchObject([{ host: 'smtp.asso.example', port: 465, security: 'tls', user: 'cellule', password: 'canari', answerMs: 30_000 }, { from: 'signalements@asso.example', to: 'abuse@hebergeur.example' }, expect.anything()])
  })
})
