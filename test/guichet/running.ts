// A guichet in this process on a free port, with two clients and one person at the desk; it stops with the test.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ClientsFile } from '../../src/guichet/clients-file.ts'
import type { GuichetOptions } from '../../src/guichet/guichet.ts'
import { startGuichet, type RunningGuichet } from '../../src/guichet/server.ts'
import { guichetWordsInBoth } from '../../src/messages/load.ts'
import type { Notice } from '../../src/signalement/reporting-api/notice.ts'
import { uuidV7 } from '../../src/signalement/identifier.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import type { World } from '../../src/system/world.ts'
import { tempDir } from '../support/world.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Invented tokens. */
export const TOKEN = `sgc_${'a'.repeat(43)}`
export const OTHER_TOKEN = `sgc_${'b'.repeat(43)}`
export const DESK_TOKEN = `sgd_${'c'.repeat(43)}`
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export function sampleClients(webhookUrl?: string): ClientsFile {
  return {
    format: 'guichet-clients/1',
    clients: [
      { id: 'hotline', tokenSha256: [sha256(TOKEN)], ...(webhookUrl === undefined ? {} : { webhook: { url: webhookUrl, secret: WEBHOOK_SECRET } }) },
      { id: 'autre-association', tokenSha256: [sha256(OTHER_TOKEN)] },
    ],
    desk: [{ id: 'agent.1', tokenSha256: [sha256(DESK_TOKEN)] }],
  }
}

/** A real clock and real chance; folders of its own. */
export function guichetWorld(dataDir: string = tempDir('scelle-guichet-')): World {
  const stop = new AbortController()
  onTestFinished(() => { stop.abort() })
  return createNodeWorld({ dataDir, configDir: join(dataDir, 'config'), timeZone: 'Europe/Paris', signal: stop.signal, env: { SCELLE_KEYRING: 'off' } })
}

export async function runningGuichet(options: Partial<GuichetOptions> = {}, world: World = guichetWorld()): Promise<RunningGuichet & { readonly world: World }> {
  const running = await startGuichet(world, { clients: sampleClients(), words: await guichetWordsInBoth(), ...options })
  onTestFinished(() => running.close())
  return { ...running, world }
}

let count = 0

export function sampleNotice(changes: Partial<Notice> = {}): Notice {
  const chance = new Uint8Array(10)
  new DataView(chance.buffer).setUint32(6, count += 1)
  return {
    format: 'notice/1', correlationId: uuidV7('2026-11-23T17:00:00.000Z', chance), revision: 1, test: false, harm: 'cyberharcelement', ageBand: '15_17', urgency: 'high', platform: 'instagram',
    locators: [{ kind: 'url', what: 'post', canonical: 'https://www.instagram.com/p/Invente1/', ids: { shortcode: 'Invente1' } }],
    explanation: 'Depuis une semaine, ce compte publie chaque jour des moqueries et des menaces contre un élève.', language: 'fr', country: 'FR', observedAt: '2026-11-23T17:00:00.000Z',
    notifier: { authority: 'trusted_flagger', organisation: 'Association Exemple', name: 'Cellule signalements', email: 'signalements@example.org', identity: 'disclosed' }, goodFaith: true,
    ...changes,
  }
}

/** Child sexual abuse material: nothing but addresses. */
export const prohibitedNotice = (): Notice => sampleNotice({
  harm: 'csam', ageBand: 'lt15', urgency: 'critical', notifier: { authority: 'trusted_flagger', organisation: 'Association Exemple', identity: 'withheld' },
})

export const bearer = (token: string = TOKEN): Record<string, string> => ({ authorization: `Bearer ${token}` })

let keys = 0

export function post(url: string, notice: unknown, options: { readonly key?: string; readonly token?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Response> {
  return fetch(`${url}/v1/signalements`, {
    method: 'POST', body: typeof notice === 'string' ? notice : JSON.stringify(notice),
    headers: { ...bearer(options.token), 'content-type': 'application/json', 'idempotency-key': options.key ?? `key-${keys += 1}`, ...options.headers },
  })
}

export async function accepted(url: string, notice: Notice = sampleNotice()): Promise<string> {
  const answer = await post(url, notice)
  if (answer.status !== 202) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}
