// Many small files that become durable together: each whole or not there (temporary file and rename), and one flush for all.
// Plain system calls: 20,000 records must not make 100,000 trips to the thread pool.
import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ioFailure } from './errno.ts'

/** Not durable before `evidence.flush` of that path. @throws `system.disk-full`, `system.io` */
export async function writeGrouped(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}.scelle-tmp`)
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o644 })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw ioFailure(error, path)
  }
}
