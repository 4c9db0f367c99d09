// The parts of a WACZ package (WACZ 1.1.1 §3 to §6) as its ZIP directory has them, and its JSON files. No outside code.
import type { ZipFile } from 'yauzl'
import { contentOf, entriesOf } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/directory.ts'

export const DATAPACKAGE = 'datapackage.json'
export const DIGEST_FILE = 'datapackage-digest.json'
const ENTRIES = 20_000
const JSON_LIMIT = 32 * 2 ** 20

export interface WaczPackage {
  readonly zip: ZipFile
  /** Files by their full path; of entries of one name the last. */
  readonly files: ReadonlyMap<string, ZipEntry>
  readonly warcs: readonly string[]
  readonly indexes: readonly string[]
  readonly pages: readonly string[]
}

/** Undefined: a ZIP, but no WACZ. */
export async function waczPackage(zip: ZipFile): Promise<WaczPackage | undefined> {
  const files = new Map<string, ZipEntry>()
  for await (const item of entriesOf(zip)) {
    if (!item.folder) files.set(item.name, item)
    if (item.number >= ENTRIES) break
  }
  const named = (pattern: RegExp): string[] => [...files.keys()].filter((name) => pattern.test(name)).sort()
  const found = { zip, files, warcs: named(/^archive\/[^/]+\.warc(?:\.gz)?$/), indexes: named(/^indexes\/[^/]+\.(?:cdxj?|idx)(?:\.gz)?$/), pages: named(/^pages\/[^/]+\.jsonl$/) }
  const parts = [files.has(DATAPACKAGE), found.warcs.length > 0, found.indexes.length > 0, found.pages.length > 0].filter(Boolean).length
  return parts >= 2 && (files.has(DATAPACKAGE) || found.warcs.length > 0) && (found.warcs.length > 0 || found.pages.length > 0) ? found : undefined
}

/** Undefined: absent, too large, damaged. */
export async function bytesOf({ zip, files }: WaczPackage, name: string): Promise<Buffer | undefined> {
  const item = files.get(name)
  if (item === undefined || item.entry.uncompressedSize > JSON_LIMIT) return undefined
  try {
    const chunks: Buffer[] = []
    for await (const chunk of contentOf(zip, item)) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch {
    return undefined
  }
}

export type JsonObject = Readonly<Record<string, unknown>>

export function jsonObject(bytes: Buffer | string | undefined): JsonObject | undefined {
  if (bytes === undefined) return undefined
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function stringIn(object: JsonObject | undefined, key: string): string | undefined {
  const value = object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** How many lines say it, and the first of them. */
export class Lines {
  static readonly shown = 10
  readonly first: string[] = []
  count = 0

  add(line: string): void {
    this.count += 1
    if (this.first.length < Lines.shown) this.first.push(line)
  }
}
