// Webhooks to a real receiver on this machine: signatures checked as Standard Webhooks says, tries, and their end.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Standing } from '../../src/signalement/reporting-api/answers.ts'
import { openGuichetStore } from '../../src/guichet/store/open-store.ts'
import { tempDir } from '../support/world.ts'
import { deskOf } from './desk-client.ts'
import { accepted, guichetWorld, runningGuichet, sampleClients, sampleNotice, WEBHOOK_SECRET } from './running.ts'

interface Got { readonly headers: IncomingHttpHeaders; readonly body: string }

async function receiver(status: (count: number) => number) {
  const got: Got[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => { body += part }).on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(status(got.length), { location: 'http://127.0.0.1:1/' }).end('<script>')
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => { server.close(); server.closeAllConnections() })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

/** As its own words say: secret without its prefix, base64; `id.timestamp.body`. */
function isSigned({ headers, body }: Got, secret = WEBHOOK_SECRET): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(signed).digest('base64')}`
}

it('a change of state is told, signed, with what the sender may know and nothing else', async () => {
  const { got, url: hook } = await receiver(() => 204)
  const { url } = await runningGuichet({ clients: sampleClients(hook) })
  const notice = sampleNotice()
  const id = await accepted(url, notice)
  const desk = await deskOf(url)
  await desk.move(id, 'acknowledge', 'received')
  await desk.move(id, 'removed', 'acknowledged', 'Contraire aux règles')
  await vi.waitFor(() => { expect(got).toHaveLength(2) }, 10_000)
  const messages = got.map(({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: unknown })
  expect(messages.map(({ type }) => type)).toEqual(['signalement.state-changed', 'signalement.state-changed'])
  const standings = messages.map(({ data }) => Standing.parse(data)).sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))
  expect(standings.map(({ state }) => state)).toEqual(['acknowledged', 'decided_removed'])
  expect(standings[1]).toMatchObject({ id, correlationId: notice.correlationId, decision: { kind: 'removed', grounds: 'Contraire aux règles' } })
  for (const each of got) {
    expect(isSigned(each)).toBe(true)
    expect(isSigned(each, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toBe(false)
    expect(each.headers['webhook-id']).toMatch(/^msg_[0-9a-f-]{36}$/)
    expect(Math.abs(Number(each.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(30)
    expect(each.body).not.toContain('instagram')
  }
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
})

it('is tried again with the same identifier until it is taken', async () => {
  const { got, url: hook } = await receiver((count) => (count < 3 ? [500, 302][count - 1] ?? 500 : 200))
  const { url } = await runningGuichet({ clients: sampleClients(hook), webhookWaitsMs: [50, 50, 50] })
  const id = await accepted(url)
  await (await deskOf(url)).move(id, 'acknowledge', 'received')
  await vi.waitFor(() => { expect(got).toHaveLength(3) }, 15_000)
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(got.every((each) => isSigned(each))).toBe(true)
  await new Promise((resolve) => { setTimeout(resolve, 1500) })
  expect(got).toHaveLength(3)
})

it.each([['after the stated number of tries', 500, 3], ['at once when the receiver wants no more', 410, 1]])('is given up %s', async (_name, status, tries) => {
  const { got, url: hook } = await receiver(() => status)
  const world = guichetWorld()
  const running = await runningGuichet({ clients: sampleClients(hook), webhookWaitsMs: [20, 20] }, world)
  const id = await accepted(running.url)
  await (await deskOf(running.url)).move(id, 'acknowledge', 'received')
  await vi.waitFor(() => { expect(got).toHaveLength(tries) }, 15_000)
  await new Promise((resolve) => { setTimeout(resolve, 1500) })
  expect(got).toHaveLength(tries)
  await running.close()
  const store = await openGuichetStore(world, `${world.host.dataDir}/guichet.sqlite`)
  expect(await store.messages(id)).toMatchObject([{ state: 'given-up', attempts: tries }])
  await store.close()
})

it('outlives a stop: what was not taken is told after the restart', async () => {
  const dataDir = tempDir()
  const { got, url: hook } = await receiver((count) => (count === 1 ? 503 : 200))
  const first = await runningGuichet({ clients: sampleClients(hook), webhookWaitsMs: [1200] }, guichetWorld(dataDir))
  const id = await accepted(first.url)
  await (await deskOf(first.url)).move(id, 'acknowledge', 'received')
  await vi.waitFor(() => { expect(got).toHaveLength(1) }, 10_000)
  await first.close()
  await runningGuichet({ clients: sampleClients(hook), webhookWaitsMs: [10] }, guichetWorld(dataDir))
  await vi.waitFor(() => { expect(got).toHaveLength(2) }, 10_000)
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

it('a client without a webhook is told nothing', async () => {
  const world = guichetWorld()
  const running = await runningGuichet({}, world)
  const id = await accepted(running.url)
  await (await deskOf(running.url)).move(id, 'acknowledge', 'received')
  await running.close()
  const store = await openGuichetStore(world, `${world.host.dataDir}/guichet.sqlite`)
  expect(await store.messages(id)).toEqual([])
  await store.close()
})
