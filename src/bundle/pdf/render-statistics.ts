// The printed figures: who counts what, for which days and how; then charts as vectors, each with its table.
import type { SheetTable, StatisticsPrint } from '../statistics-print.ts'
import { openDocument } from './archival-document.ts'
import { barred } from './front-pages.ts'
import { PageFlow } from './page-flow.ts'
import { written } from './render-report.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'
import { barChart, columnChart } from './statistics-charts.ts'
import { Table } from './table.ts'

const LABELS = 128
const NOTE_LEADING = 12
/** A part without a drawing goes on where there is room for it. */
const SHORT_PART = 190

/** Byte-identical for identical figures. */
export async function* renderStatistics(print: StatisticsPrint): AsyncIterable<Uint8Array> {
  const document = openDocument({
    title: print.title, author: print.author, subject: print.subject, language: print.language, toolVersion: print.toolVersion, at: print.at,
    identity: ['statistics', ...print.identity],
  })
  const flow = new PageFlow(document, {
    header: print.title, banner: print.banner, footer: `scelle ${print.toolVersion}`, page: (number) => print.page(number), total: (count) => print.total(count),
  }, (first) => first)
  flow.onSection = (_, title) => { document.pdf.outline.addItem(title) }
  flow.nextPage()
  head(flow, print)
  yield* written(document)
  for (const part of print.parts) {
    flow.section(undefined, part.title, part.sheets.length === 0 ? SHORT_PART : Infinity)
    for (const sentence of part.lead) {
      flow.text(sentence)
      flow.space(4)
    }
    for (const sheet of part.sheets) {
      if (sheet.kind === 'table') printedTable(flow, sheet)
      else if (sheet.kind === 'bars') barChart(flow, sheet, print)
      else columnChart(flow, sheet, print)
      yield* written(document)
    }
  }
  flow.finish()
  document.pdf.end()
  yield* written(document)
}

function head(flow: PageFlow, { title, facts, warning, notes }: StatisticsPrint): void {
  flow.space(12)
  flow.text(title, { face: 'bold', size: SIZE.title, maxLines: 4 })
  flow.space(6)
  flow.rule(INK.accent, 1)
  flow.space(12)
  for (const [label, value] of facts) {
    const lines = flow.lines(label, { width: LABELS - 8 })
    const top = flow.y
    flow.text(label, { ink: INK.grey, width: LABELS - 8 })
    const after = flow.y
    flow.y = top
    flow.text(value, { x: CONTENT_LEFT + LABELS, width: CONTENT_WIDTH - LABELS, maxLines: 6 })
    flow.y = Math.max(flow.y, lines.length > 1 ? after : 0) + 3
  }
  flow.space(8)
  if (warning !== undefined) barred(flow, warning, INK.red, 'bold')
  for (const note of notes) {
    flow.heading(note.title)
    for (const paragraph of note.paragraphs) {
      flow.text(paragraph, { size: SIZE.table, leading: NOTE_LEADING })
      flow.space(2)
    }
  }
}

function printedTable(flow: PageFlow, sheet: SheetTable): void {
  flow.heading(sheet.title, 5 * LEADING.table + 6)
  const table = new Table(flow, sheet.columns)
  for (const row of sheet.rows) table.row(row)
  if (sheet.foot !== undefined) table.row(sheet.foot.map((text) => ({ text, face: 'bold' as const })))
  table.end()
  if (sheet.note === undefined) return
  flow.text(sheet.note, { size: SIZE.caption, ink: INK.grey })
  flow.space(6)
}
