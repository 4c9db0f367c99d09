// Gathers the checks of one verification. Lines are capped, verdicts are not: what is left out is counted by outcome.
import { check, type Check, type CheckCode, type CheckFacts, type CheckOutcome } from '../seal/check.ts'

declare module '../seal/check.ts' {
  interface CheckFacts {
    /** Lines beyond the cap, with this outcome. */
    'VERIFY.LINES_LEFT_OUT': { count: number; outcome: CheckOutcome }
  }
}

const CAP = 10_000

export class CheckSheet {
  readonly #checks: Check[] = []
  readonly #kept = new Map<CheckOutcome, number>()
  readonly #leftOut = new Map<CheckOutcome, number>()
  readonly #cap: number

  /** @param cap lines kept of each outcome */
  constructor(cap = CAP) {
    this.#cap = cap
  }

  add<C extends CheckCode>(code: C, outcome: CheckOutcome, subject: string, facts: CheckFacts[C]): void {
    this.take(check(code, outcome, subject, facts))
  }

  take(line: Check): void {
    const { outcome } = line
    const kept = this.#kept.get(outcome) ?? 0
    if (kept >= this.#cap) {
      this.#leftOut.set(outcome, (this.#leftOut.get(outcome) ?? 0) + 1)
      return
    }
    this.#kept.set(outcome, kept + 1)
    this.#checks.push(line)
  }

  /** How many checks so far have that outcome, kept or not. */
  count(outcome: CheckOutcome): number {
    return (this.#kept.get(outcome) ?? 0) + (this.#leftOut.get(outcome) ?? 0)
  }

  /** All lines, in order, then one line for each outcome of which lines were left out. */
  checks(): Check[] {
    const rest = [...this.#leftOut].map(([outcome, count]) => check('VERIFY.LINES_LEFT_OUT', outcome, '', { count, outcome }))
    return [...this.#checks, ...rest as unknown as Check[]]
  }
}
