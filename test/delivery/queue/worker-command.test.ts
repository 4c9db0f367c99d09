// `scelle worker` as it is typed, against a guichet in a process of its own.
import { describe, expect, it } from 'vitest'
import { guichetProcess, machine, prepared, states, until } from '../../faults/team-desk.ts'
import { testPostgres, type TestPostgres } from '../../support/postgres.ts'

const found = await testPostgres()
const postgres = found as TestPostgres
const ALWAYS = { live: 'true', always: 'true', perSecond: '10000', atOnce: '64' }

describe.skipIf(found === undefined)('scelle worker', { timeout: 120_000 }, () => {
  it.each([['a file', false], ['PostgreSQL', true]])('--once sends what is due to a guichet on %s, and ends', async (_, isServer) => {
    const place = await postgres.newDatabase()
    const guichet = await guichetProcess(isServer ? postgres : undefined)
    const desk = machine(place, { guichet: { ...ALWAYS, url: guichet.url } }, { 'destination.guichet.token': guichet.token })
    await prepared(desk, 40)
    expect(await states(postgres, place)).toEqual({ 'guichet sent': 1, 'guichet queued': 39 })
    const worked = desk.run(['worker', '--once', '--json'])
    expect(worked.code, worked.err).toBe(0)
    expect(JSON.parse(worked.out)).toEqual({ sent: 39, rejected: 0, unknown: 0, again: 0, waiting: 0 })
    const arrived = await guichet.arrived()
    expect(arrived.size).toBe(40)
    expect([...arrived.values()].every((times) => times === 1)).toBe(true)
    expect(await states(postgres, place)).toEqual({ 'guichet sent': 40 })
    const again = desk.run(['worker', '--once'])
    expect(again.code).toBe(0)
    expect(again.out).toMatch(/Envoyés\s*: 0/)
  })

  it('waits for work until it is stopped, and then ends well', async () => {
    const place = await postgres.newDatabase()
    const guichet = await guichetProcess()
    const desk = machine(place, { guichet: { ...ALWAYS, url: guichet.url } }, { 'destination.guichet.token': guichet.token })
    await prepared(desk, 1)
    const worker = desk.start(['worker'])
    await prepared(desk, 30, 100)
    expect(await until(async () => (await states(postgres, place))['guichet sent'] === 31, 30_000)).toBe(true)
    worker.kill('SIGTERM')
    const ended = await worker.ended
    expect(ended.code, ended.err).toBe(0)
    expect(ended.err).toContain('Ouvrier en marche (4')
    expect((await guichet.arrived()).size).toBe(31)
  })

  it('says what stands in its way: no shared store, no secret, a refused credential, a server that is gone', async () => {
    const place = await postgres.newDatabase()
    const guichet = await guichetProcess()
    const desk = machine(place, { guichet: { ...ALWAYS, url: guichet.url } }, { 'destination.guichet.token': `${guichet.token.slice(0, -4)}wrng` })
    const alone = machine('', {}, {}).run(['worker'])
    expect(alone).toMatchObject({ code: 78 })
    expect(alone.err).toContain('SCELLE_STORE')
    await prepared(desk, 3).catch(() => undefined)
    // A key on one machine, another without it.
    const stranger = machine(place, {}, {}).run(['worker', '--once'])
    expect(stranger.code).toBe(77)
    expect(stranger.err).toMatch(/scelle reglages secret signalements-[0-9a-f]{12}/)
    const refused = desk.run(['worker', '--once'])
    expect(refused.err + refused.out).not.toContain(guichet.token.slice(5, 20))
    expect(refused.code).toBe(77)
    expect(refused.out).toMatch(/Encore en file\s*: 3/)
    expect((await guichet.arrived()).size).toBe(0)
    await postgres.crash()
    const gone = desk.run(['worker', '--once'])
    expect(gone.code).toBe(69)
    await postgres.start()
  })
})
