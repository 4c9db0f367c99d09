// A delivery desk for tests: a real store on a real database, invented destinations whose other side is a script, a clock
// that is set by hand.
import { onTestFinished } from 'vitest'
import type { Adapter, Link } from '../../src/delivery/adapter.ts'
import { Lines, type DeliveryDesk, type Line } from '../../src/delivery/delivery-desk.ts'
import { Outbox } from '../../src/delivery/outbox.ts'
import type { Outcome } from '../../src/delivery/outcome.ts'
import type { Ownership } from '../../src/delivery/ownership.ts'
import type { Payload } from '../../src/delivery/payload.ts'
import { queuePlan, type Planned } from '../../src/delivery/prepare.ts'
import type { DestinationSettings, SetupResult } from '../../src/delivery/setup.ts'
import { idempotencyKey } from '../../src/signalement/change-record.ts'
import type { Destination } from '../../src/signalement/destination.ts'
import { loadHarms } from '../../src/signalement/harm-table.ts'
import { loadRouteTables } from '../../src/signalement/routing/route-tables.ts'
import { subjectOf } from '../../src/signalement/routing/route-subject.ts'
import { route } from '../../src/signalement/routing/route.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import { instantOfMs, msOfInstant } from '../../src/system/time.ts'
import type { Http, World } from '../../src/system/world.ts'
import { PASSWORD } from '../support/postgres.ts'
import { testWorld } from '../support/world.ts'
import { dataFiles } from '../signalement/data/node-data.ts'
import { NOW, sampleRecord } from '../signalement/sample-record.ts'

export const START_MS = msOfInstant(NOW) ?? 0

export interface HandClock {
  ms: number
}

export type SendScript = (payload: Payload, key: string, link: Link) => Outcome | Promise<Outcome>

/** Says yes to everything unless told otherwise. */
export function scriptedAdapter(changes: Partial<Adapter> & { readonly script?: SendScript } = {}): Adapter & { readonly asked: string[] } {
  const asked: string[] = []
  const { script = (_payload, key) => ({ class: 'definite_success', receipt: { remoteId: `R-${key.slice(0, 8)}` } }), ...rest } = changes
  return {
    id: 'guichet', version: 'guichet/1', idempotent: true, test: 'test-flag', needs: [], settings: [], secrets: [], pace: { perSecond: 100_000, atOnce: 64 },
    prepare: (sendable) => ({ ok: true, parts: [{ locators: sendable.locators.map(({ canonical }) => canonical), fields: ['id'], payload: payloadOf(sendable.id) }] }),
    send: async (payload, key, link) => {
      asked.push(key)
      return await script(payload, key, link)
    },
    ...rest, asked,
  }
}

export const payloadOf = (text: string): Payload => ({ kind: 'http', line: 'POST /v1/signalements', headers: {}, body: Buffer.from(text) })

/** Lines whose adapters are those of the test; without a place in the settings. */
class ScriptedLines extends Lines {
  private readonly adapters: ReadonlyMap<string, Adapter>
  private readonly world: World
  private readonly destinations: readonly Destination[]
  private readonly secrets: ReadonlySet<string>

  constructor(desk: DeliveryDesk, adapters: ReadonlyMap<string, Adapter>, secrets: ReadonlySet<string>) {
    super(desk)
    this.adapters = adapters
    this.world = desk.world
    this.destinations = desk.routes.destinations
    this.secrets = secrets
  }

  override async setup(destination: Destination): Promise<SetupResult> {
    const adapter = this.adapters.get(destination.id)
    return adapter === undefined ? { ok: false, code: 'no-adapter' } : {
      ok: true, adapter, setup: { destination, url: 'https://partner.example', live: true, options: {}, language: 'fr', toolVersion: '0' },
    }
  }

  override async open(id: string): Promise<Line | undefined> {
    const destination = this.destinations.find((each) => each.id === id)
    const set = destination === undefined ? undefined : await this.setup(destination)
    if (set?.ok !== true) return undefined
    const { http, mail, files, clock } = this.world
    const { adapter, setup } = set
    return { adapter, setup, link: { setup, http, mail, files, reach: { privateHosts: [] }, now: () => clock.now(), secret: async (name) => (this.secrets.has(name) ? 'secret' : undefined) } }
  }
}

export interface BenchOptions {
  readonly adapters: Readonly<Record<string, Adapter>>
  /** `postgres://…`; this user's file when absent. */
  readonly place?: string
  readonly dataDir?: string
  readonly http?: Http
  readonly settings?: DestinationSettings
  readonly secrets?: readonly string[]
  /** Names of owners who live. */
  readonly alive?: ReadonlySet<string>
  readonly ownerName?: string
  readonly clock?: HandClock
}

export interface Bench {
  readonly desk: DeliveryDesk
  readonly lines: Lines
  readonly outbox: Outbox
  readonly clock: HandClock
  readonly stop: AbortController
  readonly world: World
  /** Another connection to the same store. */
  other(): Promise<DeliveryDesk['store']>
  /** A record with one delivery in the queue of each destination. */
  queue(number: number, destinations?: readonly string[], changes?: Partial<Signalement>): Signalement
}

export async function deliveryBench({ adapters, place, dataDir, http, settings = {}, secrets = [], alive = new Set(), ownerName = 'here 1 aa', clock = { ms: START_MS } }: BenchOptions): Promise<Bench> {
  const stop = new AbortController()
  const real = testWorld({ env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD }, ...(dataDir === undefined ? {} : { dataDir }) })
  const world: World = {
    ...real, ...(http === undefined ? {} : { http }), signal: stop.signal,
    clock: { now: () => instantOfMs(clock.ms), monotonicMs: () => performance.now() },
    async pause(ms) {
      await new Promise((resolve) => { setImmediate(resolve) })
      if (!stop.signal.aborted) clock.ms += Math.ceil(ms)
    },
  }
  const store = await openStore(world, place)
  onTestFinished(() => { store.close() })
  const [routes, harmTable] = await Promise.all([loadRouteTables(dataFiles()), loadHarms(dataFiles())])
  const subject = (record: Signalement) => subjectOf(record, { inFlaggerArea: true })
  const desk: DeliveryDesk = {
    world, store, settings, routes, harmTable, by: 'Écoutante 7', language: 'fr', isInArea: () => true,
    routeOf: (record) => ({ route: route(subject(record), routes), subject: subject(record) }),
  }
  const lines = new ScriptedLines(desk, new Map(Object.entries(adapters)), new Set(secrets))
  const owner: Ownership = { name: ownerName, isAlive: (name) => name === ownerName || alive.has(name), async release() {} }
  return {
    desk, lines, clock, stop, world, outbox: new Outbox(desk, lines, owner),
    async other() {
      const second = await openStore(world, place)
      onTestFinished(() => { second.close() })
      return second
    },
    queue(number, destinations = [Object.keys(adapters)[0] ?? ''], changes = {}) {
      const record = sampleRecord(number, changes)
      store.insert(record)
      queuePlan(desk, { record, stop: false, items: destinations.map((destination): Planned => ({
        outcome: 'ready', destination, adapter: 'guichet', version: adapters[destination]?.version ?? 'guichet/1', test: false, key: idempotencyKey(record, destination), place: '',
        part: { locators: record.target.locators.map(({ canonical }) => canonical), fields: ['id'], payload: payloadOf(`notice ${number} ${destination}`) },
      })) })
      return record
    },
  }
}
