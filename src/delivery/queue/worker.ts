// One worker of a team: takes jobs, asks the store for the delivery, sends it, writes what became of it. Any number of them
// may run, on any number of machines, and any of them may die.
import { msOfInstant } from '../../system/time.ts'
import type { DeliveryDesk } from '../delivery-desk.ts'
import type { Outbox, Settled } from '../outbox.ts'
import { RETRY } from '../retry-policy.ts'
import { attempt } from '../send.ts'
import { payCaseLines } from '../pay-case-lines.ts'
import type { Job, JobQueue } from './job-queue.ts'

export interface WorkerOptions {
  readonly concurrency: number
  /** Ends when nothing is due any more. */
  readonly once: boolean
}

const SWEEP_MS = 2000
const IDLE_MS = 500
const SWEEP_SIZE = 1000

/** @throws what the store or the queue throws: a worker that lost either is to be started again */
export async function work(desk: DeliveryDesk, outbox: Outbox, jobs: JobQueue, { concurrency, once }: WorkerOptions, onSettled: (settled: Settled) => void): Promise<void> {
  const { world, store } = desk
  let running = 0
  let sweptMs = Number.NEGATIVE_INFINITY
  let broken: unknown
  let wake: () => void = () => {}
  const finish = async (job: Job, claimed: Parameters<typeof attempt>[1]): Promise<void> => {
    try {
      const outcome = await attempt(desk, claimed)
      for (const settled of outbox.turn([{ claimed, outcome }], 0).settled) onSettled(settled)
      await jobs.done(job)
    } catch (error) {
      broken ??= error
    } finally {
      running -= 1
      wake()
    }
  }
  while (!world.signal.aborted && broken === undefined) {
    let due = 0
    if (world.clock.monotonicMs() - sweptMs >= (once ? 0 : SWEEP_MS)) {
      sweptMs = world.clock.monotonicMs()
      due = await sweep(desk, outbox, jobs, onSettled)
      await payCaseLines(world, store)
    }
    const taken = running < concurrency ? await jobs.take(concurrency - running) : []
    if (taken.length > 0) {
      const { claimed } = outbox.turn([], taken.length, taken.map(({ number }) => number))
      const byNumber = new Map(claimed.map((each) => [each.open.row.number, each]))
      for (const job of taken) {
        const mine = byNumber.get(job.number)
        // Sent by somebody else, paused, or not due any more: the next sweep sees what is left.
        if (mine === undefined) await jobs.done(job)
        else {
          running += 1
          void finish(job, mine)
        }
      }
      continue
    }
    if (once && running === 0 && due === 0) return
    await Promise.race([world.pause(once ? 20 : IDLE_MS), new Promise<void>((resolve) => { wake = resolve })])
  }
  while (running > 0) await new Promise<void>((resolve) => { wake = resolve })
  if (broken !== undefined) throw broken instanceof Error ? broken : new Error('the worker broke')
}

/** Deliveries in a dead worker's hands come back; what is due becomes a job. @returns how many may go now */
async function sweep({ store, world }: DeliveryDesk, outbox: Outbox, jobs: JobQueue, onSettled: (settled: Settled) => void): Promise<number> {
  await outbox.openLines([...new Set([...store.deliveries.waiting().map(({ destination }) => destination), ...store.deliveries.sendingTo()])])
  for (const found of outbox.recover()) if (found.delivery.state === 'unknown_outcome') onSettled(found)
  const nowMs = msOfInstant(world.clock.now()) ?? 0
  const due = store.deliveries.due(nowMs, SWEEP_SIZE, nowMs + RETRY.furthestMs).filter(({ number }) => outbox.mayGo(number))
  await jobs.add(due)
  return due.length
}
