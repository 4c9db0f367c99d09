// A World over real files and a plain digest loop: what the bundle room needs, without workers, locks or network.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createNodeFiles } from '../../src/system/node-files.ts'
import type { DigestName, DigestResult, World } from '../../src/system/world.ts'

const refuse = (): never => {
  throw new Error('not part of this test')
}

export function bundleWorld(signal: AbortSignal = new AbortController().signal): World {
  let serial = 0
  const host = { hostname: 'poste', user: 'essai', pid: 1, timeZone: 'Europe/Paris', toolVersion: '0.0.0', dataDir: '/nowhere', configDir: '/nowhere' }
  const world = {
    clock: { now: () => '2026-11-23T17:04:07.120Z', monotonicMs: () => 0 },
    random: {
      bytes: (length: number) => new Uint8Array(length).fill(serial += 1),
      uuid: () => `00000000-0000-4000-8000-${String(serial += 1).padStart(12, '0')}`,
    },
    files: createNodeFiles(),
    evidence: { copy: refuse, flush: refuse, digest: digestAll, close: async () => {} },
    locks: { acquire: async () => ({ stands: () => true, release: async () => {} }) },
    http: { post: refuse },
    isolated: { open: refuse },
    host: { ...host, environment: refuse },
    signal,
  }
  return world as unknown as World
}

async function digestAll(paths: readonly string[], names: readonly DigestName[]): Promise<DigestResult[]> {
  return Promise.all(paths.map(async (path): Promise<DigestResult> => {
    const bytes = await readFile(path).catch(() => undefined)
    if (bytes === undefined) return { outcome: 'refused', reason: 'missing' }
    const digests = Object.fromEntries([...names, 'sha256'].map((name) => [name, createHash(name).update(bytes).digest('hex')]))
    return { outcome: 'read', digests: { sha256: '', ...digests }, size: bytes.length }
  }))
}

/** All of it, in one buffer. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts)
}

export async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}
