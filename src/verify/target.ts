// What the user named: a case, an unpacked bag, a zip, a seal's folder, or a hand-over folder with one bag in it.
import { join, resolve } from 'node:path'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import type { Container } from './container.ts'
import { openFolder } from './folder-container.ts'
import type { ZipContainer } from './zip-container.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'verify.not-found': { path: string }
    /** Neither a case, nor a bag, nor a hand-over folder, nor a zip. */
    'verify.not-a-target': { path: string }
    'verify.encrypted': { path: string }
    'verify.several-bags': { path: string; count: number }
  }
}

export interface Target {
  readonly container: Container
  /** Set for zips: how many top-level entries there are. */
  readonly top?: ZipContainer['top']
  /** Absolute paths of files that lie beside the bag of a hand-over folder. */
  readonly loose: readonly { readonly name: string; readonly path: string }[]
}

const AGE = Buffer.from('age-encryption.org/')
const ZIP = [Buffer.from('PK\u0003\u0004'), Buffer.from('PK\u0005\u0006')]

/** @throws `verify.not-found`, `verify.not-a-target`, `verify.encrypted`, `verify.several-bags`, `zip.*` */
export async function openTarget(world: World, path: string): Promise<Target> {
  const root = resolve(path)
  const type = (await world.files.facts(root))?.type
  // A link that the user names is followed, once; links inside a container never are.
  const through = type === 'symlink' ? (await world.files.facts(`${root}/.`))?.type : type
  if (type === undefined) throw new Failure('verify.not-found', { path })
  if (through === 'directory') return openDirectory(world, path, root)
  if (type !== 'file') throw new Failure('verify.not-a-target', { path })
  return openArchive(world, path, root, [])
}

async function openArchive(world: World, path: string, file: string, loose: Target['loose']): Promise<Target> {
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of world.files.stream(file, { start: 0, end: 64 })) head = Buffer.concat([head, chunk])
  if (head.subarray(0, AGE.length).equals(AGE) || /\.age$/i.test(file)) throw new Failure('verify.encrypted', { path })
  if (!/\.zip$/i.test(file) && !ZIP.some((magic) => head.subarray(0, 4).equals(magic))) throw new Failure('verify.not-a-target', { path })
  const { openZip } = await import('./zip-container.ts')
  const container = await openZip(world, file)
  return { container, top: container.top, loose }
}

async function openDirectory(world: World, path: string, root: string): Promise<Target> {
  const names = (await world.files.list(root)).map((name) => name.toString('utf8'))
  const has = (name: string) => names.includes(name)
  if (has('seal.json') && has('tagmanifest-sha256.txt') && !has('bagit.txt')) return openDirectory(world, path, resolve(root, '..', '..'))
  const bags = names.filter((name) => /\.bag\.zip$/i.test(name))
  const [bag] = bags
  if (has('bagit.txt') || has('journal.ndjson') || has('data') || names.some((name) => /^manifest-[^.]+\.txt$/.test(name))) {
    return { container: openFolder(world, root), loose: [] }
  }
  if (bags.length > 1) throw new Failure('verify.several-bags', { path, count: bags.length })
  if (bag === undefined) {
    throw names.some((name) => /\.age$/i.test(name)) ? new Failure('verify.encrypted', { path }) : new Failure('verify.not-a-target', { path })
  }
  const loose = names.filter((name) => name !== bag).map((name) => ({ name, path: join(root, name) }))
  return openArchive(world, join(path, bag), join(root, bag), loose)
}
