// The figures on the screen: the same tables as on paper, without the drawings.
import type { Statistics } from '../../delivery/statistics/statistics.ts'
import type { SheetTable } from '../../bundle/statistics-print.ts'
import { bold, dim, yellow } from '../paint.ts'
import { annualParts, disclosureOf, factsOf, qualityParts, warningOf } from './statistics-sheets.ts'
import type { Naming } from './statistics-sheets.ts'

export function sayStatistics(statistics: Statistics, naming: Naming): string {
  const { words } = naming
  const parts = statistics.kind === 'annual' ? annualParts(statistics, naming) : qualityParts(statistics, naming)
  const warning = warningOf(statistics, words)
  return [
    bold(statistics.kind === 'annual' ? words.annualTitle(String(statistics.year)) : words.qualityTitle),
    ...factsOf(statistics, words).map(([label, value]) => words.labelled(label, value)),
    ...(warning === undefined ? [] : [yellow(warning)]),
    ...parts.flatMap(({ title, lead, sheets }) => [
      '', bold(title), ...lead,
      ...sheets.flatMap((sheet) => (sheet.kind === 'table' ? ['', bold(sheet.title), ...tableLines(sheet)] : [])),
    ]),
    ...disclosureOf(statistics, words).flatMap((text, index) => [...(index === 0 ? [''] : []), dim(text)]),
  ].join('\n')
}

function tableLines({ columns, rows, foot }: SheetTable): string[] {
  const all = [columns.map(({ header }) => header), ...rows, ...(foot === undefined ? [] : [foot])]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]): string => row.map((text, index) => (columns[index]?.align === 'right' ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0))).join('  ').trimEnd()
  return all.map((row, index) => (index === 0 ? dim(line(row)) : line(row)))
}
