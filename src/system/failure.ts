// An error is a code and facts (law 5). The sentence and its remedy live in messages/, in both languages.

/**
 * Every failure code with the facts its message needs. Each room declares its own codes beside the code that
 * throws them, by module augmentation:
 *
 *   declare module '../system/failure.ts' {
 *     interface FailureFacts { 'case.not-found': { path: string } }
 *   }
 *
 * Codes are dotted nouns of the defect. Facts hold no sentence, no secret and no body of a server's answer.
 */
export interface FailureFacts {
  'system.disk-full': { path: string }
  'system.io': { path: string; errno: string }
  /** `asked`: at a question, when nothing had begun. */
  'system.interrupted': { signal: string; asked?: true }
  'system.internal': { detail: string }
}

export type FailureCode = keyof FailureFacts

export class Failure<C extends FailureCode = FailureCode> extends Error {
  override readonly name = 'Failure'
  readonly code: C
  readonly facts: FailureFacts[C]

  constructor(code: C, facts: FailureFacts[C], cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.code = code
    this.facts = facts
  }
}

export function isFailure<C extends FailureCode>(error: unknown, code?: C): error is Failure<C> {
  return error instanceof Failure && (code === undefined || error.code === code)
}
