// BagIt manifests (RFC 8493): one line a file, streamed, so that a case of 100,000 exhibits differs from one of 10
// only in time. The tag manifest is the sealed object: what it does not list is not sealed.
import { TEMPORARY_NAME } from '../system/durable-write.ts'
import { interrupted } from '../system/errno.ts'
import { Failure } from '../system/failure.ts'
import type { Exhibit } from '../case/exhibit.ts'
import type { FileFacts, RefusalReason, World } from '../system/world.ts'

export type ManifestAlgorithm = 'sha256' | 'sha512'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A stored exhibit has no digest of the manifest's algorithm. */
    'bag.missing-digest': { path: string; algorithm: string }
    /** A tag file could not be digested. */
    'bag.unreadable-tag': { path: string; reason: RefusalReason }
    /** Something that is no regular file with a UTF-8 name lies among the tag files. */
    'bag.foreign-entry': { path: string; type: FileFacts['type'] | 'name' }
  }
}

const HEX_LENGTH: Record<ManifestAlgorithm, number> = { sha256: 64, sha512: 128 }

/** Lines are gathered up to about this size before they are handed on. */
const CHUNK_BYTES = 256 * 1024

/** Tag files digested in one call. */
const BATCH = 512

const LINE = /^([0-9A-Fa-f]+)[ \t]+\*?([^ \t].*)$/s

const ENCODED: Record<string, string> = { '\r': '%0D', '\n': '%0A', '%': '%25' }

/** One line, LF included: digest, two spaces, path with CR, LF and `%` percent-encoded (RFC 8493 §2.1.3). */
export function manifestLine(path: string, hexDigest: string): string {
  return `${hexDigest}  ${path.replace(/[\r\n%]/g, (char) => ENCODED[char] ?? char)}\n`
}

/**
 * The two parts of a line, with or without its LF; undefined when it is none. Accepts what RFC 8493 §2.1.3 tolerates:
 * several blanks, and the `*` of md5sum. The path is decoded and not otherwise judged: it is hostile input.
 */
export function parseManifestLine(line: string): { path: string; digest: string } | undefined {
  const match = LINE.exec(line.replace(/\r?\n$/, ''))
  const [, digest, path] = match ?? []
  if (digest === undefined || path === undefined || /[\r\n]/.test(path)) return undefined
  return { digest: digest.toLowerCase(), path: path.replace(/%(0[AaDd]|25)/g, (escape) => decodeURIComponent(escape)) }
}

/** True when each stored exhibit has the digest, and there is at least one: then the manifest can be written. */
export async function hasDigestThroughout(exhibits: AsyncIterable<Exhibit>, algorithm: ManifestAlgorithm): Promise<boolean> {
  let stored = 0
  for await (const exhibit of exhibits) {
    if (exhibit.stored === null) continue
    if (exhibit.digests[algorithm] === undefined) return false
    stored += 1
  }
  return stored > 0
}

/**
 * `manifest-<algorithm>.txt` in the order of the exhibits. Exhibits that are not stored have no line. RFC 8493 §3
 * wants every payload file in every payload manifest: ask `hasDigestThroughout` before writing SHA-512.
 * @throws `bag.missing-digest`
 */
export async function* payloadManifest(exhibits: AsyncIterable<Exhibit>, algorithm: ManifestAlgorithm): AsyncGenerator<Buffer> {
  yield* inChunks(payloadLines(exhibits, algorithm))
}

async function* payloadLines(exhibits: AsyncIterable<Exhibit>, algorithm: ManifestAlgorithm): AsyncGenerator<string> {
  for await (const { stored, digests } of exhibits) {
    if (stored === null) continue
    const digest = digests[algorithm]
    if (digest?.length !== HEX_LENGTH[algorithm]) throw new Failure('bag.missing-digest', { path: stored, algorithm })
    yield manifestLine(stored, digest)
  }
}

/**
 * `tagmanifest-<algorithm>.txt` over bag paths, sorted by their bytes. Digested in batches, each file read once.
 * @throws `bag.unreadable-tag`
 */
export async function* tagManifest(
  world: World, dir: string, paths: readonly string[], algorithm: ManifestAlgorithm = 'sha256',
): AsyncGenerator<Buffer> {
  yield* inChunks(tagLines(world, dir, paths.toSorted(byBytes), algorithm))
}

async function* tagLines(
  world: World, dir: string, paths: readonly string[], algorithm: ManifestAlgorithm,
): AsyncGenerator<string> {
  for (let start = 0; start < paths.length; start += BATCH) {
    if (world.signal.aborted) throw interrupted(world.signal)
    const batch = paths.slice(start, start + BATCH)
    const results = await world.evidence.digest(batch.map((path) => `${dir}/${path}`), [algorithm])
    for (const [index, path] of batch.entries()) {
      const result = results[index]
      if (result?.outcome !== 'read') {
        throw new Failure('bag.unreadable-tag', { path, reason: result?.reason ?? 'read-error' })
      }
      const digest = result.digests[algorithm]
      if (digest === undefined) throw new Failure('bag.missing-digest', { path, algorithm })
      yield manifestLine(path, digest)
    }
  }
}

/**
 * Bag paths that the tag manifest covers, sorted by bytes: the declaration, the bag's information, the payload
 * manifests and everything below metadata/ and report/. Payload, seals and the living journal stay outside.
 * @throws `bag.foreign-entry` for a link, a device, or a name that is not UTF-8
 */
export async function tagFiles(world: World, dir: string): Promise<string[]> {
  const found: string[] = []
  for (const raw of await world.files.list(dir)) {
    const name = entryName(raw, '')
    if (/^(bagit|bag-info|manifest-[0-9a-z]+)\.txt$/.test(name)) {
      await wantFile(world, dir, name)
      found.push(name)
    } else if (name === 'metadata' || name === 'report') {
      await collect(world, dir, name, found)
    }
  }
  return found.sort(byBytes)
}

async function collect(world: World, dir: string, folder: string, found: string[]): Promise<void> {
  for (const raw of await world.files.list(`${dir}/${folder}`)) {
    const name = entryName(raw, `${folder}/`)
    if (TEMPORARY_NAME.test(name)) continue
    const path = `${folder}/${name}`
    const facts = await world.files.facts(`${dir}/${path}`)
    if (facts?.type === 'directory') await collect(world, dir, path, found)
    else if (facts?.type === 'file') found.push(path)
    else if (facts !== undefined) throw new Failure('bag.foreign-entry', { path, type: facts.type })
  }
}

async function wantFile(world: World, dir: string, path: string): Promise<void> {
  const facts = await world.files.facts(`${dir}/${path}`)
  if (facts?.type !== 'file') throw new Failure('bag.foreign-entry', { path, type: facts?.type ?? 'other' })
}

function entryName(raw: Buffer, folder: string): string {
  const name = raw.toString('utf8')
  if (!Buffer.from(name, 'utf8').equals(raw)) throw new Failure('bag.foreign-entry', { path: folder + name, type: 'name' })
  return name
}

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let held: string[] = []
  let size = 0
  for await (const line of lines) {
    held.push(line)
    size += line.length
    if (size < CHUNK_BYTES) continue
    yield Buffer.from(held.join(''), 'utf8')
    held = []
    size = 0
  }
  if (held.length > 0) yield Buffer.from(held.join(''), 'utf8')
}

/** Order of the UTF-8 bytes, which is that of the code points, not of JavaScript's UTF-16 units. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}
