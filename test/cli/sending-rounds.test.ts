// One round after another, as cron runs them: nothing is forgotten because something else was done for it, nothing is
// held twice, and what was prepared for other settings goes nowhere.
import { describe, expect, it } from 'vitest'
import { partner, sendingDesk, type Partner } from './delivery-desk.ts'

const NUMBER = '06 12 34 56 78'
const PERSONAL = ['--explanation', `Il donne le numéro ${NUMBER} de la victime depuis une semaine, chaque jour.`]

async function ready(there: Partner, live = true) {
  const desk = sendingDesk({ SCELLE_SECRET_DESTINATION_GUICHET_TOKEN: 'canary-token-1234' })
  const set = async (name: string, value: string): Promise<void> => { expect((await desk.scelle(['config', 'set', `destination.guichet.${name}`, value])).code).toBe(0) }
  await set('url', there.url)
  await set('always', 'true')
  if (live) await set('live', 'true')
  return { ...desk, set }
}
const isTest = ({ body }: Partner['seen'][number]): boolean => JSON.parse(body).test === true

describe('a round', () => {
  it('sends what a call, a form or a test was noted for: that was another thing', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there, false)
    const [called, filled] = [await keep(1), await keep(2)]
    expect((await scelle(['receipt', called, '--to', '119'])).code).toBe(0)
    expect((await scelle(['receipt', filled, '--to', 'instagram', '--remote-id', 'IG-2026-1'])).code).toBe(0)
    expect((await scelle(['send'])).code).toBe(0)
    expect(there.seen.map(isTest)).toEqual([true, true])
    expect((await scelle(['send'])).out).toBe('Rien à envoyer.\n')
    // The tests are done: the real ones go, once.
    expect((await scelle(['config', 'set', 'destination.guichet.live', 'true'])).code).toBe(0)
    expect((await scelle(['send'])).code).toBe(0)
    expect(there.seen.slice(2).map(isTest)).toEqual([false, false])
    expect((await scelle(['send'])).out).toBe('Rien à envoyer.\n')
    const shown = await scelle(['signalement', 'show', filled])
    expect(shown.out).toContain('accusé IG-2026-1')
    expect(shown.out).toContain('(essai)')
  })

  it('holds nothing that somebody read and let go', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    const id = await keep(1, PERSONAL)
    expect((await scelle(['send'])).code).toBe(20)
    expect((await scelle(['send', id, '--confirm-personal'])).code).toBe(0)
    expect(await scelle(['send'])).toMatchObject({ code: 0, out: 'Rien à envoyer.\n' })
    expect(there.seen).toHaveLength(1)
    // Nor when something else is set, and all is looked at again.
    expect((await scelle(['config', 'set', 'destination.mastodon.url', 'https://social.example'])).code).toBe(0)
    expect((await scelle(['send'])).out).toBe('Rien à envoyer.\n')
  })

  it('prints nothing of what it found in a text, but when it is asked to show it', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    await keep(1, PERSONAL)
    const round = await scelle(['send', '--json'])
    expect(JSON.parse(round.out).plans[0].items[0]).toMatchObject({ outcome: 'personal-data', hits: [{ kind: 'phone' }] })
    expect(round.out).not.toContain(NUMBER)
    expect((await scelle(['send', '--json', '--dry-run'])).out).toContain(NUMBER)
  })

  it('prepares anew what waits for an address, or for a test, that is no longer set', async () => {
    const [there, elsewhere] = [await partner(), await partner()]
    const { scelle, keep, set } = await ready(there, false)
    await keep(1)
    expect((await scelle(['send', '--queue-only'])).code).toBe(0)
    await set('url', elsewhere.url)
    await set('live', 'true')
    expect((await scelle(['send'])).code).toBe(0)
    expect(there.seen).toEqual([])
    expect(elsewhere.seen.map(isTest)).toEqual([false])
  })

  it('goes back to an address that was set before, and asks nobody else about what may have reached the first', async () => {
    const [there, elsewhere] = [await partner(), await partner()]
    const { scelle, keep, set, json, wait } = await ready(there)
    await keep(1)
    expect((await scelle(['send', '--queue-only'])).code).toBe(0)
    // Withdrawn there and back.
    await set('url', elsewhere.url)
    expect((await scelle(['send', '--queue-only'])).code).toBe(0)
    await set('url', there.url)
    there.answer = (_request, _body, response) => { response.socket?.destroy() }
    expect((await scelle(['send'])).code).toBe(75)
    expect(there.seen).toHaveLength(1)
    // It may have arrived at the first: the second is not asked, and is sent nothing.
    await set('url', elsewhere.url)
    wait(3_600_000)
    expect((await scelle(['send'])).code).toBe(25)
    // Said by every round until somebody knows.
    expect((await scelle(['send'])).code).toBe(25)
    expect((await json(['reconcile'])).deliveries).toMatchObject([{ verdict: 'cannot-tell', code: 'set-up-changed' }])
    expect(elsewhere.seen).toEqual([])
    // A person asked the first one: it goes to the second, prepared for it.
    const [{ id }] = (await json(['signalement', 'list'])).signalements
    expect((await scelle(['reconcile', id, '--not-sent'])).code).toBe(75)
    expect((await scelle(['send'])).code).toBe(0)
    expect(elsewhere.seen).toHaveLength(1)
  })

  it('tells who has nothing to send by machine what waits for a hand', async () => {
    const { scelle, keep } = sendingDesk()
    await keep(1)
    for (const [language, words] of [['fr', 'Rien à envoyer par machine. 1 signalement complet'], ['en', 'Nothing to send by machine. 1 complete signalement']] as const) {
      expect(await scelle(['send'], { language })).toMatchObject({ code: 0, out: expect.stringContaining(words) })
    }
  })

  it('of contents that others have sent in part, sends the rest', async () => {
    const there = await partner()
    const { scelle, keep } = await ready(there)
    const both = (...numbers: readonly number[]): readonly string[] => numbers.flatMap((number) => ['--url', `https://www.instagram.com/p/Commun${number}/`])
    await keep(1, both(1))
    await keep(2, both(1, 2))
    expect((await scelle(['send'])).code).toBe(0)
    const contents = there.seen.flatMap(({ body }): readonly string[] => [...new Set(body.match(/(?:Commun|Envoi)\d/g) ?? [])])
    expect(contents.toSorted()).toEqual(['Commun1', 'Commun2', 'Envoi1', 'Envoi2'])
  })
})

describe('a receipt', () => {
  it('of a call needs no number; that of anything else does', async () => {
    const { scelle, keep, json } = sendingDesk()
    const id = await keep(1)
    expect((await scelle(['receipt', id, '--to', '119'])).code).toBe(0)
    expect((await json(['signalement', 'show', id])).deliveries).toMatchObject([{ destination: '119', state: 'sent', receipt: { remoteId: '—' } }])
    expect(await scelle(['receipt', id, '--to', 'pharos'])).toMatchObject({ code: 64, err: expect.stringContaining('--remote-id') })
  })
})

describe('a secret', () => {
  it('typed as name=value is refused without being said again; an empty one changes nothing', async () => {
    const { scelle } = sendingDesk()
    const typed = await scelle(['config', 'destination.guichet.token=canary-secret-9'])
    expect(typed.code).toBe(64)
    expect(typed.err).toContain('jamais un argument')
    expect(typed.err + typed.out).not.toContain('canary-secret-9')
    const empty = await scelle(['config', 'secret', 'destination.guichet.token'], { input: '' })
    expect(empty).toMatchObject({ code: 64, err: expect.stringContaining('Rien n’a été lu') })
  })

  it('that is still found after it was forgotten is said', async () => {
    const { scelle } = sendingDesk({ SCELLE_SECRET_DESTINATION_GUICHET_TOKEN: 'canary-token-1234' })
    const ran = await scelle(['config', 'forget', 'destination.guichet.token'])
    expect(ran).toMatchObject({ code: 20, out: expect.stringContaining('est toujours là (variable d’environnement)') })
  })
})
