// What is wrong with a record, as codes and facts, all of it at once: the sentences live in messages/.

/**
 * Codes with the facts their sentence needs. Rooms add their own by module augmentation, as for failures:
 *
 *   declare module './problem.ts' { interface ProblemFacts { 'explanation.too-short': { min: number; found: number } } }
 */
export interface ProblemFacts {
  'field.missing': Record<never, never>
  'field.unknown': { name: string }
  'field.wrong-type': { expected: string }
  'field.too-short': { min: number; found: number }
  'field.too-long': { max: number; found: number }
  'field.too-many': { max: number; found: number }
  'field.too-few': { min: number; found: number }
  'field.not-a-choice': { value: string; choices: readonly string[]; nearest: string | null }
  'field.bad-form': { value: string; expected: string }
}
export type ProblemCode = keyof ProblemFacts

export interface Problem<C extends ProblemCode = ProblemCode> {
  /** As `target.locators[0].raw`; empty for the record as a whole. */
  readonly path: string
  readonly code: C
  readonly facts: ProblemFacts[C]
}

export function problem<C extends ProblemCode>(path: string, code: C, facts: ProblemFacts[C]): Problem<C> {
  return { path, code, facts }
}
