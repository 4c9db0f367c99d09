// The shape of all words a person reads. fr/ and en/ implement it: a missing or wrong message does not compile.
import type { OverviewWords } from '../bundle/report/overview-words.ts'
import type { FindingWords } from '../bundle/report/report-model.ts'
import type { CliWords } from '../cli/words.ts'
import type { MatchWords } from '../cli/match-words.ts'
import type { DeliveryWords } from '../cli/delivery-words.ts'
import type { InspectionWords } from '../cli/inspection-words.ts'
import type { SignalementWords } from '../cli/signalement-words.ts'
import type { StatisticsWords } from '../delivery/statistics/statistics-words.ts'
import type { ExerciseWords } from '../exercise/run-exercise.ts'
import type { ChatWords } from '../metadata/chat/chat-words.ts'
import type { EngineStatus } from '../metadata/record.ts'
import type { RecordWords } from '../metadata/record-words.ts'
import type { CheckCode, CheckFacts } from '../seal/check.ts'
import type { LocatorWords } from '../signalement/locators/locator-words.ts'
import type { PrivacyWords } from '../signalement/privacy/privacy-words.ts'
import type { FailureCode, FailureFacts } from '../system/failure.ts'
import type { RoutingWords } from '../signalement/routing/routing-words.ts'
import type { ImportWarningWords } from '../signalement/import/import-words.ts'
import type { ProblemCode, ProblemFacts } from '../signalement/problem.ts'
import type { RefusalReason } from '../system/world.ts'

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

/** What is said before the verb is known: help, options, questions. All that a quick verb says when nothing fails. */
export interface FirstWords {
  readonly language: Language
  readonly cli: CliWords
}

/** All that the command line says, in one language. */
export interface Catalog extends FirstWords {
  readonly failures: FailureWords
  readonly checks: CheckWords
  readonly refusal: Readonly<Record<RefusalReason, string>>
  readonly engineStatus: Readonly<Record<EngineStatus, string>>
  readonly finding: FindingWords
  readonly chat: ChatWords
  readonly record: RecordWords
  readonly overview: OverviewWords
  readonly inspection: InspectionWords
  readonly exercise: ExerciseWords
  readonly signalement: SignalementWords
  readonly routing: RoutingWords
  readonly problems: ProblemWords
  readonly importWarnings: ImportWarningWords
  readonly privacy: PrivacyWords
  readonly locators: LocatorWords
  readonly delivery: DeliveryWords
  readonly statistics: StatisticsWords
  readonly match: MatchWords
}

/** What is wrong with a record, and what to do. */
export type ProblemWords = { readonly [C in ProblemCode]: (facts: ProblemFacts[C]) => FailureText }

/** The sentence of each check code. */
export type CheckWords = { readonly [C in CheckCode]: (facts: CheckFacts[C]) => string }

/** The checks of one layer, by the first part of their codes. */
export type CheckWordsOf<Prefix extends string> = {
  readonly [C in CheckCode as C extends `${Prefix}.${string}` ? C : never]: (facts: CheckFacts[C]) => string
}
