// How good our notices are and how fast they work: what was accepted, rejected or left without an answer, and the hours to
// each answer. For the desk itself, in time to act before a platform does (recital 62 DSA).
import { URGENCIES } from '../../signalement/vocabulary.ts'
import { actionOf, VERDICTS, verdictOf, type Action, type Verdict } from './action.ts'
import { CoarseCount, head, type Occasion } from './annual.ts'
import { momentOf, type DeliveryFact, type DeliveryFacts } from './delivery-fact.ts'
import { Durations } from './durations.ts'
import { monthOf, type Period } from './period.ts'
import { isSmall, OTHERS, THRESHOLD } from './small-counts.ts'
import { SPANS, STATISTICS_FORMAT, type Quality, type QualityTable, type Span, type SpanFigures } from './statistics.ts'
import { printedCount, printedTable, Tally } from './tally.ts'

type By = QualityTable['by']
type SpanDurations = { readonly [span in Span]: Durations }

const HOUR_MS = 3_600_000
/** Verdicts that say that there is such a time. */
const TOLD_BY: { readonly [span in Span]: readonly Verdict[] } = {
  acknowledgement: ['accepted', 'rejected', 'in_progress'], decision: ['accepted', 'rejected'], removal: ['accepted', 'gone'],
}
/** Nine tenths of fewer are one notice. */
const ENOUGH_FOR_P90 = 2 * THRESHOLD

class Dimension {
  readonly tally = new Tally()
  readonly #spans = new Map<string, SpanDurations>()

  add(key: string, verdict: Verdict, spans: readonly (readonly [Span, number])[]): void {
    this.tally.add(key, verdict)
    if (spans.length === 0) return
    let durations = this.#spans.get(key)
    if (durations === undefined) this.#spans.set(key, durations = noDurations())
    for (const [span, ms] of spans) durations[span].add(ms)
  }

  /** Of several keys together. */
  spans(keys: readonly string[]): SpanDurations {
    const all = noDurations()
    for (const key of keys) for (const span of SPANS) all[span].addAll(this.#spans.get(key)?.[span] ?? new Durations())
    return all
  }
}

const noDurations = (): SpanDurations => ({ acknowledgement: new Durations(), decision: new Durations(), removal: new Durations() })

export async function qualityFigures(facts: DeliveryFacts, period: Period, occasion: Occasion): Promise<Quality> {
  const { exact } = occasion
  const dimensions: { readonly [by in By]: Dimension } = { provider: new Dimension(), harm: new Dimension(), urgency: new Dimension(), month: new Dimension() }
  const all = noDurations()
  const coarse = new CoarseCount(period)
  const grounds = { known: 0, imprecise: 0 }
  for await (const fact of facts) {
    const action = actionOf(fact)
    const month = monthOf(momentOf(fact), period)
    if (action === undefined || month === undefined) continue
    coarse.add(fact)
    const verdict = verdictOf(action)
    const spans = spansOf(fact, action)
    for (const [span, ms] of spans) all[span].add(ms)
    dimensions.provider.add(fact.destination, verdict, spans)
    dimensions.harm.add(fact.harm, verdict, spans)
    dimensions.urgency.add(fact.urgency ?? 'not_known', verdict, spans)
    dimensions.month.add(month, verdict, spans)
    if (verdict !== 'rejected' || fact.imprecise === undefined) continue
    grounds.known += 1
    if (fact.imprecise) grounds.imprecise += 1
  }
  const { total } = dimensions.provider.tally
  const empty = total === 0 || (!exact && isSmall(total))
  const tables = empty ? [] : [
    tableOf('provider', dimensions.provider, [], exact), tableOf('harm', dimensions.harm, [], exact), tableOf('urgency', dimensions.urgency, URGENCIES, exact),
    tableOf('month', dimensions.month, period.months.map(({ key }) => key), exact),
  ]
  return {
    format: STATISTICS_FORMAT, kind: 'quality', ...head(period, occasion), coarse: coarse.printed(exact),
    total: printedCount(total, exact), hours: printedSpans(all, tables[0]?.columns ?? [], tables[0]?.totals ?? [], exact), imprecise: printedGrounds(grounds, exact),
    tables,
  }
}

/** Erased records count, but their times are no times. What counts as removal: the decision, or a check that saw it gone. */
function spansOf({ coarse, sentMs, acknowledgedMs, decidedMs, goneMs }: DeliveryFact, action: Action): readonly (readonly [Span, number])[] {
  if (coarse || sentMs === undefined) return []
  const removedMs = Math.min(action === 'removed' ? decidedMs ?? Infinity : Infinity, goneMs ?? Infinity)
  const ends = [['acknowledgement', acknowledgedMs], ['decision', decidedMs], ['removal', Number.isFinite(removedMs) ? removedMs : undefined]] as const
  return ends.flatMap(([span, end]) => (end === undefined || end < sentMs ? [] : [[span, end - sentMs] as const]))
}

function tableOf(by: By, dimension: Dimension, order: readonly string[], exact: boolean): QualityTable {
  const { columns, totals, rows } = printedTable<Verdict>(dimension.tally, VERDICTS, order, exact)
  return {
    by, columns, totals,
    rows: rows.map(({ line, total, counts }) => ({
      key: line.key, total, counts,
      shares: counts.map((count) => (count === null ? null : shareOf(count, total))),
      hours: printedSpans(dimension.spans(line.members), columns, counts, exact),
    })),
  }
}

/** To a thousandth. */
const shareOf = (count: number, total: number): number => (total === 0 ? 0 : Math.round((count / total) * 1000) / 1000)

/**
 * That a median is there or not would tell of a count that is withheld: it depends on printed counts first, and only then on
 * how many times are known.
 */
function printedSpans(durations: SpanDurations, columns: QualityTable['columns'], counts: readonly (number | null)[], exact: boolean): QualityTable['rows'][number]['hours'] {
  const of = (span: Span): SpanFigures => {
    const told = columns.reduce((sum, column, index) => sum + (column !== OTHERS && TOLD_BY[span].includes(column) ? counts[index] ?? 0 : 0), 0)
    const { known, medianMs, p90Ms } = durations[span].figures()
    const hours = (ms: number | undefined, enough: number): number | null => (ms === undefined || (!exact && Math.min(told, known) < enough) ? null : Math.round(ms / HOUR_MS * 10) / 10)
    // How many are known would tell how many are not: only where nothing is withheld.
    return { ...(exact ? { known } : {}), medianHours: hours(medianMs, THRESHOLD), p90Hours: hours(p90Ms, ENOUGH_FOR_P90) }
  }
  return { acknowledgement: of('acknowledgement'), decision: of('decision'), removal: of('removal') }
}

function printedGrounds({ known, imprecise }: { known: number; imprecise: number }, exact: boolean): Quality['imprecise'] {
  if (!exact && [known, imprecise, known - imprecise].some(isSmall)) return { known: printedCount(known, exact), count: null, share: null }
  return { known, count: imprecise, share: known === 0 ? null : shareOf(imprecise, known) }
}
