// Writes what a seal freezes, in the order of DESIGN §5: custody and checkpoint, exhibits, environment, graph, payload
// manifest, report, bag tags, tag manifest; then the frozen copies in seals/NNNN, seal.json last.
import { createHash } from 'node:crypto'
import { exhibits, type WritableCase } from '../case/case-folder.ts'
import { canonicalJson } from '../case/canonical-json.ts'
import { readJournal } from '../case/journal.ts'
import { openPictures } from '../metadata/pictures.ts'
import type { PictureMode } from '../metadata/record.ts'
import { bagDeclaration, bagInfo } from '../seal/bag-info.ts'
import { stateEnvironment } from '../seal/environment.ts'
import { openLogSigner } from '../seal/log/log-signer.ts'
import { LogTree } from '../seal/log/tree.ts'
import { hasDigestThroughout, payloadManifest, tagFiles, tagManifest } from '../seal/manifest.ts'
import { SEAL_FORMAT, sealDir } from '../seal/seal-file.ts'
import { SealRecord } from '../seal/seal-record.ts'
import type { World } from '../system/world.ts'
import { caseGraph } from './case-uco/graph.ts'
import { firstEntries, reportModel } from './case-report.ts'
import { conversationPage, conversationPagePath } from './conversation-page.ts'
import type { DocumentWords } from './document-words.ts'
import { renderReport } from './pdf/render-report.ts'
import type { ReportModel } from './report/report-model.ts'

/** Lines go to the disk together: a write each would take longer than making them. */
const CHUNK = 64 * 1024

export interface Authority {
  /** File stem of its token, from its host name. */
  readonly name: string
  /** null: the embedded local authority. */
  readonly url: string | null
}

export interface SealedObjectInput {
  readonly number: number
  readonly authorities: readonly Authority[]
  readonly minAuthorities: number
  readonly images: PictureMode
  readonly words: DocumentWords
}

/** The journal line `seal.started` is the last one covered: it must have been appended just before. */
export async function writeSealedObject(world: World, c: WritableCase, input: SealedObjectInput): Promise<SealRecord> {
  const { dir, record } = c
  const write = (path: string, content: Parameters<World['files']['writeDurably']>[1]) => world.files.writeDurably(`${dir}/${path}`, content)
  for (const folder of ['metadata', 'report', sealDir(input.number)]) await world.files.makeDir(`${dir}/${folder}`)
  const size = c.state.size
  const asOf = c.state.lastAt

  const tree = new LogTree()
  await write('metadata/custody.ndjson', custody(world, dir, size, tree))
  const root = tree.root()
  const signer = await openLogSigner(world)
  const origin = `scelle.local/${record.id}`
  const checkpoint = signer.sign({ origin, size, root })
  await write('metadata/custody.checkpoint', checkpoint)
  await write('metadata/custody.vkey', `${signer.vkey}\n`)
  await write('metadata/exhibits.ndjson', exhibitLines(world, dir))
  const environment = await stateEnvironment(world, record)
  await write('metadata/environment.json', `${JSON.stringify(environment, null, 2)}\n`)
  await write('metadata/case.jsonld', caseGraph({ record, exhibits: exhibits(world, dir), entries: firstEntries(world, dir, size), toolVersion: world.host.toolVersion }))

  const manifest = await write('manifest-sha256.txt', payloadManifest(exhibits(world, dir), 'sha256'))
  const withSha512 = await hasDigestThroughout(exhibits(world, dir), 'sha512')
  if (withSha512) await write('manifest-sha512.txt', payloadManifest(exhibits(world, dir), 'sha512'))
  else await world.files.remove(`${dir}/manifest-sha512.txt`)

  const pictures = openPictures(world)
  try {
    const model = await reportModel(world, c, {
      draft: false, sealNumber: input.number, size, asOf, root: root.toString('hex'), origin,
      payloadManifestSha256: manifest.sha256, environment, images: input.images,
    }, input.words, pictures)
    await writeConversationPages(world, dir, model, input.words)
    await write('report/rapport.pdf', renderReport(model, input.words.report, input.words.finding))
  } finally {
    await pictures.close()
  }

  await write('bagit.txt', bagDeclaration())
  const payload = await storedTotals(world, dir)
  await write('bag-info.txt', bagInfo({ record, exhibits: payload.files, bytes: payload.bytes, date: asOf, toolVersion: world.host.toolVersion }))
  const tagged = await write('tagmanifest-sha256.txt', tagManifest(world, dir, await tagFiles(world, dir)))

  const frozen = sealDir(input.number)
  for (const name of ['tagmanifest-sha256.txt', 'manifest-sha256.txt', ...(withSha512 ? ['manifest-sha512.txt'] : [])]) {
    await write(`${frozen}/${name}`, world.files.stream(`${dir}/${name}`))
  }
  await write(`${frozen}/custody.checkpoint`, checkpoint)
  const seal: SealRecord = {
    format: SEAL_FORMAT, number: input.number, startedAt: asOf, state: 'pending',
    tagmanifest: tagged.sha256, payloadManifest: manifest.sha256,
    log: { origin, size, root: root.toString('hex') },
    minAuthorities: input.minAuthorities,
    authorities: input.authorities.map(({ name, url }) => ({ name, url, state: 'waiting' })),
  }
  await writeSealRecord(world, dir, seal)
  return seal
}

/** Each conversation whole, for a browser: sealed beside the report that shows the ends of a long one. */
async function writeConversationPages(world: World, dir: string, model: ReportModel, words: DocumentWords): Promise<void> {
  await world.files.remove(`${dir}/report/conversations`)
  const conversations = model.conversations ?? []
  if (conversations.length > 0) await world.files.makeDir(`${dir}/report/conversations`)
  for (const conversation of conversations) {
    const header = await conversation.header()
    if (header !== undefined) await world.files.writeDurably(`${dir}/${conversationPagePath(conversation.exhibit)}`, conversationPage(conversation, header, words.report, model.record.timeZone))
  }
}

export async function writeSealRecord(world: World, dir: string, seal: SealRecord): Promise<void> {
  await world.files.writeDurably(`${dir}/${sealDir(seal.number)}/seal.json`, `${JSON.stringify(seal, null, 2)}\n`)
}

/** Undefined when this seal was never frozen: it has to be made again. */
export async function readSealRecord(world: World, dir: string, number: number): Promise<SealRecord | undefined> {
  const bytes = await world.files.read(`${dir}/${sealDir(number)}/seal.json`, 1024 * 1024)
  if (bytes === undefined) return undefined
  try {
    return SealRecord.safeParse(JSON.parse(bytes.toString('utf8'))).data
  } catch {
    return undefined
  }
}

/** RFC 9162 root and SHA-256 of the payload manifest for a state that is not sealed: what a draft report shows. */
export async function draftDigests(world: World, dir: string, size: number): Promise<{ root: string; payloadManifestSha256: string }> {
  const tree = new LogTree()
  for await (const { entry, bytes } of readJournal(world, dir)) {
    if (entry.seq >= size) break
    tree.append(bytes)
  }
  const hash = createHash('sha256')
  for await (const chunk of payloadManifest(exhibits(world, dir), 'sha256')) hash.update(chunk)
  return { root: tree.root().toString('hex'), payloadManifestSha256: hash.digest('hex') }
}

async function* custody(world: World, dir: string, size: number, tree: LogTree): AsyncGenerator<Uint8Array> {
  const lf = Buffer.from('\n')
  let parts: Uint8Array[] = []
  let held = 0
  for await (const { entry, bytes } of readJournal(world, dir)) {
    if (entry.seq >= size) break
    tree.append(bytes)
    parts.push(bytes, lf)
    held += bytes.length + 1
    if (held < CHUNK) continue
    yield Buffer.concat(parts, held)
    parts = []
    held = 0
  }
  yield Buffer.concat(parts, held)
}

async function* exhibitLines(world: World, dir: string): AsyncGenerator<Uint8Array> {
  let text = ''
  for await (const exhibit of exhibits(world, dir)) {
    text += `${canonicalJson({ ...exhibit })}\n`
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

async function storedTotals(world: World, dir: string): Promise<{ files: number; bytes: number }> {
  let files = 0
  let bytes = 0
  for await (const exhibit of exhibits(world, dir)) {
    if (exhibit.stored === null) continue
    files += 1
    bytes += exhibit.size
  }
  return { files, bytes }
}
