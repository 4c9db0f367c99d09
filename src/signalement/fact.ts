// A fact of law or of the field: never without its source and the day it was read. What was not verified is never
// printed as a fact.
import { z } from 'zod'

export const BothLanguages = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
export type BothLanguages = z.infer<typeof BothLanguages>

const Day = z.iso.date()

export const Provenance = z.strictObject({
  /** A page, a law with its article, a repository and path: where a reader would look. */
  source: z.string().min(1),
  checkedOn: Day,
  /** False: from memory, from secondary sources that disagree, or not found. Then it is printed as "à vérifier". */
  verified: z.boolean(),
})
export type Provenance = z.infer<typeof Provenance>

export const Fact = z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), text: BothLanguages, ...Provenance.shape })
export type Fact = z.infer<typeof Fact>

const DAY_MS = 86_400_000
/** A fact older than this is to be checked again. */
export const STALE_DAYS = 180

/** Whole days from the check to the day of `nowMs`. */
export function ageInDays(provenance: Pick<Provenance, 'checkedOn'>, nowMs: number, checkedOnMs: number): number {
  return Math.floor((nowMs - checkedOnMs) / DAY_MS)
}
