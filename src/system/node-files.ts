// Files of the real world. Reading never blocks on a FIFO and never loads more than its limit.
import { constants, lstatSync, readdirSync } from 'node:fs'
import { mkdir, open, rename, rm, statfs, type FileHandle } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { openAppend, syncFolder, writeDurably } from './durable-write.ts'
import { writeGrouped } from './grouped-write.ts'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'
import { factsOf } from './file-facts.ts'
import type { Files, RandomReader } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    'system.too-large': { path: string; limit: number }
    'system.line-too-long': { path: string; line: number; limit: number }
  }
}

const CHUNK = 256 * 1024
const LINE_LIMIT = 1024 * 1024

function shown(path: string | Buffer): string {
  return typeof path === 'string' ? path : path.toString('utf8')
}

/** O_NONBLOCK so that a FIFO does not hang; then regular files only. */
async function openRegular(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const facts = await handle.stat().catch(async (error: unknown) => {
    await handle.close()
    throw error
  })
  if (facts.isFile()) return handle
  await handle.close()
  throw Object.assign(new Error('not a regular file'), { code: facts.isDirectory() ? 'EISDIR' : 'NOT_A_FILE' })
}

async function read(path: string, limitBytes: number): Promise<Buffer | undefined> {
  let handle: FileHandle | undefined
  try {
    handle = await openRegular(path)
    const { size } = await handle.stat()
    if (size > limitBytes) throw new Failure('system.too-large', { path, limit: limitBytes })
    const parts: Buffer[] = []
    let total = 0
    for (;;) {
      // Asked for one byte more than told: files of size 0 that have content (proc) and files that grow are seen.
      const part = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, size - total + 1)))
      const { bytesRead } = await handle.read(part, 0, part.length, null)
      if (bytesRead === 0) return parts.length === 1 ? parts[0] : Buffer.concat(parts, total)
      total += bytesRead
      if (total > limitBytes) throw new Failure('system.too-large', { path, limit: limitBytes })
      parts.push(part.subarray(0, bytesRead))
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined
    throw ioFailure(error, path)
  } finally {
    await handle?.close()
  }
}

async function* stream(path: string, range: { start?: number; end?: number } = {}): AsyncIterable<Buffer> {
  let handle: FileHandle | undefined
  try {
    handle = await openRegular(path)
    let position = range.start ?? 0
    const end = range.end ?? Number.POSITIVE_INFINITY
    while (position < end) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - position))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
      if (bytesRead === 0) break
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } catch (error) {
    throw ioFailure(error, path)
  } finally {
    await handle?.close()
  }
}

async function openRandom(path: string): Promise<RandomReader> {
  return await asIo(path, async () => {
    const handle = await openRegular(path)
    const { size } = await handle.stat()
    return {
      size,
      read: (buffer, position) => asIo(path, async () => {
        let filled = 0
        while (filled < buffer.length) {
          const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return filled
      }),
      close: () => handle.close(),
    }
  })
}

async function* lines(path: string, limitBytes = LINE_LIMIT): AsyncIterable<{ bytes: Buffer; terminated: boolean }> {
  let rest: Buffer[] = []
  let held = 0
  let line = 1
  const tooLong = () => new Failure('system.line-too-long', { path, line, limit: limitBytes })
  for await (const chunk of stream(path)) {
    let from = 0
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      const part = chunk.subarray(from, at)
      if (held + part.length > limitBytes) throw tooLong()
      yield { bytes: held === 0 ? part : Buffer.concat([...rest, part]), terminated: true }
      rest = []
      held = 0
      line += 1
      from = at + 1
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from))
      held += chunk.length - from
      if (held > limitBytes) throw tooLong()
    }
  }
  if (held > 0) yield { bytes: Buffer.concat(rest), terminated: false }
}

async function makeDir(path: string, options: { mode?: number } = {}): Promise<void> {
  try {
    const target = resolve(path)
    const first = await mkdir(target, { recursive: true, ...options })
    if (first === undefined) return
    // Every new folder's entry lives in its parent.
    for (let dir = target; ; dir = dirname(dir)) {
      await syncFolder(dir)
      if (dir === first || dir === dirname(dir)) {
        await syncFolder(dirname(dir))
        return
      }
    }
  } catch (error) {
    throw ioFailure(error, path)
  }
}

async function asIo<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw ioFailure(error, path)
  }
}

export function createNodeFiles(): Files {
  return {
    read,
    stream,
    openRandom,
    lines,
    writeDurably,
    writeGrouped,
    openAppend,
    makeDir,
    // lstat and readdir as plain system calls: 10 times cheaper than a trip to the thread pool, and walks make 100,000 of them.
    async facts(path) {
      try {
        const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false })
        return stats === undefined ? undefined : factsOf(stats)
      } catch (error) {
        if (errnoOf(error) === 'ENOTDIR') return undefined
        throw ioFailure(error, shown(path))
      }
    },
    async list(dir) {
      try {
        return readdirSync(dir, { encoding: 'buffer' }).sort((a, b) => Buffer.compare(a, b))
      } catch (error) {
        throw ioFailure(error, shown(dir))
      }
    },
    remove: (path) => asIo(path, () => rm(path, { recursive: true, force: true })),
    rename: (from, to) => asIo(to, () => rename(from, to)),
    freeBytes: (path) => asIo(path, async () => {
      const { bavail, bsize } = await statfs(path)
      return bavail * bsize
    }),
  }
}
