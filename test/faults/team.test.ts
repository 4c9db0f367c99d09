// A team under faults: workers killed at random, senders beside them, the server crashed in the middle. At a destination
// that knows keys everything arrives exactly once; at one that does not, at most once, and the rest is for a person to settle.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { testPostgres, type TestPostgres } from '../support/postgres.ts'
import { LONG } from './harness.ts'
import { guichetProcess, machine, prepared, states, trackerServer, until, type Machine } from './team-desk.ts'

const found = await testPostgres({ max_connections: '80' })
const postgres = found as TestPostgres
const COUNT = LONG ? 1500 : 120
const WORKERS = 3

interface Loop {
  readonly killed: number
  /** Codes of those that ended by themselves. */
  readonly codes: ReadonlySet<number | null>
}

/** Workers are killed and started again until nothing is queued or under way any more. */
async function killLoop(desk: Machine, place: string, mostMs: number): Promise<Loop> {
  const codes = new Set<number | null>()
  let killed = 0
  const stop = new AbortController()
  const one = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const worker = desk.worker(6)
      await worker.begun
      await Promise.race([worker.ended, sleep(Math.random() * 2000)])
      worker.kill(stop.signal.aborted ? 'SIGTERM' : 'SIGKILL')
      const { code, signal } = await worker.ended
      if (signal === 'SIGKILL') killed += 1
      else codes.add(code)
    }
  }
  const crew = Promise.all(Array.from({ length: WORKERS }, one))
  const done = await until(async () => {
    const now = await states(postgres, place)
    return Object.keys(now).every((name) => !/ (queued|sending)$/.test(name))
  }, mostMs)
  stop.abort()
  await crew
  expect(done, JSON.stringify(await states(postgres, place))).toBe(true)
  return { killed, codes }
}

const many = (arrived: ReadonlyMap<string, number>): number => [...arrived.values()].filter((times) => times > 1).length

async function team(pace: { readonly guichet: string; readonly tracker: string }, trackerLateMs?: number) {
  const place = await postgres.newDatabase()
  const [guichet, tracker] = [await guichetProcess(), await trackerServer(trackerLateMs)]
  const desk = machine(place, {
    'guichet': { live: 'true', always: 'true', url: guichet.url, perSecond: pace.guichet, atOnce: '8' },
    'request-tracker': { live: 'true', always: 'true', url: tracker.url, queue: 'Signalements', perSecond: pace.tracker, atOnce: '8' },
  }, { 'destination.guichet.token': guichet.token, 'destination.request-tracker.token': '1-14-canary' })
  return { place, guichet, tracker, desk }
}

describe.skipIf(found === undefined)('a team', { timeout: LONG ? 600_000 : 120_000 }, () => {
  it('workers killed at random lose and double nothing', async () => {
    const { place, guichet, tracker, desk } = await team({ guichet: '40', tracker: '40' })
    await prepared(desk, COUNT)
    const { killed, codes } = await killLoop(desk, place, LONG ? 500_000 : 60_000)
    expect(killed).toBeGreaterThan(LONG ? 30 : 5)
    expect([...codes].every((code) => code === 0), JSON.stringify([...codes])).toBe(true)
    const there = await guichet.arrived()
    expect(there.size).toBe(COUNT)
    expect(many(there)).toBe(0)
    const tickets = await tracker.arrived()
    expect(many(tickets)).toBe(0)
    const after = await states(postgres, place)
    expect(after['guichet sent']).toBe(COUNT)
    expect((after['request-tracker sent'] ?? 0) + (after['request-tracker unknown_outcome'] ?? 0)).toBe(COUNT)
    // What is said to be sent arrived; what arrived and is not said so is among the unknown ones.
    expect(tickets.size).toBeGreaterThanOrEqual(after['request-tracker sent'] ?? 0)
    expect(tickets.size).toBeLessThanOrEqual(COUNT)
    console.log(`team: ${killed} workers killed, ${after['request-tracker unknown_outcome'] ?? 0} of ${COUNT} outcomes unknown`)
  })

  it('two senders and a worker on one store double nothing', async () => {
    const { place, guichet, tracker, desk } = await team({ guichet: '200', tracker: '200' })
    await prepared(desk, COUNT / 2)
    const worker = desk.worker(8)
    const senders = [desk.start(['send', '--concurrency', '8', '--json']), desk.start(['send', '--concurrency', '8', '--json'])]
    for (const { ended } of senders) expect([0, 75]).toContain((await ended).code)
    expect(await until(async () => Object.keys(await states(postgres, place)).every((name) => name.endsWith(' sent')), 20_000)).toBe(true)
    worker.kill('SIGTERM')
    expect((await worker.ended).code).toBe(0)
    for (const intake of [guichet, tracker]) {
      const arrived = await intake.arrived()
      expect(arrived.size).toBe(COUNT / 2)
      expect(many(arrived)).toBe(0)
    }
  })

  it('a server that crashes in the middle ends the workers by their code, and nothing is lost or doubled after it', async () => {
    const { place, guichet, tracker, desk } = await team({ guichet: '20', tracker: '20' }, 150)
    await prepared(desk, COUNT / 2)
    const workers = Array.from({ length: WORKERS }, () => desk.worker(6))
    expect(await until(async () => (await tracker.arrived()).size > 5, 20_000)).toBe(true)
    await postgres.crash()
    const ends = await Promise.all(workers.map(async ({ ended }) => ended))
    for (const { code, err } of ends) expect(code, err).toBe(69)
    await postgres.start()
    // As a service manager does.
    for (let rounds = 0; rounds < 2; rounds += 1) expect([0, 25, 75]).toContain((await desk.start(['worker', '--once', '--concurrency', '8', '--quiet']).ended).code)
    const there = await guichet.arrived()
    expect(there.size).toBe(COUNT / 2)
    expect(many(there)).toBe(0)
    expect(many(await tracker.arrived())).toBe(0)
    const after = await states(postgres, place)
    expect(after['guichet sent']).toBe(COUNT / 2)
    expect((after['request-tracker sent'] ?? 0) + (after['request-tracker unknown_outcome'] ?? 0)).toBe(COUNT / 2)
  })
})
