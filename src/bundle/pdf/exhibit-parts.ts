// The parts of an exhibit's block below its facts: dates, device and place, findings.
import { findingsIn } from '../../metadata/overview/case-findings.ts'
import type { FoundIn } from '../../metadata/overview/case-findings.ts'
import type { MetadataRecord, TimeFact } from '../../metadata/record.ts'
import { notFound, whoLooked } from '../../metadata/overview/who-looked.ts'
import { visibleShort } from '../../system/visible.ts'
import { rawTagLines } from '../report/raw-tags.ts'
import type { FindingWords } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { technicalRows } from '../report/technical-rows.ts'
import { drawMark, MARK_INK, MARK_WIDTH } from './mark.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'
import { Table } from './table.ts'

/** Where values start, and the sentence of an empty part: beside the longest title. */
const VALUE_X = 118
const MAX_DATES = 20
const MAX_FINDINGS = 30
const MAX_EVIDENCE = 60

export function datesPart(flow: PageFlow, words: ReportWords, record: MetadataRecord, file: string): void {
  const text = words.exhibits
  if (record.times.length === 0) {
    nothing(flow, text.datesTitle, text.noDates(whoLooked(record).looked))
    return
  }
  partTitle(flow, text.datesTitle, 84)
  const [role, raw, local, utc, zone, source] = text.dateHeaders
  const table = new Table(flow, [
    { header: role, share: 66 }, { header: raw, share: 100, face: 'mono', size: SIZE.caption }, { header: local, share: 66, size: SIZE.caption },
    { header: utc, share: 70, size: SIZE.caption }, { header: zone, share: 70, size: SIZE.caption }, { header: source, share: 110, size: SIZE.caption },
  ])
  for (const [index, fact] of record.times.slice(0, MAX_DATES).entries()) {
    const best = index === record.captured
    table.row([
      { text: text.timeRole(fact.role) + (best ? ` (${text.best})` : ''), face: best ? 'bold' : 'text' },
      visibleShort(fact.raw, 120),
      fact.valid ? spaced(fact.local) : text.invalidDate,
      spaced(fact.utc),
      zoneOf(text, fact),
      visibleShort(fact.source, 80) + (fact.by === undefined ? '' : ` (${visibleShort(fact.by.join(', '), 60)})`),
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
export function nothingPart(flow: PageFlow, words: ReportWords, record: MetadataRecord): void {
  nothing(flow, words.exhibits.nothingTitle, words.exhibits.nothingAtAll(whoLooked(record).looked))
}

export const NOTHING_HEIGHT = 2 * LEADING.table + 4

export function saysNothing(words: ReportWords, record: MetadataRecord): boolean {
  return record.times.length === 0 && record.findings.length === 0 && record.embedded === undefined && technicalRows(words, record).length === 0
    && failedReadings(record).length === 0 && rawTagLines(record.raw, 1).lines.length === 0
}

function failedReadings(record: MetadataRecord): MetadataRecord['engines'] {
  return record.engines.filter(({ status }) => status !== 'ok' && status !== 'empty' && status !== 'unsupported')
}

export function technicalPart(flow: PageFlow, words: ReportWords, record: MetadataRecord): void {
  const text = words.exhibits
  const rows = technicalRows(words, record)
  const failures = failedReadings(record)
  if (rows.length === 0) nothing(flow, text.technicalTitle, text.nothingTechnical(whoLooked(record).looked))
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
  const absent = notFound(record)
  const { looked } = whoLooked(record)
  if (rows.length > 0 && absent.length > 0 && looked.length > 0) quiet(flow, words.record.noneFound(absent, looked))
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
  const found = [...findingsIn(record)]
  if (found.length === 0) {
    nothing(flow, text.findingsTitle, text.noFindings)
    return
  }
  partTitle(flow, text.findingsTitle, 4 * LEADING.table + 4)
  for (const one of found.slice(0, MAX_FINDINGS)) oneFinding(flow, words, findingWords, one, file)
  if (found.length > MAX_FINDINGS) quiet(flow, text.moreFindings(found.length - MAX_FINDINGS, file))
}

function oneFinding(flow: PageFlow, words: ReportWords, findingWords: FindingWords, { finding, path }: FoundIn, file: string): void {
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
  if (path.length > 0) flow.text(words.format.labelled(text.inside, visibleShort(path.join(' › '), 300)), { ...indented, ink: INK.grey, maxLines: 4 })
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

/** A part that has nothing to show, with who looked. */
export function nothing(flow: PageFlow, title: string, sentence: string): void {
  flow.ensure(NOTHING_HEIGHT)
  flow.space(4)
  flow.draw(title, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { face: 'bold', size: SIZE.table, ink: INK.accent })
  flow.text(sentence, { x: CONTENT_LEFT + VALUE_X, width: CONTENT_WIDTH - VALUE_X, size: SIZE.table, ink: INK.grey, maxLines: 3 })
}

export function partTitle(flow: PageFlow, title: string, keep: number): void {
  flow.ensure(8 + LEADING.table + keep)
  flow.space(8)
  flow.draw(title, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { face: 'bold', size: SIZE.table, ink: INK.accent })
  flow.y += LEADING.table + 3
}

export function quiet(flow: PageFlow, sentence: string): void {
  flow.text(sentence, { size: SIZE.table, ink: INK.grey })
}
