// The one way in which a file of ours comes into being or grows: all of it, on the disk, or nothing.
import { createHash, randomBytes } from 'node:crypto'
import { constants, type PathLike } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'
import type { Appender, Written } from './world.ts'

/** Names of temporary files: whoever finds one after a crash may remove it. */
export const TEMPORARY_NAME = /^\.[0-9a-f]{16}\.scelle-tmp$/

const IGNORED_ON_FOLDERS = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EBADF'])

/** fsync of a folder; file systems that cannot do it are forgiven, errors of the disk are not. */
export async function syncFolder(path: PathLike): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0))
    await handle.sync()
  } catch (error) {
    if (!IGNORED_ON_FOLDERS.has(errnoOf(error))) throw error
  } finally {
    await handle?.close()
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, position: number | null): Promise<void> {
  let done = 0
  while (done < chunk.byteLength) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.byteLength - done, position === null ? null : position + done)
    if (bytesWritten === 0) throw Object.assign(new Error('no progress'), { code: 'EIO' })
    done += bytesWritten
  }
}

async function* chunksOf(content: string | Uint8Array | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (typeof content === 'string') yield Buffer.from(content, 'utf8')
  else if (content instanceof Uint8Array) yield content
  else yield* content
}

/** @throws `system.disk-full`, `system.io`; what `content` itself throws passes through. Nothing temporary stays. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: { mode?: number } = {},
): Promise<Written> {
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}.scelle-tmp`)
  const hash = createHash('sha256')
  let bytes = 0
  let handle: FileHandle | undefined
  let contentFailed = false
  try {
    handle = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)
    const source = chunksOf(content)[Symbol.asyncIterator]()
    for (;;) {
      contentFailed = true
      const { done, value } = await source.next()
      contentFailed = false
      if (done === true) break
      hash.update(value)
      await writeAll(handle, value, bytes)
      bytes += value.byteLength
    }
    await handle.chmod(options.mode ?? 0o644)
    const { size } = await handle.stat()
    if (size !== bytes) throw Object.assign(new Error('short write'), { code: 'ENOSPC' })
    await handle.sync()
    await handle.close()
    handle = undefined
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return { bytes, sha256: hash.digest('hex') }
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
    throw contentFailed ? error : ioFailure(error, path)
  }
}

const TAIL = 64 * 1024

/** Position after the last LF; 0 when there is none. */
async function endOfLastLine(handle: FileHandle, size: number): Promise<number> {
  const buffer = Buffer.allocUnsafe(TAIL)
  let end = size
  while (end > 0) {
    const start = Math.max(0, end - TAIL)
    const { bytesRead } = await handle.read(buffer, 0, end - start, start)
    const at = buffer.subarray(0, bytesRead).lastIndexOf(0x0a)
    if (at >= 0) return start + at + 1
    end = start
  }
  return 0
}

/** Creates the file when absent. Bytes after the last LF (a line that was never acknowledged) are cut. @throws `system.io` */
export async function openAppend(path: string): Promise<Appender> {
  let handle: FileHandle
  let size: number
  let broken = false
  try {
    try {
      handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o644)
      await syncFolder(dirname(path))
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      handle = await open(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    }
    const facts = await handle.stat()
    if (!facts.isFile()) {
      await handle.close()
      throw new Failure('system.io', { path, errno: 'NOT_A_FILE' })
    }
    size = await endOfLastLine(handle, facts.size)
    if (size !== facts.size) {
      await handle.truncate(size)
      await handle.sync()
    }
  } catch (error) {
    throw ioFailure(error, path)
  }
  return {
    async append(bytes) {
      if (broken) throw new Failure('system.io', { path, errno: 'EIO' })
      // Somebody else appended: their lines are neither overwritten nor cut.
      const found = await handle.stat().catch((error: unknown) => { throw ioFailure(error, path) })
      if (found.size !== size) throw new Failure('system.io', { path, errno: 'ESTALE' })
      try {
        await writeAll(handle, bytes, size)
        const facts = await handle.stat()
        if (facts.size !== size + bytes.byteLength) {
          throw Object.assign(new Error(`size of ${basename(path)}`), { code: facts.size < size + bytes.byteLength ? 'ENOSPC' : 'ESTALE' })
        }
        await handle.sync()
        size += bytes.byteLength
      } catch (error) {
        // What could not be acknowledged must not be found by the next reader; when even that fails, nothing more is appended.
        await handle.truncate(size).then(() => handle.sync()).catch(() => { broken = true })
        throw ioFailure(error, path)
      }
    },
    async close() {
      await handle.close()
    },
  }
}
