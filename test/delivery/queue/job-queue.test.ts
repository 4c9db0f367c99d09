// Jobs dealt out by a real PostgreSQL: each to one, none twice, none in the way of a later attempt, nothing left over.
import { describe, expect, it, onTestFinished } from 'vitest'
import { JOBS_SCHEMA, openJobQueue, type JobQueue } from '../../../src/delivery/queue/job-queue.ts'
import type { DueDelivery } from '../../../src/signalement/store/delivery-row.ts'
import { PASSWORD, testPostgres, type TestPostgres } from '../../support/postgres.ts'

const found = await testPostgres()
const postgres = found as TestPostgres
const NOW_MS = Date.parse('2026-11-23T17:00:00.000Z')
const due = (number: number, more: Partial<DueDelivery> = {}): DueDelivery => ({ number, attempts: 0, urgency: 2, dueMs: NOW_MS, ...more })

async function queueAt(place: string): Promise<JobQueue> {
  const queue = await openJobQueue(place, PASSWORD)
  onTestFinished(() => queue.close())
  return queue
}

const rows = async (place: string): Promise<number> => Number((await postgres.asAdmin(`SELECT count(*) AS n FROM ${JOBS_SCHEMA}.job`, place))[0]?.['n'])

describe.skipIf(found === undefined)('the queue of jobs', () => {
  it('several that start at once on an empty database share one queue', async () => {
    const place = await postgres.newDatabase()
    const queues = await Promise.all(Array.from({ length: 4 }, () => queueAt(place)))
    const added = await Promise.all(queues.map(async (queue) => queue.add(Array.from({ length: 50 }, (_, number) => due(number)))))
    expect(added.reduce((sum, count) => sum + count)).toBe(50)
    const taken = (await Promise.all(queues.map(async (queue) => queue.take(30)))).flat().map(({ number }) => number)
    expect(new Set(taken).size).toBe(taken.length)
    expect(taken).toHaveLength(50)
  })

  it('a job in somebody’s hand is not dealt again; a new attempt is a new job; what is done leaves no row', async () => {
    const place = await postgres.newDatabase()
    const [one, two] = [await queueAt(place), await queueAt(place)]
    expect(await one.add([due(7), due(8)])).toBe(2)
    expect(await two.add([due(7), due(8), due(9)])).toBe(1)
    const held = await one.take(10)
    expect(held.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([7, 8, 9])
    expect(await two.add([due(7)])).toBe(0)
    expect(await two.take(10)).toEqual([])
    // Its holder died: the attempt that follows goes all the same.
    expect(await two.add([due(7, { attempts: 1 })])).toBe(1)
    expect((await two.take(10)).map(({ number }) => number)).toEqual([7])
    await one.done(held)
    expect(await one.add([due(7)])).toBe(1)
    await one.done(await one.take(10))
    // One is left in the second's hand.
    expect(await rows(place)).toBe(1)
    expect(await one.add([])).toBe(0)
    await one.done([])
  })

  it('deals the most urgent first, then the soonest due', async () => {
    const queue = await queueAt(await postgres.newDatabase())
    await queue.add([due(1, { urgency: 3 }), due(2, { urgency: 2, dueMs: NOW_MS + 120_000 }), due(3, { urgency: 2 }), due(4, { urgency: 0, dueMs: NOW_MS + 10 ** 9 }), due(5, { urgency: 3, dueMs: 0 }), due(6, { dueMs: Number.MAX_SAFE_INTEGER })])
    const order: number[] = []
    for (let left = 6; left > 0; left -= 1) order.push(...(await queue.take(1)).map(({ number }) => number))
    expect(order).toEqual([4, 3, 2, 6, 5, 1])
  })

  it('a role that may not make schemas uses that of its administrator, and is refused by name without one', async () => {
    const place = await postgres.newDatabase()
    await postgres.asAdmin(`ALTER DATABASE ${new URL(place).pathname.slice(1)} OWNER TO postgres`)
    await expect(openJobQueue(place, PASSWORD)).rejects.toMatchObject({ code: 'worker.queue-lost', facts: { reason: '42501' } })
    await postgres.asAdmin(`CREATE SCHEMA ${JOBS_SCHEMA} AUTHORIZATION scelle`, place)
    const queue = await queueAt(place)
    expect(await queue.add([due(1)])).toBe(1)
  })

  it('a wrong password and a server that is gone are told by their reason alone', async () => {
    const place = await postgres.newDatabase()
    await expect(openJobQueue(place, 'wrong')).rejects.toMatchObject({ code: 'worker.queue-lost', facts: { reason: '28P01' } })
    const queue = await queueAt(place)
    await queue.add([due(1)])
    await postgres.crash()
    await expect(queue.take(1)).rejects.toMatchObject({ code: 'worker.queue-lost' })
    await expect(openJobQueue(place, PASSWORD)).rejects.toMatchObject({ code: 'worker.queue-lost', facts: { reason: 'ECONNREFUSED' } })
    await postgres.start()
    // The pool finds its way back, and nothing is gone.
    expect((await queue.take(1)).map(({ number }) => number)).toEqual([1])
  })
})
