// Builds a case file by file, as the page on the format says, without the code that seals: what the verifier is tested
// against must not come from the same hand. Only the token is made by the local authority.
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { canonicalJson, type JsonValue } from '../../../src/case/canonical-json.ts'
import { openLocalAuthority } from '../../../src/seal/authority/local-authority.ts'
import { vkeyOf, writeCheckpoint } from '../../../src/seal/log/checkpoint.ts'
import { LogTree } from '../../../src/seal/log/tree.ts'
import { buildTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import type { World } from '../../../src/system/world.ts'

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

const home = mkdtempSync(join(tmpdir(), 'scelle-verify-'))
export const world: World = createNodeWorld({ dataDir: join(home, 'data'), configDir: join(home, 'config') })
const key = generateKeyPairSync('ed25519').privateKey
const SIGNER = 'scelle/test'
const AT = '2026-11-23T17:04:07.120Z'

export function tempDir(name: string): string {
  return mkdtempSync(join(home, `${name}-`))
}

interface Line {
  readonly action: string
  readonly subject: string
  readonly facts: { readonly [key: string]: JsonValue }
}

/** Lines with their sequence and chain, from any place on. */
export function chain(lines: readonly Line[], start = { seq: 0, prev: '0'.repeat(64) }): string[] {
  let { seq, prev } = start
  return lines.map(({ action, subject, facts }) => {
    const text = canonicalJson({ v: 1, seq, at: AT, actor: 'test', action, subject, facts, prev })
    prev = sha256(text)
    seq += 1
    return text
  })
}

export class CaseBuilder {
  readonly dir: string
  readonly #journal: string[] = []
  readonly #exhibits: { readonly [key: string]: JsonValue }[] = []
  #seals = 0

  constructor(dir: string, { exercise = true } = {}) {
    this.dir = dir
    this.write('metadata/case.json', JSON.stringify({
      format: 'case/1', id: '6f0a7d0e-55a1-4c1c-9d47-0f6f4f7f2f11', reference: 'TEST-1', title: 'Essai', frame: '', operator: 'test', unit: '',
      profile: 'police', language: 'fr', exercise, timeZone: 'Europe/Paris', createdAt: AT,
    }))
    this.write('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    this.log('case.opened', 'case', {})
  }

  write(path: string, content: string | Uint8Array): void {
    const target = join(this.dir, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }

  read(path: string): Buffer {
    return readFileSync(join(this.dir, path))
  }

  log(action: string, subject: string, facts: Line['facts']): void {
    const last = this.#journal.at(-1)
    const start = last === undefined ? undefined : { seq: this.#journal.length, prev: sha256(last) }
    this.#journal.push(...chain([{ action, subject, facts }], start))
    if (this.journalIsWritten()) this.write('journal.ndjson', this.#journal.map((line) => `${line}\n`).join(''))
  }

  /** Long cases write their journal once, when they are sealed. */
  protected journalIsWritten(): boolean {
    return true
  }

  add(name: string, content: string): this {
    const number = this.#exhibits.length + 1
    const id = String(number).padStart(4, '0')
    const stored = `data/${id}/${name}`
    this.write(stored, content)
    const facts = {
      name, path: name, stored, kind: 'original', sensitive: 'none', size: Buffer.byteLength(content), digests: { sha256: sha256(content) },
      modifiedAt: AT, source: null, origin: `/somewhere/${name}`,
    }
    this.log('exhibit.added', id, facts)
    this.#exhibits.push({ number, ...facts, receivedAt: AT })
    return this
  }

  inspect(number: number, value = 'record'): this {
    const id = String(number).padStart(4, '0')
    const record = JSON.stringify({ format: 'metadata/1', exhibit: number, value })
    this.write(`metadata/records/${id}.json`, record)
    this.log('exhibit.inspected', id, { record: sha256(record) })
    return this
  }

  async seal({ tokens = ['locale'], complete = true }: { tokens?: readonly string[]; complete?: boolean } = {}): Promise<this> {
    this.#seals += 1
    const id = String(this.#seals).padStart(4, '0')
    const dir = `seals/${id}`
    this.log('seal.started', `seal/${id}`, {})
    const tree = new LogTree()
    for (const line of this.#journal) tree.append(Buffer.from(line))
    const size = this.#journal.length
    const root = tree.root()
    const checkpoint = writeCheckpoint({ origin: 'scelle.local/test', size, root }, { name: SIGNER, privateKey: key })
    this.write('metadata/custody.ndjson', this.read('journal.ndjson'))
    this.write('metadata/custody.checkpoint', checkpoint)
    this.write('metadata/custody.vkey', `${vkeyOf(SIGNER, createPublicKey(key))}\n`)
    this.write('metadata/exhibits.ndjson', this.#exhibits.map((exhibit) => `${canonicalJson(exhibit)}\n`).join(''))
    this.write('metadata/environment.json', '{}\n')
    this.write('report/rapport.pdf', `%PDF-1.7 rapport ${id}`)
    const manifest = this.#exhibits.map(({ stored, digests }) => `${(digests as { sha256: string }).sha256}  ${stored as string}\n`).join('')
    this.write('manifest-sha256.txt', manifest)
    const bytes = this.#exhibits.reduce((sum, { size: one }) => sum + Number(one), 0)
    this.write('bag-info.txt', `External-Identifier: TEST-1\nPayload-Oxum: ${bytes}.${this.#exhibits.length}\n`)
    const tagged = this.files().filter((path) => /^(?:bagit|bag-info|manifest-sha256)\.txt$|^(?:metadata|report)\//.test(path))
    const tagmanifest = tagged.map((path) => `${sha256(this.read(path))}  ${path}\n`).join('')
    this.write('tagmanifest-sha256.txt', tagmanifest)
    this.write(`${dir}/tagmanifest-sha256.txt`, tagmanifest)
    this.write(`${dir}/manifest-sha256.txt`, manifest)
    this.write(`${dir}/custody.checkpoint`, checkpoint)
    const authority = await openLocalAuthority(world)
    const received: { authority: string; sha256: string }[] = []
    for (const name of tokens) {
      const request = buildTimeStampReq({ algorithm: 'sha256', digest: createHash('sha256').update(tagmanifest).digest() }, world.random.bytes(16))
      const token = await authority.respond(request.der)
      this.write(`${dir}/${name}.tsr`, token)
      this.write(`${dir}/${name}.chain.pem`, authority.chainPem)
      received.push({ authority: name, sha256: sha256(token) })
    }
    this.write(`${dir}/seal.json`, JSON.stringify({
      format: 'seal/1', number: this.#seals, startedAt: AT, state: complete ? 'complete' : 'pending', tagmanifest: sha256(tagmanifest), payloadManifest: sha256(manifest),
      log: { origin: 'scelle.local/test', size, root: root.toString('hex') }, minAuthorities: 1,
      authorities: tokens.map((name) => ({ name, url: null, state: 'received' })),
    }))
    this.write(`${dir}/attestation.pdf`, `%PDF-1.7 attestation ${id}`)
    this.write(`${dir}/README.txt`, 'sha256sum -c tagmanifest-sha256.txt\n')
    if (complete) this.log('seal.completed', `seal/${id}`, {
      tagmanifest: sha256(tagmanifest), tokens: received,
      papers: { 'README.txt': sha256(this.read(`${dir}/README.txt`)), 'attestation.pdf': sha256(this.read(`${dir}/attestation.pdf`)) },
    })
    return this
  }

  lines(): string[] {
    return this.read('journal.ndjson').toString('utf8').split('\n').slice(0, -1)
  }

  files(): string[] {
    return readdirSync(this.dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(this.dir.length + 1)).toSorted()
  }
}
