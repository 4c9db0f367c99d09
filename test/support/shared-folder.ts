// Third-party vectors lie in a folder beside the repository; where it is absent, the tests that want it say so and skip.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../shared', import.meta.url))

/** Absolute path below the folder, or undefined (and a line on stderr that names it) when it is not there. */
export function sharedFolder(...parts: string[]): string | undefined {
  const path = join(ROOT, ...parts)
  if (existsSync(path)) return path
  process.stderr.write(`SKIPPED ${parts.join('/')}: not beside this repository\n`)
  return undefined
}
