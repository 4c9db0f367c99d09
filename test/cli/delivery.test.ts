// send, outbox, reconcile, receipt and follow as a user types them, in both languages, for people and for scripts.
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-table.ts'
import type { SendResult } from '../../src/cli/commands/send.ts'
import { exitOfSending } from '../../src/cli/exit-of-sending.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import { testWorld } from '../support/world.ts'
import { partner, RECEIPT, refusing, sendingDesk, type Partner } from './delivery-desk.ts'

const TOKEN = 'canary-token-1234'

async function ready(there: Partner, env: Readonly<Record<string, string>> = { SCELLE_SECRET_DESTINATION_GUICHET_TOKEN: TOKEN }) {
  const desk = sendingDesk(env)
  for (const [name, value] of [['url', there.url], ['live', 'true'], ['always', 'true']] as const) expect((await desk.scelle(['config', 'set', `destination.guichet.${name}`, value])).code).toBe(0)
  return desk
}

describe('scelle send', () => {
  it('sends what is queued, says what became of it, and nothing twice', async () => {
    const there = await partner()
    const { scelle, keep, json } = await ready(there)
    const ids = [await keep(1), await keep(2)]
    const dry = await scelle(['send', '--dry-run'])
    expect(there.seen).toEqual([])
    expect(dry).toMatchObject({ code: 0, err: '' })
    const sent = await scelle(['send'])
    expect(sent).toMatchObject({ code: 0, err: '' })
    expect(sent.out).toMatch(/Signalement +Destinataire +État +Suite\n[0-9a-f]{8} +Guichet \(API de signalement\) +envoyé +accusé 4031aa72-7ef6-4937-a845-835129a4269e\n[\s\S]*Envoyés : 2 · refusés : 0 · en attente : 0 · issue inconnue : 0 · retenus : 0\n$/)
    expect(there.seen.map(({ method, url, authorization }) => [method, url, authorization])).toEqual([['POST', '/v1/signalements', `Bearer ${TOKEN}`], ['POST', '/v1/signalements', `Bearer ${TOKEN}`]])
    // The dry run was the bytes that left.
    for (const { body } of there.seen) expect(dry.out.replaceAll(/\s/g, ' ')).toContain(body.replaceAll(/\s/g, ' '))
    expect((await scelle(['send'])).out).toBe('Rien à envoyer.\n')
    expect((await scelle(['send'], { language: 'en' })).out).toBe('Nothing to send.\n')
    expect(there.seen).toHaveLength(2)
    const again = await scelle(['send', ids[0] ?? ''])
    expect(again.out).toMatch(/déjà fait : envoyé, .*, par Écoutante 7/)
    expect((await json(['signalement', 'show', ids[1] ?? ''])).deliveries[0]).toMatchObject({ state: 'sent', receipt: { remoteId: RECEIPT } })
    expect(dry.out + sent.out + again.out).not.toContain(TOKEN)
  })

  it('for a script: JSON with all of it, --quiet with nothing, no question without a terminal', async () => {
    const there = await partner()
    const { scelle, keep, json } = await ready(there)
    await keep(1)
    const result = await json(['send'])
    expect(result).toMatchObject({ deliveries: [{ destination: 'guichet', state: 'sent', class: 'definite_success', receipt: { remoteId: RECEIPT }, test: false }], waiting: [], unplanned: [], recovered: { resumed: 0, lost: 0 } })
    expect(result).not.toHaveProperty('tables')
    await keep(2)
    expect(await scelle(['send', '--quiet'])).toEqual({ code: 0, out: '', err: '' })
    await keep(3)
    there.answer = refusing(422, 'non')
    const quiet = await scelle(['send', '--quiet', '--json'])
    expect(quiet.code).toBe(23)
    expect(JSON.parse(quiet.out)).toMatchObject({ deliveries: [{ state: 'dead_letter', words: 'non' }] })
  })

  it('their words are shown as words: nothing in them moves a cursor or breaks the table', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    await keep(1)
    there.answer = refusing(422, 'refus\u001b[2J\u202eabc\r\nFAUX : ligne\u0007')
    for (const [words, code] of [[['send'], 23], [['send', '--force'], 23]] as const) {
      const ran = await scelle(words)
      expect(ran.code).toBe(code)
      expect(ran.out).not.toMatch(/[\u001b\u202e\r\u0007]/)
      expect(ran.out).not.toMatch(/^FAUX/m)
      expect(ran.out).toContain('contenu refusé (422)')
      expect(ran.out).toContain('\\u{1b}[2J')
    }
    expect((await scelle(['send', '--json'])).code).toBe(0)
  })

  it.each([
    [401, {}, 77, 'identifiant refusé (401)', 'credential refused (401)'], [403, {}, 77, 'accès refusé (403)', 'access refused (403)'],
    [429, { 'retry-after': '120' }, 75, 'nouvel essai à partir du', 'next try from'], [503, { 'retry-after': '120' }, 75, 'nouvel essai à partir du', 'next try from'], [500, {}, 75, 'nouvel essai à partir du', 'next try from'],
    [400, {}, 23, 'demande mal formée (400)', 'bad request (400)'], [302, { location: 'https://elsewhere.example/' }, 23, 'renvoi vers une autre adresse', 'redirects to another address'],
  ] as const)('%i %j: exit %i, said in both languages', async (status, headers, code, french, english) => {
    const there = await partner()
    there.answer = refusing(status, 'mots', headers)
    for (const [language, words] of [['fr', french], ['en', english]] as const) {
      const { scelle, keep } = await ready(there)
      const id = await keep(1)
      const ran = await scelle(['send'], { language })
      expect(ran.code).toBe(code)
      expect(ran.out).toContain(words)
      // Asked for by name what waits is told, and is not "nothing".
      const named = await scelle(['send', id], { language })
      expect(named.code, named.out).toBe(code === 23 ? 20 : code)
      expect(named.out).not.toMatch(/^(Rien à envoyer|Nothing to send)/)
      if (code === 77) expect(named.out).toMatch(/scelle (?:file|outbox) --resume guichet\.\n/)
    }
    // Asked once for each of the two, and no second time by itself.
    expect(there.seen).toHaveLength(2)
  })

  it('no secret: its name is told, and what to type; the rest waits', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there, {})
    await keep(1)
    const ran = await scelle(['send'])
    expect(ran.code).toBe(77)
    expect(ran.out).toMatch(/secret absent/)
    expect(there.seen).toEqual([])
    const outbox = await scelle(['outbox'])
    expect(outbox.out).toMatch(/est en pause : secret absent\. Après correction : scelle file --resume guichet\n/)
    // A new secret opens it again.
    expect((await scelle(['config', 'secret', 'destination.guichet.token'], { input: `${TOKEN}\n` })).out).not.toContain(TOKEN)
    expect((await scelle(['send'])).code).toBe(0)
    expect(there.seen).toMatchObject([{ authorization: `Bearer ${TOKEN}` }])
  })

  it('a text that may name somebody is held; the dry run shows what was found; --confirm-personal lets it go', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    await keep(1, ['--explanation', 'Il donne le numéro 06 12 34 56 78 de la victime depuis une semaine, chaque jour.'])
    const held = await scelle(['send'])
    expect(held.code).toBe(20)
    expect(held.out).toMatch(/1 donnée personnelle possible : relisez \(--dry-run\)[\s\S]*retenus : 1\n$/)
    const dry = await scelle(['send', '--dry-run'])
    expect(dry.code).toBe(20)
    expect(dry.out).toContain('06 12 34 56 78')
    expect(there.seen).toEqual([])
    expect((await scelle(['send', '--confirm-personal'])).code).toBe(0)
    expect(there.seen).toHaveLength(1)
  })

  it('somebody in danger: nothing leaves, whatever is typed, and whom to call is said in both languages', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    const id = await keep(1, ['--urgency', 'imminent_danger', '--urgency-reason', 'menace de passage à l’acte'])
    for (const [language, words] of [['fr', 'appelez le 17, le 112 ou le 114'], ['en', 'call 17, 112 or 114']] as const) for (const argv of [['send'], ['send', id, '--to', 'guichet', '--force', '--confirm-personal'], ['send', '--dry-run']]) {
      const ran = await scelle(argv, { language })
      expect(ran.code).toBe(20)
      expect(ran.out).toContain(words)
    }
    expect(there.seen).toEqual([])
  })

  it('a missing secret of another destination, or another’s pause, is not told when one was named', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    await keep(1)
    there.answer = refusing(401, 'non')
    expect((await scelle(['send'])).code).toBe(77)
    expect(await scelle(['send', '--to', 'mastodon', '--json'])).toMatchObject({ code: 20 })
  })

  it('an answer that never comes is asked again under the same key', async () => {
    const there = await partner()
    const { scelle, keep, json } = await ready(there)
    await keep(1)
    there.answer = (request) => { request.socket.destroy() }
    expect((await scelle(['send'])).code).toBe(75)
    expect((await json(['outbox'])).deliveries).toMatchObject([{ state: 'queued', attempts: 1, machine: true }])
    expect(there.seen).toHaveLength(1)
  })

  it.each([
    [['send', '--to', 'nulle-part'], 64], [['send', '--max', '0'], 64], [['send', '--concurrency', '257'], 64], [['send', '--concurrency', 'x'], 64], [['send', 'ffffffff'], 66], [['outbox', '--state', 'perdu'], 64], [['outbox', '--to', 'nulle-part'], 64],
    [['reconcile', '--not-sent'], 64], [['reconcile', 'ffffffff', '--not-sent', '--remote-id', 'x'], 64], [['receipt', 'ffffffff'], 64], [['receipt', 'ffffffff', '--remote-id', 'x'.repeat(301)], 64], [['receipt', 'ffffffff', '--remote-id', 'x', '--received-at', '2099-01-01'], 64],
    [['follow', 'ffffffff'], 66], [['follow', '--limit', '0'], 64],
  ] as const)('%j is refused with %i, in both languages, before anything is done', async (argv, code) => {
    const { scelle } = sendingDesk()
    for (const language of ['fr', 'en'] as const) {
      const ran = await scelle(argv, { language })
      expect(ran.code, ran.err + ran.out).toBe(code)
      expect(ran.err).toMatch(language === 'fr' ? /^Erreur : .+\nÀ faire : /s : /^Error: .+\nTo do: /s)
      expect(JSON.parse((await scelle([...argv, '--json'], { language })).err)).toMatchObject({ type: 'error', exit: code })
    }
  })

  it('without a store there is nothing, and none is made', async () => {
    const { scelle } = sendingDesk()
    for (const [verb, fr] of [['send', 'Rien à envoyer.'], ['outbox', 'La file est vide.'], ['reconcile', 'Aucun envoi à l’issue inconnue.'], ['follow', 'Rien n’attend de réponse.']] as const) expect(await scelle([verb])).toEqual({ code: 0, out: `${fr}\n`, err: '' })
  })
})

describe('scelle outbox, reconcile, receipt, follow', () => {
  it('the queue is shown in both languages, as text and as JSON', async () => {
    const there = await partner()
    there.answer = refusing(503, 'fermé', { 'retry-after': '3600' })
    const { scelle, keep, json } = await ready(there)
    await keep(1)
    await scelle(['send'])
    expect((await scelle(['outbox'])).out).toMatch(/n’est pas sollicité avant .*\nen file : 1\nSignalement +Destinataire +État +Tentatives +Suite +Échéance\n[0-9a-f]{8} +Guichet \(API de signalement\) +en file +1 +serveur indisponible \(503\), 2026-11-23 19:0/)
    expect((await scelle(['outbox'], { language: 'en' })).out).toMatch(/is left alone until[\s\S]*Tries +What +Due\n/)
    const { deliveries, destinations, total } = await json(['outbox'])
    expect(total).toBe(1)
    expect(destinations).toMatchObject([{ id: 'guichet', code: 'throttled' }])
    expect(deliveries[0]).toMatchObject({ destination: 'guichet', nextAt: expect.stringMatching(/^2026-11-23T18:/), attempts: 1 })
    expect(JSON.stringify(deliveries)).not.toMatch(/Ms"/)
    expect((await scelle(['outbox', '--resume', 'guichet'])).out).toContain('Guichet (API de signalement) est rouvert.')
    expect((await scelle(['outbox', '--resume', 'guichet'])).out).toContain('n’était pas en pause')
    expect((await scelle(['outbox', '--quiet'])).out).toBe('')
    expect((await scelle(['outbox', '--state', 'sent'])).out).toBe('La file est vide.\n')
  })

  it('a call to 119 has its receipt, once', async () => {
    const { scelle, keep, json } = sendingDesk()
    const id = await keep(1)
    const short = id.slice(-8)
    expect(await scelle(['receipt', short, '--remote-id', 'APPEL 42'])).toMatchObject({ code: 64, err: expect.stringContaining('Aucun envoi du signalement') })
    expect((await scelle(['receipt', short, '--remote-id', 'APPEL\u001b[31m 42', '--to', '119', '--received-at', '23/11/2026 17:30'])).out).toMatch(/: accusé noté pour .*119.* \(APPEL\\u\{1b\}\[31m 42\)\.\n$/)
    const again = await scelle(['receipt', short, '--remote-id', 'AUTRE', '--to', '119'])
    expect(again).toMatchObject({ code: 64, err: expect.stringContaining('déjà noté') })
    expect((await json(['signalement', 'show', id])).deliveries).toMatchObject([{ destination: '119', state: 'sent', receipt: { at: '2026-11-23T16:30:00.000Z' } }])
    expect((await scelle(['receipt', short, '--remote-id', 'AUTRE', '--to', '119'], { language: 'en' })).err).toContain('on record')
  })

  it('states are asked for; an answer about another notice changes nothing', async () => {
    const there = await partner()
    const { scelle, keep, json } = await ready(there)
    const id = await keep(1, ['--platform', 'instagram'])
    await scelle(['send'])
    const standing = (changes: object) => (_request: unknown, _body: string, response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({
        id: RECEIPT, receivedAt: '2026-11-23T17:00:00.000Z', state: 'decided_rejected', correlationId: id, test: false, updatedAt: '2026-11-23T17:00:01.000Z', revision: 1, harm: 'haine', urgency: 'high', decision: { kind: 'rejected', grounds: 'conforme', at: '2026-11-23T17:00:01.000Z' }, ...changes,
      }))
    }
    there.answer = standing({ correlationId: '01a20959-a680-7000-8000-00000000dead' })
    const lied = await scelle(['follow', '--check'])
    expect(lied.code, lied.out).toBe(20)
    expect((await json(['signalement', 'show', id])).deliveries[0].state).toBe('sent')
    there.answer = standing({})
    const told = await scelle(['follow', '--check'])
    expect(told.out, told.err).toMatch(/envoyé → /)
    expect(told.out).toMatch(/Recours \(DSA, article 20 : six mois au moins\)\n[0-9a-f]{8} : Guichet \(API de signalement\), recours possible jusqu’au 2027-05-23/)
    expect((await scelle(['follow'], { language: 'en' })).out).toMatch(/complaint possible until 2027-05-23/)
    expect((await json(['follow'])).appeals).toMatchObject([{ destination: 'guichet', state: 'decided_rejected' }])
  })
})

describe('scelle reconcile', () => {
  /** One of which nobody knows whether it arrived. */
  async function lost(there: Partner) {
    const desk = await ready(there)
    there.answer = (request) => { request.socket.destroy() }
    const id = await desk.keep(1)
    await desk.scelle(['send'])
    const store = await openStore(testWorld({ dataDir: desk.dataDir, env: { SCELLE_KEYRING: 'off' } }))
    const open = store.deliveries.get(1)
    store.transaction(() => { store.deliveries.settle(open, 'queued', { delivery: { ...open.delivery, state: 'unknown_outcome' } }) })
    store.close()
    return { ...desk, id }
  }
  const page = (items: readonly object[]) => (_request: unknown, _body: string, response: ServerResponse): void => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items })) }
  const standing = (id: string) => ({ id: RECEIPT, correlationId: id, state: 'acknowledged', receivedAt: '2026-11-23T17:00:00.000Z', updatedAt: '2026-11-23T17:00:00.000Z', test: false, revision: 1 })

  it('found there: the receipt is kept, and it is sent', async () => {
    const there = await partner()
    const { scelle, id, json } = await lost(there)
    expect((await scelle(['outbox'])).out).toMatch(/issue inconnue : 1/)
    expect((await scelle(['follow'])).code).toBe(25)
    there.answer = page([standing(id)])
    const ran = await scelle(['reconcile'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain(`Guichet (API de signalement) l’a reçu (accusé ${RECEIPT}).`)
    expect((await json(['signalement', 'show', id])).deliveries[0]).toMatchObject({ state: 'acknowledged', receipt: { remoteId: RECEIPT } })
    expect(await json(['reconcile'])).toEqual({ deliveries: [] })
  })

  it('not there: back into the queue, and 75', async () => {
    const there = await partner()
    const { scelle, id } = await lost(there)
    there.answer = page([])
    const ran = await scelle(['reconcile', id], { language: 'en' })
    expect(ran.code).toBe(75)
    expect(ran.out).toContain('does not have it; back in the queue')
    there.answer = (_request, _body, response) => { response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ id: RECEIPT, receivedAt: '2026-11-23T17:00:00.000Z', state: 'received' })) }
    expect((await scelle(['send'])).code).toBe(0)
    // Under the key of the first time.
    expect(new Set(there.seen.filter(({ method }) => method === 'POST').map(({ key }) => key)).size).toBe(1)
  })

  it('they cannot tell: 25, what to do is said, and a person decides', async () => {
    const there = await partner()
    const { scelle, id, json } = await lost(there)
    there.answer = refusing(500, 'panne')
    const ran = await scelle(['reconcile'])
    expect(ran.code).toBe(25)
    expect(ran.out).toMatch(/ne peut pas le dire \(panne du serveur \(500\)\)\.\nRegardez chez le destinataire/)
    expect(await json(['reconcile'])).toMatchObject({ deliveries: [{ verdict: 'cannot-tell', code: 'http-500', state: 'unknown_outcome' }] })
    expect((await scelle(['reconcile', '--quiet'])).out).toBe('')
    expect((await scelle(['reconcile', id, '--to', 'pharos', '--not-sent'])).code).toBe(64)
    expect(await scelle(['reconcile', id, '--remote-id', 'vu chez eux'])).toMatchObject({ code: 0, out: expect.stringContaining('(accusé vu chez eux)') })
    expect((await scelle(['reconcile', id, '--not-sent'])).code).toBe(64)
    expect((await json(['signalement', 'show', id])).deliveries[0]).toMatchObject({ state: 'sent', receipt: { remoteId: 'vu chez eux' } })
  })

  it('a person says that nothing arrived', async () => {
    const there = await partner()
    const { scelle, id, json } = await lost(there)
    expect((await scelle(['reconcile', id, '--not-sent'])).code).toBe(75)
    expect((await json(['outbox'])).deliveries).toMatchObject([{ state: 'queued', machine: true }])
  })
})

describe('help', () => {
  it.each(['send', 'outbox', 'reconcile', 'receipt', 'follow', 'config'])('of %s, in both languages, tells every option', async (name) => {
    const { scelle } = sendingDesk()
    const spec = COMMANDS.find((each) => each.name === name)
    for (const language of ['fr', 'en'] as const) {
      const ran = await scelle([name, '--help'], { language })
      expect(ran).toMatchObject({ code: 0, err: '' })
      for (const { flags } of spec?.options ?? []) expect(ran.out).toContain(flags)
      expect(Math.max(...ran.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(112)
    }
  })
})

describe('the exit code of a round', () => {
  const nothing: SendResult = { dryRun: false, abandoned: false, plans: [], unplanned: [], settled: [], recovered: { resumed: 0, lost: 0 }, unknown: 0, byHand: 0, waiting: [], closed: [], pausedNow: [], paused: [], unpaid: [], certificates: [], tables: undefined }
  const settled = (state: string, cls: string): SendResult['settled'][number] => ({ state, destination: 'guichet', outcome: { class: cls } }) as never
  const waiting = [{ destination: 'guichet', count: 1, nextMs: 0 }]
  const held = [{ record: {}, stop: false, items: [{ outcome: 'lacks' }] }] as never

  it.each([
    [0, {}], [0, { settled: [settled('sent', 'definite_success')] }], [0, { recovered: { resumed: 2, lost: 0 } }], [20, { unplanned: [{ id: 'x', code: 'signalement.purged' }] }], [20, { plans: held }], [20, { dryRun: true, plans: held }], [0, { dryRun: true, waiting }],
    [0, { abandoned: true, settled: [settled('unknown_outcome', 'unknown')] }], [25, { settled: [settled('unknown_outcome', 'unknown'), settled('queued', 'auth'), settled('dead_letter', 'definite_reject')], waiting }], [25, { recovered: { resumed: 0, lost: 1 } }], [25, { unknown: 1, plans: held }],
    [77, { settled: [settled('queued', 'auth'), settled('dead_letter', 'definite_reject')], waiting }], [77, { waiting, paused: ['guichet'] }], [75, { waiting, paused: ['mastodon'] }], [77, { closed: [{ destination: 'guichet', missing: ['token'] }], waiting }],
    [75, { closed: [{ destination: 'guichet', missing: [] }], waiting }], [23, { settled: [settled('dead_letter', 'definite_reject')], waiting }], [75, { waiting }], [75, { unpaid: [{ id: 'c', dir: undefined, lines: 1, code: 'case.locked' }] }],
  ] as const)('%i for %j', (code, changes) => {
    expect(exitOfSending({ ...nothing, ...changes as Partial<SendResult> })).toBe(code)
  })
})
