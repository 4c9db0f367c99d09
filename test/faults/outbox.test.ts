// Nothing is lost and nothing is sent twice: the sender killed between any two system calls, the guichet killed, answers
// cut off, two senders at once.
import { describe, expect, it } from 'vitest'
import { countCalls, have, killAt, killPoints, LONG } from './harness.ts'
import { guichetProcess, type GuichetProcess } from './guichet-process.ts'
import { sendingDesk, type SendingDesk } from './sending-desk.ts'

/** What SQLite, the sockets and the loop do between two steps; not openat and close, nearly all of which load modules. */
const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'write', 'writev', 'epoll_pwait', 'connect', 'fcntl', 'pread64', 'read', 'ftruncate', 'unlink', 'socket', 'sendmsg', 'sendto', 'shutdown', 'mmap', 'fchmod', 'rename']

/** Each signalement of the desk is there once, and the desk knows it. */
export function expectOnce(desk: SendingDesk, guichet: GuichetProcess, at = ''): void {
  const counts = guichet.counts()
  const ids = desk.ids()
  expect(ids.filter((id) => counts.get(id) !== 1), at).toEqual([])
  expect(counts.size, at).toBe(ids.length)
  expect(desk.states(), at).toEqual({ sent: ids.length })
}

describe.skipIf(!have('strace', '-V'))('the sender, killed', () => {
  it('between any two system calls: every signalement is there once, and known as sent', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(6)
    const counts = countCalls(['send', '--json', '--quiet', '--concurrency', '3'], CALLS, desk.env)
    expectOnce(desk, guichet)
    let kills = 0
    const where = new Map<string, number>()
    for (const { call, when } of killPoints(counts, LONG ? 560 : 22)) {
      const at = `${call} #${when}`
      desk.import(LONG ? 3 : 6)
      if (killAt(['send', '--json', '--quiet', '--concurrency', '3'], call, when, desk.env)) {
        kills += 1
        where.set(call, (where.get(call) ?? 0) + 1)
      }
      for (const count of guichet.counts().values()) expect(count, at).toBe(1)
      const again = desk.run(['send', '--json', '--quiet'])
      expect(again.code, `${at}\n${again.err}`).toBe(0)
      if (!LONG) expectOnce(desk, guichet, at)
    }
    expectOnce(desk, guichet)
    console.log(`outbox: ${kills} real kills of the sender: ${JSON.stringify(Object.fromEntries(where))}`)
    expect(kills).toBeGreaterThan(LONG ? 500 : 15)
  })
})
