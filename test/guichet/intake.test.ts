// Group commit by itself: groups are whole, answers come after the commit, a failure is everybody's, and too many wait outside.
import { describe, expect, it } from 'vitest'
import { openIntake } from '../../src/guichet/intake.ts'
import { Refusal } from '../../src/guichet/refusal.ts'
import type { Acceptance, Arrival } from '../../src/guichet/store/guichet-store.ts'

const arrival = (id: string): Arrival => ({
  id, client: 'c', key: id, digest: '', correlationId: '', test: false, harm: 'haine', ageBand: 'unknown', urgency: 0, dueMs: 0, receivedMs: 0, notice: new Uint8Array(),
})

/** A store whose commits wait until they are let through. */
function slowStore() {
  const groups: { readonly ids: readonly string[]; finish(error?: Error): void }[] = []
  const accept = (arrivals: readonly Arrival[]): Promise<readonly Acceptance[]> => new Promise((resolve, reject) => {
    groups.push({
      ids: arrivals.map(({ id }) => id),
      finish: (error) => { if (error === undefined) resolve(arrivals.map(({ id }) => ({ outcome: 'accepted', id, receivedMs: 0 }))); else reject(error) },
    })
  })
  return { groups, accept }
}
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(() => { setImmediate(resolve) }) })

describe('group commit', () => {
  it('what arrives during a commit shares the next one; each gets its own answers', async () => {
    const { groups, accept } = slowStore()
    const intake = openIntake({ accept }, 100)
    const first = intake.take([arrival('a')])
    await turn()
    const others = [intake.take([arrival('b'), arrival('c')]), intake.take([arrival('d')])]
    await turn()
    expect(groups.map(({ ids }) => ids)).toEqual([['a']])
    let answered = false
    const waiting = (async () => {
      await first
      answered = true
    })()
    await turn()
    expect(answered).toBe(false)
    groups[0]?.finish()
    await waiting
    expect(await first).toMatchObject([{ id: 'a' }])
    await turn()
    expect(groups[1]?.ids).toEqual(['b', 'c', 'd'])
    groups[1]?.finish()
    expect((await Promise.all(others)).map((each) => each.length)).toEqual([2, 1])
  })

  it('a commit that fails is told to all of it, and the next one is made', async () => {
    const { groups, accept } = slowStore()
    const intake = openIntake({ accept }, 100)
    const both = [intake.take([arrival('a')]), intake.take([arrival('b')])]
    await turn()
    groups[0]?.finish(new Error('disk'))
    for (const each of both) await expect(each).rejects.toThrow('disk')
    const next = intake.take([arrival('c')])
    await turn()
    groups[1]?.finish()
    expect(await next).toHaveLength(1)
  })

  it('a call is never split; a long queue is cut into groups', async () => {
    const { groups, accept } = slowStore()
    const intake = openIntake({ accept }, 5000)
    const calls = Array.from({ length: 25 }, (_, call) => intake.take(Array.from({ length: 100 }, (_each, line) => arrival(`${call}-${line}`))))
    for (let group = 0; group < 3; group += 1) {
      await turn()
      groups[group]?.finish()
    }
    await Promise.all(calls)
    expect(groups.map(({ ids }) => ids.length)).toEqual([1000, 1000, 500])
  })

  it('beyond what may wait, nothing is taken', async () => {
    const { groups, accept } = slowStore()
    const intake = openIntake({ accept }, 3)
    const waiting = intake.take([arrival('a'), arrival('b')])
    await expect(intake.take([arrival('c'), arrival('d')])).rejects.toThrow(Refusal)
    await turn()
    groups[0]?.finish()
    await waiting
    const after = intake.take([arrival('c'), arrival('d')])
    await turn()
    groups[1]?.finish()
    expect(await after).toHaveLength(2)
    expect(await intake.take([])).toEqual([])
  })
})
