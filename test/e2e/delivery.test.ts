// A counsellor's table of 500 rows, from import to the figures of the year, against a guichet that is killed and started
// again in the middle; and the codes that cron reads. No terminal, no input, LANG=C.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import type { World } from '../../src/system/world.ts'
import { fakeTerminal } from '../cli/fake-terminal.ts'
import { guichetProcess, killed, startServing } from '../faults/guichet-process.ts'
import { freshDir, type Ran } from '../faults/harness.ts'
import { clockAt, EXPLANATION, HEAD, sendingDesk, type SendingDesk } from '../faults/sending-desk.ts'
import { deskOf } from '../guichet/desk-client.ts'
import { testWorld } from '../support/world.ts'

const CRON = { LANG: 'C', LC_ALL: 'C', TERM: 'dumb' }
const ROWS = 500
const HARMS = ['harcèlement', 'csam', 'haine', 'usurpation', 'doxing']
const LINKS: readonly ((number: number) => string)[] = [
  (number) => `https://www.instagram.com/p/E${String(number).padStart(7, '0')}ab/`, (number) => `https://www.tiktok.com/@compte${number}/video/73${String(number).padStart(17, '0')}`,
  (number) => `https://galerie.example/photo/${number}`, (number) => `https://www.youtube.com/watch?v=e${String(number).padStart(10, '0')}`, (number) => `https://x.com/compte/status/17${String(number).padStart(16, '0')}`,
]

function table(): string {
  const path = join(freshDir('table'), 'appels.csv')
  // Each harm on each platform.
  const rows = Array.from({ length: ROWS }, (_, number) => `${HARMS[number % 5]};14;${LINKS[Math.floor(number / 5) % 5]?.(number)};${EXPLANATION};22/11/2026 10:00;oui;Association Exemple`)
  writeFileSync(path, `\ufeff${[HEAD, ...rows].join('\r\n')}\r\n`)
  return path
}

interface Listed { readonly id: string; readonly harm: string; readonly platform: string }

interface Said {
  readonly plans: readonly unknown[]
  readonly waiting: readonly { readonly destination: string; readonly count: number; readonly nextAt: string }[]
  readonly deliveries: readonly Listed[]
  readonly appeals: readonly unknown[]
}

const said = ({ out }: Ran): Said => JSON.parse(out) as Said

/** The verb in this process, on the desk's own store and settings, with another web around it. */
async function inWeb(desk: SendingDesk, url: string, exchange: World['http']['exchange'], argv: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const terminal = fakeTerminal()
  const world = testWorld({ dataDir: desk.folder, env: { SCELLE_KEYRING: 'off' } })
  const settings = { destinations: { guichet: { url, live: 'true', always: 'true' } } }
  const code = await run({
    argv, terminal, settings, words: await loadCatalog('fr'), cwd: desk.folder, stoppedBy: () => undefined,
    createWorld: async () => ({ ...world, http: { ...world.http, exchange: (request) => (request.url.startsWith(url) ? world.http.exchange(request) : exchange(request)) } }),
  })
  return { code, out: terminal.printed.out }
}

describe('five hundred rows', () => {
  it('go from the table to the figures of the year; the guichet dies in the middle, and each is there once', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '250' } })
    const cron = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran => {
      const ran = desk.run([...args, '--json', '--quiet'], { env: { ...CRON, ...env } })
      expect(ran.err === '' || ran.code !== 0, ran.err).toBe(true)
      return ran
    }
    const imported = cron(['signalement', 'import', table(), '--notifier-name', 'Pôle Exemple', '--notifier-email', 'pole@association.example'])
    expect([imported.code, said(imported)]).toMatchObject([0, { rows: ROWS, kept: ROWS, refused: 0 }])
    const routed = cron(['signalement', 'route', desk.ids()[1] ?? ''])
    expect([routed.code, routed.out.includes('pharos')]).toEqual([0, true])
    const planned = cron(['send', '--dry-run'])
    expect([planned.code, said(planned).plans.length]).toEqual([0, ROWS])
    expect(guichet.counts().size).toBe(0)

    const sending = desk.start(['send', '--json', '--quiet', '--concurrency', '16'], CRON)
    await expect.poll(() => guichet.counts().size, { timeout: 60_000, interval: 10 }).toBeGreaterThan(80)
    await guichet.kill()
    const there = guichet.counts().size
    expect(there).toBeLessThan(ROWS)
    const interrupted = await sending.ended
    expect(interrupted.code, interrupted.err).toBe(75)
    expect(said(interrupted).waiting).toMatchObject([{ destination: 'guichet', count: desk.states()['queued'] }])
    await guichet.start()
    let last = interrupted
    for (let hour = 1; last.code === 75 && hour < 8; hour += 1) last = cron(['send', '--concurrency', '16'], clockAt(`+${hour}h`))
    expect(last.code, last.err).toBe(0)
    const counts = guichet.counts()
    expect([counts.size, [...counts.values()].every((count) => count === 1)]).toEqual([ROWS, true])
    expect(desk.states()).toEqual({ sent: ROWS })

    // The receiving desk decides some.
    const listed = said(cron(['follow', '--limit', '1000'])).deliveries
    const prohibited = listed.filter(({ harm }) => harm === 'csam').slice(0, 6)
    const open = listed.filter(({ harm, platform }) => harm === 'haine' && platform === 'autre').slice(0, 2)
    const receiver = await deskOf(guichet.url, 'agent.1', guichet.deskToken)
    const remote = async (id: string): Promise<string> => {
      const page = await (await fetch(`${guichet.url}/v1/signalements?correlationId=${id}`, { headers: { authorization: `Bearer ${guichet.token}` } })).json() as { items: { id: string }[] }
      return page.items[0]?.id ?? ''
    }
    for (const [index, { id }] of prohibited.entries()) {
      if (index < 4) await receiver.move(await remote(id), 'removed', 'received')
      else await receiver.move(await remote(id), 'rejected', 'received', 'Rien de contraire à la loi n’a été trouvé.')
    }
    for (const { id } of open) await receiver.move(await remote(id), 'acknowledge', 'received')

    // Material that may show a child is asked about at the guichet, and never looked at.
    const asked: string[] = []
    const silent: World['http']['exchange'] = async ({ url }) => {
      asked.push(url)
      return { status: 200, headers: {}, body: Buffer.alloc(0) }
    }
    const followed = await inWeb(desk, guichet.url, silent, ['follow', ...prohibited.map(({ id }) => id), '--check', '--json'])
    expect(followed.code).toBe(0)
    expect((JSON.parse(followed.out) as { followed: { after: string }[] }).followed.map(({ after }) => after).toSorted((a, b) => a.localeCompare(b))).toEqual([...Array.from({ length: 2 }, () => 'decided_rejected'), ...Array.from({ length: 4 }, () => 'decided_removed')])
    expect(asked).toEqual([])
    expect(said(cron(['follow'])).appeals).toHaveLength(2)

    // Elsewhere the content is looked at: gone, then there again.
    const [seen] = open
    const contents: string[] = []
    for (const status of [200, 404, 200]) {
      const checked = await inWeb(desk, guichet.url, async () => ({ status, headers: {}, body: Buffer.alloc(0) }), ['follow', seen?.id ?? '', '--check', '--json'])
      expect(checked.code).toBe(0)
      contents.push(...(JSON.parse(checked.out) as { followed: { content: string; after: string }[] }).followed.map(({ content, after }) => `${after} ${content}`))
    }
    expect(contents).toEqual(['acknowledged reachable', 'acknowledged removed', 'acknowledged reuploaded'])

    const annual = cron(['stats', 'annual', '--year', new Date().getUTCFullYear().toString(), '--exact'])
    expect(annual.code, annual.err).toBe(0)
    expect(annual.out).not.toContain(EXPLANATION.slice(0, 30))
    expect(annual.out).toContain('500')
    const quality = cron(['stats', 'quality'])
    expect(quality.code, quality.err).toBe(0)
    expect(cron(['send']).code).toBe(0)
    expect(guichet.counts().size).toBe(ROWS)
  }, 300_000)
})

describe('codes that cron reads', () => {
  const tight = async (url: string, token: string, rows = 2, settings: Readonly<Record<string, string>> = {}): Promise<{ readonly desk: SendingDesk; readonly ran: Ran }> => {
    const desk = sendingDesk({ url, token, settings })
    desk.import(rows)
    return { desk, ran: await desk.start(['send', '--json', '--quiet'], CRON).ended }
  }

  it('75: nobody answers, all of it waits, and the run says until when', async () => {
    const { desk, ran } = await tight('http://127.0.0.1:9', 'jeton-1')
    expect(ran.code, ran.err).toBe(75)
    expect(said(ran).waiting).toMatchObject([{ count: 2, nextAt: expect.stringMatching(/Z$/) as string }])
    expect(desk.states()).toEqual({ queued: 2 })
  })

  it('23: refused, with their words', async () => {
    const { url, child } = await startServing([join(import.meta.dirname, '../faults/hostile-guichet-child.ts'), '422'])
    const { desk, ran } = await tight(url, 'jeton-1')
    expect(ran.code, ran.err).toBe(23)
    expect(said(ran).deliveries).toMatchObject([{ state: 'dead_letter', code: 'http-422', words: expect.any(String) as string }, {}])
    expect(desk.states()).toEqual({ dead_letter: 2 })
    await killed(child)
  })

  it('77: the credential is refused: the destination is paused once, and opened again by a person', async () => {
    const guichet = await guichetProcess()
    const { desk, ran } = await tight(guichet.url, 'sgc_un-jeton-que-personne-ne-connait', 5)
    expect(ran.code, ran.err).toBe(77)
    expect(said(ran)).toMatchObject({ pausedNow: ['guichet'] })
    const again = desk.run(['send', '--json', '--quiet'], { env: CRON })
    expect([again.code, said(again).deliveries]).toEqual([77, []])
    expect(desk.run(['config', 'secret', 'destination.guichet.token'], { input: guichet.token }).code).toBe(0)
    expect(desk.run(['outbox', '--resume', 'guichet', '--json']).code).toBe(0)
    expect(desk.run(['send', '--json', '--quiet'], { env: CRON }).code).toBe(0)
    expect(guichet.counts().size).toBe(5)
  })

  it('25: nobody knows whether it arrived; it stays so until somebody asks', async () => {
    const { url, child } = await startServing([join(import.meta.dirname, '../faults/ticket-server-child.ts'), join(freshDir('tickets'), 'log'), '1500'])
    const desk = sendingDesk({ destination: 'request-tracker', url, token: 'jeton-1', settings: { queue: 'Abus' } })
    desk.import(1)
    const sending = desk.start(['send', '--json', '--quiet'], CRON)
    await expect.poll(() => desk.states()['sending'], { timeout: 20_000, interval: 20 }).toBe(1)
    await new Promise((later) => { setTimeout(later, 400) })
    await killed(child)
    const ran = await sending.ended
    expect(ran.code, ran.err).toBe(25)
    expect(desk.states()).toEqual({ unknown_outcome: 1 })
    expect(desk.run(['follow', '--json', '--quiet'], { env: CRON }).code).toBe(25)
    expect(desk.run(['reconcile', '--json', '--quiet'], { env: CRON }).code).toBe(25)
  })

  it('20: some were held back, the others went', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(2)
    const path = join(freshDir('table'), 'numero.csv')
    writeFileSync(path, `${HEAD}\nharcèlement;14;https://galerie.example/p/numero;${EXPLANATION} Sa mère répond au 06 12 34 56 78.;22/11/2026 10:00;oui;Association Exemple\n`)
    desk.run(['signalement', 'import', path, '--notifier-name', 'Pôle Exemple', '--notifier-email', 'pole@association.example'])
    const ran = desk.run(['send', '--json', '--quiet'], { env: CRON })
    expect(ran.code, ran.err + ran.out).toBe(20)
    expect(desk.states()).toEqual({ sent: 2 })
    expect(guichet.counts().size).toBe(2)
  })

  it('22: another one is sending', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '10' } })
    desk.import(30)
    const first = desk.start(['send', '--json', '--quiet'], CRON)
    await expect.poll(() => guichet.counts().size, { timeout: 30_000, interval: 20 }).toBeGreaterThan(1)
    expect(desk.run(['send', '--json', '--quiet'], { env: CRON }).code).toBe(22)
    expect((await first.ended).code).toBe(0)
    expect(guichet.counts().size).toBe(30)
  })
})
