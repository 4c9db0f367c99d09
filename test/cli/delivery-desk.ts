// A desk that sends, in this process: words in, exit code and printed text out; a partner on loopback whose answers are a script.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import { readSettings, type Settings } from '../../src/system/settings.ts'
import { instantOfMs, msOfInstant } from '../../src/system/time.ts'
import { tickingClock, tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

const DESK: Settings = { unit: 'Association Exemple', notifierName: 'Cellule signalements', notifierEmail: 'signalements@example.org', operator: 'Écoutante 7', timeZone: 'Europe/Paris' }
const EXPLANATION = 'Depuis une semaine, ce compte publie chaque jour des moqueries et des menaces contre un élève.'

/** The number that the partner gives. */
export const RECEIPT = '4031aa72-7ef6-4937-a845-835129a4269e'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export function sendingDesk(env: Readonly<Record<string, string>> = {}) {
  const home = tempDir()
  const [dataDir, configDir, cwd] = [join(home, 'data'), join(home, 'config'), tempDir()]
  const ticking = tickingClock('2026-11-23T17:00:00.000Z', 10)
  let aheadMs = 0
  const clock = { ...ticking, now: () => instantOfMs((msOfInstant(ticking.now()) ?? 0) + aheadMs) }
  const scelle = async (argv: readonly string[], options: { readonly language?: 'fr' | 'en'; readonly input?: string } = {}): Promise<Ran> => {
    const terminal = fakeTerminal(options.input === undefined ? {} : { input: options.input })
    const code = await run({
      argv, terminal, settings: { ...DESK, ...readSettings(configDir) }, words: await loadCatalog(options.language ?? 'fr'), cwd,
      createWorld: async () => testWorld({ dataDir, configDir, clock, env: { SCELLE_KEYRING: 'off', ...env } }), stoppedBy: () => undefined,
    })
    // Typeset text has no-break spaces where people read spaces.
    return { code, out: terminal.printed.out.replaceAll(/[\u00a0\u202f]/g, ' '), err: terminal.printed.err.replaceAll(/[\u00a0\u202f]/g, ' ') }
  }
  const json = async (argv: readonly string[]): Promise<any> => JSON.parse((await scelle([...argv, '--json'])).out)
  /** Its identifier. */
  const keep = async (number: number, words: readonly string[] = []): Promise<string> => {
    await scelle(['signalement', 'new', '--harm', 'haine', '--age', '14', '--explanation', EXPLANATION, '--good-faith', '--representation', 'parent', '--url', `https://www.instagram.com/p/Envoi${number}/`, ...words])
    const { signalements } = await json(['signalement', 'list', '--limit', '500'])
    return signalements.map(({ id }: { id: string }) => id).toSorted().at(-1) as string
  }
  const wait = (ms: number): void => { aheadMs += ms }
  return { scelle, json, keep, wait, dataDir, configDir, cwd }
}

export interface Partner {
  readonly url: string
  readonly seen: { readonly method: string; readonly url: string; readonly key: string | undefined; readonly authorization: string | undefined; readonly body: string }[]
  answer: (request: IncomingMessage, body: string, response: ServerResponse) => void
}

export const accepted = (_request: IncomingMessage, _body: string, response: ServerResponse): void => {
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ id: RECEIPT, receivedAt: '2026-11-23T17:00:00.000Z', state: 'received' }))
}
export const refusing = (status: number, words: string, headers: Readonly<Record<string, string>> = {}) => (_request: IncomingMessage, _body: string, response: ServerResponse): void => {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(JSON.stringify({ title: words }))
}

export async function partner(): Promise<Partner> {
  const seen: Partner['seen'] = []
  const made: { answer: Partner['answer'] } = { answer: accepted }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => { parts.push(part) })
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const key = request.headers['idempotency-key']
      seen.push({ method: request.method ?? '', url: request.url ?? '', key: typeof key === 'string' ? key : undefined, authorization: request.headers.authorization, body })
      made.answer(request, body, response)
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => { server.close(resolve) })
  })
  const address = server.address()
  return Object.assign(made, { seen, url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` })
}
