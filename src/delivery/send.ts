// Sends what is queued, so many at once, the most urgent first. The outbox is written in groups: while one group is on
// its way to the disk the next answers arrive.
import { INTERRUPTED, mayHaveLeft } from '../signalement/delivery.ts'
import { isFailure } from '../system/failure.ts'
import { msOfInstant } from '../system/time.ts'
import type { DeliveryDesk } from './delivery-desk.ts'
import { isElsewhere, knowsKey, SOON_MS, type Claimed, type Ended, type Outbox, type Settled } from './outbox.ts'
import type { Outcome } from './outcome.ts'
import { decodePayload } from './payload.ts'

export interface SendOptions {
  readonly concurrency: number
  /** Most attempts of this run. */
  readonly max: number
  /** Rows that may go; all when absent. */
  readonly only?: readonly number[]
}

/** Answers are written in groups of half of those under way, and none waits longer than this for the others. */
const GROUP_MS = 6

export async function sendQueued(desk: DeliveryDesk, outbox: Outbox, { concurrency, max, only }: SendOptions, onSettled: (settled: Settled) => void): Promise<number> {
  const { world } = desk
  let started = 0
  let running = 0
  let ended: Ended[] = []
  let wake: () => void = () => {}
  const finish = async (claimed: Claimed): Promise<void> => {
    const outcome = await attempt(desk, claimed)
    running -= 1
    ended.push({ claimed, outcome })
    wake()
  }
  for (;;) {
    const writing = ended
    ended = []
    const { settled, claimed, againMs } = outbox.turn(writing, Math.min(concurrency - running, max - started), only)
    for (const each of settled) onSettled(each)
    for (const each of claimed) {
      started += 1
      running += 1
      void finish(each)
    }
    if (running === 0 && ended.length === 0) {
      if (againMs === undefined || world.signal.aborted) return started
      // All that may go waits for its place in the pace.
      await world.pause(Math.max(1, againMs - (msOfInstant(world.clock.now()) ?? 0)))
      continue
    }
    if (ended.length === 0) await new Promise<void>((resolve) => { wake = resolve })
    const group = Math.min(Math.ceil(concurrency / 2), running)
    if (ended.length < group) await Promise.race([world.pause(GROUP_MS), new Promise<void>((resolve) => { wake = () => { if (ended.length >= group) resolve() } })])
  }
}

/** Never rejects: whatever happens after the claim is an outcome. */
export async function attempt({ world, store }: DeliveryDesk, { open, line, startMs }: Claimed): Promise<Outcome> {
  let began = false
  try {
    // Whatever the clock did since it was taken.
    const waitMs = Math.min(startMs - (msOfInstant(world.clock.now()) ?? 0), SOON_MS)
    if (waitMs > 1) await world.pause(waitMs)
    // Ctrl+C before the first byte: it stays in the queue.
    if (world.signal.aborted) return { class: 'not_sent', code: INTERRUPTED }
    // Prepared for another address, or as a test of what is real now.
    if (isElsewhere(open, line)) return { class: mayHaveLeft(open.delivery) ? 'unknown' : 'not_sent', code: 'set-up-changed' }
    // It may have arrived long ago, and its key is forgotten there: a second request would be a second signalement.
    if (mayHaveLeft(open.delivery) && !knowsKey(open, line, msOfInstant(world.clock.now()) ?? 0)) return { class: 'unknown', code: 'key-expired' }
    // Asked for last: who has lost the store in the meantime has lost the delivery too, and sends nothing.
    const bytes = store.deliveries.payload(open)
    if (bytes === undefined) return { class: 'definite_reject', code: 'no-payload' }
    const payload = decodePayload(bytes)
    began = true
    return await line.adapter.send(payload, open.delivery.idempotencyKey, line.link)
  } catch (error) {
    const code = isFailure(error) ? error.code : 'internal'
    if (isFailure(error) && error.code.startsWith('secret.')) return { class: 'auth', code }
    return began ? { class: 'unknown', code } : { class: 'not_sent', code }
  }
}
