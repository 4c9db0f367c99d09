// A team on a real PostgreSQL: members with connections of their own, one destination that notes what it is sent, and
// deliveries that wait for it.
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Adapter, Link } from '../../../src/delivery/adapter.ts'
import { Lines, type DeliveryDesk, type Line } from '../../../src/delivery/delivery-desk.ts'
import { Outbox, type ClosedLine, type Settled } from '../../../src/delivery/outbox.ts'
import type { Outcome } from '../../../src/delivery/outcome.ts'
import { takeOwnership } from '../../../src/delivery/ownership.ts'
import { encodePayload } from '../../../src/delivery/payload.ts'
import { openJobQueue, type JobQueue } from '../../../src/delivery/queue/job-queue.ts'
import { work } from '../../../src/delivery/queue/worker.ts'
import type { Delivery } from '../../../src/signalement/delivery.ts'
import { uuidV7 } from '../../../src/signalement/identifier.ts'
import { recordFactsOf } from '../../../src/signalement/store/delivery-row.ts'
import { openStore } from '../../../src/signalement/store/open-store.ts'
import type { SignalementStore } from '../../../src/signalement/store/signalement-store.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import type { Urgency } from '../../../src/signalement/vocabulary.ts'
import { PASSWORD } from '../../support/postgres.ts'
import { tempDir } from '../../support/world.ts'
import { sampleRecord } from '../../signalement/sample-record.ts'

export interface FakeOptions {
  readonly idempotent?: boolean
  readonly perSecond?: number
  readonly atOnce?: number
  /** By destination and key. */
  answer?(destination: string, key: string): Promise<Outcome> | Outcome
}

export const SENT: Outcome = { class: 'definite_success', receipt: { remoteId: 'R' } }

/** What arrived, by whom it was sent, and how many were under way at once. */
export class FakeDestinations {
  readonly arrived: { readonly destination: string; readonly key: string }[] = []
  most = 0
  private now = 0
  private readonly options: FakeOptions

  constructor(options: FakeOptions = {}) {
    this.options = options
  }

  line(id: string): Line {
    const { idempotent = false, perSecond = 10_000, atOnce = 64, answer = () => SENT } = this.options
    const adapter = {
      id: 'fake', version: 'fake/1', idempotent, test: 'test-host', needs: [], settings: [], secrets: [], pace: { perSecond, atOnce },
      send: async (_payload: unknown, key: string) => {
        this.arrived.push({ destination: id, key })
        this.most = Math.max(this.most, this.now += 1)
        await sleep(5)
        const outcome = await answer(id, key)
        this.now -= 1
        return outcome
      },
    } as unknown as Adapter
    return { adapter, setup: { options: {} } as Line['setup'], link: { reach: { privateHosts: [] } } as unknown as Link }
  }

  /** How often each key arrived. */
  get times(): readonly number[] {
    const counts = new Map<string, number>()
    for (const { destination, key } of this.arrived) counts.set(`${destination} ${key}`, (counts.get(`${destination} ${key}`) ?? 0) + 1)
    return [...counts.values()]
  }
}

class FakeLines extends Lines {
  private readonly destinations: FakeDestinations
  private readonly setUp: ReadonlySet<string>

  constructor(desk: DeliveryDesk, destinations: FakeDestinations, setUp: ReadonlySet<string>) {
    super(desk)
    this.destinations = destinations
    this.setUp = setUp
  }

  override async open(id: string): Promise<Line | undefined> {
    return this.setUp.has(id) ? this.destinations.line(id) : undefined
  }

  override async missingSecrets(): Promise<readonly string[]> {
    return []
  }
}

export interface Member {
  readonly store: SignalementStore
  readonly outbox: Outbox
  readonly jobs: JobQueue
  readonly settled: Settled[]
  readonly closed: ClosedLine[]
  readonly stop: AbortController
  /** Until nothing may go any more, or until it is stopped. */
  work(options?: { readonly concurrency?: number; readonly once?: boolean }): Promise<void>
}

export interface Team {
  member(more?: { readonly setUp?: readonly string[] }): Promise<Member>
  /** So many signalements wait for a destination; returns their identifiers. */
  queue(destination: string, count: number, more?: { readonly urgency?: Urgency }): readonly string[]
  states(): Readonly<Record<string, number>>
  readonly store: SignalementStore
}

export async function teamAt(place: string, destinations: FakeDestinations): Promise<Team> {
  const dataDir = tempDir()
  const worldFor = (signal: AbortSignal) => createNodeWorld({ dataDir, configDir: dataDir, timeZone: 'Europe/Paris', signal, env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD } })
  const first = worldFor(new AbortController().signal)
  const store = await openStore(first, place)
  onTestFinished(() => { store.close() })
  return {
    store,
    async member({ setUp = ['guichet', 'mastodon', 'pharos'] } = {}) {
      const stop = new AbortController()
      const world = worldFor(stop.signal)
      const mine = await openStore(world, place)
      onTestFinished(() => { mine.close() })
      const desk = { world, store: mine, settings: {}, routes: { destinations: [] }, by: 'B', language: 'fr' } as unknown as DeliveryDesk
      const owner = await takeOwnership(world, mine, 'worker')
      const jobs = await openJobQueue(place, PASSWORD)
      onTestFinished(async () => {
        stop.abort()
        await jobs.close()
      })
      const outbox = new Outbox(desk, new FakeLines(desk, destinations, new Set(setUp)), owner)
      const settled: Settled[] = []
      const closed: ClosedLine[] = []
      return {
        store: mine, outbox, jobs, settled, closed, stop,
        work: async ({ concurrency = 4, once = true } = {}) => work(desk, outbox, jobs, { concurrency, once }, { onSettled: (each) => { settled.push(each) }, onClosed: (line) => { closed.push(line) } }),
      }
    },
    queue(destination, count, { urgency = 'high' } = {}) {
      const at = first.clock.now()
      return store.transaction(() => Array.from({ length: count }, () => {
        const record = sampleRecord(1, { id: uuidV7(at, first.random.bytes(10)), urgency })
        const delivery: Delivery = {
          destination, channel: 'api', adapterVersion: 'fake/1', idempotencyKey: Buffer.from(first.random.bytes(32)).toString('hex'), payloadSha256: 'a'.repeat(64), fieldsSent: [], by: 'B', at, attempts: [], state: 'queued', checks: [],
        }
        store.insert(record)
        store.deliveries.queue(record.id, 1, recordFactsOf(record), [{ delivery, payload: encodePayload({ kind: 'http', line: 'POST /', headers: {}, body: new Uint8Array(10) }) }])
        return record.id
      }))
    },
    states: () => Object.fromEntries(store.deliveries.counts()),
  }
}
