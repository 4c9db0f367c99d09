// What the printed figures show, as plain values: who counts elsewhere says it in words, and bundle/pdf draws it.
import type { Instant } from '../system/world.ts'

export interface StatisticsPrint {
  readonly language: 'fr' | 'en'
  readonly title: string
  readonly subject: string
  readonly author: string
  readonly at: Instant
  readonly toolVersion: string
  /** Makes the file identifier: the same figures are the same bytes. */
  readonly identity: readonly string[]
  /** On every page, when it is not to be published. */
  readonly banner: string | undefined
  page(number: number): string
  total(count: number): string
  number(value: number): string
  readonly facts: readonly (readonly [label: string, value: string])[]
  /** Said first and loud. */
  readonly warning: string | undefined
  readonly notes: readonly { readonly title: string; readonly paragraphs: readonly string[] }[]
  readonly parts: readonly PrintedPart[]
}

export interface PrintedPart {
  readonly title: string
  readonly lead: readonly string[]
  readonly sheets: readonly (Chart | SheetTable)[]
}

export interface Series {
  /** Stands in the drawing beside the colour, which is never alone. */
  readonly letter: string
  readonly name: string
  /** Which of the nine fills. */
  readonly fill: number
}

export interface Chart {
  /** Horizontal bars, one a line of text; or columns, one a month. */
  readonly kind: 'bars' | 'columns'
  readonly title: string
  /** The same in words, for who does not see the drawing. */
  readonly caption: string
  readonly series: readonly Series[]
  readonly bars: readonly { readonly label: string; readonly total: number; /** Null: not printed; what is left of the total is hatched. */ readonly parts: readonly (number | null)[] }[]
  /** Name of the hatched part. */
  readonly withheld: string
}

export interface SheetTable {
  readonly kind: 'table'
  readonly title: string
  readonly columns: readonly { readonly header: string; readonly share: number; readonly align: 'left' | 'right' }[]
  readonly rows: readonly (readonly string[])[]
  /** Sums below the rows. */
  readonly foot: readonly string[] | undefined
  readonly note: string | undefined
}
