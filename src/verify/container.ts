// A case or a bag as the verifier sees it: a list of paths and their bytes, whether it lies in a folder or in a zip.
// Read-only, and nothing that the content says leads anywhere else.
import { Failure } from '../system/failure.ts'
import type { DigestName, DigestResult } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'verify.too-many-files': { path: string; limit: number }
    /** A file of the container that must be read whole is larger than any honest one. */
    'verify.too-large': { path: string; limit: number }
    'verify.missing-file': { path: string }
  }
}

/** Files that a container may hold. */
export const FILES_LIMIT = 1_000_000

export interface ContainerEntry {
  /** Below the base directory, `/`-separated. Untrusted. Bytes that are not UTF-8 are written `\xff`. */
  readonly path: string
  readonly size: number
  /** `other`: links, devices, pipes and names that are not UTF-8: never opened. */
  readonly kind: 'file' | 'other'
}

export interface Container {
  readonly kind: 'folder' | 'zip'
  /** What the user named. */
  readonly location: string
  /** Files in no particular order; folders are not told. @throws `verify.too-many-files`, `zip.*`, `system.io` */
  list(): AsyncIterable<ContainerEntry>
  /** A small file, whole. @throws `verify.missing-file`, `verify.too-large`, `zip.unreadable`, `system.io` */
  read(path: string, limit: number): Promise<Buffer>
  stream(path: string): AsyncIterable<Buffer>
  /** Digests in the order of the paths, each file read once. SHA-256 is always among them. */
  digest(paths: readonly string[], algorithms: readonly DigestName[], onBytes?: (bytes: number) => void): Promise<DigestResult[]>
  close(): Promise<void>
}

/** Reads a stream into one buffer. @throws `verify.too-large` */
export async function readWhole(path: string, chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > limit) throw new Failure('verify.too-large', { path, limit })
    parts.push(chunk)
  }
  return Buffer.concat(parts, total)
}
