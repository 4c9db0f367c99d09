// Killed at any moment: what was answered 202 is there, and asking again gives the same answer.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { StandingPage } from '../../src/signalement/reporting-api/answers.ts'
import type { Notice } from '../../src/signalement/reporting-api/notice.ts'
import { tempDir } from '../support/world.ts'
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts'
import { bearer, post, runningGuichet, sampleNotice } from './running.ts'

const ENTRY = fileURLToPath(new URL('./serve-child.ts', import.meta.url))

async function served(dataDir: string, database?: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [ENTRY, dataDir, ...(database === undefined ? [] : [database])], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  for await (const line of createInterface({ input: child.stdout })) return { url: line, child }
  throw new Error('the guichet ended')
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

interface Sent { readonly key: string; readonly notice: Notice; answer?: string }

/** Eight senders until the guichet is gone. */
async function sendUntilDeath(url: string, sent: Sent[], round: number): Promise<void> {
  await Promise.all(Array.from({ length: 8 }, async (_, sender) => {
    for (let number = 0; ; number += 1) {
      const one: Sent = { key: `r${round}-s${sender}-${number}`, notice: sampleNotice() }
      sent.push(one)
      try {
        const answer = await post(url, one.notice, { key: one.key })
        const text = await answer.text()
        if (answer.status === 202) one.answer = text
      } catch {
        return
      }
    }
  }))
}

/** Returns how many were acknowledged. */
async function loop(rounds: number, database?: string): Promise<number> {
  const dataDir = tempDir('scelle-kill-')
  const sent: Sent[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { url, child } = await served(dataDir, database)
    const sending = sendUntilDeath(url, sent, round)
    await new Promise((resolve) => { setTimeout(resolve, 30 + Math.random() * 250) })
    await kill(child)
    await sending
  }
  const { url, child } = await served(dataDir, database)
  const kept = sent.filter(({ answer }) => answer !== undefined)
  for (const { key, notice, answer } of sent) {
    const again = await post(url, notice, { key })
    expect(again.status).toBe(202)
    if (answer === undefined) continue
    expect(again.headers.get('idempotency-replayed'), key).toBe('true')
    expect(await again.text()).toBe(answer)
  }
  // Each once.
  const ids = new Set<string>()
  let cursor: string | undefined
  let rows = 0
  do {
    const page = StandingPage.parse(await (await fetch(`${url}/v1/signalements?limit=100${cursor === undefined ? '' : `&cursor=${cursor}`}`, { headers: bearer() })).json())
    for (const { id } of page.items) ids.add(id)
    rows += page.items.length
    cursor = page.nextCursor
  } while (cursor !== undefined)
  expect([rows, ids.size]).toEqual([sent.length, sent.length])
  await kill(child)
  return kept.length
}

it('kill -9 in an upload: what was answered is there, and the upload goes on', async () => {
  const dataDir = tempDir('scelle-kill-')
  const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 31) & 0xff))
  const digest = createHash('sha256').update(bytes).digest('hex')
  let id = ''
  let acknowledged = 0
  for (let round = 0; round < 6; round += 1) {
    const { url, child } = await served(dataDir)
    id = id === '' ? ((await (await post(url, sampleNotice())).json()) as { id: string }).id : id
    const place = `${url}/v1/signalements/${id}/evidence/${digest}`
    const dying = new Promise((resolve) => { setTimeout(resolve, 20 + Math.random() * 60) }).then(() => kill(child))
    try {
      let offset = Number((await fetch(place, { method: 'HEAD', headers: bearer() })).headers.get('upload-offset'))
      expect(offset).toBeGreaterThanOrEqual(acknowledged)
      for (;;) {
        const part = bytes.subarray(offset, offset + 20_000)
        const answer = await fetch(place, { method: 'PUT', body: new Uint8Array(part), headers: { ...bearer(), 'content-type': 'image/png', 'content-range': `bytes ${offset}-${offset + part.length - 1}/${bytes.length}` } })
        if (answer.status !== 202) break
        offset += part.length
        acknowledged = offset
      }
    } catch (error) {
      // The line broke with the process.
      expect(error).toBeInstanceOf(TypeError)
    }
    await dying
  }
  expect(acknowledged).toBeGreaterThan(0)
  const { url } = await served(dataDir)
  const place = `${url}/v1/signalements/${id}/evidence/${digest}`
  const offset = Number((await fetch(place, { method: 'HEAD', headers: bearer() })).headers.get('upload-offset'))
  expect(offset).toBeGreaterThanOrEqual(acknowledged)
  if (offset < bytes.length) {
    const last = await fetch(place, { method: 'PUT', body: new Uint8Array(bytes.subarray(offset)), headers: { ...bearer(), 'content-type': 'image/png', 'content-range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}` } })
    expect(last.status).toBe(201)
  }
}, 120_000)

it('kill -9 on SQLite', async () => { expect(await loop(10)).toBeGreaterThan(100) }, 120_000)

describe.skipIf(!hasPostgres())('on PostgreSQL', () => {
  let server: PostgresServer | undefined
  beforeAll(async () => { server = await startPostgres() })
  afterAll(async () => { await server?.stop() })
  it('kill -9', async () => { expect(await loop(4, server?.newDatabase())).toBeGreaterThan(20) }, 120_000)

  it('without its database it says 503 and when to come back; with it, all goes on', async () => {
    const { url } = await runningGuichet({ database: server?.newDatabase() ?? '' })
    const notice = sampleNotice()
    const first = await (await post(url, notice, { key: 'before' })).text()
    await server?.crash()
    const refused = await post(url, sampleNotice(), { key: 'during' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
    expect(((await refused.json()) as { detail: string }).detail).toContain('Rien n’a été gardé')
    await server?.start()
    expect((await post(url, sampleNotice(), { key: 'during' })).status).toBe(202)
    expect(await (await post(url, notice, { key: 'before' })).text()).toBe(first)
  })
})
