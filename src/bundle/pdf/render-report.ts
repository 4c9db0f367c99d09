// The PDF report from its model: pages in the order a reader needs them, written out as they are made.
import { exhibitId } from '../../case/exhibit.ts'
import type { Picture } from '../../metadata/record.ts'
import { soundRecord } from '../../metadata/stored-record.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { FindingWords, ReportExhibit, ReportModel } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { openDocument } from './archival-document.ts'
import type { ArchivalDocument } from './archival-document.ts'
import { environmentPage, glossaryPage, journalPages, uncoveredPage } from './closing-pages.ts'
import { conversationPages } from './conversation-pages.ts'
import { exhibitBlock } from './exhibit-block.ts'
import { checkPage, ContentsPage, coverPage } from './front-pages.ts'
import type { ContentsLine } from './front-pages.ts'
import { PageFlow } from './page-flow.ts'
import { INK, SIZE } from './sheet.ts'
import { PageColumn, synopsisPages } from './synopsis-pages.ts'

/** Above this many exhibits, blocks have no picture and no raw tags, and the document says so. */
export const COMPACT_ABOVE = 2_000
/** Above this many, only exhibits with something to look at have a block: nobody reads 37,000 pages. */
export const SELECTED_ABOVE = 10_000
const MAX_SELECTED = 2_000
/** Above this many, contents and bookmarks name ranges of exhibits. */
const MAX_LISTED = 36
const RANGES = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000]

/** Byte-identical for an identical model. Memory does not follow the number of exhibits. */
export async function* renderReport(model: ReportModel, words: ReportWords, findingWords: FindingWords): AsyncIterable<Uint8Array> {
  const document = openDocument({
    title: words.document.reportTitle(model.record.reference),
    author: [model.record.operator, model.record.unit].filter((part) => part !== '').join(', '),
    subject: words.document.subject,
    language: model.language,
    toolVersion: model.toolVersion,
    at: model.asOf,
    identity: ['report', model.record.id, model.payloadManifestSha256, model.asOf, model.sealNumber, model.draft ? 'draft' : 'final'],
  })
  const flow = new PageFlow(document, runningLines(model, words), (first, last) => spanOf(words, first, last))
  for await (const _ of pages(flow, model, words, findingWords)) yield* written(document)
  for (const attachment of model.attachments) {
    document.attach(attachment)
    yield* written(document)
  }
  document.pdf.end()
  yield* written(document)
}

/** What waits in the document, and a turn for everything else that runs. */
export async function* written(document: ArchivalDocument): AsyncGenerator<Uint8Array> {
  const chunk = document.takeChunk()
  if (chunk === null || chunk.length === 0) return
  yield chunk
  await new Promise((resolve) => { setImmediate(resolve) })
}

export function bannerOf(exercise: boolean, draft: boolean, words: ReportWords): string | undefined {
  const parts = [...(draft ? [words.running.draft] : []), ...(exercise ? [words.running.exercise] : [])]
  return parts.length === 0 ? undefined : parts.join('  ·  ')
}

/** Reference and as many words of the title as a running line holds. */
export function headerOf(reference: string, title: string): string {
  const words = visible(title).slice(0, 400).split(' ')
  let short = ''
  for (const word of words) {
    if (short.length + word.length > 60) {
      short = short === '' ? `${word.slice(0, 60)}…` : `${short}…`
      break
    }
    short += short === '' ? word : ` ${word}`
  }
  return [visibleShort(reference, 40), ...(short === '' ? [] : [short])].join(' · ')
}

function runningLines(model: ReportModel, words: ReportWords): ConstructorParameters<typeof PageFlow>[1] {
  return {
    header: headerOf(model.record.reference, model.record.title),
    banner: bannerOf(model.record.exercise, model.draft, words),
    footer: `${words.running.manifest(model.payloadManifestSha256.slice(0, 16))} · ${words.running.tool(model.toolVersion)}`,
    page: (number) => words.running.page(number),
    total: (count) => words.format.number(count),
  }
}

/** `Pièce 0012` and `Pièce 0014` → `Pièces 0012 à 0014`. */
function spanOf(words: ReportWords, first: string, last: string): string {
  const id = (heading: string): string => /\d+$/.exec(heading)?.[0] ?? heading
  return words.running.exhibits(id(first), id(last))
}

interface Section {
  readonly number: string
  readonly title: string
  page: number | undefined
}

/** A line of the contents below "exhibits": one exhibit, or a range of them. */
interface Range {
  readonly first: string
  last: string
  readonly name: string
  readonly page: number
}

async function* pages(flow: PageFlow, model: ReportModel, words: ReportWords, findingWords: FindingWords): AsyncGenerator<void> {
  const section = (number: number, title: string): Section => ({ number: String(number), title, page: undefined })
  const check = section(1, words.check.title)
  const synopsis = section(2, words.synopsis.title)
  const exhibits = section(3, words.exhibits.title)
  const conversations = (model.conversations?.length ?? 0) === 0 ? [] : [section(4, words.chat.title)]
  const after = 4 + conversations.length
  const journal = section(after, words.journal.title)
  const environment = section(after + 1, words.environment.title)
  const uncovered = section(after + 2, words.uncovered.title)
  const glossary = section(after + 3, words.glossary.title)
  const all = [check, synopsis, exhibits, ...conversations, journal, environment, uncovered, glossary]

  const { pdf } = flow.document
  let exhibitMarks = pdf.outline
  let conversationMarks = pdf.outline
  flow.onSection = (number, title) => {
    const opened = all.find((one) => one.number === number)
    const item = pdf.outline.addItem(opened === undefined ? title : `${opened.number}. ${title}`)
    if (opened === undefined) return
    opened.page = flow.page
    pdf.addNamedDestination(sectionDestination(opened), 'XYZ', 0, 0, null)
    if (opened === exhibits) exhibitMarks = item
    if (conversations.includes(opened)) conversationMarks = item
  }

  coverPage(flow, model, words)
  pdf.outline.addItem(words.cover.kind)
  yield
  checkPage(flow, model, words, check.number)
  yield
  const step = RANGES.find((size) => model.totals.exhibits / size <= MAX_LISTED) ?? model.totals.exhibits
  const perLine = model.totals.exhibits <= MAX_LISTED ? 1 : step
  const selected = model.totals.exhibits > SELECTED_ABOVE
  const contents = new ContentsPage(flow, words, all.flatMap((one): ContentsLine[] => [
    { destination: sectionDestination(one), indent: false },
    ...(one === exhibits && !selected ? Array.from({ length: Math.ceil(model.totals.exhibits / perLine) }, (_, index) => ({ destination: rangeDestination(index), indent: true })) : []),
  ]))
  yield
  const column = new PageColumn()
  yield* synopsisPages(flow, model, words, findingWords, synopsis.number, column)
  yield

  const startPages = new Map<number, number>()
  const ranges: Range[] = []
  flow.section(exhibits.number, exhibits.title)
  const compact = model.totals.exhibits > COMPACT_ABOVE
  if (model.totals.exhibits === 0) flow.text(words.synopsis.noExhibits)
  else flow.text(selected ? words.exhibits.selected : compact ? words.exhibits.compact : words.exhibits.picturesNote(model.images), { size: SIZE.table, ink: INK.grey })
  flow.space(8)
  let ordinal = 0
  let group = exhibitMarks
  for await (const { item, picture } of withPictures(model, compact)) {
    const { exhibit } = item
    const id = exhibitId(exhibit.number)
    if (selected) {
      if (ordinal >= MAX_SELECTED || !isNotable(item)) continue
      ordinal += 1
      for (const _ of exhibitBlock(flow, model, words, findingWords, item, picture, { compact })) {
        if (startPages.get(exhibit.number) === undefined) {
          startPages.set(exhibit.number, flow.page)
          exhibitMarks.addItem(`${id} ${visibleShort(exhibit.name, 80)}`)
        }
        yield
      }
      continue
    }
    for (const _ of exhibitBlock(flow, model, words, findingWords, item, picture, { compact })) {
      if (startPages.get(exhibit.number) === undefined) {
        // The head of the block stands: its page is known.
        startPages.set(exhibit.number, flow.page)
        const name = visibleShort(exhibit.name, 80)
        if (ordinal % perLine === 0) {
          pdf.addNamedDestination(rangeDestination(ordinal / perLine), 'XYZ', 0, Math.max(0, flow.headTop - 30), null)
          ranges.push({ first: id, last: id, name, page: flow.page })
          if (perLine > 1) group = exhibitMarks.addItem(words.contents.exhibitRange(id, exhibitId(exhibit.number + Math.min(perLine, model.totals.exhibits - ordinal) - 1)))
        }
        const range = ranges.at(-1)
        if (range !== undefined) range.last = id
        ;(perLine > 1 ? group : exhibitMarks).addItem(`${id} ${name}`)
      }
      yield
    }
    ordinal += 1
  }
  if (selected && ordinal === 0) flow.text(words.exhibits.noneSelected)
  flow.about(undefined)

  for (const one of conversations) {
    yield* conversationPages(flow, model, words, one.number, (exhibit) => { conversationMarks.addItem(words.chat.heading(exhibitId(exhibit))) })
    yield
  }
  yield* journalPages(flow, model, words, journal.number)
  yield
  environmentPage(flow, model, words, environment.number)
  yield
  yield* uncoveredPage(flow, model, words, uncovered.number)
  yield
  glossaryPage(flow, words, glossary.number)
  flow.finish()
  column.fill(flow, (number) => startPages.get(number))
  contents.fill(all.flatMap((one) => [
    { number: one.number, label: one.title, page: one.page },
    ...(one === exhibits ? ranges.map((range) => ({
      label: perLine === 1 ? `${range.first}  ${range.name}` : words.contents.exhibitRange(range.first, range.last), page: range.page,
    })) : []),
  ]))
}

function isNotable({ record }: ReportExhibit): boolean {
  return record?.findings.some(({ level }) => level !== 'info') === true
}

// Named destinations sort the same in every locale: a letter and digits of one length.
function sectionDestination(section: Section): string {
  return `s${section.number}`
}

function rangeDestination(index: number): string {
  return `r${String(index).padStart(9, '0')}`
}

/** Each exhibit with its picture; the next picture is made while this block is laid out. */
async function* withPictures(model: ReportModel, compact: boolean): AsyncGenerator<{ item: ReportExhibit; picture: Picture }> {
  const pictureOf = async (item: ReportExhibit): Promise<Picture> => {
    if (item.exhibit.sensitive === 'prohibited') return { status: 'prohibited' }
    const { record } = item
    const image = record === undefined || record.image !== undefined || record.file.detected?.mime.startsWith('image/') === true
    if (compact || model.images === 'none') return { status: image ? 'withheld' : 'not-an-image' }
    try {
      return await item.picture()
    } catch {
      return { status: 'error' }
    }
  }
  let waiting: { item: ReportExhibit; picture: Promise<Picture> } | undefined
  for await (const given of model.exhibits()) {
    const item: ReportExhibit = { exhibit: given.exhibit, record: soundRecord(given.record), picture: () => given.picture() }
    const next = { item, picture: pictureOf(item) }
    if (waiting !== undefined) yield { item: waiting.item, picture: await waiting.picture }
    waiting = next
  }
  if (waiting !== undefined) yield { item: waiting.item, picture: await waiting.picture }
}
