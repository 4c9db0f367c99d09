// A file that holds credentials: read only when nobody but its owner can read it.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'

/** Undefined when it does not exist. @throws `secret.file-exposed`, `system.too-large`, `system.io` */
export async function readPrivateFile(path: string, limitBytes: number): Promise<Buffer | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      const { mode, size } = await handle.stat()
      if ((mode & 0o077) !== 0) throw new Failure('secret.file-exposed', { path, mode: (mode & 0o777).toString(8).padStart(4, '0') })
      if (size > limitBytes) throw new Failure('system.too-large', { path, limit: limitBytes })
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw ioFailure(error, path)
  }
}
