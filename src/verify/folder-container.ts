// A case or an unpacked bag in a folder. Digests go through the evidence pool: several threads, each file read once.
import { interrupted } from '../system/errno.ts'
import { Failure } from '../system/failure.ts'
import type { DigestName, DigestResult, World } from '../system/world.ts'
import { FILES_LIMIT, type Container, type ContainerEntry } from './container.ts'

/** Our own scratch folder: no part of the case. */
const LEFT_OUT = '.scelle'

export function openFolder(world: World, dir: string): Container {
  const root = dir.replace(/(?<=.)\/+$/, '')
  const locate = (path: string) => `${root}/${path}`
  return {
    kind: 'folder',
    location: dir,
    list: () => walk(world, root),
    async read(path, limit) {
      if ((await world.files.facts(locate(path)))?.type !== 'file') throw new Failure('verify.missing-file', { path })
      const bytes = await world.files.read(locate(path), limit)
      if (bytes === undefined) throw new Failure('verify.missing-file', { path })
      return bytes
    },
    stream: (path) => world.files.stream(locate(path)),
    digest: async (paths: readonly string[], algorithms: readonly DigestName[], onBytes?: (bytes: number) => void): Promise<DigestResult[]> =>
      await world.evidence.digest(paths.map(locate), algorithms, onBytes),
    close: async () => {},
  }
}

async function* walk(world: World, root: string): AsyncGenerator<ContainerEntry> {
  // One folder an exhibit: a string is kept for each, and bytes only for names that are not UTF-8.
  const folders: (string | { raw: Buffer; shown: string })[] = ['']
  let count = 0
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const exactFolder = typeof next === 'string'
    const folder = typeof next === 'string' ? { raw: Buffer.from(`${root}/${next}`), shown: next } : next
    for (const name of await world.files.list(folder.raw)) {
      if (world.signal.aborted) throw interrupted(world.signal)
      const raw = Buffer.concat([folder.raw, name])
      const { text, exact } = textOf(name)
      if (folder.shown === '' && text === LEFT_OUT) continue
      const path = folder.shown + text
      const facts = await world.files.facts(raw)
      if (facts === undefined) continue
      if (facts.type === 'directory') {
        folders.push(exactFolder && exact ? `${path}/` : { raw: Buffer.concat([raw, Buffer.from('/')]), shown: `${path}/` })
        continue
      }
      count += 1
      if (count > FILES_LIMIT) throw new Failure('verify.too-many-files', { path: root, limit: FILES_LIMIT })
      yield { path, size: facts.size, kind: facts.type === 'file' && exact && exactFolder ? 'file' : 'other' }
    }
  }
}

/** A name that is not UTF-8 keeps its odd bytes as `\xff`; it cannot be listed in a manifest. */
function textOf(name: Buffer): { text: string; exact: boolean } {
  const text = name.toString('utf8')
  if (Buffer.from(text, 'utf8').equals(name)) return { text, exact: true }
  return { text: name.toString('latin1').replace(/[^\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`), exact: false }
}
