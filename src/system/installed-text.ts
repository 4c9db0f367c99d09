// Text of templates/ that is part of a program as its modules are: read once, at its first use. It differs between no two
// runs, so that what is made of it stays a pure function of its arguments.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Failure } from './failure.ts'

const known = new Map<string, string>()

/** @param name as `letters/notice.fr.txt` @throws `system.io` when the installation is incomplete */
export function installedText(name: string): string {
  const found = known.get(name) ?? read(name)
  known.set(name, found)
  return found
}

function read(name: string): string {
  const path = fileURLToPath(new URL(`../../templates/${name}`, import.meta.url))
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Failure('system.io', { path, errno: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' }, error)
  }
}
