// The parts of an exhibit's block below its facts: dates, device and place, findings, raw tags.
import type { Finding, MetadataRecord, TimeFact } from '../../metadata/record.ts'
import { visibleShort } from '../../system/visible.ts'
import { rawTagLines } from '../report/raw-tags.ts'
import type { FindingWords } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { coordinates } from '../report/synopsis.ts'
import { drawMark, MARK_INK, MARK_WIDTH } from './mark.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_HEIGHT, CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'
import { Table } from './table.ts'

/** Where values start, and the sentence of an empty part: beside the longest title. */
const VALUE_X = 118
const MAX_DATES = 20
const MAX_FINDINGS = 30
const MAX_EVIDENCE = 60
const MAX_TEXTS = 12
/** Raw tags asked for: more than fill one page in two columns. */
const MAX_TAGS = 160

export function datesPart(flow: PageFlow, words: ReportWords, record: MetadataRecord, file: string): void {
  const text = words.exhibits
  if (record.times.length === 0) {
    nothing(flow, text.datesTitle, text.noDates)
    return
  }
  partTitle(flow, text.datesTitle, 84)
  const [role, raw, local, utc, zone] = text.dateHeaders
  const table = new Table(flow, [
    { header: role, share: 104 }, { header: raw, share: 120, face: 'mono', size: SIZE.caption }, { header: local, share: 80, size: SIZE.caption },
    { header: utc, share: 84, size: SIZE.caption }, { header: zone, share: 94, size: SIZE.caption },
  ])
  for (const [index, fact] of record.times.slice(0, MAX_DATES).entries()) {
    const best = index === record.captured
    table.row([
      { text: text.timeRole(fact.role) + (best ? ` (${text.best})` : ''), face: best ? 'bold' : 'text' },
      visibleShort(fact.raw, 120),
      fact.valid ? spaced(fact.local) : text.invalidDate,
      spaced(fact.utc),
      zoneOf(text, fact),
    ])
  }
  table.end()
  if (record.times.length > MAX_DATES) quiet(flow, text.moreDates(record.times.length - MAX_DATES, file))
}

function zoneOf(text: ReportWords['exhibits'], fact: TimeFact): string {
  return text.zone(fact.zone.provenance, fact.zone.offset === undefined ? undefined : visibleShort(fact.zone.offset, 12))
}

/** `2026-11-23T18:04:07` → `2026-11-23 18:04:07`; the reader's own strings, so cut and escaped when drawn. */
function spaced(instant: string | undefined): string {
  return instant === undefined ? '—' : visibleShort(instant, 40).replace('T', ' ')
}

/** One line instead of four, for a file in which the readers found nothing. */
export function nothingPart(flow: PageFlow, words: ReportWords): void {
  nothing(flow, words.exhibits.nothingTitle, words.exhibits.nothingAtAll)
}

export const NOTHING_HEIGHT = LEADING.table + 4

export function saysNothing(words: ReportWords, record: MetadataRecord): boolean {
  return record.times.length === 0 && record.findings.length === 0 && technicalRows(words, record).length === 0
    && failedReadings(record).length === 0 && rawTagLines(record.raw, 1).lines.length === 0
}

function failedReadings(record: MetadataRecord): MetadataRecord['engines'] {
  return record.engines.filter(({ status }) => status !== 'ok' && status !== 'empty' && status !== 'unsupported')
}

function technicalRows({ exhibits: text }: ReportWords, record: MetadataRecord): [string, string][] {
  const { labels } = text
  const rows: [string, string][] = []
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') rows.push([label, visibleShort(value, 300)])
  }
  add(labels.device, [record.device?.make, record.device?.model].filter((part) => part !== undefined && part !== '').join(' '))
  add(labels.lens, record.device?.lens)
  add(labels.serials, record.device?.serials.slice(0, 6).map(({ value, source }) => `${value} (${source})`).join(', '))
  add(labels.software, record.software.slice(0, 6).map(({ name, source }) => `${name} (${source})`).join(', '))
  if (record.place !== undefined) {
    const altitude = record.place.altitude === undefined ? '' : `, ${text.altitude(record.place.altitude)}`
    add(labels.place, `${coordinates(record.place)}${altitude} (${record.place.source})`)
  }
  add(labels.profile, record.image?.colourProfile)
  for (const { key, value } of record.text.slice(0, MAX_TEXTS)) add(text.textKey(visibleShort(key, 24)), value)
  return rows
}

export function technicalPart(flow: PageFlow, words: ReportWords, record: MetadataRecord): void {
  const text = words.exhibits
  const rows = technicalRows(words, record)
  const failures = failedReadings(record)
  if (rows.length === 0) nothing(flow, text.technicalTitle, text.nothingTechnical)
  for (const [index, [label, value]] of rows.entries()) {
    const lines = flow.lines(value, { size: SIZE.table, width: CONTENT_WIDTH - VALUE_X, maxLines: 4 })
    if (index === 0) partTitle(flow, text.technicalTitle, lines.length * LEADING.table + 4)
    flow.ensure(lines.length * LEADING.table)
    const [shown = ''] = flow.lines(label, { size: SIZE.table, width: VALUE_X - 6, maxLines: 1 })
    flow.draw(shown, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, ink: INK.grey })
    for (const line of lines) {
      flow.draw(line, CONTENT_LEFT + VALUE_X, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table })
      flow.y += LEADING.table
    }
    flow.y += 1.5
  }
  for (const run of failures.slice(0, 8)) {
    const lines = flow.lines(words.format.labelled(text.failure, text.engine(run)), { size: SIZE.table, width: CONTENT_WIDTH - MARK_WIDTH, maxLines: 3 })
    flow.ensure(lines.length * LEADING.table + 2)
    drawMark(flow, 'failed', CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table))
    for (const line of lines) {
      flow.draw(line, CONTENT_LEFT + MARK_WIDTH, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, ink: MARK_INK.failed })
      flow.y += LEADING.table
    }
  }
}

export function findingsPart(flow: PageFlow, words: ReportWords, findingWords: FindingWords, record: MetadataRecord, file: string): void {
  const text = words.exhibits
  if (record.findings.length === 0) {
    nothing(flow, text.findingsTitle, text.noFindings)
    return
  }
  partTitle(flow, text.findingsTitle, 4 * LEADING.table + 4)
  for (const finding of record.findings.slice(0, MAX_FINDINGS)) oneFinding(flow, words, findingWords, finding, file)
  if (record.findings.length > MAX_FINDINGS) quiet(flow, text.moreFindings(record.findings.length - MAX_FINDINGS, file))
}

function oneFinding(flow: PageFlow, words: ReportWords, findingWords: FindingWords, finding: Finding, file: string): void {
  const text = words.exhibits
  const said = findingWords(finding)
  const level = text.level(finding.level)
  flow.ensure(LEADING.table * 4)
  const baseline = flow.y + ascent(SIZE.table, LEADING.table)
  drawMark(flow, finding.level, CONTENT_LEFT, baseline)
  const labelWidth = flow.draw(level, CONTENT_LEFT + MARK_WIDTH, baseline, { size: SIZE.table, face: 'bold', ink: MARK_INK[finding.level] }) + 10
  const x = CONTENT_LEFT + MARK_WIDTH + labelWidth
  flow.text(said.title, { size: SIZE.table, face: 'bold', x, width: CONTENT_WIDTH - MARK_WIDTH - labelWidth, maxLines: 6 })
  const indented = { size: SIZE.table, x: CONTENT_LEFT + MARK_WIDTH, width: CONTENT_WIDTH - MARK_WIDTH } as const
  if (said.means !== '') flow.text(words.format.labelled(text.means, said.means), { ...indented, maxLines: 12 })
  if (said.innocent !== '') flow.text(words.format.labelled(text.innocent, said.innocent), { ...indented, maxLines: 12 })
  if (finding.evidence.length > 0) {
    flow.ensure(LEADING.table + LEADING.caption)
    flow.text(text.evidence, { ...indented, ink: INK.grey })
    for (const line of finding.evidence.slice(0, MAX_EVIDENCE)) {
      flow.text(visibleShort(line, 400), {
        face: 'mono', size: SIZE.caption, leading: LEADING.caption, x: CONTENT_LEFT + MARK_WIDTH + 8, width: CONTENT_WIDTH - MARK_WIDTH - 8, maxLines: 3,
      })
    }
    const rest = finding.evidence.length - MAX_EVIDENCE
    if (rest > 0) flow.text(text.moreEvidence(rest, file), { ...indented, ink: INK.grey })
  }
  flow.space(5)
}

const TAG_GAP = 14
const TAG_WIDTH = (CONTENT_WIDTH - TAG_GAP) / 2
const TAG_LEADING = 9.4

/** Two columns that are filled one after the other, over one page at most. */
export function tagsPart(flow: PageFlow, words: ReportWords, record: MetadataRecord, file: string): void {
  const text = words.exhibits
  const { lines: tags, cut } = rawTagLines(record.raw, MAX_TAGS)
  if (tags.length === 0) {
    nothing(flow, text.tagsTitle, text.noTags)
    return
  }
  partTitle(flow, text.tagsTitle, 4 * TAG_LEADING + LEADING.caption + 4)
  // A tag's lines stay together, and a source's name stays with its first tag.
  const blocks: TagBlock[] = []
  let source = ''
  let budget = Math.floor(CONTENT_HEIGHT / TAG_LEADING) * 2 - 8
  for (const tag of tags) {
    const lines: TagBlock = []
    if (tag.source !== source) {
      source = tag.source
      lines.push({ text: flow.lines(source, { face: 'bold', size: SIZE.caption, width: TAG_WIDTH, maxLines: 1 })[0] ?? '', face: 'bold' })
    }
    const value = flow.lines(`${tag.name} = ${tag.value}`, { face: 'mono', size: SIZE.caption, width: TAG_WIDTH, maxLines: 2 })
    lines.push(...value.map((line) => ({ text: line, face: 'mono' as const })))
    budget -= lines.length
    if (budget < 0) break
    blocks.push(lines)
  }
  let at = 0
  while (at < blocks.length) {
    const room = Math.floor((flow.left - LEADING.caption) / TAG_LEADING)
    if (room < 4) {
      flow.nextPage()
      continue
    }
    const rows = rowsFor(blocks, at, room)
    for (const column of [0, 1]) {
      const x = CONTENT_LEFT + column * (TAG_WIDTH + TAG_GAP)
      let row = 0
      for (let block = blocks[at]; block !== undefined && row + block.length <= rows; block = blocks[at]) {
        for (const line of block) {
          const y = flow.y + row * TAG_LEADING + ascent(SIZE.caption, TAG_LEADING)
          flow.draw(line.text, x, y, { face: line.face, size: SIZE.caption, ink: line.face === 'bold' ? INK.grey : INK.black })
          row += 1
        }
        at += 1
      }
    }
    flow.y += rows * TAG_LEADING
  }
  if (cut || blocks.length < tags.length) {
    flow.ensure(LEADING.caption)
    flow.text(text.tagsContinue(file), { size: SIZE.caption, ink: INK.grey })
  }
}

type TagBlock = { readonly text: string; readonly face: 'mono' | 'bold' }[]

/** The least number of rows in which two columns hold all the blocks from `at` on; else all the room there is. */
function rowsFor(blocks: readonly TagBlock[], at: number, room: number): number {
  const rest = blocks.slice(at)
  const total = rest.reduce((sum, block) => sum + block.length, 0)
  for (let rows = Math.max(3, Math.ceil(total / 2)); rows < room; rows += 1) {
    let column = 0
    let row = 0
    for (const block of rest) {
      if (row + block.length > rows) {
        column += 1
        row = 0
      }
      row += block.length
    }
    if (column < 2) return rows
  }
  return room
}

/** A part that has nothing to show, on one line. */
function nothing(flow: PageFlow, title: string, sentence: string): void {
  flow.ensure(NOTHING_HEIGHT)
  flow.space(4)
  const baseline = flow.y + ascent(SIZE.table, LEADING.table)
  flow.draw(title, CONTENT_LEFT, baseline, { face: 'bold', size: SIZE.table, ink: INK.accent })
  flow.draw(sentence, CONTENT_LEFT + VALUE_X, baseline, { size: SIZE.table, ink: INK.grey })
  flow.y += LEADING.table
}

function partTitle(flow: PageFlow, title: string, keep: number): void {
  flow.ensure(8 + LEADING.table + keep)
  flow.space(8)
  flow.draw(title, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { face: 'bold', size: SIZE.table, ink: INK.accent })
  flow.y += LEADING.table + 3
}

function quiet(flow: PageFlow, sentence: string): void {
  flow.text(sentence, { size: SIZE.table, ink: INK.grey })
}
