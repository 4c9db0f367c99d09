// One line of a verification. Codes are stable API; the sentence lives in messages/.

/**
 * Every check code with the facts its sentence needs; rooms add theirs by module augmentation, as for FailureFacts.
 * A code names what was found (`TSP.NONCE_MISMATCH`), or what was positively established (`BAG.PAYLOAD.MATCHES`).
 */
export interface CheckFacts {
  'VERIFY.NOTHING_CHECKED': Record<never, never>
}
export type CheckCode = keyof CheckFacts

/** `warning` and `info` never change the verdict; `indeterminate` does: nothing to check against. */
export type CheckOutcome = 'passed' | 'failed' | 'indeterminate' | 'warning' | 'info'

export interface Check<C extends CheckCode = CheckCode> {
  readonly code: C
  readonly outcome: CheckOutcome
  /** What was checked: a bag path, a seal, a token, the case. Untrusted: escape before showing. */
  readonly subject: string
  readonly facts: CheckFacts[C]
}

export type Verdict = 'verified' | 'failed' | 'indeterminate'

export function check<C extends CheckCode>(code: C, outcome: CheckOutcome, subject: string, facts: CheckFacts[C]): Check<C> {
  return { code, outcome, subject, facts }
}

/** A verdict is constructed (law 4): `verified` needs at least one passed check, and none that failed or stayed open. */
export function verdictOf(checks: Iterable<Pick<Check, 'outcome'>>): Verdict {
  let passed = 0
  let open = 0
  for (const { outcome } of checks) {
    if (outcome === 'failed') return 'failed'
    if (outcome === 'indeterminate') open += 1
    if (outcome === 'passed') passed += 1
  }
  return passed > 0 && open === 0 ? 'verified' : 'indeterminate'
}
