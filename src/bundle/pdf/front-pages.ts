// The first pages: cover, how to check without this tool, contents. Contents are filled when all pages are known.
import { checkCommands } from '../report/check-commands.ts'
import type { ReportModel } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import type { LateLayer } from './archival-document.ts'
import { drawDigest } from './digest.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { visibleShort } from '../../system/visible.ts'
import { BASELINE, CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'
import { Table } from './table.ts'

const LABEL_WIDTH = 128
const MAX_COMMAND_SIZE = 8.5

export function coverPage(flow: PageFlow, model: ReportModel, words: ReportWords): void {
  const { cover, format } = words
  const { record } = model
  flow.nextPage()
  flow.space(34)
  flow.text(cover.kind, { face: 'bold', size: SIZE.section, ink: INK.accent })
  flow.space(4)
  flow.text(visibleShort(record.title, 220) || cover.untitled, { face: 'bold', size: SIZE.title, maxLines: 5 })
  flow.space(8)
  flow.rule(INK.accent, 1)
  flow.space(16)

  const given = (text: string): string => text || cover.notGiven
  const twoTimes = (at: string): string[] => [
    format.instant(at, record.timeZone),
    `${format.instant(at, 'UTC')}, ${cover.utc}`,
  ]
  const rows: [string, readonly string[]][] = [
    [cover.labels.reference, [record.reference]],
    [cover.labels.frame, [given(record.frame)]],
    [cover.labels.unit, [given(record.unit)]],
    [cover.labels.operator, [given(record.operator)]],
    [cover.labels.opened, twoTimes(record.createdAt)],
    [cover.labels.asOf, twoTimes(model.asOf)],
    [cover.labels.exhibits, [format.number(model.totals.exhibits)]],
    [cover.labels.size, [sizes(model.totals.bytes, words)]],
    ...(model.totals.refused > 0 ? [[cover.labels.refused, [format.number(model.totals.refused)]] as [string, string[]]] : []),
    [cover.labels.seal, [cover.seal(model.sealNumber, model.draft)]],
    [cover.labels.journal, [cover.journal(model.journal.size)]],
  ]
  for (const [label, values] of rows) labelledRow(flow, label, values)
  flow.draw(cover.labels.manifest, CONTENT_LEFT, flow.y + ascent(SIZE.text, BASELINE), { ink: INK.grey })
  drawDigest(flow, model.payloadManifestSha256, CONTENT_LEFT + LABEL_WIDTH, flow.y + ascent(SIZE.text, BASELINE))
  flow.space(BASELINE + 22)

  for (const sentence of cover.what) {
    flow.text(sentence)
    flow.space(4)
  }
  flow.space(8)
  barred(flow, cover.notProven, INK.accent, 'bold')
  if (record.exercise) barred(flow, cover.exercise, INK.red, 'text')
  if (model.draft) barred(flow, cover.draft, INK.red, 'text')
}

function sizes(bytes: number, words: ReportWords): string {
  const short = words.format.bytes(bytes)
  return bytes < 10_000 ? short : `${short} (${words.format.exactBytes(bytes)})`
}

function labelledRow(flow: PageFlow, label: string, values: readonly string[]): void {
  const style = { x: CONTENT_LEFT + LABEL_WIDTH, width: CONTENT_WIDTH - LABEL_WIDTH, maxLines: 5 }
  flow.draw(label, CONTENT_LEFT, flow.y + ascent(SIZE.text, BASELINE), { ink: INK.grey })
  for (const value of values) flow.text(value, style)
  flow.space(3)
}

/** A paragraph with a bar at its left. */
export function barred(flow: PageFlow, text: string, ink: string, face: 'text' | 'bold'): void {
  const lines = flow.lines(text, { face, width: CONTENT_WIDTH - 14 })
  flow.ensure(lines.length * BASELINE + 8)
  const top = flow.y
  flow.text(text, { face, x: CONTENT_LEFT + 14, width: CONTENT_WIDTH - 14 })
  flow.document.pdf.lineWidth(2).strokeColor(ink).moveTo(CONTENT_LEFT + 4, top + 1).lineTo(CONTENT_LEFT + 4, flow.y - 1).stroke()
  flow.space(10)
}

/** Lines for a shell, as they are to be copied: one drawn line each, made smaller rather than broken. */
export function commandBox(flow: PageFlow, lines: readonly string[]): void {
  const room = CONTENT_WIDTH - 20
  const widest = Math.max(...lines.map((line) => flow.faces.mono.width(flow.faces.mono.drawable(line), 1)))
  const size = Math.min(MAX_COMMAND_SIZE, room / widest)
  const height = lines.length * LEADING.table + 9
  flow.ensure(height + 4)
  const pdf = flow.document.pdf
  pdf.fillColor(INK.zebra).rect(CONTENT_LEFT, flow.y, CONTENT_WIDTH, height).fill()
  pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline).rect(CONTENT_LEFT, flow.y, CONTENT_WIDTH, height).stroke()
  for (const [index, line] of lines.entries()) {
    flow.draw(line, CONTENT_LEFT + 10, flow.y + 4.5 + ascent(SIZE.table, LEADING.table) + index * LEADING.table, { face: 'mono', size })
  }
  flow.y += height + 6
}

export function checkPage(flow: PageFlow, model: ReportModel, words: ReportWords, number: string): void {
  const { check } = words
  flow.section(number, check.title)
  flow.text(check.intro)
  const commands = checkCommands(model.sealNumber, check.authorityPlaceholder, check.rootPlaceholder)
  for (const [index, lines] of [commands.payload, commands.tags, commands.token].entries()) {
    const step = check.steps[index]
    if (step === undefined) continue
    flow.heading(step.question, 60)
    commandBox(flow, lines)
    flow.text(step.answer)
  }
  flow.space(6)
  for (const note of check.notes) bullet(flow, note)

  flow.heading(check.digestsTitle, 80)
  flow.text(check.digestsIntro)
  flow.space(6)
  for (const [label, hex, detail] of [
    [check.manifest, model.payloadManifestSha256, undefined],
    [check.root, model.journal.root, check.rootDetail(model.journal.size, model.journal.origin)],
  ] as const) {
    flow.ensure(3 * LEADING.table + 4)
    flow.text(label, { size: SIZE.table, ink: INK.grey })
    drawDigest(flow, hex, CONTENT_LEFT, flow.y + ascent(SIZE.caption, LEADING.table))
    flow.y += LEADING.table
    if (detail !== undefined) flow.text(detail, { size: SIZE.caption, ink: INK.grey })
    flow.space(5)
  }
  if (model.attachments.length === 0) return
  flow.heading(check.attachmentsTitle, 90)
  flow.text(check.attachmentsIntro, { size: SIZE.table, ink: INK.grey })
  flow.space(2)
  const [name, contents, size] = check.attachmentHeaders
  const table = new Table(flow, [
    { header: name, share: 34, face: 'mono', size: SIZE.caption }, { header: contents, share: 48 }, { header: size, share: 18, align: 'right' },
  ])
  for (const attachment of model.attachments) {
    table.row([visibleShort(attachment.name, 120), attachment.description, words.format.bytes(attachment.bytes.length)])
  }
  table.end()
}

export function bullet(flow: PageFlow, text: string): void {
  const lines = flow.lines(text, { width: CONTENT_WIDTH - 14 })
  flow.ensure(Math.min(lines.length, 2) * BASELINE)
  flow.draw('–', CONTENT_LEFT + 2, flow.y + ascent(SIZE.text, BASELINE), { ink: INK.accent })
  flow.text(text, { x: CONTENT_LEFT + 14, width: CONTENT_WIDTH - 14 })
  flow.space(2)
}

export interface ContentsLine {
  /** Named destination in the document. */
  readonly destination: string
  readonly indent: boolean
}

/** Draws the empty lines with their links now, and says what they are at the end. */
export class ContentsPage {
  readonly #flow: PageFlow
  readonly #placed: { baseline: number; indent: boolean }[] = []
  readonly #layer: LateLayer

  constructor(flow: PageFlow, words: ReportWords, lines: readonly ContentsLine[]) {
    flow.section(undefined, words.contents.title)
    this.#flow = flow
    for (const { destination, indent } of lines) {
      const height = indent ? LEADING.table + 1.5 : BASELINE + 6
      const baseline = flow.y + (indent ? ascent(SIZE.table, LEADING.table) : 6 + ascent(SIZE.text, BASELINE))
      flow.document.pdf.goTo(CONTENT_LEFT, flow.y, CONTENT_WIDTH, height, destination)
      this.#placed.push({ baseline, indent })
      flow.y += height
      if (!indent) flow.space(1)
    }
    this.#layer = flow.late()
  }

  fill(lines: readonly { number?: string; label: string; page: number | undefined }[]): void {
    const flow = this.#flow
    this.#layer.fill(() => {
      for (const [index, place] of this.#placed.entries()) {
        const line = lines[index]
        if (line === undefined) continue
        const { baseline, indent } = place
        const size = indent ? SIZE.table : SIZE.text
        const x = CONTENT_LEFT + (indent ? 36 : 20)
        const page = line.page === undefined ? '' : String(line.page)
        if (line.number !== undefined) flow.draw(line.number, CONTENT_LEFT, baseline, { face: 'bold', ink: INK.accent, size })
        const [label = ''] = flow.lines(line.label, { face: indent ? 'text' : 'bold', size, width: CONTENT_WIDTH - (x - CONTENT_LEFT) - 40, maxLines: 1 })
        const end = x + flow.draw(label, x, baseline, { face: indent ? 'text' : 'bold', size })
        flow.document.pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline).dash(0.5, { space: 2.5 })
          .moveTo(end + 6, baseline).lineTo(CONTENT_LEFT + CONTENT_WIDTH - 26, baseline).stroke().undash()
        flow.draw(page, CONTENT_LEFT + CONTENT_WIDTH, baseline, { size, align: 'right' })
      }
    })
  }
}
