// One worker of a team: takes jobs, asks the store for their deliveries, sends them, writes what became of them. Any number
// of them may run, on any number of machines, and any of them may die.
import type { DeliveryDesk } from '../delivery-desk.ts'
import type { ClosedLine, Outbox, Settled } from '../outbox.ts'
import { payCaseLines } from '../pay-case-lines.ts'
import { Crew } from './crew.ts'
import type { JobQueue } from './job-queue.ts'
import { Patrol } from './patrol.ts'

export interface WorkerOptions {
  readonly concurrency: number
  /** Ends when nothing may go any more. */
  readonly once: boolean
}

export interface WorkerNews {
  onSettled(settled: Settled): void
  /** Told once, until it was open again. */
  onClosed(line: ClosedLine): void
}

const IDLE_MS = 500
const ONCE_IDLE_MS = 50
/** Jobs in hands that do nothing with them hold nothing up for longer. */
const STARVED_MS = 1000

/** @throws what the store or the queue throws: a worker that lost either ends, and is to be started again */
export async function work(desk: DeliveryDesk, outbox: Outbox, jobs: JobQueue, { concurrency, once }: WorkerOptions, news: WorkerNews): Promise<void> {
  const { world, store } = desk
  const crew = new Crew(desk)
  const patrol = new Patrol(desk, outbox, (line) => { news.onClosed(line) })
  const turn = (want: number, only: readonly number[]): void => {
    const { answers } = crew
    const { settled, claimed } = outbox.turn(answers, want, only)
    crew.written(answers)
    for (const each of settled) news.onSettled(each)
    for (const each of claimed) crew.start(each)
  }
  let fedMs = world.clock.monotonicMs()
  /** @returns whether there is more to do */
  const round = async (): Promise<boolean> => {
    await patrol.round()
    const free = concurrency - crew.running
    const taken = free > 0 ? await jobs.take(free) : []
    // Before the claim: a worker that dies here leaves no job in the way, and the delivery is still due.
    await jobs.done(taken)
    turn(taken.length, taken.map(({ number }) => number))
    if (taken.length > 0) return true
    const due = free > 0 ? outbox.due() : []
    if (due.length > 0 && await jobs.add(due) > 0) return true
    if (due.length === 0) fedMs = world.clock.monotonicMs()
    else if (world.clock.monotonicMs() - fedMs > STARVED_MS) turn(free, due.map(({ number }) => number))
    if (once && free > 0 && due.length === 0 && crew.isIdle) return false
    await crew.answer(once ? ONCE_IDLE_MS : IDLE_MS)
    return true
  }
  try {
    for (let goesOn = true; goesOn && !world.signal.aborted;) goesOn = await round()
  } finally {
    // Whatever ended it: what has left is written down.
    while (!crew.isIdle) {
      await crew.answer()
      turn(0, [])
    }
  }
  await payCaseLines(world, store)
}
