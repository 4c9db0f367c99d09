// Whatever goes wrong, the token and the words of a signalement stand in nothing that is shown, logged or kept in clear.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { argumentsOf, guichetProcess, killed, startServing } from './guichet-process.ts'
import { freshDir, have, killAt, LONG, newCase, scelle, tree } from './harness.ts'
import { clockAt, EXPLANATION, sendingDesk, type SendingDesk } from './sending-desk.ts'

const TOKEN = 'sgc_CANARI-7c1f0a93d2b84e65-JETON'
/** A few words of the explanation that no sentence of ours has. */
const CANARY = EXPLANATION.slice(20, 60)

/** In the clear, or as it is often written. */
function held(bytes: Buffer | string, secret: string): boolean {
  const text = Buffer.from(bytes).toString('latin1')
  const raw = Buffer.from(secret)
  return [raw.toString('latin1'), encodeURIComponent(secret), raw.toString('base64').replace(/=+$/, ''), raw.toString('base64url'), raw.toString('hex')].some((each) => text.includes(each))
}

/** Files that hold it, but the one place where secrets are kept. */
function filesWith(folder: string, secret: string): string[] {
  return [...tree(folder).keys()].filter((path) => !/secret|\.key$/.test(path) && held(readFileSync(join(folder, path)), secret))
}

interface Scene {
  readonly name: string
  readonly codes: readonly number[]
  readonly server: () => Promise<{ readonly url: string; readonly close: () => Promise<void> }>
}

const hostile = (status: number, codes: readonly number[]): Scene => ({
  name: `a server that answers ${status} and says everything back`, codes,
  server: async () => {
    const { url, child } = await startServing([join(import.meta.dirname, 'hostile-guichet-child.ts'), String(status)])
    return { url, close: () => killed(child) }
  },
})

const SCENES: readonly Scene[] = [
  hostile(202, [75]), hostile(302, [23]), hostile(400, [23]), hostile(401, [77]), hostile(409, [23]), hostile(429, [75]), hostile(500, [75]), hostile(503, [75]),
  { name: 'nobody there', codes: [75], server: async () => ({ url: 'http://127.0.0.1:9', close: async () => {} }) },
  { name: 'a guichet that does not know the token', codes: [77], server: async () => {
    const guichet = await guichetProcess()
    return { url: guichet.url, close: () => guichet.kill() }
  } },
]

function expectNoLeak(desk: SendingDesk, texts: readonly string[], at: string): void {
  for (const text of texts) {
    expect(held(text, TOKEN), `${at}\n${text}`).toBe(false)
    expect(held(text, CANARY), `${at}\n${text}`).toBe(false)
  }
  expect(filesWith(desk.folder, TOKEN), at).toEqual([])
  expect(filesWith(desk.folder, CANARY), at).toEqual([])
  for (const folder of [desk.env['XDG_CONFIG_HOME'] ?? '']) expect(filesWith(folder, TOKEN), at).toEqual([])
}

describe('secrets of sending', () => {
  it('the search itself finds what it should', () => {
    for (const dress of [TOKEN, encodeURIComponent(TOKEN), Buffer.from(TOKEN).toString('base64'), Buffer.from(TOKEN).toString('hex')]) expect(held(`… ${dress} …`, TOKEN)).toBe(true)
    expect(held('nothing', TOKEN)).toBe(false)
  })

  it.each(LONG ? SCENES : SCENES.filter(({ name }) => /400|503|know/.test(name)))('$name: nothing of them comes out', async ({ codes, server }) => {
    const { url, close } = await server()
    const desk = sendingDesk({ url, token: TOKEN })
    const dir = newCase()
    desk.import(2)
    const evidence = join(freshDir('piece'), 'capture.txt')
    execFileSync('sh', ['-c', `echo capture > '${evidence}'`])
    expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
    const linked = desk.run(['signalement', 'edit', desk.ids()[0] ?? '', '--case', dir, '--exhibit', '1'])
    expect(linked.code, linked.err).toBe(0)
    const texts: string[] = []
    for (const [day, words] of [['1', ['--json', '--quiet']], ['2', []], ['3', ['--events', 'ndjson', '--lang', 'en']]] as const) {
      const ran = desk.run(['send', ...words], { env: clockAt(`+${day}d`) })
      if (day === '1') expect(codes, ran.err + ran.out).toContain(ran.code)
      texts.push(ran.out, ran.err)
    }
    for (const args of [['outbox', '--json'], ['follow', '--check', '--json'], ['reconcile', '--json'], ['config', '--json'], ['stats', 'quality', '--json']]) {
      const ran = desk.run(args)
      texts.push(ran.out, ran.err)
    }
    for (const id of desk.ids()) {
      const shown = desk.run(['signalement', 'show', id, '--json'])
      // Its own words are shown to whoever asks for them; the token never.
      expect(held(shown.out + shown.err, TOKEN)).toBe(false)
    }
    texts.push(readFileSync(join(dir, 'journal.ndjson'), 'utf8'))
    expectNoLeak(desk, texts, url)
    await close()
  })

  it('arguments of the running program hold none; a killed run leaves none', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '10' } })
    desk.import(30)
    const sending = desk.start(['send', '--json', '--quiet'])
    await expect.poll(() => guichet.counts().size, { timeout: 20_000, interval: 20 }).toBeGreaterThan(2)
    for (const pid of [sending.pid, guichet.pid]) {
      expect(held(argumentsOf(pid), guichet.token)).toBe(false)
      expect(held(argumentsOf(pid), CANARY)).toBe(false)
    }
    sending.kill('SIGKILL')
    const { out, err } = await sending.ended
    expect(held(out + err, guichet.token)).toBe(false)
    if (have('strace', '-V')) expect(killAt(['send', '--json'], 'writev', 2, desk.env)).toBe(true)
    expect(filesWith(desk.folder, guichet.token)).toEqual([])
    expect(filesWith(desk.folder, CANARY)).toEqual([])
    // The receiver keeps digests of tokens only.
    expect(filesWith(guichet.folder, guichet.token)).toEqual([])
    await guichet.kill()
  })
})
