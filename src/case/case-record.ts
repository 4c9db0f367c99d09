// metadata/case.json: who, what for, under which frame. Written once by `init`, never rewritten.
import { z } from 'zod'
import { CASE_FORMAT, isTimeZone } from './record-file.ts'


export const CaseRecord = z.strictObject({
  format: z.literal(CASE_FORMAT),
  id: z.uuid(),
  reference: z.string().min(1).max(200),
  title: z.string().max(500),
  /** Cadre d'enquête, or "signalement 3018": free text, as the operator wrote it. */
  frame: z.string().max(500),
  operator: z.string().max(200),
  /** Unit or association. */
  unit: z.string().max(200),
  profile: z.enum(['police', 'hotline']),
  /** Language of what is printed for this case, whatever the operator's own. */
  language: z.enum(['fr', 'en']),
  /** An exercise says so on every page, and its local authority is trusted for it alone. */
  exercise: z.boolean(),
  /** IANA zone in which local times are printed. */
  timeZone: z.string().min(1).max(64).refine(isTimeZone),
  createdAt: z.iso.datetime({ precision: 3 }),
})
export type CaseRecord = z.infer<typeof CaseRecord>
