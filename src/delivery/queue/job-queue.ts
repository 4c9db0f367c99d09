// Who does what in a team: pg-boss deals deliveries out to workers, each to one of them. It knows their numbers and nothing
// else; whether one may go is said by the store alone, so that a job too many sends nothing and a lost one loses nothing.
import { PgBoss } from 'pg-boss'
import type { DueDelivery } from '../../signalement/store/delivery-row.ts'
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
  /** What is there already, in this or another worker's hands, is not added again. @returns how many were added */
  add(deliveries: readonly DueDelivery[]): Promise<number>
  /** The most urgent first, then the soonest due. */
  take(count: number): Promise<readonly Job[]>
  /** Nothing is left of them: what becomes of their deliveries is the store's. */
  done(jobs: readonly Job[]): Promise<void>
  close(): Promise<void>
}

const QUEUE = 'deliveries'
export const JOBS_SCHEMA = 'scelle_jobs'
/** A job is in a hand for thousandths of a second: one that is there longer has lost its worker. */
const EXPIRE_SECONDS = 15
const CLEAN_SECONDS = 600
const CONNECT_MS = 10_000
const FORBIDDEN = '42501'
const NO_SCHEMA = '3F000'

/** @throws `worker.queue-lost`, `database.*` */
export async function openJobQueue(place: string, password: string | undefined): Promise<JobQueue> {
  const boss = await started(place, password)
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw new Failure('worker.queue-lost', { reason: reasonOf(error) })
    }
  }
  return {
    async add(deliveries) {
      if (deliveries.length === 0) return 0
      // A new attempt is a new job: one that died with its worker stands in nobody's way.
      const jobs = deliveries.map((each) => ({ data: { number: each.number }, singletonKey: `${each.number}.${each.attempts}`, priority: priorityOf(each), retryLimit: 0, expireInSeconds: EXPIRE_SECONDS, deleteAfterSeconds: CLEAN_SECONDS }))
      return (await asked(async () => boss.insert(QUEUE, jobs, { returnId: true })))?.length ?? 0
    },
    async take(count) {
      const jobs = await asked(async () => boss.fetch<{ number: number }>(QUEUE, { batchSize: count }))
      return jobs.map(({ id, data }) => ({ id, number: data.number }))
    },
    async done(jobs) {
      if (jobs.length > 0) await asked(async () => boss.deleteJob(QUEUE, jobs.map(({ id }) => id)))
    },
    close: async () => closed(boss),
  }
}

/** A role that may not make schemas finds that of the jobs made by an administrator. */
async function started(place: string, password: string | undefined): Promise<PgBoss> {
  for (const createSchema of [true, false]) {
    const boss = new PgBoss({
      ...postgresConnection(place, password), application_name: 'scelle worker', schema: JOBS_SCHEMA, createSchema, max: 2, schedule: false, registerInstance: false, connectionTimeoutMillis: CONNECT_MS,
      superviseIntervalSeconds: EXPIRE_SECONDS, monitorIntervalSeconds: EXPIRE_SECONDS, maintenanceIntervalSeconds: CLEAN_SECONDS,
    })
    // Without a listener an error event ends the process; what matters comes back from the calls themselves.
    boss.on('error', () => {})
    try {
      await boss.start()
      await boss.createQueue(QUEUE, { policy: 'exclusive' })
      return boss
    } catch (error) {
      await closed(boss)
      const reason = reasonOf(error)
      // No schema, and no right to make one: the right is what is asked for.
      if (!createSchema && reason === NO_SCHEMA) break
      if (!createSchema || reason !== FORBIDDEN) throw new Failure('worker.queue-lost', { reason })
    }
  }
  throw new Failure('worker.queue-lost', { reason: FORBIDDEN })
}

async function closed(boss: PgBoss): Promise<void> {
  await boss.stop({ graceful: false, close: true }).catch(() => undefined)
}

const RANKS = 3
const RANK_SPAN = 500_000_000
const MINUTES = 60_000
/** In minutes since 1970, of a time that nothing is due after: the year 2730. */
const LAST_MINUTE = 400_000_000

/** Higher goes first: urgency, then what is due sooner, to the minute; within 32 bits. */
function priorityOf({ urgency, dueMs }: DueDelivery): number {
  const minute = Math.min(LAST_MINUTE, Math.max(0, Math.floor(dueMs / MINUTES)))
  return (RANKS - Math.min(RANKS, urgency)) * RANK_SPAN + (LAST_MINUTE - minute)
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : 'UNKNOWN'
}
