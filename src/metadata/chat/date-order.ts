// Which of the numbers of `4/3/26` is the day: decided by the whole file or not at all. A value above 12 proves; that time
// goes back less often under one reading is a hint that is told to whoever has to say it.
import type { WrittenDate } from './raw-message.ts'
import type { DateOrder, OrderStatement } from './transcript.ts'

interface Evidence {
  readonly line: number
  readonly raw: string
}

export type OrderVerdict =
  | { readonly decided: OrderStatement }
  /** `contradicted`: some lines allow one order only, others the other one. */
  | { readonly open: 'ambiguous' | 'contradicted'; readonly evidence: readonly Evidence[]; readonly stepsBack: { readonly dmy: number; readonly mdy: number } }

export class OrderTally {
  #dates = 0
  #fixed: DateOrder | undefined
  #first: Evidence | undefined
  /** First line whose first number is above 12: the day comes first. */
  #dayFirst: Evidence | undefined
  #monthFirst: Evidence | undefined
  #points = 0
  #open = 0
  readonly #back = { dmy: 0, mdy: 0 }
  readonly #last = { dmy: -Infinity, mdy: -Infinity }

  add(written: WrittenDate, raw: string, line: number): void {
    this.#dates += 1
    if (written.order !== undefined) {
      this.#fixed ??= written.order
      return
    }
    this.#open += 1
    const [first, second] = written.numbers
    const evidence = { line, raw }
    this.#first ??= evidence
    if (written.separator === '.') this.#points += 1
    if (first > 12 && second <= 12) this.#dayFirst ??= evidence
    if (second > 12 && first <= 12) this.#monthFirst ??= evidence
    for (const order of ['dmy', 'mdy'] as const) {
      const at = rank(written, order)
      if (at < this.#last[order]) this.#back[order] += 1
      this.#last[order] = at
    }
  }

  /** @throws nothing: what the user said is compared by `conflictWith` */
  verdict(said: DateOrder | undefined): OrderVerdict {
    if (this.#dates === 0) return { decided: { how: 'no-date' } }
    if (this.#open === 0) return { decided: { order: this.#fixed as DateOrder, how: 'written-so' } }
    const stepsBack = { ...this.#back }
    if (said !== undefined) return { decided: { order: said, how: 'user', stepsBack } }
    if (this.#dayFirst !== undefined && this.#monthFirst !== undefined) return { open: 'contradicted', evidence: [this.#dayFirst, this.#monthFirst], stepsBack }
    if (this.#dayFirst !== undefined) return { decided: { order: 'dmy', how: 'value-above-12', evidence: this.#dayFirst, stepsBack } }
    if (this.#monthFirst !== undefined) return { decided: { order: 'mdy', how: 'value-above-12', evidence: this.#monthFirst, stepsBack } }
    if (this.#points === this.#open) return { decided: { order: 'dmy', how: 'separator', evidence: this.#first as Evidence, stepsBack } }
    return { open: 'ambiguous', evidence: [this.#first as Evidence], stepsBack }
  }

  /** The line that forbids what the user said, when all of the file speaks against it. */
  conflictWith(said: DateOrder): Evidence | undefined {
    if (said === 'dmy' && this.#dayFirst === undefined) return this.#monthFirst
    if (said === 'mdy' && this.#monthFirst === undefined) return this.#dayFirst
    return undefined
  }
}

/** Year, month and day of the numbers; the order that is written wins. */
export function ordered({ numbers: [a, b, c], order }: WrittenDate, said: DateOrder | undefined): { year: number; month: number; day: number } | undefined {
  switch (order ?? said) {
    case 'dmy': return { day: a, month: b, year: c }
    case 'mdy': return { month: a, day: b, year: c }
    // `26/03/14`: the last number was taken for the year, and its century added.
    case 'ymd': return { year: a < 100 ? 2000 + a : a, month: b, day: c >= 2000 && order === undefined && a < 100 ? c - 2000 : c }
    default: return undefined
  }
}

function rank(written: WrittenDate, order: 'dmy' | 'mdy'): number {
  const { year, month, day } = ordered({ ...written }, order) as { year: number; month: number; day: number }
  return (((year * 13 + month) * 32 + day) * 24 + written.hour) * 3600 + written.minute * 60 + (written.second ?? 0)
}
