// Who does what in a team: pg-boss deals deliveries out to workers, each to one of them. It knows their numbers and nothing
// else; whether one may go is said by the store alone, so that a job too many sends nothing.
import { PgBoss } from 'pg-boss'
import { Failure } from '../../system/failure.ts'
import { postgresConnection } from '../../system/postgres.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** Workers need the shared store of a team. */
    'worker.no-shared-store': Record<never, never>
    /** The queue of jobs does not answer. `reason`: a constant of the runtime or an SQLSTATE. */
    'worker.queue-lost': { reason: string }
  }
}

export interface Job {
  readonly id: string
  /** Of the delivery. */
  readonly number: number
}

export interface JobQueue {
  /** What is there already, in this or another worker's hands, is not added again. */
  add(deliveries: readonly { readonly number: number; readonly attempts: number; readonly urgency: number }[]): Promise<void>
  take(count: number): Promise<readonly Job[]>
  done(job: Job): Promise<void>
  close(): Promise<void>
}

const QUEUE = 'deliveries'
const SCHEMA = 'scelle_jobs'
/** Longer than any exchange with a destination; a dead worker's deliveries come back sooner, as jobs of a new attempt. */
const EXPIRE_SECONDS = 300

/** @throws `worker.queue-lost`, `database.*` */
export async function openJobQueue(place: string, password: string | undefined): Promise<JobQueue> {
  const boss = new PgBoss({ ...postgresConnection(place, password), application_name: 'scelle worker', schema: SCHEMA, max: 4, schedule: false, connectionTimeoutMillis: 10_000 })
  // Without a listener an error event ends the process; what matters comes back from the calls themselves.
  boss.on('error', () => {})
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw new Failure('worker.queue-lost', { reason: reasonOf(error) })
    }
  }
  await asked(async () => {
    await boss.start()
    await boss.createQueue(QUEUE, { policy: 'exclusive', retryLimit: 0, expireInSeconds: EXPIRE_SECONDS, deleteAfterSeconds: 3600 })
  })
  return {
    async add(deliveries) {
      if (deliveries.length === 0) return
      // A new attempt is a new job: the one that a dead worker holds does not stand in its way.
      await asked(async () => boss.insert(QUEUE, deliveries.map(({ number, attempts, urgency }) => ({ data: { number }, singletonKey: `${number}.${attempts}`, priority: 10 - urgency }))))
    },
    async take(count) {
      const jobs = await asked(async () => boss.fetch<{ number: number }>(QUEUE, { batchSize: count }))
      return jobs.map(({ id, data }) => ({ id, number: data.number }))
    },
    async done({ id }) {
      await asked(async () => boss.complete(QUEUE, id))
    },
    async close() {
      await boss.stop({ graceful: false, close: true }).catch(() => undefined)
    },
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : 'UNKNOWN'
}
