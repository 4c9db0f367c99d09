// The synopsis: every exhibit on one line with its page, then findings, timeline, and the case at a glance.
import { exhibitId } from '../../case/exhibit.ts'
import { soundRecord } from '../../metadata/stored-record.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FindingWords, ReportModel } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { Synopsis } from '../report/synopsis.ts'
import { timelineDrawing } from '../report/timeline-drawing.ts'
import type { LateLayer } from './archival-document.ts'
import { shortDigest } from './digest.ts'
import { drawShapes, measureOf } from './draw-shapes.ts'
import { overviewPart } from './overview-part.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'
import { Table } from './table.ts'

const MAX_FINDINGS = 12

/** The table's page column, one late layer a page. */
export class PageColumn {
  readonly #pages: { layer: LateLayer; rows: { exhibit: number; baseline: number; right: number }[] }[] = []

  open(flow: PageFlow): void {
    this.#pages.push({ layer: flow.late(), rows: [] })
  }

  add(exhibit: number, baseline: number, right: number): void {
    this.#pages.at(-1)?.rows.push({ exhibit, baseline, right })
  }

  fill(flow: PageFlow, pageOf: (exhibit: number) => number | undefined): void {
    for (const { layer, rows } of this.#pages) {
      layer.fill(() => {
        for (const { exhibit, baseline, right } of rows) {
          const page = pageOf(exhibit)
          if (page !== undefined) flow.draw(String(page), right, baseline, { size: SIZE.table, align: 'right' })
        }
      })
    }
  }
}

/** Yields after each row: the caller passes on what was written. */
export async function* synopsisPages(
  flow: PageFlow, model: ReportModel, words: ReportWords, findingWords: FindingWords, number: string, pages: PageColumn,
): AsyncGenerator<void> {
  const text = words.synopsis
  const synopsis = new Synopsis()
  flow.section(number, text.title)
  flow.heading(text.exhibitsTitle, 70)
  if (model.totals.exhibits === 0) flow.text(text.noExhibits)
  else yield* exhibitTable(flow, model, words, synopsis, pages)

  flow.heading(text.findingsTitle, 70)
  findings(flow, words, findingWords, synopsis)

  const drawing = timelineDrawing(synopsis.overview.times, words, CONTENT_WIDTH, measureOf(flow))
  flow.heading(text.timelineTitle, (drawing?.height ?? 0) + 3 * LEADING.table)
  if (drawing === undefined) {
    flow.text(text.noDates)
  } else {
    flow.text(text.dates(synopsis.overview.times.size, model.totals.exhibits), { size: SIZE.table, ink: INK.grey })
    flow.space(3)
    drawShapes(flow, drawing)
    flow.text(text.axis, { size: SIZE.caption, ink: INK.grey })
  }
  overviewPart(flow, words, synopsis.overview.value(), model.coastline)
}

async function* exhibitTable(
  flow: PageFlow, model: ReportModel, words: ReportWords, synopsis: Synopsis, pages: PageColumn,
): AsyncGenerator<void> {
  const [id, name, type, size, received, digest, page] = words.synopsis.headers
  const table = new Table(flow, [
    { header: id, share: 29, face: 'bold' },
    { header: name, share: 101, size: SIZE.caption },
    { header: type, share: 46, size: SIZE.caption },
    { header: size, share: 50, align: 'right', size: SIZE.caption },
    { header: received, share: 109, size: SIZE.caption },
    { header: digest, share: 119, face: 'mono', size: SIZE.caption },
    { header: page, share: 28, align: 'right' },
  ], () => pages.open(flow))
  for await (const { exhibit, record: given } of model.exhibits()) {
    const record = soundRecord(given)
    synopsis.add({ exhibit, record })
    const top = flow.page
    const baseline = table.row([
      exhibitId(exhibit.number),
      visibleShort(exhibit.name, 90),
      visibleShort(record?.file.detected?.extension.toUpperCase() ?? words.exhibits.typeUnknown, 40),
      words.format.number(exhibit.size),
      words.format.shortInstant(exhibit.receivedAt, model.record.timeZone),
      shortDigest(exhibit.digests.sha256),
      '',
    ])
    pages.add(exhibit.number, baseline, table.rightOf(6))
    flow.document.pdf.goTo(CONTENT_LEFT, baseline - 9, CONTENT_WIDTH, LEADING.table + 2, exhibitDestination(exhibit.number))
    if (flow.page !== top || exhibit.number % 20 === 0) yield
  }
  table.end()
  flow.text(words.synopsis.receivedNote(model.record.timeZone), { size: SIZE.caption, ink: INK.grey })
}

/** Named destinations sort the same in every locale: a letter and digits of one length. */
export function exhibitDestination(number: number): string {
  return `e${String(number).padStart(9, '0')}`
}

function findings(flow: PageFlow, words: ReportWords, findingWords: FindingWords, synopsis: Synopsis): void {
  const text = words.synopsis
  const groups = synopsis.findings()
  // Plain information is in the blocks; here only what a reader should weigh, unless there is nothing else.
  const weighty = groups.filter(({ level }) => level !== 'info')
  const shown = (weighty.length > 0 ? weighty : groups).slice(0, MAX_FINDINGS)
  if (shown.length === 0) {
    flow.text(text.noFindings)
    return
  }
  const [level, finding, exhibits] = text.findingHeaders
  const table = new Table(flow, [{ header: level, share: 24 }, { header: finding, share: 46 }, { header: exhibits, share: 30 }])
  for (const group of shown) {
    table.row([
      { text: words.exhibits.level(group.level), mark: group.level },
      findingWords(group.example).title,
      text.exhibitList(group.exhibits.map(exhibitId), group.count - group.exhibits.length),
    ])
  }
  table.end()
  if (groups.length > shown.length) flow.text(text.moreFindings(groups.length - shown.length), { size: SIZE.caption, ink: INK.grey })
}
