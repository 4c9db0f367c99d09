// A manifest as a seal froze it, streamed and digested in the same read: what is parsed is what the token covers.
import { createHash } from 'node:crypto'
import { readBagPath } from './bag/bag-path.ts'
import type { CheckSheet } from './check-sheet.ts'
import type { Container } from './container.ts'
import { lineBatches } from './line-batches.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    'SEAL.MANIFEST_LINE_INVALID': { line: number }
  }
}

const LINE = /^([0-9a-f]{64})[ ]{2}(.+)$/s

/** SHA-256 of the bytes, hexadecimal. `onLine` gets each path with its SHA-256. */
export async function readFrozenManifest(
  container: Container, path: string, sheet: CheckSheet, onLine: (path: string, sha256: string) => void,
): Promise<string> {
  const hash = createHash('sha256')
  let line = 0
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of container.stream(path)) {
      hash.update(chunk)
      yield chunk
    }
  }
  for await (const { lines } of lineBatches(path, hashed())) {
    for (const bytes of lines) {
      line += 1
      const [, sha256, written] = LINE.exec(bytes.toString('utf8')) ?? []
      const name = written === undefined ? undefined : readBagPath(written, false)
      if (sha256 === undefined || name === undefined || name.defect !== undefined) sheet.add('SEAL.MANIFEST_LINE_INVALID', 'failed', path, { line })
      else onLine(name.path, sha256)
    }
  }
  return hash.digest('hex')
}
