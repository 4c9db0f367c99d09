// The figures in words, as parts of charts and tables: one arrangement for the screen and for paper.
import type { Chart, PrintedPart, Series, SheetTable, StatisticsPrint } from '../../bundle/statistics-print.ts'
import { ACTIONS, VERDICTS } from '../../delivery/statistics/action.ts'
import { monthAfter } from '../../delivery/statistics/period.ts'
import { OTHERS } from '../../delivery/statistics/small-counts.ts'
import { SPANS, type Annual, type AnnualScope, type AnnualTable, type Quality, type QualityTable, type Statistics } from '../../delivery/statistics/statistics.ts'
import type { NameOf } from '../../delivery/statistics/statistics-csv.ts'
import type { StatisticsWords } from '../../delivery/statistics/statistics-words.ts'

export interface Naming {
  readonly words: StatisticsWords
  readonly nameOf: NameOf
}

/** More columns than this are no chart: the table has them. */
const MAX_MONTHS_DRAWN = 36
/** A colour means the same in both kinds of figures. */
const FILL: { readonly [name: string]: number } = {
  removed: 0, accepted: 0, restricted: 1, rejected: 2, gone: 3, acknowledged: 4, in_progress: 4, no_answer: 5, refused: 6, unknown: 7, [OTHERS]: 8,
}

export function factsOf({ organisation, period, generatedAt, ...figures }: Statistics, words: StatisticsWords): [string, string][] {
  const { labels } = words
  const totals: [string, string][] = figures.kind === 'annual'
    ? figures.scopes.map(({ scope, total }) => [words.scopes[scope].title, countText(total, words)])
    : [[labels.notices, countText(figures.total, words)]]
  return [
    [labels.organisation, organisation === '' ? labels.notGiven : organisation],
    [labels.period, [words.period(period.from, period.to, period.timeZone), ...(generatedAt.slice(0, 10) <= period.to ? [words.provisional] : [])].join(' — ')],
    [labels.generatedAt, words.instant(generatedAt, period.timeZone)],
    ...totals,
  ]
}

/** What is not printed, why, and by which rule; nothing when nothing is withheld. */
export function disclosureOf({ disclosure }: Statistics, words: StatisticsWords): readonly string[] {
  return disclosure.exact ? [] : [words.withheldLegend, words.disclosure(disclosure.threshold)]
}

export function warningOf({ disclosure }: Statistics, words: StatisticsWords): string | undefined {
  return disclosure.exact ? words.exact : undefined
}

export function annualParts({ scopes }: Annual, naming: Naming): PrintedPart[] {
  return scopes.map((scope) => ({ title: naming.words.scopes[scope.scope].title, ...scopePart(scope, naming) }))
}

function scopePart({ scope, total, tables, cells }: AnnualScope, naming: Naming): Pick<PrintedPart, 'lead' | 'sheets'> {
  const { words, nameOf } = naming
  const { note } = words.scopes[scope]
  if (tables.length === 0) return { lead: [note, total === 0 ? words.none : words.small], sheets: [] }
  const sheets = tables.flatMap((table) => (table.by === 'channel' ? [countSheet(table, naming)] : [barsOf(table, naming), countSheet(table, naming)]))
  const exact: SheetTable[] = cells === undefined ? [] : [{
    kind: 'table', title: `${words.line.provider} × ${words.line.harm}`, foot: undefined, note: undefined,
    columns: [left(words.line.provider, 30), left(words.line.harm, 30), left(words.actionMeanings.title, 28), right(words.total, 12)],
    rows: cells.map(({ provider, harm, action, count }) => [nameOf('provider', provider), nameOf('harm', harm), words.actions[action], words.number(count)]),
  }]
  return { lead: [note], sheets: [...sheets, ...exact] }
}

export function qualityParts({ total, hours, imprecise, tables }: Quality, naming: Naming): PrintedPart[] {
  const { words } = naming
  if (tables.length === 0) return [{ title: words.all, lead: [total === 0 ? words.none : words.small], sheets: [] }]
  const grounds = imprecise.share === null
    ? (imprecise.known === 0 ? words.impreciseUnknown : words.impreciseWithheld)
    : words.imprecise(countText(imprecise.count, words), countText(imprecise.known, words), words.percent(imprecise.share))
  const spans = SPANS.flatMap((span) => {
    const { medianHours, p90Hours } = hours[span]
    return [words.labelled(words.medianOf(words.spans[span]), hoursText(medianHours, words)), words.labelled(words.p90Of(words.spans[span]), hoursText(p90Hours, words))]
  })
  return [
    { title: capital(words.all), lead: [...spans, grounds], sheets: [] },
    ...tables.map((table): PrintedPart => ({
      title: words.by[table.by], lead: [],
      sheets: [table.by === 'month' ? monthsOf(table, naming) : barsOf(table, naming), shareSheet(table, naming), hoursSheet(table, naming)],
    })),
  ]
}

/** The arrangement on paper; law facts come from the dated data, in words. */
export function printOf(statistics: Statistics, naming: Naming, law: readonly string[]): StatisticsPrint {
  const { words } = naming
  const annual = statistics.kind === 'annual'
  const { counted, uncertain } = statistics.coarse
  return {
    language: words.language, title: annual ? words.annualTitle(String(statistics.year)) : words.qualityTitle, subject: words.subject,
    author: statistics.organisation === '' ? `scelle ${statistics.toolVersion}` : statistics.organisation,
    at: statistics.generatedAt, toolVersion: statistics.toolVersion, identity: [JSON.stringify(statistics), words.language],
    banner: statistics.disclosure.exact ? words.exactBanner : undefined, page: (number) => words.pdf.page(number), total: (count) => words.pdf.total(count), number: (value) => words.number(value),
    facts: factsOf(statistics, words), warning: warningOf(statistics, words),
    notes: [
      { title: words.counted.title, paragraphs: [...(annual ? words.counted.annual : words.counted.quality), ...(counted === 0 ? [] : [words.coarse(countText(counted, words), countText(uncertain, words))])] },
      ...(statistics.disclosure.exact ? [] : [{ title: words.labels.disclosure, paragraphs: disclosureOf(statistics, words) }]),
      ...(annual ? [
        { title: words.actionMeanings.title, paragraphs: ACTIONS.map((action) => words.labelled(capital(words.actions[action]), words.actionMeanings.text[action])) },
        { title: words.procedures.title, paragraphs: [words.procedures.text] },
        { title: words.law.title, paragraphs: [words.law.intro, words.law.list, words.law.procedures, ...law] },
      ] : [{ title: words.law.title, paragraphs: law }]),
    ],
    parts: annual ? annualParts(statistics, naming) : qualityParts(statistics, naming),
  }
}

function seriesOf(columns: readonly string[], names: { readonly [name: string]: string }, order: readonly string[]): Series[] {
  return columns.map((column) => ({ letter: column === OTHERS ? '+' : String.fromCharCode(65 + order.indexOf(column)), name: names[column] ?? column, fill: FILL[column] ?? 8 }))
}

const seriesOfTable = (table: AnnualTable | QualityTable, words: StatisticsWords): Series[] =>
  (isQuality(table) ? seriesOf(table.columns, words.verdicts, VERDICTS) : seriesOf(table.columns, words.actions, ACTIONS))

/** Quality has hours in each row. */
function isQuality(table: AnnualTable | QualityTable): table is QualityTable {
  return table.rows.some((row) => 'hours' in row)
}

function barsOf(table: AnnualTable | QualityTable, { words, nameOf }: Naming): Chart {
  return {
    kind: 'bars', title: words.chart.bars(words.by[table.by]), caption: words.chart.letters, series: seriesOfTable(table, words), withheld: words.chart.withheld,
    bars: table.rows.map(({ key, total, counts }) => ({ label: nameOf(table.by, key), total, parts: counts })),
  }
}

function monthsOf(table: QualityTable, { words, nameOf }: Naming): Chart {
  const months = table.rows.filter(({ key }) => key !== OTHERS)
  const drawn = months.slice(-MAX_MONTHS_DRAWN)
  return {
    kind: 'columns', title: words.chart.months, series: seriesOfTable(table, words), withheld: words.chart.withheld,
    caption: [words.chart.letters, words.chart.unnamedMonth, ...(drawn.length < months.length ? [words.chart.lastMonths(drawn.length)] : [])].join(' '),
    bars: everyMonth(drawn.map(({ key }) => key)).map((key) => {
      const row = drawn.find((each) => each.key === key)
      return { label: nameOf('month', key), total: row?.total ?? 0, parts: row?.counts ?? [] }
    }),
  }
}

/** Months without a line have their place in the drawing. */
function everyMonth(keys: readonly string[]): string[] {
  const [first = '', last = first] = [keys[0], keys.at(-1)]
  const all = [first]
  while ((all.at(-1) ?? last) < last) all.push(monthAfter(all.at(-1) ?? last))
  return first === '' ? [] : all.slice(-MAX_MONTHS_DRAWN)
}

function countSheet(table: AnnualTable, { words, nameOf }: Naming): SheetTable {
  const series = seriesOfTable(table, words)
  return {
    kind: 'table', title: words.labelled(words.by[table.by], words.countsTitle),
    columns: [left(words.line[table.by], 27), ...series.map(({ letter, name }) => right(`${letter} ${name}`, 14.5)), right(words.total, 10)],
    rows: table.rows.map(({ key, total, counts }) => [nameOf(table.by, key), ...counts.map((count) => countText(count, words)), words.number(total)]),
    foot: [words.total, ...table.totals.map((total) => words.number(total)), words.number(table.rows.reduce((sum, { total }) => sum + total, 0))],
    note: undefined,
  }
}

function shareSheet(table: QualityTable, { words, nameOf }: Naming): SheetTable {
  const series = seriesOfTable(table, words)
  const cell = (count: number | null, share: number | null): string => (count === null || share === null ? words.withheldSign : `${words.number(count)} (${words.percent(share)})`)
  return {
    kind: 'table', title: words.labelled(words.by[table.by], words.sharesTitle),
    columns: [left(words.line[table.by], 32), ...series.map(({ letter, name }) => right(`${letter} ${name}`, 16)), right(words.total, 11)],
    rows: table.rows.map(({ key, total, counts, shares }) => [nameOf(table.by, key), ...counts.map((count, index) => cell(count, shares[index] ?? null)), words.number(total)]),
    foot: [words.total, ...table.totals.map((total) => words.number(total)), words.number(table.rows.reduce((sum, { total }) => sum + total, 0))],
    note: undefined,
  }
}

function hoursSheet(table: QualityTable, { words, nameOf }: Naming): SheetTable {
  return {
    kind: 'table', title: words.labelled(words.by[table.by], words.hoursTitle),
    columns: [left(words.line[table.by], 34), ...SPANS.flatMap((span) => [right(words.medianOf(words.spans[span]), 12), right(words.p90Of(words.spans[span]), 12)])],
    rows: table.rows.map(({ key, hours }) => [nameOf(table.by, key), ...SPANS.flatMap((span) => [hoursText(hours[span].medianHours, words), hoursText(hours[span].p90Hours, words)])]),
    foot: undefined, note: undefined,
  }
}

const left = (header: string, share: number) => ({ header, share, align: 'left' as const })
const right = (header: string, share: number) => ({ header, share, align: 'right' as const })
const countText = (count: number | null, words: StatisticsWords): string => (count === null ? words.withheldSign : words.number(count))
const hoursText = (value: number | null, words: StatisticsWords): string => (value === null ? '—' : words.hours(value))
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
