// What a rule is: where it is tried, and what it may do. Each looks a bounded way around its place, so that a text costs
// time in proportion to its length, whoever wrote it.
import type { Page } from './page.ts'

/** Tried at each of its words (folded). */
export type WordRule = (page: Page, start: number, end: number) => void
export type WordRules = readonly (readonly [words: readonly string[], rule: WordRule])[]

/** Tried where a run of digits begins. Gives the end of what it saw, so that no rule reads inside; else `start`. */
export type DigitRule = (page: Page, start: number) => number
