// Nothing is lost and nothing is sent twice: the sender killed between any two system calls, the guichet killed, answers
// cut off, two senders at once.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ADAPTERS } from '../../src/delivery/destinations/registry.ts'
import { guichetProcess, killed, startServing, type GuichetProcess } from './guichet-process.ts'
import { countCalls, freshDir, have, killAt, killPoints, LONG } from './harness.ts'
import { CLOCK_LIBRARY, clockAt, sendingDesk, type SendingDesk } from './sending-desk.ts'

/** What SQLite, the sockets and the loop do between two steps; the long run also goes through what mostly loads modules. */
const CALLS = ['pwrite64', 'fsync', 'write', 'writev', 'epoll_pwait', 'unlink', 'fcntl', ...(LONG ? ['fdatasync', 'connect', 'ftruncate', 'socket', 'shutdown', 'fchmod', 'rename', 'pread64', 'read', 'mmap', 'openat', 'futex', 'close'] : [])]
const SEND = ['send', '--json', '--quiet', '--concurrency', '3']
const LONG_MS = 3_600_000
const strace = have('strace', '-V')

/** Each signalement of the desk is there once, and the desk knows it. */
function expectOnce(desk: SendingDesk, guichet: GuichetProcess, at = ''): void {
  const counts = guichet.counts()
  const ids = desk.ids()
  expect(ids.filter((id) => counts.get(id) !== 1), at).toEqual([])
  expect(counts.size, at).toBe(ids.length)
  expect(desk.states(), at).toEqual({ sent: ids.length })
}

/** Runs until the queue is empty, each time a day later: pauses between attempts are over then. */
function sendUntilEmpty(desk: SendingDesk): number {
  for (let day = 1; day <= 10; day += 1) {
    const ran = desk.run(['send', '--json', '--quiet', '--concurrency', '8'], { env: clockAt(`+${day}d`) })
    expect([0, 75], ran.err).toContain(ran.code)
    if (ran.code === 0) return day
  }
  throw new Error('the queue does not empty')
}

describe.skipIf(!strace)('the sender, killed', () => {
  it('between any two system calls: every signalement is there once, and known as sent', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(6)
    const counts = countCalls(SEND, CALLS, desk.env)
    expectOnce(desk, guichet)
    let kills = 0
    const where = new Map<string, number>()
    for (const { call, when } of killPoints(counts, LONG ? 500 : 8)) {
      const at = `${call} #${when}`
      desk.import(LONG ? 3 : 6)
      if (killAt(SEND, call, when, desk.env)) {
        kills += 1
        where.set(call, (where.get(call) ?? 0) + 1)
      }
      for (const count of guichet.counts().values()) expect(count, at).toBe(1)
      const again = desk.run(['send', '--json', '--quiet'])
      expect(again.code, `${at}\n${again.err}`).toBe(0)
      if (!LONG) expectOnce(desk, guichet, at)
    }
    expectOnce(desk, guichet)
    console.log(`outbox: ${kills} real kills of the sender, guichet: ${JSON.stringify(Object.fromEntries(where))}`)
    expect(kills).toBeGreaterThan(LONG ? 380 : 4)
  }, LONG_MS)

  it.skipIf(!Object.hasOwn(ADAPTERS, 'request-tracker'))('at a destination that knows no key: at most once there, the rest unknown, and nothing is sent again by itself', async () => {
    const log = join(freshDir('tickets'), 'log')
    const { url, child } = await startServing([join(import.meta.dirname, 'ticket-server-child.ts'), log, '40'])
    const desk = sendingDesk({ destination: 'request-tracker', url, token: 'jeton-1', settings: { queue: 'Abus', perSecond: '200', atOnce: '4' } })
    const tickets = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : []).map((subject) => /scelle:[0-9a-f]+/.exec(subject)?.[0] ?? subject)
    desk.import(4)
    const counts = countCalls(SEND, CALLS, desk.env)
    expect(desk.states()).toEqual({ sent: 4 })
    let [kills, unknown] = [0, 0]
    for (const { call, when } of killPoints(counts, LONG ? 140 : 6)) {
      const at = `${call} #${when}`
      desk.import(4)
      if (killAt(SEND, call, when, desk.env)) kills += 1
      const again = desk.run(['send', '--json', '--quiet'])
      const { unknown_outcome: lost = 0, sent = 0 } = desk.states()
      // A run says by its code that an outcome is unknown, until somebody knows.
      expect(again.code, `${at}\n${again.err}`).toBe(lost > 0 ? 25 : 0)
      expect(sent + lost, at).toBe(desk.ids().length)
      unknown = lost
      expect(new Set(tickets()).size, at).toBe(tickets().length)
    }
    const before = tickets().length
    for (const _ of [1, 2]) expect(desk.run(['send', '--json', '--quiet'], { env: clockAt('+2d') }).code).toBe(unknown > 0 ? 25 : 0)
    expect(tickets()).toHaveLength(before)
    console.log(`outbox: ${kills} real kills of the sender, no key there: ${unknown} unknown, ${before} tickets of ${desk.ids().length} signalements`)
    expect(kills).toBeGreaterThan(LONG ? 100 : 3)
    expect(unknown).toBeGreaterThan(0)
    // Asked later, the server tells which it has; the others go back into the queue and arrive.
    const asked = desk.run(['reconcile', '--json', '--quiet'], { env: clockAt('+2d') })
    expect([0, 75], asked.err).toContain(asked.code)
    const last = desk.run(['send', '--json', '--quiet'], { env: clockAt('+2d') })
    expect(last.code, last.err).toBe(0)
    const { sent = 0, acknowledged = 0 } = desk.states()
    expect(sent + acknowledged).toBe(desk.ids().length)
    expect([tickets().length, new Set(tickets()).size]).toEqual([desk.ids().length, desk.ids().length])
    await killed(child)
  }, LONG_MS)

  it.skipIf(!Object.hasOwn(ADAPTERS, 'request-tracker'))('what a person found not to be there goes again, once', async () => {
    const log = join(freshDir('tickets'), 'log')
    const { url, child } = await startServing([join(import.meta.dirname, 'ticket-server-child.ts'), log, '300'])
    const desk = sendingDesk({ destination: 'request-tracker', url, token: 'jeton-1', settings: { queue: 'Abus' } })
    desk.import(1)
    // The first bytes to the server: right before them.
    expect(killAt(SEND, 'writev', 1, desk.env)).toBe(true)
    expect(desk.run(['send', '--json', '--quiet']).code).toBe(25)
    expect(desk.states()).toEqual({ unknown_outcome: 1 })
    const [id = ''] = desk.ids()
    expect(desk.run(['reconcile', id, '--not-sent', '--json', '--quiet']).code).toBe(75)
    expect(desk.run(['send', '--json', '--quiet']).code).toBe(0)
    expect(desk.states()).toEqual({ sent: 1 })
    expect(readFileSync(log, 'utf8').split('\n')).toHaveLength(2)
    await killed(child)
  })
})

describe.skipIf(!existsSync(CLOCK_LIBRARY))('the other end', () => {
  it('the guichet killed at random and started again while eight go at once: each is there once', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '100' } })
    let kills = 0
    for (let round = 0; round < (LONG ? 12 : 1); round += 1) {
      desk.import(LONG ? 150 : 90)
      const sending = desk.start(['send', '--json', '--quiet', '--concurrency', '8'])
      for (let n = 0; n < 3; n += 1) {
        const isOver = await Promise.race([sending.ended.then(() => true), new Promise<boolean>((later) => { setTimeout(() => { later(false) }, 300 + Math.random() * 500) })])
        if (isOver) break
        await guichet.kill()
        kills += 1
        await new Promise((later) => { setTimeout(later, Math.random() * 60) })
        await guichet.start()
      }
      const ended = await sending.ended
      expect([0, 75], ended.err).toContain(ended.code)
      for (const count of guichet.counts().values()) expect(count).toBe(1)
    }
    expect(kills).toBeGreaterThan(0)
    const days = sendUntilEmpty(desk)
    expectOnce(desk, guichet)
    console.log(`outbox: ${kills} real kills of the guichet, empty after ${days} more runs`)
  }, LONG_MS)

  it.each(LONG ? [0, 12, 90] : [12])('an answer cut off after %i bytes: the guichet has it once, and the sender comes to know', async (bytes) => {
    const guichet = await guichetProcess()
    const proxy = await startServing([join(import.meta.dirname, 'cutting-proxy-child.ts'), guichet.url, String(bytes)])
    const desk = sendingDesk({ ...guichet, url: proxy.url })
    desk.import(4)
    const cut = desk.run(SEND)
    expect(cut.code, cut.err).toBe(75)
    expect(guichet.counts().size).toBe(4)
    expect(desk.states()).toEqual({ queued: 4 })
    expect(sendUntilEmpty(desk)).toBeLessThan(3)
    expectOnce(desk, guichet)
    await killed(proxy.child)
  })
})

describe('two senders at once', () => {
  it('one works, the other says who does; each signalement is there once', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '60' } })
    desk.import(120)
    const first = desk.start(['send', '--json', '--quiet', '--concurrency', '8'])
    await expect.poll(() => guichet.counts().size, { timeout: 30_000, interval: 20 }).toBeGreaterThan(5)
    const second = desk.run(['send', '--json', '--quiet'])
    expect(second.code, second.out).toBe(22)
    expect(JSON.parse(second.err)).toMatchObject({ type: 'error', exit: 22, facts: { owner: { pid: first.pid } } })
    expect((await first.ended).code).toBe(0)
    expectOnce(desk, guichet)
    desk.import(60)
    const many = await Promise.all(Array.from({ length: 4 }, () => desk.start(['send', '--json', '--quiet', '--concurrency', '4']).ended))
    expect(many.some(({ code }) => code === 0)).toBe(true)
    for (const { code, err } of many) expect([0, 22], err).toContain(code)
    expect(desk.run(['send', '--json', '--quiet']).code).toBe(0)
    expectOnce(desk, guichet)
  })
})
