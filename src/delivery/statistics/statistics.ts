// `statistics/1`: the figures as a value, and what its JSON says. A count that is null is withheld: it is small, or it would
// give a small one back.
import { z } from 'zod'
import { ACTIONS, VERDICTS } from './action.ts'
import { OTHERS } from './small-counts.ts'

export const STATISTICS_FORMAT = 'statistics/1'

const Count = z.int().nonnegative()
/** Null: withheld. */
const Withheld = Count.nullable()
const Share = z.number().min(0).max(1).nullable()
const Hours = z.number().nonnegative().nullable()

/** `*`: several that are small alone, put together. */
const RowKey = z.string().regex(/^(\*|[A-Za-z0-9_-]{1,64})$/)

const Head = {
  format: z.literal(STATISTICS_FORMAT),
  /** Both days are in it. */
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date(), timeZone: z.string() }),
  generatedAt: z.iso.datetime({ precision: 3 }),
  toolVersion: z.string(),
  organisation: z.string().max(200),
  /** `exact`: nothing is withheld, not to be published. Otherwise counts from 1 to `threshold` − 1 are not printed. */
  disclosure: z.strictObject({ exact: z.boolean(), threshold: z.int() }),
  /** Of erased records, of which only thirty days are known: how many were counted, and of these how many may lie outside the period. */
  coarse: z.strictObject({ counted: Withheld, uncertain: Withheld }),
}

const countRow = { key: RowKey, total: Count, counts: z.array(Withheld) }
/** Each notice is in one column. `*`: several that are small alone. */
const columnsOf = <const Column extends readonly string[]>(columns: Column) => ({ columns: z.array(z.enum([...columns, OTHERS])), totals: z.array(Count) })

const AnnualTable = z.strictObject({ by: z.enum(['provider', 'harm', 'channel']), ...columnsOf(ACTIONS), rows: z.array(z.strictObject(countRow)) })
export type AnnualTable = z.infer<typeof AnnualTable>

export const SCOPES = ['trusted_flagger', 'other'] as const
export type Scope = (typeof SCOPES)[number]

const AnnualScope = z.strictObject({
  /** `trusted_flagger`: notices in that capacity to providers. `other`: all other live deliveries. */
  scope: z.enum(SCOPES),
  total: Withheld,
  tables: z.array(AnnualTable),
  /** Only in exact figures. */
  cells: z.array(z.strictObject({ provider: RowKey, harm: RowKey, action: z.enum(ACTIONS), count: Count })).optional(),
})
export type AnnualScope = z.infer<typeof AnnualScope>

export const Annual = z.strictObject({ ...Head, kind: z.literal('annual'), year: z.int(), scopes: z.array(AnnualScope) })
export type Annual = z.infer<typeof Annual>

export const SPANS = ['acknowledgement', 'decision', 'removal'] as const
export type Span = (typeof SPANS)[number]

const SpanFigures = z.strictObject({
  /** Notices of which it is known; only in exact figures. */
  known: Count.optional(),
  medianHours: Hours,
  p90Hours: Hours,
})
export type SpanFigures = z.infer<typeof SpanFigures>

const Spans = z.strictObject({ acknowledgement: SpanFigures, decision: SpanFigures, removal: SpanFigures })
const QualityTable = z.strictObject({
  by: z.enum(['provider', 'harm', 'urgency', 'month']), ...columnsOf(VERDICTS),
  rows: z.array(z.strictObject({ ...countRow, shares: z.array(Share), hours: Spans })),
})
export type QualityTable = z.infer<typeof QualityTable>

export const Quality = z.strictObject({
  ...Head,
  kind: z.literal('quality'),
  total: Withheld,
  hours: Spans,
  /** Of the rejected ones whose grounds are known, how many were called imprecise. */
  imprecise: z.strictObject({ known: Withheld, count: Withheld, share: Share }),
  tables: z.array(QualityTable),
})
export type Quality = z.infer<typeof Quality>

export const Statistics = z.discriminatedUnion('kind', [Annual, Quality])
export type Statistics = z.infer<typeof Statistics>
