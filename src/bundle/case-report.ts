// From a case folder to the model of its report: streams over the journal, records read one by one, nothing held whole.
import { exhibits, refusals, type CaseFolder } from '../case/case-folder.ts'
import { hasChanged } from '../case/changed-exhibit.ts'
import { exhibitId } from '../case/exhibit.ts'
import type { JournalEntry } from '../case/journal-entry.ts'
import { readJournal } from '../case/journal.ts'
import { chatPath, readChatHeader, readChatMessages } from '../metadata/chat/transcript-file.ts'
import type { ChatHeader } from '../metadata/chat/transcript.ts'
import type { PictureMessage, Pictures } from '../metadata/pictures.ts'
import type { PictureMode } from '../metadata/record.ts'
import { readRecord, vouchedDigests } from '../metadata/stored-record.ts'
import type { EnvironmentStatement } from '../seal/environment-statement.ts'
import { interrupted } from '../system/errno.ts'
import type { World } from '../system/world.ts'
import { keepYoungSpace } from '../system/young-objects.ts'
import type { DocumentWords } from './document-words.ts'
import { conversationPagePath } from './conversation-page.ts'
import { readCoastline } from './report/coastline.ts'
import type { Attachment, ReportConversation, ReportExhibit, ReportModel, Uncovered } from './report/report-model.ts'

/** pdfkit holds an attachment whole. */
const ATTACHMENT_LIMIT = 20 * 1024 * 1024
/** Refused files named in the report; the count is always whole. */
const UNCOVERED_LIMIT = 2000

export interface ReportState {
  readonly draft: boolean
  readonly sealNumber: number
  /** Journal lines covered. */
  readonly size: number
  readonly asOf: string
  readonly root: string
  readonly origin: string
  readonly payloadManifestSha256: string
  readonly environment: EnvironmentStatement
  readonly images: PictureMode
}

export async function reportModel(world: World, folder: CaseFolder, state: ReportState, words: DocumentWords, pictures: Pictures): Promise<ReportModel> {
  keepYoungSpace()
  const { dir, record } = folder
  return {
    language: record.language,
    draft: state.draft,
    record,
    asOf: state.asOf,
    toolVersion: world.host.toolVersion,
    totals: { exhibits: folder.state.exhibits, bytes: folder.state.bytes, refused: folder.state.refused },
    sealNumber: state.sealNumber,
    payloadManifestSha256: state.payloadManifestSha256,
    journal: { size: state.size, root: state.root, origin: state.origin },
    images: state.images,
    exhibits: () => reportExhibits(world, dir, state.images, pictures),
    entries: () => firstEntries(world, dir, state.size),
    conversations: await conversationsOf(world, dir, { size: state.size, sealed: !state.draft }),
    environment: state.environment,
    ...await uncovered(world, folder, words),
    attachments: await attachments(world, dir, words),
    coastline: await readCoastline(world),
  }
}

async function* reportExhibits(world: World, dir: string, images: PictureMode, pictures: Pictures): AsyncGenerator<ReportExhibit> {
  const vouched = await vouchedDigests(world, dir)
  for await (const exhibit of exhibits(world, dir)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    yield {
      exhibit,
      record: await readRecord(world, dir, exhibit, vouched),
      async picture() {
        if (exhibit.sensitive === 'prohibited') return { status: 'prohibited' }
        if (exhibit.stored === null || images === 'none') return { status: 'withheld' }
        const picture = await pictures.picture(`${dir}/${exhibit.stored}`, exhibit, images)
        return picture.status === 'ok' && await hasChanged(world, dir, exhibit) ? { status: 'error', message: 'changed' satisfies PictureMessage } : picture
      },
    }
  }
}

/** Exhibits that have a transcript of these bytes, as the journal tells it. What is not that is left out: the verifier tells it. */
export async function conversationsOf(world: World, dir: string, { size, sealed }: { readonly size: number; readonly sealed: boolean }): Promise<ReportConversation[]> {
  const transcribed = new Map<number, unknown>()
  for await (const entry of firstEntries(world, dir, size)) if (entry.action === 'exhibit.transcribed') transcribed.set(Number(entry.subject), entry.facts['transcript'])
  const list: ReportConversation[] = []
  if (transcribed.size === 0) return list
  for await (const { number, digests, sensitive } of exhibits(world, dir)) {
    if (!transcribed.has(number) || sensitive === 'prohibited') continue
    const header = (): Promise<ChatHeader | undefined> => readChatHeader(world, dir, number, digests.sha256)
    if (await header() === undefined) continue
    // Written by another hand, or by a run that was stopped before its journal line.
    const [transcript] = await world.evidence.digest([`${dir}/${chatPath(number)}`], ['sha256'])
    if (transcript?.outcome !== 'read' || transcript.digests.sha256 !== transcribed.get(number)) continue
    list.push({
      exhibit: number, toolVersion: world.host.toolVersion, transcript: chatPath(number), ...(sealed ? { page: conversationPagePath(number) } : {}),
      header, messages: () => readChatMessages(world, dir, number),
    })
  }
  return list
}

/** The first `size` lines of the journal. */
export async function* firstEntries(world: World, dir: string, size: number): AsyncGenerator<JournalEntry> {
  for await (const { entry } of readJournal(world, dir)) {
    if (entry.seq >= size) return
    yield entry
  }
}

async function uncovered(world: World, { dir }: CaseFolder, words: DocumentWords): Promise<{ uncovered: Uncovered[]; uncoveredMore: number }> {
  const list: Uncovered[] = []
  let more = 0
  const add = (one: Uncovered): void => {
    if (list.length < UNCOVERED_LIMIT) list.push(one)
    else more += 1
  }
  for await (const refusal of refusals(world, dir)) {
    add({ kind: 'refused', subject: refusal.path, reason: words.refusal[refusal.reason] })
  }
  const vouched = await vouchedDigests(world, dir)
  for await (const exhibit of exhibits(world, dir)) {
    const record = await readRecord(world, dir, exhibit, vouched)
    const broken = record?.engines.find((run) => run.status !== 'ok' && run.status !== 'empty' && run.status !== 'unsupported')
    if (broken !== undefined) {
      add({ kind: 'unreadable-metadata', subject: exhibitId(exhibit.number), reason: `${broken.name} ${broken.version} : ${words.engineStatus[broken.status]}` })
    }
  }
  return { uncovered: list, uncoveredMore: more }
}

async function attachments(world: World, dir: string, words: DocumentWords): Promise<Attachment[]> {
  const wanted = [
    { name: 'manifest-sha256.txt', path: 'manifest-sha256.txt', mime: 'text/plain', relationship: 'Data', description: words.attachments.manifest },
    { name: 'case.json', path: 'metadata/case.json', mime: 'application/json', relationship: 'Data', description: words.attachments.caseRecord },
    { name: 'case.jsonld', path: 'metadata/case.jsonld', mime: 'application/ld+json', relationship: 'Data', description: words.attachments.caseGraph },
    { name: 'custody.ndjson', path: 'metadata/custody.ndjson', mime: 'application/x-ndjson', relationship: 'Source', description: words.attachments.journal },
  ] as const
  const list: Attachment[] = []
  for (const { path, ...rest } of wanted) {
    const facts = await world.files.facts(`${dir}/${path}`)
    if (facts === undefined || facts.size > ATTACHMENT_LIMIT) continue
    const bytes = await world.files.read(`${dir}/${path}`, ATTACHMENT_LIMIT)
    if (bytes !== undefined) list.push({ ...rest, bytes })
  }
  return list
}
