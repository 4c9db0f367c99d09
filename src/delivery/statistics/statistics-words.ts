// Every word of the figures, in one language; messages/{fr,en}/statistics.ts implement it.
import type { Action, Verdict } from './action.ts'
import type { AnnualTable, QualityTable, Scope, Span } from './statistics.ts'
import type { OTHERS } from './small-counts.ts'

export type TableBy = AnnualTable['by'] | QualityTable['by']

/** What one line of the CSV says. */
export type Measure = 'total' | 'count' | 'share' | 'known' | 'median' | 'p90'

export interface StatisticsWords {
  readonly language: 'fr' | 'en'
  number(value: number, fractionDigits?: number): string
  /** `12,3 %` of a share from 0 to 1. */
  percent(share: number): string
  hours(value: number): string
  /** `2026-01-01`. */
  day(date: string): string
  /** `2026-03`. */
  month(key: string): string
  instant(at: string, timeZone: string): string
  labelled(label: string, value: string): string
  annualTitle(year: string): string
  readonly qualityTitle: string
  readonly subject: string
  readonly scopes: { readonly [scope in Scope]: { readonly title: string; readonly note: string } }
  readonly by: { readonly [by in TableBy]: string }
  /** First column of a table. */
  readonly line: { readonly [by in TableBy]: string }
  readonly actions: { readonly [action in Action | typeof OTHERS]: string }
  readonly verdicts: { readonly [verdict in Verdict | typeof OTHERS]: string }
  readonly spans: { readonly [span in Span]: string }
  /** The line of those that are small alone. */
  readonly others: string
  readonly notKnown: string
  readonly total: string
  readonly all: string
  /** In the place of a count that is not printed. */
  readonly withheldSign: string
  readonly withheldLegend: string
  readonly none: string
  readonly small: string
  readonly labels: { readonly organisation: string; readonly period: string; readonly generatedAt: string; readonly notices: string; readonly disclosure: string; readonly notGiven: string }
  period(from: string, to: string, timeZone: string): string
  /** Added to a period that is not over. */
  readonly provisional: string
  disclosure(threshold: number): string
  readonly exact: string
  readonly exactBanner: string
  readonly counted: { readonly title: string; readonly annual: readonly string[]; readonly quality: readonly string[] }
  readonly actionMeanings: { readonly title: string; readonly text: { readonly [action in Action]: string } }
  coarse(counted: string, uncertain: string): string
  readonly law: { readonly title: string; readonly intro: string; readonly list: string; readonly procedures: string; readonly toVerify: string; source(source: string, checkedOn: string): string }
  readonly hoursTitle: string
  readonly medianOf: (span: string) => string
  readonly p90Of: (span: string) => string
  readonly median: string
  readonly p90: string
  readonly sharesTitle: string
  readonly countsTitle: string
  imprecise(count: string, known: string, share: string): string
  readonly impreciseUnknown: string
  readonly impreciseWithheld: string
  readonly chart: {
    bars(by: string): string
    readonly months: string
    lastMonths(count: number): string
    readonly withheld: string
    readonly unnamedMonth: string
    readonly letters: string
  }
  readonly procedures: { readonly title: string; readonly text: string }
  readonly pdf: { page(number: number): string; total(count: number): string; readonly written: string }
  readonly csv: {
    /** Thirteen headers, in order. */
    readonly columns: readonly string[]
    readonly measures: { readonly [measure in Measure]: string }
    readonly units: { readonly count: string; readonly share: string; readonly hours: string }
    readonly printed: string
    readonly withheld: string
    readonly notKnown: string
  }
  written(path: string): string
}
