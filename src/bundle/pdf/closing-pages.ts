// The last pages: the custody journal, the environment, what is not covered, the glossary.
import type { EnvironmentItem } from '../../seal/environment-statement.ts'
import { visibleShort } from '../../system/visible.ts'
import type { ReportModel } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { drawDigest } from './digest.ts'
import { bullet } from './front-pages.ts'
import type { Mark } from './mark.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'
import { Table } from './table.ts'

const ROWS_BETWEEN_YIELDS = 20

/** A journal is printed whole up to here; beyond it, its two ends. */
const PRINTED_WHOLE = 5000
const PRINTED_ENDS = 1000

/** Every act on one line, or the ends of a journal that nobody would read on paper; the chain's root at the end. */
export async function* journalPages(flow: PageFlow, model: ReportModel, words: ReportWords, number: string): AsyncGenerator<void> {
  const text = words.journal
  flow.section(number, text.title)
  flow.text(text.intro)
  flow.text(text.timesNote(model.record.timeZone), { ink: INK.grey, size: SIZE.table })
  const { size } = model.journal
  const shortened = size > PRINTED_WHOLE
  if (shortened) {
    const attached = model.attachments.some(({ name }) => name === 'custody.ndjson')
    flow.text(text.shortened(size, PRINTED_ENDS, model.draft ? 'journal.ndjson' : attached ? 'attached' : 'metadata/custody.ndjson'))
  }
  flow.space(6)
  const [seq, at, actor, action, subject] = text.headers
  const table = new Table(flow, [
    { header: seq, share: 36, align: 'right' }, { header: at, share: 106, size: SIZE.caption }, { header: actor, share: 88, size: SIZE.caption },
    { header: action, share: 114 }, { header: subject, share: 138, size: SIZE.caption },
  ])
  let rows = 0
  let leftOut = 0
  for await (const entry of model.entries()) {
    if (shortened && entry.seq >= PRINTED_ENDS && entry.seq < size - PRINTED_ENDS && entry.action.startsWith('exhibit.')) {
      leftOut += 1
      continue
    }
    if (leftOut > 0) table.row(['…', '', '', text.leftOut(leftOut), ''])
    leftOut = 0
    const detail = text.facts(entry.action, entry.facts)
    const whole = text.subject(entry.subject)
    const more = detail !== '' && detail !== whole
    // The number of an exhibit is never cut: what is said of it takes the room that is left.
    const object = oneLine(flow, whole, more ? 70 : 132, SIZE.caption)
    const room = 126 - flow.faces.text.width(flow.faces.text.drawable(object), SIZE.caption)
    const tail = more ? ` · ${oneLine(flow, detail, room, SIZE.caption)}` : ''
    table.row([
      words.format.number(entry.seq),
      words.format.shortInstant(entry.at, model.record.timeZone),
      oneLine(flow, entry.actor, 82, SIZE.caption),
      oneLine(flow, text.action(entry.action), 108, SIZE.table),
      object + tail,
    ])
    rows += 1
    if (rows % ROWS_BETWEEN_YIELDS === 0) yield
  }
  table.end()
  flow.ensure(5 * LEADING.table)
  flow.text(text.end(model.journal.size))
  flow.space(2)
  flow.draw(text.root, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, ink: INK.grey })
  flow.y += LEADING.table
  drawDigest(flow, model.journal.root, CONTENT_LEFT, flow.y + ascent(SIZE.caption, LEADING.table))
  flow.y += LEADING.table
  flow.text(words.format.labelled(text.origin, model.journal.origin), { size: SIZE.caption, ink: INK.grey, maxLines: 2 })
}

/** One line each, by the issue: both ends stay, the middle goes. */
function oneLine(flow: PageFlow, text: string, width: number, size: number): string {
  const face = flow.faces.text
  let max = 120
  let shown = visibleShort(text, max)
  while (max > 3 && face.width(face.drawable(shown), size) > width) {
    max = Math.min(max - 1, Math.ceil(max * 0.92))
    shown = visibleShort(text, max)
  }
  return shown
}

export function environmentPage(flow: PageFlow, model: ReportModel, words: ReportWords, number: string): void {
  const text = words.environment
  flow.section(number, text.title, 90 + Math.min(model.environment.items.length, 30) * 17)
  flow.text(text.intro(words.format.instant(model.environment.at, model.record.timeZone)))
  flow.space(6)
  const [item, value, status] = text.headers
  const table = new Table(flow, [{ header: item, share: 30 }, { header: value, share: 50 }, { header: status, share: 20 }])
  for (const one of withComponentsTogether(model.environment.items)) {
    const mark: Mark = one.status
    const detail = one.detail === undefined ? '' : ` (${visibleShort(one.detail, 200)})`
    const said = one.value === null ? text.empty : text.value(one.id, visibleShort(one.value, 400))
    table.row([visibleShort(text.item(one.id), 80), `${said}${detail}`, { text: text.status(one.status), mark }])
  }
  table.end()
}

const COMPONENT = 'dependency:'

/** The versions of the parts that scelle is made of: one row instead of one each, where the first one stood. */
function withComponentsTogether(items: readonly EnvironmentItem[]): EnvironmentItem[] {
  const components = items.filter(({ id }) => id.startsWith(COMPONENT))
  const value = components.map(({ id, value: version }) => `${id.slice(COMPONENT.length)}\u00a0${version ?? '?'}`).join(', ')
  let placed = false
  return items.flatMap((item): EnvironmentItem[] => {
    if (!item.id.startsWith(COMPONENT)) return [item]
    if (placed) return []
    placed = true
    return [{ id: 'dependencies', value, status: item.status }]
  })
}

export function* uncoveredPage(flow: PageFlow, model: ReportModel, words: ReportWords, number: string): Generator<void> {
  const text = words.uncovered
  flow.section(number, text.title, 220 + Math.min(model.uncovered.length, 30) * 18)
  flow.text(text.intro)
  flow.space(6)
  if (model.uncovered.length === 0) {
    flow.text(text.none)
  } else {
    const [kind, subject, reason] = text.headers
    const table = new Table(flow, [{ header: kind, share: 24 }, { header: subject, share: 40 }, { header: reason, share: 36 }])
    for (const [index, one] of model.uncovered.entries()) {
      table.row([{ text: text.kind(one.kind), mark: 'failed' }, visibleShort(one.subject, 200), visibleShort(one.reason, 300)])
      if (index % ROWS_BETWEEN_YIELDS === 0) yield
    }
    table.end()
    if (model.uncoveredMore > 0) flow.text(text.more(model.uncoveredMore))
  }
  flow.heading(text.alwaysTitle)
  for (const sentence of text.always) bullet(flow, sentence)
}

export function glossaryPage(flow: PageFlow, words: ReportWords, number: string): void {
  const text = words.glossary
  flow.section(number, text.title, 440)
  flow.text(text.intro, { ink: INK.grey })
  flow.space(10)
  const width = CONTENT_WIDTH - 140
  for (const [word, meaning] of text.words) {
    const lines = flow.lines(meaning, { width })
    flow.ensure(lines.length * LEADING.text)
    const top = flow.y
    flow.draw(word, CONTENT_LEFT, top + ascent(SIZE.text, LEADING.text), { face: 'bold' })
    flow.text(meaning, { x: CONTENT_LEFT + 140, width })
    flow.space(8)
  }
}
