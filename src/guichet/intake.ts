// Group commit: notices that arrive while the disk is busy share the next commit. Each is answered after its commit.
import { Refusal } from './refusal.ts'
import type { Acceptance, Arrival, GuichetStore } from './store/guichet-store.ts'

export interface Intake {
  /** All of one call are in one commit. @throws Refusal `unavailable` when too many wait, and what the store throws */
  take(arrivals: readonly Arrival[]): Promise<readonly Acceptance[]>
}

interface Waiting {
  readonly arrivals: readonly Arrival[]
  readonly resolve: (answers: readonly Acceptance[]) => void
  readonly reject: (error: unknown) => void
}

/** Rows of one commit: more would hold the first ones too long. */
const GROUP = 1000

export function openIntake(store: Pick<GuichetStore, 'accept'>, maxPending: number): Intake {
  let waiting: Waiting[] = []
  let pending = 0
  let busy = false
  const commit = async (): Promise<void> => {
    const group: Waiting[] = []
    for (let rows = 0; waiting.length > 0 && (rows === 0 || rows + (waiting[0]?.arrivals.length ?? 0) <= GROUP);) {
      const [next] = waiting.splice(0, 1)
      if (next === undefined) break
      group.push(next)
      rows += next.arrivals.length
    }
    try {
      const answers = await store.accept(group.flatMap(({ arrivals }) => arrivals))
      let start = 0
      for (const { arrivals, resolve } of group) {
        resolve(answers.slice(start, start + arrivals.length))
        start += arrivals.length
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    } finally {
      for (const { arrivals } of group) pending -= arrivals.length
    }
  }
  const run = async (): Promise<void> => {
    while (waiting.length > 0) await commit()
    busy = false
  }
  return {
    take: (arrivals) => new Promise((resolve, reject) => {
      if (arrivals.length === 0) {
        resolve([])
        return
      }
      if (pending + arrivals.length > maxPending) {
        reject(new Refusal('unavailable', { seconds: 1 }))
        return
      }
      pending += arrivals.length
      waiting.push({ arrivals, resolve, reject })
      if (busy) return
      busy = true
      // After the other requests that this turn of the loop has read.
      setImmediate(() => { void run() })
    }),
  }
}
