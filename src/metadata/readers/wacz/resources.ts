// Every file that datapackage.json lists is there, has that size and that digest; every file that is there is listed (WACZ
// 1.1.1 §5). WARC files are read once for both: their own digest, and those of their records. No outside code.
import { createHash } from 'node:crypto'
import { visibleShort } from '../../../system/visible.ts'
import { finding } from '../../finding-codes.ts'
import type { Reading } from '../../reading.ts'
import type { Finding } from '../../record.ts'
import { inflated } from '../../warc/inflated.ts'
import { warcSurvey } from '../../warc/survey.ts'
import { contentOf } from '../../zip/directory.ts'
import { DATAPACKAGE, DIGEST_FILE, Lines, isObject, stringIn } from './package.ts'
import type { JsonObject, WaczPackage } from './package.ts'

const RESOURCES = 50_000
const HASH = /^(md5|sha1|sha256|sha384|sha512):([0-9a-fA-F]{32,128})$/

export async function checkResources(wacz: WaczPackage, datapackage: JsonObject | undefined): Promise<{ readonly findings: readonly Finding[]; readonly warcs: readonly Reading[] }> {
  const check = new Check(wacz)
  const listed = datapackage?.['resources']
  for (const resource of Array.isArray(listed) ? listed.slice(0, RESOURCES) as unknown[] : []) await check.resource(resource)
  await check.rest()
  return { findings: check.findings(datapackage !== undefined), warcs: check.warcs }
}

class Check {
  readonly warcs: Reading[] = []
  readonly #wacz: WaczPackage
  readonly #listed = new Set<string>()
  readonly #surveyed = new Set<string>()
  readonly #digests = new Map<string, string>()
  readonly #missing = new Lines()
  readonly #differ = new Lines()
  readonly #incomplete = new Lines()
  readonly #uncovered = new Lines()
  #of = 0

  constructor(wacz: WaczPackage) {
    this.#wacz = wacz
  }

  async resource(resource: unknown): Promise<void> {
    this.#of += 1
    const path = isObject(resource) ? stringIn(resource, 'path') : undefined
    if (!isObject(resource) || path === undefined) return this.#incomplete.add(`WACZ:datapackage:resources[${this.#of}]: no path`)
    const source = `WACZ:datapackage:resources[${this.#of}] ${visibleShort(path, 150)}`
    this.#listed.add(path)
    const item = this.#wacz.files.get(path)
    if (item === undefined) return this.#missing.add(source)
    const told = toldOf(resource)
    if (told.incomplete.length > 0) this.#incomplete.add(`${source}: ${told.incomplete.join(', ')}`)
    const faults: string[] = []
    if (told.bytes !== undefined && told.bytes !== item.entry.uncompressedSize) faults.push(`bytes = ${told.bytes}, is ${item.entry.uncompressedSize}`)
    const found = await this.#digest(path, told.algorithm)
    if (told.hash !== undefined && found !== told.hash.toLowerCase()) faults.push(`hash = ${told.algorithm}:${told.hash}, is ${found}`)
    if (faults.length > 0) this.#differ.add(`${source}: ${faults.join('; ')}`)
  }

  /** Captures that are not listed are read too. */
  async rest(): Promise<void> {
    for (const name of this.#wacz.files.keys()) {
      if (name !== DATAPACKAGE && name !== DIGEST_FILE && !this.#listed.has(name)) this.#uncovered.add(`WACZ:${visibleShort(name, 200)}`)
    }
    for (const name of this.#wacz.warcs) if (!this.#surveyed.has(name)) await this.#digest(name, 'sha256')
  }

  /** A path that is listed again is not read again. */
  async #digest(name: string, algorithm: string): Promise<string> {
    const key = `${algorithm}:${name}`
    const digest = this.#digests.get(key) ?? await this.#read(name, algorithm)
    this.#digests.set(key, digest)
    return digest
  }

  async #read(name: string, algorithm: string): Promise<string> {
    const item = this.#wacz.files.get(name)
    if (item === undefined) return 'absent'
    const hash = createHash(algorithm)
    const bytes = hashed(contentOf(this.#wacz.zip, item), (chunk) => hash.update(chunk))
    try {
      if (this.#wacz.warcs.includes(name) && !this.#surveyed.has(name)) {
        this.#surveyed.add(name)
        const defects: string[] = []
        const { uncompressedSize: size } = item.entry
        this.warcs.push(await warcSurvey(inflated(bytes, size, defects), size, defects, `WACZ:${name}`))
      }
      // The rest of a file whose records ended early is of the file too.
      while ((await bytes.next()).done !== true);
      return hash.digest('hex')
    } catch (error) {
      return `unreadable (${String(error instanceof Error ? error.message : error).slice(0, 80)})`
    }
  }

  findings(described: boolean): Finding[] {
    return [
      ...(this.#missing.count === 0 ? [] : [finding('wacz-resource-missing', 'warn', { files: this.#missing.count }, this.#missing.first)]),
      ...(this.#differ.count === 0 ? [] : [finding('wacz-digest-mismatch', 'warn', { files: this.#differ.count, of: this.#of }, this.#differ.first)]),
      ...(this.#incomplete.count === 0 ? [] : [finding('wacz-resource-incomplete', 'notice', { files: this.#incomplete.count, of: this.#of }, this.#incomplete.first)]),
      ...(this.#uncovered.count === 0 || !described ? [] : [finding('wacz-uncovered-file', 'notice', { files: this.#uncovered.count }, this.#uncovered.first)]),
    ]
  }
}

interface Told {
  readonly bytes?: number
  readonly algorithm: string
  readonly hash?: string
  /** What the standard asks for and is not there. */
  readonly incomplete: readonly string[]
}

/** Version 1.0 had the digest and the size one level deeper. */
function toldOf(resource: JsonObject): Told {
  const { stats, bytes } = resource
  const older = isObject(stats) ? stats : undefined
  const size = bytes ?? older?.['bytes']
  const digest = HASH.exec(stringIn(resource, 'hash') ?? (older === undefined ? '' : `${stringIn(resource, 'hashing') ?? ''}:${stringIn(older, 'hash') ?? ''}`))
  const incomplete = [...(stringIn(resource, 'name') === undefined ? ['no name'] : []), ...(typeof bytes === 'number' ? [] : ['no bytes']), ...(HASH.test(stringIn(resource, 'hash') ?? '') ? [] : ['no hash'])]
  return { ...(typeof size === 'number' ? { bytes: size } : {}), algorithm: digest?.[1] ?? 'sha256', ...(digest === null ? {} : { hash: digest[2] as string }), incomplete }
}

async function* hashed(chunks: AsyncGenerator<Buffer>, update: (chunk: Buffer) => void): AsyncGenerator<Buffer, undefined> {
  for await (const chunk of chunks) {
    update(chunk)
    yield chunk
  }
  return undefined
}
