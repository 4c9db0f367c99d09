// Rules as dated data: `templates/routing.json`. A rule says when it holds, what follows, why, and where that was read.
import { z } from 'zod'
import { BothLanguages, Provenance } from '../fact.ts'
import { AGE_BANDS, AUTHORITIES, HARMS, PLATFORMS, REPRESENTATIONS, URGENCIES } from '../vocabulary.ts'

const some = <T extends readonly [string, ...string[]]>(choices: T) => z.array(z.enum(choices)).min(1).optional()

/** All of it must hold; what is not named is not asked. */
export const When = z.strictObject({
  /** As routing follows it: a minor's intimate image is `csam`. */
  harms: some(HARMS),
  /** As it was typed. */
  typed: some(HARMS),
  ages: some(AGE_BANDS),
  platforms: some(PLATFORMS),
  urgencies: some(URGENCIES),
  representations: some(REPRESENTATIONS),
  authorities: some(AUTHORITIES),
  /** An image of a child may be at stake. */
  showsChild: z.boolean().optional(),
  privateMessage: z.boolean().optional(),
  /** The harm is within the trusted flagger's area of expertise. */
  flaggerArea: z.boolean().optional(),
  legalOrder: z.boolean().optional(),
  abroad: z.boolean().optional(),
})
export type When = z.infer<typeof When>

/** A destination, or those that can remove what is on the platform at hand. */
export const PLATFORM = '@platform'
/** Its portal for law enforcement. */
export const PORTAL = '@portal'
const Ids = z.array(z.string().regex(/^(?:[a-z0-9-]+|@platform|@portal)$/)).min(1)

export const Outcome = z.discriminatedUnion('do', [
  /** Call, and nothing else is done. */
  z.strictObject({ do: z.literal('stop'), to: Ids }),
  z.strictObject({ do: z.literal('call'), to: Ids, when: z.enum(['first', 'instead', 'also']) }),
  /** Lower positions come first. */
  z.strictObject({ do: z.literal('send'), to: Ids, position: z.int().positive() }),
  z.strictObject({ do: z.literal('refuse'), to: Ids }),
  /** The steps to a platform carry the trusted flagger's priority. */
  z.strictObject({ do: z.literal('prioritise') }),
  z.strictObject({ do: z.literal('advise'), text: BothLanguages }),
])

export const Rule = z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), when: When, outcome: Outcome, reason: BothLanguages, ...Provenance.shape })
export type Rule = z.infer<typeof Rule>

/** What no rule may override: the code decides, the data says why and where that was read. */
export const GUARDS = ['publishes', 'only-for', 'minor-victim', 'adult-victim', 'private-message', 'advice-only'] as const
export type GuardId = (typeof GUARDS)[number]

export const RoutingTable = z.strictObject({
  format: z.literal('routing/1'),
  rules: z.array(Rule).min(1),
  guards: z.record(z.enum(GUARDS), z.strictObject({ reason: BothLanguages, ...Provenance.shape })),
}).superRefine(({ rules }, context) => {
  rules.forEach(({ id }, index) => {
    if (rules.findIndex((other) => other.id === id) !== index) context.addIssue({ code: 'custom', path: ['rules', index, 'id'] })
  })
  // A table that does not stop at imminent danger, whoever and wherever, is no table.
  const stops = rules.some(({ when, outcome }) => outcome.do === 'stop' && Object.keys(when).length === 1 && (when.urgencies?.includes('imminent_danger') ?? false))
  if (!stops) context.addIssue({ code: 'custom', path: ['rules'] })
})
export type RoutingTable = z.infer<typeof RoutingTable>
