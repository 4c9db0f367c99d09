// Reads files as exhibits of a case whose payload folder is wherever they lie.
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { nodeIsolated } from '../../../src/system/isolated-process.ts'
import { nodeExifTool } from '../../../src/system/exiftool-process.ts'
import type { World } from '../../../src/system/world.ts'
import { openEngines } from '../../../src/metadata/engines.ts'
import type { Engines } from '../../../src/metadata/engines.ts'
import { inspectExhibit } from '../../../src/metadata/inspect-exhibit.ts'
import type { Exhibit } from '../../../src/case/exhibit.ts'
import type { MetadataRecord } from '../../../src/metadata/record.ts'

export const RECEIVED = '2026-11-23T17:00:00.000Z'
/** The part of a world that metadata needs for one file. */
export const smallWorld = {
  isolated: nodeIsolated(new AbortController().signal), exiftool: { open: () => nodeExifTool(new AbortController().signal) },
} as unknown as World

export function exhibitAt(path: string, more: Partial<Exhibit> = {}): Exhibit {
  const bytes = statSync(path).size < 2 ** 26 ? readFileSync(path) : Buffer.alloc(0)
  const name = basename(path)
  return {
    number: 1, name, path: name, stored: name, kind: 'original', sensitive: 'none', size: statSync(path).size,
    digests: { sha256: createHash('sha256').update(bytes).digest('hex') }, modifiedAt: RECEIVED, receivedAt: RECEIVED, source: null, origin: path, ...more,
  }
}

export function readerOf(folder: string): { read(path: string): Promise<MetadataRecord>; engines: Engines; close(): Promise<void> } {
  const engines = openEngines(smallWorld, [folder])
  return { engines, read: (path) => inspectExhibit(engines, exhibitAt(path), dirname(path)), close: () => engines.close() }
}
