// What lies below the paths an operator names, in an order that does not depend on the machine. Links are never followed,
// and the case itself is never evidence.
import { join, resolve } from 'node:path'
import { isFailure } from '../system/failure.ts'
import type { FileFacts, RefusalReason, World } from '../system/world.ts'
import { RECORD_FILE } from './record-file.ts'

export interface Found {
  /** Absolute, raw bytes. */
  readonly from: Buffer
  /** Last name of the argument and what follows, `/`-separated, raw bytes. */
  readonly path: Buffer
}
export type Walked =
  | Found & { readonly type: 'file'; readonly facts: FileFacts }
  | Found & { readonly type: 'refused'; readonly reason: RefusalReason; readonly errno?: string }
  /** The folder of the case, or a file of its own. */
  | Found & { readonly type: 'own' }

/** Yields to timers and signals every so many entries. */
const BREATHE = 1000
const SLASH = Buffer.from('/')

/** Absolute, without `.`, `..`, doubled or trailing slashes; byte for byte otherwise. */
function absolute(raw: Buffer): Buffer {
  // latin1 keeps every byte as one character.
  const text = raw.toString('latin1')
  const start = text.startsWith('/') ? text : `${Buffer.from(resolve('.'), 'utf8').toString('latin1')}/${text}`
  const parts: string[] = []
  for (const part of start.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return Buffer.from(`/${parts.join('/')}`, 'latin1')
}

function child(parent: Buffer, name: Buffer): Buffer {
  return parent.length === 0 ? name : Buffer.concat(parent.at(-1) === 0x2f ? [parent, name] : [parent, SLASH, name])
}

function errnoOf(error: unknown): string {
  return isFailure(error, 'system.io') ? error.facts.errno : 'UNKNOWN'
}

/** Tells the folder of the case from others, also when it is reached by another path. */
async function recogniser(world: World, caseDir: string): Promise<(dir: Buffer, facts: FileFacts) => Promise<boolean>> {
  const here = (await world.files.facts(caseDir))?.inode
  const record = (await world.files.facts(join(caseDir, RECORD_FILE)))?.inode
  return async (dir, facts) => {
    if (facts.inode !== here) return false
    const there = await world.files.facts(child(dir, Buffer.from(RECORD_FILE))).catch(() => undefined)
    return there?.inode === record
  }
}

/** Everything below the paths, folders in the byte order of their names. Reads names and stats only. */
export async function* walkEvidence(world: World, paths: Iterable<Buffer> | AsyncIterable<Buffer>, caseDir: string): AsyncIterable<Walked> {
  const isOwn = await recogniser(world, caseDir)
  const inside = Buffer.from(`${resolve(caseDir)}/`, 'utf8')
  let steps = 0
  for await (const argument of paths) {
    const root = absolute(argument)
    if (root.subarray(0, inside.length).equals(inside)) {
      yield { type: 'own', from: root, path: root.subarray(inside.length) }
      continue
    }
    const stack: Found[] = [{ from: root, path: root.subarray(root.lastIndexOf(0x2f) + 1) }]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const { from, path } = at
      steps += 1
      if (steps % BREATHE === 0) await new Promise((later) => setImmediate(later))
      let facts: FileFacts | undefined
      try {
        facts = await world.files.facts(from)
      } catch (error) {
        yield { type: 'refused', from, path, reason: 'unreadable', errno: errnoOf(error) }
        continue
      }
      if (facts === undefined) yield { type: 'refused', from, path, reason: 'missing', errno: 'ENOENT' }
      else if (facts.type === 'file') yield { type: 'file', from, path, facts }
      else if (facts.type !== 'directory') yield { type: 'refused', from, path, reason: facts.type === 'other' ? 'other-type' : facts.type }
      else if (await isOwn(from, facts)) yield { type: 'own', from, path }
      else {
        let names: Buffer[]
        try {
          names = await world.files.list(from)
        } catch (error) {
          yield { type: 'refused', from, path, reason: 'unreadable', errno: errnoOf(error) }
          continue
        }
        for (const name of names.toReversed()) stack.push({ from: child(from, name), path: child(path, name) })
      }
    }
  }
}
