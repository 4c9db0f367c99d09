// Work that comes back by itself: never twice at once, and it keeps no process alive.

export interface Alarm {
  /** Now, or again as soon as the run in hand is over. */
  ring(): void
  /** Settled when the run in hand is over; there is none after it. */
  stop(): Promise<void>
}

/** @param work must not throw: what it throws is lost */
export function everyMs(ms: number, work: () => Promise<void>): Alarm {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  const run = async (): Promise<void> => {
    try {
      await work()
    } catch {
      // The work answers for itself; the next run comes.
    }
    running = undefined
    if (again) {
      again = false
      ring()
    }
  }
  const ring = (): void => {
    if (stopped) return
    if (running !== undefined) {
      again = true
      return
    }
    running = run()
  }
  const timer = setInterval(ring, ms)
  timer.unref()
  return {
    ring,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
