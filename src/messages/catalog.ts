// The shape of all words a person reads. fr/ and en/ implement it: a missing or wrong message does not compile.
import type { FailureCode, FailureFacts } from '../system/failure.ts'

export type Language = 'fr' | 'en'

/** One sentence that says what happened, one that says what to do. */
export interface FailureText {
  readonly message: string
  readonly remedy: string
}

export type FailureWords = { readonly [C in FailureCode]: (facts: FailureFacts[C]) => FailureText }

/** The failures of one room, by the first part of their codes. */
export type FailureWordsOf<Prefix extends string> = {
  readonly [C in FailureCode as C extends `${Prefix}.${string}` ? C : never]: (facts: FailureFacts[C]) => FailureText
}
