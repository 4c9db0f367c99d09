// Whose hand a delivery is in while it is being sent, without a clock: on one machine one sender at a time, freed by the
// kernel when it dies; in a team each sender holds a name at the server, freed when its connection ends.
import { join } from 'node:path'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import type { SignalementStore } from '../signalement/store/signalement-store.ts'

export interface Ownership {
  readonly name: string
  /** Whether somebody who lives is sending what bears this name. */
  isAlive(owner: string): boolean
  release(): Promise<void>
}

/** @throws `case.locked` when another process of this machine is sending */
export async function takeOwnership(world: World, store: SignalementStore, command: string): Promise<Ownership> {
  const { hostname, pid } = world.host
  const name = `${hostname.slice(0, 60)} ${pid} ${Buffer.from(world.random.bytes(6)).toString('hex')}`
  const locks = store.sessionLocks
  if (locks !== undefined) {
    if (!locks.tryHold(name)) throw new Failure('system.internal', { detail: 'a name of chance was taken' })
    return {
      name,
      isAlive: (owner) => owner === name || locks.isHeld(owner),
      async release() { locks.release(name) },
    }
  }
  const lock = await world.locks.acquire(join(world.host.dataDir, 'outbox'), command)
  // Whoever holds the lock is alone: what another name was sending is nobody's any more.
  return { name, isAlive: (owner) => owner === name, release: async () => lock.release() }
}
