// The durable queue. Order of writing: `sending` is on the disk before a byte leaves, the outcome before anything else is
// done with it. What is found in `sending` and in nobody's hand was interrupted: asked again where the destination knows
// the key, unknown otherwise.
import type { DueDelivery, OpenDelivery } from '../signalement/store/delivery-row.ts'
import { firstAttemptAt, INTERRUPTED, keptAttempts, type Delivery } from '../signalement/delivery.ts'
import { advance } from '../signalement/state-machine.ts'
import type { CaseLine } from '../signalement/store/case-lines.ts'
import { isFailure } from '../system/failure.ts'
import { msOfInstant } from '../system/time.ts'
import type { Adapter } from './adapter.ts'
import { ADAPTERS } from './destinations/registry.ts'
import { bindsAppeals, type DeliveryDesk, type Line, type Lines } from './delivery-desk.ts'
import type { Outcome } from './outcome.ts'
import type { Ownership } from './ownership.ts'
import { RETRY } from './retry-policy.ts'
import { settle } from './settlement.ts'
import { paceOf, placeOf } from './setup.ts'

export interface Claimed {
  readonly open: OpenDelivery
  readonly line: Line
  /** Not before then: the destination's pace. */
  readonly startMs: number
}

/** Not set up here, or without secrets that it cannot do without. */
export interface ClosedLine {
  readonly destination: string
  readonly missing: readonly string[]
}

export interface Ended {
  readonly claimed: Claimed
  readonly outcome: Outcome
}

/** What became of one attempt. */
export interface Settled {
  readonly open: OpenDelivery
  readonly delivery: Delivery
  readonly outcome: Outcome
  readonly nextMs: number | undefined
  /** The destination was paused by this one: told once. */
  readonly paused: boolean
}

export interface Turn {
  readonly settled: readonly Settled[]
  readonly claimed: readonly Claimed[]
  /** Nothing may start before then, by the pace of its destination; undefined when nothing waits for that. */
  readonly againMs: number | undefined
}

export interface Recovered {
  /** Back in the queue: their destination knows the key. */
  readonly resumed: number
  /** Nobody knows whether they arrived. */
  readonly lost: number
}

export class Outbox {
  private readonly desk: DeliveryDesk
  private readonly lines: Lines
  private readonly owner: Ownership
  private readonly running = new Map<string, number>()
  private readonly open = new Map<string, Line>()

  constructor(desk: DeliveryDesk, lines: Lines, owner: Ownership) {
    this.desk = desk
    this.lines = lines
    this.owner = owner
  }

  /** Destinations that can be spoken to: set up, with the secrets they need. Others keep their queue. */
  async openLines(ids: readonly string[]): Promise<readonly ClosedLine[]> {
    const closed: ClosedLine[] = []
    for (const id of ids) {
      const line = await this.lines.open(id)
      const missing = line === undefined ? undefined : await this.lines.missingSecrets(line)
      if (line !== undefined && missing?.length === 0) this.open.set(id, line)
      else closed.push({ destination: id, missing: missing ?? [] })
    }
    return closed
  }

  isOpen(id: string): boolean {
    return this.open.has(id)
  }

  /** Until it is opened again, with the secrets of that time. */
  closeLine(id: string): void {
    this.open.delete(id)
    this.lines.forget(id)
  }

  /** What may go now: for each destination that takes something, as much as it takes in a moment. */
  due(): readonly DueDelivery[] {
    const nowMs = msOfInstant(this.desk.world.clock.now()) ?? 0
    const { rooms } = this.rooms(nowMs)
    return [...this.open].flatMap(([id, line]) => {
      if ((rooms.get(id) ?? 0) <= 0) return []
      const { perSecond, atOnce } = paceOf(line)
      return this.desk.store.deliveries.due(nowMs, nowMs + RETRY.furthestMs, id, Math.min(DUE_MOST, Math.ceil(perSecond) + atOnce))
    })
  }

  /** Others keep their queue for another time. */
  keepOnly(ids: readonly string[]): void {
    for (const id of this.open.keys()) if (!ids.includes(id)) this.open.delete(id)
  }

  /** Destinations whose certificate is not looked at, and why somebody said so. */
  unprovenLines(): readonly { readonly destination: string; readonly reason: string }[] {
    return [...this.open].flatMap(([destination, { link: { reach } }]) => (reach.tls?.acceptAnyCertificate === undefined ? [] : [{ destination, reason: reach.tls.acceptAnyCertificate }]))
  }

  /** What was found interrupted: queued again, or unknown from now on. */
  async recover(): Promise<readonly Settled[]> {
    const { store, world } = this.desk
    const orphans = this.orphans()
    if (orphans.length === 0) return []
    const adapters = await adaptersOf(orphans.map(({ adapter }) => adapter))
    return store.transaction(() => {
      const found: Settled[] = []
      // Looked up again, now that nobody else writes: a colleague may have been faster.
      for (const { number, adapter: version } of this.orphans()) {
        const named = adapters.get(version)
        // Died since the first look: the next one sees to it.
        if (named === undefined) continue
        const open = store.deliveries.get(number)
        const adapter = this.open.get(open.row.destination)?.adapter ?? named
        const now = world.clock.now()
        // Its request may have left: only who knows the key may be asked again, whether or not it can be from here.
        const again = adapter !== 'gone' && open.delivery.adapterVersion === adapter.version && knowsKey(open, { adapter }, msOfInstant(now) ?? 0)
        const delivery: Delivery = {
          ...open.delivery, state: advance('sending', again ? 'resume' : 'lose'),
          attempts: keptAttempts([...open.delivery.attempts, { at: now, class: 'unknown' as const, code: INTERRUPTED }]),
        }
        store.deliveries.settle(open, 'sending', { delivery, tried: true, nextMs: 0 })
        const outcome: Outcome = { class: 'unknown', code: INTERRUPTED }
        this.tell(open, delivery, outcome)
        found.push({ open, delivery, outcome, nextMs: undefined, paused: false })
      }
      return found
    })
  }

  /** Under way, in the hand of nobody who lives. Each name is asked about once. */
  private orphans(): ReturnType<DeliveryDesk['store']['deliveries']['sending']> {
    const alive = new Map<string, boolean>([['', false]])
    return this.desk.store.deliveries.sending().filter(({ owner }) => {
      const lives = alive.get(owner) ?? this.owner.isAlive(owner)
      alive.set(owner, lives)
      return !lives
    })
  }

  /** Writes what ended, takes what comes next: one commit for all of it. @param only rows that may be taken */
  turn(ended: readonly Ended[], want: number, only?: readonly number[]): Turn {
    const { store, world } = this.desk
    for (const { claimed: { open: { row: { destination } } } } of ended) this.running.set(destination, (this.running.get(destination) ?? 1) - 1)
    return store.transaction(() => {
      // Once each: a server is asked over a network.
      for (const id of new Set(ended.filter(({ outcome }) => outcome.class === 'definite_success').map(({ claimed }) => claimed.open.row.destination))) store.destinations.succeeded(id)
      const settled = ended.flatMap((each) => this.settleOne(each) ?? [])
      if (want <= 0 || world.signal.aborted) return { settled, claimed: [], againMs: undefined }
      const nowMs = msOfInstant(world.clock.now()) ?? 0
      const { rooms, slots } = this.rooms(nowMs)
      const claimed = store.deliveries.claim({ nowMs, furthestMs: nowMs + RETRY.furthestMs, limit: want, owner: this.owner.name, rooms, ...(only === undefined ? {} : { only }) }).flatMap((open): Claimed[] => {
        const line = this.open.get(open.row.destination)
        const slot = slots.get(open.row.destination)
        if (line === undefined || slot === undefined) return []
        const startMs = slot.nextMs
        slot.nextMs += slot.stepMs
        this.running.set(open.row.destination, (this.running.get(open.row.destination) ?? 0) + 1)
        return [{ open, line, startMs }]
      })
      for (const id of new Set(claimed.map(({ open }) => open.row.destination))) {
        const slot = slots.get(id)
        if (slot !== undefined && slot.stepMs >= MIN_STEP_MS) store.destinations.reserve(id, Math.ceil(slot.nextMs))
      }
      const paced = claimed.length > 0 ? [] : [...slots].filter(([, { nextMs }]) => nextMs > nowMs)
      const ready = paced.length === 0 ? [] : store.deliveries.ready({ nowMs, destinations: paced.map(([id]) => id), ...(only === undefined ? {} : { only }) })
      return { settled, claimed, againMs: ready.length === 0 ? undefined : Math.min(...ready.map((id) => slots.get(id)?.nextMs ?? nowMs)) }
    })
  }

  /** How many more each destination takes now, and when each of them may start. */
  private rooms(nowMs: number): { rooms: Map<string, number>; slots: Map<string, { nextMs: number; readonly stepMs: number }> } {
    const { store } = this.desk
    const states = new Map(store.destinations.all().map((state) => [state.id, state]))
    // In a team the others' requests count as well.
    const running = store.sessionLocks === undefined ? this.running : store.deliveries.underWay()
    const rooms = new Map<string, number>()
    const slots = new Map<string, { nextMs: number; readonly stepMs: number }>()
    for (const [id, line] of this.open) {
      const state = states.get(id)
      if (state !== undefined && (state.pausedMs !== undefined || isAhead(state.openMs, nowMs, RETRY.furthestMs))) continue
      const { perSecond, atOnce } = paceOf(line)
      const stepMs = 1000 / perSecond
      const slotMs = state?.slotMs ?? 0
      // A place further ahead than anybody reserves is that of a wrong clock, here or at a colleague's.
      const nextMs = isAhead(slotMs, nowMs, SOON_MS + stepMs + CLOCKS_APART_MS) ? slotMs : nowMs
      // Only what may start within a second is taken: the rest stays free for others.
      const soon = Math.max(0, Math.ceil((nowMs + SOON_MS - nextMs) / stepMs))
      rooms.set(id, Math.min(atOnce - (running.get(id) ?? 0), soon))
      slots.set(id, { nextMs, stepMs })
    }
    return { rooms, slots }
  }

  /** Undefined when the row is no longer ours: purged meanwhile, or settled by who took us for dead. */
  private settleOne({ claimed: { open, line }, outcome }: Ended): Settled | undefined {
    const { store, world } = this.desk
    const { destination } = open.row
    const now = world.clock.now()
    const { delivery, nextMs, pause, closeUntilMs, failed } = settle(open.delivery, outcome, { now, idempotent: !isElsewhere(open, line) && knowsKey(open, line, msOfInstant(now) ?? 0), appeals: bindsAppeals(this.desk, destination), random: world.random })
    try {
      store.deliveries.settle(open, 'sending', { delivery, tried: true, ...(nextMs === undefined ? {} : { nextMs }) }, this.owner.name)
    } catch (error) {
      if (isFailure(error, 'signalement.illegal-move')) return undefined
      throw error
    }
    const paused = pause !== undefined && store.destinations.pause(destination, pause, world.clock.now())
    if (closeUntilMs !== undefined) store.destinations.closeUntil(destination, closeUntilMs, 'throttled')
    if (failed) {
      const failures = store.destinations.failed(destination)
      if (failures >= RETRY.breakAfter) store.destinations.closeUntil(destination, (msOfInstant(world.clock.now()) ?? 0) + RETRY.breakMs, 'failures')
    }
    this.tell(open, delivery, outcome)
    const reason = line.link.reach.tls?.acceptAnyCertificate
    // Whoever let an unproven certificate through said why: the journal keeps it beside what left.
    if (reason !== undefined && outcome.class !== 'not_sent') for (const id of delivery.cases ?? []) {
      store.caseLines.owe(id, { action: 'certificate.accepted', subject: 'case', happenedAt: world.clock.now(), facts: { destination, delivery: delivery.idempotencyKey, reason: reason.slice(0, 300), happenedAt: world.clock.now() } })
    }
    return { open, delivery, outcome, nextMs, paused }
  }

  /** The journals of the cases that it belongs to are owed a line. */
  private tell({ row }: OpenDelivery, delivery: Delivery, outcome: Outcome): void {
    const action = outcome.class === 'definite_success' ? 'signalement.sent' : outcome.class === 'definite_reject' ? 'signalement.refused' : delivery.state === 'unknown_outcome' ? 'signalement.unknown' : undefined
    if (action === undefined) return
    for (const id of delivery.cases ?? []) this.desk.store.caseLines.owe(id, caseLine(action, row.id, delivery, this.desk.world.clock.now()))
  }
}

/** Below this a pace is no pace: nothing is written for it. */
const MIN_STEP_MS = 5
const CLOCKS_APART_MS = 60_000
/** Of one destination, in one look. */
const DUE_MOST = 500

/** By version, as `guichet/1`; `gone` when this tool has no such adapter. */
async function adaptersOf(versions: readonly string[]): Promise<ReadonlyMap<string, Adapter | 'gone'>> {
  const found = new Map<string, Adapter | 'gone'>()
  for (const version of new Set(versions)) {
    const name = version.split('/')[0] ?? ''
    found.set(version, Object.hasOwn(ADAPTERS, name) ? await ADAPTERS[name]?.() ?? 'gone' : 'gone')
  }
  return found
}

/** No start is planned further ahead. */
export const SOON_MS = 1000

/** Whether that time is still to come. Further away than any that was ever set, it was set by a clock that went wrong and was put right since. */
function isAhead(ms: number, nowMs: number, furthestMs: number): boolean {
  return ms > nowMs && ms <= nowMs + furthestMs
}

/** Prepared for another address or purpose: whoever is there now knows nothing of it. */
export function isElsewhere({ row: { place } }: Pick<OpenDelivery, 'row'>, line: Pick<Line, 'adapter' | 'setup'>): boolean {
  return place !== '' && place !== placeOf(line)
}

/** Asking again is the same request there. A key that its destination forgets after a while says nothing afterwards. */
export function knowsKey({ delivery, row: { preparedMs } }: Pick<OpenDelivery, 'delivery' | 'row'>, { adapter: { idempotent, idempotentForMs } }: Pick<Line, 'adapter'>, nowMs: number): boolean {
  // Where the clock went back nobody knows how long ago anything was.
  const firstMs = msOfInstant(firstAttemptAt(delivery)) ?? preparedMs
  return idempotent && (idempotentForMs === undefined || (nowMs >= firstMs && nowMs - firstMs < idempotentForMs))
}

export function caseLine(action: CaseLine['action'], signalement: string, delivery: Delivery, happenedAt: string): CaseLine {
  const { destination, payloadSha256, receipt, decision, idempotencyKey, test } = delivery
  return {
    action, subject: 'case', happenedAt,
    facts: {
      signalement, destination, delivery: idempotencyKey, payloadSha256, happenedAt, state: delivery.state,
      ...(receipt === undefined ? {} : { receipt: receipt.remoteId }), ...(decision === undefined ? {} : { decision: decision.kind }), ...(test === true ? { test: true } : {}),
    },
  }
}
