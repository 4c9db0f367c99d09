// What the composer asks of the table of harms.
import type { z } from 'zod'
import type { Offence } from './signalement.ts'
import type { AgeBand, Harm, Urgency } from './vocabulary.ts'

export interface HarmFacts {
  readonly dsaCategory?: string
  readonly dsaKeyword: readonly string[]
  readonly offences: readonly z.infer<typeof Offence>[]
  readonly urgency: Urgency
}

export interface HarmReader {
  /** The harm that a word or a code means. */
  read(word: string): Harm | undefined
  nearest(word: string): string | null
  facts(harm: Harm, age: AgeBand): HarmFacts
}
