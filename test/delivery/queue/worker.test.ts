// Workers of a team, in one process, each with connections of its own, and a destination that notes what it is sent.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { JOBS_SCHEMA } from '../../../src/delivery/queue/job-queue.ts'
import { testPostgres, type TestPostgres } from '../../support/postgres.ts'
import { FakeDestinations, SENT, teamAt } from './team.ts'

const found = await testPostgres()
const postgres = found as TestPostgres
const jobsLeft = async (place: string): Promise<number> => Number((await postgres.asAdmin(`SELECT count(*) AS n FROM ${JOBS_SCHEMA}.job`, place))[0]?.['n'])

describe.skipIf(found === undefined)('workers', () => {
  it('three of them send each delivery once, and leave no job behind', async () => {
    const place = await postgres.newDatabase()
    const there = new FakeDestinations()
    const team = await teamAt(place, there)
    team.queue('guichet', 60)
    team.queue('mastodon', 30)
    const members = await Promise.all([team.member(), team.member(), team.member()])
    await Promise.all(members.map(async (member) => member.work({ concurrency: 8 })))
    // One that ended while another was still at it has nothing to say; what is left is nothing.
    expect(team.states()).toEqual({ sent: 90 })
    expect(there.times).toEqual(Array.from({ length: 90 }, () => 1))
    expect(members.filter(({ settled }) => settled.length > 0).length).toBeGreaterThan(1)
    await Promise.all(members.map(async (member) => member.work()))
    expect(await jobsLeft(place)).toBe(0)
  })

  it('two jobs for one delivery in one hand are one request', async () => {
    const there = new FakeDestinations()
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('mastodon', 1)
    const member = await team.member()
    const [row] = [...team.store.deliveries.list()]
    const due = { number: row?.number ?? 0, urgency: 2, dueMs: 0 }
    // As an attempt by somebody else between two looks leaves them.
    await member.jobs.add([{ ...due, attempts: 0 }])
    await member.jobs.add([{ ...due, attempts: 1 }])
    await member.work({ concurrency: 8 })
    expect(there.times).toEqual([1])
    expect(team.states()).toEqual({ sent: 1 })
  })

  it('never give a destination more at once than it takes, together', async () => {
    const there = new FakeDestinations({ atOnce: 2 })
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('mastodon', 40)
    await Promise.all((await Promise.all([team.member(), team.member(), team.member()])).map(async (member) => member.work({ concurrency: 16 })))
    await (await team.member()).work()
    expect(team.states()).toEqual({ sent: 40 })
    expect(there.most).toBe(2)
  })

  it('keep one pace, together', async () => {
    const there = new FakeDestinations({ perSecond: 20, atOnce: 10 })
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('mastodon', 40)
    const start = performance.now()
    await Promise.all((await Promise.all([team.member(), team.member(), team.member()])).map(async (member) => member.work({ concurrency: 16 })))
    for (let left = 5; left > 0 && (team.states()['queued'] ?? 0) > 0; left -= 1) await (await team.member()).work()
    expect(team.states()).toEqual({ sent: 40 })
    expect(performance.now() - start).toBeGreaterThan(39 * 50)
  })

  it('a slow destination with much before it holds up no other', async () => {
    const there = new FakeDestinations({ perSecond: 1, atOnce: 1, answer: (destination) => (destination === 'mastodon' ? sleep(300).then(() => SENT) : SENT) })
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('mastodon', 600, { urgency: 'critical' })
    team.queue('guichet', 1, { urgency: 'normal' })
    const member = await team.member()
    const working = member.work({ once: false, concurrency: 2 })
    for (let tries = 0; tries < 40 && !there.arrived.some(({ destination }) => destination === 'guichet'); tries += 1) await sleep(50)
    member.stop.abort()
    await working
    expect(there.arrived.filter(({ destination }) => destination === 'guichet')).toHaveLength(1)
    expect(team.states()['sending']).toBeUndefined()
  })

  it('a job whose worker died before it did anything holds nothing up for long', async () => {
    const there = new FakeDestinations()
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('guichet', 3)
    const [dead, alive] = [await team.member(), await team.member()]
    await dead.outbox.openLines(['guichet'])
    expect(await dead.jobs.add(dead.outbox.due())).toBe(3)
    expect(await dead.jobs.take(3)).toHaveLength(3)
    const start = performance.now()
    await alive.work()
    expect(there.times).toEqual([1, 1, 1])
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it.each([[true, { sent: 5 }, 5], [false, { unknown_outcome: 5 }, 0]])('what was in the hands of one that died (destination knows keys: %s)', async (idempotent, states, arrived) => {
    const there = new FakeDestinations({ idempotent })
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('guichet', 5)
    const dead = await team.member()
    await dead.outbox.openLines(['guichet'])
    expect(dead.outbox.turn([], 10).claimed).toHaveLength(5)
    const alive = await team.member()
    await alive.work()
    // As long as it lives they are its own.
    expect(team.states()).toEqual({ sending: 5 })
    dead.store.close()
    await alive.work()
    expect(team.states()).toEqual(states)
    expect(there.arrived).toHaveLength(arrived)
  })

  it('a machine that cannot speak to a destination leaves its deliveries to others, and says so once', async () => {
    const there = new FakeDestinations()
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('guichet', 5)
    team.queue('mastodon', 5)
    const without = await team.member({ setUp: ['mastodon'] })
    await without.work()
    await without.work()
    expect(without.closed).toEqual([{ destination: 'guichet', missing: [] }, { destination: 'guichet', missing: [] }])
    expect(team.states()).toEqual({ queued: 5, sent: 5 })
    await (await team.member()).work()
    expect(team.states()).toEqual({ sent: 10 })
  })

  it('a refused credential pauses the destination for all, once; a resumed one goes on', async () => {
    let refuses = true
    const there = new FakeDestinations({ answer: (destination) => (refuses && destination === 'guichet' ? { class: 'auth', code: 'http-401' } : SENT) })
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('guichet', 30)
    team.queue('mastodon', 10)
    const members = await Promise.all([team.member(), team.member()])
    await Promise.all(members.map(async (member) => member.work({ concurrency: 2 })))
    expect(members.flatMap(({ settled }) => settled).filter(({ paused }) => paused)).toHaveLength(1)
    expect(there.arrived.filter(({ destination }) => destination === 'guichet').length).toBeLessThanOrEqual(4)
    expect(team.states()).toEqual({ queued: 30, sent: 10 })
    refuses = false
    team.store.destinations.resume('guichet', Date.now())
    await members[0]?.work()
    expect(team.states()).toEqual({ sent: 40 })
  })

  it('a signalement that is purged while it is being sent stops nobody and comes not back', async () => {
    const there = new FakeDestinations({ answer: () => sleep(400).then(() => SENT) })
    const team = await teamAt(await postgres.newDatabase(), there)
    const ids = team.queue('guichet', 4)
    const member = await team.member()
    const working = member.work()
    for (let tries = 0; tries < 100 && there.arrived.length < 4; tries += 1) await sleep(20)
    team.store.purge(ids.slice(0, 1), new Date().toISOString())
    await working
    expect(member.settled).toHaveLength(3)
    expect(team.states()).toEqual({ sent: 3 })
    expect(team.store.deliveries.sending()).toEqual([])
    // Nothing that leads anywhere was written again.
    expect([...team.store.deliveries.figures()].filter((row) => row['purged'] !== null)).toHaveLength(1)
    await (await team.member()).work()
    expect(there.arrived).toHaveLength(4)
  })

  it('one that is stopped writes down what has left, and what has not stays queued', async () => {
    const there = new FakeDestinations({ perSecond: 4, atOnce: 4, answer: () => sleep(300).then(() => SENT) })
    const team = await teamAt(await postgres.newDatabase(), there)
    team.queue('mastodon', 8)
    const member = await team.member()
    const working = member.work({ once: false })
    for (let tries = 0; tries < 100 && there.arrived.length === 0; tries += 1) await sleep(20)
    member.stop.abort()
    await working
    const { sent = 0, queued = 0, ...rest } = team.states()
    expect(rest).toEqual({})
    expect(sent).toBe(there.arrived.length)
    expect(sent + queued).toBe(8)
  })

  it('one that has lost the store sends nothing more', async () => {
    const there = new FakeDestinations({ perSecond: 2, atOnce: 4, idempotent: true })
    const place = await postgres.newDatabase()
    const team = await teamAt(place, there)
    team.queue('guichet', 4)
    const member = await team.member()
    const ended = member.work({ once: false }).then(() => undefined, (error: unknown) => error)
    for (let tries = 0; tries < 100 && there.arrived.length === 0; tries += 1) await sleep(20)
    await postgres.asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${new URL(place).pathname.slice(1)}' AND usename = 'scelle' AND application_name LIKE 'scelle%'`)
    expect(await ended).toMatchObject({ code: 'database.unreachable' })
    await sleep(1500)
    expect(there.arrived.length).toBeLessThanOrEqual(2)
    expect(there.times.every((times) => times === 1)).toBe(true)
  })
})
