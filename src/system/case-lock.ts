// One writer at a time: an open BEGIN IMMEDIATE on a small SQLite file. The kernel frees it when its holder dies; no clock takes part.
import { lstatSync, type BigIntStats } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from './durable-write.ts'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'
import { createNodeFiles } from './node-files.ts'
import type { Clock, Locks, LockOwner } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** `owner` is absent when the holder has not yet said who it is. */
    'case.locked': { path: string; owner?: LockOwner }
  }
}

const OWNER_LIMIT = 4096

function ownerOf(bytes: Buffer | undefined): LockOwner | undefined {
  try {
    const value = JSON.parse(bytes?.toString('utf8') ?? '') as Partial<LockOwner>
    const { pid, host, user, command, since } = value
    if (typeof pid !== 'number' || [host, user, command, since].some((part) => typeof part !== 'string')) return undefined
    return value as LockOwner
  } catch {
    return undefined
  }
}

function errcodeOf(error: unknown): number | undefined {
  const errcode = (error as { errcode?: unknown } | null)?.errcode
  return typeof errcode === 'number' ? errcode & 0xff : undefined
}

/** SQLITE_BUSY 5, SQLITE_LOCKED 6. */
function isBusy(error: unknown): boolean {
  const errcode = errcodeOf(error)
  return errcode === 5 || errcode === 6
}

/** SQLITE_FULL 13. */
function isFull(error: unknown): boolean {
  return errcodeOf(error) === 13
}

/** A holder that was killed leaves its name; on this machine its pid tells. */
function isGone(owner: LockOwner, host: string): boolean {
  if (owner.host !== host) return false
  try {
    process.kill(owner.pid, 0)
    return false
  } catch (error) {
    return errnoOf(error) === 'ESRCH'
  }
}

/** The open database keeps its inode: no other file can have the same number meanwhile. */
function statsOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

export function createLocks(clock: Clock, me: { readonly pid: number; readonly host: string; readonly user: string }): Locks {
  const files = createNodeFiles()
  return {
    async owner(dir) {
      const owner = ownerOf(await files.read(join(dir, '.scelle', 'lock-owner.json'), OWNER_LIMIT).catch(() => undefined))
      return owner === undefined || isGone(owner, me.host) ? undefined : owner
    },
    async acquire(dir, command) {
      const folder = join(dir, '.scelle')
      const path = join(folder, 'lock.sqlite')
      const ownerPath = join(folder, 'lock-owner.json')
      try {
        await mkdir(folder, { recursive: true })
      } catch (error) {
        throw ioFailure(error, folder)
      }
      const { DatabaseSync } = await import('node:sqlite')
      let database: InstanceType<typeof DatabaseSync> | undefined
      try {
        database = new DatabaseSync(path, { timeout: 0 })
        // Nothing is ever stored in it: without a rollback journal a lock needs no room on the disk.
        database.exec('PRAGMA journal_mode=OFF; BEGIN IMMEDIATE')
      } catch (error) {
        database?.close()
        if (isFull(error)) throw new Failure('system.disk-full', { path })
        if (!isBusy(error)) throw new Failure('system.io', { path, errno: `SQLITE_${errcodeOf(error) ?? 'UNKNOWN'}` }, error)
        const owner = ownerOf(await files.read(ownerPath, OWNER_LIMIT).catch(() => undefined))
        throw new Failure('case.locked', owner === undefined ? { path: dir } : { path: dir, owner })
      }
      const held = database
      const mine = statsOf(path)
      const owner: LockOwner = { ...me, command, since: clock.now() }
      // For display only: a disk that is full is met by the first write that matters.
      await writeDurably(ownerPath, `${JSON.stringify(owner)}\n`).catch(() => undefined)
      const stands = () => {
        const now = statsOf(path)
        return mine !== undefined && now?.ino === mine.ino && now.dev === mine.dev
      }
      return {
        stands,
        async release() {
          if (!held.isOpen) return
          // Where the lock was taken away, the name that stands there is another's.
          if (stands()) await files.remove(ownerPath).catch(() => undefined)
          held.close()
        },
      }
    },
  }
}
